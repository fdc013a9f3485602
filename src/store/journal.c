/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"
#include "base/tk-json.h"
#include "store/queries.h"
#include "store/store-private.h"

#include <string.h>

/* An import adds hundreds of thousands of rows: their journal rows wait here for company. */
#define ROWS_WAITING 256
#define ROWS_AT_ONCE 8 /* of SQL_JOURNAL_ROW_ADD_EIGHT */
#define ROW_VALUES   5

#define FNV_START UINT64_C(14695981039346656037)
#define FNV_PRIME UINT64_C(1099511628211)

typedef struct {
    const StoreTable *table;
    TkId row_id;
    char *before; /* NULL for an added row */
    char after[STORE_DIGEST_SIZE];
} JournalRow;

static void
journal_row_clear(gpointer data)
{
    JournalRow *row = data;

    g_free(row->before);
}

StoreJournal *
store_journal_new(TkId entry_id, const char *door, const char *deed, const char *subject)
{
    StoreJournal *journal = g_new0(StoreJournal, 1);

    journal->entry_id = entry_id;
    journal->door = g_strdup(door);
    journal->deed = g_strdup(deed);
    journal->subject = g_strdup(subject != NULL ? subject : "");
    journal->undoable = TRUE;
    journal->rows = g_array_new(FALSE, FALSE, sizeof(JournalRow));
    g_array_set_clear_func(journal->rows, journal_row_clear);
    return journal;
}

void
store_journal_free(StoreJournal *journal)
{
    if (journal == NULL)
        return;
    g_free(journal->door);
    g_free(journal->deed);
    g_free(journal->subject);
    g_array_unref(journal->rows);
    g_free(journal);
}

void
store_journal_name(Store *store, const char *deed, const char *subject)
{
    if (*store->journal->deed == '\0') { /* a door's frame around an action: the action names it */
        g_free(store->journal->deed);
        store->journal->deed = g_strdup(deed);
    }

    if (subject == NULL || *store->journal->subject != '\0')
        return;
    g_free(store->journal->subject);
    store->journal->subject = g_strdup(subject);
}

static gboolean
keep_entry(Store *store, GError **error)
{
    StoreJournal *journal = store->journal;
    const DbValue values[] = {
        DB_VALUE_NUMBER(journal->entry_id), DB_VALUE_NUMBER(journal->at),
        DB_VALUE_TEXT(journal->door),       DB_VALUE_TEXT(journal->deed),
        DB_VALUE_TEXT(journal->subject),    DB_VALUE_NUMBER(journal->undoable ? 1 : 0),
    };

    if (!store_run(store, &SQL_JOURNAL_ENTRY_ADD, values, G_N_ELEMENTS(values), NULL, NULL, error))
        return FALSE;
    journal->kept = TRUE;
    return TRUE;
}

/* `values` is the entry's id and then five of each row. */
static void
set_row_values(Store *store, const JournalRow *row, DbValue *values)
{
    values[0] = DB_VALUE_NUMBER(++store->journal->sequence);
    values[1] = DB_VALUE_TEXT(row->table->name);
    values[2] = DB_VALUE_NUMBER(row->row_id);
    values[3] = DB_VALUE_TEXT(row->before != NULL ? row->before : "");
    values[4] = DB_VALUE_TEXT(row->after);
}

static gboolean
keep_rows(Store *store, unsigned from, unsigned count, GError **error)
{
    DbValue values[1 + ROWS_AT_ONCE * ROW_VALUES] = { DB_VALUE_NUMBER(store->journal->entry_id) };

    for (unsigned at = 0; at < count; at++)
        set_row_values(store, &g_array_index(store->journal->rows, JournalRow, from + at),
                       values + 1 + (size_t) at * ROW_VALUES);
    return store_run(store,
                     count == ROWS_AT_ONCE ? &SQL_JOURNAL_ROW_ADD_EIGHT : &SQL_JOURNAL_ROW_ADD,
                     values, 1 + (size_t) count * ROW_VALUES, NULL, NULL, error);
}

gboolean
store_journal_flush(Store *store, GError **error)
{
    StoreJournal *journal = store->journal;

    if (journal->rows->len == 0)
        return TRUE;
    if (!journal->kept && !keep_entry(store, error))
        return FALSE;
    for (unsigned at = 0, count; at < journal->rows->len; at += count) {
        count = journal->rows->len - at >= ROWS_AT_ONCE ? ROWS_AT_ONCE : 1;
        if (!keep_rows(store, at, count, error))
            return FALSE;
    }
    g_array_set_size(journal->rows, 0);
    return TRUE;
}

gboolean
store_journal_keep(Store *store, GError **error)
{
    return store_journal_flush(store, error) && (store->journal->kept || keep_entry(store, error));
}

gboolean
store_journal_note(Store *store, const StoreTable *table, TkId row_id, char *before_take,
                   const char *after, GError **error)
{
    JournalRow row = { .table = table, .row_id = row_id, .before = before_take };

    g_strlcpy(row.after, after, sizeof row.after);
    g_array_append_val(store->journal->rows, row);
    return store->journal->rows->len < ROWS_WAITING || store_journal_flush(store, error);
}

/* FNV-1a: it need not withstand an enemy, only tell a row from what it was. */
static uint64_t
fold_bytes(uint64_t sum, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;

    for (size_t left = length; left > 0; left--)
        sum = (sum ^ *at++) * FNV_PRIME;
    return sum;
}

static uint64_t
fold_value(uint64_t sum, const DbValue *value)
{
    switch (value->type) {
    case DB_NUMBER:
        return fold_bytes(sum, &value->number, sizeof value->number);
    case DB_REAL:
        return fold_bytes(sum, &value->real, sizeof value->real);
    case DB_TEXT: /* with the end, so that "ab","c" is not "a","bc" */
        return fold_bytes(sum, value->text, strlen(value->text) + 1);
    }
    g_assert_not_reached();
}

static void
write_digest(uint64_t sum, char *out_digest)
{
    g_snprintf(out_digest, STORE_DIGEST_SIZE, "%016" G_GINT64_MODIFIER "x", sum);
}

void
store_digest_values(const StoreTable *table, const DbValue *values, char *out_digest)
{
    uint64_t sum = FNV_START;

    for (unsigned at = 0; at < table->column_count; at++)
        sum = fold_value(sum, &values[at]);
    write_digest(sum, out_digest);
}

static DbValue
value_of_row(const StoreTable *table, const DbRow *row, unsigned at)
{
    switch (table->types[at]) {
    case DB_NUMBER:
        return DB_VALUE_NUMBER(db_row_number(row, table->columns[at]));
    case DB_REAL:
        return DB_VALUE_REAL(db_row_real(row, table->columns[at]));
    case DB_TEXT:
        return DB_VALUE_TEXT(db_row_text(row, table->columns[at]));
    }
    g_assert_not_reached();
}

void
store_digest_row(const StoreTable *table, const DbRow *row, char *out_digest)
{
    uint64_t sum = FNV_START;

    for (unsigned at = 0; at < table->column_count; at++) {
        DbValue value = value_of_row(table, row, at);

        sum = fold_value(sum, &value);
    }
    write_digest(sum, out_digest);
}

char *
store_row_to_json(const StoreTable *table, const DbRow *row)
{
    g_autoptr(TkJson) object = json_object();

    for (unsigned at = 0; at < table->column_count; at++) {
        DbValue value = value_of_row(table, row, at);

        if (value.type == DB_NUMBER)
            tk_json_set_number(object, table->columns[at], value.number);
        else if (value.type == DB_REAL)
            tk_json_set_take(object, table->columns[at], json_real(value.real));
        else
            tk_json_set_text(object, table->columns[at], value.text);
    }
    return tk_json_text(object);
}

/* Reading the journal. */

void
store_entry_free(StoreEntry *entry)
{
    if (entry == NULL)
        return;
    g_free(entry->door);
    g_free(entry->deed);
    g_free(entry->subject);
    g_free(entry);
}

static void
free_entry(gpointer entry)
{
    store_entry_free(entry);
}

gboolean
store_entry_collect(const DbRow *row, gpointer data, GError **error)
{
    StoreEntry *entry = g_new0(StoreEntry, 1);

    (void) error;
    entry->id = db_row_number(row, "id");
    entry->at = db_row_number(row, "at");
    entry->door = g_strdup(db_row_text(row, "door"));
    entry->deed = g_strdup(db_row_text(row, "deed"));
    entry->subject = g_strdup(db_row_text(row, "subject"));
    entry->undoable = db_row_number(row, "undoable") != 0;
    entry->undone_by = db_row_number(row, "undone_by");
    g_ptr_array_add(data, entry);
    return TRUE;
}

GPtrArray *
store_entry_array_new(void)
{
    return g_ptr_array_new_with_free_func(free_entry);
}

GPtrArray *
store_journal(Store *store, unsigned limit, GError **error)
{
    g_autoptr(GPtrArray) entries = store_entry_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(limit) };

    if (!store_run(store, &SQL_JOURNAL_ENTRY_NEWEST, values, G_N_ELEMENTS(values),
                   store_entry_collect, entries, error))
        return NULL;
    return g_steal_pointer(&entries);
}
