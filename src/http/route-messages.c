/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/judge-questions.h"
#include "actions/judge-text.h"
#include "actions/messages.h"
#include "actions/read-news.h"
#include "base/tk-error.h"
#include "http/route-groups.h"

#include <string.h>

#define MOST_OVERRULES 32

static gboolean
get_messages(const Request *request, Reply *reply, GError **error)
{
    unsigned limit = 0;

    if (!request_limit(request, &limit, error))
        return FALSE;
    return reply_action(reply, STATUS_OK,
                        list_messages(request->workspace, request_parameter(request, "state"),
                                      request_parameter(request, "after"), limit, error));
}

static gboolean
get_message(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK, show_message(request->workspace, request->id, error));
}

static gboolean
put_message(const Request *request, Reply *reply, GError **error)
{
    const char *subject = NULL;
    const char *body = NULL;

    if (!request_text(request, "subject", &subject, error) ||
        !request_text(request, "body", &body, error))
        return FALSE;
    return reply_action(reply, STATUS_OK,
                        edit_message(request->workspace, request->id, subject, body, error));
}

static gboolean
post_redraft(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK, redraft_message(request->workspace, request->id, error));
}

/* One object of the array `overrule`: a code and a reason, both texts, nothing else. */
static gboolean
take_overrule(const TkJson *value, OverruleWish *out_wish, GError **error)
{
    const char *code = tk_json_get_text(value, "code", NULL);
    const char *reason = tk_json_get_text(value, "reason", NULL);

    if (!json_is_object(value) || code == NULL || reason == NULL || json_object_size(value) != 2)
        return tk_fail(error, TK_ERROR_INVALID, "field-type", "overrule");
    out_wish->code = code;
    out_wish->reason = reason;
    return TRUE;
}

static gboolean
post_approve(const Request *request, Reply *reply, GError **error)
{
    const TkJson *overrules = json_object_get(request->fields, "overrule");
    OverruleWish wishes[MOST_OVERRULES] = { 0 };
    size_t count = json_array_size(overrules);

    if (overrules != NULL && !json_is_null(overrules) && !json_is_array(overrules))
        return tk_fail(error, TK_ERROR_INVALID, "field-type", "overrule");
    if (count > MOST_OVERRULES)
        return tk_fail(error, TK_ERROR_TOO_LARGE, "field-too-large", "overrule");
    for (size_t i = 0; i < count; i++) {
        if (!take_overrule(json_array_get(overrules, i), &wishes[i], error))
            return FALSE;
    }
    return reply_action(
        reply, STATUS_OK,
        approve_message(request->workspace, request->id, wishes, (unsigned) count, error));
}

static gboolean
post_overrule(const Request *request, Reply *reply, GError **error)
{
    const char *code = NULL, *words = NULL, *reason = NULL;

    if (!request_text(request, "code", &code, error) ||
        !request_text(request, "words", &words, error) ||
        !request_text(request, "reason", &reason, error))
        return FALSE;
    return reply_action(
        reply, STATUS_OK,
        overrule_finding(request->workspace, request->id, code, words, reason, error));
}

static gboolean
post_judge_message(const Request *request, Reply *reply, GError **error)
{
    const char *subject = NULL, *body = NULL;

    if (!request_text(request, "subject", &subject, error) ||
        !request_text(request, "body", &body, error))
        return FALSE;
    return reply_action(reply, STATUS_OK,
                        judge_while_typed(request->workspace, request->id, subject, body, error));
}

static gboolean
post_sent(const Request *request, Reply *reply, GError **error)
{
    int64_t at = 0;

    if (!request_instant(request, "at", &at, error))
        return FALSE;
    return reply_action(reply, STATUS_OK, mark_sent(request->workspace, request->id, at, error));
}

static gboolean
post_answer(const Request *request, Reply *reply, GError **error)
{
    const char *outcome = NULL;
    int64_t at = 0;

    if (!request_text(request, "outcome", &outcome, error) ||
        !request_instant(request, "at", &at, error))
        return FALSE;
    return reply_action(reply, STATUS_OK,
                        record_answer(request->workspace, request->id, outcome, at, error));
}

static gboolean
post_discard(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK, discard_message(request->workspace, request->id, error));
}

static gboolean
post_judge(const Request *request, Reply *reply, GError **error)
{
    JudgeWish wish = { 0 };

    if (!request_text(request, "kind", &wish.kind, error) ||
        !request_text(request, "language", &wish.language, error) ||
        !request_text(request, "receiver_name", &wish.receiver_name, error) ||
        !request_text(request, "receiver_role", &wish.receiver_role, error) ||
        !request_text(request, "receiver_organisation", &wish.receiver_organisation, error) ||
        !request_text(request, "sender_name", &wish.sender_name, error) ||
        !request_text(request, "subject", &wish.subject, error) ||
        !request_text(request, "body", &wish.body, error))
        return FALSE;
    return reply_action(reply, STATUS_OK, judge_text(request->workspace, &wish, error));
}

static gboolean
post_judge_questions(const Request *request, Reply *reply, GError **error)
{
    const char *text = NULL, *language = NULL;

    if (!request_text(request, "text", &text, error) ||
        !request_text(request, "language", &language, error))
        return FALSE;
    return reply_action(reply, STATUS_OK,
                        judge_questions(request->workspace, text, language, error));
}

static gboolean
post_news(const Request *request, Reply *reply, GError **error)
{
    const char *text = NULL, *language = NULL;

    if (!request_text(request, "text", &text, error) ||
        !request_text(request, "language", &language, error))
        return FALSE;
    return reply_action(reply, STATUS_OK, read_news(request->workspace, text, language, error));
}

const Route message_routes[] = {
    { "GET", "/api/v1/messages", ROUTE_MEMBER, get_messages, .query = "state after limit" },
    { "GET", "/api/v1/messages/{id}", ROUTE_MEMBER, get_message },
    { "PUT", "/api/v1/messages/{id}", ROUTE_MEMBER, put_message, .fields = "subject body" },
    { "POST", "/api/v1/messages/{id}/redraft", ROUTE_MEMBER, post_redraft },
    { "POST", "/api/v1/messages/{id}/approve", ROUTE_MEMBER, post_approve, .fields = "overrule" },
    { "POST", "/api/v1/messages/{id}/overrule", ROUTE_MEMBER, post_overrule,
      .fields = "code! words reason" },
    { "POST", "/api/v1/messages/{id}/judge", ROUTE_MEMBER, post_judge_message,
      .fields = "subject body", .flags = ROUTE_READS },
    { "POST", "/api/v1/messages/{id}/sent", ROUTE_MEMBER, post_sent, .fields = "at" },
    { "POST", "/api/v1/messages/{id}/answer", ROUTE_MEMBER, post_answer, .fields = "outcome! at" },
    { "POST", "/api/v1/messages/{id}/discard", ROUTE_MEMBER, post_discard },
    { "POST", "/api/v1/judge", ROUTE_MEMBER, post_judge,
      .fields = "kind language receiver_name receiver_role receiver_organisation sender_name "
                "subject body!",
      .flags = ROUTE_READS },
    { "POST", "/api/v1/judge/questions", ROUTE_MEMBER, post_judge_questions,
      .fields = "text! language", .flags = ROUTE_READS },
    { "POST", "/api/v1/news", ROUTE_MEMBER, post_news, .fields = "text! language",
      .flags = ROUTE_READS },
    { 0 },
};
