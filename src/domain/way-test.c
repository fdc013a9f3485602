/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/way.h"

static WayRank
rank(WayFigures figures)
{
    const MethodLimits limits = method_limits_default();

    return way_rank(&figures, &limits);
}

static void
test_what_one_would_try_first_comes_first(void)
{
    const WayFigures in_order[] = {
        { { 0.2 }, 1, FALSE, FALSE, FALSE },      { { 0.5, 0.2 }, 2, FALSE, FALSE, FALSE },
        { { 0.2, 0.9 }, 2, FALSE, FALSE, FALSE }, { { 0.1 }, 1, FALSE, FALSE, FALSE },
        { { 0.9, 0.9 }, 2, FALSE, FALSE, TRUE },  { { 0.9, 0.1 }, 2, FALSE, FALSE, FALSE },
        { { 0.9, 0.9 }, 2, FALSE, TRUE, FALSE },
    };

    for (gsize at = 0; at + 1 < G_N_ELEMENTS(in_order); at++) {
        WayRank one = rank(in_order[at]), next = rank(in_order[at + 1]);

        g_assert_cmpint(way_compare(&one, in_order[at].count, &next, in_order[at + 1].count), <, 0);
    }
}

static void
test_the_weakest_step_weighs_most(void)
{
    WayRank even = rank((WayFigures) { { 0.5, 0.5 }, 2, FALSE, FALSE, FALSE });
    WayRank uneven = rank((WayFigures) { { 0.9, 0.3 }, 2, FALSE, FALSE, FALSE });

    g_assert_cmpuint(uneven.weakest, ==, 1);
    g_assert_cmpint(way_compare(&even, 2, &uneven, 2), <, 0);
}

static void
test_doubt_and_length_cost(void)
{
    WayRank plain = rank((WayFigures) { { 0.5, 0.5 }, 2, FALSE, FALSE, FALSE });
    WayRank likely = rank((WayFigures) { { 0.5, 0.5 }, 2, TRUE, FALSE, FALSE });
    WayRank longer = rank((WayFigures) { { 0.5, 0.5, 0.5 }, 3, FALSE, FALSE, FALSE });

    g_assert_cmpint(way_compare(&plain, 2, &likely, 2), <, 0);
    g_assert_cmpint(way_compare(&likely, 2, &longer, 3), <, 0);
}

/* Nor is it ever further off than it must be: with the other steps as strong as can be it is met.
 */
static void
test_no_way_scores_more_than_its_bound(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(19);

    for (unsigned round = 0; round < 20000; round++) {
        double end = g_rand_double(dice), between = g_rand_double(dice),
               other = g_rand_double(dice);
        WayFigures two = { { end, other }, 2, g_rand_boolean(dice), FALSE, FALSE };
        WayFigures begins = { { end, between, other }, 3, g_rand_boolean(dice), FALSE, FALSE };
        WayFigures ends = { { other, between, end }, 3, FALSE, FALSE, FALSE };
        WayFigures best_two = { { end, 1 }, 2, FALSE, FALSE, FALSE };
        WayFigures best = { { end, between, 1 }, 3, FALSE, FALSE, FALSE };

        g_assert_cmpfloat(rank(two).score, <=, way_bound(2, end, 0) + 1e-12);
        g_assert_cmpfloat(rank(begins).score, <=, way_bound(3, end, between) + 1e-12);
        g_assert_cmpfloat(rank(ends).score, <=, way_bound(3, end, between) + 1e-12);
        g_assert_cmpfloat_with_epsilon(rank(best_two).score, way_bound(2, end, 0), 1e-12);
        g_assert_cmpfloat_with_epsilon(rank(best).score, way_bound(3, end, between), 1e-12);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/way/P1/what-one-would-try-first-comes-first",
                    test_what_one_would_try_first_comes_first);
    g_test_add_func("/way/P1/the-weakest-step-weighs-most", test_the_weakest_step_weighs_most);
    g_test_add_func("/way/P1/doubt-and-length-cost", test_doubt_and_length_cost);
    g_test_add_func("/way/no-way-scores-more-than-its-bound",
                    test_no_way_scores_more_than_its_bound);
    return g_test_run();
}
