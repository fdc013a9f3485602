/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/overruled.h"

#include "base/tk-error.h"
#include "domain/method.h"

#include <string.h>

/* Words are compared without case, and with one space for any run of them. */
static char *
level_words(const char *words)
{
    g_autofree char *folded = g_utf8_casefold(words, -1);
    g_auto(GStrv) parts = g_strsplit_set(folded, " \t\r\n", -1);
    g_autoptr(GString) level = g_string_new(NULL);

    for (char **part = parts; *part != NULL; part++) {
        if (**part != '\0')
            g_string_append_printf(level, "%s%s", level->len > 0 ? " " : "", *part);
    }
    return g_string_free(g_steal_pointer(&level), FALSE);
}

/* "code TAB words TAB": what a line for these words begins with. */
static char *
beginning_of(const char *code, const char *words)
{
    g_autofree char *level = level_words(words);

    return *level != '\0' ? g_strdup_printf("%s\t%s\t", code, level) : g_strdup_printf("%s:", code);
}

gboolean
overruled_holds(const char *overruled, const char *code, const char *words)
{
    g_autofree char *beginning = NULL;

    if (method_is_overruled(overruled, code))
        return TRUE;
    if (strchr(overruled, '\t') == NULL)
        return FALSE;
    beginning = beginning_of(code, words);
    g_auto(GStrv) lines = g_strsplit(overruled, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        if (g_str_has_prefix(*line, beginning))
            return TRUE;
    }
    return FALSE;
}

char *
overruled_without(const char *overruled, const char *code, const char *words)
{
    g_autofree char *beginning = beginning_of(code, words);
    g_auto(GStrv) lines = g_strsplit(overruled, "\n", -1);
    g_autoptr(GString) kept = g_string_new(NULL);

    for (char **line = lines; *line != NULL; line++) {
        if (**line != '\0' && !g_str_has_prefix(*line, beginning))
            g_string_append_printf(kept, "%s%s", kept->len > 0 ? "\n" : "", *line);
    }
    return g_string_free(g_steal_pointer(&kept), FALSE);
}

/* The first lines that are about words go, until there is room for one more. */
static char *
make_room(const char *overruled)
{
    g_auto(GStrv) lines = g_strsplit(overruled, "\n", -1);
    g_autoptr(GString) kept = g_string_new(NULL);
    unsigned of_words = 0;

    for (char **line = lines; *line != NULL; line++)
        of_words += strchr(*line, '\t') != NULL ? 1 : 0;
    for (char **line = lines; *line != NULL; line++) {
        if (strchr(*line, '\t') != NULL && of_words >= OVERRULED_MOST)
            of_words--;
        else if (**line != '\0')
            g_string_append_printf(kept, "%s%s", kept->len > 0 ? "\n" : "", *line);
    }
    return g_string_free(g_steal_pointer(&kept), FALSE);
}

char *
overruled_add(const char *overruled, const char *code, const char *words, const char *reason,
              GError **error)
{
    g_autofree char *level = level_words(words);
    g_autofree char *one_line = g_strdelimit(g_strdup(reason), "\r\n\t", ' ');

    if (*level == '\0')
        return method_overrule(overruled, code, reason, error);
    g_strstrip(one_line);
    if (*one_line == '\0')
        return tk_fail_null(error, TK_ERROR_INVALID, "overrule-without-reason", code);
    g_autofree char *without = overruled_without(overruled, code, words);
    g_autofree char *kept = make_room(without);

    return g_strdup_printf("%s%s%s\t%s\t%s", kept, *kept != '\0' ? "\n" : "", code, level,
                           one_line);
}
