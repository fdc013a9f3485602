/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-own-card.c - a card that this store gave out and that comes back, perhaps from another
 * address book: its UID was made of the person's own record.
 */
#include "actions/importer.h"

#include "domain/person-uid.h"
#include "store/tables.h"

static gboolean
take_person(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(Person **) data = person_from_row(row);
    return TRUE;
}

gboolean
importer_find_own_card(Importer *importer, const RecordAddress *address, TkId *out_person,
                       GError **error)
{
    g_autoptr(Person) person = NULL;
    TkId id = 0;

    *out_person = 0;
    if (!g_str_equal(address->kind, "uid") || !person_uid_read(address->value, &id))
        return TRUE;
    if (!store_select(importer->store, &TABLE_PERSON, id, take_person, &person, error))
        return FALSE;
    if (person != NULL && person_uid_is_of(address->value, person))
        *out_person = id;
    return TRUE;
}
