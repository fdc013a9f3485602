/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * store.h - everything one account keeps: opening, units of work, the journal and taking back.
 *
 * Every write of a permanent table goes through store_put() or store_remove(), which write the
 * journal in the same unit of work; so whatever was done can be shown and undone.
 * A Store is one connection and one account, used by one thread at a time.
 */
#pragma once

#include "base/tk-id.h"
#include "base/tk-world.h"
#include "store/db.h"

#include <glib.h>

typedef struct Store Store;
typedef struct StoreWork StoreWork;

typedef enum {
    STORE_OPEN_ORDINARY = 0,
    STORE_OPEN_READ_ONLY = 1 << 0, /* never creates, never migrates, refuses to write */
} StoreOpenFlags;

/* Opens, makes or migrates the store at `place`: a file path, ":memory:", or a libpq address
 * (postgresql://...). `world` is borrowed and outlives the store. Errors: TK_ERROR_UNAVAILABLE
 * "store-busy", "store-cannot-open", "store-full", "store-damaged"; TK_ERROR_CONFLICT
 * "store-newer" (made by a later version; nothing is touched). */
Store *
store_open(const char *place, int64_t account_id, TkWorld *world, StoreOpenFlags flags,
           GError **error);
void
store_close(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

Db *
store_db(const Store *store);
int64_t
store_account(const Store *store);
const char *
store_place(const Store *store); /* passwords of an address are left out */

/* For a long work that goes all over the store: from now on its pages are held in a cache of fixed
 * size instead of being mapped, so that memory does not grow with the store. */
void
store_hold_little(Store *store);

/* A new id, greater than any this store made before. */
TkId
store_new_id(Store *store);

/* What is read until store_look_end() is of one moment, whatever others write meanwhile, and the
 * engine is locked once instead of for each query. Looks nest: an inner one joins the outer, and
 * one inside a work joins the work. No work begins in a look: that is a bug. Errors:
 * TK_ERROR_UNAVAILABLE "store-busy", "store-failed". */
gboolean
store_look_begin(Store *store, GError **error);
void
store_look_end(Store *store);

/* A unit of work under one journal entry. `deed` is the action's name ("add-person"), `subject`
 * what its sentence will name, `door` one of cli, http, mcp, job. Works nest: an inner one joins
 * the outer's entry, and what it did becomes durable with the outer's commit. SQLite: BEGIN
 * IMMEDIATE; PostgreSQL: one writer per account. */
StoreWork *
store_begin(Store *store, const char *door, const char *deed, const char *subject, GError **error);

/* As store_begin(), but goes on under the entry `entry_id` of an earlier work of the same deed
 * (an import in several pieces, undone as one). Errors: TK_ERROR_NOT_FOUND "no-such-entry" for one
 * that was neither kept nor made last by this store. */
StoreWork *
store_begin_again(Store *store, TkId entry_id, GError **error);

/* The journal entry of this work. An entry that changed nothing is not kept. */
TkId
store_work_entry(const StoreWork *work);

/* What this work does cannot be taken back (a message that has left). */
void
store_work_forbid_undo(StoreWork *work);

/* Makes the work durable. Takes `work` in every case. After a failed query the work cannot be
 * committed any more ("store-failed"), on both engines: an inner work that is freed instead takes
 * back its own part only, and the outer one can go on. */
gboolean
store_commit(StoreWork *work_take, GError **error);

/* Rolls back what was not committed; accepts NULL. */
void
store_work_free(StoreWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoreWork, store_work_free)

typedef struct StoreTable StoreTable;

/* Rows of `table` that name a row by one of their columns. */
typedef struct {
    const StoreTable *table;
    const char *column;  /* by which they name it */
    const DbQuery *rows; /* their ids: $1 account, $2 the named id, $3 how many */
    gboolean go_along;   /* they go when it goes (a foreign key) */
} StoreReference;

/* The row of `table` that must be there, named by the column at `column`. */
typedef struct {
    const StoreTable *table;
    unsigned column;
} StoreParent;

/* A table as tools/sqlgen.py knows it. Columns without account_id; the first is `id`. */
struct StoreTable {
    const char *name;
    const char *const *columns;
    const DbType *types;
    unsigned column_count;
    gboolean journalled;
    gboolean unique;                  /* has a unique index beside its key */
    const DbQuery *select;            /* $1 account, $2 id */
    const DbQuery *insert;            /* $1 account, $2.. columns */
    const DbQuery *restore;           /* as insert; changes nothing where a unique key is taken */
    const DbQuery *update;            /* $1 account, $2.. columns, by id */
    const DbQuery *remove;            /* $1 account, $2 id */
    const StoreReference *references; /* ends with a NULL table */
    const StoreParent *parents;       /* ends with a NULL table */
};

/* Inserts or changes the row whose id is values[0]; a row that is the same already is left alone
 * (out_changed, may be NULL, tells). Needs a work. Mostly called through tables.h's typed
 * functions. */
gboolean
store_put(Store *store, const StoreTable *table, const DbValue *values, gboolean *out_changed,
          GError **error);

/* As store_put() for a row that is known to be new: saves the look. */
gboolean
store_add(Store *store, const StoreTable *table, const DbValue *values, GError **error);

/* Removes the row and, journalled too, the rows that hang on it by a foreign key. A row that is not
 * there is no error. */
gboolean
store_remove(Store *store, const StoreTable *table, TkId id, GError **error);

/* db_run() under this store's account: $1 is the account, `values` are $2 and on. */
gboolean
store_run(Store *store, const DbQuery *query, const DbValue *values, size_t count, DbEach each,
          gpointer data, GError **error);

/* The row with this id, if it is there, to `each`. */
gboolean
store_select(Store *store, const StoreTable *table, TkId id, DbEach each, gpointer data,
             GError **error);

/* One line of the journal. */
typedef struct {
    TkId id;
    int64_t at;
    char *door;
    char *deed;
    char *subject;
    gboolean undoable;
    TkId undone_by; /* 0 = stands */
} StoreEntry;

void
store_entry_free(StoreEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoreEntry, store_entry_free)

/* The newest entries first, at most `limit`; GPtrArray of StoreEntry. */
GPtrArray *
store_journal(Store *store, unsigned limit, GError **error);

/* What an entry did to one row. */
typedef struct {
    const char *table;
    TkId id;
    gboolean was_there;
    gboolean is_there;
    const char
        *before; /* the row as it was, a JSON object of its columns; "" where there was none */
} StoreChange;

typedef gboolean (*StoreChangeEach)(const StoreChange *change, gpointer data, GError **error);

/* Each change of an entry, the last first; also of the open work's own entry. `each` may write. */
gboolean
store_changes(Store *store, TkId entry_id, StoreChangeEach each, gpointer data, GError **error);

typedef struct {
    int64_t taken_back; /* rows that are again as they were */
    int64_t kept;       /* rows left alone */
    TkId entry_id;      /* of the undo itself: store_changes() says what to make again */
} StoreUndo;

/* Takes `entry_id` back (0: the newest undoable one that stands and is not itself an undo, so that
 * one can go further and further back) as a deed of its own, "undo", which can be undone too by its
 * id. A row that was changed since, that other rows have come to name, or whose place has been
 * taken is kept as it is. Inside an open work it becomes part of that one's entry. Errors:
 * TK_ERROR_NOT_FOUND "nothing-to-undo", TK_ERROR_CONFLICT "undone-already", "not-undoable".
 * Rebuildable tables are the caller's to rebuild: out_entry (may be NULL) says what was taken back.
 */
gboolean
store_undo(Store *store, const char *door, TkId entry_id, StoreUndo *out, StoreEntry **out_entry,
           GError **error);
