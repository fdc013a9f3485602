/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/request.h"

#include "base/tk-error.h"

#include <string.h>

gboolean
request_is_open(const Message *message, const Meeting *meeting)
{
    const MessageKind *kind = message_kind_find(message->kind);
    const MeetingStage *stage = NULL;

    if (kind == NULL || !kind->opens || strcmp(message->state, "discarded") == 0)
        return FALSE;
    if (strcmp(message->state, "sent") != 0)
        return TRUE;
    if (message->answered_at != 0)
        return FALSE;
    if (meeting == NULL)
        return TRUE;
    stage = meeting_stage_find(meeting->stage);
    return stage != NULL && stage->waiting;
}

unsigned
request_count_open(const GPtrArray *messages, const GPtrArray *meetings)
{
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
    unsigned count = 0;

    for (guint i = 0; i < meetings->len; i++) {
        Meeting *meeting = g_ptr_array_index(meetings, i);

        g_hash_table_insert(by_id, &meeting->id, meeting);
    }
    for (guint i = 0; i < messages->len; i++) {
        const Message *message = g_ptr_array_index(messages, i);

        if (request_is_open(message, g_hash_table_lookup(by_id, &message->meeting_id)))
            count++;
    }
    return count;
}

gboolean
request_may_open(unsigned open_count, const MethodLimits *limits, GError **error)
{
    if (open_count >= limits->open_requests_most)
        return tk_failf(error, TK_ERROR_REFUSED, "too-many-open", "%u", limits->open_requests_most);
    return TRUE;
}
