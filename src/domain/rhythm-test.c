/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/rhythm.h"

#define DAY (INT64_C(86400))
#define NOW (INT64_C(20000) * DAY + DAY / 2)

/* So many mails each way, `every` days apart, the last one `ago` days ago. */
static Tie *
tie_of(unsigned times, unsigned every, unsigned ago)
{
    MethodLimits limits = method_limits_default();
    Tie *tie = tie_new();

    for (unsigned at = 0; at < times; at++) {
        int64_t when = NOW - (int64_t) (ago + at * every) * DAY;
        const TieEvent out = { "mail", "out", when - 3600, 2, TRUE };
        const TieEvent back = { "mail", "in", when, 2, FALSE };

        tie_add(tie, &out, &limits);
        tie_add(tie, &back, &limits);
    }
    return tie;
}

static gboolean
is_due(const Tie *tie, unsigned *out_days)
{
    MethodLimits limits = method_limits_default();
    Rhythm rhythm = { 0 };

    if (!rhythm_of(tie, NOW, &limits, &rhythm))
        return FALSE;
    *out_days = rhythm.days;
    return rhythm.due_day <= NOW / DAY;
}

static void
test_who_speaks_every_week_is_missed_sooner(void)
{
    g_autoptr(Tie) weekly = tie_of(20, 7, 40);
    g_autoptr(Tie) seldom = tie_of(12, 60, 40);
    unsigned often = 0, rare = 0;

    g_assert_true(is_due(weekly, &often));
    g_assert_false(is_due(seldom, &rare));
    g_assert_cmpuint(often, <, rare);
}

static void
test_who_was_in_touch_just_now_is_not_due(void)
{
    g_autoptr(Tie) fresh = tie_of(20, 7, 2);
    unsigned days = 0;

    g_assert_false(is_due(fresh, &days));
    g_assert_cmpuint(days, >=, 21);
}

/* L6: a connection, somebody who never answered, and what has gone cold. */
static void
test_what_is_no_relationship_may_rest(void)
{
    MethodLimits limits = method_limits_default();
    g_autoptr(Tie) bare = tie_new();
    g_autoptr(Tie) silent = tie_new();
    g_autoptr(Tie) cold = tie_of(1, 1, 2000);
    const TieEvent asked = { "mail", "out", NOW - 200 * DAY, 2, TRUE };
    Rhythm rhythm = { 0 };

    tie_add(silent, &asked, &limits);
    g_assert_false(rhythm_of(NULL, NOW, &limits, &rhythm));
    g_assert_false(rhythm_of(bare, NOW, &limits, &rhythm));
    g_assert_false(rhythm_of(silent, NOW, &limits, &rhythm));
    g_assert_false(rhythm_of(cold, NOW, &limits, &rhythm));
}

/* Nobody comes later for having been in touch more lately: over all habits, the due day lies behind
 * the last contact by the days that are told. */
static void
test_the_due_day_follows_from_the_last_contact(void)
{
    MethodLimits limits = method_limits_default();

    for (unsigned every = 1; every < 120; every += 7)
        for (unsigned ago = 0; ago < 90; ago += 13) {
            g_autoptr(Tie) tie = tie_of(16, every, ago);
            Rhythm rhythm = { 0 };

            if (!rhythm_of(tie, NOW, &limits, &rhythm))
                continue;
            g_assert_cmpint(rhythm.last_day, ==, NOW / DAY - ago);
            g_assert_cmpint(rhythm.due_day, ==, rhythm.last_day + rhythm.days);
            g_assert_cmpuint(rhythm.days, >=, 21);
            g_assert_cmpuint(rhythm.days, <=, 365);
        }
}

static void
test_a_subject_becomes_a_topic(void)
{
    static const struct {
        const char *subject, *topic;
    } rows[] = {
        { "Re: SV: Varmepumper i Tromsø", "Varmepumper i Tromsø" },
        { "FWD: Re: The quay", "The quay" },
        { "Kan vi møtes?", "Kan vi møtes" },
        { "Re:", "" },
        { "ok", "" },
        { "two\nlines of it", "" },
        { "Your invoice {number}", "" },
        { "", "" },
    };

    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        g_autofree char *topic = rhythm_topic(rows[at].subject);

        g_assert_cmpstr(topic, ==, rows[at].topic);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rhythm/L1/who-speaks-every-week-is-missed-sooner",
                    test_who_speaks_every_week_is_missed_sooner);
    g_test_add_func("/rhythm/L1/who-was-in-touch-just-now-is-not-due",
                    test_who_was_in_touch_just_now_is_not_due);
    g_test_add_func("/rhythm/L6/what-is-no-relationship-may-rest",
                    test_what_is_no_relationship_may_rest);
    g_test_add_func("/rhythm/L1/the-due-day-follows-from-the-last-contact",
                    test_the_due_day_follows_from_the_last_contact);
    g_test_add_func("/rhythm/L1/a-subject-becomes-a-topic", test_a_subject_becomes_a_topic);
    return g_test_run();
}
