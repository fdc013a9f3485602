/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/tie.h"

#include "domain/test-tie.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY TEST_TIE_DAY
#define NOW TEST_TIE_NOW

static double
strength_now(const Tie *tie)
{
    MethodLimits limits = method_limits_default();

    return tie_strength(tie, NOW, &limits);
}

static TieEvent
random_event(GRand *dice)
{
    const char *const kinds[] = { "mail",           "mail",      "mail",       "message",
                                  "meeting",        "call",      "invitation", "endorsement",
                                  "recommendation", "connection" };
    const char *const ways[] = { "in", "out", "both" };

    return (TieEvent) {
        .kind = kinds[g_rand_int_range(dice, 0, G_N_ELEMENTS(kinds))],
        .way = ways[g_rand_int_range(dice, 0, G_N_ELEMENTS(ways))],
        .at = NOW - g_rand_int_range(dice, 0, 2000) * DAY - g_rand_int_range(dice, 0, 86400),
        .circle = g_rand_int_range(dice, 1, 30),
        .begins = g_rand_boolean(dice),
    };
}

static void
test_the_word_follows_from_what_happened(void)
{
    const struct {
        const char *word;
        TestHappened happened[3];
    } rows[] = {
        { "none", { { 0 } } },
        { "cold", { { "connection", "both", 1, 100, 2 } } },
        { "cold", { { "mail", "in", 200, 10, 2 } } },
        { "cold", { { "mail", "out", 50, 1, 2 } } },
        { "cold", { { "message", "in", 40, 1, 2 } } },
        { "cold", { { "endorsement", "in", 5, 5, 2 }, { "connection", "both", 1, 100, 2 } } },
        { "none", { { "mail", "in", 30, 5, 200 } } },
        { "light", { { "mail", "in", 1, 20, 2 }, { "mail", "out", 1, 21, 2 } } },
        { "light", { { "meeting", "both", 1, 300, 2 } } },
        { "warm", { { "meeting", "both", 1, 10, 2 } } },
        { "warm", { { "mail", "in", 3, 20, 2 }, { "mail", "out", 3, 21, 2 } } },
        { "close", { { "mail", "in", 12, 20, 2 }, { "mail", "out", 9, 21, 2 } } },
        { "close", { { "meeting", "both", 3, 60, 2 }, { "mail", "in", 2, 21, 2 } } },
        { "cold", { { "mail", "in", 12, 1500, 2 }, { "mail", "out", 9, 1500, 2 } } },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Tie) tie = test_tie_of(rows[i].happened, G_N_ELEMENTS(rows[i].happened));

        g_test_message("row %zu: %f", i, strength_now(tie));
        g_assert_cmpstr(test_tie_word(tie), ==, rows[i].word);
    }
    g_assert_cmpstr(test_tie_word(NULL), ==, "none");
}

static void
test_an_exchange_counts_more_than_the_same_one_way(void)
{
    const TestHappened both[] = { { "mail", "in", 5, 9, 2 }, { "mail", "out", 5, 9, 2 } };
    const TestHappened one_way[] = { { "mail", "in", 10, 9, 2 } };
    g_autoptr(Tie) exchange = test_tie_of(both, 2);
    g_autoptr(Tie) received = test_tie_of(one_way, 1);

    g_assert_cmpfloat(strength_now(exchange), >, 5 * strength_now(received));
}

static void
test_meetings_count_more_than_messages_and_these_more_than_a_connection(void)
{
    const TestHappened rows[] = { { "meeting", "both", 1, 9, 2 },
                                  { "call", "both", 1, 9, 2 },
                                  { "recommendation", "in", 1, 9, 2 },
                                  { "invitation", "in", 1, 9, 2 },
                                  { "endorsement", "in", 1, 9, 2 } };

    for (gsize i = 0; i + 1 < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Tie) more = test_tie_of(&rows[i], 1);
        g_autoptr(Tie) less = test_tie_of(&rows[i + 1], 1);

        g_assert_cmpint(more->amount, >, less->amount);
        g_assert_cmpfloat(strength_now(more), >=, strength_now(less));
    }
}

static void
test_a_single_contact_counts_half_after_the_half_life(void)
{
    const TestHappened rows[] = { { "meeting", "both", 1, 0, 2 } };
    MethodLimits limits = method_limits_default();
    g_autoptr(Tie) tie = test_tie_of(rows, 1);
    double first = -log(1 - tie_strength(tie, NOW, &limits));
    double later =
        -log(1 - tie_strength(tie, NOW + (int64_t) limits.tie_half_life_days * DAY, &limits));

    g_assert_cmpfloat_with_epsilon(later, first / 2, 0.03);
    g_assert_cmpint(labs((long) tie_half_life(tie, NOW, &limits) - 90), <=, 8);
}

static void
test_the_half_life_fits_how_the_two_used_to_speak(void)
{
    MethodLimits limits = method_limits_default();
    const TestHappened month[] = { { "mail", "in", 4, 0, 2 }, { "mail", "out", 4, 1, 2 } };
    g_autoptr(Tie) busy_month = test_tie_of(month, 2);
    g_autoptr(Tie) years = tie_new();

    for (int i = 0; i < 30; i++) {
        const TieEvent event = { "mail", i % 2 == 0 ? "in" : "out", NOW - 60 * i * DAY, 2, FALSE };

        tie_add(years, &event, &limits);
    }
    g_assert_cmpuint(tie_half_life(busy_month, NOW, &limits), <, 150);
    g_assert_cmpuint(tie_half_life(years, NOW, &limits), >, 200);
}

static void
test_the_compact_figures_tell_the_same_strength(void)
{
    MethodLimits limits = method_limits_default();
    g_autoptr(GRand) dice = g_rand_new_with_seed(12);

    for (int round = 0; round < 300; round++) {
        g_autoptr(Tie) tie = tie_new();

        for (int i = 0; i < round % 40; i++) {
            TieEvent event = random_event(dice);

            tie_add(tie, &event, &limits);
        }
        for (int64_t day = 0; day < 2000; day += 170) {
            TieFigures figures = tie_figures(tie);

            g_assert_cmpfloat_with_epsilon(tie_strength_of(&figures, NOW + day * DAY, &limits),
                                           tie_strength(tie, NOW + day * DAY, &limits), 0.01);
        }
    }
}

static void
test_a_yearly_friend_is_not_missed_after_five_months(void)
{
    MethodLimits limits = method_limits_default();
    int64_t silence = (int64_t) limits.fading_days * DAY;
    g_autoptr(Tie) yearly = tie_new();
    g_autoptr(Tie) weekly = tie_new();

    for (int i = 0; i < 12; i++) {
        const TieEvent seldom = { "meeting", "both", NOW - 365 * i * DAY, 2, FALSE };
        const TieEvent often = { "meeting", "both", NOW - 7 * i * DAY, 2, FALSE };

        tie_add(yearly, &seldom, &limits);
        tie_add(weekly, &often, &limits);
    }
    g_assert_false(tie_is_fading(yearly, NOW + silence, &limits));
    g_assert_false(tie_is_fading(weekly, NOW + silence / 2 - DAY, &limits));
    g_assert_true(tie_is_fading(weekly, NOW + silence / 2, &limits));
}

static void
test_what_was_never_answered_stays_cold(void)
{
    MethodLimits limits = method_limits_default();
    const TestHappened one_way[] = { { "mail", "in", 90, 0, 2 } };
    g_autoptr(Tie) tie = test_tie_of(one_way, 1);

    g_assert_cmpstr(test_tie_word(tie), ==, "cold");
    test_tie_add(tie, &(TestHappened) { "mail", "out", 1, 0, 2 });
    g_assert_cmpfloat(tie_strength(tie, NOW, &limits), >=, limits.tie_light);
}

static void
test_a_large_circle_says_nothing(void)
{
    const TestHappened crowd[] = { { "mail", "in", 9, 5, 21 }, { "mail", "out", 9, 5, 500 } };
    const TestHappened room[] = { { "mail", "in", 9, 5, 12 } };
    g_autoptr(Tie) nothing = test_tie_of(crowd, 2);
    g_autoptr(Tie) shared = test_tie_of(room, 1);

    g_assert_cmpstr(test_tie_word(nothing), ==, "none");
    g_assert_cmpint(nothing->mails_in + nothing->mails_out + nothing->shared, ==, 0);
    g_assert_cmpint(shared->shared, ==, 9);
    g_assert_cmpint(shared->mails_in, ==, 0);
}

static void
shuffle(GRand *dice, TieEvent *events, gint count)
{
    for (gint i = count - 1; i > 0; i--) {
        gint k = g_rand_int_range(dice, 0, i + 1);
        TieEvent kept = events[i];

        events[i] = events[k];
        events[k] = kept;
    }
}

static void
add_all(Tie *tie, const TieEvent *events, gint count)
{
    MethodLimits limits = method_limits_default();

    for (gint i = 0; i < count; i++)
        tie_add(tie, &events[i], &limits);
}

static void
assert_same_tie(const Tie *one, const Tie *other)
{
    g_assert_cmpint(one->mails_in, ==, other->mails_in);
    g_assert_cmpint(one->mails_out, ==, other->mails_out);
    g_assert_cmpint(one->shared, ==, other->shared);
    g_assert_cmpint(one->meetings, ==, other->meetings);
    g_assert_cmpint(one->messages, ==, other->messages);
    g_assert_cmpint(one->other, ==, other->other);
    g_assert_cmpint(one->connected, ==, other->connected);
    g_assert_cmpint(one->first_at, ==, other->first_at);
    g_assert_cmpint(one->last_at, ==, other->last_at);
    g_assert_cmpint(one->last_in_at, ==, other->last_in_at);
    g_assert_cmpint(one->last_out_at, ==, other->last_out_at);
    g_assert_cmpint(one->last_met_at, ==, other->last_met_at);
    g_assert_cmpint(one->begun_out, ==, other->begun_out);
    g_assert_cmpint(one->begun_in, ==, other->begun_in);
    g_assert_cmpint(one->amount, ==, other->amount);
    g_assert_cmpstr(one->weeks, ==, other->weeks);
    g_assert_cmpfloat(one->recent, ==, other->recent);
    g_assert_cmpfloat(one->lasting, ==, other->lasting);
    g_assert_cmpint(one->mutual, ==, other->mutual);
    g_assert_cmpint(one->standing, ==, other->standing);
}

static void
test_the_order_of_events_does_not_matter(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(20260101);

    for (int round = 0; round < 300; round++) {
        TieEvent events[60];
        gint count = g_rand_int_range(dice, 1, G_N_ELEMENTS(events));
        g_autoptr(Tie) first = tie_new();

        for (gint i = 0; i < count; i++)
            events[i] = random_event(dice);
        add_all(first, events, count);
        for (int again = 0; again < 4; again++) {
            g_autoptr(Tie) other = tie_new();

            shuffle(dice, events, count);
            add_all(other, events, count);
            assert_same_tie(first, other);
        }
    }
}

static void
test_a_newer_event_never_lowers_the_strength(void)
{
    MethodLimits limits = method_limits_default();
    g_autoptr(GRand) dice = g_rand_new_with_seed(7);

    for (int round = 0; round < 300; round++) {
        g_autoptr(Tie) tie = tie_new();
        int64_t at = NOW - 1500 * DAY;

        for (int i = 0; i < TIE_WEEKS_MOST; i++) {
            TieEvent event = random_event(dice);
            double before = 0;

            at += g_rand_int_range(dice, 0, 30) * DAY + 1;
            event.at = at;
            before = tie_strength(tie, at, &limits);
            tie_add(tie, &event, &limits);
            g_assert_cmpfloat(tie_strength(tie, at, &limits), >=, before - 1e-12);
        }
    }
}

static void
test_strength_stays_between_nothing_and_one_and_falls_with_time(void)
{
    MethodLimits limits = method_limits_default();
    g_autoptr(GRand) dice = g_rand_new_with_seed(99);
    const char *const words[] = { "", "close", "warm", "light", "cold" };

    for (int round = 0; round < 200; round++) {
        g_autoptr(Tie) tie = tie_new();
        double last = 1;

        for (int i = 0; i < 40; i++) {
            TieEvent event = random_event(dice);

            tie_add(tie, &event, &limits);
        }
        g_free(tie->own_word);
        tie->own_word = g_strdup(words[round % G_N_ELEMENTS(words)]);
        for (int64_t day = 0; day < 40000; day += 500) {
            double strength = tie_strength(tie, NOW + day * DAY, &limits);

            g_assert_cmpfloat(strength, >=, 0);
            g_assert_cmpfloat(strength, <=, last);
            last = strength;
        }
    }
}

static void
test_strange_instants_do_no_harm(void)
{
    const int64_t instants[] = { INT64_MIN, -1, 0, 1, NOW, INT64_MAX };
    MethodLimits limits = method_limits_default();
    g_autoptr(Tie) tie = tie_new();

    for (gsize i = 0; i < G_N_ELEMENTS(instants); i++) {
        TieEvent event = { "mail", "in", instants[i], 2, FALSE };

        tie_add(tie, &event, &limits);
        g_assert_true(isfinite(tie->recent) && isfinite(tie->lasting));
        g_assert_cmpfloat(tie_strength(tie, NOW, &limits), <=, 1);
    }
}

static void
test_an_unknown_kind_changes_nothing(void)
{
    const TestHappened rows[] = { { "poke", "in", 9, 9, 2 } };
    g_autoptr(Tie) tie = test_tie_of(rows, 1);

    g_assert_cmpstr(test_tie_word(tie), ==, "none");
    g_assert_cmpint(tie->last_at, ==, 0);
}

static void
test_the_users_own_word_wins(void)
{
    const char *const words[] = { "close", "warm", "light", "cold" };
    const TestHappened much[] = { { "meeting", "both", 30, 9, 2 } };
    const TestHappened little[] = { { "connection", "both", 1, 9, 2 } };

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(Tie) strong = test_tie_of(much, 1);
        g_autoptr(Tie) weak = test_tie_of(little, 1);

        g_free(strong->own_word);
        strong->own_word = g_strdup(words[i]);
        g_free(weak->own_word);
        weak->own_word = g_strdup(words[i]);
        g_assert_cmpstr(test_tie_word(strong), ==, words[i]);
        g_assert_cmpstr(test_tie_word(weak), ==, words[i]);
        g_assert_true(tie_word_is_known(words[i]));
    }
    g_assert_true(tie_word_is_known(""));
    g_assert_false(tie_word_is_known("none"));
}

static void
test_a_fading_tie_is_shown_before_it_is_cold(void)
{
    const TestHappened rows[] = { { "mail", "in", 6, 0, 2 }, { "mail", "out", 6, 0, 2 } };
    const TestHappened brief[] = { { "mail", "in", 1, 0, 2 }, { "mail", "out", 1, 0, 2 } };
    MethodLimits limits = method_limits_default();
    g_autoptr(Tie) tie = test_tie_of(rows, 2);
    g_autoptr(Tie) light = test_tie_of(brief, 2);
    int64_t silence = (int64_t) limits.fading_days * DAY / 2; /* they speak every week */

    g_assert_false(tie_is_fading(tie, NOW, &limits));
    g_assert_false(tie_is_fading(tie, NOW + silence - 1, &limits));
    g_assert_true(tie_is_fading(tie, NOW + silence, &limits));
    g_assert_cmpstr(tie_word(tie, NOW + 2000 * DAY, &limits), ==, "cold");
    g_assert_false(tie_is_fading(tie, NOW + 2000 * DAY, &limits));
    g_assert_false(tie_is_fading(light, NOW + silence, &limits));
    g_assert_false(tie_is_fading(NULL, NOW, &limits));
}

static void
test_a_newer_event_never_lowers_the_standing(void)
{
    MethodLimits limits = method_limits_default();
    g_autoptr(GRand) dice = g_rand_new_with_seed(3);

    for (int round = 0; round < 200; round++) {
        g_autoptr(Tie) tie = tie_new();
        int64_t at = NOW - 1500 * DAY;

        for (int i = 0; i < TIE_WEEKS_MOST; i++) {
            TieEvent event = random_event(dice);
            int64_t before = tie->standing;

            at += g_rand_int_range(dice, 0, 30) * DAY + 1;
            event.at = at;
            tie_add(tie, &event, &limits);
            g_assert_cmpint(tie->standing, >=, before - 1); /* a step of rounding */
        }
        g_assert_cmpint(tie->standing, ==, tie_standing(tie, &limits));
    }
}

static void
test_a_tie_on_which_nothing_happened_is_bare(void)
{
    g_autoptr(Tie) tie = tie_new();
    const MethodLimits limits = method_limits_default();
    const TieEvent connection = { .kind = "connection", .way = "both", .at = 1000, .circle = 2 };

    g_assert_true(tie_is_bare(tie));
    tie_add(tie, &connection, &limits);
    g_assert_false(tie_is_bare(tie));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tie/P6/the-word-follows-from-what-happened",
                    test_the_word_follows_from_what_happened);
    g_test_add_func("/tie/P6/an-exchange-counts-more",
                    test_an_exchange_counts_more_than_the_same_one_way);
    g_test_add_func("/tie/P6/meetings-count-more",
                    test_meetings_count_more_than_messages_and_these_more_than_a_connection);
    g_test_add_func("/tie/P6/a-single-contact-counts-half-after-the-half-life",
                    test_a_single_contact_counts_half_after_the_half_life);
    g_test_add_func("/tie/P6/the-half-life-fits-how-the-two-used-to-speak",
                    test_the_half_life_fits_how_the_two_used_to_speak);
    g_test_add_func("/tie/P6/the-compact-figures-tell-the-same-strength",
                    test_the_compact_figures_tell_the_same_strength);
    g_test_add_func("/tie/L8/a-yearly-friend-is-not-missed-after-five-months",
                    test_a_yearly_friend_is_not_missed_after_five_months);
    g_test_add_func("/tie/P6/what-was-never-answered-stays-cold",
                    test_what_was_never_answered_stays_cold);
    g_test_add_func("/tie/P6/a-large-circle-says-nothing", test_a_large_circle_says_nothing);
    g_test_add_func("/tie/P6/order-does-not-matter", test_the_order_of_events_does_not_matter);
    g_test_add_func("/tie/P6/a-newer-event-never-lowers",
                    test_a_newer_event_never_lowers_the_strength);
    g_test_add_func("/tie/P6/strength-falls-with-time",
                    test_strength_stays_between_nothing_and_one_and_falls_with_time);
    g_test_add_func("/tie/P6/strange-instants-do-no-harm", test_strange_instants_do_no_harm);
    g_test_add_func("/tie/P6/an-unknown-kind-changes-nothing",
                    test_an_unknown_kind_changes_nothing);
    g_test_add_func("/tie/P6/own-word-wins", test_the_users_own_word_wins);
    g_test_add_func("/tie/P6/a-newer-event-never-lowers-the-standing",
                    test_a_newer_event_never_lowers_the_standing);
    g_test_add_func("/tie/L8/fading-is-shown-before-it-is-cold",
                    test_a_fading_tie_is_shown_before_it_is_cold);
    g_test_add_func("/tie/P6/a-tie-on-which-nothing-happened-is-bare",
                    test_a_tie_on_which_nothing_happened_is_bare);
    return g_test_run();
}
