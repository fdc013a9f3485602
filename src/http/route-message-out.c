/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/messages.h"
#include "http/route-groups.h"

static gboolean
get_eml(const Request *request, Reply *reply, GError **error)
{
    char *eml = message_as_eml(request->workspace, request->id, error);

    if (eml == NULL)
        return FALSE;
    reply_text_take(reply, STATUS_OK, "message/rfc822", eml);
    /* A mail is for the mail program, never to be shown as a part of our page. */
    reply_header(reply, "Content-Disposition", "attachment; filename=\"message.eml\"");
    return TRUE;
}

static gboolean
reply_one_text(Reply *reply, const char *name, char *text_take)
{
    g_autofree char *text = text_take;
    TkJson *answer = text != NULL ? json_object() : NULL;

    if (text != NULL)
        tk_json_set_text(answer, name, text);
    return reply_action(reply, STATUS_OK, answer);
}

static gboolean
get_mailto(const Request *request, Reply *reply, GError **error)
{
    return reply_one_text(reply, "mailto",
                          message_as_mailto(request->workspace, request->id, error));
}

/* What the page copies: asked for at the moment of copying. */
static gboolean
get_text(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK, message_as_text(request->workspace, request->id, error));
}

static gboolean
post_drafts(const Request *request, Reply *reply, GError **error)
{
    return reply_one_text(reply, "path",
                          message_into_drafts(request->workspace, request->id, NULL, error));
}

const Route message_out_routes[] = {
    { "GET", "/api/v1/messages/{id}/eml", ROUTE_MEMBER, get_eml },
    { "GET", "/api/v1/messages/{id}/mailto", ROUTE_MEMBER, get_mailto },
    { "GET", "/api/v1/messages/{id}/text", ROUTE_MEMBER, get_text },
    { "POST", "/api/v1/messages/{id}/drafts", ROUTE_MEMBER, post_drafts },
    { 0 },
};
