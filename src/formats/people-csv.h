/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * people-csv.h - people as a table (RFC 4180) that a spreadsheet opens, and that we read back.
 *
 * One row for each person, several addresses of a kind in one cell with " ::: " between, as other
 * address books have it. A cell that a spreadsheet might take for a formula is guarded: an
 * apostrophe stands before the sign, at the start of the cell and wherever a program that cuts at
 * other signs than we do would start one. Reading takes exactly these off again.
 */
#pragma once

#include "formats/input.h"
#include "formats/reading.h"

/* The columns, in order; what a reader knows such a file by. Ends with NULL. */
extern const char *const people_csv_columns[];

/* Between several addresses in one cell. */
#define PEOPLE_CSV_BETWEEN " ::: "

/* Appends the byte order mark, by which spreadsheets know UTF-8, and the row of names. */
void
people_csv_write_head(GString *out);

/* Appends a row. The first address of the kind "uid" becomes the last column. */
void
people_csv_write(GString *out, const RecordPerson *person);

/* TRUE if the input (INPUT_TEXT) begins with the row of names as it is written. Nothing is
 * skipped. */
gboolean
people_csv_is_at(Input *input);

/* Reads such a table. Left out: what csv.h names, "row-too-short", "row-without-name". */
gboolean
people_csv_read(Input *input, Reading *reading, GError **error);

/* A cell with its guards, and without. Caller frees. */
char *
people_csv_guard(const char *text);
char *
people_csv_unguard(const char *cell);
