/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/vocabulary.h"

#include "language/letters.h"

#include <string.h>

#define COMPOUND_HEAD 3 /* bytes before the tail of a compound */

struct Vocabulary {
    char *snowball;
    const LanguageCues *cues;
    int language;
    Stemmer *stemmer;                              /* used while loading only */
    GHashTable *forms, *stems, *beginnings, *ends; /* spelling -> number */
    guint64 beginning_sizes, end_sizes;            /* bit n: one of n bytes is there */
    guint next;
};

static GHashTable *
numbers_by_spelling(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

Vocabulary *
vocabulary_new(const char *snowball, const LanguageCues *cues, int language)
{
    Vocabulary *vocabulary = g_new0(Vocabulary, 1);

    vocabulary->cues = cues;
    vocabulary->language = language;
    vocabulary->snowball = g_strdup(snowball);
    vocabulary->stemmer = vocabulary_stemmer(vocabulary);
    vocabulary->forms = numbers_by_spelling();
    vocabulary->stems = numbers_by_spelling();
    vocabulary->beginnings = numbers_by_spelling();
    vocabulary->ends = numbers_by_spelling();
    vocabulary->next = WORD_FIRST_WRITTEN;
    return vocabulary;
}

void
vocabulary_free(Vocabulary *vocabulary)
{
    if (vocabulary == NULL)
        return;
    g_hash_table_unref(vocabulary->forms);
    g_hash_table_unref(vocabulary->stems);
    g_hash_table_unref(vocabulary->beginnings);
    g_hash_table_unref(vocabulary->ends);
    sb_stemmer_delete(vocabulary->stemmer);
    g_free(vocabulary->snowball);
    g_free(vocabulary);
}

struct sb_stemmer *
vocabulary_stemmer(const Vocabulary *vocabulary)
{
    struct sb_stemmer *stemmer = sb_stemmer_new(vocabulary->snowball, "UTF_8");

    g_assert(stemmer != NULL);
    return stemmer;
}

static guint
number_in(Vocabulary *vocabulary, GHashTable *numbers, const char *spelling)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, spelling));

    if (number == 0) {
        number = vocabulary->next++;
        g_hash_table_insert(numbers, g_strdup(spelling), GUINT_TO_POINTER(number));
    }
    return number;
}

const char *
vocabulary_stem(struct sb_stemmer *stemmer, const char *folded)
{
    gsize length = strlen(folded);

    if (length > LETTERS_WORD_MOST)
        return "";
    return (const char *) sb_stemmer_stem(stemmer, (const sb_symbol *) folded, (int) length);
}

guint
vocabulary_add(Vocabulary *vocabulary, const char *written)
{
    gsize length = strlen(written);
    gboolean begins = length > 1 && written[length - 1] == '*';
    gboolean ends = length > 1 && written[0] == '*';
    gboolean exact = length > 1 && written[0] == '=';
    g_autoptr(GString) folded = g_string_new(NULL);

    if (strcmp(written, "I") == 0 && strcmp(vocabulary->snowball, "danish") == 0)
        return WORD_IS_DANISH_I;
    letters_fold_word(written + (ends || exact), written + length - begins, folded);
    if (begins) {
        vocabulary->beginning_sizes |= G_GUINT64_CONSTANT(1) << MIN(folded->len, 63);
        return number_in(vocabulary, vocabulary->beginnings, folded->str);
    }
    if (ends) {
        vocabulary->end_sizes |= G_GUINT64_CONSTANT(1) << MIN(folded->len, 63);
        return number_in(vocabulary, vocabulary->ends, folded->str);
    }
    if (exact || language_cues_is_stop_word(vocabulary->cues, vocabulary->language, folded->str))
        return number_in(vocabulary, vocabulary->forms, folded->str);
    return number_in(vocabulary, vocabulary->stems,
                     vocabulary_stem(vocabulary->stemmer, folded->str));
}

guint
vocabulary_nature(const char *name)
{
    static const char *const names[] = {
        [WORD_IS_NUMBER] = "number",     [WORD_IS_NAME] = "name",
        [WORD_IS_RECEIVER] = "receiver", [WORD_IS_SENDER] = "sender",
        [WORD_IS_ORGANISATION] = "org",  [WORD_IS_ROLE] = "role",
        [WORD_IS_DANISH_I] = "I",        [WORD_IS_LONG] = "long",
    };

    for (guint i = WORD_IS_NUMBER; i < WORD_FIRST_WRITTEN; i++) {
        if (strcmp(names[i], name) == 0)
            return i;
    }
    return 0;
}

guint
vocabulary_size(const Vocabulary *vocabulary)
{
    return vocabulary->next;
}

static void
add_found(GHashTable *numbers, const char *spelling, GArray *found)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, spelling));

    if (number != 0)
        g_array_append_val(found, number);
}

void
vocabulary_numbers(const Vocabulary *vocabulary, const char *folded, const char *stem,
                   GArray *numbers)
{
    gsize length = strlen(folded);
    char part[LETTERS_WORD_MOST + 1];

    if (length == 0 || length > LETTERS_WORD_MOST)
        return;
    add_found(vocabulary->forms, folded, numbers);
    add_found(vocabulary->stems, stem, numbers);
    memcpy(part, folded, length + 1);
    for (gsize size = length; size > 0; size--) {
        part[size] = '\0';
        if ((vocabulary->beginning_sizes & (G_GUINT64_CONSTANT(1) << size)) != 0)
            add_found(vocabulary->beginnings, part, numbers);
        if ((vocabulary->end_sizes & (G_GUINT64_CONSTANT(1) << size)) != 0)
            add_found(vocabulary->ends, folded + length - size, numbers);
    }
}

void
vocabulary_tail_numbers(const Vocabulary *vocabulary, struct sb_stemmer *stemmer,
                        const char *folded, gsize least, GArray *numbers)
{
    const char *stem = vocabulary_stem(stemmer, folded);
    gsize length = strlen(stem);
    guint from = numbers->len;

    for (gsize at = COMPOUND_HEAD; at + least <= length && numbers->len == from; at++)
        add_found(vocabulary->stems, stem + at, numbers);
}
