/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/tie-again.h"

#include "actions/own-person.h"
#include "actions/tie-keeper.h"
#include "actions/workspace-private.h"
#include "domain/tie.h"
#include "store/queries.h"
#include "store/tables.h"

#define PAGE 500

typedef struct {
    const Workspace *workspace;
    Store *store;
    const TkId *people;
    unsigned count;
    TkId me;
    TieKeeper *keeper;
} Again;

static gboolean
is_before(const Again *again, TkId person, unsigned place)
{
    for (unsigned at = 0; at < place; at++)
        if (again->people[at] == person)
            return TRUE;
    return FALSE;
}

/* Takes the old ties away; those with a word of the user's own are given back to read it from. */
static gboolean
drop_ties(const Again *again, TkId person, GPtrArray *out_words, GError **error)
{
    static const DbQuery *const queries[] = { &SQL_TIE_TO_PERSON, &SQL_TIE_FROM_PERSON };
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(G_MAXINT32) };
    g_autoptr(GPtrArray) ties = tie_array_new();

    for (size_t at = 0; at < G_N_ELEMENTS(queries); at++)
        if (person != again->me && !store_run(again->store, queries[at], values,
                                              G_N_ELEMENTS(values), tie_collect, ties, error))
            return FALSE;
    while (ties->len > 0) {
        g_autoptr(Tie) tie = g_ptr_array_steal_index(ties, ties->len - 1);

        if (!tie_remove(again->store, tie->id, error))
            return FALSE;
        if (*tie->own_word != '\0')
            g_ptr_array_add(out_words, g_steal_pointer(&tie));
    }
    return TRUE;
}

/* The pairs of this interaction that the person at `place` is part of, once each. */
static gboolean
add_pairs(const Again *again, unsigned place, const Interaction *interaction, GError **error)
{
    const DbValue of[] = { DB_VALUE_NUMBER(interaction->id) };
    g_autoptr(GPtrArray) everybody = participant_array_new();
    Participant *own = NULL;

    if (!store_run(again->store, &SQL_PARTICIPANT_OF_INTERACTION, of, G_N_ELEMENTS(of),
                   participant_collect, everybody, error))
        return FALSE;
    for (guint at = 0; at < everybody->len && own == NULL; at++) {
        Participant *one = g_ptr_array_index(everybody, at);

        if (one->person_id == again->people[place])
            own = one;
    }
    for (guint at = 0; at < everybody->len && own != NULL; at++) {
        Participant *other = g_ptr_array_index(everybody, at);
        g_autoptr(GPtrArray) both = g_ptr_array_new();

        if (other->person_id == own->person_id || is_before(again, other->person_id, place))
            continue;
        g_ptr_array_add(both, own);
        g_ptr_array_add(both, other);
        if (!tie_keeper_add(again->keeper, interaction, both, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
add_happened(const Again *again, unsigned place, GError **error)
{
    int64_t at_last = G_MININT64;
    TkId last = 0;
    guint count = PAGE;

    while (count == PAGE) {
        const DbValue values[] = { DB_VALUE_NUMBER(again->people[place]), DB_VALUE_NUMBER(at_last),
                                   DB_VALUE_NUMBER(last), DB_VALUE_NUMBER(PAGE) };
        g_autoptr(GPtrArray) page = interaction_array_new();

        if (!store_run(again->store, &SQL_INTERACTION_OF_PERSON, values, G_N_ELEMENTS(values),
                       interaction_collect, page, error))
            return FALSE;
        for (guint at = 0; at < page->len; at++) {
            const Interaction *interaction = g_ptr_array_index(page, at);

            if (!add_pairs(again, place, interaction, error))
                return FALSE;
            at_last = interaction->at;
            last = interaction->id;
        }
        count = page->len;
    }
    return TRUE;
}

static gboolean
is_there(const Again *again, TkId person, gboolean *out_there, GError **error)
{
    g_autoptr(GPtrArray) found = person_array_new();

    if (!store_select(again->store, &TABLE_PERSON, person, person_collect, found, error))
        return FALSE;
    *out_there = found->len > 0;
    return TRUE;
}

/* The user's word on a tie to somebody who is gone goes to whoever the person became. */
static gboolean
give_back_word(const Again *again, const Tie *old, TkId heir, GError **error)
{
    g_autoptr(GPtrArray) found = tie_array_new();
    gboolean there = FALSE;
    TkId to = old->to_person_id;

    if (old->from_person_id != again->me)
        return TRUE;
    if (!is_there(again, to, &there, error))
        return FALSE;
    to = there ? to : heir;
    const DbValue values[] = { DB_VALUE_NUMBER(again->me), DB_VALUE_NUMBER(to) };

    if (to == 0)
        return TRUE;
    if (!store_run(again->store, &SQL_TIE_BY_PAIR, values, G_N_ELEMENTS(values), tie_collect, found,
                   error))
        return FALSE;
    if (found->len == 0)
        return TRUE;
    Tie *tie = g_ptr_array_index(found, 0);

    if (*tie->own_word != '\0')
        return TRUE;
    g_free(tie->own_word);
    tie->own_word = g_strdup(old->own_word);
    return tie_put(again->store, tie, NULL, error);
}

static gboolean
make_again(const Again *again, TkId heir, GError **error)
{
    g_autoptr(GPtrArray) words = tie_array_new();

    for (unsigned at = 0; at < again->count; at++)
        if (!drop_ties(again, again->people[at], words, error))
            return FALSE;
    for (unsigned at = 0; at < again->count; at++) {
        gboolean there = FALSE;

        if (again->people[at] == again->me)
            continue;
        if (!is_there(again, again->people[at], &there, error))
            return FALSE;
        if (there && (!tie_keeper_touch(again->keeper, again->people[at], error) ||
                      !add_happened(again, at, error)))
            return FALSE;
    }
    if (!tie_keeper_flush(again->keeper, error))
        return FALSE;
    for (guint at = 0; at < words->len; at++)
        if (!give_back_word(again, g_ptr_array_index(words, at), heir, error))
            return FALSE;
    return TRUE;
}

gboolean
ties_again(const Workspace *workspace, const TkId *people, unsigned count, TkId heir,
           GError **error)
{
    Again again = { workspace, workspace->store, people, count, 0, NULL };

    if (!person_ensure_me(workspace, &again.me, error))
        return FALSE;
    g_autoptr(TieKeeper) keeper = tie_keeper_new(workspace, again.me);

    again.keeper = keeper;
    return make_again(&again, heir, error);
}
