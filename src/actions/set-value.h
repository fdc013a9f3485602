/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * set-value.h - what both get out of a meeting, before anyone is asked (V1, V3, V4).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* NULL = leave as it is. */
typedef struct {
    const char *purpose, *reason, *value_for_them, *value_for_me;
    const char *form; /* coffee, call, video, lunch */
    int64_t minutes;  /* 0 = leave */
    TkId campaign;    /* 0 = leave */
} ValueWish;

/* Makes the meeting with this person if there is none open, fills it in, moves idea -> valued when
 * both stand.
 * {"meeting":Meeting,"told_otherwise":[{"person","purpose"}],"undo"}: V4 names who was told another
 * purpose. */
TkJson *
set_value(const Workspace *workspace, TkId person, const ValueWish *wish, GError **error);
