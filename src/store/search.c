/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/search.h"

#include "base/tk-text.h"
#include "store/queries.h"
#include "store/store-private.h"

#include <string.h>

#define SHORT_LETTERS 3    /* beginnings up to this length have rows of their own */
#define WORD_BYTES    64   /* longer words are cut, when kept and when looked for */
#define WORDS_TYPED   5    /* further words are not looked at: five name anybody */
#define ROWS_READ     4000 /* of the rarest word typed, best standing first */
#define ROWS_FIRST    100  /* of them, before the next and greater piece is asked for */
#define ROWS_COUNTED                                                                               \
    4000 /* to see which word is the rarest: counting costs a thirtieth of asking */
#define WORDS_BEGINNING 64 /* different words that begin as typed */
#define ADDRESSES_READ  200
#define ADDED_AT_ONCE   8

/* After every word that begins so: no folded word holds this sign. */
#define LAST_SIGN "\xF4\x8F\xBF\xBF"

typedef struct {
    char *first;
    char *last;
    int64_t count; /* rows, at most ROWS_COUNTED */
} Typed;

void
search_hit_free(SearchHit *hit)
{
    if (hit == NULL)
        return;
    g_free(hit->about);
    g_free(hit);
}

static void
free_hit(gpointer hit)
{
    search_hit_free(hit);
}

/* Cut where a letter ends. */
static char *
cut_word(const char *word)
{
    if (strlen(word) <= WORD_BYTES)
        return g_strdup(word);

    const char *end = g_utf8_find_prev_char(word, word + WORD_BYTES + 1);

    return g_strndup(word, (gsize) (end - word));
}

/* A word that begins as typed, and a kind of thing that has it. */
typedef struct {
    char *word;
    char *about;
} Beginning;

static void
beginning_clear(gpointer data)
{
    Beginning *beginning = data;

    g_free(beginning->word);
    g_free(beginning->about);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Beginning, beginning_clear)

/* Keeping. */

static void
add_word(GHashTable *words, const char *folded)
{
    char *word = cut_word(folded);
    const char *end = word;

    for (int letters = 0; letters < SHORT_LETTERS && *end != '\0'; letters++) {
        end = g_utf8_next_char(end);
        g_hash_table_add(words, g_strndup(word, (gsize) (end - word)));
    }
    g_hash_table_add(words, word);
}

static GHashTable *
words_of(const char *const *texts)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (; *texts != NULL; texts++) {
        g_auto(GStrv) folded = tk_text_fold_words(*texts);

        for (char **word = folded; *word != NULL; word++)
            if (g_hash_table_size(words) < SEARCH_WORDS_MOST)
                add_word(words, *word);
    }
    return words;
}

typedef struct {
    GHashTable *wanted; /* loses the words that are there already */
    GPtrArray *surplus;
    int64_t standing;
    gboolean found;
    gboolean moved; /* a row has another standing */
} Difference;

static gboolean
compare_word(const DbRow *row, gpointer data, GError **error)
{
    Difference *difference = data;
    const char *word = db_row_text(row, "word");

    (void) error;
    if (db_row_number(row, "standing") != difference->standing)
        difference->moved = TRUE;
    if (!g_hash_table_remove(difference->wanted, word))
        g_ptr_array_add(difference->surplus, g_strdup(word));
    return TRUE;
}

static gboolean
remove_words(Store *store, const char *about, TkId id, const GPtrArray *words, GError **error)
{
    for (unsigned at = 0; at < words->len; at++) {
        const DbValue values[] = { DB_VALUE_TEXT(about), DB_VALUE_NUMBER(id),
                                   DB_VALUE_TEXT(g_ptr_array_index(words, at)) };

        if (!store_run(store, &SQL_SEARCH_WORD_REMOVE, values, G_N_ELEMENTS(values), NULL, NULL,
                       error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
add_eight(Store *store, const char *about, TkId id, int64_t standing, const char *const *words,
          unsigned count, GError **error)
{
    DbValue values[3 + ADDED_AT_ONCE] = { DB_VALUE_TEXT(about), DB_VALUE_NUMBER(id),
                                          DB_VALUE_NUMBER(standing) };

    for (unsigned at = 0; at < ADDED_AT_ONCE; at++)
        values[3 + at] = DB_VALUE_TEXT(words[MIN(at, count - 1)]);
    return store_run(store, &SQL_SEARCH_WORD_ADD_EIGHT, values, G_N_ELEMENTS(values), NULL, NULL,
                     error);
}

static gboolean
add_words(Store *store, const char *about, TkId id, int64_t standing, GHashTable *words,
          GError **error)
{
    GHashTableIter iter;
    gpointer word;
    const char *some[ADDED_AT_ONCE];
    unsigned count = 0;

    g_hash_table_iter_init(&iter, words);
    while (g_hash_table_iter_next(&iter, &word, NULL)) {
        some[count++] = word;
        if (count < ADDED_AT_ONCE)
            continue;
        if (!add_eight(store, about, id, standing, some, count, error))
            return FALSE;
        count = 0;
    }
    return count == 0 || add_eight(store, about, id, standing, some, count, error);
}

gboolean
search_restand(Store *store, const char *about, TkId id, int64_t standing, GError **error)
{
    const DbValue values[] = { DB_VALUE_TEXT(about), DB_VALUE_NUMBER(id),
                               DB_VALUE_NUMBER(standing) };

    return store_run(store, &SQL_SEARCH_RESTAND, values, G_N_ELEMENTS(values), NULL, NULL, error);
}

gboolean
search_index(Store *store, const char *about, TkId id, int64_t standing, const char *const *texts,
             GError **error)
{
    g_autoptr(GHashTable) wanted = words_of(texts);
    g_autoptr(GPtrArray) surplus = g_ptr_array_new_with_free_func(g_free);
    Difference difference = { .wanted = wanted, .surplus = surplus, .standing = standing };
    const DbValue values[] = { DB_VALUE_TEXT(about), DB_VALUE_NUMBER(id) };

    g_assert(store->work != NULL);
    return store_run(store, &SQL_SEARCH_WORDS_OF, values, G_N_ELEMENTS(values), compare_word,
                     &difference, error) &&
           remove_words(store, about, id, surplus, error) &&
           (!difference.moved || search_restand(store, about, id, standing, error)) &&
           add_words(store, about, id, standing, wanted, error);
}

gboolean
search_forget(Store *store, const char *about, TkId id, GError **error)
{
    const DbValue values[] = { DB_VALUE_TEXT(about), DB_VALUE_NUMBER(id) };

    return store_run(store, &SQL_SEARCH_FORGET, values, G_N_ELEMENTS(values), NULL, NULL, error);
}

gboolean
search_forget_all(Store *store, GError **error)
{
    return store_run(store, &SQL_SEARCH_FORGET_ALL, NULL, 0, NULL, NULL, error);
}

/* Finding. */

static void
typed_clear(gpointer data)
{
    Typed *typed = data;

    g_free(typed->first);
    g_free(typed->last);
}

/* The words typed, each as the range of words that begin so. */
static GArray *
read_typed(const char *text)
{
    g_auto(GStrv) folded = tk_text_fold_words(text);
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Typed));

    g_array_set_clear_func(words, typed_clear);
    for (char **word = folded; *word != NULL && words->len < WORDS_TYPED; word++) {
        Typed typed = { .first = cut_word(*word) };

        typed.last = g_utf8_strlen(typed.first, -1) <= SHORT_LETTERS
                         ? g_strdup(typed.first)
                         : g_strconcat(typed.first, LAST_SIGN, NULL);
        g_array_append_val(words, typed);
    }
    return words;
}

static gboolean
take_count(const DbRow *row, gpointer data, GError **error)
{
    int64_t *count = data;

    (void) error;
    *count = db_row_number(row, "n");
    return TRUE;
}

/* Moves the rarest word to the front: its rows are read, the others only asked about. */
static gboolean
rarest_first(Store *store, GArray *words, GError **error)
{
    unsigned rarest = 0;

    for (unsigned at = 0; words->len > 1 && at < words->len; at++) {
        Typed *typed = &g_array_index(words, Typed, at);
        const DbValue values[] = { DB_VALUE_TEXT(typed->first), DB_VALUE_TEXT(typed->last),
                                   DB_VALUE_NUMBER(ROWS_COUNTED) };

        if (!store_run(store, &SQL_SEARCH_COUNT, values, G_N_ELEMENTS(values), take_count,
                       &typed->count, error))
            return FALSE;
        if (typed->count < g_array_index(words, Typed, rarest).count)
            rarest = at;
    }
    Typed first = g_array_index(words, Typed, 0);

    g_array_index(words, Typed, 0) = g_array_index(words, Typed, rarest);
    g_array_index(words, Typed, rarest) = first;
    return TRUE;
}

static gboolean
take_word(const DbRow *row, gpointer data, GError **error)
{
    Beginning *beginning = data;

    (void) error;
    g_free(beginning->word);
    g_free(beginning->about);
    beginning->word = g_strdup(db_row_text(row, "word"));
    beginning->about = g_strdup(db_row_text(row, "about"));
    return TRUE;
}

/* The different words that begin as typed, and the kinds of things that have them. */
static GArray *
words_beginning(Store *store, const Typed *typed, const char *about, GError **error)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Beginning));
    Beginning last = { g_strdup(typed->first), g_strdup("") };

    g_array_set_clear_func(found, beginning_clear);
    for (unsigned looks = 0; looks < WORDS_BEGINNING && last.word != NULL; looks++) {
        g_auto(Beginning) before = last;
        const DbValue values[] = { DB_VALUE_TEXT(before.word), DB_VALUE_TEXT(before.about),
                                   DB_VALUE_TEXT(typed->last) };

        last = (Beginning) { 0 };
        if (!store_run(store, &SQL_SEARCH_NEXT_WORD, values, G_N_ELEMENTS(values), take_word, &last,
                       error))
            return NULL;
        if (last.word != NULL && (about == NULL || strcmp(about, last.about) == 0)) {
            Beginning kept = { g_strdup(last.word), g_strdup(last.about) };

            g_array_append_val(found, kept);
        }
    }
    beginning_clear(&last);
    return g_steal_pointer(&found);
}

static gboolean
collect_hit(const DbRow *row, gpointer data, GError **error)
{
    SearchHit *hit = g_new0(SearchHit, 1);

    (void) error;
    hit->about = g_strdup(db_row_text(row, "about"));
    hit->id = db_row_number(row, "about_id");
    hit->standing = db_row_number(row, "standing");
    g_ptr_array_add(data, hit);
    return TRUE;
}

static gboolean
collect_address(const DbRow *row, gpointer data, GError **error)
{
    SearchHit *hit = g_new0(SearchHit, 1);

    (void) error;
    hit->about = g_strdup("person");
    hit->id = db_row_number(row, "about_id");
    hit->standing = db_row_number(row, "standing");
    g_ptr_array_add(data, hit);
    return TRUE;
}

static int
compare_hits(gconstpointer one, gconstpointer other)
{
    const SearchHit *a = *(SearchHit *const *) one;
    const SearchHit *b = *(SearchHit *const *) other;

    if (a->standing != b->standing)
        return a->standing > b->standing ? -1 : 1;
    int kind = strcmp(b->about, a->about); /* persons before organisations */

    if (kind != 0)
        return kind;
    return a->id > b->id ? -1 : a->id < b->id;
}

/* In their order, each thing once (two of its words may begin as typed), the first `limit`. */
static void
put_in_order(GPtrArray *hits, unsigned limit)
{
    g_ptr_array_sort(hits, compare_hits);
    for (unsigned at = hits->len; at-- > 1;)
        if (compare_hits(&hits->pdata[at], &hits->pdata[at - 1]) == 0)
            g_ptr_array_remove_index(hits, at);
    if (hits->len > limit)
        g_ptr_array_remove_range(hits, limit, hits->len - limit);
}

/* The rows of one word that were read, and where to go on. */
typedef struct {
    GPtrArray *hits;
    unsigned read;
    unsigned found;
    int64_t standing;
    TkId id;
} Reading;

static gboolean
take_row(const DbRow *row, gpointer data, GError **error)
{
    Reading *reading = data;

    reading->read++;
    reading->standing = db_row_number(row, "standing");
    reading->id = db_row_number(row, "about_id");
    if (db_row_number(row, "has_all") == 0)
        return TRUE;
    reading->found++;
    return collect_hit(row, reading->hits, error);
}

/* Of the things with `word`, the best that have the other words typed. In growing pieces: mostly
 * the first has enough. */
static gboolean
find_among(Store *store, const char *word, const GArray *words, const char *about, unsigned most,
           unsigned limit, GPtrArray *hits, GError **error)
{
    Reading reading = { .hits = hits, .standing = G_MAXINT64, .id = G_MAXINT64 };
    DbValue values[2 + 2 * (WORDS_TYPED - 1) + 3] = { DB_VALUE_TEXT(word), DB_VALUE_TEXT(about) };
    unsigned place = 2;

    for (unsigned at = 1; at < WORDS_TYPED; at++) {
        const Typed *typed = at < words->len ? &g_array_index(words, Typed, at) : NULL;

        values[place++] = DB_VALUE_TEXT(typed != NULL ? typed->first : word);
        values[place++] = DB_VALUE_TEXT(typed != NULL ? typed->last : word);
    }
    for (unsigned piece = MIN(ROWS_FIRST, most); reading.read < most && reading.found < limit;
         piece = MIN(piece * 4, most - reading.read)) {
        unsigned before = reading.read;

        values[place] = DB_VALUE_NUMBER(reading.standing);
        values[place + 1] = DB_VALUE_NUMBER(reading.id);
        values[place + 2] = DB_VALUE_NUMBER(piece);
        if (!store_run(store, &SQL_SEARCH_ROWS, values, place + 3, take_row, &reading, error))
            return FALSE;
        if (reading.read - before < piece)
            break;
    }
    return TRUE;
}

static gboolean
find_best(Store *store, const char *word, const char *about, unsigned limit, GPtrArray *hits,
          GError **error)
{
    const DbValue values[] = { DB_VALUE_TEXT(word), DB_VALUE_TEXT(about), DB_VALUE_NUMBER(limit) };

    return store_run(store, &SQL_SEARCH_BEST, values, G_N_ELEMENTS(values), collect_hit, hits,
                     error);
}

static gboolean
find_by_words(Store *store, const char *typed, const char *about, unsigned limit, GPtrArray *hits,
              GError **error)
{
    g_autoptr(GArray) words = read_typed(typed);

    if (words->len == 0)
        return TRUE;
    if (!rarest_first(store, words, error))
        return FALSE;

    g_autoptr(GArray) begun = words_beginning(store, &g_array_index(words, Typed, 0), about, error);

    if (begun == NULL)
        return FALSE;
    for (unsigned at = 0; at < begun->len; at++) {
        const Beginning *one = &g_array_index(begun, Beginning, at);

        if (words->len == 1 ? !find_best(store, one->word, one->about, limit, hits, error)
                            : !find_among(store, one->word, words, one->about,
                                          ROWS_READ / begun->len, limit, hits, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
find_by_address(Store *store, const char *typed, GPtrArray *hits, GError **error)
{
    g_autofree char *first = g_utf8_strdown(typed, -1);
    g_autofree char *last = g_strconcat(g_strstrip(first), LAST_SIGN, NULL);
    const DbValue values[] = { DB_VALUE_TEXT(first), DB_VALUE_TEXT(last),
                               DB_VALUE_NUMBER(ADDRESSES_READ) };

    return store_run(store, &SQL_SEARCH_BY_ADDRESS, values, G_N_ELEMENTS(values), collect_address,
                     hits, error);
}

GPtrArray *
search_find(Store *store, const char *typed, const char *about, unsigned limit, GError **error)
{
    g_autofree char *text = tk_text_mend(typed, -1);
    g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func(free_hit);

    if (strchr(text, '@') != NULL && (about == NULL || strcmp(about, "person") == 0) &&
        !find_by_address(store, text, hits, error))
        return NULL;
    if (hits->len == 0 && !find_by_words(store, text, about, limit, hits, error))
        return NULL;
    put_in_order(hits, limit);
    return g_steal_pointer(&hits);
}
