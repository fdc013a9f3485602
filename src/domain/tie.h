/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie.h - how well two people know each other, computed from what happened (P6).
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    TkId from_person_id;
    TkId to_person_id;
    int64_t mails_out; /* from the first to the second */
    int64_t mails_in;
    int64_t shared; /* small circles that both were on */
    int64_t meetings;
    int64_t messages;  /* LinkedIn messages and the like, both ways */
    int64_t other;     /* endorsements, recommendations, invitations with a note */
    int64_t connected; /* 1: a bare connection on a network */
    int64_t first_at;
    int64_t last_at;
    int64_t last_in_at;
    int64_t last_out_at;
    double evidence; /* decayed sum as of evidence_at (domain/tie.h) */
    int64_t evidence_at;
    char *own_word; /* close, warm, light, cold: the user's own judgement, or '' */
} Tie;

/* An empty one: every text "", every number 0. Caller owns it. */
Tie *
tie_new(void);

void
tie_free(Tie *tie);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tie, tie_free)
