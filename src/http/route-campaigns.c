/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/campaigns.h"
#include "http/route-groups.h"

static gboolean
get_campaigns(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK, list_campaigns(request->workspace, error));
}

static gboolean
post_campaign(const Request *request, Reply *reply, GError **error)
{
    const char *name = NULL;
    const char *theme = NULL;

    if (!request_text(request, "name", &name, error) ||
        !request_text(request, "theme", &theme, error))
        return FALSE;
    return reply_action(reply, STATUS_CREATED,
                        add_campaign(request->workspace, name, theme, error));
}

static gboolean
get_campaign(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK, show_campaign(request->workspace, request->id, error));
}

static gboolean
post_target(const Request *request, Reply *reply, GError **error)
{
    const char *organisation = NULL;
    TkId person = 0;

    if (!request_text(request, "organisation", &organisation, error) ||
        !request_id(request, "person", &person, error))
        return FALSE;
    return reply_action(reply, STATUS_CREATED,
                        add_target(request->workspace, request->id, organisation, person, error));
}

const Route campaign_routes[] = {
    { "GET", "/api/v1/campaigns", ROUTE_MEMBER, get_campaigns },
    { "POST", "/api/v1/campaigns", ROUTE_MEMBER, post_campaign, .fields = "name! theme!" },
    { "GET", "/api/v1/campaigns/{id}", ROUTE_MEMBER, get_campaign },
    { "POST", "/api/v1/campaigns/{id}/targets", ROUTE_MEMBER, post_target,
      .fields = "organisation person" },
    { 0 },
};
