/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * same-reading.h - a record (same-person.h) taken apart as it is compared. Who looks for doubles
 * holds one record against many: it is read once, and a comparison folds and splits nothing more.
 */
#pragma once

#include "domain/same-name.h"
#include "domain/same-person.h"
#include "domain/same-work.h"

struct SameReading {
    SameRecord record; /* its texts are borrowed */
    SameName name;
    SameWork work;
    gboolean is_whole; /* the rest is read as well, which only a comparison wants */
    SameName turned;   /* the family's name first; `given` NULL where it can't be */
    GArray *shown;     /* SameName: what its addresses show */
    char **titles;     /* folded words */
    char *place;       /* folded */
    char **boxes;      /* its addresses as one box may be written in several ways */
};

/* Reads what is not read yet. */
void
same_reading_end(SameReading *reading);
