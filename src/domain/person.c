/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/person.h"

#include "base/tk-text.h"

#include <string.h>

Person *
person_new(void)
{
    Person *person = g_new0(Person, 1);

    person->name = g_strdup("");
    person->given_name = g_strdup("");
    person->family_name = g_strdup("");
    person->language = g_strdup("");
    person->formality = g_strdup("");
    person->country = g_strdup("");
    person->zone = g_strdup("");
    person->place = g_strdup("");
    person->title = g_strdup("");
    person->organisation_name = g_strdup("");
    person->how_known = g_strdup("");
    person->interests = g_strdup("");
    person->terms = g_strdup("");
    person->terms_reason = g_strdup("");
    person->standing = g_strdup("");
    person->source = g_strdup("");
    return person;
}

void
person_free(Person *person)
{
    if (person == NULL)
        return;
    g_free(person->name);
    g_free(person->given_name);
    g_free(person->family_name);
    g_free(person->language);
    g_free(person->formality);
    g_free(person->country);
    g_free(person->zone);
    g_free(person->place);
    g_free(person->title);
    g_free(person->organisation_name);
    g_free(person->how_known);
    g_free(person->interests);
    g_free(person->terms);
    g_free(person->terms_reason);
    g_free(person->standing);
    g_free(person->source);
    g_free(person);
}

PersonAddress *
person_address_new(void)
{
    PersonAddress *person_address = g_new0(PersonAddress, 1);

    person_address->kind = g_strdup("");
    person_address->value = g_strdup("");
    person_address->folded = g_strdup("");
    person_address->label = g_strdup("");
    person_address->source = g_strdup("");
    return person_address;
}

void
person_address_free(PersonAddress *person_address)
{
    if (person_address == NULL)
        return;
    g_free(person_address->kind);
    g_free(person_address->value);
    g_free(person_address->folded);
    g_free(person_address->label);
    g_free(person_address->source);
    g_free(person_address);
}

Position *
position_new(void)
{
    Position *position = g_new0(Position, 1);

    position->kind = g_strdup("");
    position->title = g_strdup("");
    position->source = g_strdup("");
    return position;
}

void
position_free(Position *position)
{
    if (position == NULL)
        return;
    g_free(position->kind);
    g_free(position->title);
    g_free(position->source);
    g_free(position);
}

gboolean
person_is_strained(const Person *person)
{
    return strcmp(person->terms, "strained") == 0;
}

const char *
person_country_of_email(const char *address)
{
    static const struct {
        const char *ending, *country;
    } table[] = { { ".no", "NO" }, { ".dk", "DK" }, { ".se", "SE" }, { ".fi", "FI" },
                  { ".de", "DE" }, { ".uk", "GB" }, { ".gov", "US" } };
    g_autofree char *folded = tk_address_fold("email", address);

    for (size_t at = 0; at < G_N_ELEMENTS(table); at++)
        if (g_str_has_suffix(folded, table[at].ending))
            return table[at].country;
    return "";
}
