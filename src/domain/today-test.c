/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/today.h"

#include <string.h>

static void
test_the_order_is_the_designs(void)
{
    const char *const order[] = {
        "keep_promise", "meet_today", "thank",   "answer", "approve",
        "follow_up",    "milestone",  "prepare", "rhythm", "review",
    };

    for (gsize i = 0; i + 1 < G_N_ELEMENTS(order); i++)
        g_assert_cmpint(today_rank(order[i]), <, today_rank(order[i + 1]));
}

static void
test_the_table_is_in_order_and_without_doubles(void)
{
    for (const TodayAct *act = today_act_table; act->act != NULL; act++) {
        g_assert_true(today_act_find(act->act) == act);
        g_assert_cmpint(act->rank, >, 0);
        if (act[1].act != NULL)
            g_assert_cmpint(act->rank, <, act[1].rank);
    }
    g_assert_null(today_act_find("nap"));
    g_assert_cmpint(today_rank("nap"), ==, INT64_MAX);
}

static Due *
due_of(int64_t rank, int64_t day, TkId id)
{
    Due *due = due_new();

    due->rank = rank;
    due->due_day = day;
    due->id = id;
    return due;
}

static void
test_rank_goes_before_day_and_day_before_id(void)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify) due_free);
    const int64_t wanted[][3] = { { 1, 9, 5 }, { 1, 9, 6 }, { 2, 1, 1 }, { 2, 3, 0 } };

    g_ptr_array_add(list, due_of(2, 3, 0));
    g_ptr_array_add(list, due_of(1, 9, 6));
    g_ptr_array_add(list, due_of(2, 1, 1));
    g_ptr_array_add(list, due_of(1, 9, 5));
    g_ptr_array_sort(list, today_compare);
    for (guint i = 0; i < list->len; i++) {
        const Due *due = g_ptr_array_index(list, i);

        g_assert_cmpint(due->rank, ==, wanted[i][0]);
        g_assert_cmpint(due->due_day, ==, wanted[i][1]);
        g_assert_cmpint(due->id, ==, wanted[i][2]);
    }
}

static void
test_only_what_is_open_and_due_is_on_the_list(void)
{
    const struct {
        const char *state;
        int64_t day;
        gboolean on;
    } rows[] = {
        { "open", 100, TRUE },  { "open", 99, TRUE },     { "open", 101, FALSE },
        { "done", 100, FALSE }, { "dropped", 99, FALSE }, { "open", 0, TRUE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Due) due = due_of(1, rows[i].day, 1);

        g_free(due->state);
        due->state = g_strdup(rows[i].state);
        g_assert_cmpint(due_is_for(due, 100), ==, rows[i].on);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/today/the-order-is-the-designs", test_the_order_is_the_designs);
    g_test_add_func("/today/in-order-without-doubles",
                    test_the_table_is_in_order_and_without_doubles);
    g_test_add_func("/today/rank-day-id", test_rank_goes_before_day_and_day_before_id);
    g_test_add_func("/today/only-open-and-due", test_only_what_is_open_and_due_is_on_the_list);
    return g_test_run();
}
