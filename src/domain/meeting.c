/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/meeting.h"

#include "base/tk-error.h"
#include "domain/value.h"

#include <string.h>

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

const MeetingStage meeting_stage_table[] = {
    { "idea", "value", FALSE, FALSE },
    { "valued", "ask", FALSE, FALSE },
    { "asked", "follow_up", TRUE, FALSE },
    { "followed_up_1", "follow_up", TRUE, FALSE },
    { "followed_up_2", "", TRUE, FALSE },
    { "answered", "answer", FALSE, FALSE }, /* somebody wrote; what it means is mine to say */
    { "agreed", "place", FALSE, FALSE },
    { "placed", "prepare", FALSE, FALSE },
    { "prepared", "meet_today", FALSE, FALSE },
    { "held", "thank", FALSE, FALSE },
    { "thanked", "rhythm", FALSE, FALSE },
    { "kept", "rhythm", FALSE, TRUE },
    { "declined", "", FALSE, TRUE },
    { "resting", "rest_over", FALSE, FALSE },
    { "moved", "place", FALSE, FALSE },
    { "cancelled", "", FALSE, TRUE },
    { "not_shown", "place", FALSE, FALSE },
    { 0 },
};

/* Every step there is. A request may be answered at any stage of waiting, and a late answer also
 * wakes a resting one; whoever was told no may be asked anew, through "valued" and V1 again. */
const MeetingStep meeting_step_table[] = {
    { "idea", "valued", "me" },
    { "idea", "agreed", "them" }, /* they asked, or met me half-way */
    { "idea", "cancelled", "me" },
    { "valued", "idea", "me" }, /* a value sentence was taken back */
    { "valued", "asked", "me" },
    { "valued", "agreed", "them" },
    { "valued", "cancelled", "me" },
    { "asked", "followed_up_1", "me" },
    { "asked", "answered", "them" },
    { "asked", "agreed", "them" },
    { "asked", "declined", "them" },
    { "asked", "resting", "me" },
    { "asked", "cancelled", "me" },
    { "followed_up_1", "followed_up_2", "me" },
    { "followed_up_1", "answered", "them" },
    { "followed_up_1", "agreed", "them" },
    { "followed_up_1", "declined", "them" },
    { "followed_up_1", "resting", "me" },
    { "followed_up_1", "cancelled", "me" },
    { "followed_up_2", "answered", "them" },
    { "followed_up_2", "agreed", "them" },
    { "followed_up_2", "declined", "them" },
    { "followed_up_2", "resting", "me" },
    { "followed_up_2", "cancelled", "me" },
    { "resting", "valued", "me" },
    { "resting", "answered", "them" },
    { "resting", "agreed", "them" },
    { "resting", "declined", "them" },
    { "resting", "cancelled", "me" },
    { "answered", "agreed", "either" },
    { "answered", "declined", "them" },
    { "answered", "resting", "either" },
    { "answered", "cancelled", "me" },
    { "agreed", "placed", "either" },
    { "agreed", "held", "either" },
    { "agreed", "moved", "either" },
    { "agreed", "declined", "them" },
    { "agreed", "cancelled", "either" },
    { "placed", "prepared", "me" },
    { "placed", "held", "either" },
    { "placed", "moved", "either" },
    { "placed", "not_shown", "either" },
    { "placed", "cancelled", "either" },
    { "prepared", "held", "either" },
    { "prepared", "moved", "either" },
    { "prepared", "not_shown", "either" },
    { "prepared", "cancelled", "either" },
    { "moved", "placed", "either" },
    { "moved", "declined", "them" },
    { "moved", "cancelled", "either" },
    { "not_shown", "placed", "either" },
    { "not_shown", "declined", "them" },
    { "not_shown", "cancelled", "either" },
    { "held", "thanked", "me" },
    { "thanked", "kept", "me" },
    { "declined", "valued", "me" },
    { "declined", "agreed", "them" },
    { "cancelled", "valued", "me" },
    { "cancelled", "agreed", "them" },
    { 0 },
};

const MeetingStage *
meeting_stage_find(const char *name)
{
    for (const MeetingStage *stage = meeting_stage_table; stage->name != NULL; stage++) {
        if (strcmp(stage->name, name) == 0)
            return stage;
    }
    return NULL;
}

gboolean
meeting_may_go(const char *from, const char *to)
{
    for (const MeetingStep *step = meeting_step_table; step->from != NULL; step++) {
        if (strcmp(step->from, from) == 0 && strcmp(step->to, to) == 0)
            return TRUE;
    }
    return FALSE;
}

static const char *
stage_of(const Meeting *meeting)
{
    return *meeting->stage == '\0' ? "idea" : meeting->stage;
}

static void
set_stage(Meeting *meeting, const char *to, int64_t at)
{
    g_free(meeting->stage);
    meeting->stage = g_strdup(to);
    meeting->stage_at = at;
}

gboolean
meeting_go(Meeting *meeting, const char *to, int64_t at, GError **error)
{
    const char *from = stage_of(meeting);

    if (strcmp(from, to) == 0)
        return TRUE;
    if (!meeting_may_go(from, to))
        return tk_failf(error, TK_ERROR_CONFLICT, "stage-cannot-follow", "%s -> %s", from, to);
    if (strcmp(to, "valued") == 0 && !value_stands(meeting, error))
        return FALSE;
    set_stage(meeting, to, at);
    return TRUE;
}

static gsize
stage_index(const char *name)
{
    const MeetingStage *stage = meeting_stage_find(name);

    g_assert(stage != NULL);
    return (gsize) (stage - meeting_stage_table);
}

/* Breadth first over the step table; which stages may be passed through is asked of each but the
 * goal: nothing leads on from an ended stage, or past V1. */
static gboolean
way_exists(const Meeting *meeting, const char *from, const char *to)
{
    const char *queue[G_N_ELEMENTS(meeting_stage_table)] = { from };
    gboolean seen[G_N_ELEMENTS(meeting_stage_table)] = { FALSE };
    gsize head = 0, tail = 1;
    gboolean valued = value_stands(meeting, NULL);

    seen[stage_index(from)] = TRUE;
    while (head < tail) {
        const char *here = queue[head++];

        for (const MeetingStep *step = meeting_step_table; step->from != NULL; step++) {
            if (strcmp(step->from, here) != 0 || seen[stage_index(step->to)])
                continue;
            if (!valued && strcmp(step->to, "valued") == 0)
                continue;
            if (strcmp(step->to, to) == 0)
                return TRUE;
            if (meeting_stage_find(step->to)->ended)
                continue;
            seen[stage_index(step->to)] = TRUE;
            queue[tail++] = step->to;
        }
    }
    return FALSE;
}

gboolean
meeting_go_through(Meeting *meeting, const char *to, int64_t at, GError **error)
{
    const char *from = stage_of(meeting);

    if (strcmp(from, to) == 0 || meeting_may_go(from, to))
        return meeting_go(meeting, to, at, error);
    if (meeting_stage_find(from) == NULL || !way_exists(meeting, from, to))
        return tk_failf(error, TK_ERROR_CONFLICT, "stage-cannot-follow", "%s -> %s", from, to);
    set_stage(meeting, to, at);
    return TRUE;
}
