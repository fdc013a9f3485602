/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/confidence.h"

#include "language/judge.h"
#include "language/letters.h"
#include "language/near-text.h"
#include "language/share-private.h"

#include <string.h>

#define PART_LEAST   4    /* bytes of a stem that may be a part of a compound */
#define PART_COUNTS  0.75 /* of the whole: "lakseprisen" for "prisen på laksen" */
#define TOLD_SHARE   0.50 /* of a statement's weight that tells it */
#define EVENT_SHARE  0.55 /* and of what happens in it; the rest is only where, when and to whom */
#define SURE_SHARE   0.75 /* of a clause, and where nothing happens that the book knows */
#define TOLD_WEIGHT  1.5  /* less than this is told in many a letter */
#define NAMED_HELPS  0.08 /* then so much less of the statement tells it */
#define TOLD_ITEMS   2
#define CLAUSE_ITEMS 3   /* of a clause in which nothing happens */
#define NAMED_WEIGHT 0.9 /* less than this also where the person is spoken of */

struct LeavingText {
    char *level;
    NearReader *reader;
    NearText *text;
    GHashTable *places; /* key -> GArray of sentences, each once, in order */
    GHashTable *parts;  /* the same for beginnings and ends of long words */
    GArray *windows;    /* Window, one for each sentence and its next */
    guint statements;   /* looked for so far */
};

/* What a statement finds in one sentence and the next. */
typedef struct {
    double weight;
    double events; /* the weight of what happens */
    guint items;
    guint statement, item; /* the last of them that was counted here, from 1 */
} Window;

/* What a statement weighs in all. */
typedef struct {
    double weight, events;
    gboolean clause; /* a part of a sentence */
} Statement;

/* A note while it is looked for. */
typedef struct {
    LeavingText *leaving;
    const NearText *text;
    GHashTable *persons, *houses; /* keys of the words that name whom it is about */
    gboolean to_person;           /* the text goes to them */
    guint statement;
} Search;

static void
places_free(gpointer data)
{
    g_array_unref(data);
}

static void
add_place(GHashTable *places, guint64 key, guint sentence)
{
    GArray *found = g_hash_table_lookup(places, &key);

    if (found == NULL) {
        guint64 *kept = g_new(guint64, 1);

        *kept = key;
        found = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(places, kept, found);
    }
    if (found->len == 0 || g_array_index(found, guint, found->len - 1) != sentence)
        g_array_append_val(found, sentence);
}

static gboolean
is_border(const char *p)
{
    return (*p & 0xC0) != 0x80;
}

static void
add_parts(LeavingText *leaving, const NearItem *item)
{
    const char *stem = near_text_stem(leaving->text, item);
    gsize length = strlen(stem);

    for (gsize at = PART_LEAST; at + PART_LEAST <= length; at++) {
        if (!is_border(stem + at))
            continue;
        add_place(leaving->parts, near_key_of_stem(stem, at), item->sentence);
        add_place(leaving->parts, near_key_of_stem(stem + at, length - at), item->sentence);
    }
}

LeavingText *
leaving_text_new(const LanguageShare *share, const char *text, const char *language)
{
    LeavingText *leaving = g_new0(LeavingText, 1);
    int number = language_number(language);

    if (number < 0)
        number = MAX(0, language_number(language_of(share, text)));
    leaving->level = letters_level(text, strlen(text));
    leaving->reader = near_reader_new(share->near[number]);
    leaving->text = near_text_new(leaving->reader, leaving->level, strlen(leaving->level), FALSE);
    leaving->places = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, places_free);
    leaving->parts = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, places_free);
    leaving->windows = g_array_new(FALSE, TRUE, sizeof(Window));
    g_array_set_size(leaving->windows, leaving->text->sentences->len);
    for (guint i = 0; i < leaving->text->items->len; i++) {
        const NearItem *item = near_text_item(leaving->text, i);

        for (guint k = 0; k < item->keys; k++)
            add_place(leaving->places, near_text_keys(leaving->text, item)[k], item->sentence);
        if (!item->figure)
            add_parts(leaving, item);
    }
    return leaving;
}

void
leaving_text_free(LeavingText *leaving)
{
    if (leaving == NULL)
        return;
    g_hash_table_unref(leaving->places);
    g_hash_table_unref(leaving->parts);
    g_array_unref(leaving->windows);
    near_text_free(leaving->text);
    near_reader_free(leaving->reader);
    g_free(leaving->level);
    g_free(leaving);
}

static const GArray *
places_of(GHashTable *places, guint64 key)
{
    return g_hash_table_lookup(places, &key);
}

/* Counts the item, at most once, in each window that one of these sentences belongs to. */
static void
count_at(const Search *search, const GArray *sentences, guint index, double part)
{
    const NearItem *item = near_text_item(search->text, index);
    double weight = item->weight * part;

    for (guint i = 0; sentences != NULL && i < sentences->len; i++) {
        guint sentence = g_array_index(sentences, guint, i);

        for (guint w = sentence > 0 ? sentence - 1 : 0; w <= sentence; w++) {
            Window *window = &g_array_index(search->leaving->windows, Window, w);

            if (window->statement != search->statement)
                *window = (Window) { .statement = search->statement };
            if (window->item == index + 1)
                continue;
            window->item = index + 1;
            window->weight += weight;
            window->events += item->event ? weight : 0;
            window->items++;
        }
    }
}

/* The note says in one word what the text says in two, or the other way round. */
static void
count_parts(const Search *search, guint index)
{
    const LeavingText *leaving = search->leaving;
    const char *stem = near_text_stem(search->text, near_text_item(search->text, index));
    gsize length = strlen(stem);

    if (length >= PART_LEAST)
        count_at(search, places_of(leaving->parts, near_key_of_stem(stem, length)), index,
                 PART_COUNTS);
    for (gsize at = PART_LEAST; at + PART_LEAST <= length; at++) {
        if (!is_border(stem + at))
            continue;
        count_at(search, places_of(leaving->places, near_key_of_stem(stem, at)), index,
                 PART_COUNTS);
        count_at(search, places_of(leaving->places, near_key_of_stem(stem + at, length - at)),
                 index, PART_COUNTS);
    }
}

/* Who it is about is told by the address as well as by a name. */
static gboolean
is_about(const Search *search, const NearItem *item)
{
    const guint64 *stem = near_text_keys(search->text, item);

    return !item->figure && (g_hash_table_contains(search->persons, stem) ||
                             g_hash_table_contains(search->houses, stem));
}

static Statement
count_statement(const Search *search, const NearSentence *sentence)
{
    Statement statement = { .clause = sentence->clause };

    for (guint i = sentence->first_item; i < sentence->first_item + sentence->items; i++) {
        const NearItem *item = near_text_item(search->text, i);
        const guint64 *keys = near_text_keys(search->text, item);

        if (is_about(search, item))
            continue;
        statement.weight += item->weight;
        statement.events += item->event ? item->weight : 0;
        for (guint k = 0; k < item->keys; k++)
            count_at(search, places_of(search->leaving->places, keys[k]), i,
                     k > 0 && item->tail ? PART_COUNTS : 1);
        if (!item->figure)
            count_parts(search, i);
    }
    return statement;
}

static gboolean
stands_in(GHashTable *places, guint64 key, guint window)
{
    const GArray *sentences = places_of(places, key);

    for (guint i = 0; sentences != NULL && i < sentences->len; i++) {
        guint sentence = g_array_index(sentences, guint, i);

        if (sentence >= window)
            return sentence <= window + 1;
    }
    return FALSE;
}

/* Does this place speak of the person: by name, or as "you" where it goes to them? */
static gboolean
speaks_of_person(const Search *search, guint window)
{
    const NearText *text = search->leaving->text;
    GHashTableIter keys;
    gpointer key = NULL;

    if (search->to_person &&
        (near_text_sentence(text, window)->you ||
         (window + 1 < text->sentences->len && near_text_sentence(text, window + 1)->you)))
        return TRUE;
    g_hash_table_iter_init(&keys, search->persons);
    while (g_hash_table_iter_next(&keys, &key, NULL)) {
        if (stands_in(search->leaving->places, *(const guint64 *) key, window))
            return TRUE;
    }
    return FALSE;
}

static gboolean
window_tells(const Search *search, const Statement *statement, guint at)
{
    const Window *window = &g_array_index(search->leaving->windows, Window, at);
    double share = statement->clause || statement->events <= 0 ? SURE_SHARE : TOLD_SHARE;
    guint least = statement->clause && statement->events <= 0 ? CLAUSE_ITEMS : TOLD_ITEMS;

    if (window->statement != search->statement || window->weight < NAMED_WEIGHT ||
        window->weight < share * statement->weight ||
        window->events < EVENT_SHARE * statement->events)
        return FALSE;
    return (window->weight >= TOLD_WEIGHT && window->items >= least) ||
           speaks_of_person(search, at);
}

static gboolean
statement_is_told(const Search *search, const NearSentence *sentence, guint *out_window)
{
    const GArray *windows = search->leaving->windows;
    const Statement statement = count_statement(search, sentence);

    for (guint w = 0; w < windows->len && statement.weight >= NAMED_WEIGHT; w++) {
        if (window_tells(search, &statement, w)) {
            *out_window = w;
            return TRUE;
        }
    }
    return FALSE;
}

/* A sentence as a whole, and each of its clauses. */
static gboolean
is_told_anywhere(Search *search, guint *out_window)
{
    NearSentence whole = { 0 };

    for (guint s = 0; s < search->text->sentences->len; s++) {
        NearSentence part = *near_text_sentence(search->text, s);
        gboolean cut = part.clause || whole.items > 0, ends = !part.clause;

        if (whole.items == 0)
            whole.first_item = part.first_item;
        whole.items += part.items;
        part.clause = cut;
        search->statement = ++search->leaving->statements;
        if (cut && statement_is_told(search, &part, out_window))
            return TRUE;
        search->statement = ++search->leaving->statements;
        if (ends && statement_is_told(search, &whole, out_window))
            return TRUE;
        if (ends)
            whole = (NearSentence) { 0 };
    }
    return FALSE;
}

/* The keys of all words of the name. */
static void
take_name(const Search *search, const char *name, GHashTable *keys)
{
    g_autofree char *level = letters_level(name, strlen(name));
    g_autoptr(NearText) words = near_text_new(search->leaving->reader, level, strlen(level), FALSE);

    for (guint i = 0; i < words->items->len; i++) {
        const NearItem *item = near_text_item(words, i);
        guint64 *key = g_new(guint64, 1);

        *key = near_text_keys(words, item)[0];
        g_hash_table_add(keys, key);
    }
}

/* One sentence where one tells it alone: then the window that begins with it has all, too. */
static void
tell_place(const LeavingText *leaving, guint at, gsize *out_from, gsize *out_until)
{
    const Window *window = &g_array_index(leaving->windows, Window, at);
    guint last = MIN(at + 1, leaving->text->sentences->len - 1);
    const Window *next = &g_array_index(leaving->windows, Window, last);
    gboolean alone =
        last > at && next->statement == window->statement && next->weight >= window->weight;

    if (out_from != NULL)
        *out_from = near_text_sentence(leaving->text, alone ? last : at)->from;
    if (out_until != NULL)
        *out_until = near_text_sentence(leaving->text, last)->until;
}

gboolean
leaving_text_tells(LeavingText *leaving, const Confidence *confidence, gsize *out_from,
                   gsize *out_until)
{
    g_autofree char *level = letters_level(confidence->text, strlen(confidence->text));
    g_autoptr(GHashTable) persons =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GHashTable) houses = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(NearText) text = near_text_new(leaving->reader, level, strlen(level), TRUE);
    Search search = { leaving, text, persons, houses, confidence->to_person, 0 };
    guint window = 0;

    if (leaving->text->sentences->len == 0)
        return FALSE;
    take_name(&search, confidence->person, persons);
    take_name(&search, confidence->organisation, houses);
    if (!is_told_anywhere(&search, &window))
        return FALSE;
    tell_place(leaving, window, out_from, out_until);
    return TRUE;
}
