/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * today.h - the one list of what to do now, each row with its reason and the thing behind it.
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    char *act;    /* today.h */
    int64_t rank; /* the order of the acts, from today.c */
    int64_t due_day;
    char *state; /* open, done, dropped */
    TkId person_id;
    char *person_name;
    char *reason;   /* key of the sentence */
    char *evidence; /* JSON object: the sentence's facts */
    char *about;    /* kind of the thing behind it: message, meeting, person, introduction, note */
    TkId about_id;
    int64_t created_at;
    int64_t ended_at;
} Due;

/* An empty one: every text "", every number 0. Caller owns it. */
Due *
due_new(void);

void
due_free(Due *due);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Due, due_free)
