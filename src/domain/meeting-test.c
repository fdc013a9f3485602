/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/meeting.h"

#include "base/tk-error.h"
#include "domain/today.h"
#include "domain/value.h"

static const char *const all_stages[] = {
    "idea",     "valued",  "asked",    "followed_up_1", "followed_up_2", "answered",
    "agreed",   "placed",  "prepared", "held",          "thanked",       "kept",
    "declined", "resting", "moved",    "cancelled",     "not_shown",
};

static Meeting *
meeting_at(const char *stage)
{
    Meeting *meeting = meeting_new();

    g_free(meeting->stage);
    meeting->stage = g_strdup(stage);
    return meeting;
}

static Meeting *
valued_meeting_at(const char *stage)
{
    Meeting *meeting = meeting_at(stage);

    value_set(meeting, "learn how Nordvarme prices heat pumps", "she led the price reform",
              "our survey of eighty households", "figures I can trust", 0);
    g_free(meeting->stage);
    meeting->stage = g_strdup(stage);
    meeting->stage_at = 0;
    return meeting;
}

static void
test_every_stage_is_in_the_table(void)
{
    gsize count = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(all_stages); i++)
        g_assert_nonnull(meeting_stage_find(all_stages[i]));
    while (meeting_stage_table[count].name != NULL)
        count++;
    g_assert_cmpuint(count, ==, G_N_ELEMENTS(all_stages));
    g_assert_cmpstr(meeting_stage_table[0].name, ==, "idea");
    g_assert_null(meeting_stage_find("coffee"));
}

static void
test_steps_lead_from_known_stages_to_known_stages(void)
{
    const char *const who[] = { "me", "them", "either", NULL };

    for (const MeetingStep *step = meeting_step_table; step->from != NULL; step++) {
        g_assert_nonnull(meeting_stage_find(step->from));
        g_assert_nonnull(meeting_stage_find(step->to));
        g_assert_cmpstr(step->from, !=, step->to);
        g_assert_true(g_strv_contains(who, step->who));
    }
}

static void
test_no_step_stands_twice(void)
{
    for (const MeetingStep *one = meeting_step_table; one->from != NULL; one++) {
        for (const MeetingStep *other = one + 1; other->from != NULL; other++)
            g_assert_false(g_str_equal(one->from, other->from) && g_str_equal(one->to, other->to));
    }
}

static void
test_every_stage_can_be_reached_from_the_idea(void)
{
    for (gsize i = 1; i < G_N_ELEMENTS(all_stages); i++) {
        gboolean reached = FALSE;

        for (const MeetingStep *step = meeting_step_table; step->from != NULL; step++)
            reached |= g_str_equal(step->to, all_stages[i]);
        g_test_message("%s", all_stages[i]);
        g_assert_true(reached);
    }
}

static void
test_only_kept_leads_nowhere(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(all_stages); i++) {
        gboolean leads = FALSE;

        for (const MeetingStep *step = meeting_step_table; step->from != NULL; step++)
            leads |= g_str_equal(step->from, all_stages[i]);
        g_assert_cmpint(leads, ==, !g_str_equal(all_stages[i], "kept"));
    }
}

static void
test_the_straight_way_is_open(void)
{
    const char *const way[] = { "valued", "asked",    "followed_up_1", "followed_up_2", "agreed",
                                "placed", "prepared", "held",          "thanked",       "kept" };
    g_autoptr(Meeting) meeting = valued_meeting_at("");
    g_autoptr(GError) error = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(way); i++) {
        g_assert_true(meeting_go(meeting, way[i], 100 + (int64_t) i, &error));
        g_assert_no_error(error);
        g_assert_cmpstr(meeting->stage, ==, way[i]);
        g_assert_cmpint(meeting->stage_at, ==, 100 + (int64_t) i);
    }
}

static void
test_a_step_that_is_not_in_the_table_is_refused(void)
{
    const char *const steps[][2] = {
        { "idea", "asked" },
        { "idea", "held" },
        { "asked", "held" },
        { "asked", "followed_up_2" },
        { "followed_up_2", "followed_up_1" },
        { "kept", "asked" },
        { "declined", "asked" },
        { "resting", "followed_up_1" },
        { "resting", "asked" },
        { "asked", "nonsense" },
        { "held", "placed" },
        { "followed_up_2", "asked" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_autoptr(Meeting) meeting = valued_meeting_at(steps[i][0]);
        g_autoptr(GError) error = NULL;

        g_assert_false(meeting_go(meeting, steps[i][1], 9, &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_CONFLICT);
        g_assert_cmpstr(tk_error_face(error).key, ==, "stage-cannot-follow");
        g_assert_cmpstr(meeting->stage, ==, steps[i][0]);
        g_assert_cmpint(meeting->stage_at, ==, 0);
    }
}

static void
test_what_an_answer_means_is_mine_to_say(void)
{
    const char *const waiting[] = { "asked", "followed_up_1", "followed_up_2", "resting" };
    const char *const meanings[] = { "agreed", "declined", "resting", "cancelled" };

    for (gsize i = 0; i < G_N_ELEMENTS(waiting); i++)
        g_assert_true(meeting_may_go(waiting[i], "answered"));
    for (gsize i = 0; i < G_N_ELEMENTS(meanings); i++)
        g_assert_true(meeting_may_go("answered", meanings[i]));
    g_assert_false(meeting_may_go("answered", "followed_up_1"));
    g_assert_false(meeting_stage_find("answered")->waiting);
}

static void
test_going_nowhere_changes_nothing(void)
{
    g_autoptr(Meeting) meeting = meeting_at("asked");

    g_assert_true(meeting_go(meeting, "asked", 99, NULL));
    g_assert_cmpint(meeting->stage_at, ==, 0);
}

static void
test_nobody_is_asked_but_from_valued(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(all_stages); i++)
        g_assert_cmpint(meeting_may_go(all_stages[i], "asked"), ==,
                        g_str_equal(all_stages[i], "valued"));
}

static void
test_valued_needs_the_value(void)
{
    const char *const from[] = { "idea", "resting", "declined", "cancelled" };

    for (gsize i = 0; i < G_N_ELEMENTS(from); i++) {
        g_autoptr(Meeting) meeting = meeting_at(from[i]);
        g_autoptr(GError) error = NULL;

        g_assert_false(meeting_go(meeting, "valued", 9, &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_REFUSED);
        g_assert_cmpstr(meeting->stage, ==, from[i]);
    }
}

static void
test_news_may_skip_steps(void)
{
    g_autoptr(Meeting) meeting = meeting_at("asked");

    g_assert_true(meeting_go_through(meeting, "placed", 50, NULL));
    g_assert_cmpstr(meeting->stage, ==, "placed");
    g_assert_cmpint(meeting->stage_at, ==, 50);
}

static void
test_news_never_skips_the_value_gate(void)
{
    g_autoptr(Meeting) bare = meeting_at("idea");
    g_autoptr(Meeting) rested = meeting_at("resting");
    g_autoptr(Meeting) valued = valued_meeting_at("idea");
    g_autoptr(GError) error = NULL;

    g_assert_false(meeting_go_through(bare, "asked", 9, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_CONFLICT);
    g_assert_false(meeting_go_through(rested, "followed_up_1", 9, NULL));
    g_assert_true(meeting_go_through(valued, "asked", 9, NULL));
}

static void
test_nothing_leads_on_from_an_end(void)
{
    g_autoptr(Meeting) kept = valued_meeting_at("kept");
    g_autoptr(Meeting) unknown = valued_meeting_at("nonsense");

    g_assert_false(meeting_go_through(kept, "asked", 9, NULL));
    g_assert_false(meeting_go_through(unknown, "asked", 9, NULL));
}

static void
test_what_is_due_next_is_an_act_of_the_list(void)
{
    for (const MeetingStage *stage = meeting_stage_table; stage->name != NULL; stage++)
        g_assert_true(*stage->act == '\0' || today_act_find(stage->act) != NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/meeting/every-stage-is-in-the-table", test_every_stage_is_in_the_table);
    g_test_add_func("/meeting/steps-lead-to-known-stages",
                    test_steps_lead_from_known_stages_to_known_stages);
    g_test_add_func("/meeting/no-step-stands-twice", test_no_step_stands_twice);
    g_test_add_func("/meeting/every-stage-can-be-reached",
                    test_every_stage_can_be_reached_from_the_idea);
    g_test_add_func("/meeting/only-kept-leads-nowhere", test_only_kept_leads_nowhere);
    g_test_add_func("/meeting/the-straight-way-is-open", test_the_straight_way_is_open);
    g_test_add_func("/meeting/other-steps-are-refused",
                    test_a_step_that_is_not_in_the_table_is_refused);
    g_test_add_func("/meeting/M5/what-an-answer-means-is-mine-to-say",
                    test_what_an_answer_means_is_mine_to_say);
    g_test_add_func("/meeting/going-nowhere-changes-nothing", test_going_nowhere_changes_nothing);
    g_test_add_func("/meeting/V1/nobody-is-asked-but-from-valued",
                    test_nobody_is_asked_but_from_valued);
    g_test_add_func("/meeting/V1/valued-needs-the-value", test_valued_needs_the_value);
    g_test_add_func("/meeting/news-may-skip-steps", test_news_may_skip_steps);
    g_test_add_func("/meeting/V1/news-never-skips-the-gate", test_news_never_skips_the_value_gate);
    g_test_add_func("/meeting/nothing-leads-on-from-an-end", test_nothing_leads_on_from_an_end);
    g_test_add_func("/meeting/what-is-due-next-is-an-act",
                    test_what_is_due_next_is_an_act_of_the_list);
    return g_test_run();
}
