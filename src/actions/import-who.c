/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-who.c - who a record is about. Sure signs (the same address, profile or card) join; a
 * name alone joins only when it is one person's and nothing speaks against it. Doubts stay two
 * people: joining later loses nothing, parting does.
 */
#include "actions/importer.h"

#include "base/tk-text.h"
#include "domain/organisation.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define CACHE_MOST 500000

static gboolean
take_person_id(const DbRow *row, gpointer data, GError **error)
{
    Bearers *found = data;

    (void) error;
    if (found->count < G_N_ELEMENTS(found->ids))
        found->ids[found->count++] = db_row_number(row, "person_id");
    return TRUE;
}

static gboolean
take_id(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(TkId *) data = db_row_number(row, "id");
    return TRUE;
}

void
importer_remember(GHashTable *table, char *key_take, TkId id)
{
    if (g_hash_table_size(table) > CACHE_MOST)
        g_hash_table_remove_all(table);
    g_hash_table_replace(table, key_take, g_memdup2(&id, sizeof id));
}

gboolean
importer_find_by_address(Importer *importer, const char *kind, const char *folded, Bearers *out,
                         GError **error)
{
    g_autofree char *key = g_strconcat(kind, "\t", folded, NULL);
    const TkId *known = g_hash_table_lookup(importer->people, key);
    const DbValue values[] = { DB_VALUE_TEXT(kind), DB_VALUE_TEXT(folded) };

    *out = (Bearers) { 0 };
    if (known != NULL) {
        out->ids[0] = *known;
        out->count = 1;
        return TRUE;
    }
    if (!store_run(importer->store, &SQL_PERSON_ID_BY_ADDRESS, values, G_N_ELEMENTS(values),
                   take_person_id, out, error))
        return FALSE;
    /* Names are not remembered: a second bearer may come with the next record. */
    if (out->count == 1 && !g_str_equal(kind, "name"))
        importer_remember(importer->people, g_steal_pointer(&key), out->ids[0]);
    return TRUE;
}

static gboolean
has_kind(Importer *importer, TkId person, const char *kind, gboolean *out_has, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_TEXT(kind) };
    TkId id = 0;

    if (!store_run(importer->store, &SQL_PERSON_HAS_KIND, values, G_N_ELEMENTS(values), take_id,
                   &id, error))
        return FALSE;
    *out_has = id != 0;
    return TRUE;
}

gboolean
importer_is_identity(const char *kind)
{
    return g_str_equal(kind, "email") || g_str_equal(kind, "linkedin") || g_str_equal(kind, "uid");
}

/* A name alone: whether the one person who bears it may be the one of these addresses. Somebody who
 * already has another address of the same kind is taken for a namesake. */
static gboolean
namesake_fits(Importer *importer, TkId person, const RecordAddress *addresses, unsigned count,
              const char *organisation, gboolean *out_fits, GError **error)
{
    *out_fits = FALSE;
    for (unsigned at = 0; at < count; at++) {
        gboolean has = FALSE;

        if (!importer_is_identity(addresses[at].kind) ||
            g_str_has_prefix(addresses[at].value, "name:"))
            continue;
        if (!has_kind(importer, person, addresses[at].kind, &has, error))
            return FALSE;
        if (has)
            return TRUE;
    }
    if (*organisation != '\0') {
        g_autoptr(Person) known = person_load(importer->store, person, error);

        if (known == NULL)
            return FALSE;
        g_autofree char *theirs = organisation_fold(known->organisation_name);
        g_autofree char *ours = organisation_fold(organisation);

        if (*theirs != '\0' && *ours != '\0' && !g_str_equal(theirs, ours))
            return TRUE;
    }
    *out_fits = TRUE;
    return TRUE;
}

static gboolean
find_by_name(Importer *importer, const char *name, const RecordAddress *addresses, unsigned count,
             const char *organisation, TkId *out_person, GError **error)
{
    g_autofree char *folded = tk_text_fold(name);
    gboolean fits = FALSE;
    Bearers found;

    *out_person = 0;
    if (strchr(folded, ' ') == NULL)
        return TRUE; /* a single word is nobody's name alone */
    if (!importer_find_by_address(importer, "name", folded, &found, error))
        return FALSE;
    if (found.count != 1)
        return TRUE;
    if (!namesake_fits(importer, found.ids[0], addresses, count, organisation, &fits, error))
        return FALSE;
    if (fits)
        *out_person = found.ids[0];
    return TRUE;
}

gboolean
importer_find_person(Importer *importer, const RecordPerson *record, TkId *out_person,
                     GError **error)
{
    const char *organisation = record->position_count > 0 ? record->positions[0].organisation : "";

    *out_person = 0;
    if (record->is_me) {
        *out_person = importer->me;
        return TRUE;
    }
    for (unsigned at = 0; at < record->address_count; at++) {
        const RecordAddress *address = &record->addresses[at];
        Bearers found;

        if (!importer_is_identity(address->kind))
            continue;
        if (!importer_find_own_card(importer, address, out_person, error))
            return FALSE;
        if (*out_person != 0)
            return TRUE;
        g_autofree char *folded = tk_address_fold(address->kind, address->value);

        if (*folded == '\0')
            continue;
        if (!importer_find_by_address(importer, address->kind, folded, &found, error))
            return FALSE;
        if (found.count > 0) {
            *out_person = found.ids[0];
            return TRUE;
        }
    }
    return find_by_name(importer, record->name, record->addresses, record->address_count,
                        organisation, out_person, error);
}
