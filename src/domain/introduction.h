/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * introduction.h - somebody opens a door: what was asked, what was told, how it went (P3-P5).
 */
#pragma once

#include "base/tk-id.h"
#include "domain/method.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    TkId introducer_id;
    TkId target_person_id;
    TkId meeting_id;
    char *purpose_told; /* a promise (V4) */
    char *state;        /* drafted, asked, agreed, made, declined, reported */
    int64_t asked_at;
    int64_t ended_at;
    int64_t created_at;
} Introduction;

/* An empty one: every text "", every number 0. Caller owns it. */
Introduction *
introduction_new(void);

void
introduction_free(Introduction *introduction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Introduction, introduction_free)

/* How often somebody was asked to open a door. */
typedef struct {
    unsigned open; /* drafted, asked or agreed, and not ended */
    unsigned year; /* asked, or being asked, in the 365 days up to now */
} IntroducerLoad;

gboolean
introduction_is_open(const Introduction *introduction);

/* Counts those of `introducer_id` among `introductions` (of Introduction). One that is only drafted
 * holds a seat already, so that three drafts cannot become three requests. */
IntroducerLoad
introducer_load(const GPtrArray *introductions, TkId introducer_id, int64_t now);

/* P5: may this person be asked once more? `name` is what the sentence will name. Errors:
 * TK_ERROR_REFUSED "introducer-tired". */
gboolean
introducer_may_be_asked(const IntroducerLoad *load, const char *name, const MethodLimits *limits,
                        GError **error);

/* drafted -> asked -> agreed -> made -> reported, declined from asked or agreed; an introduction
 * may be made without a word in between. Errors: TK_ERROR_CONFLICT "introduction-cannot-follow". */
gboolean
introduction_go(Introduction *introduction, const char *to, int64_t at, GError **error);

/* P4: TRUE when the introducer opened the door and has not heard how it went. */
gboolean
introduction_owes_report(const Introduction *introduction);
