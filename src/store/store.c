/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/store.h"

#include "base/tk-error.h"
#include "base/tk-places.h"
#include "store/maintenance.h"
#include "store/mark-store.h"
#include "store/queries.h"
#include "store/rows.h"
#include "store/schema.h"
#include "store/search-private.h"
#include "store/store-private.h"

#include <string.h>

struct StoreWork {
    Store *store;
    StoreWork *outer; /* NULL for the outermost */
    gboolean kept;    /* the journal as it was when this work began */
    int64_t sequence;
    gboolean goes_on; /* under the entry of an earlier work */
};

/* An import changes the same pages in one piece after the other: they are moved out of the log
 * once for so many pieces. */
#define PIECES_BEFORE_MOVE 4

static gboolean
is_address(const char *place)
{
    return g_str_has_prefix(place, "postgresql://") || g_str_has_prefix(place, "postgres://");
}

Store *
store_open(const char *place, int64_t account_id, TkWorld *world, StoreOpenFlags flags,
           GError **error)
{
    gboolean read_only = (flags & STORE_OPEN_READ_ONLY) != 0;
    g_autoptr(Store) store = g_new0(Store, 1);

    g_assert(account_id > 0 && world != NULL);
    store->account_id = account_id;
    store->world = world;
    store->place = tk_place_without_password(place);
    store->db = is_address(place) ? db_open_postgres(place, account_id, read_only, error)
                                  : db_open_sqlite(place, read_only, error);
    if (store->db == NULL ||
        !store_migrate(store->db, &store_schema, store_migrations, read_only, error))
        return NULL;
    return g_steal_pointer(&store);
}

void
store_close(Store *store)
{
    if (store == NULL)
        return;
    while (store->work != NULL)
        store_work_free(store->work);
    db_close(store->db);
    search_queue_free(store->search);
    store_entry_free(store->last);
    store_network_free(store->network);
    g_free(store->place);
    g_free(store);
}

Db *
store_db(const Store *store)
{
    return store->db;
}

int64_t
store_account(const Store *store)
{
    return store->account_id;
}

const char *
store_place(const Store *store)
{
    return store->place;
}

void
store_hold_little(Store *store)
{
    if (store->db->table->hold_little != NULL)
        store->db->table->hold_little(store->db);
}

TkId
store_new_id(Store *store)
{
    store->last_id = tk_id_new(store->world, store->last_id);
    return store->last_id;
}

/* Units of work. */

static StoreWork *
work_new(Store *store)
{
    StoreWork *work = g_new0(StoreWork, 1);

    work->store = store;
    work->outer = store->work;
    work->kept = store->journal->kept;
    work->sequence = store->journal->sequence;
    store->work = work;
    return work;
}

/* Ids go on from the last one that any program made, also where two have the same hour (--now) or a
 * clock goes back: the store remembers it. */
static gboolean
catch_up_last_id(Store *store, GError **error)
{
    g_autofree char *letters = mark_store_get(store, STORE_MARK_LAST_ID, error);

    if (letters == NULL)
        return FALSE;
    if (tk_id_from_text(letters, &store->last_id_kept))
        store->last_id = MAX(store->last_id, store->last_id_kept);
    return TRUE;
}

/* With the outermost commit. A work that made nothing but its own entry's id has nothing to
 * remember. */
static gboolean
keep_last_id(Store *store, GError **error)
{
    const StoreJournal *journal = store->journal;
    g_autofree char *letters = NULL;

    if (store->last_id <= MAX(store->last_id_kept, journal->kept ? 0 : journal->entry_id))
        return TRUE;
    letters = tk_id_to_text(store->last_id);
    store->last_id_kept = store->last_id;
    return mark_store_set(store, STORE_MARK_LAST_ID, letters, error);
}

static StoreWork *
begin_inner(Store *store, GError **error)
{
    if (!search_flush(store, error) || !store_journal_flush(store, error) ||
        !db_begin(store->db, DB_BEGIN_WRITE, error))
        return NULL;
    return work_new(store);
}

StoreWork *
store_begin(Store *store, const char *door, const char *deed, const char *subject, GError **error)
{
    g_assert(store->looking == 0);
    if (store->work != NULL) {
        store_journal_name(store, deed, subject);
        return begin_inner(store, error);
    }
    if (!db_begin(store->db, DB_BEGIN_WRITE, error))
        return NULL;

    if (!catch_up_last_id(store, error)) {
        db_rollback(store->db);
        return NULL;
    }
    store->journal = store_journal_new(store_new_id(store), door, deed, subject);
    store->journal->at = tk_world_seconds(store->world);
    return work_new(store);
}

static gboolean
take_entry(const DbRow *row, gpointer data, GError **error)
{
    StoreJournal **journal = data;

    (void) error;
    *journal = store_journal_new(db_row_number(row, "id"), db_row_text(row, "door"),
                                 db_row_text(row, "deed"), db_row_text(row, "subject"));
    (*journal)->at = db_row_number(row, "at");
    (*journal)->undoable = db_row_number(row, "undoable") != 0;
    (*journal)->kept = TRUE;
    (*journal)->sequence = db_row_number(row, "last_sequence");
    return TRUE;
}

static StoreJournal *
journal_again(Store *store, TkId entry_id, GError **error)
{
    StoreJournal *journal = NULL;
    const DbValue values[] = { DB_VALUE_NUMBER(entry_id) };
    const StoreEntry *last = store->last;

    if (!store_run(store, &SQL_JOURNAL_ENTRY_GET, values, G_N_ELEMENTS(values), take_entry,
                   &journal, error))
        return NULL;
    if (journal == NULL && last != NULL && last->id == entry_id) {
        journal = store_journal_new(entry_id, last->door, last->deed, last->subject);
        journal->at = last->at;
        journal->undoable = last->undoable;
    }
    if (journal == NULL)
        return store_missing(entry_id, "no-such-entry", error);
    return journal;
}

StoreWork *
store_begin_again(Store *store, TkId entry_id, GError **error)
{
    g_assert(store->looking == 0);
    if (store->work != NULL)
        return begin_inner(store, error);
    if (!db_begin(store->db, DB_BEGIN_WRITE, error))
        return NULL;
    store->journal = catch_up_last_id(store, error) ? journal_again(store, entry_id, error) : NULL;
    if (store->journal == NULL) {
        db_rollback(store->db);
        return NULL;
    }
    StoreWork *work = work_new(store);

    work->goes_on = TRUE;
    return work;
}

TkId
store_work_entry(const StoreWork *work)
{
    return work->store->journal->entry_id;
}

void
store_work_forbid_undo(StoreWork *work)
{
    work->store->journal->undoable = FALSE;
}

/* The outermost work is over: what it was is remembered for store_begin_again(). */
static void
leave_journal(Store *store)
{
    StoreJournal *journal = g_steal_pointer(&store->journal);
    StoreEntry *last = g_new0(StoreEntry, 1);

    last->id = journal->entry_id;
    last->at = journal->at;
    last->door = g_strdup(journal->door);
    last->deed = g_strdup(journal->deed);
    last->subject = g_strdup(journal->subject);
    last->undoable = journal->undoable;
    store_entry_free(store->last);
    store->last = last;
    store_journal_free(journal);
}

/* Ends `work` alone; inner ones that were left open are of no more use. */
static void
work_leave(StoreWork *work)
{
    Store *store = work->store;

    g_assert(store->work == work);
    store->work = work->outer;
    g_free(work);
    if (store->work == NULL) {
        leave_journal(store);
        store_network_done(store);
    }
}

/* The word may come after the entry was written. */
static gboolean
keep_forbidding(Store *store, GError **error)
{
    const StoreJournal *journal = store->journal;
    const DbValue values[] = { DB_VALUE_NUMBER(journal->entry_id) };

    if (!journal->kept || journal->undoable)
        return TRUE;
    return store_run(store, &SQL_JOURNAL_ENTRY_FORBID_UNDO, values, G_N_ELEMENTS(values), NULL,
                     NULL, error);
}

/* What `work` did is rolled back, so its journal is as it was. All older rows were written. */
static void
journal_back(const StoreWork *work)
{
    StoreJournal *journal = work->store->journal;

    journal->kept = work->kept;
    journal->sequence = work->sequence;
    g_array_set_size(journal->rows, 0);
}

gboolean
store_commit(StoreWork *work_take, GError **error)
{
    g_autoptr(StoreWork) work = work_take;
    Store *store = work->store;
    gboolean goes_on = work->goes_on;

    g_assert(store->work == work); /* inner works end before outer ones */
    if (!search_flush(store, error))
        return FALSE;
    if (work->outer == NULL &&
        (!store_journal_flush(store, error) || !keep_forbidding(store, error) ||
         !store_network_keep(store, error) || !keep_last_id(store, error)))
        return FALSE;
    if (!db_commit(store->db, error)) {
        g_clear_pointer(&store->search, search_queue_free);
        journal_back(work);
        work_leave(g_steal_pointer(&work));
        return FALSE;
    }
    work_leave(g_steal_pointer(&work));
    if (store->work != NULL)
        return TRUE;
    store->pieces_in_log = goes_on ? store->pieces_in_log + 1 : 0;
    if (store->pieces_in_log % PIECES_BEFORE_MOVE == 0)
        store_checkpoint(store, NULL); /* the work is kept either way; the next begin will tell */
    return TRUE;
}

void
store_work_free(StoreWork *work)
{
    if (work == NULL)
        return;

    Store *store = work->store;

    while (store->work != work)
        store_work_free(store->work);
    db_rollback(store->db);
    g_clear_pointer(&store->search, search_queue_free);
    journal_back(work);
    work_leave(work);
}

/* Rows. */

gboolean
store_run(Store *store, const DbQuery *query, const DbValue *values, size_t count, DbEach each,
          gpointer data, GError **error)
{
    DbValue all[STORE_VALUES_MOST];

    g_assert(count < G_N_ELEMENTS(all));
    all[0] = DB_VALUE_NUMBER(store->account_id);
    if (count > 0)
        memcpy(all + 1, values, count * sizeof *values);
    return db_run(store->db, query, all, count + 1, each, data, error);
}

gboolean
store_select(Store *store, const StoreTable *table, TkId id, DbEach each, gpointer data,
             GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(id) };

    return store_run(store, table->select, values, G_N_ELEMENTS(values), each, data, error);
}

void *
store_missing(TkId id, const char *key, GError **error)
{
    g_autofree char *letters = tk_id_to_text(id);

    return tk_fail_null(error, TK_ERROR_NOT_FOUND, key, letters);
}

typedef struct {
    const StoreTable *table;
    const DbValue *values; /* NULL: only what is there is wanted */
    gboolean found;
    gboolean same;
    char *before;
} Look;

static gboolean
is_same_value(const DbRow *row, const char *column, const DbValue *value)
{
    switch (value->type) {
    case DB_NUMBER:
        return db_row_number(row, column) == value->number;
    case DB_REAL:
        return !(db_row_real(row, column) < value->real) &&
               !(db_row_real(row, column) > value->real);
    case DB_TEXT:
        return strcmp(db_row_text(row, column), value->text) == 0;
    }
    g_assert_not_reached();
}

static gboolean
look_at_row(const DbRow *row, gpointer data, GError **error)
{
    Look *look = data;

    (void) error;
    look->found = TRUE;
    look->same = look->values != NULL;
    for (unsigned at = 0; look->same && at < look->table->column_count; at++)
        look->same = is_same_value(row, look->table->columns[at], &look->values[at]);
    if (!look->same && look->table->journalled)
        look->before = store_row_to_json(look->table, row);
    return TRUE;
}

gboolean
store_add(Store *store, const StoreTable *table, const DbValue *values, GError **error)
{
    char digest[STORE_DIGEST_SIZE];

    g_assert(store->work != NULL && values[0].number > 0);
    if (!store_run(store, table->insert, values, table->column_count, NULL, NULL, error))
        return FALSE;
    store_network_touch_row(store, table, values);
    if (!table->journalled)
        return TRUE;
    store_digest_values(table, values, digest);
    return store_journal_note(store, table, values[0].number, NULL, digest, error);
}

gboolean
store_put(Store *store, const StoreTable *table, const DbValue *values, gboolean *out_changed,
          GError **error)
{
    Look look = { .table = table, .values = values };
    char digest[STORE_DIGEST_SIZE];

    g_assert(store->work != NULL && values[0].number > 0);
    if (!store_select(store, table, values[0].number, look_at_row, &look, error))
        return FALSE;
    if (!look.found) {
        if (!store_add(store, table, values, error))
            return FALSE;
    } else if (!look.same) {
        g_autofree char *before = look.before;

        if (!store_run(store, table->update, values, table->column_count, NULL, NULL, error))
            return FALSE;
        store_network_touch_row(store, table, values);
        store_digest_values(table, values, digest);
        if (table->journalled && !store_journal_note(store, table, values[0].number,
                                                     g_steal_pointer(&before), digest, error))
            return FALSE;
    }
    if (out_changed != NULL)
        *out_changed = !look.found || !look.same;
    return TRUE;
}

static gboolean
remove_along(Store *store, const StoreReference *reference, TkId id, GError **error)
{
    g_autoptr(GArray) ids = store_rows_naming(store, reference, id, error);

    if (ids == NULL)
        return FALSE;
    for (unsigned at = 0; at < ids->len; at++)
        if (!store_remove(store, reference->table, g_array_index(ids, TkId, at), error))
            return FALSE;
    return TRUE;
}

gboolean
store_remove(Store *store, const StoreTable *table, TkId id, GError **error)
{
    Look look = { .table = table };
    const DbValue values[] = { DB_VALUE_NUMBER(id) };

    g_assert(store->work != NULL);
    if (!store_select(store, table, id, look_at_row, &look, error))
        return FALSE;
    if (!look.found)
        return TRUE;

    g_autofree char *before = look.before;

    for (const StoreReference *reference = table->references; reference->table != NULL; reference++)
        if (reference->go_along && !remove_along(store, reference, id, error))
            return FALSE;
    if (!store_network_touch_going(store, table, id, error) ||
        !store_run(store, table->remove, values, G_N_ELEMENTS(values), NULL, NULL, error))
        return FALSE;
    return !table->journalled ||
           store_journal_note(store, table, id, g_steal_pointer(&before), "", error);
}
