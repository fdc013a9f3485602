/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * same-names.h - the names of two records, read in the order in which they fit best.
 */
#pragma once

#include "domain/same-name.h"
#include "domain/same-reading.h"

typedef struct {
    const SameName *one, *other; /* as they were read; borrowed from the readings */
    NameFit given, family;
    const char *part;      /* of the family's name, where that is NAME_PART; borrowed from them */
    gboolean turned;       /* one writes the family's name first */
    gboolean both_given;   /* ... of two words that are given names both */
    gboolean from_address; /* an address of one shows the name of the other */
} SameNames;

/* Both readings are whole. */
void
same_names_read(const NameBook *book, const SameReading *one, const SameReading *other,
                SameNames *out);
