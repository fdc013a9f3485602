/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/milestones.h"
#include "http/route-groups.h"

static gboolean
get_milestones(const Request *request, Reply *reply, GError **error)
{
    unsigned limit = 0;

    if (!request_limit(request, &limit, error))
        return FALSE;
    return reply_action(reply, STATUS_OK,
                        list_milestones(request->workspace, request_parameter(request, "state"),
                                        request_parameter(request, "after"), limit, error));
}

static gboolean
post_draft(const Request *request, Reply *reply, GError **error)
{
    const char *language = NULL;
    const char *formality = NULL;

    if (!request_text(request, "language", &language, error) ||
        !request_text(request, "formality", &formality, error))
        return FALSE;
    return reply_action(
        reply, STATUS_CREATED,
        draft_milestone(request->workspace, request->id, language, formality, error));
}

static gboolean
post_done(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK,
                        end_milestone(request->workspace, request->id, "done", error));
}

static gboolean
post_dismiss(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK,
                        end_milestone(request->workspace, request->id, "dropped", error));
}

const Route milestone_routes[] = {
    { "GET", "/api/v1/milestones", ROUTE_MEMBER, get_milestones, .query = "state after limit" },
    { "POST", "/api/v1/milestones/{id}/draft", ROUTE_MEMBER, post_draft,
      .fields = "language formality" },
    { "POST", "/api/v1/milestones/{id}/done", ROUTE_MEMBER, post_done },
    { "POST", "/api/v1/milestones/{id}/dismiss", ROUTE_MEMBER, post_dismiss },
    { 0 },
};
