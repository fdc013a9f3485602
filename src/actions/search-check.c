/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-check.c - what the index alone cannot tell of what it found.
 */
#include "actions/search-look.h"
#include "base/tk-text.h"

#include <string.h>

static gboolean
has_phrases(const SearchLook *look, const SearchText *text)
{
    const GPtrArray *phrases = look->wish->phrases;
    guint found = 0;

    for (guint at = 0; at < phrases->len; at++) {
        g_autofree char *wanted = g_strconcat(" ", g_ptr_array_index(phrases, at), " ", NULL);
        gboolean has = FALSE;

        for (char *const *one = text->texts; *one != NULL && !has; one++) {
            g_autofree char *folded = tk_text_fold(*one);
            g_autofree char *padded = g_strconcat(" ", folded, " ", NULL);

            has = strstr(padded, wanted) != NULL;
        }
        found += has;
    }
    return found == phrases->len;
}

static gboolean
is_tied_well(const SearchLook *look, const Tie *tie)
{
    static const char *const words[] = { "close", "warm", "light", "cold", NULL };
    const char *word = tie_word(tie, look->view.now, &look->view.limits);

    for (const char *const *at = words; *at != NULL; at++) {
        if (g_str_equal(*at, word))
            return TRUE;
        if (g_str_equal(*at, look->wish->tie))
            return FALSE;
    }
    return FALSE;
}

gboolean
search_look_holds(const SearchLook *look, const SearchHit *hit, gboolean *out_holds, GError **error)
{
    const SearchWish *wish = look->wish;
    gboolean of_person = hit->kind == SEARCH_PERSON;
    gboolean needs_tie = wish->tie != NULL || (of_person && wish->since != 0);
    g_autoptr(Tie) tie = NULL;
    g_auto(SearchText) text = { 0 };

    *out_holds = TRUE;
    if ((wish->phrases->len > 0 || (needs_tie && !of_person)) &&
        !search_text_load(look->view.workspace->store, hit, &text, error))
        return FALSE;
    if (needs_tie && !people_view_tie(&look->view, of_person ? hit->id : text.person, &tie, error))
        return FALSE;
    *out_holds =
        (wish->phrases->len == 0 || (text.is_there && has_phrases(look, &text))) &&
        (wish->tie == NULL || is_tied_well(look, tie)) &&
        (!of_person || wish->since == 0 || (tie != NULL && tie->last_at >= look->since_at));
    return TRUE;
}

typedef struct {
    SearchHit hit;
    double strength;
    guint place;
} Ranked;

static int
compare_ranked(gconstpointer one, gconstpointer other)
{
    const Ranked *a = one, *b = other;

    if (a->strength != b->strength)
        return a->strength > b->strength ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

gboolean
search_look_sort(const SearchLook *look, GArray *hits, GError **error)
{
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(Ranked));

    for (guint at = 0; at < hits->len; at++) {
        g_autoptr(Tie) tie = NULL;
        Ranked one = { .hit = g_array_index(hits, SearchHit, at), .place = at };

        if (!people_view_tie(&look->view, one.hit.id, &tie, error))
            return FALSE;
        one.strength = tie != NULL ? tie_strength(tie, look->view.now, &look->view.limits) : -1;
        g_array_append_val(ranked, one);
    }
    g_array_sort(ranked, compare_ranked);
    for (guint at = 0; at < hits->len; at++)
        g_array_index(hits, SearchHit, at) = g_array_index(ranked, Ranked, at).hit;
    return TRUE;
}
