/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-person.h - the drafts around and after a meeting, and for those one keeps in touch with:
 * propose, agenda, thank_you, summary, share, report_back, thoughts, decline (M2).
 */
#pragma once

#include "actions/compose-draft.h"
#include "actions/workspace.h"

typedef struct {
    const char *kind;
    const char *language, *formality; /* NULL: as usual with them */
    const TkJson *told;               /* draft-told.h; NULL for nothing */
} PersonDraftWish;

/* A draft on the list for today: {"message","undo"}. What the open meeting with them says is known
 * already. A first message and a follow-up are asked for elsewhere, with their own rules (V1, F1).
 * Errors: TK_ERROR_INVALID "draft-kind-elsewhere" (subject: the kind), "kind-unknown",
 * "draft-needs", those of draft_told_check(). */
TkJson *
draft_person(const Workspace *workspace, TkId person, const PersonDraftWish *wish, GError **error);

/* The same from what a message was made from: its kind, and what was told for it. */
Message *
draft_person_again(const Workspace *workspace, const Message *message, unsigned variant,
                   GError **error);
gboolean
draft_is_for_person(const char *kind);
