/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * linkedin-private.h - what the readers of single LinkedIn tables share. For linkedin-*.c only.
 */
#pragma once

#include "formats/linkedin-date.h"
#include "formats/linkedin-table.h"
#include "formats/linkedin.h"

enum {
    LINKEDIN_PARTIES = 100, /* on one message; their groups end at 50 */
    LINKEDIN_POSTS = 200,   /* posts and schools of one person */
};

typedef struct {
    LinkedinSelf *self;
    Reading *reading;
    const LinkedinTable *table;
    const CsvRow *row;
} LinkedinRow;

/* Moves to the table's first row, passing over what stands before the column names. */
gboolean
linkedin_open(Csv *csv, const char *file, LinkedinTable *out_table);

static inline const char *
linkedin_text(const LinkedinRow *row, int column)
{
    return linkedin_cell(row->table, row->row, column);
}

/* Calls `visit` with each profile address in a cell that may hold several. */
typedef void (*LinkedinUrlVisit)(const char *url, gsize length, gpointer data);
void
linkedin_urls(const char *cell, LinkedinUrlVisit visit, gpointer data);

/* One row to the sink, or to the report. */
gboolean
linkedin_connection(const LinkedinRow *row, GError **error);
gboolean
linkedin_contact(const LinkedinRow *row, GError **error);
gboolean
linkedin_message(const LinkedinRow *row, GError **error);
gboolean
linkedin_invitation(const LinkedinRow *row, GError **error);
gboolean
linkedin_praise(const LinkedinRow *row, GError **error);

/* Names dates in my own posts and schools that are none; their rows count all the same. */
gboolean
linkedin_own_row(const LinkedinRow *row, GError **error);

/* The same for LinkedinSelf, first reading. */
void
linkedin_self_row(LinkedinSelf *self, const LinkedinTable *table, const CsvRow *row);

gboolean
linkedin_left_out(const LinkedinRow *row, const char *reason, const char *subject, GError **error);
