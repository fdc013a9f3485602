/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/today.h"

#include <string.h>

Due *
due_new(void)
{
    Due *due = g_new0(Due, 1);

    due->act = g_strdup("");
    due->state = g_strdup("");
    due->person_name = g_strdup("");
    due->reason = g_strdup("");
    due->evidence = g_strdup("");
    due->about = g_strdup("");
    return due;
}

void
due_free(Due *due)
{
    if (due == NULL)
        return;
    g_free(due->act);
    g_free(due->state);
    g_free(due->person_name);
    g_free(due->reason);
    g_free(due->evidence);
    g_free(due->about);
    g_free(due);
}

/* Ranks leave room between them: they are kept in the store, and a new act must fit in without
 * moving the old ones. */
const TodayAct today_act_table[] = {
    { "keep_promise", 100, "note", "A6" },
    { "tell_introducer", 110, "introduction", "V4" },
    { "meet_today", 200, "meeting", "K1" },
    { "thank", 300, "meeting", "A2" },
    { "debrief", 310, "meeting", "A1" },
    { "answer", 400, "message", "M5" },
    { "report_back", 410, "introduction", "P4" },
    { "approve", 500, "message", "M4" },
    { "send", 510, "message", "M4" },
    { "follow_up", 600, "message", "F1" },
    { "milestone", 700, "milestone", "L2" },
    { "prepare", 800, "meeting", "R4" },
    { "place", 810, "meeting", "S4" },
    { "value", 820, "meeting", "V1" },
    { "ask", 830, "meeting", "P3" },
    { "rest_over", 840, "meeting", "F1" },
    { "warm_up", 850, "person", "L8" },
    { "doubles", 870, "doubles", "who is who" },
    { "rhythm", 900, "person", "L1" },
    { "review", 950, "person", "L6" },
    { 0 },
};

const TodayAct *
today_act_find(const char *act)
{
    for (const TodayAct *row = today_act_table; row->act != NULL; row++) {
        if (strcmp(row->act, act) == 0)
            return row;
    }
    return NULL;
}

int64_t
today_rank(const char *act)
{
    const TodayAct *row = today_act_find(act);

    return row == NULL ? INT64_MAX : row->rank;
}

static gint
compare_numbers(int64_t one, int64_t other)
{
    return (one > other) - (one < other);
}

gint
today_compare(gconstpointer one, gconstpointer other)
{
    const Due *a = *(const Due *const *) one;
    const Due *b = *(const Due *const *) other;
    gint order = compare_numbers(a->rank, b->rank);

    if (order == 0)
        order = compare_numbers(a->due_day, b->due_day);
    if (order == 0)
        order = compare_numbers(a->id, b->id);
    return order;
}

gboolean
due_is_for(const Due *due, int64_t today)
{
    return strcmp(due->state, "open") == 0 && due->due_day <= today;
}
