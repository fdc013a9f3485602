/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/session.h"
#include "http/route-groups.h"

static gboolean
get_session(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK, show_session(request->workspace, error));
}

const Route session_routes[] = {
    { "GET", "/api/v1/session", ROUTE_MEMBER, get_session },
    { 0 },
};
