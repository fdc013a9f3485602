/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * year-replay-test.c - whatever a year brings and whatever the user tries: no rule of Value, Path,
 * Messages and Follow-up is broken, and a planted fault is found.
 *
 * TOKOPP_REPLAY_SEEDS says how many years are lived, TOKOPP_REPLAY_FIRST with which seed to begin.
 */
#include "actions/test-replay.h"
#include "domain/method-witness.h"

#define ORDINARY_SEEDS 24

static guint64
number_from(const char *name, guint64 otherwise)
{
    const char *text = g_getenv(name);
    guint64 number = 0;

    if (text == NULL)
        return otherwise;
    g_assert_true(g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT32, &number, NULL));
    return number;
}

static void
test_no_rule_is_broken_in_any_year(void)
{
    guint64 first = number_from("TOKOPP_REPLAY_FIRST", 1);
    guint64 seeds = number_from("TOKOPP_REPLAY_SEEDS", ORDINARY_SEEDS);
    MethodLimits limits = method_limits_default();
    unsigned broken = 0;

    for (guint64 seed = first; seed < first + seeds; seed++) {
        g_autoptr(Replay) replay = replay_year((guint32) seed, REPLAY_SOUND);
        g_autoptr(GArray) breaches = method_witness(replay_log(replay), &limits);

        for (guint at = 0; at < breaches->len; at++) {
            const MethodBreach *breach = &g_array_index(breaches, MethodBreach, at);

            g_test_message("seed %" G_GUINT64_FORMAT ": %s %s at event %u", seed, breach->rule,
                           breach->what, breach->event);
        }
        broken += breaches->len;
    }
    g_assert_cmpuint(broken, ==, 0);
}

static void
test_a_year_holds_all_that_the_rules_are_about(void)
{
    ReplayCounts sum = { 0 };
    const unsigned *figure = (const unsigned *) &sum;

    for (guint32 seed = 1; seed <= 3; seed++) {
        g_autoptr(Replay) replay = replay_year(seed, REPLAY_SOUND);
        ReplayCounts counts;
        const unsigned *add = (const unsigned *) &counts;
        unsigned *into = (unsigned *) &sum;

        replay_counts(replay, &counts);
        for (gsize at = 0; at < sizeof sum / sizeof *into; at++)
            into[at] += add[at];
    }
    for (gsize at = 0; at < sizeof sum / sizeof *figure; at++) {
        g_test_message("figure %zu: %u", at, figure[at]);
        g_assert_cmpuint(figure[at], >, 0);
    }
}

typedef struct {
    ReplayFault fault;
    const char *what;
} Planted;

static void
test_a_planted_fault_is_found(gconstpointer data)
{
    const Planted *planted = data;
    MethodLimits limits = method_limits_default();
    gboolean found = FALSE;

    for (guint32 seed = 1; seed <= 10 && !found; seed++) {
        g_autoptr(Replay) replay = replay_year(seed, planted->fault);
        g_autoptr(GArray) breaches = method_witness(replay_log(replay), &limits);

        for (guint at = 0; at < breaches->len; at++)
            found |= g_str_equal(g_array_index(breaches, MethodBreach, at).what, planted->what);
    }
    g_assert_true(found);
}

int
main(int argc, char **argv)
{
    static const Planted planted[] = {
        { REPLAY_FIRST_EARLY, "follow-up-too-early" },
        { REPLAY_SECOND_EARLY, "follow-up-too-early" },
        { REPLAY_NO_REST, "asked-while-at-rest" },
        { REPLAY_TOO_MANY_OPEN, "too-many-open" },
        { REPLAY_TIRED_OPEN, "introducer-asked-too-many-open" },
        { REPLAY_TIRED_YEAR, "introducer-asked-too-often" },
        { REPLAY_THIRD, "follow-up-third" },
        { REPLAY_UNAPPROVED, "sent-without-approval" },
        { REPLAY_EDITED, "sent-another-text" },
        { REPLAY_WITHOUT_VALUE, "asked-without-value" },
        { REPLAY_AWAY_UNHEARD, "follow-up-too-early-after-absence" },
    };

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/year-replay/no-rule-is-broken-in-any-year",
                    test_no_rule_is_broken_in_any_year);
    g_test_add_func("/year-replay/a-year-holds-all-that-the-rules-are-about",
                    test_a_year_holds_all_that_the_rules_are_about);
    for (gsize at = 0; at < G_N_ELEMENTS(planted); at++) {
        g_autofree char *path =
            g_strdup_printf("/year-replay/planted/%zu-%s-is-found", at + 1, planted[at].what);

        g_test_add_data_func(path, &planted[at], test_a_planted_fault_is_found);
    }
    return g_test_run();
}
