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
    char *about;    /* kind of the thing behind it: message, meeting, person, introduction, note,
                       milestone */
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

/* DESIGN's order: promises and today's meetings, thank-yous, answers, approvals, follow-ups,
 * milestones, preparation, rhythm, review. */
typedef struct {
    const char *act;
    int64_t rank;      /* smaller comes first; stable, it is kept in the store */
    const char *about; /* the kind of thing behind it */
    const char *rule;  /* METHOD number */
} TodayAct;

extern const TodayAct today_act_table[]; /* ends with a NULL act; in order of rank */

/* NULL for a word that is no act. Constant. */
const TodayAct *
today_act_find(const char *act);

/* The act's rank; an unknown word comes last (INT64_MAX). */
int64_t
today_rank(const char *act);

/* The list's order: rank, then due_day, then id. For g_ptr_array_sort() of Due. */
gint
today_compare(gconstpointer one, gconstpointer other);

/* TRUE when it belongs on the list of `today`: open and due. */
gboolean
due_is_for(const Due *due, int64_t today);
