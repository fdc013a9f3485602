/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * rhythm.h - when it is time to be in touch again (METHOD L1), by which way, and over what.
 *
 * Each relationship has a rhythm of its own: who speaks every week is missed after three of them,
 * who speaks twice a year is not. A tie that has gone cold, or never was one, may rest (L6).
 */
#pragma once

#include "base/tk-day.h"
#include "domain/tie.h"

typedef struct {
    unsigned days;       /* of silence after which it is time */
    TkDay last_day;      /* of the last contact, UTC */
    TkDay due_day;       /* last_day + days */
    gboolean is_own;     /* from how these two speak, not from how close they are */
    const char *channel; /* how they speak most: mail, message, meeting. Constant */
} Rhythm;

/* FALSE where there is none: nothing but a connection, nobody ever answered, or cold. `now` as for
 * tie_word(). */
gboolean
rhythm_of(const Tie *tie, int64_t now, const MethodLimits *limits, Rhythm *out_rhythm);

/* What two people wrote about, from a mail's subject: without "Re:", "SV:", "Fwd:" and their like;
 * "" for one that is no topic (too short, too long, or not one line of words). Caller frees. */
char *
rhythm_topic(const char *subject);
