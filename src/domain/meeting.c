/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/meeting.h"

Meeting *
meeting_new(void)
{
    Meeting *meeting = g_new0(Meeting, 1);

    meeting->stage = g_strdup("");
    meeting->purpose = g_strdup("");
    meeting->reason = g_strdup("");
    meeting->value_for_them = g_strdup("");
    meeting->value_for_me = g_strdup("");
    meeting->form = g_strdup("");
    meeting->place = g_strdup("");
    meeting->zone = g_strdup("");
    meeting->language = g_strdup("");
    meeting->asked_by = g_strdup("");
    meeting->overruled = g_strdup("");
    return meeting;
}

void
meeting_free(Meeting *meeting)
{
    if (meeting == NULL)
        return;
    g_free(meeting->stage);
    g_free(meeting->purpose);
    g_free(meeting->reason);
    g_free(meeting->value_for_them);
    g_free(meeting->value_for_me);
    g_free(meeting->form);
    g_free(meeting->place);
    g_free(meeting->zone);
    g_free(meeting->language);
    g_free(meeting->asked_by);
    g_free(meeting->overruled);
    g_free(meeting);
}
