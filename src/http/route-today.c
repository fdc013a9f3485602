/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/list-today.h"
#include "http/route-groups.h"

static gboolean
get_today(const Request *request, Reply *reply, GError **error)
{
    TkDay day = 0;
    unsigned limit = 0;

    if (!request_parameter_day(request, "day", 0, &day, error) ||
        !request_limit(request, &limit, error))
        return FALSE;
    return reply_action(
        reply, STATUS_OK,
        list_today(request->workspace, day, request_parameter(request, "after"), limit, error));
}

static gboolean
post_done(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK, mark_done(request->workspace, request->id, error));
}

static gboolean
post_later(const Request *request, Reply *reply, GError **error)
{
    TkDay until = 0;

    if (!request_day(request, "until", &until, error))
        return FALSE;
    return reply_action(reply, STATUS_OK, put_off(request->workspace, request->id, until, error));
}

const Route today_routes[] = {
    { "GET", "/api/v1/today", ROUTE_MEMBER, get_today, .query = "day after limit",
      .flags = ROUTE_TENDS },
    { "POST", "/api/v1/today/{id}/done", ROUTE_MEMBER, post_done },
    { "POST", "/api/v1/today/{id}/later", ROUTE_MEMBER, post_later, .fields = "until!" },
    { 0 },
};
