/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/message.h"

#include "base/tk-error.h"
#include "base/tk-text.h"

#include <string.h>

Message *
message_new(void)
{
    Message *message = g_new0(Message, 1);

    message->kind = g_strdup("");
    message->language = g_strdup("");
    message->formality = g_strdup("");
    message->subject = g_strdup("");
    message->body = g_strdup("");
    message->proposed = g_strdup("");
    message->facts = g_strdup("");
    message->state = g_strdup("");
    message->approved_by = g_strdup("");
    message->approved_digest = g_strdup("");
    message->overruled = g_strdup("");
    message->message_id = g_strdup("");
    message->in_reply_to = g_strdup("");
    message->thread = g_strdup("");
    message->answer_id = g_strdup("");
    return message;
}

void
message_free(Message *message)
{
    if (message == NULL)
        return;
    g_free(message->kind);
    g_free(message->language);
    g_free(message->formality);
    g_free(message->subject);
    g_free(message->body);
    g_free(message->proposed);
    g_free(message->facts);
    g_free(message->state);
    g_free(message->approved_by);
    g_free(message->approved_digest);
    g_free(message->overruled);
    g_free(message->message_id);
    g_free(message->in_reply_to);
    g_free(message->thread);
    g_free(message->answer_id);
    g_free(message);
}

const MessageKind message_kind_table[] = {
    { "outreach", 4, 0, TRUE, "asked" },
    { "intro_request", 5, 0, TRUE, "asked" },
    { "forwardable", 4, 0, FALSE, "" },
    { "follow_up", 2, 0, FALSE, "" },
    { "propose", 5, 0, FALSE, "" },
    { "agenda", 6, 0, FALSE, "" },
    { "thank_you", 5, 0, FALSE, "thanked" },
    { "summary", 0, 250, FALSE, "" },
    { "share", 4, 0, FALSE, "" },
    { "milestone", 4, 0, FALSE, "" },
    { "touch", 4, 0, FALSE, "" },
    { "report_back", 4, 0, FALSE, "" },
    { "thoughts", 6, 0, FALSE, "" },
    { "decline", 4, 0, FALSE, "" },
    { 0 },
};

const MessageKind *
message_kind_find(const char *name)
{
    for (const MessageKind *kind = message_kind_table; kind->name != NULL; kind++) {
        if (strcmp(kind->name, name) == 0)
            return kind;
    }
    return NULL;
}

/* The subject's length stands in front, so that no word can wander from the body into it. */
static char *
digest_of(const char *subject, const char *body)
{
    g_autofree char *text = g_strdup_printf("%zu\n%s\n%s", strlen(subject), subject, body);

    return tk_text_digest(text);
}

char *
message_digest(const Message *message)
{
    return digest_of(message->subject, message->body);
}

static gboolean
is_in_state(const Message *message, const char *state)
{
    return strcmp(message->state, state) == 0;
}

static void
set_state(Message *message, const char *state, int64_t at)
{
    g_free(message->state);
    message->state = g_strdup(state);
    message->changed_at = at;
}

/* What is sent or thrown away is not touched any more. */
static gboolean
is_still_here(const Message *message, GError **error)
{
    if (is_in_state(message, "sent"))
        return tk_fail(error, TK_ERROR_CONFLICT, "message-sent", message->subject);
    if (is_in_state(message, "discarded"))
        return tk_fail(error, TK_ERROR_CONFLICT, "message-discarded", message->subject);
    return TRUE;
}

gboolean
message_is_approved(const Message *message)
{
    g_autofree char *digest = message_digest(message);

    return !is_in_state(message, "draft") && !is_in_state(message, "discarded") &&
           strcmp(message->approved_digest, digest) == 0;
}

gboolean
message_approve(Message *message, const char *digest, int64_t at, const char *by, GError **error)
{
    g_autofree char *current = message_digest(message);
    g_autofree char *words = g_strstrip(g_strdup(message->body));

    if (!is_still_here(message, error))
        return FALSE;
    if (*words == '\0')
        return tk_fail(error, TK_ERROR_INVALID, "message-empty", message->subject);
    if (strcmp(current, digest) != 0)
        return tk_fail(error, TK_ERROR_CONFLICT, "message-changed", message->subject);
    set_state(message, "approved", at);
    message->approved_at = at;
    g_free(message->approved_by);
    message->approved_by = g_strdup(by);
    g_free(message->approved_digest);
    message->approved_digest = g_steal_pointer(&current);
    return TRUE;
}

gboolean
message_edit(Message *message, const char *subject, const char *body, int64_t at, GError **error)
{
    g_autofree char *old_subject = NULL;
    g_autofree char *old_body = NULL;

    if (!is_still_here(message, error))
        return FALSE;
    if (strcmp(message->subject, subject) == 0 && strcmp(message->body, body) == 0)
        return TRUE;
    old_subject = message->subject; /* freed last: the new text may lie within the old one */
    old_body = message->body;
    message->subject = g_strdup(subject);
    message->body = g_strdup(body);
    set_state(message, "draft", at);
    message->approved_at = 0;
    g_free(message->approved_by);
    message->approved_by = g_strdup("");
    g_free(message->approved_digest);
    message->approved_digest = g_strdup("");
    return TRUE;
}

gboolean
message_may_go_out(const Message *message, const char *current_digest, GError **error)
{
    if (!is_still_here(message, error))
        return FALSE;
    if (!is_in_state(message, "approved") || message->approved_at == 0 ||
        *message->approved_digest == '\0' || strcmp(message->approved_digest, current_digest) != 0)
        return tk_fail(error, TK_ERROR_REFUSED, "not-approved", message->subject);
    return TRUE;
}

gboolean
message_sent(Message *message, int64_t at, GError **error)
{
    g_autofree char *digest = message_digest(message);

    if (!message_may_go_out(message, digest, error))
        return FALSE;
    if (at < message->approved_at)
        return tk_fail(error, TK_ERROR_INVALID, "sent-before-approved", message->subject);
    set_state(message, "sent", at);
    message->sent_at = at;
    return TRUE;
}

gboolean
message_answered(Message *message, const char *answer_id, int64_t at, GError **error)
{
    if (!is_in_state(message, "sent"))
        return tk_fail(error, TK_ERROR_CONFLICT, "message-not-sent", message->subject);
    if (message->answered_at != 0 && message->answered_at <= at)
        return TRUE;
    message->answered_at = at;
    g_free(message->answer_id);
    message->answer_id = g_strdup(answer_id);
    return TRUE;
}

gboolean
message_discard(Message *message, int64_t at, GError **error)
{
    if (is_in_state(message, "sent"))
        return tk_fail(error, TK_ERROR_CONFLICT, "message-sent", message->subject);
    set_state(message, "discarded", at);
    return TRUE;
}
