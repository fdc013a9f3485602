/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * milestone-draft.h - the message behind a milestone: how it is worded, and what its way out of the
 * house means for the milestone (L2). All need a work but the first.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/message.h"
#include "domain/milestone.h"
#include "domain/person.h"

typedef struct {
    const char *language, *formality;
    const char *unlike; /* a body that shall not come out again, or NULL */
} MilestoneWording;

/* A draft that is not nearly the same as what stands written to others (T4), not yet in the store.
 * Errors: TK_ERROR_INVALID "draft-needs". */
Message *
milestone_compose(const Workspace *workspace, const Milestone *milestone, const Person *receiver,
                  const MilestoneWording *wording, GError **error);

/* The milestone that a message was written for; *out_milestone is NULL without error where it was
 * written for none. */
gboolean
milestone_of_message(const Workspace *workspace, const Message *message, Milestone **out_milestone,
                     GError **error);

/* The message has left: they have heard from me. */
gboolean
milestone_message_left(const Workspace *workspace, const Message *message, GError **error);

/* The message was thrown away: the milestone waits again, on the list for
 * today where there is room. */
gboolean
milestone_message_dropped(const Workspace *workspace, const Message *message, GError **error);
