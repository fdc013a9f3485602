/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * path-together-test.c - ways that rest on a time at the same place (P1).
 */
#include "domain/path.h"

#include <string.h>

#define NOW    (INT64_C(20000) * 86400)
#define ME     1
#define ANE    2
#define BO     3
#define TARGET 9

/* What is known: ties, and who was with whom. */
typedef struct {
    GPtrArray *ties; /* borrowed */
    PathShared shared[2];
    gsize shared_count;
} Both;

static void
know(GPtrArray *ties, TkId one, TkId other, const char *word)
{
    Tie *tie = tie_new();

    tie->from_person_id = one;
    tie->to_person_id = other;
    g_free(tie->own_word);
    tie->own_word = g_strdup(word);
    g_ptr_array_add(ties, tie);
}

/* Both were at Nordvarme from 2012 to 2014. */
static void
was_with(Both *both, TkId one, TkId other, double strength)
{
    both->shared[both->shared_count++] =
        (PathShared) { one, other, "Nordvarme", 2012, 2014, strength };
}

static GPtrArray *
rank(const Both *both)
{
    static const PathPerson persons[] = {
        { ANE, "Ane", FALSE, { 0 } },
        { BO, "Bo", FALSE, { 0 } },
        { TARGET, "Tuva", FALSE, { 0 } },
    };
    const MethodLimits limits = method_limits_default();
    g_autoptr(GError) error = NULL;
    const PathQuestion question = { .me_id = ME,
                                    .target_id = TARGET,
                                    .persons = persons,
                                    .person_count = G_N_ELEMENTS(persons),
                                    .ties = (const Tie *const *) both->ties->pdata,
                                    .tie_count = both->ties->len,
                                    .shared = both->shared,
                                    .shared_count = both->shared_count,
                                    .now = NOW,
                                    .limits = &limits };
    GPtrArray *paths = path_rank(&question, &error);

    g_assert_no_error(error);
    return paths;
}

static const Path *
best_of(const GPtrArray *paths)
{
    g_assert_cmpuint(paths->len, >=, 1);
    return g_ptr_array_index(paths, 0);
}

static void
test_a_time_at_the_same_place_is_only_likely(void)
{
    g_autoptr(GPtrArray) ties = g_ptr_array_new_with_free_func((GDestroyNotify) tie_free);
    Both both = { ties };
    g_autoptr(GPtrArray) paths = NULL;
    const Path *path = NULL;

    know(ties, ME, ANE, "close");
    was_with(&both, ANE, TARGET, 0.2);
    paths = rank(&both);
    path = best_of(paths);
    g_assert_cmpstr(path->certainty, ==, "likely");
    g_assert_cmpstr(path->gate, ==, "ask");
    g_assert_cmpstr(path->reason, ==, "path-ask-together");
    g_assert_cmpstr(path->steps[1].reason, ==, "tie-between-together");
    g_assert_nonnull(strstr(path->steps[1].facts, "Nordvarme"));
    g_assert_nonnull(strstr(path->steps[1].facts, "2012"));
}

static void
test_a_tie_that_holds_says_more_than_a_guess(void)
{
    g_autoptr(GPtrArray) ties = g_ptr_array_new_with_free_func((GDestroyNotify) tie_free);
    Both both = { ties };
    g_autoptr(GPtrArray) paths = NULL;

    know(ties, ME, ANE, "close");
    was_with(&both, ANE, TARGET, 0.3);
    know(ties, ANE, TARGET, "light");
    paths = rank(&both);
    g_assert_cmpuint(paths->len, ==, 1);
    g_assert_cmpstr(best_of(paths)->certainty, ==, "sure");
}

static void
test_what_was_too_short_together_is_no_way(void)
{
    g_autoptr(GPtrArray) ties = g_ptr_array_new_with_free_func((GDestroyNotify) tie_free);
    Both both = { ties };
    g_autoptr(GPtrArray) paths = NULL;

    know(ties, ME, ANE, "close");
    was_with(&both, ANE, TARGET, method_limits_default().tie_light - 0.01);
    paths = rank(&both);
    g_assert_cmpuint(paths->len, ==, 0);
}

static void
test_two_guesses_make_no_way(void)
{
    g_autoptr(GPtrArray) ties = g_ptr_array_new_with_free_func((GDestroyNotify) tie_free);
    Both both = { ties };
    g_autoptr(GPtrArray) none = NULL;
    g_autoptr(GPtrArray) one = NULL;

    know(ties, ME, ANE, "close");
    was_with(&both, ANE, BO, 0.3);
    was_with(&both, BO, TARGET, 0.3);
    none = rank(&both);
    g_assert_cmpuint(none->len, ==, 0);
    know(ties, BO, TARGET, "warm");
    one = rank(&both);
    g_assert_cmpuint(best_of(one)->count, ==, 3);
    g_assert_cmpstr(best_of(one)->certainty, ==, "likely");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/path/P1/a-time-at-the-same-place-is-only-likely",
                    test_a_time_at_the_same_place_is_only_likely);
    g_test_add_func("/path/P1/a-tie-that-holds-says-more-than-a-guess",
                    test_a_tie_that_holds_says_more_than_a_guess);
    g_test_add_func("/path/P1/what-was-too-short-together-is-no-way",
                    test_what_was_too_short_together_is_no_way);
    g_test_add_func("/path/P1/two-guesses-make-no-way", test_two_guesses_make_no_way);
    return g_test_run();
}
