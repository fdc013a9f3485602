/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/introduction.h"

#include "base/tk-error.h"

#define DAY INT64_C(86400)
#define NOW (INT64_C(20000) * DAY)
#define OLA 7

static void
add(GPtrArray *introductions, TkId introducer, const char *state, int64_t days_ago)
{
    Introduction *introduction = introduction_new();

    introduction->introducer_id = introducer;
    g_free(introduction->state);
    introduction->state = g_strdup(state);
    introduction->asked_at = g_str_equal(state, "drafted") ? 0 : NOW - days_ago * DAY;
    g_ptr_array_add(introductions, introduction);
}

static GPtrArray *
introductions_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify) introduction_free);
}

static gboolean
may_ask(const GPtrArray *introductions, GError **error)
{
    MethodLimits limits = method_limits_default();
    IntroducerLoad load = introducer_load(introductions, OLA, NOW);

    return introducer_may_be_asked(&load, "Ola Berg", &limits, error);
}

static void
test_two_open_are_enough(void)
{
    g_autoptr(GPtrArray) introductions = introductions_new();
    g_autoptr(GError) error = NULL;

    add(introductions, OLA, "asked", 500);
    g_assert_true(may_ask(introductions, NULL));
    add(introductions, OLA, "agreed", 500);
    g_assert_false(may_ask(introductions, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_REFUSED);
    g_assert_cmpstr(tk_error_face(error).key, ==, "introducer-tired");
    g_assert_cmpstr(tk_error_face(error).subject, ==, "Ola Berg");
}

static void
test_four_a_year_are_enough(void)
{
    g_autoptr(GPtrArray) introductions = introductions_new();

    add(introductions, OLA, "reported", 364);
    add(introductions, OLA, "declined", 300);
    add(introductions, OLA, "made", 200);
    add(introductions, OLA, "reported", 366); /* more than a year ago */
    g_assert_true(may_ask(introductions, NULL));
    add(introductions, OLA, "reported", 1);
    g_assert_false(may_ask(introductions, NULL));
}

static void
test_drafts_hold_a_seat(void)
{
    g_autoptr(GPtrArray) introductions = introductions_new();

    add(introductions, OLA, "drafted", 0);
    add(introductions, OLA, "drafted", 0);
    g_assert_false(may_ask(introductions, NULL));
}

static void
test_others_do_not_count(void)
{
    g_autoptr(GPtrArray) introductions = introductions_new();

    for (int i = 0; i < 9; i++)
        add(introductions, OLA + 1, "asked", 3);
    g_assert_true(may_ask(introductions, NULL));
}

static void
test_it_goes_from_draft_to_report(void)
{
    const char *const way[] = { "asked", "agreed", "made", "reported" };
    g_autoptr(Introduction) introduction = introduction_new();

    for (gsize i = 0; i < G_N_ELEMENTS(way); i++) {
        g_assert_true(introduction_go(introduction, way[i], 10 + (int64_t) i, NULL));
        g_assert_cmpint(introduction_owes_report(introduction), ==, i == 2);
    }
    g_assert_cmpint(introduction->asked_at, ==, 10);
    g_assert_cmpint(introduction->ended_at, ==, 12);
}

static void
test_other_steps_are_refused(void)
{
    const char *const steps[][2] = {
        { "drafted", "made" },    { "made", "asked" },       { "reported", "asked" },
        { "declined", "agreed" }, { "drafted", "reported" }, { "asked", "drafted" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_autoptr(Introduction) introduction = introduction_new();
        g_autoptr(GError) error = NULL;

        g_free(introduction->state);
        introduction->state = g_strdup(steps[i][0]);
        g_assert_false(introduction_go(introduction, steps[i][1], 10, &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_CONFLICT);
        g_assert_cmpstr(introduction->state, ==, steps[i][0]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/introduction/P5/two-open-are-enough", test_two_open_are_enough);
    g_test_add_func("/introduction/P5/four-a-year-are-enough", test_four_a_year_are_enough);
    g_test_add_func("/introduction/P5/drafts-hold-a-seat", test_drafts_hold_a_seat);
    g_test_add_func("/introduction/P5/others-do-not-count", test_others_do_not_count);
    g_test_add_func("/introduction/P4/from-draft-to-report", test_it_goes_from_draft_to_report);
    g_test_add_func("/introduction/other-steps-are-refused", test_other_steps_are_refused);
    return g_test_run();
}
