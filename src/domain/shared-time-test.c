/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/shared-time.h"

#include "base/tk-day.h"
#include "domain/method.h"

#define TODAY 20500 /* in February 2026 */

static int64_t
day(const char *text)
{
    TkDay found = 0;

    g_assert_true(tk_day_from_text(text, &found));
    return found;
}

static MonthSpan
span(const char *from, const char *until)
{
    return month_span(from != NULL ? day(from) : 0, until != NULL ? day(until) : 0, TODAY);
}

static void
test_one_who_left_before_the_other_came_shares_nothing(void)
{
    MonthSpan common =
        month_span_common(span("2010-01-15", "2014-06-15"), span("2014-07-15", NULL));

    g_assert_cmpfloat(shared_time_strength(common, 2), ==, 0);
}

static void
test_the_common_time_is_from_the_later_beginning_to_the_earlier_end(void)
{
    MonthSpan common =
        month_span_common(span("2010-01-15", "2014-06-15"), span("2012-03-15", "2019-01-15"));

    g_assert_cmpint(month_year(common.from), ==, 2012);
    g_assert_cmpint(month_year(common.until), ==, 2014);
    g_assert_cmpint(common.until - common.from, ==, 27);
}

static void
test_longer_together_and_fewer_there_is_likelier(void)
{
    const MonthSpan year = { 1000, 1012 };
    double before = 1;

    for (gsize members = 2; members <= SHARED_TIME_MEMBERS_MOST; members++) {
        double strength = shared_time_strength(year, members);

        g_assert_cmpfloat(strength, <, before);
        before = strength;
    }
    before = 0;
    for (int months = 1; months < 600; months++) {
        double strength = shared_time_strength((MonthSpan) { 1000, 1000 + months }, 5);

        g_assert_cmpfloat(strength, >, before);
        before = strength;
    }
}

static void
test_a_guess_is_never_more_than_light_and_none_in_a_crowd(void)
{
    const MethodLimits limits = method_limits_default();
    const MonthSpan life = { 800, 1500 };

    g_assert_cmpfloat(shared_time_strength(life, 2), <, limits.tie_warm);
    g_assert_cmpfloat(shared_time_strength(life, SHARED_TIME_MEMBERS_MOST), <, limits.tie_light);
    g_assert_cmpfloat(shared_time_strength(life, SHARED_TIME_MEMBERS_MOST + 1), ==, 0);
}

static void
test_a_post_of_unknown_beginning_counts_a_year(void)
{
    MonthSpan post = span(NULL, NULL);

    g_assert_cmpint(post.until - post.from, ==, 12);
    post = span(NULL, "2020-05-15");
    g_assert_cmpint(post.until - post.from, ==, 12);
}

static void
test_dates_of_any_kind_make_no_time(void)
{
    const int64_t odd[] = { G_MININT64, -1, 1, TODAY, G_MAXINT64 };

    for (gsize from = 0; from < G_N_ELEMENTS(odd); from++) {
        for (gsize until = 0; until < G_N_ELEMENTS(odd); until++) {
            MonthSpan one = month_span(odd[from], odd[until], TODAY);

            g_assert_cmpint(one.from, >=, 0);
            g_assert_cmpint(one.until, <=, month_span(0, 0, TODAY).until);
            g_assert_cmpfloat(shared_time_strength(month_span_common(one, one), 2), <=, 0.3);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/shared-time/P1/one-who-left-before-the-other-came-shares-nothing",
                    test_one_who_left_before_the_other_came_shares_nothing);
    g_test_add_func(
        "/shared-time/P1/the-common-time-is-from-the-later-beginning-to-the-earlier-end",
        test_the_common_time_is_from_the_later_beginning_to_the_earlier_end);
    g_test_add_func("/shared-time/P1/longer-together-and-fewer-there-is-likelier",
                    test_longer_together_and_fewer_there_is_likelier);
    g_test_add_func("/shared-time/P1/a-guess-is-never-more-than-light-and-none-in-a-crowd",
                    test_a_guess_is_never_more_than_light_and_none_in_a_crowd);
    g_test_add_func("/shared-time/a-post-of-unknown-beginning-counts-a-year",
                    test_a_post_of_unknown_beginning_counts_a_year);
    g_test_add_func("/shared-time/dates-of-any-kind-make-no-time",
                    test_dates_of_any_kind_make_no_time);
    return g_test_run();
}
