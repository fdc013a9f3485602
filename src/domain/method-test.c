/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/method.h"

#include "base/tk-error.h"

static void
test_the_limits_are_the_methods(void)
{
    MethodLimits limits = method_limits_default();

    g_assert_cmpuint(limits.follow_up_first_days, ==, 6);
    g_assert_cmpuint(limits.follow_up_second_days, ==, 12);
    g_assert_cmpuint(limits.follow_ups_most, ==, 2);
    g_assert_cmpuint(limits.rest_days, ==, 90);
    g_assert_cmpuint(limits.open_requests_most, ==, 7);
    g_assert_cmpuint(limits.news_most, ==, 5);
    g_assert_cmpuint(limits.touches_most, ==, 3);
    g_assert_cmpuint(limits.introducer_open_most, ==, 2);
    g_assert_cmpuint(limits.introducer_year_most, ==, 4);
    g_assert_cmpuint(limits.held_for_report, ==, 10);
    g_assert_cmpuint(limits.check_days, ==, 14);
    g_assert_cmpfloat(limits.tie_close, >, limits.tie_warm);
    g_assert_cmpfloat(limits.tie_warm, >, limits.tie_light);
    g_assert_cmpfloat(limits.tie_light, >, 0);
}

static void
test_a_rule_is_overruled_with_a_reason_that_is_kept(void)
{
    g_autofree char *one = method_overrule("", "V1", "she asked me\nherself", NULL);
    g_autofree char *two = method_overrule(one, "T4", "only today", NULL);
    g_autofree char *again = method_overrule(two, "V1", "a better reason", NULL);

    g_assert_cmpstr(one, ==, "V1: she asked me herself");
    g_assert_cmpstr(two, ==, "V1: she asked me herself\nT4: only today");
    g_assert_cmpstr(again, ==, "T4: only today\nV1: a better reason");
    g_assert_true(method_is_overruled(again, "V1"));
    g_assert_true(method_is_overruled(again, "T4"));
    g_assert_false(method_is_overruled(again, "P5"));
    g_assert_false(method_is_overruled("V10: because", "V1"));
    g_assert_false(method_is_overruled("T4: see V1: there", "V1"));
}

static void
test_without_a_reason_nothing_is_overruled(void)
{
    const char *const empty[] = { "", "  ", "\n\t" };

    for (gsize i = 0; i < G_N_ELEMENTS(empty); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(method_overrule("", "V1", empty[i], &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/method/the-limits-are-the-methods", test_the_limits_are_the_methods);
    g_test_add_func("/method/overruled-with-a-reason",
                    test_a_rule_is_overruled_with_a_reason_that_is_kept);
    g_test_add_func("/method/not-without-a-reason", test_without_a_reason_nothing_is_overruled);
    return g_test_run();
}
