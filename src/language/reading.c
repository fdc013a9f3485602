/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/reading.h"

#include "language/letters.h"

#include <string.h>

#define LONG_WORD    8 /* letters */
#define FACT_LETTERS 3 /* a shorter word of a role or name ("i", "AS") ties nothing */

typedef struct {
    Stemmer *stemmer;
    GHashTable *receiver, *organisation, *role, *sender; /* folded words, or NULL */
} Natures;

static GHashTable *
words_of(const char *text)
{
    GHashTable *words = NULL;

    if (text == NULL || *text == '\0')
        return NULL;
    g_autofree char *level = letters_level(text, strlen(text));
    g_autofree char *folded = letters_fold(level);
    g_auto(GStrv) parts = g_strsplit_set(folded, " -", -1);
    words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; parts[i] != NULL; i++) {
        if (g_utf8_strlen(parts[i], -1) >= FACT_LETTERS)
            g_hash_table_add(words, g_strdup(parts[i]));
    }
    return words;
}

/* "Enovas" and "Enova's" name Enova. */
static gboolean
names_fact(GHashTable *words, const char *folded)
{
    char bare[LETTERS_WORD_MOST + 1];
    gsize length = strlen(folded);

    if (words == NULL)
        return FALSE;
    if (g_hash_table_contains(words, folded))
        return TRUE;
    if (length < 3 || length > LETTERS_WORD_MOST || folded[length - 1] != 's')
        return FALSE;
    length -= folded[length - 2] == '\'' ? 2 : 1;
    memcpy(bare, folded, length);
    bare[length] = '\0';
    return g_hash_table_contains(words, bare);
}

static void
add_nature(Reading *reading, guint nature)
{
    g_array_append_val(reading->numbers, nature);
}

static void
add_natures(Reading *reading, const Natures *natures, const Word *word)
{
    const char *folded = reading->folded->str + word->folded;

    if (strpbrk(folded, "0123456789") != NULL)
        add_nature(reading, WORD_IS_NUMBER);
    /* English "I" and "I'd" have their capital for another reason. */
    if (word->capital && !word->first && strcmp(folded, "i") != 0 &&
        !g_str_has_prefix(folded, "i'"))
        add_nature(reading, WORD_IS_NAME);
    if (word->capital && !word->first && strcmp(folded, "i") == 0)
        add_nature(reading, WORD_IS_DANISH_I);
    if (names_fact(natures->receiver, folded))
        add_nature(reading, WORD_IS_RECEIVER);
    if (names_fact(natures->sender, folded))
        add_nature(reading, WORD_IS_SENDER);
    if (names_fact(natures->organisation, folded))
        add_nature(reading, WORD_IS_ORGANISATION);
    if (names_fact(natures->role, folded))
        add_nature(reading, WORD_IS_ROLE);
    if (g_utf8_strlen(folded, -1) >= LONG_WORD)
        add_nature(reading, WORD_IS_LONG);
}

static void
add_word(Reading *reading, const ReadingTools *tools, const Natures *natures, gsize from,
         gsize until, gboolean first)
{
    Word word = { .from = from, .until = until, .first = first };
    guint letters = 0, small = 0;

    for (const char *p = reading->text + from; p < reading->text + until; p = g_utf8_next_char(p)) {
        gunichar sign = g_utf8_get_char(p);
        letters += g_unichar_isalpha(sign) ? 1 : 0;
        small += g_unichar_isalpha(sign) && !g_unichar_isupper(sign) ? 1 : 0;
    }
    word.capital = g_unichar_isupper(g_utf8_get_char(reading->text + from));
    word.shouted = letters >= 2 && small == 0;
    word.folded = reading->folded->len;
    letters_fold_word(reading->text + from, reading->text + until, reading->folded);
    g_string_append_c(reading->folded, '\0');
    word.stem = reading->folded->len - 1;
    word.number_from = reading->numbers->len;
    if (tools->vocabulary != NULL) {
        const char *stem = vocabulary_stem(natures->stemmer, reading->folded->str + word.folded);
        word.stem = reading->folded->len;
        g_string_append_len(reading->folded, stem, (gssize) strlen(stem) + 1);
        vocabulary_numbers(tools->vocabulary, reading->folded->str + word.folded,
                           reading->folded->str + word.stem, reading->numbers);
        add_natures(reading, natures, &word);
    }
    word.number_count = reading->numbers->len - word.number_from;
    g_array_append_val(reading->words, word);
}

static void
read_words(Reading *reading, const ReadingTools *tools, const Natures *natures, Sentence *sentence)
{
    const char *p = reading->text + sentence->from;
    const char *until = reading->text + sentence->until;

    sentence->first_word = reading->words->len;
    while (p < until) {
        const char *next = g_utf8_next_char(p);
        gunichar sign = g_utf8_get_char(p);
        if (!g_unichar_isalnum(sign)) {
            if (sign == 0x2026) /* an ellipsis is a word: something may be missing there */
                add_word(reading, tools, natures, (gsize) (p - reading->text),
                         (gsize) (next - reading->text), FALSE);
            p = next;
            continue;
        }
        const char *begin = p;
        while (p < until) {
            next = g_utf8_next_char(p);
            if (!letters_in_word(g_utf8_get_char(p), next < until ? g_utf8_get_char(next) : 0))
                break;
            p = next;
        }
        add_word(reading, tools, natures, (gsize) (begin - reading->text),
                 (gsize) (p - reading->text), reading->words->len == sentence->first_word);
    }
    sentence->words = reading->words->len - sentence->first_word;
}

Reading *
reading_new(const ReadingTools *tools, const char *body, const ReadingFacts *facts)
{
    Reading *reading = g_new0(Reading, 1);
    g_autoptr(Stemmer) stemmer =
        tools->vocabulary != NULL ? vocabulary_stemmer(tools->vocabulary) : NULL;
    g_autoptr(GHashTable) receiver = facts != NULL ? words_of(facts->receiver_name) : NULL;
    g_autoptr(GHashTable) organisation =
        facts != NULL ? words_of(facts->receiver_organisation) : NULL;
    g_autoptr(GHashTable) role = facts != NULL ? words_of(facts->receiver_role) : NULL;
    g_autoptr(GHashTable) sender = facts != NULL ? words_of(facts->sender_name) : NULL;
    const Natures natures = { stemmer, receiver, organisation, role, sender };

    reading->length = strlen(body);
    reading->text = letters_level(body, reading->length);
    reading->parts = mail_parts_find(tools->habits, reading->text, reading->length);
    reading->sentences =
        sentences_find(tools->breaks, tools->abbreviations, reading->text, &reading->parts);
    reading->words = g_array_new(FALSE, FALSE, sizeof(Word));
    reading->numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    reading->folded = g_string_new(NULL);
    for (guint i = 0; i < reading->sentences->len; i++)
        read_words(reading, tools, &natures, &g_array_index(reading->sentences, Sentence, i));
    return reading;
}

void
reading_free(Reading *reading)
{
    if (reading == NULL)
        return;
    g_array_unref(reading->sentences);
    g_array_unref(reading->words);
    g_array_unref(reading->numbers);
    g_string_free(reading->folded, TRUE);
    g_free(reading->text);
    g_free(reading);
}

const Sentence *
reading_sentence(const Reading *reading, guint index)
{
    return &g_array_index(reading->sentences, Sentence, index);
}

const Word *
reading_word(const Reading *reading, guint index)
{
    return &g_array_index(reading->words, Word, index);
}

const char *
reading_folded(const Reading *reading, const Word *word)
{
    return reading->folded->str + word->folded;
}

const char *
reading_stem(const Reading *reading, const Word *word)
{
    return reading->folded->str + word->stem;
}

gboolean
reading_word_has(const Reading *reading, const Word *word, guint number)
{
    for (guint i = 0; i < word->number_count; i++) {
        if (g_array_index(reading->numbers, guint, word->number_from + i) == number)
            return TRUE;
    }
    return FALSE;
}
