/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-spelling.c - which words there are, and which are one letter away from what was typed.
 *
 * A word stands in search_spelling as it is (gap -1), and once for each of its first eight letters
 * with that one left out. What was typed is one letter away from the beginning of a word when
 *   another letter stands at i: both without their letter i begin alike (gap i),
 *   letter i was forgotten:     the word without it begins as typed (gap i),
 *   letter i is one too many:   a word begins as typed without it,
 *   i and i + 1 are swapped:    a word begins as typed with them swapped.
 * Each is one range of the table, some thirty for a word, whatever the number of words.
 */
#include "store/queries.h"
#include "store/search-private.h"
#include "store/store-private.h"

#include <string.h>

#define WORDS_OF_RANGE 16
#define WORDS_NEAR     64

/* Letters alone: a number or a part of an address is not mistyped but copied. */
gboolean
search_is_of_letters(const char *word)
{
    glong letters = 0;

    for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at), letters++)
        if (!g_unichar_isalpha(g_utf8_get_char(at)))
            return FALSE;
    return letters >= SEARCH_NEAR_LETTERS && letters <= SEARCH_SPELL_MOST;
}

/* `word` without the letter at `gap`, which is put into `letter`. */
char *
search_leave_out(const char *word, unsigned gap, char letter[7])
{
    const char *at = g_utf8_offset_to_pointer(word, gap);
    const char *behind = g_utf8_next_char(at);

    memcpy(letter, at, (size_t) (behind - at));
    letter[behind - at] = '\0';
    return g_strdup_printf("%.*s%s", (int) (at - word), word, behind);
}

/* One range of the table, each row made a word again. */
typedef struct {
    GPtrArray *words;
    GHashTable *seen;
    int64_t gap;
} Range;

static gboolean
take_spelling(const DbRow *row, gpointer data, GError **error)
{
    Range *range = data;
    const char *rest = db_row_text(row, "rest");
    glong letters = g_utf8_strlen(rest, -1);
    const char *at = g_utf8_offset_to_pointer(rest, MIN(MAX(range->gap, 0), letters));
    g_autofree char *word =
        g_strdup_printf("%.*s%s%s", (int) (at - rest), rest, db_row_text(row, "letter"), at);

    (void) error;
    if (range->seen != NULL && !g_hash_table_add(range->seen, g_strdup(word)))
        return TRUE;
    g_ptr_array_add(range->words, g_steal_pointer(&word));
    return TRUE;
}

static gboolean
read_range(Store *store, Range *range, int64_t gap, const char *first, unsigned most,
           GError **error)
{
    g_autofree char *last = g_strconcat(first, SEARCH_LAST_SIGN, NULL);
    const DbValue values[] = { DB_VALUE_NUMBER(gap), DB_VALUE_TEXT(first), DB_VALUE_TEXT(last),
                               DB_VALUE_NUMBER(most) };

    range->gap = gap;
    return store_run(store, &SQL_SEARCH_SPELLING_FROM, values, G_N_ELEMENTS(values), take_spelling,
                     range, error);
}

GPtrArray *
search_words_beginning(Store *store, const char *beginning, unsigned most, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    Range range = { .words = words };

    if (!read_range(store, &range, SEARCH_WHOLE, beginning, most, error))
        return NULL;
    return g_steal_pointer(&words);
}

/* Letter `at` another one, or forgotten before it, or too many, or swapped with the next. */
static gboolean
read_ways(Store *store, Range *range, const char *word, unsigned letters, unsigned at,
          GError **error)
{
    gboolean last = at + 1 >= letters, is_short = letters <= SEARCH_NEAR_LETTERS;
    char letter[7] = "";
    g_autofree char *without = at < letters ? search_leave_out(word, at, letter) : NULL;

    if (at < SEARCH_GAPS && !read_range(store, range, at, word, WORDS_OF_RANGE, error))
        return FALSE;
    /* Of a short word the last letter and a letter too many would leave three: half a language. */
    if (without == NULL || (last && is_short))
        return TRUE;
    if (at < SEARCH_GAPS && !read_range(store, range, at, without, WORDS_OF_RANGE, error))
        return FALSE;
    if (!is_short && !read_range(store, range, SEARCH_WHOLE, without, WORDS_OF_RANGE, error))
        return FALSE;
    if (last)
        return TRUE;
    const char *behind = g_utf8_offset_to_pointer(without, at + 1);
    g_autofree char *swapped =
        g_strdup_printf("%.*s%s%s", (int) (behind - without), without, letter, behind);

    return read_range(store, range, SEARCH_WHOLE, swapped, WORDS_OF_RANGE, error);
}

char **
search_near_words(Store *store, const char *word, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Range range = { words, seen, 0 };
    unsigned letters = (unsigned) g_utf8_strlen(word, -1);

    for (unsigned at = 0; search_is_of_letters(word) && at <= letters && words->len < WORDS_NEAR;
         at++)
        if (!read_ways(store, &range, word, letters, at, error))
            return NULL;
    if (words->len > WORDS_NEAR)
        g_ptr_array_set_size(words, WORDS_NEAR);
    g_ptr_array_add(words, NULL);
    g_ptr_array_set_free_func(words, NULL);
    return (char **) g_ptr_array_free(g_steal_pointer(&words), FALSE);
}
