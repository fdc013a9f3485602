/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * table-peek.h - the first rows of a table, looked at without using them up: which reader a table
 * is for, what separates its columns and what they are called are settled before a row is read.
 */
#pragma once

#include "formats/csv.h"
#include "formats/input.h"

/* Bytes and rows that are looked at: LinkedIn's notes and three hundred columns fit in. */
#define TABLE_PEEK_BYTES (64 << 10)
#define TABLE_PEEK_ROWS  200

typedef struct {
    char separator;   /* ',' ';' or tab: the one that cuts most rows alike */
    GPtrArray *rows;  /* of GStrv, each with at least one field; empty lines are not among them */
    unsigned columns; /* fields that most rows have */
    unsigned alike;   /* rows that have as many */
    gboolean has_controls; /* signs that no text has */
} TablePeek;

/* Looks at the window; the input stays where it is. */
TablePeek *
table_peek_new(Input *input);
void
table_peek_free(TablePeek *peek);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TablePeek, table_peek_free)

/* A row as csv_next() would give it; borrowed. */
CsvRow
table_peek_row(const TablePeek *peek, unsigned at);
