/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/messages.h"
#include "actions/organisation-paths.h"
#include "actions/people.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "cli/request.h"
#include "cli/shown.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define MORNING (9 * 60) /* the minute that a bare date means */

unsigned
call_word_count(const Call *call)
{
    return call->request->words->len;
}

const char *
call_word(const Call *call, unsigned index)
{
    if (index >= call->request->words->len)
        return NULL;
    return g_ptr_array_index(call->request->words, index);
}

char *
call_words(const Call *call, unsigned index)
{
    GString *joined = g_string_new(NULL);

    for (unsigned i = index; i < call_word_count(call); i++)
        g_string_append_printf(joined, "%s%s", i > index ? " " : "", call_word(call, i));
    return g_string_free(joined, FALSE);
}

const char *
call_text(const Call *call, const char *option)
{
    return request_option(call->request, option);
}

gboolean
call_flag(const Call *call, const char *option)
{
    return request_option(call->request, option) != NULL;
}

int64_t
call_number(const Call *call, const char *option, int64_t fallback)
{
    const char *value = request_option(call->request, option);
    gint64 number = fallback;

    if (value != NULL)
        g_ascii_string_to_signed(value, 10, G_MININT64, G_MAXINT64, &number, NULL);
    return number;
}

const char **
call_list(const Call *call, const char *option)
{
    return request_option_list(call->request, option);
}

gboolean
call_find_person(const Call *call, const char *words, TkId *out_person, GError **error)
{
    unsigned number = 0;
    ShownRow row = { 0 };

    if (!shown_number(words, &number))
        return find_person(call->workspace, words, out_person, error);
    if (!shown_find(call->settings, number, &row, error))
        return FALSE;
    if (row.person == 0)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "row-without-person", words);
    *out_person = row.person;
    return TRUE;
}

gboolean
call_find_person_or_organisation(const Call *call, const char *words, TkId *out_person,
                                 TkId *out_organisation, GError **error)
{
    unsigned number = 0;

    *out_organisation = 0;
    if (shown_number(words, &number))
        return call_find_person(call, words, out_person, error);
    return find_person_or_organisation(call->workspace, words, out_person, out_organisation, error);
}

gboolean
call_find_message(const Call *call, const char *words, TkId *out_message, GError **error)
{
    unsigned number = 0;
    ShownRow row = { 0 };

    if (!shown_number(words, &number))
        return find_message(call->workspace, words, out_message, error);
    if (!shown_find(call->settings, number, &row, error))
        return FALSE;
    if (row.message == 0)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "row-without-message", words);
    *out_message = row.message;
    return TRUE;
}

const char *
call_zone(const Call *call)
{
    const char *zone = tk_settings_text(call->settings, "me.zone");

    return *zone != '\0' ? zone
                         : tk_zone_of_country(tk_settings_text(call->settings, "me.country"));
}

gboolean
call_day(const Call *call, const char *text, TkDay *out_day, GError **error)
{
    gint64 days = 0;

    if (*text == '+' && g_ascii_string_to_signed(text + 1, 10, 0, 3660, &days, NULL)) {
        *out_day = workspace_today(call->workspace) + days;
        return TRUE;
    }
    if (!tk_day_from_text(text, out_day))
        return tk_fail(error, TK_ERROR_INVALID, "not-a-day", text);
    return TRUE;
}

gboolean
call_instant(const Call *call, const char *text, int64_t *out_at, GError **error)
{
    if (text == NULL) {
        *out_at = 0;
        return TRUE;
    }
    return tk_instant_from_text(text, call_zone(call), MORNING, out_at, error);
}

/* All of `stream`, or an error where it holds more than a text may. */
static char *
read_stream(FILE *stream, const char *name, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char piece[4096];
    size_t got;

    while ((got = fread(piece, 1, sizeof piece, stream)) > 0) {
        g_string_append_len(text, piece, (gssize) got);
        if (text->len > TK_LIMIT_TEXT)
            return tk_fail_null(error, TK_ERROR_TOO_LARGE, "text-too-large", name);
    }
    if (ferror(stream) != 0)
        return tk_fail_null(error, TK_ERROR_UNAVAILABLE, "file-unreadable", name);
    return tk_text_mend(text->str, (gssize) text->len);
}

char *
call_read_text(const char *file, GError **error)
{
    FILE *stream;
    char *text;

    if (strcmp(file, "-") == 0)
        return read_stream(stdin, "-", error);
    if (!g_file_test(file, G_FILE_TEST_EXISTS))
        return tk_fail_null(error, TK_ERROR_NOT_FOUND, "file-missing", file);
    if (g_file_test(file, G_FILE_TEST_IS_DIR))
        return tk_fail_null(error, TK_ERROR_UNAVAILABLE, "file-unreadable", file);
    stream = fopen(file, "re");
    if (stream == NULL)
        return tk_fail_null(error, TK_ERROR_UNAVAILABLE, "file-unreadable", file);
    text = read_stream(stream, file, error);
    fclose(stream);
    return text;
}

gboolean
call_answered(const Call *call, const TkJson *answer)
{
    if (call->json) {
        g_autofree char *text = tk_json_text(answer);
        g_autofree char *shown = terminal_json(text);

        printf("%s\n", shown);
        *call->answered = TRUE;
        return TRUE;
    }
    return call->quiet;
}

void
call_print_done(const Call *call, const TkJson *answer, const char *line)
{
    const char *undo = tk_json_get_text(answer, "undo", "");

    if (call_answered(call, answer))
        return;
    g_print("%s\n", line);
    if (*undo != '\0')
        g_print("%s%s%s\n", terminal_style(&call->terminal, STYLE_QUIET),
                _("Not what you meant? tokopp undo takes it back."),
                terminal_style(&call->terminal, STYLE_PLAIN));
}
