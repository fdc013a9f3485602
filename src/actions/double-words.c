/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/double-words.h"

#include "domain/same-person.h"
#include "store/queries.h"

#include <string.h>

#define AT_ONCE 8 /* words of one question, rows of one writing */

/* A record that was added. */
typedef struct {
    TkId id;
    gboolean is_new;
    gboolean is_other; /* it stands under a word that it did not stand under before */
    GArray *others;    /* TkId */
} Member;

/* A record and a word. */
typedef struct {
    const char *word;
    Member *member;
    gboolean stands; /* the record stands under it, */
    gboolean stood;  /* ... in the store already, */
    gboolean asks;   /* or asks who does */
} Standing;

/* All records of one word, and who else stands there. */
typedef struct {
    Standing *first;
    guint count;
    guint standing; /* of them */
    gboolean asked; /* by any of them */
    GArray *found;  /* TkId, in the store, no more than make the word useless; NULL for nobody */
} Word;

struct DoubleWords {
    Store *store;
    GStringChunk *texts;
    GHashTable *members; /* by their ids */
    GArray *standings;   /* Standing */
};

static void
free_member(gpointer data)
{
    Member *member = data;

    g_array_unref(member->others);
    g_free(member);
}

DoubleWords *
double_words_new(Store *store)
{
    DoubleWords *words = g_new0(DoubleWords, 1);

    words->store = store;
    words->texts = g_string_chunk_new(4096);
    words->members = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_member);
    words->standings = g_array_new(FALSE, FALSE, sizeof(Standing));
    return words;
}

void
double_words_free(DoubleWords *words)
{
    if (words == NULL)
        return;
    g_string_chunk_free(words->texts);
    g_hash_table_unref(words->members);
    g_array_unref(words->standings);
    g_free(words);
}

static void
add(DoubleWords *words, const char *word, Member *member, gboolean stands)
{
    const Standing standing = { .word = g_string_chunk_insert(words->texts, word),
                                .member = member,
                                .stands = stands,
                                .asks = !stands };

    g_array_append_val(words->standings, standing);
}

/* Mostly one asks for others under the words under which one stands. */
static void
ask(DoubleWords *words, const char *word, Member *member, guint own)
{
    for (; own < words->standings->len; own++) {
        Standing *standing = &g_array_index(words->standings, Standing, own);

        if (strcmp(standing->word, word) == 0) {
            standing->asks = TRUE;
            return;
        }
    }
    add(words, word, member, FALSE);
}

void
double_words_add(DoubleWords *words, TkId id, gboolean is_new, char *const *list,
                 char *const *asked)
{
    const guint own = words->standings->len;
    Member *member;

    if (g_hash_table_contains(words->members, &id))
        return;
    member = g_new0(Member, 1);
    member->id = id;
    member->is_new = is_new;
    member->others = g_array_new(FALSE, FALSE, sizeof(TkId));
    g_hash_table_insert(words->members, &member->id, member);
    for (; *list != NULL; list++)
        add(words, *list, member, TRUE);
    for (; *asked != NULL; asked++)
        ask(words, *asked, member, own);
}

static int
compare_standings(gconstpointer one, gconstpointer other)
{
    const Standing *a = one, *b = other;
    int order = strcmp(a->word, b->word);

    return order != 0 ? order : (a->member->id > b->member->id) - (a->member->id < b->member->id);
}

/* What a record stood under before and does not now. */

static gboolean
collect_word(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    g_hash_table_add(data, g_strdup(db_row_text(row, "word")));
    return TRUE;
}

static gboolean
remove_words(DoubleWords *words, TkId id, GHashTable *gone, GError **error)
{
    GHashTableIter iter;
    gpointer word = NULL;

    g_hash_table_iter_init(&iter, gone);
    while (g_hash_table_iter_next(&iter, &word, NULL)) {
        const DbValue values[] = { DB_VALUE_NUMBER(id), DB_VALUE_TEXT(word) };

        if (!store_run(words->store, &SQL_DOUBLE_WORD_REMOVE, values, G_N_ELEMENTS(values), NULL,
                       NULL, error))
            return FALSE;
    }
    return TRUE;
}

/* The member's own standings stand side by side from `from` on, as they were added. */
static gboolean
compare_with_before(DoubleWords *words, guint from, guint until, GError **error)
{
    g_autoptr(GHashTable) old = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Member *member = g_array_index(words->standings, Standing, from).member;
    const DbValue values[] = { DB_VALUE_NUMBER(member->id) };

    if (!member->is_new && !store_run(words->store, &SQL_DOUBLE_WORDS_OF, values,
                                      G_N_ELEMENTS(values), collect_word, old, error))
        return FALSE;
    for (; from < until; from++) {
        Standing *standing = &g_array_index(words->standings, Standing, from);

        if (!standing->stands)
            continue;
        standing->stood = g_hash_table_remove(old, standing->word);
        member->is_other |= !standing->stood;
    }
    return remove_words(words, member->id, old, error);
}

static gboolean
leave_old_words(DoubleWords *words, GError **error)
{
    for (guint from = 0, until; from < words->standings->len; from = until) {
        const Member *member = g_array_index(words->standings, Standing, from).member;

        for (until = from; until < words->standings->len; until++)
            if (g_array_index(words->standings, Standing, until).member != member)
                break;
        if (!compare_with_before(words, from, until, error))
            return FALSE;
    }
    return TRUE;
}

/* Who else stands there. */

static void
clear_word(gpointer data)
{
    g_clear_pointer(&((Word *) data)->found, g_array_unref);
}

/* The words one after the other, as they stand in order. */
static GArray *
words_in_order(DoubleWords *words)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Word));

    g_array_set_clear_func(list, clear_word);
    g_array_sort(words->standings, compare_standings);
    for (guint at = 0; at < words->standings->len; at++) {
        Standing *standing = &g_array_index(words->standings, Standing, at);
        Word *last = list->len > 0 ? &g_array_index(list, Word, list->len - 1) : NULL;

        if (last == NULL || strcmp(last->first->word, standing->word) != 0) {
            const Word word = { .first = standing };

            g_array_append_val(list, word);
            last = &g_array_index(list, Word, list->len - 1);
        }
        last->count++;
        last->standing += standing->stands ? 1 : 0;
        last->asked |= standing->asks;
    }
    return list;
}

/* Words that were asked for together. */
typedef struct {
    GArray *list;
    guint from, until;
    guint at; /* whose rows are being read: they come word after word */
} Asked;

static Word *
word_of_row(Asked *asked, const char *text)
{
    for (guint count = asked->from; count < asked->until; count++) {
        Word *word = &g_array_index(asked->list, Word, asked->at);

        if (strcmp(word->first->word, text) == 0)
            return word;
        asked->at = asked->at + 1 < asked->until ? asked->at + 1 : asked->from;
    }
    return NULL;
}

static gboolean
collect_found(const DbRow *row, gpointer data, GError **error)
{
    Word *word = word_of_row(data, db_row_text(row, "word"));
    TkId id = db_row_number(row, "about_id");

    (void) error;
    if (word == NULL)
        return TRUE;
    if (word->found == NULL)
        word->found = g_array_new(FALSE, FALSE, sizeof(TkId));
    g_array_append_val(word->found, id);
    return TRUE;
}

static gboolean
look_up(DoubleWords *words, GArray *list, GError **error)
{
    for (guint from = 0; from < list->len; from += AT_ONCE) {
        Asked asked = { list, from, MIN(from + AT_ONCE, list->len), from };
        DbValue values[1 + AT_ONCE] = { DB_VALUE_NUMBER(SAME_WORD_MOST) };

        for (guint at = 0; at < AT_ONCE; at++)
            values[1 + at] = DB_VALUE_TEXT(
                from + at < asked.until ? g_array_index(list, Word, from + at).first->word : "");
        if (!store_run(words->store, &SQL_DOUBLE_CANDIDATES_EIGHT, values, G_N_ELEMENTS(values),
                       collect_found, &asked, error))
            return FALSE;
    }
    return TRUE;
}

/* Those in the store who are none of ours: of ours we know better under which words they stand. */
static void
leave_out_members(const DoubleWords *words, GArray *found)
{
    guint kept = 0;

    for (guint at = 0; at < found->len; at++) {
        TkId id = g_array_index(found, TkId, at);

        if (!g_hash_table_contains(words->members, &id))
            g_array_index(found, TkId, kept++) = id;
    }
    g_array_set_size(found, kept);
}

/* FALSE where so many stand that it tells nobody apart. Leaves those in the store who are none of
 * ours. */
static gboolean
tells_apart(const DoubleWords *words, const Word *word)
{
    const guint most = same_word_most(word->first->word);

    if (word->found == NULL)
        return word->standing < most;
    if (word->found->len >= most)
        return FALSE;
    leave_out_members(words, word->found);
    return word->found->len + word->standing < most;
}

static void
meet(const DoubleWords *words, const Word *word)
{
    if (!word->asked || !tells_apart(words, word))
        return;
    for (guint at = 0; at < word->count; at++) {
        const Standing *own = &word->first[at];
        GArray *others = own->member->others;

        if (own->asks && word->found != NULL)
            g_array_append_vals(others, word->found->data, word->found->len);
        for (guint before = 0; before < at; before++) {
            const Standing *other = &word->first[before];

            if (own->member != other->member &&
                ((own->asks && other->stands) || (own->stands && other->asks)))
                g_array_append_val(others, other->member->id);
        }
    }
}

static int
compare_ids(gconstpointer one, gconstpointer other)
{
    TkId a = *(const TkId *) one, b = *(const TkId *) other;

    return a < b ? -1 : a > b;
}

/* In order, so that the answer is the same whichever words they meet under; each once. */
static void
end_others(GArray *others)
{
    guint kept = 0;

    g_array_sort(others, compare_ids);
    for (guint at = 0; at < others->len; at++)
        if (kept == 0 || g_array_index(others, TkId, at) != g_array_index(others, TkId, kept - 1))
            g_array_index(others, TkId, kept++) = g_array_index(others, TkId, at);
    g_array_set_size(others, kept);
}

static void
meet_all(DoubleWords *words, const GArray *list)
{
    GHashTableIter iter;
    gpointer member = NULL;

    for (guint at = 0; at < list->len; at++)
        meet(words, &g_array_index(list, Word, at));
    g_hash_table_iter_init(&iter, words->members);
    while (g_hash_table_iter_next(&iter, NULL, &member))
        end_others(((Member *) member)->others);
}

/* Writing. */

static gboolean
write_rows(DoubleWords *words, const GArray *rows, GError **error)
{
    for (guint from = 0; from < rows->len; from += AT_ONCE) {
        DbValue values[2 * AT_ONCE];

        for (guint at = 0; at < AT_ONCE; at++) {
            const Standing *row =
                g_array_index(rows, const Standing *, MIN(from + at, rows->len - 1));

            values[2 * at] = DB_VALUE_TEXT(row->word);
            values[2 * at + 1] = DB_VALUE_NUMBER(row->member->id);
        }
        if (!store_run(words->store, &SQL_DOUBLE_WORD_ADD_EIGHT, values, G_N_ELEMENTS(values), NULL,
                       NULL, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_new(DoubleWords *words, GError **error)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(const Standing *));

    for (guint at = 0; at < words->standings->len; at++) {
        const Standing *standing = &g_array_index(words->standings, Standing, at);

        if (standing->stands && !standing->stood)
            g_array_append_val(rows, standing);
    }
    return write_rows(words, rows, error);
}

gboolean
double_words_write(DoubleWords *words, GError **error)
{
    g_autoptr(GArray) list = NULL;

    if (!leave_old_words(words, error))
        return FALSE;
    list = words_in_order(words);
    if (!look_up(words, list, error) || !write_new(words, error))
        return FALSE;
    meet_all(words, list);
    return TRUE;
}

const GArray *
double_words_others(const DoubleWords *words, TkId id)
{
    const Member *member = g_hash_table_lookup(words->members, &id);

    return member != NULL ? member->others : NULL;
}

gboolean
double_words_are_other(const DoubleWords *words, TkId id)
{
    const Member *member = g_hash_table_lookup(words->members, &id);

    return member != NULL && member->is_other;
}
