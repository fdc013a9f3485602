/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-names.h"

static gboolean
fits_well(NameFit fit)
{
    return fit != NAME_OTHER && fit != NAME_UNKNOWN && fit != NAME_NEAR && fit != NAME_CALLED;
}

static void
fit_names(const NameBook *book, SameNames *names)
{
    names->given = same_name_given_fit(book, names->one, names->other);
    names->family = same_name_family_fit(book, names->one, names->other, &names->part);
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
        !(is_label(book, names->one, names->other) || is_label(book, names->other, names->one)))
        return;
    names->given = NAME_CALLED;
    names->family = NAME_UNKNOWN;
}

/* "Holm Kari": reads one of them with the family's name first and keeps that where it fits and the
 * usual order does not. */
static void
try_turned(const NameBook *book, SameNames *names, const SameName **name, const SameName *turned)
{
    SameNames kept = *names;
    const SameName *usual = *name;

    if (names->turned || (fits_well(names->given) && fits_well(names->family)) ||
        turned->given == NULL)
        return;
    *name = turned;
    fit_names(book, names);
    if ((names->given == NAME_EQUAL || names->given == NAME_MORE || names->given == NAME_SET) &&
        (names->family == NAME_EQUAL || names->family == NAME_TYPO)) {
        names->turned = TRUE;
        names->both_given = name_book_knows(book, FALSE, turned->family[0]) &&
                            name_book_knows(book, FALSE, turned->given[0]);
        return;
    }
    *names = kept;
    *name = usual;
}

/* The other's name stands in an address of this one: what it was called before. */
static gboolean
address_shows(const NameBook *book, const SameReading *one, const SameName *other)
{
    for (guint at = 0; at < one->shown->len; at++) {
        const SameName *shown = &g_array_index(one->shown, SameName, at);

        if (same_name_given_fit(book, shown, other) == NAME_EQUAL &&
            same_name_family_fit(book, shown, other, NULL) == NAME_EQUAL)
            return TRUE;
    }
    return FALSE;
}

void
same_names_read(const NameBook *book, const SameReading *one, const SameReading *other,
                SameNames *names)
{
    *names = (SameNames) { .one = &one->name, .other = &other->name };
    fit_names(book, names);
    try_turned(book, names, &names->one, &one->turned);
    try_turned(book, names, &names->other, &other->turned);
    try_label(book, names);
    names->from_address =
        (names->family == NAME_OTHER || names->given == NAME_OTHER) &&
        (address_shows(book, one, names->other) || address_shows(book, other, names->one));
}
