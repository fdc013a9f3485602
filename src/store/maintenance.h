/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * maintenance.h - copies that were compared, putting them back, and a look at the store's health.
 */
#pragma once

#include "store/store.h"

typedef struct {
    int64_t tables;
    int64_t rows;
    int64_t bytes;
    gboolean is_older; /* of an older format: what is rebuildable is not in step with it */
} StoreCopy;

/* Writes every row of the account to `file` (JSON Lines, gzip; the same form for both engines),
 * reads it back into a store of its own and compares row by row before it takes the final name,
 * which is never another file's; then the file and its folder are synced. Same data, same bytes,
 * whichever the engine. Outside a work. Errors: TK_ERROR_CONFLICT "backup-exists",
 * TK_ERROR_UNAVAILABLE "backup-failed", "store-full", "backup-differs". */
gboolean
store_backup(Store *store, const char *file, StoreCopy *out, GError **error);

/* Puts a copy back into an empty store, outside a work, whole or not at all. Errors:
 * TK_ERROR_NOT_FOUND "no-such-file", TK_ERROR_CONFLICT "restore-not-empty", "store-newer",
 * TK_ERROR_INVALID "restore-damaged" (the subject is file:line). */
gboolean
store_restore(Store *store, const char *file, StoreCopy *out, GError **error);

/* One line of what `tokopp doctor` shows. */
typedef struct {
    char *key;     /* place, sqlite or postgresql, schema-version, size, integrity, dangling-rows,
                    * checkpoint or role-is-bound and tables-without-policy, free-space, last-backup */
    char *subject; /* the figure or name; bytes for size and free-space, seconds since 1970 or ""
                    * (never) for last-backup */
    gboolean fine;
} StoreFinding;

void
store_finding_free(StoreFinding *finding);

/* GPtrArray of StoreFinding. */
GPtrArray *
store_examine(Store *store, GError **error);

/* Moves the WAL into the file when it has grown, and looks at the result; after a failed sync the
 * store refuses further writes ("store-failed"). Called by store_commit() and by store_close(). */
gboolean
store_checkpoint(Store *store, GError **error);
