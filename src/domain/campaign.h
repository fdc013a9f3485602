/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * campaign.h - a list of organisations in a field and whom to meet in each (T1, T2).
 */
#pragma once

#include "base/tk-id.h"
#include "domain/method.h"

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

#define CAMPAIGN_STEPS 6

/* found, path, asked, agreed, held, kept: in the order of the board (T1). NULL-terminated. */
extern const char *const campaign_step_table[];

/* 0 for "found" ... 5 for "kept"; -1 for a word that is no step. */
int
campaign_step_rank(const char *step);

/* How far a target has come with a meeting in this stage. `path_known` lifts "found" to "path". */
const char *
campaign_step_for(const char *stage, gboolean path_known);

/* T1's coverage. */
typedef struct {
    int64_t at_step[CAMPAIGN_STEPS]; /* targets standing at this step */
    int64_t reached[CAMPAIGN_STEPS]; /* targets that came at least so far: [0] is all of them */
} CampaignCounts;

void
campaign_count(CampaignCounts *counts, const Target *target);

/* T3: TRUE when so many meetings are held that the campaign owes its report. */
gboolean
campaign_report_is_due(const CampaignCounts *counts, const MethodLimits *limits);

/* T2: a theme worth discussing for both sides. Errors: TK_ERROR_INVALID "theme-missing",
 * "theme-thin" (one word, or nothing but the job hunt). */
gboolean
campaign_theme_stands(const char *theme, GError **error);
