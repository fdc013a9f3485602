/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/draft-person.h"
#include "actions/draft-text.h"
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

static gboolean
post_draft_to(const Request *request, Reply *reply, GError **error)
{
    PersonDraftWish wish = { .told = json_object_get(request->fields, "facts") };

    if (!request_text(request, "kind", &wish.kind, error) ||
        !request_text(request, "language", &wish.language, error) ||
        !request_text(request, "formality", &wish.formality, error))
        return FALSE;
    return reply_action(reply, STATUS_CREATED,
                        draft_person(request->workspace, request->id, &wish, error));
}

static gboolean
post_draft(const Request *request, Reply *reply, GError **error)
{
    const char *kind = NULL, *language = NULL, *formality = NULL;

    if (!request_text(request, "kind", &kind, error) ||
        !request_text(request, "language", &language, error) ||
        !request_text(request, "formality", &formality, error))
        return FALSE;
    return reply_action(reply, STATUS_OK, draft_text(request->workspace, request->fields, error));
}

const Route touch_routes[] = {
    { "GET", "/api/v1/touches", ROUTE_MEMBER, get_touches, .query = "limit" },
    { "POST", "/api/v1/people/{id}/touch", ROUTE_MEMBER, post_touch,
      .fields = "language formality" },
    { "POST", "/api/v1/people/{id}/draft", ROUTE_MEMBER, post_draft_to,
      .fields = "kind! language formality facts" },
    { "POST", "/api/v1/draft", ROUTE_MEMBER, post_draft,
      .fields = "kind! language formality sender receiver facts variant", .flags = ROUTE_READS },
    { 0 },
};
