/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * meeting.h - a meeting over coffee from the first idea to the kept relationship.
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    TkId person_id;
    TkId campaign_id;
    char *stage; /* meeting.h */
    int64_t stage_at;
    char *purpose;        /* one concrete purpose (V3) */
    char *reason;         /* why this person (V3) */
    char *value_for_them; /* V1 */
    char *value_for_me;   /* V1 */
    char *form;           /* coffee, call, video, lunch */
    int64_t minutes;
    char *place;
    int64_t starts_at; /* 0 while not agreed */
    char *zone;
    char *language;
    char *asked_by;  /* me, them */
    char *overruled; /* rules overruled, with reasons, one a line: "V1: reason" */
    int64_t created_at;
} Meeting;

/* An empty one: every text "", every number 0. Caller owns it. */
Meeting *
meeting_new(void);

void
meeting_free(Meeting *meeting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Meeting, meeting_free)
