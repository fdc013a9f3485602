/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/abbreviations.h"

#include "base/tk-error.h"
#include "language/letters.h"

#include <string.h>

#define ABBREVIATION_MOST 24 /* bytes with its stops */

typedef enum {
    JOINS_ALWAYS,
    JOINS_BEFORE_SMALL,  /* may end a sentence: a capital after it begins a new one */
    JOINS_BEFORE_DIGITS, /* an ordinary word, too */
} JoinRule;

typedef struct {
    JoinRule rule;
    char **unless; /* folded words that go on in spite of their capital, or NULL */
} Abbreviation;

struct Abbreviations {
    GHashTable *by_word; /* lower case with stops -> Abbreviation */
};

static void
abbreviation_free(gpointer data)
{
    Abbreviation *abbreviation = data;

    g_strfreev(abbreviation->unless);
    g_free(abbreviation);
}

Abbreviations *
abbreviations_new(void)
{
    Abbreviations *abbreviations = g_new0(Abbreviations, 1);

    abbreviations->by_word =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, abbreviation_free);
    return abbreviations;
}

void
abbreviations_free(Abbreviations *abbreviations)
{
    if (abbreviations == NULL)
        return;
    g_hash_table_unref(abbreviations->by_word);
    g_free(abbreviations);
}

static gboolean
add_line(Abbreviations *abbreviations, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    g_autofree Abbreviation *abbreviation = g_new0(Abbreviation, 1);

    if (!g_str_has_suffix(words[0], ".") || strlen(words[0]) > ABBREVIATION_MOST)
        return FALSE;
    if (words[1] != NULL) {
        if (strcmp(words[1], "digits") == 0)
            abbreviation->rule = JOINS_BEFORE_DIGITS;
        else if (strcmp(words[1], "ends") == 0)
            abbreviation->rule = JOINS_BEFORE_SMALL;
        else
            return FALSE;
        if (words[2] != NULL && strcmp(words[2], "unless") != 0)
            return FALSE;
        if (words[2] != NULL)
            abbreviation->unless = g_strdupv(words + 3);
    }
    g_hash_table_insert(abbreviations->by_word, g_utf8_strdown(words[0], -1),
                        g_steal_pointer(&abbreviation));
    return TRUE;
}

gboolean
abbreviations_add(Abbreviations *abbreviations, const char *name, const char *text, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        char *line = g_strstrip(lines[i]);
        if (*line == '\0' || *line == '#')
            continue;
        if (!add_line(abbreviations, line))
            return tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%u", name, i + 1);
    }
    return TRUE;
}

/* The last word of the piece with its stops, lower case; NULL when it is too long for one. */
static char *
last_word(const char *piece, const char *end)
{
    const char *begin = end;

    while (begin > piece && (gsize) (end - begin) <= ABBREVIATION_MOST) {
        const char *before = g_utf8_prev_char(begin);
        gunichar sign = g_utf8_get_char(before);
        if (!g_unichar_isalnum(sign) && sign != '.')
            break;
        begin = before;
    }
    if (begin == end || (gsize) (end - begin) > ABBREVIATION_MOST)
        return NULL;
    return g_utf8_strdown(begin, end - begin);
}

/* "J. K. Rowling": one capital with its stop. */
static gboolean
is_initial(const char *piece, const char *end)
{
    const char *letter = end - 1 > piece ? g_utf8_prev_char(end - 1) : piece;

    if (!g_unichar_isupper(g_utf8_get_char(letter)) || g_utf8_next_char(letter) != end - 1)
        return FALSE;
    if (letter == piece)
        return TRUE;
    gunichar before = g_utf8_get_char(g_utf8_prev_char(letter));
    return before == ' ' || before == '.';
}

static gboolean
goes_on(const Abbreviation *abbreviation, const char *next, const char *until)
{
    const char *end = next;

    while (end < until && g_unichar_isalpha(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    if (abbreviation->unless == NULL || end == next)
        return FALSE;
    g_autofree char *word = g_utf8_strdown(next, end - next);
    return g_strv_contains((const char *const *) abbreviation->unless, word);
}

gboolean
abbreviations_join(const Abbreviations *abbreviations, const char *piece, const char *end,
                   const char *until)
{
    const char *next = end;
    g_autofree char *word = NULL;

    if (end <= piece || end[-1] != '.')
        return FALSE;
    while (next < until && g_unichar_isspace(g_utf8_get_char(next)))
        next = g_utf8_next_char(next);
    if (next >= until)
        return FALSE;
    if (is_initial(piece, end))
        return TRUE;
    word = last_word(piece, end);
    const Abbreviation *found =
        word != NULL ? g_hash_table_lookup(abbreviations->by_word, word) : NULL;
    if (found == NULL)
        return FALSE;
    if (g_unichar_isdigit(g_utf8_get_char(next)))
        return TRUE;
    switch (found->rule) {
    case JOINS_BEFORE_DIGITS:
        return FALSE;
    case JOINS_BEFORE_SMALL:
        return !g_unichar_isupper(g_utf8_get_char(next)) || goes_on(found, next, until);
    case JOINS_ALWAYS:
        break;
    }
    return TRUE;
}
