/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/known-people.h"

#include "actions/workspace-private.h"
#include "store/network-state.h"
#include "store/queries.h"

struct KnownPeople {
    KnownNames *names; /* NULL: not read yet */
    TkId state, entry; /* of the store when they were read */
};

KnownPeople *
known_people_new(void)
{
    return g_new0(KnownPeople, 1);
}

void
known_people_free(KnownPeople *people)
{
    if (people == NULL)
        return;
    known_names_free(people->names);
    g_free(people);
}

static gboolean
take_person(const DbRow *row, gpointer data, GError **error)
{
    const KnownPerson person = {
        .id = db_row_number(row, "id"),
        .name = db_row_text(row, "name"),
        .organisation = db_row_text(row, "organisation_name"),
        .title = db_row_text(row, "title"),
        .place = db_row_text(row, "place"),
    };

    (void) error;
    known_names_add_person(data, &person);
    return TRUE;
}

static gboolean
take_organisation(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    known_names_add_organisation(data, db_row_number(row, "id"), db_row_text(row, "name"));
    return TRUE;
}

/* Two marks of change: what the network rests on, and the last deed of any kind. */
static gboolean
read_state(const Workspace *workspace, TkId *out_state, TkId *out_entry, GError **error)
{
    g_autoptr(GPtrArray) newest = store_journal(workspace->store, 1, error);

    if (newest == NULL || !store_network_state(workspace->store, out_state, error))
        return FALSE;
    *out_entry = newest->len > 0 ? ((const StoreEntry *) g_ptr_array_index(newest, 0))->id : 0;
    return TRUE;
}

const KnownNames *
known_people_names(const Workspace *workspace, GError **error)
{
    KnownPeople *people = workspace->known;
    const DbValue most[] = { DB_VALUE_NUMBER(KNOWN_PEOPLE_MOST) };
    TkId state = 0, entry = 0;

    if (!read_state(workspace, &state, &entry, error))
        return NULL;
    if (people->names != NULL && people->state == state && people->entry == entry)
        return people->names;
    g_autoptr(KnownNames) names = known_names_new();

    if (!store_run(workspace->store, &SQL_PERSON_NAMES, most, 1, take_person, names, error) ||
        !store_run(workspace->store, &SQL_ORGANISATION_NAMES, most, 1, take_organisation, names,
                   error))
        return NULL;
    known_names_free(people->names);
    people->names = g_steal_pointer(&names);
    people->state = state;
    people->entry = entry;
    return people->names;
}
