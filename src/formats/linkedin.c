/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/linkedin.h"

#include "formats/linkedin-private.h"

#include <string.h>

enum {
    PREAMBLE_ROWS = TABLE_PEEK_ROWS, /* in which the column names must come; three are usual */
    NOTES_ROWS = 3, /* rows of notes that may follow column names on the first line */
};

typedef gboolean (*ReadRow)(const LinkedinRow *row, GError **error);

static const ReadRow read_row[] = {
    [LINKEDIN_CONNECTIONS] = linkedin_connection,
    [LINKEDIN_MESSAGES] = linkedin_message,
    [LINKEDIN_INVITATIONS] = linkedin_invitation,
    [LINKEDIN_ENDORSEMENTS_RECEIVED] = linkedin_praise,
    [LINKEDIN_ENDORSEMENTS_GIVEN] = linkedin_praise,
    [LINKEDIN_RECOMMENDATIONS_RECEIVED] = linkedin_praise,
    [LINKEDIN_RECOMMENDATIONS_GIVEN] = linkedin_praise,
    [LINKEDIN_POSITIONS] = linkedin_own_row,
    [LINKEDIN_EDUCATION] = linkedin_own_row,
    [LINKEDIN_PROFILE] = linkedin_own_row,
    [LINKEDIN_EMAIL_ADDRESSES] = linkedin_own_row,
    [LINKEDIN_CONTACTS] = linkedin_contact,
};

gboolean
linkedin_open(Csv *csv, const char *file, LinkedinTable *out_table)
{
    CsvRow row;

    if (linkedin_is_companion(file))
        return FALSE;
    for (unsigned i = 0; i < PREAMBLE_ROWS; i++) {
        CsvResult result = csv_next(csv, &row);

        if (result == CSV_END)
            return FALSE;
        if (result == CSV_ROW && linkedin_table_match(&row, file, out_table))
            return TRUE;
    }
    return FALSE;
}

gboolean
linkedin_opens(const TablePeek *peek, const char *file)
{
    LinkedinTable table;

    if (peek->separator != ',' || linkedin_is_companion(file))
        return FALSE;
    for (guint at = 0; at < peek->rows->len; at++) {
        CsvRow row = table_peek_row(peek, at);

        if (linkedin_table_match(&row, file, &table))
            return TRUE;
    }
    return FALSE;
}

void
linkedin_self_learn(LinkedinSelf *self, Input *input, const char *file)
{
    g_autoptr(Csv) csv = csv_new(input);
    LinkedinTable table;
    CsvRow row;

    if (!linkedin_open(csv, file, &table))
        return;
    for (;;) {
        CsvResult result = csv_next(csv, &row);

        if (result == CSV_END)
            return;
        if (result == CSV_ROW && row.count >= table.least)
            linkedin_self_row(self, &table, &row);
    }
}

gboolean
linkedin_left_out(const LinkedinRow *row, const char *reason, const char *subject, GError **error)
{
    return reading_left_out(row->reading, row->row->line, reason, subject, error);
}

void
linkedin_urls(const char *cell, LinkedinUrlVisit visit, gpointer data)
{
    const char *at = strstr(cell, "http");

    if (at == NULL && *cell != '\0')
        visit(cell, strlen(cell), data);
    while (at != NULL) {
        /* An address may hold commas itself, so only the next one ends it. */
        const char *next = strstr(at + 4, "http");
        const char *end = next != NULL ? next : at + strlen(at);

        while (end > at && strchr(",; \t\r\n", end[-1]) != NULL)
            end--;
        visit(at, (gsize) (end - at), data);
        at = next;
    }
}

/* Some exports had the notes behind the column names. */
static gboolean
is_notes(const CsvRow *row, unsigned position)
{
    return position < NOTES_ROWS && row->count == 1 &&
           (g_str_has_prefix(row->fields[0], "Notes:") ||
            g_str_has_prefix(row->fields[0], "When exporting"));
}

static gboolean
read_one(const LinkedinRow *row, unsigned position, GError **error)
{
    if (row->row->count < row->table->least) {
        if (is_notes(row->row, position))
            return TRUE;
        return linkedin_left_out(row, "row-too-short", row->row->fields[0], error);
    }
    if (row->row->cut > 0 && !linkedin_left_out(row, "field-cut", NULL, error))
        return FALSE;
    return read_row[row->table->kind](row, error);
}

gboolean
linkedin_read(LinkedinSelf *self, Input *input, Reading *reading, gboolean *out_is_known,
              GError **error)
{
    g_autoptr(Csv) csv = csv_new(input);
    LinkedinTable table = { 0 };
    CsvRow row;
    const LinkedinRow given = { .self = self, .reading = reading, .table = &table, .row = &row };
    int64_t before = 0;

    *out_is_known = linkedin_open(csv, reading->file, &table);
    if (!*out_is_known)
        return TRUE;
    for (unsigned position = 0;; position++) {
        CsvResult result = csv_next(csv, &row);

        if (result == CSV_END)
            break;
        if (result == CSV_BROKEN && !linkedin_left_out(&given, row.reason, row.fields[0], error))
            return FALSE;
        if (result == CSV_ROW && !read_one(&given, position, error))
            return FALSE;
        if (!reading_advance(reading, input_skipped(input) - before, error))
            return FALSE;
        before = input_skipped(input);
    }
    return TRUE;
}
