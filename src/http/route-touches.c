/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/keep-in-touch.h"
#include "http/route-groups.h"

static gboolean
get_touches(const Request *request, Reply *reply, GError **error)
{
    unsigned limit = 0;

    if (!request_limit(request, &limit, error))
        return FALSE;
    return reply_action(reply, STATUS_OK, list_touches(request->workspace, limit, error));
}

static gboolean
post_touch(const Request *request, Reply *reply, GError **error)
{
    const char *language = NULL;
    const char *formality = NULL;

    if (!request_text(request, "language", &language, error) ||
        !request_text(request, "formality", &formality, error))
        return FALSE;
    return reply_action(reply, STATUS_CREATED,
                        draft_touch(request->workspace, request->id, language, formality, error));
}

const Route touch_routes[] = {
    { "GET", "/api/v1/touches", ROUTE_MEMBER, get_touches, .query = "limit" },
    { "POST", "/api/v1/people/{id}/touch", ROUTE_MEMBER, post_touch,
      .fields = "language formality" },
    { 0 },
};
