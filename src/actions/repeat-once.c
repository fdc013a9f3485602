/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/repeat-once.h"

#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "store/mark-store.h"

/* A client that comes back after a month has long asked its user. */
#define KEEP_SECONDS (30 * 24 * 3600)

char *
find_answer(const Workspace *workspace, const char *key, const char *digest, unsigned *out_status,
            GError **error)
{
    g_autoptr(IdempotentReply) kept = NULL;

    if (!idempotency_store_get(workspace->store, key, &kept, error) || kept == NULL)
        return NULL;
    if (!g_str_equal(kept->request_digest, digest))
        return tk_fail_null(error, TK_ERROR_CONFLICT, "idempotency-key-reused", key);
    *out_status = (unsigned) kept->status;
    return g_steal_pointer(&kept->reply);
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

    if (!idempotency_store_put(store, key, digest, status, reply, error) ||
        !idempotency_store_expire(store, now - KEEP_SECONDS, error)) {
        drop_request(once);
        return FALSE;
    }
    gboolean kept = store_commit(g_steal_pointer(&once->work), error);

    g_free(once);
    return kept;
}
