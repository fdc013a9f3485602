/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/word-stems.h"

#include "base/tk-text.h"
#include "language/which-language.h"

#include <libstemmer.h>
#include <string.h>

static const char *const snowball[LANGUAGE_COUNT] = { "norwegian", "danish", "swedish", "english" };

struct WordStems {
    struct sb_stemmer *stemmers[LANGUAGE_COUNT];
};

WordStems *
word_stems_new(void)
{
    WordStems *stems = g_new0(WordStems, 1);

    for (size_t at = 0; at < G_N_ELEMENTS(snowball); at++) {
        stems->stemmers[at] = sb_stemmer_new(snowball[at], "UTF_8");
        g_assert(stems->stemmers[at] != NULL);
    }
    return stems;
}

void
word_stems_free(WordStems *stems)
{
    if (stems == NULL)
        return;
    for (size_t at = 0; at < G_N_ELEMENTS(snowball); at++)
        sb_stemmer_delete(stems->stemmers[at]);
    g_free(stems);
}

static void
add_stems(const WordStems *stems, const char *word, GHashTable *seen, GPtrArray *found)
{
    g_autofree char *lower = g_utf8_strdown(word, -1);

    for (size_t at = 0; at < G_N_ELEMENTS(snowball); at++) {
        const char *stem = (const char *) sb_stemmer_stem(
            stems->stemmers[at], (const sb_symbol *) lower, (int) strlen(lower));
        g_autofree char *folded = stem != NULL ? tk_text_fold(stem) : g_strdup("");

        if (*folded == '\0' || strchr(folded, ' ') != NULL || g_hash_table_contains(seen, folded))
            continue;
        g_ptr_array_add(found, g_strdup(folded));
        g_hash_table_add(seen, g_steal_pointer(&folded));
    }
}

GPtrArray *
word_stems_of(WordStems *stems, const char *text, unsigned most)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);

    while (*text != '\0' && found->len < most) {
        const char *end = text;
        glong letters = 0;

        for (; *end != '\0' && g_unichar_isalpha(g_utf8_get_char(end)); letters++)
            end = g_utf8_next_char(end);
        g_autofree char *word = g_strndup(text, (gsize) (end - text));

        if (letters >= WORD_STEM_LETTERS)
            add_stems(stems, word, seen, found);
        text = *end != '\0' ? g_utf8_next_char(end) : end;
    }
    if (found->len > most)
        g_ptr_array_set_size(found, (int) most);
    return found;
}
