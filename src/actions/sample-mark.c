/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/sample-mark.h"

#include "actions/workspace-private.h"
#include "store/mark-store.h"

#define NAME "sample"

gboolean
sample_is_in(const Workspace *workspace, gboolean *out_sample, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *value = mark_store_get(workspace->store, NAME, &failure);

    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    *out_sample = value != NULL && *value != '\0';
    return TRUE;
}

gboolean
sample_mark_set(const Workspace *workspace, gboolean sample, GError **error)
{
    return mark_store_set(workspace->store, NAME, sample ? "yes" : "", error);
}
