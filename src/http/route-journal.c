/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/journal.h"
#include "http/route-groups.h"

static gboolean
get_journal(const Request *request, Reply *reply, GError **error)
{
    unsigned limit = 0;

    if (!request_limit(request, &limit, error))
        return FALSE;
    return reply_action(reply, STATUS_OK, list_journal(request->workspace, limit, error));
}

static gboolean
post_undo(const Request *request, Reply *reply, GError **error)
{
    TkId entry = 0;

    if (!request_id(request, "entry", &entry, error))
        return FALSE;
    return reply_action(reply, STATUS_OK, undo_deed(request->workspace, entry, error));
}

const Route journal_routes[] = {
    { "GET", "/api/v1/journal", ROUTE_MEMBER, get_journal, .query = "limit" },
    { "POST", "/api/v1/undo", ROUTE_MEMBER, post_undo, .fields = "entry" },
    { 0 },
};
