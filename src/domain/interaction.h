/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * interaction.h - what happened between people, taken from evidence and never typed twice.
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    char *kind;      /* mail, message, meeting, gathering, call, invitation, endorsement,
                        recommendation, connection */
    char *direction; /* out (from me), in (to me), between (I was only on it, or not at all) */
    int64_t at;
    char *subject;
    char *external_id; /* Message-ID without <>, or the source's own stable key; never '' */
    char *thread;      /* the first id of the thread as far as known */
    int64_t circle;    /* how many people were on it, me included */
    char *source;
    char *text; /* only for threads of our own messages */
} Interaction;

/* An empty one: every text "", every number 0. Caller owns it. */
Interaction *
interaction_new(void);

void
interaction_free(Interaction *interaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Interaction, interaction_free)

typedef struct {
    TkId id;
    TkId interaction_id;
    TkId person_id;
    char *role; /* from, to, cc, with */
    int64_t at;
} Participant;

/* An empty one: every text "", every number 0. Caller owns it. */
Participant *
participant_new(void);

void
participant_free(Participant *participant);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Participant, participant_free)
