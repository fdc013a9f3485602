/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * contact-table.h - people in a table of any program: Google, Outlook, Thunderbird, Yahoo, Atomic
 * CRM by the names of their columns, every other by a mapping that is guessed and may be changed.
 *
 * What a column is for is told by its name and by what stands in it, never by its number. The sink
 * is shown the columns before the first row and has the last word.
 */
#pragma once

#include "formats/reading.h"
#include "formats/table-peek.h"

typedef struct ContactTable ContactTable;

/* The table that these first rows open, or NULL if they open none: text that merely has commas, a
 * single column. `file` is what reports call it. Neither is kept beyond the call. */
ContactTable *
contact_table_new(const TablePeek *peek, const char *file);
void
contact_table_free(ContactTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ContactTable, contact_table_free)

/* What a sink is shown, `fields` as guessed; borrowed, and what is put into `fields` stays. */
RecordTable *
contact_table_record(ContactTable *table);

/* TRUE if the columns, as they stand now, make people of rows: somebody's name together with
 * something else about them, or an address. */
gboolean
contact_table_makes_people(const ContactTable *table);

/* TRUE for a list of companies or deals, which a CRM exports beside its contacts. */
gboolean
contact_table_is_of_others(const ContactTable *table);

/* The rows behind the column names to the sink. `input` stands at the table's beginning. Left out:
 * "row-too-wide" (cells without a column: something was not quoted), "row-without-name" (nobody
 * in it), "email-not-one" (the row is kept), and what csv.h names. */
gboolean
contact_table_read(ContactTable *table, Input *input, Reading *reading, GError **error);
