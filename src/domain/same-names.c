/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-names.h"

void
same_names_clear(SameNames *names)
{
    same_name_clear(&names->one);
    same_name_clear(&names->other);
}

static gboolean
fits_well(NameFit fit)
{
    return fit != NAME_OTHER && fit != NAME_UNKNOWN && fit != NAME_NEAR && fit != NAME_CALLED;
}

static void
fit_names(const NameBook *book, SameNames *names)
{
    names->given = same_name_given_fit(book, &names->one, &names->other);
    names->family = same_name_family_fit(book, &names->one, &names->other, &names->part);
    /* "Kari Holm Vik": what looks like a second given name is the family's of before. */
    if (names->given == NAME_MORE && names->family == NAME_PART)
        names->given = NAME_EQUAL;
}

/* "Plumber Gary" and Gary Hollis: a word of one's own in the place of the given name. */
static gboolean
is_label(const NameBook *book, const SameName *one, const SameName *other)
{
    return one->given[0] != NULL && one->family[0] != NULL && one->family[1] == NULL &&
           other->given[0] != NULL && !name_book_knows(book, FALSE, one->given[0]) &&
           name_book_same_given(book, one->family[0], other->given[0]);
}

static void
try_label(const NameBook *book, SameNames *names)
{
    if (names->given != NAME_OTHER || names->family != NAME_OTHER ||
        !(is_label(book, &names->one, &names->other) || is_label(book, &names->other, &names->one)))
        return;
    names->given = NAME_CALLED;
    names->family = NAME_UNKNOWN;
}

static void
take_name(SameName *name, SameName *other)
{
    SameName kept = *name;

    *name = *other;
    *other = kept;
}

/* "Holm Kari": reads `name` with the family's name first and keeps that where it fits and the usual
 * order does not. */
static void
try_turned(const NameBook *book, SameNames *names, SameName *name)
{
    g_auto(SameName) turned = { 0 };
    const NameFit given = names->given, family = names->family;

    if (names->turned || (fits_well(given) && fits_well(family)) ||
        !same_name_turned(name, &turned))
        return;
    take_name(name, &turned);
    fit_names(book, names);
    if ((names->given == NAME_EQUAL || names->given == NAME_MORE || names->given == NAME_SET) &&
        (names->family == NAME_EQUAL || names->family == NAME_TYPO)) {
        names->turned = TRUE;
        names->both_given = name_book_knows(book, FALSE, name->family[0]) &&
                            name_book_knows(book, FALSE, name->given[0]);
        return;
    }
    take_name(name, &turned);
    fit_names(book, names);
    names->given = given;
    names->family = family;
}

/* The other's name stands in an address of this one: what it was called before. */
static gboolean
address_shows(const NameBook *book, const char *const *emails, const SameName *other)
{
    for (; *emails != NULL; emails++) {
        g_auto(SameName) shown = { 0 };

        if (same_name_of_address(*emails, &shown) &&
            same_name_given_fit(book, &shown, other) == NAME_EQUAL &&
            same_name_family_fit(book, &shown, other, NULL) == NAME_EQUAL)
            return TRUE;
    }
    return FALSE;
}

void
same_names_read(const NameBook *book, const SameRecord *one, const SameRecord *other,
                SameNames *names)
{
    same_name_read(one->name, one->emails, &names->one);
    same_name_read(other->name, other->emails, &names->other);
    fit_names(book, names);
    try_turned(book, names, &names->one);
    try_turned(book, names, &names->other);
    try_label(book, names);
    names->from_address = (names->family == NAME_OTHER || names->given == NAME_OTHER) &&
                          (address_shows(book, one->emails, &names->other) ||
                           address_shows(book, other->emails, &names->one));
}
