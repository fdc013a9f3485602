/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-look.c - from what is typed to what is found: filters become marks and ids of the index,
 * and what the index does not know is looked at in what it finds.
 */
#include "actions/search-look.h"

#include "actions/search-keeper.h"
#include "base/tk-day.h"
#include "base/tk-text.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define ORGANISATIONS_MOST 64   /* that begin as at: says */
#define NAMESAKES_MOST     3    /* that knows: may mean */
#define KNOWN_MOST         500  /* the strongest ties of somebody */
#define PEOPLE_MOST        200  /* whose notes, messages and meetings are looked through */
#define LOOKED_AT_MOST     2000 /* of a kind, in their order, where the index alone cannot tell */
#define SORTED_MOST        200  /* people who are put into the order of their ties */
#define STEMS_MOST         4    /* of a word: one for each language */

typedef struct {
    SearchTerm terms[SEARCH_TERMS_MOST];
    unsigned count;
    gboolean is_empty; /* nothing can be found */
    GPtrArray *kept;   /* what the terms borrow */
} Terms;

static void
terms_clear(Terms *terms)
{
    g_ptr_array_unref(terms->kept);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Terms, terms_clear)

static void
unref_texts(gpointer texts)
{
    g_ptr_array_unref(texts);
}

static void
unref_ids(gpointer ids)
{
    g_array_unref(ids);
}

static void
terms_init(Terms *terms)
{
    *terms = (Terms) { .kept = g_ptr_array_new_with_free_func(unref_texts) };
}

/* Further ones are not looked at. */
static void
add_term(Terms *terms, SearchTerm term)
{
    if (terms->count < SEARCH_TERMS_MOST)
        terms->terms[terms->count++] = term;
}

static void
add_words(Terms *terms, const char *text, gboolean whole)
{
    g_auto(GStrv) words = tk_text_fold_words(text);
    GPtrArray *kept = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(terms->kept, kept);
    for (char **word = words; *word != NULL; word++) {
        char *copy = g_strdup(*word);

        g_ptr_array_add(kept, copy);
        add_term(terms, (SearchTerm) { .word = copy, .whole = whole });
    }
}

typedef struct {
    GArray *hits;
    guint most;
} FirstHits;

static gboolean
collect_first(const SearchHit *hit, gpointer data, gboolean *out_enough, GError **error)
{
    FirstHits *first = data;

    (void) error;
    g_array_append_val(first->hits, *hit);
    *out_enough = first->hits->len >= first->most;
    return TRUE;
}

/* Those that a name may mean: as it is written, else nearly so. GArray of SearchHit. */
static GArray *
find_named(Store *store, SearchKind kind, const SearchName *name, unsigned most, GError **error)
{
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(SearchHit));
    g_auto(Terms) terms = { 0 };
    FirstHits first = { hits, most };

    terms_init(&terms);
    add_words(&terms, name->text, name->whole);
    for (SearchHow how = SEARCH_EXACT; how <= SEARCH_NEAR && hits->len == 0; how++)
        if (!search_each(store, kind, terms.terms, terms.count, how, collect_first, &first, error))
            return NULL;
    return g_steal_pointer(&hits);
}

static gboolean
resolve_at(SearchLook *look, const SearchName *name, GError **error)
{
    GPtrArray *marks = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) hits = find_named(look->view.workspace->store, SEARCH_ORGANISATION, name,
                                        ORGANISATIONS_MOST, error);

    g_ptr_array_add(look->at, marks);
    for (guint at = 0; hits != NULL && at < hits->len; at++)
        g_ptr_array_add(marks, search_mark_of_organisation(g_array_index(hits, SearchHit, at).id));
    g_ptr_array_add(marks, NULL);
    return hits != NULL;
}

/* Everybody to whom a tie of this person leads, from whichever end it is kept. */
static gboolean
add_known(const SearchLook *look, TkId person, GArray *known, GError **error)
{
    static const DbQuery *const queries[] = { &SQL_TIE_TO_PERSON, &SQL_TIE_FROM_PERSON };
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(KNOWN_MOST) };
    g_autoptr(GPtrArray) ties = tie_array_new();

    for (size_t at = 0; at < G_N_ELEMENTS(queries); at++)
        if (!store_run(look->view.workspace->store, queries[at], values, G_N_ELEMENTS(values),
                       tie_collect, ties, error))
            return FALSE;
    for (guint at = 0; at < ties->len; at++) {
        const Tie *tie = g_ptr_array_index(ties, at);
        TkId other = tie->from_person_id == person ? tie->to_person_id : tie->from_person_id;

        if (other != look->view.me && !tie_is_bare(tie))
            g_array_append_val(known, other);
    }
    return TRUE;
}

static gboolean
resolve_knows(SearchLook *look, const SearchName *name, GError **error)
{
    GArray *known = g_array_new(FALSE, FALSE, sizeof(TkId));
    g_autoptr(GArray) hits =
        find_named(look->view.workspace->store, SEARCH_PERSON, name, NAMESAKES_MOST, error);

    g_ptr_array_add(look->knows, known);
    for (guint at = 0; hits != NULL && at < hits->len; at++)
        if (!add_known(look, g_array_index(hits, SearchHit, at).id, known, error))
            return FALSE;
    return hits != NULL;
}

static gboolean
resolve(SearchLook *look, GError **error)
{
    const SearchWish *wish = look->wish;

    for (guint at = 0; at < wish->at->len; at++)
        if (!resolve_at(look, &g_array_index(wish->at, SearchName, at), error))
            return FALSE;
    for (guint at = 0; at < wish->knows->len; at++)
        if (!resolve_knows(look, &g_array_index(wish->knows, SearchName, at), error))
            return FALSE;
    if (*wish->address == '\0')
        return TRUE;
    look->addressed = search_by_address(look->view.workspace->store, wish->address, error);
    return look->addressed != NULL;
}

/* Folded words begin with the letter that they begin with unfolded, where that is an ASCII one. */
static void
note_beginning(SearchLook *look, const char *word)
{
    unsigned char first = (unsigned char) *word;

    if (first < G_N_ELEMENTS(look->begins))
        look->begins[first] = TRUE;
}

static void
note_beginnings(SearchLook *look)
{
    const SearchWish *wish = look->wish;

    for (guint at = 0; at < wish->words->len; at++)
        note_beginning(look, g_ptr_array_index(wish->words, at));
    for (guint at = 0; at < wish->phrases->len; at++) {
        g_auto(GStrv) words = g_strsplit(g_ptr_array_index(wish->phrases, at), " ", -1);

        for (char **word = words; *word != NULL; word++)
            note_beginning(look, *word);
    }
}

SearchLook *
search_look_new(const Workspace *workspace, const char *typed, GError **error)
{
    g_autoptr(SearchLook) look = g_new0(SearchLook, 1);

    look->stems = word_stems_new();
    look->near = g_ptr_array_new_with_free_func(g_free);
    look->at = g_ptr_array_new_with_free_func(unref_texts);
    look->knows = g_ptr_array_new_with_free_func(unref_ids);
    look->wish = search_wish_read(typed, error);
    if (look->wish == NULL || !people_view_begin(&look->view, workspace, error) ||
        !resolve(look, error))
        return NULL;
    note_beginnings(look);
    if (look->wish->since != 0)
        look->since_at = tk_day_instant(look->wish->since, 0, workspace_zone(workspace));
    return g_steal_pointer(&look);
}

void
search_look_free(SearchLook *look)
{
    if (look == NULL)
        return;
    search_wish_free(look->wish);
    word_stems_free(look->stems);
    g_ptr_array_unref(look->near);
    g_ptr_array_unref(look->at);
    g_ptr_array_unref(look->knows);
    if (look->addressed != NULL)
        g_array_unref(look->addressed);
    g_free(look);
}

gboolean
search_look_forgive(SearchLook *look, GError **error)
{
    look->how = SEARCH_NEAR;
    for (guint at = 0; at < look->wish->words->len; at++) {
        g_auto(GStrv) near = search_near_words(look->view.workspace->store,
                                               g_ptr_array_index(look->wish->words, at), error);

        if (near == NULL)
            return FALSE;
        for (char **word = near; *word != NULL; word++) {
            note_beginning(look, *word);
            g_ptr_array_add(look->near, g_strdup(*word));
        }
    }
    return TRUE;
}

/* Terms. */

/* People by their organisations and by who knows them. */
static void
add_people_filters(const SearchLook *look, Terms *terms)
{
    for (guint at = 0; at < look->at->len; at++) {
        const GPtrArray *marks = g_ptr_array_index(look->at, at);

        terms->is_empty |= marks->len == 1;
        add_term(terms, (SearchTerm) { .marks = (const char *const *) marks->pdata });
    }
    for (guint at = 0; at < look->knows->len; at++)
        add_term(terms, (SearchTerm) { .ids = g_ptr_array_index(look->knows, at) });
}

/* Meetings, notes and messages by whom they are about. */
static gboolean
add_filters_by_person(const SearchLook *look, Terms *terms, GError **error)
{
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(SearchHit));
    g_auto(Terms) of_people = { 0 };
    GPtrArray *marks = g_ptr_array_new_with_free_func(g_free);
    FirstHits first = { hits, PEOPLE_MOST };

    g_ptr_array_add(terms->kept, marks);
    terms_init(&of_people);
    add_people_filters(look, &of_people);
    if (of_people.count == 0)
        return TRUE;
    if (!of_people.is_empty &&
        !search_each(look->view.workspace->store, SEARCH_PERSON, of_people.terms, of_people.count,
                     SEARCH_EXACT, collect_first, &first, error))
        return FALSE;
    for (guint at = 0; at < hits->len; at++)
        g_ptr_array_add(marks, search_mark_of_person(g_array_index(hits, SearchHit, at).id));
    terms->is_empty |= marks->len == 0;
    g_ptr_array_add(marks, NULL);
    add_term(terms, (SearchTerm) { .marks = (const char *const *) marks->pdata });
    return TRUE;
}

/* The words themselves; where somebody wrote freely, in any form. */
static void
add_typed_words(const SearchLook *look, gboolean in_prose, Terms *terms)
{
    const SearchWish *wish = look->wish;

    for (guint at = 0; at < wish->phrases->len; at++)
        add_words(terms, g_ptr_array_index(wish->phrases, at), TRUE);
    for (guint at = 0; at < wish->words->len; at++) {
        const char *word = g_ptr_array_index(wish->words, at);
        GPtrArray *marks = g_ptr_array_new_with_free_func(g_free);

        g_ptr_array_add(terms->kept, marks);
        if (in_prose)
            search_marks_add_stems(marks, look->stems, word, STEMS_MOST);
        g_ptr_array_add(marks, NULL);
        add_term(terms, (SearchTerm) { .word = word, .marks = (const char *const *) marks->pdata });
    }
}

/* What the filters leave of organisations is named, or named by at:. */
static void
add_organisation_filters(const SearchLook *look, Terms *terms)
{
    const SearchWish *wish = look->wish;

    terms->is_empty = wish->knows->len > 0 || wish->since != 0 || wish->tie != NULL;
    for (guint at = 0; at < wish->at->len; at++) {
        const SearchName *name = &g_array_index(wish->at, SearchName, at);

        add_words(terms, name->text, name->whole);
    }
}

static gboolean
fill_terms(const SearchLook *look, SearchKind kind, Terms *terms, GError **error)
{
    gboolean in_prose = kind != SEARCH_PERSON && kind != SEARCH_ORGANISATION;
    const SearchWish *wish = look->wish;

    terms_init(terms);
    /* "tie:warm" alone asks for people, not for all that was ever written to them. */
    terms->is_empty = in_prose && wish->tie != NULL && wish->kinds == 0 && wish->words->len == 0 &&
                      wish->phrases->len == 0;
    if (terms->is_empty)
        return TRUE;
    if (look->addressed != NULL && look->addressed->len > 0) {
        terms->is_empty = kind != SEARCH_PERSON;
        add_people_filters(look, terms);
        add_term(terms, (SearchTerm) { .ids = look->addressed });
        return TRUE;
    }
    if (kind == SEARCH_PERSON)
        add_people_filters(look, terms);
    else if (kind == SEARCH_ORGANISATION)
        add_organisation_filters(look, terms);
    else if (!add_filters_by_person(look, terms, error))
        return FALSE;
    add_typed_words(look, in_prose, terms);
    return TRUE;
}

typedef struct {
    const SearchLook *look;
    GArray *hits;
    guint most;
    unsigned looked_at;
} Collecting;

static gboolean
take_hit(const SearchHit *hit, gpointer data, gboolean *out_enough, GError **error)
{
    Collecting *collecting = data;
    const SearchLook *look = collecting->look;
    gboolean good = FALSE;

    /* What was written stands in the order of its hour. */
    if (hit->kind > SEARCH_ORGANISATION && look->since_at != 0 && hit->standing < look->since_at) {
        *out_enough = TRUE;
        return TRUE;
    }
    if (hit->kind == SEARCH_PERSON && hit->id == look->view.me)
        return TRUE;
    if (!search_look_holds(look, hit, &good, error))
        return FALSE;
    if (good)
        g_array_append_val(collecting->hits, *hit);
    collecting->looked_at++;
    *out_enough =
        collecting->hits->len >= collecting->most || collecting->looked_at >= LOOKED_AT_MOST;
    return TRUE;
}
G_STATIC_ASSERT(SEARCH_MEETING > SEARCH_ORGANISATION && SEARCH_NOTE > SEARCH_ORGANISATION &&
                SEARCH_MESSAGE > SEARCH_ORGANISATION);

gboolean
search_look_asks_for_ties(const SearchLook *look)
{
    return look->wish->at->len > 0 || look->wish->knows->len > 0 || look->wish->tie != NULL;
}

gboolean
search_look_find(const SearchLook *look, SearchKind kind, unsigned limit, GArray *hits,
                 GError **error)
{
    gboolean by_tie = kind == SEARCH_PERSON && search_look_asks_for_ties(look);
    g_auto(Terms) terms = { 0 };
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(SearchHit));
    Collecting collecting = { look, found, by_tie ? MAX(limit, SORTED_MOST) : limit, 0 };

    if (!fill_terms(look, kind, &terms, error))
        return FALSE;
    if (!terms.is_empty && !search_each(look->view.workspace->store, kind, terms.terms, terms.count,
                                        look->how, take_hit, &collecting, error))
        return FALSE;
    if (by_tie && !search_look_sort(look, found, error))
        return FALSE;
    g_array_append_vals(hits, found->data, MIN(found->len, limit));
    return TRUE;
}
