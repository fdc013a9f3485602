/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * contact-private.h - the inside of a table of contacts. For contact-*.c only.
 */
#pragma once

#include "formats/contact-column.h"
#include "formats/contact-table.h"

struct ContactTable {
    char *file;
    const char *shape;
    const char *source;
    char separator;
    unsigned first; /* row of the first person, counted as table-peek.h does */
    unsigned count;
    char **names;
    ContactColumn *columns;
    const char **fields;
    char *fingerprint;
    char ***samples;
    unsigned sample_count;
    RecordTable record;
};

/* Takes over what the sink put into the fields. */
void
contact_table_settle(ContactTable *table);
