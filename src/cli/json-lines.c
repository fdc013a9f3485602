/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/json-lines.h"

#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const Call *call;
    JsonLineAnswer answer;
    GString *line;
    gboolean is_long; /* the line went on beyond the limit */
    int64_t number;
    int64_t not_answered;
} Lines;

static TkJson *
answer_line(const Lines *lines, GError **error)
{
    g_autofree char *text = NULL;

    if (lines->is_long)
        return tk_fail_null(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    text = tk_text_mend(lines->line->str, (gssize) lines->line->len);
    return lines->answer(lines->call->workspace, text, strlen(text), error);
}

static void
end_line(Lines *lines)
{
    lines->number++;
    if (strspn(lines->line->str, " \t\r") < lines->line->len || lines->is_long) {
        g_autoptr(GError) failed = NULL;
        g_autoptr(TkJson) answer = answer_line(lines, &failed);

        if (answer == NULL) {
            answer = json_object();
            tk_json_set_number(answer, "line", lines->number);
            tk_json_set_text(answer, "error", tk_error_face(failed).key);
            lines->not_answered++;
        }
        g_autofree char *text = tk_json_text(answer);
        g_autofree char *shown = terminal_json(text);

        printf("%s\n", shown);
    }
    g_string_truncate(lines->line, 0);
    lines->is_long = FALSE;
}

static void
take_bytes(Lines *lines, const char *bytes, gsize length)
{
    const char *end = bytes + length;

    while (bytes < end) {
        const char *stop = memchr(bytes, '\n', (gsize) (end - bytes));
        gsize part = (gsize) ((stop != NULL ? stop : end) - bytes);

        if (lines->line->len + part > 2 * TK_LIMIT_TEXT)
            lines->is_long = TRUE;
        else
            g_string_append_len(lines->line, bytes, (gssize) part);
        if (stop != NULL)
            end_line(lines);
        bytes += part + (stop != NULL ? 1 : 0);
    }
}

gboolean
json_lines_answer(const Call *call, const char *file, JsonLineAnswer answer, GError **error)
{
    gboolean is_input = strcmp(file, "-") == 0;
    FILE *stream = is_input ? stdin : fopen(file, "re");
    g_autoptr(GString) line = g_string_new(NULL);
    Lines lines = { .call = call, .answer = answer, .line = line };
    char bytes[1 << 16];
    size_t got = 0;

    if (stream == NULL)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "file-missing", file);
    while ((got = fread(bytes, 1, sizeof bytes, stream)) > 0)
        take_bytes(&lines, bytes, got);
    gboolean broken = ferror(stream) != 0;

    if (!is_input)
        (void) fclose(stream);
    if (broken)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "file-unreadable", file);
    if (line->len > 0 || lines.is_long)
        end_line(&lines);
    *call->answered = TRUE;
    if (lines.not_answered == 0)
        return TRUE;
    return tk_failf(error, TK_ERROR_INVALID, "lines-not-answered", "%" G_GINT64_FORMAT,
                    lines.not_answered);
}
