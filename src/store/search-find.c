/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-find.c - words as they are typed, looked for in every kind of thing.
 */
#include "base/tk-text.h"
#include "store/queries.h"
#include "store/search-private.h"

#include <string.h>

#define ADDRESSES_READ 200

static gboolean
take_person(const DbRow *row, gpointer data, GError **error)
{
    TkId id = db_row_number(row, "person_id");

    (void) error;
    g_array_append_val((GArray *) data, id);
    return TRUE;
}

GArray *
search_by_address(Store *store, const char *typed, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(TkId));
    g_autofree char *first = g_utf8_strdown(typed, -1);
    g_autofree char *last = g_strconcat(g_strstrip(first), SEARCH_LAST_SIGN, NULL);
    const DbValue values[] = { DB_VALUE_TEXT(first), DB_VALUE_TEXT(last),
                               DB_VALUE_NUMBER(ADDRESSES_READ) };

    if (!store_run(store, &SQL_SEARCH_BY_ADDRESS, values, G_N_ELEMENTS(values), take_person, ids,
                   error))
        return NULL;
    return g_steal_pointer(&ids);
}

typedef struct {
    GArray *hits;
    unsigned limit;
} Collecting;

static gboolean
collect_hit(const SearchHit *hit, gpointer data, gboolean *out_enough, GError **error)
{
    Collecting *collecting = data;

    (void) error;
    g_array_append_val(collecting->hits, *hit);
    *out_enough = collecting->hits->len >= collecting->limit;
    return TRUE;
}

static gboolean
find_terms(Store *store, const SearchTerm *terms, unsigned count, const char *about, SearchHow how,
           Collecting *collecting, GError **error)
{
    for (SearchKind kind = SEARCH_PERSON; kind < SEARCH_KIND_END; kind++) {
        if (about != NULL && kind != search_kind_of(about))
            continue;
        if (collecting->hits->len < collecting->limit &&
            !search_each(store, kind, terms, count, how, collect_hit, collecting, error))
            return FALSE;
    }
    return TRUE;
}

GArray *
search_find(Store *store, const char *typed, const char *about, unsigned limit, GError **error)
{
    g_autofree char *text = tk_text_mend(typed, -1);
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(SearchHit));
    g_auto(GStrv) words = tk_text_fold_words(text);
    SearchTerm terms[SEARCH_TERMS_MOST] = { { 0 } };
    Collecting collecting = { hits, limit };
    unsigned count = 0;

    if (strchr(text, '@') != NULL && (about == NULL || strcmp(about, "person") == 0)) {
        g_autoptr(GArray) ids = search_by_address(store, text, error);
        const SearchTerm term = { .ids = ids };

        if (ids == NULL || !search_each(store, SEARCH_PERSON, &term, 1, SEARCH_EXACT, collect_hit,
                                        &collecting, error))
            return NULL;
    }
    for (; count < SEARCH_TERMS_MOST && words[count] != NULL; count++)
        terms[count].word = words[count];
    if (hits->len > 0 || count == 0)
        return g_steal_pointer(&hits);
    if (!find_terms(store, terms, count, about, SEARCH_EXACT, &collecting, error) ||
        (hits->len == 0 &&
         !find_terms(store, terms, count, about, SEARCH_NEAR, &collecting, error)))
        return NULL;
    return g_steal_pointer(&hits);
}
