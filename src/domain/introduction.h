/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * introduction.h - somebody opens a door: what was asked, what was told, how it went (P3-P5).
 */
#pragma once

#include "base/tk-id.h"

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
