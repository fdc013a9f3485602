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

static gboolean
drop_ties(const Again *again, TkId person, GError **error)
{
    static const DbQuery *const queries[] = { &SQL_TIE_TO_PERSON, &SQL_TIE_FROM_PERSON };
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(G_MAXINT32) };
    g_autoptr(GPtrArray) ties = tie_array_new();

    for (size_t at = 0; at < G_N_ELEMENTS(queries); at++)
        if (person != again->me && !store_run(again->store, queries[at], values,
                                              G_N_ELEMENTS(values), tie_collect, ties, error))
            return FALSE;
    for (guint at = 0; at < ties->len; at++)
        if (!tie_remove(again->store, ((const Tie *) g_ptr_array_index(ties, at))->id, error))
            return FALSE;
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

static gboolean
make_again(const Again *again, GError **error)
{
    for (unsigned at = 0; at < again->count; at++)
        if (!drop_ties(again, again->people[at], error))
            return FALSE;
    for (unsigned at = 0; at < again->count; at++) {
        gboolean there = FALSE;

        if (again->people[at] == again->me)
            continue;
        if (!is_there(again, again->people[at], &there, error))
            return FALSE;
        if (there && (!tie_keeper_touch(again->keeper, again->people[at], error) ||
                      !tie_keeper_follow_word(again->keeper, again->people[at], error) ||
                      !add_happened(again, at, error)))
            return FALSE;
    }
    return tie_keeper_flush(again->keeper, error);
}

gboolean
ties_again(const Workspace *workspace, const TkId *people, unsigned count, GError **error)
{
    Again again = { workspace, workspace->store, people, count, 0, NULL };

    if (!person_ensure_me(workspace, &again.me, error))
        return FALSE;
    g_autoptr(TieKeeper) keeper = tie_keeper_new(workspace, again.me);

    again.keeper = keeper;
    return make_again(&again, error);
}
