/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * same-names.h - the names of two records, read in the order in which they fit best.
 */
#pragma once

#include "domain/same-name.h"
#include "domain/same-person.h"

typedef struct {
    SameName one, other;
    NameFit given, family;
    const char *part;      /* of the family's name, where that is NAME_PART; borrowed from them */
    gboolean turned;       /* one writes the family's name first */
    gboolean both_given;   /* ... of two words that are given names both */
    gboolean from_address; /* an address of one shows the name of the other */
} SameNames;

void
same_names_clear(SameNames *names);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SameNames, same_names_clear)

/* Caller clears `out`. */
void
same_names_read(const NameBook *book, const SameRecord *one, const SameRecord *other,
                SameNames *out);
