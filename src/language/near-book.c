/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/near-book.h"

#include "base/tk-error.h"
#include "language/letters.h"
#include "language/vocabulary.h"

#include <string.h>

#define STOP_WEIGHT 0.005 /* below it a word tells nothing */
#define WHOLE       100.0 /* weights are written in hundredths */
#define TAIL_LEAST  5     /* bytes of what a compound ends with */

typedef struct {
    double weight; /* below 0: not told */
    double number;
    guint month;
    gboolean joins, you, begins;
    GArray *groups;
} Entry;

typedef struct {
    char *spelling;
    double number;
} Figure;

struct NearBook {
    Vocabulary *vocabulary;
    const LanguageCues *cues;
    int language;
    GPtrArray *entries;       /* number -> Entry, or NULL */
    GHashTable *phrases;      /* two numbers in one -> GArray of groups */
    GArray *events;           /* group -> gboolean */
    GPtrArray *figures[0x80]; /* by their first byte, the longest first */
    GPtrArray *joins;         /* spellings */
};

static void
entry_free(gpointer data)
{
    Entry *entry = data;

    if (entry == NULL)
        return;
    g_clear_pointer(&entry->groups, g_array_unref);
    g_free(entry);
}

static void
figure_free(gpointer data)
{
    Figure *figure = data;

    g_free(figure->spelling);
    g_free(figure);
}

static void
groups_free(gpointer data)
{
    g_array_unref(data);
}

NearBook *
near_book_new(const char *snowball, const LanguageCues *cues, int language)
{
    NearBook *book = g_new0(NearBook, 1);
    gboolean none = FALSE;

    book->vocabulary = vocabulary_new(snowball, cues, language);
    book->cues = cues;
    book->language = language;
    book->entries = g_ptr_array_new_with_free_func(entry_free);
    book->phrases = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, groups_free);
    book->events = g_array_new(FALSE, FALSE, sizeof(gboolean));
    book->joins = g_ptr_array_new_with_free_func(g_free);
    g_array_append_val(book->events, none);
    return book;
}

void
near_book_free(NearBook *book)
{
    if (book == NULL)
        return;
    vocabulary_free(book->vocabulary);
    g_ptr_array_unref(book->entries);
    g_hash_table_unref(book->phrases);
    g_array_unref(book->events);
    g_ptr_array_unref(book->joins);
    for (gsize i = 0; i < G_N_ELEMENTS(book->figures); i++)
        g_clear_pointer(&book->figures[i], g_ptr_array_unref);
    g_free(book);
}

static Entry *
entry_of(NearBook *book, const char *written)
{
    guint number = vocabulary_add(book->vocabulary, written);

    if (book->entries->len <= number)
        g_ptr_array_set_size(book->entries, (int) number + 1);
    if (g_ptr_array_index(book->entries, number) == NULL) {
        Entry *entry = g_new0(Entry, 1);

        entry->weight = -1;
        entry->groups = g_array_new(FALSE, FALSE, sizeof(guint));
        g_ptr_array_index(book->entries, number) = entry;
    }
    return g_ptr_array_index(book->entries, number);
}

static void
add_phrase(NearBook *book, const char *written, const char *second, guint group)
{
    g_autofree char *first = g_strndup(written, (gsize) (second - written));
    guint64 key = (guint64) vocabulary_add(book->vocabulary, first) << 32;

    entry_of(book, first)->begins = TRUE;
    entry_of(book, second + 1);
    key |= vocabulary_add(book->vocabulary, second + 1);
    GArray *groups = g_hash_table_lookup(book->phrases, &key);

    if (groups == NULL) {
        guint64 *kept = g_new(guint64, 1);

        *kept = key;
        groups = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(book->phrases, kept, groups);
    }
    g_array_append_val(groups, group);
}

/* Forms of one word have one stem: it joins once. */
static void
join_group(Entry *entry, guint group)
{
    if (entry->groups->len == 0 ||
        g_array_index(entry->groups, guint, entry->groups->len - 1) != group)
        g_array_append_val(entry->groups, group);
}

static void
add_group(NearBook *book, const char *line)
{
    gboolean event = g_str_has_prefix(line, "! ");
    g_auto(GStrv) parts = g_strsplit(line + (event ? 2 : 0), " ", -1);
    guint group = book->events->len;

    g_array_append_val(book->events, event);
    for (guint i = 0; parts[i] != NULL; i++) {
        const char *second = strchr(parts[i], '_');

        if (*parts[i] == '\0')
            continue;
        if (second != NULL)
            add_phrase(book, parts[i], second, group);
        else
            join_group(entry_of(book, parts[i]), group);
    }
}

static gint
longest_first(gconstpointer one, gconstpointer other)
{
    const Figure *a = *(const Figure *const *) one, *b = *(const Figure *const *) other;

    return (gint) strlen(b->spelling) - (gint) strlen(a->spelling);
}

static void
add_figure(NearBook *book, const char *written, double number)
{
    Figure *figure = g_new0(Figure, 1);

    figure->spelling = letters_fold(written);
    figure->number = number;
    GPtrArray **figures = &book->figures[*figure->spelling & 0x7f];

    if (*figures == NULL)
        *figures = g_ptr_array_new_with_free_func(figure_free);
    g_ptr_array_add(*figures, figure);
    g_ptr_array_sort(*figures, longest_first);
}

/* One word of a line that begins with @. */
static void
add_told(NearBook *book, const char *what, double figure, const char *word)
{
    g_autofree char *exact = g_strconcat("=", word, NULL);

    if (strcmp(what, "@weight") == 0) {
        Entry *entry = entry_of(book, word);

        if (entry->weight < 0) /* what is written by hand is read first, and stays */
            entry->weight = figure / WHOLE;
    } else if (strcmp(what, "@number") == 0) {
        entry_of(book, exact)->number = figure;
        add_figure(book, word, figure);
    } else if (strcmp(what, "@month") == 0) {
        entry_of(book, exact)->month = (guint) figure;
    } else if (strcmp(what, "@you:") == 0) {
        entry_of(book, exact)->you = TRUE;
    } else {
        entry_of(book, exact)->joins = TRUE;
        g_ptr_array_add(book->joins, letters_fold(word));
    }
}

static gboolean
add_line_told(NearBook *book, const char *line)
{
    g_auto(GStrv) parts = g_strsplit(line, " ", -1);
    const gboolean bare = strcmp(parts[0], "@joins:") == 0 || strcmp(parts[0], "@you:") == 0;
    char *end = NULL;
    double figure = 0;

    if (!bare) {
        if (strcmp(parts[0], "@weight") != 0 && strcmp(parts[0], "@number") != 0 &&
            strcmp(parts[0], "@month") != 0)
            return FALSE;
        figure = parts[1] != NULL ? g_ascii_strtod(parts[1], &end) : 0;
        if (end == NULL || strcmp(end, ":") != 0 || figure < 0)
            return FALSE;
    }
    for (guint i = bare ? 1 : 2; parts[i] != NULL; i++) {
        if (*parts[i] != '\0')
            add_told(book, parts[0], figure, parts[i]);
    }
    return TRUE;
}

gboolean
near_book_add(NearBook *book, const char *file, const char *text, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        if (*lines[i] == '\0' || *lines[i] == '#')
            continue;
        if (*lines[i] != '@')
            add_group(book, lines[i]);
        else if (!add_line_told(book, lines[i]))
            return tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%u", file, i + 1);
    }
    return TRUE;
}

struct sb_stemmer *
near_book_stemmer(const NearBook *book)
{
    return vocabulary_stemmer(book->vocabulary);
}

static const Entry *
entry_at(const NearBook *book, guint number)
{
    return number < book->entries->len ? g_ptr_array_index(book->entries, number) : NULL;
}

NearMeaning
near_book_look(const NearBook *book, struct sb_stemmer *stemmer, const char *folded,
               GArray *numbers)
{
    NearMeaning meaning = { .weight = 1 };
    guint from = numbers->len;

    vocabulary_numbers(book->vocabulary, folded, vocabulary_stem(stemmer, folded), numbers);
    if (numbers->len == from) {
        vocabulary_tail_numbers(book->vocabulary, stemmer, folded, TAIL_LEAST, numbers);
        meaning.tail = numbers->len > from;
    }
    meaning.stop = language_cues_is_stop_word(book->cues, book->language, folded);
    for (guint i = from; i < numbers->len; i++) {
        const Entry *entry = entry_at(book, g_array_index(numbers, guint, i));

        if (entry == NULL)
            continue;
        if (entry->weight >= 0)
            meaning.weight = MIN(meaning.weight, entry->weight);
        if (entry->number != 0)
            meaning.number = entry->number;
        if (entry->month != 0)
            meaning.month = entry->month;
        meaning.joins |= entry->joins;
        meaning.you |= entry->you;
        if (entry->groups->len > 0)
            meaning.stop = FALSE;
    }
    meaning.stop |= meaning.weight < STOP_WEIGHT;
    return meaning;
}

static const Figure *
figure_at(const NearBook *book, const char *p)
{
    const GPtrArray *figures = book->figures[*p & 0x7f];

    for (guint i = 0; figures != NULL && i < figures->len; i++) {
        const Figure *figure = g_ptr_array_index(figures, i);

        if (g_str_has_prefix(p, figure->spelling))
            return figure;
    }
    return NULL;
}

static gsize
join_at(const NearBook *book, const char *p)
{
    for (guint i = 0; i < book->joins->len; i++) {
        if (g_str_has_prefix(p, g_ptr_array_index(book->joins, i)))
            return strlen(g_ptr_array_index(book->joins, i));
    }
    return 0;
}

gboolean
near_book_figure(const NearBook *book, const char *folded, GArray *pieces)
{
    guint from = pieces->len;

    while (*folded != '\0') {
        const Figure *figure = figure_at(book, folded);

        if (figure == NULL) {
            g_array_set_size(pieces, from);
            return FALSE;
        }
        g_array_append_val(pieces, figure->number);
        folded += strlen(figure->spelling);
        folded += *folded != '\0' ? join_at(book, folded) : 0;
    }
    return pieces->len > from;
}

void
near_book_groups(const NearBook *book, guint number, GArray *groups)
{
    const Entry *entry = entry_at(book, number);

    if (entry != NULL)
        g_array_append_vals(groups, entry->groups->data, entry->groups->len);
}

gboolean
near_book_begins_phrase(const NearBook *book, guint number)
{
    const Entry *entry = entry_at(book, number);

    return entry != NULL && entry->begins;
}

void
near_book_phrase_groups(const NearBook *book, guint first, guint second, GArray *groups)
{
    guint64 key = (guint64) first << 32 | second;
    const GArray *found = g_hash_table_lookup(book->phrases, &key);

    if (found != NULL)
        g_array_append_vals(groups, found->data, found->len);
}

gboolean
near_book_is_event(const NearBook *book, guint group)
{
    return g_array_index(book->events, gboolean, group);
}
