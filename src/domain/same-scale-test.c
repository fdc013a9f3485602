/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-scale.h"

static void
test_the_prior_is_one_in_as_many(void)
{
    g_auto(SameScale) scale = { 0 };
    g_auto(SameJudgement) judgement = { 0 };

    same_scale_begin(&scale, 1024, TRUE);
    same_scale_weigh(&scale, "double-same-given", 10, "kari", NULL);
    same_scale_end(&scale, &judgement);
    g_assert_cmpfloat_with_epsilon(judgement.chance, 0.5, 1e-9);
}

static void
test_a_doubt_holds_the_sum_down(void)
{
    g_auto(SameScale) scale = { 0 };
    g_auto(SameJudgement) judgement = { 0 };

    same_scale_begin(&scale, 1024, TRUE);
    same_scale_weigh(&scale, "double-same-email", 100, "kari@elv.example", NULL);
    same_scale_doubt(&scale, 0);
    same_scale_doubt(&scale, 5);
    same_scale_end(&scale, &judgement);
    g_assert_cmpfloat_with_epsilon(judgement.chance, 0.5, 1e-9);
}

static void
test_the_weightiest_reason_comes_first(void)
{
    g_auto(SameScale) scale = { 0 };
    g_auto(SameJudgement) judgement = { 0 };

    same_scale_begin(&scale, 1024, TRUE);
    same_scale_weigh(&scale, "double-same-place", 1, "Voss", NULL);
    same_scale_weigh(&scale, "double-other-given", -9, "kari", "siri");
    same_scale_end(&scale, &judgement);
    const TkJson *first = json_array_get(judgement.reasons, 0);

    g_assert_cmpstr(tk_json_get_text(first, "key", ""), ==, "double-other-given");
    g_assert_cmpstr(tk_json_get_text(first, "speaks", ""), ==, "against");
    g_assert_cmpstr(tk_json_get_text(json_object_get(first, "facts"), "other", ""), ==, "siri");
}

static void
test_the_chance_is_the_same_where_nobody_asks_why(void)
{
    g_auto(SameScale) telling = { 0 };
    g_auto(SameScale) silent = { 0 };

    same_scale_begin(&telling, 1024, TRUE);
    same_scale_begin(&silent, 1024, FALSE);
    same_scale_weigh(&telling, "double-same-given", 7, "kari", NULL);
    same_scale_weigh(&silent, "double-same-given", 7, "kari", NULL);
    g_assert_null(silent.reasons);
    g_assert_cmpfloat_with_epsilon(same_scale_chance(&silent), same_scale_chance(&telling), 1e-12);
    g_assert_cmpfloat_with_epsilon(same_scale_chance(&silent), 1.0 / 9, 1e-9);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/same-scale/the-prior-is-one-in-as-many", test_the_prior_is_one_in_as_many);
    g_test_add_func("/same-scale/a-doubt-holds-the-sum-down", test_a_doubt_holds_the_sum_down);
    g_test_add_func("/same-scale/the-weightiest-reason-comes-first",
                    test_the_weightiest_reason_comes_first);
    g_test_add_func("/same-scale/the-chance-is-the-same-where-nobody-asks-why",
                    test_the_chance_is_the_same_where_nobody_asks_why);
    return g_test_run();
}
