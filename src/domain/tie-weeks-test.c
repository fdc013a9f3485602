/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/tie-weeks.h"

#include <string.h>

#define MONDAY INT64_C(20003) /* 2024-10-07 */

static void
touch(TieWeeks *weeks, int64_t day, const char *ways)
{
    const TieTouch touch = {
        .amount = 100,
        .out = strchr(ways, 'o') != NULL,
        .in = strchr(ways, 'i') != NULL,
        .met = strchr(ways, 'm') != NULL,
    };

    tie_weeks_add(weeks, MONDAY + day, &touch);
}

static void
assert_same(const TieWeeks *one, const TieWeeks *other)
{
    g_autofree char *first = tie_weeks_text(one);
    g_autofree char *second = tie_weeks_text(other);

    g_assert_cmpstr(first, ==, second);
}

static void
test_a_week_goes_from_monday_to_sunday(void)
{
    g_assert_cmpint(tk_day_weekday(MONDAY), ==, 1);
    g_assert_cmpint(tie_week_of(MONDAY), ==, tie_week_of(MONDAY + 6));
    g_assert_cmpint(tie_week_of(MONDAY) + 1, ==, tie_week_of(MONDAY + 7));
    g_assert_cmpint(tie_week_of(0), ==, 0);
    g_assert_cmpint(tie_week_of(-4000), ==, 0);
    g_assert_cmpint(tie_week_of(INT64_MAX / 2), <, 1 << 18);
}

static void
test_the_order_of_events_does_not_matter(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(5);

    for (int round = 0; round < 300; round++) {
        int days[120];
        int count = g_rand_int_range(dice, 1, G_N_ELEMENTS(days));
        TieWeeks first = { .count = 0 }, other = { .count = 0 };

        for (int i = 0; i < count; i++) {
            days[i] = g_rand_int_range(dice, 0, 7 * 80);
            touch(&first, days[i], days[i] % 2 == 0 ? "i" : "o");
        }
        for (int i = count - 1; i >= 0; i--) {
            int k = g_rand_int_range(dice, 0, i + 1), kept = days[i];

            days[i] = days[k];
            days[k] = kept;
            touch(&other, days[i], days[i] % 2 == 0 ? "i" : "o");
        }
        assert_same(&first, &other);
    }
}

static void
test_only_the_latest_weeks_are_kept(void)
{
    TieWeeks weeks = { .count = 0 };
    const TieTouch mail = { .amount = 100, .out = TRUE };

    for (int i = 0; i < 2 * TIE_WEEKS_MOST; i++)
        touch(&weeks, i * 7, "o");
    g_assert_cmpuint(weeks.count, ==, TIE_WEEKS_MOST);
    g_assert_cmpint(weeks.weeks[0].week, ==, tie_week_of(MONDAY) + TIE_WEEKS_MOST);
    g_assert_false(tie_weeks_add(&weeks, MONDAY, &mail));
    g_assert_cmpint(tie_weeks_amount(&weeks), ==, TIE_WEEKS_MOST * 100);
}

static void
test_what_is_written_is_read_back(void)
{
    TieWeeks weeks = { .count = 0 }, back = { .count = 0 };
    const TieTouch heap = { .amount = G_MAXUINT, .met = TRUE };

    touch(&weeks, 3, "o");
    touch(&weeks, 9, "im");
    tie_weeks_add(&weeks, MONDAY + 9, &heap);
    g_autofree char *text = tie_weeks_text(&weeks);

    tie_weeks_read(text, &back);
    assert_same(&weeks, &back);
    g_assert_cmpuint(back.weeks[1].amount, ==, TIE_AMOUNT_MOST);
}

static void
test_what_is_none_of_ours_is_read_as_nothing(void)
{
    const char *const texts[] = { "x",          "abcdefghi",  "----------x",
                                  "!!!!!!!!!!", "--2-------", "--2---------1-------" };
    TieWeeks weeks;

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        tie_weeks_read(texts[i], &weeks);
        g_assert_cmpuint(weeks.count, ==, i == 4 ? 1 : 0);
    }
}

static void
test_who_answers_how_soon(void)
{
    const struct {
        const char *days; /* one letter a day: o, i, b (both), m, space */
        int their, mine, gap;
    } rows[] = {
        { "", -1, -1, -1 },
        { "oi  oi  oi", 1, -1, 1 },
        { "oi  oi  oi  oi", 1, 3, 1 },
        { "o i   o i   o i", 2, -1, 2 },
        { "b b b", 0, 0, -1 },
        { "b b b b", 0, 0, 2 },
        { "o   o   o   o", -1, -1, 4 },
        { "m   m   m   m", -1, -1, 4 },
        { "oo i  oo i  oo i", 2, -1, 2 },
        { "o                               i", -1, -1, -1 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        TieWeeks weeks = { .count = 0 };

        for (gsize day = 0; rows[i].days[day] != '\0'; day++) {
            const char way[] = { rows[i].days[day], '\0' };

            if (*way != ' ')
                touch(&weeks, (int64_t) day, *way == 'b' ? "io" : way);
        }
        TieRhythm rhythm = tie_weeks_rhythm(&weeks);

        g_test_message("row %zu", i);
        g_assert_cmpint(rhythm.their_days, ==, rows[i].their);
        g_assert_cmpint(rhythm.my_days, ==, rows[i].mine);
        g_assert_cmpint(rhythm.gap_days, ==, rows[i].gap);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tie-weeks/a-week-goes-from-monday-to-sunday",
                    test_a_week_goes_from_monday_to_sunday);
    g_test_add_func("/tie-weeks/P6/the-order-of-events-does-not-matter",
                    test_the_order_of_events_does_not_matter);
    g_test_add_func("/tie-weeks/only-the-latest-weeks-are-kept",
                    test_only_the_latest_weeks_are_kept);
    g_test_add_func("/tie-weeks/what-is-written-is-read-back", test_what_is_written_is_read_back);
    g_test_add_func("/tie-weeks/what-is-none-of-ours-is-read-as-nothing",
                    test_what_is_none_of_ours_is_read_as_nothing);
    g_test_add_func("/tie-weeks/P6/who-answers-how-soon", test_who_answers_how_soon);
    return g_test_run();
}
