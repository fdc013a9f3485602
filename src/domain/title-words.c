/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * title-words.c - reads the table of share/titles/words.txt.
 */
#include "domain/title-private.h"

#include "base/tk-error.h"
#include "base/tk-text.h"

static void
meaning_free(gpointer data)
{
    TitleMeaning *meaning = data;

    g_free(meaning->word);
    g_free(meaning);
}

void
title_words_free(TitleWords *words)
{
    if (words == NULL)
        return;
    g_hash_table_unref(words->drop);
    g_hash_table_unref(words->meaning);
    g_hash_table_unref(words->rank);
    g_hash_table_unref(words->less);
    g_hash_table_unref(words->seeking);
    g_hash_table_unref(words->retired);
    g_hash_table_unref(words->renamed);
    g_ptr_array_unref(words->compounds);
    g_free(words);
}

static TitleWords *
words_new(void)
{
    TitleWords *words = g_new0(TitleWords, 1);

    words->drop = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->meaning = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, meaning_free);
    words->rank = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->less = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->seeking = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->retired = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->renamed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    words->compounds = g_ptr_array_new_with_free_func(g_free);
    return words;
}

/* The folded, non-empty parts of a list with commas. */
static GPtrArray *
folded_list(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);

    for (size_t at = 0; parts[at] != NULL; at++) {
        g_autofree char *folded = tk_text_fold(parts[at]);

        g_strstrip(folded);
        if (*folded != '\0')
            g_ptr_array_add(list, g_steal_pointer(&folded));
    }
    return list;
}

static void
add_all(GHashTable *set, const char *text)
{
    g_autoptr(GPtrArray) list = folded_list(text);

    for (guint at = 0; at < list->len; at++)
        g_hash_table_add(set, g_strdup(g_ptr_array_index(list, at)));
}

static void
add_meanings(TitleWords *words, const char *meaning, const char *text, gboolean nordic)
{
    g_autoptr(GPtrArray) list = folded_list(text);

    for (guint at = 0; at < list->len; at++) {
        const char *phrase = g_ptr_array_index(list, at);
        TitleMeaning *known = g_hash_table_lookup(words->meaning, phrase);

        if (known == NULL || !g_str_equal(known->word, meaning)) {
            known = g_new0(TitleMeaning, 1);
            known->word = g_strdup(meaning);
            g_hash_table_replace(words->meaning, g_strdup(phrase), known);
        }
        known->english |= !nordic;
        known->nordic |= nordic;
    }
}

static gboolean
take_same(TitleWords *words, const char *line)
{
    g_auto(GStrv) halves = g_strsplit(line, ":", 2);

    if (halves[0] == NULL || halves[1] == NULL)
        return FALSE;
    g_autofree char *meaning = tk_text_fold(halves[0]);
    g_auto(GStrv) languages = g_strsplit(halves[1], ";", 2);

    g_strstrip(meaning);
    add_meanings(words, meaning, meaning, FALSE);
    if (languages[0] != NULL)
        add_meanings(words, meaning, languages[0], FALSE);
    if (languages[0] != NULL && languages[1] != NULL)
        add_meanings(words, meaning, languages[1], TRUE);
    return *meaning != '\0';
}

static gboolean
take_rank(TitleWords *words, const char *line)
{
    g_auto(GStrv) halves = g_strsplit(line, ":", 2);
    guint64 rank = 0;

    if (halves[0] == NULL || halves[1] == NULL ||
        !g_ascii_string_to_unsigned(halves[0], 10, 1, 100, &rank, NULL))
        return FALSE;
    g_autoptr(GPtrArray) list = folded_list(halves[1]);

    for (guint at = 0; at < list->len; at++)
        g_hash_table_replace(words->rank, g_strdup(g_ptr_array_index(list, at)),
                             GINT_TO_POINTER((int) rank));
    return TRUE;
}

static gboolean
take_renamed(TitleWords *words, const char *line)
{
    g_auto(GStrv) halves = g_strsplit(line, ":", 2);

    if (halves[0] == NULL || halves[1] == NULL)
        return FALSE;
    g_autofree char *old = tk_text_fold(halves[0]);
    g_autoptr(GPtrArray) list = folded_list(halves[1]);

    if (list->len == 0)
        return FALSE;
    g_ptr_array_add(list, g_strdup(g_strstrip(old)));
    for (guint at = 1; at < list->len; at++)
        g_hash_table_replace(words->renamed, g_strdup(g_ptr_array_index(list, at)),
                             g_strdup(g_ptr_array_index(list, 0)));
    return TRUE;
}

static gboolean
take_line(TitleWords *words, const char *section, const char *line)
{
    if (g_str_equal(section, "[same]"))
        return take_same(words, line);
    if (g_str_equal(section, "[rank]"))
        return take_rank(words, line);
    if (g_str_equal(section, "[renamed]"))
        return take_renamed(words, line);
    if (g_str_equal(section, "[drop]"))
        add_all(words->drop, line);
    else if (g_str_equal(section, "[less]"))
        add_all(words->less, line);
    else if (g_str_equal(section, "[seeking]"))
        add_all(words->seeking, line);
    else if (g_str_equal(section, "[retired]"))
        add_all(words->retired, line);
    else if (g_str_equal(section, "[compound]"))
        g_ptr_array_extend_and_steal(words->compounds, folded_list(line));
    else
        return FALSE;
    return TRUE;
}

static TitleWords *
malformed(const char *name, size_t line, GError **error)
{
    tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%zu", name, line);
    return NULL;
}

TitleWords *
title_words_new(const char *name, const char *text, GError **error)
{
    g_autoptr(TitleWords) words = words_new();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    const char *section = "";

    for (size_t at = 0; lines[at] != NULL; at++) {
        const char *line = g_strstrip(lines[at]);

        if (*line == '\0' || *line == '#')
            continue;
        if (*line == '[')
            section = line;
        else if (!take_line(words, section, line))
            return malformed(name, at + 1, error);
    }
    return g_steal_pointer(&words);
}
