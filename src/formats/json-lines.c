/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/json-lines.h"

#include "base/tk-text.h"

#include <string.h>

#define BEGINNING_BYTES 80

struct JsonLines {
    Input *input;
    int64_t number;
    TkJson *object;
    char *beginning;
};

JsonLines *
json_lines_new(Input *input)
{
    JsonLines *lines = g_new0(JsonLines, 1);

    lines->input = input;
    return lines;
}

void
json_lines_free(JsonLines *lines)
{
    if (lines == NULL)
        return;
    json_decref(lines->object);
    g_free(lines->beginning);
    g_free(lines);
}

/* Bytes before the next line end, FALSE where the window is full without one. */
static gboolean
find_end(Input *input, gsize *out_length, gboolean *out_has_end)
{
    gsize searched = 0;

    for (;;) {
        const char *data = input_data(input);
        gsize length = input_length(input);
        const char *found = memchr(data + searched, '\n', length - searched);

        *out_has_end = found != NULL;
        *out_length = found != NULL ? (gsize) (found - data) : length;
        if (found != NULL)
            return TRUE;
        searched = length;
        if (!input_more(input))
            return length < JSON_LINES_WINDOW;
    }
}

static void
pass_over(Input *input)
{
    gsize length = 0;
    gboolean has_end = FALSE;

    while (!find_end(input, &length, &has_end))
        input_skip(input, length);
    input_skip(input, length + (has_end ? 1 : 0));
}

static void
take(JsonLines *lines, const char *text, gsize length, const char *reason, JsonLine *out_line)
{
    gsize shown = MIN(length, BEGINNING_BYTES);

    /* Not in the middle of a letter. */
    while (shown > 0 && shown < length && ((unsigned char) text[shown] & 0xc0) == 0x80)
        shown--;
    *out_line = (JsonLine) { .number = lines->number };
    lines->object = reason == NULL ? tk_json_parse(text, length, NULL) : NULL;
    if (lines->object != NULL && !json_is_object(lines->object))
        g_clear_pointer(&lines->object, json_decref);
    out_line->object = lines->object;
    if (lines->object != NULL)
        return;
    g_free(lines->beginning);
    lines->beginning = tk_text_mend(text, (gssize) shown);
    out_line->reason = reason != NULL ? reason : "line-malformed";
    out_line->beginning = lines->beginning;
}

static gboolean
is_blank(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isspace(text[i]))
            return FALSE;
    return TRUE;
}

gboolean
json_lines_next(JsonLines *lines, JsonLine *out_line)
{
    g_clear_pointer(&lines->object, json_decref);
    for (;;) {
        gsize length = 0;
        gboolean has_end = FALSE;
        gboolean fits = find_end(lines->input, &length, &has_end);
        const char *text = input_data(lines->input);

        if (fits && length == 0 && !has_end)
            return FALSE;
        lines->number++;
        if (!fits) {
            take(lines, text, length, "line-too-long", out_line);
            pass_over(lines->input);
            return TRUE;
        }
        if (!is_blank(text, length)) {
            take(lines, text, length, NULL, out_line);
            input_skip(lines->input, length + (has_end ? 1 : 0));
            return TRUE;
        }
        input_skip(lines->input, length + (has_end ? 1 : 0));
    }
}
