/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * milestone-keeper.h - keeps what changed in somebody's working life, once, with its row on the
 * list for today (L2).
 */
#pragma once

#include "actions/workspace.h"
#include "domain/milestone.h"
#include "domain/person.h"

/* The words of titles, from share/. Caller owns them. */
TitleWords *
title_words_load(GError **error);

typedef struct {
    const char *source;    /* linkedin, vcard, hand */
    const char *state;     /* open: on the list for today where there is room; offered: told of */
    TkDay after, before;   /* the days for which the older and the newer were told, 0 = not known */
    MilestonePost was, is; /* as milestone_between() gave them */
    MilestoneType type;
} MilestoneWish;

/* Keeps it, unless it has been told already or the person is known to hold this very post.
 * *out_made is 0 then. `person` is as it was before the news. Needs a work. */
gboolean
milestone_keep(const Workspace *workspace, const TitleWords *words, const Person *person,
               const MilestoneWish *wish, TkId *out_made, GError **error);

/* Milestone, the newest first. */
GPtrArray *
milestones_of_person(const Workspace *workspace, TkId person, unsigned limit, GError **error);

/* doc/api.yaml's Milestone. */
TkJson *
milestone_json(const Milestone *milestone);
