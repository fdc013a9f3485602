/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * store-private.h - what the files of this room share: the open store, its unit of work, the
 * journal's own writing, and what tools/sqlgen.py makes of the schema.
 */
#pragma once

#include "base/tk-json.h"
#include "store/db-private.h"
#include "store/store.h"

/* The statements that make (version = the newest) or migrate (to that version) a store. */
typedef struct {
    int64_t version;
    const char *name;
    const char *const *sqlite; /* ends with NULL */
    const char *const *postgres;
} StoreMigration;

/* How a backup reads and puts back a table, with every column but account_id. */
typedef struct {
    const char *name;
    const char *const *columns;
    const DbType *types;
    unsigned column_count;
    const unsigned *key; /* places of the key's columns */
    unsigned key_count;
    const DbQuery *page;   /* $1 account, $2.. the key to go on after, then how many */
    const DbQuery *insert; /* $1 account, $2.. columns */
    gboolean leaves;       /* it goes along when the user takes everything away */
} StoreCopyTable;

extern const StoreCopyTable store_copy_tables[]; /* ends with a NULL name; parents first */

/* What the open unit of work will write to the journal. */
typedef struct {
    TkId entry_id;
    int64_t at;
    char *door;
    char *deed;
    char *subject;
    gboolean undoable;
    gboolean kept;    /* its entry is in the store */
    int64_t sequence; /* of its last row */
    GArray *rows;     /* not yet written */
} StoreJournal;

#define STORE_VALUES_MOST 64 /* values of one query, the account among them */

typedef struct StoreNetwork StoreNetwork;

struct Store {
    Db *db;
    int64_t account_id;
    char *place;
    TkWorld *world;
    TkId last_id;
    TkId last_id_kept;     /* as the store knows it, so that the next program goes on from there */
    StoreWork *work;       /* the innermost open one */
    StoreJournal *journal; /* of the outermost open work */
    StoreEntry *last;      /* the last work's entry, for store_begin_again() */
    struct SearchQueue *search; /* what waits for the index (search-private.h); NULL at first */
    unsigned pieces_in_log;     /* works one after the other that went on under one entry */
    StoreNetwork *network;      /* NULL while nothing of it was touched or watched */
    unsigned looking;           /* looks begun and not ended */
};

/* One change for the journal: `before` is '' for an added row, `after` for a removed one. */
gboolean
store_journal_note(Store *store, const StoreTable *table, TkId row_id, char *before_take,
                   const char *after, GError **error);
gboolean
store_journal_flush(Store *store, GError **error);
/* As the flush, and the entry is kept even if it changed nothing. */
gboolean
store_journal_keep(Store *store, GError **error);
/* Gives the open entry its deed and subject where it has none yet (""). */
void
store_journal_name(Store *store, const char *deed, const char *subject);
StoreJournal *
store_journal_new(TkId entry_id, const char *door, const char *deed, const char *subject);
void
store_journal_free(StoreJournal *journal);

/* What a row is recognised by later: 16 letters, the same on both engines. */
#define STORE_DIGEST_SIZE 17
void
store_digest_values(const StoreTable *table, const DbValue *values, char *out_digest);
void
store_digest_row(const StoreTable *table, const DbRow *row, char *out_digest);

/* A row as a JSON object of its columns. */
char *
store_row_to_json(const StoreTable *table, const DbRow *row);

/* The values of a row as store_row_to_json() wrote it, borrowed from `object`. A column that is not
 * in it is empty. */
void
store_values_from_json(const StoreTable *table, const TkJson *object, DbValue *out_values);

GPtrArray *
store_entry_array_new(void);
gboolean
store_entry_collect(const DbRow *row, gpointer data, GError **error);

/* Makes or migrates the tables. Tests hand in their own list to see a migration fail. Errors as
 * store_open(). */
gboolean
store_migrate(Db *db, const StoreMigration *fresh, const StoreMigration *steps, gboolean read_only,
              GError **error);

/* Always NULL, with TK_ERROR_NOT_FOUND. */
void *
store_missing(TkId id, const char *key, GError **error);

/* network-state.h's inside: a row that was written, a row that is about to go, the end of the
 * outermost work before its commit, and after that or its rolling back. */
void
store_network_touch_row(Store *store, const StoreTable *table, const DbValue *values);
gboolean
store_network_touch_going(Store *store, const StoreTable *table, TkId id, GError **error);
gboolean
store_network_keep(Store *store, GError **error);
void
store_network_done(Store *store);
void
store_network_free(StoreNetwork *network);
