/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/repeat-once.h"

#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "store/queries.h"

/* A client that comes back after a month has long asked its user. */
#define KEEP_SECONDS (30 * 24 * 3600)

typedef struct {
    char *digest, *reply;
    unsigned status;
} Kept;

static void
kept_clear(Kept *kept)
{
    g_free(kept->digest);
    g_free(kept->reply);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Kept, kept_clear)

static gboolean
take_kept(const DbRow *row, gpointer data, GError **error)
{
    Kept *kept = data;

    (void) error;
    kept_clear(kept);
    kept->digest = g_strdup(db_row_text(row, "request_digest"));
    kept->reply = g_strdup(db_row_text(row, "reply"));
    kept->status = (unsigned) db_row_number(row, "status");
    return TRUE;
}

char *
find_answer(const Workspace *workspace, const char *key, const char *digest, unsigned *out_status,
            GError **error)
{
    const DbValue values[] = { DB_VALUE_TEXT(key) };
    g_auto(Kept) kept = { 0 };

    if (!store_run(workspace->store, &SQL_IDEMPOTENCY_KEY_GET, values, G_N_ELEMENTS(values),
                   take_kept, &kept, error))
        return NULL;
    if (kept.reply == NULL)
        return NULL;
    if (!g_str_equal(kept.digest, digest))
        return tk_fail_null(error, TK_ERROR_CONFLICT, "idempotency-key-reused", key);
    *out_status = kept.status;
    return g_steal_pointer(&kept.reply);
}

struct OnceWork {
    const Workspace *workspace;
    StoreWork *work;
};

OnceWork *
begin_request(const Workspace *workspace, GError **error)
{
    StoreWork *work = store_begin(workspace->store, workspace->door, "", "", error);

    if (work == NULL)
        return NULL;
    OnceWork *once = g_new0(OnceWork, 1);

    once->workspace = workspace;
    once->work = work;
    return once;
}

void
drop_request(OnceWork *once)
{
    if (once == NULL)
        return;
    store_work_free(once->work);
    g_free(once);
}

gboolean
keep_answer(OnceWork *once, const char *key, const char *digest, unsigned status, const char *reply,
            GError **error)
{
    Store *store = once->workspace->store;
    int64_t now = workspace_now(once->workspace);
    const DbValue values[] = { DB_VALUE_TEXT(key), DB_VALUE_TEXT(digest), DB_VALUE_NUMBER(status),
                               DB_VALUE_TEXT(reply), DB_VALUE_NUMBER(now) };
    const DbValue old[] = { DB_VALUE_NUMBER(now - KEEP_SECONDS) };

    if (!store_run(store, &SQL_IDEMPOTENCY_KEY_PUT, values, G_N_ELEMENTS(values), NULL, NULL,
                   error) ||
        !store_run(store, &SQL_IDEMPOTENCY_KEY_EXPIRE, old, G_N_ELEMENTS(old), NULL, NULL, error)) {
        drop_request(once);
        return FALSE;
    }
    gboolean kept = store_commit(g_steal_pointer(&once->work), error);

    g_free(once);
    return kept;
}
