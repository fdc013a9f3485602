/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * csv.h - rows of comma separated values (RFC 4180), one by one, with the line each began on.
 *
 * Line ends may be LF, CRLF or CR. A quote that is never closed costs its own line only: the row is
 * given back as broken and reading goes on with the line after. Fields are valid UTF-8 whatever the
 * file holds. Work stays linear in the size of the file even if each line opens a quote.
 */
#pragma once

#include "formats/input.h"

typedef struct {
    int64_t line;        /* 1-based, the row's first */
    char *const *fields; /* valid until the next call; NUL-terminated */
    unsigned count;      /* >= 1 */
    unsigned cut;        /* fields that were longer than TK_LIMIT_FIELD and lost their end */
    const char *reason;  /* of CSV_BROKEN: quote-unclosed, line-too-long, row-too-wide */
} CsvRow;

typedef enum {
    CSV_ROW,
    CSV_BROKEN, /* fields[0] is the beginning of the line, nothing more is known */
    CSV_END,
} CsvResult;

/* The window a Csv needs of its Input. */
#define CSV_WINDOW (2 << 20)

typedef struct Csv Csv;

/* The input (INPUT_TEXT, CSV_WINDOW) stays the caller's. */
Csv *
csv_new(Input *input);
void
csv_free(Csv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Csv, csv_free)

/* What stands between fields: a comma unless said otherwise; spreadsheets of many countries write
 * semicolons. Before the first row. */
void
csv_set_separator(Csv *csv, char separator);

/* Empty lines are passed over. */
CsvResult
csv_next(Csv *csv, CsvRow *out_row);

/* Bytes looked at so far, those that were read twice counted twice. */
int64_t
csv_scanned(const Csv *csv);

/* The form in which names of columns and files are compared: letters and digits only, lower case
 * ("E-mail 1 - Value" -> "email1value"). */
char *
csv_fold(const char *name);
