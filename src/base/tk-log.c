/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-log.h"

#include "base/tk-day.h"

#include <string.h>

#define MOST_WORD 120 /* letters of one word */
#define MOST_LINE 2000

static const char *const level_words[] = { "debug", "info", "warning", "error" };

static void
append_word(GString *line, const char *word)
{
    for (gsize at = 0; word[at] != '\0' && at < MOST_WORD; at++) {
        gboolean plain = g_ascii_isalnum(word[at]) || strchr("-_./:{}+", word[at]) != NULL;

        g_string_append_c(line, plain ? word[at] : '_');
    }
}

void
tk_log(const TkLog *log, TkLogLevel level, const char *event, const TkLogField *fields)
{
    if (log == NULL || level < log->least)
        return;

    g_autofree char *now = tk_instant_to_text(tk_world_seconds(log->world));
    g_autoptr(GString) line = g_string_new(now);

    g_string_append_printf(line, " %s ", level_words[level]);
    append_word(line, event);
    for (; fields != NULL && fields->name != NULL && line->len < MOST_LINE; fields++) {
        g_string_append_c(line, ' ');
        append_word(line, fields->name);
        g_string_append_c(line, '=');
        if (fields->word != NULL)
            append_word(line, fields->word);
        else
            g_string_append_printf(line, "%" G_GINT64_FORMAT, fields->number);
    }
    g_string_append_c(line, '\n');

    FILE *out = log->out != NULL ? log->out : stderr;

    /* A log that cannot be written is nobody's to repair here. */
    (void) !fwrite(line->str, 1, line->len, out);
    (void) fflush(out);
}

TkLogLevel
tk_log_level(const char *word)
{
    for (unsigned level = 0; level < G_N_ELEMENTS(level_words); level++) {
        if (g_strcmp0(level_words[level], word) == 0)
            return (TkLogLevel) level;
    }
    return TK_LOG_WARNING;
}
