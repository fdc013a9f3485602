/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * campaign.h - a list of organisations in a field and whom to meet in each (T1, T2).
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    char *name;
    char *folded;
    char *theme; /* worth discussing for both sides (T2) */
    char *state; /* open, ended */
    int64_t created_at;
} Campaign;

/* An empty one: every text "", every number 0. Caller owns it. */
Campaign *
campaign_new(void);

void
campaign_free(Campaign *campaign);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Campaign, campaign_free)

typedef struct {
    TkId id;
    TkId campaign_id;
    TkId organisation_id; /* always set when known */
    TkId person_id;       /* 0: the organisation as a whole */
    char *step;           /* found, path, asked, agreed, held, kept */
    int64_t created_at;
} Target;

/* An empty one: every text "", every number 0. Caller owns it. */
Target *
target_new(void);

void
target_free(Target *target);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Target, target_free)
