/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/campaign.h"

#include "base/tk-error.h"
#include "domain/meeting.h"

static void
test_every_stage_has_its_step(void)
{
    const char *const rows[][2] = {
        { "idea", "found" },          { "valued", "found" },        { "asked", "asked" },
        { "followed_up_1", "asked" }, { "followed_up_2", "asked" }, { "agreed", "agreed" },
        { "placed", "agreed" },       { "prepared", "agreed" },     { "held", "held" },
        { "thanked", "held" },        { "kept", "kept" },           { "declined", "asked" },
        { "resting", "asked" },       { "moved", "agreed" },        { "cancelled", "found" },
        { "not_shown", "agreed" },    { "answered", "asked" },
    };
    gsize count = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_cmpstr(campaign_step_for(rows[i][0], FALSE), ==, rows[i][1]);
        g_assert_nonnull(meeting_stage_find(rows[i][0]));
    }
    while (meeting_stage_table[count].name != NULL)
        count++;
    g_assert_cmpuint(count, ==, G_N_ELEMENTS(rows));
}

static void
test_a_known_path_lifts_only_what_is_found(void)
{
    g_assert_cmpstr(campaign_step_for("", TRUE), ==, "path");
    g_assert_cmpstr(campaign_step_for("idea", TRUE), ==, "path");
    g_assert_cmpstr(campaign_step_for("held", TRUE), ==, "held");
}

static CampaignCounts
counted(const char *const *steps)
{
    CampaignCounts counts = { 0 };

    for (; *steps != NULL; steps++) {
        g_autoptr(Target) target = target_new();

        g_free(target->step);
        target->step = g_strdup(*steps);
        campaign_count(&counts, target);
    }
    return counts;
}

static void
test_coverage_counts_who_came_at_least_so_far(void)
{
    const char *const steps[] = { "found", "found", "asked", "held", "kept", "", NULL };
    const int64_t at[] = { 3, 0, 1, 0, 1, 1 };
    const int64_t reached[] = { 6, 3, 3, 2, 2, 1 };
    CampaignCounts counts = counted(steps);

    for (int i = 0; i < CAMPAIGN_STEPS; i++) {
        g_assert_cmpint(counts.at_step[i], ==, at[i]);
        g_assert_cmpint(counts.reached[i], ==, reached[i]);
        g_assert_cmpint(campaign_step_rank(campaign_step_table[i]), ==, i);
    }
    g_assert_cmpint(campaign_step_rank("lost"), ==, -1);
}

static void
test_ten_held_meetings_owe_a_report(void)
{
    MethodLimits limits = method_limits_default();
    CampaignCounts counts = { 0 };
    g_autoptr(Target) target = target_new();

    g_free(target->step);
    target->step = g_strdup("held");
    for (int i = 0; i < 9; i++)
        campaign_count(&counts, target);
    g_assert_false(campaign_report_is_due(&counts, &limits));
    campaign_count(&counts, target);
    g_assert_true(campaign_report_is_due(&counts, &limits));
}

static void
test_a_theme_is_worth_discussing_for_both(void)
{
    const char *const thin[] = { "my job hunt", "Ny jobb", "nytt arbete", "energy", "job search" };
    const char *const good[] = { "what the market looks like in five years",
                                 "varmepumper i borettslag", "jobs in the age of robots" };
    g_autoptr(GError) missing = NULL;

    g_assert_false(campaign_theme_stands(" ", &missing));
    g_assert_cmpstr(tk_error_face(missing).key, ==, "theme-missing");
    for (gsize i = 0; i < G_N_ELEMENTS(thin); i++) {
        g_autoptr(GError) error = NULL;

        g_test_message("%s", thin[i]);
        g_assert_false(campaign_theme_stands(thin[i], &error));
        g_assert_cmpstr(tk_error_face(error).key, ==, "theme-thin");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(good); i++)
        g_assert_true(campaign_theme_stands(good[i], NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/campaign/T1/every-stage-has-its-step", test_every_stage_has_its_step);
    g_test_add_func("/campaign/T1/a-known-path-lifts-what-is-found",
                    test_a_known_path_lifts_only_what_is_found);
    g_test_add_func("/campaign/T1/coverage", test_coverage_counts_who_came_at_least_so_far);
    g_test_add_func("/campaign/T2/a-theme-worth-discussing",
                    test_a_theme_is_worth_discussing_for_both);
    g_test_add_func("/campaign/T3/ten-held-owe-a-report", test_ten_held_meetings_owe_a_report);
    return g_test_run();
}
