/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/message.h"

Message *
message_new(void)
{
    Message *message = g_new0(Message, 1);

    message->kind = g_strdup("");
    message->language = g_strdup("");
    message->formality = g_strdup("");
    message->subject = g_strdup("");
    message->body = g_strdup("");
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
