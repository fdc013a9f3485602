/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/person-card.h"

#include "actions/workspace-private.h"
#include "store/queries.h"
#include "store/tables.h"

PersonCard *
person_card_new(Person *person_take)
{
    PersonCard *card = g_new0(PersonCard, 1);

    card->person = person_take;
    card->addresses = person_address_array_new();
    return card;
}

void
person_card_free(PersonCard *card)
{
    if (card == NULL)
        return;
    person_free(card->person);
    g_ptr_array_unref(card->addresses);
    g_free(card);
}

gboolean
person_card_load(const Workspace *workspace, TkId id, PersonCard **out_card, GError **error)
{
    g_autoptr(GPtrArray) found = person_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(id) };

    *out_card = NULL;
    if (!store_select(workspace->store, &TABLE_PERSON, id, person_collect, found, error))
        return FALSE;
    if (found->len == 0)
        return TRUE;
    g_autoptr(PersonCard) card = person_card_new(g_ptr_array_steal_index(found, 0));

    if (!store_run(workspace->store, &SQL_PERSON_ADDRESS_OF_PERSON, values, G_N_ELEMENTS(values),
                   person_address_collect, card->addresses, error))
        return FALSE;
    *out_card = g_steal_pointer(&card);
    return TRUE;
}

gboolean
person_card_has(const PersonCard *card, const char *kind, const char *folded)
{
    for (guint at = 0; at < card->addresses->len; at++) {
        const PersonAddress *address = g_ptr_array_index(card->addresses, at);

        if (g_str_equal(address->kind, kind) && g_str_equal(address->folded, folded))
            return TRUE;
    }
    return FALSE;
}
