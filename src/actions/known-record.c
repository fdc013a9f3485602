/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/known-record.h"

void
known_free(Known *known)
{
    if (known == NULL)
        return;
    person_card_free(known->own_card);
    g_ptr_array_unref(known->emails);
    g_ptr_array_unref(known->phones);
    g_ptr_array_unref(known->profiles);
    g_free(known);
}

static GPtrArray *
of_kind(const GPtrArray *addresses, const char *kind)
{
    GPtrArray *values = g_ptr_array_new();

    for (guint at = 0; at < addresses->len; at++) {
        PersonAddress *address = g_ptr_array_index(addresses, at);

        if (g_str_equal(address->kind, kind))
            g_ptr_array_add(values, address->folded);
    }
    g_ptr_array_add(values, NULL);
    return values;
}

Known *
known_new(const PersonCard *card)
{
    Known *known = g_new0(Known, 1);
    const Person *person = card->person;

    known->card = card;
    known->person = person;
    known->emails = of_kind(card->addresses, "email");
    known->phones = of_kind(card->addresses, "phone");
    known->profiles = of_kind(card->addresses, "linkedin");
    known->record = (SameRecord) {
        .name = person->name,
        .organisation = person->organisation_name,
        .title = person->title,
        .place = person->place,
        .country = person->country,
        .source = person->source,
        .emails = (const char *const *) known->emails->pdata,
        .phones = (const char *const *) known->phones->pdata,
        .profiles = (const char *const *) known->profiles->pdata,
    };
    return known;
}

gboolean
known_load(const Workspace *workspace, TkId id, Known **out_known, GError **error)
{
    PersonCard *card = NULL;

    *out_known = NULL;
    if (!person_card_load(workspace, id, &card, error))
        return FALSE;
    if (card == NULL)
        return TRUE;
    *out_known = known_new(card);
    (*out_known)->own_card = card;
    return TRUE;
}
