/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * Nearly the same (T4): what is left of two messages without greeting, sign-off, names and stop
 * words is compared as stems, singly and in pairs. Another order or inflection changes little of
 * the first; another subject changes most of both.
 */
#include "language/judge.h"

#include "language/share-private.h"

#include <string.h>

#define STEMS_LEAST  4  /* fewer say too little to be the same by them alone */
#define SAME_STEMS   72 /* percent of the shorter one's stems that the other has */
#define SAME_PAIRS   35 /* percent of its neighbouring pairs */
#define STEMS_ENOUGH 88 /* percent at which the order no longer matters */

typedef struct {
    GHashTable *stems;
    GHashTable *pairs;
} Content;

static void
content_clear(Content *content)
{
    g_clear_pointer(&content->stems, g_hash_table_unref);
    g_clear_pointer(&content->pairs, g_hash_table_unref);
}

static gboolean
says_something(const LanguageShare *share, int language, const Word *word, const char *folded)
{
    return !(word->capital && !word->first) &&
           !language_cues_is_stop_word(share->cues, language, folded);
}

static Content
content_of(const LanguageShare *share, const char *text, int language)
{
    g_autoptr(Reading) reading = language_share_read(share, text, language, NULL);
    g_autoptr(Stemmer) stemmer = vocabulary_stemmer(rule_book_vocabulary(share->rules[language]));
    g_autofree char *before = NULL;
    Content content = {
        .stems = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .pairs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };

    for (guint i = 0; i < reading->words->len; i++) {
        const Word *word = reading_word(reading, i);
        const char *folded = reading_folded(reading, word);
        if (!says_something(share, language, word, folded))
            continue;
        char *stem = g_strdup((const char *) sb_stemmer_stem(stemmer, (const sb_symbol *) folded,
                                                             (int) strlen(folded)));
        g_hash_table_add(content.stems, g_strdup(stem));
        if (before != NULL)
            g_hash_table_add(content.pairs, g_strdup_printf("%s %s", before, stem));
        g_free(before);
        before = stem;
    }
    return content;
}

static guint
shared_percent(GHashTable *one, GHashTable *other)
{
    GHashTable *shorter = g_hash_table_size(one) <= g_hash_table_size(other) ? one : other;
    GHashTable *longer = shorter == one ? other : one;
    GHashTableIter iterator;
    gpointer key = NULL;
    guint shared = 0;

    g_hash_table_iter_init(&iterator, shorter);
    while (g_hash_table_iter_next(&iterator, &key, NULL))
        shared += g_hash_table_contains(longer, key) ? 1 : 0;
    return g_hash_table_size(shorter) > 0 ? shared * 100 / g_hash_table_size(shorter) : 0;
}

/* A short text inside a much longer one is a quotation, not the same message. */
static gboolean
sizes_are_near(const Content *one, const Content *other)
{
    guint a = g_hash_table_size(one->stems), b = g_hash_table_size(other->stems);

    return MIN(a, b) >= STEMS_LEAST && MIN(a, b) * 2 >= MAX(a, b);
}

gboolean
texts_are_nearly_same(const LanguageShare *share, const char *one, const char *other,
                      const char *language)
{
    int number = language_number(language);
    gboolean same = FALSE;

    if (number < 0)
        number = language_number(language_of(share, one));
    if (number < 0)
        return strcmp(one, other) == 0;
    Content first = content_of(share, one, number);
    Content second = content_of(share, other, number);
    if (sizes_are_near(&first, &second)) {
        guint stems = shared_percent(first.stems, second.stems);
        guint pairs = shared_percent(first.pairs, second.pairs);
        same = stems >= STEMS_ENOUGH || (stems >= SAME_STEMS && pairs >= SAME_PAIRS);
    } else {
        same = strcmp(one, other) == 0 && *one != '\0';
    }
    content_clear(&first);
    content_clear(&second);
    return same;
}
