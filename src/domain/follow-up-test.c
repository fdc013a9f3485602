/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/follow-up.h"

#include "base/tk-error.h"

static TkDay
day_of(const char *text)
{
    TkDay day = 0;

    g_assert_true(tk_day_from_text(text, &day));
    return day;
}

/* Ten in the morning there, in Oslo. */
static int64_t
instant_of(const char *text)
{
    return tk_day_instant(day_of(text), 600, "Europe/Oslo");
}

static FollowUpPast
asked_on(const char *day, const char *country)
{
    return (
        FollowUpPast) { .asked_at = instant_of(day), .country = country, .zone = "Europe/Oslo" };
}

static void
assert_day(TkDay day, const char *wanted)
{
    g_autofree char *text = tk_day_to_text(day);

    g_assert_cmpstr(text, ==, wanted);
}

static void
test_first_follow_up_waits_six_working_days(void)
{
    const struct {
        const char *asked, *country, *due;
    } rows[] = {
        { "2026-11-23", "NO", "2026-12-01" }, /* Monday to Tuesday of the week after */
        { "2026-11-28", "NO", "2026-12-07" }, /* a Saturday does not count itself */
        { "2026-03-30", "NO", "2026-04-10" }, /* Maundy Thursday, Good Friday, Easter Monday */
        { "2026-03-30", "SE", "2026-04-09" }, /* no Maundy Thursday in Sweden */
        { "2026-12-22", "DK",
          "2026-12-31" }, /* Christmas; the 24th and 31st are working days by law */
        { "2026-05-11", "NO", "2026-05-20" }, /* Ascension on the 14th; the 17th is a Sunday */
        { "2026-11-20", "US", "2026-12-01" }, /* Thanksgiving */
    };
    MethodLimits limits = method_limits_default();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        FollowUpPast past = asked_on(rows[i].asked, rows[i].country);
        FollowUpPlan plan = follow_up_next(&past, &limits);

        g_test_message("%s %s", rows[i].asked, rows[i].country);
        g_assert_cmpint(plan.step, ==, FOLLOW_UP_FIRST);
        g_assert_cmpuint(plan.number, ==, 1);
        g_assert_cmpuint(tk_day_count_working(day_of(rows[i].asked), plan.due_day, rows[i].country),
                         ==, 6);
        assert_day(plan.due_day, rows[i].due);
    }
}

static void
test_second_follow_up_waits_twelve_working_days_from_the_first(void)
{
    MethodLimits limits = method_limits_default();
    FollowUpPast past = asked_on("2026-11-02", "NO");
    FollowUpPlan plan = { 0 };

    past.sent_at[0] = instant_of("2026-11-16"); /* later than it was due */
    plan = follow_up_next(&past, &limits);
    g_assert_cmpint(plan.step, ==, FOLLOW_UP_SECOND);
    g_assert_cmpuint(plan.number, ==, 2);
    assert_day(plan.due_day, "2026-12-02");
}

static void
test_after_two_it_rests_ninety_days(void)
{
    MethodLimits limits = method_limits_default();
    FollowUpPast past = asked_on("2026-11-02", "NO");
    FollowUpPlan plan = { 0 };

    past.sent_at[0] = instant_of("2026-11-10");
    past.sent_at[1] = instant_of("2026-12-01");
    plan = follow_up_next(&past, &limits);
    g_assert_cmpint(plan.step, ==, FOLLOW_UP_REST);
    g_assert_cmpuint(plan.number, ==, 0);
    assert_day(plan.due_day, "2027-03-01");
}

static void
test_there_is_never_a_third(void)
{
    MethodLimits limits = method_limits_default();
    FollowUpPast past = asked_on("2026-11-02", "NO");
    const unsigned numbers[] = { 0, 1, 2, 3, 4 };

    past.sent_at[0] = instant_of("2026-11-10");
    past.sent_at[1] = instant_of("2026-12-01");
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(
            follow_up_may_send(&past, numbers[i], day_of("2036-01-01"), &limits, &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_REFUSED);
        g_assert_cmpstr(tk_error_face(error).key, ==, "follow-up-enough");
    }
}

static void
test_a_day_early_is_refused_and_names_the_day(void)
{
    MethodLimits limits = method_limits_default();
    FollowUpPast past = asked_on("2026-11-23", "NO");
    g_autoptr(GError) error = NULL;

    g_assert_false(follow_up_may_send(&past, 1, day_of("2026-11-30"), &limits, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_REFUSED);
    g_assert_cmpstr(tk_error_face(error).key, ==, "follow-up-too-early");
    g_assert_cmpstr(tk_error_face(error).subject, ==, "2026-12-01");
    g_assert_true(follow_up_may_send(&past, 1, day_of("2026-12-01"), &limits, NULL));
    g_assert_true(follow_up_may_send(&past, 1, day_of("2026-12-02"), &limits, NULL));
}

static void
test_what_makes_no_sense_is_a_conflict(void)
{
    MethodLimits limits = method_limits_default();
    FollowUpPast nothing = { .country = "NO", .zone = "" };
    FollowUpPast answered = asked_on("2026-11-02", "NO");
    FollowUpPast asked = asked_on("2026-11-02", "NO");
    TkDay late = day_of("2027-06-01");
    const struct {
        const FollowUpPast *past;
        unsigned number;
        const char *key;
    } rows[] = {
        { &nothing, 1, "follow-up-without-request" },
        { &answered, 1, "follow-up-answered" },
        { &asked, 2, "follow-up-out-of-order" },
    };

    answered.answered_at = answered.asked_at + 60;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(follow_up_may_send(rows[i].past, rows[i].number, late, &limits, &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_CONFLICT);
        g_assert_cmpstr(tk_error_face(error).key, ==, rows[i].key);
    }
    g_assert_cmpint(follow_up_next(&answered, &limits).step, ==, FOLLOW_UP_NONE);
}

static void
test_fewer_follow_ups_can_be_wished_for(void)
{
    MethodLimits limits = method_limits_default();
    FollowUpPast past = asked_on("2026-11-02", "NO");

    limits.follow_ups_most = 0;
    g_assert_cmpint(follow_up_next(&past, &limits).step, ==, FOLLOW_UP_REST);
    limits.follow_ups_most = 1;
    g_assert_cmpint(follow_up_next(&past, &limits).step, ==, FOLLOW_UP_FIRST);
    past.sent_at[0] = instant_of("2026-11-10");
    g_assert_cmpint(follow_up_next(&past, &limits).step, ==, FOLLOW_UP_REST);
}

static void
test_an_absence_moves_the_date(void)
{
    MethodLimits limits = method_limits_default();
    FollowUpPast past = asked_on("2026-11-23", "NO");

    past.away_until = day_of("2026-12-06");
    assert_day(follow_up_next(&past, &limits).due_day, "2026-12-14");
    past.away_until = day_of("2026-11-01"); /* long back */
    assert_day(follow_up_next(&past, &limits).due_day, "2026-12-01");
}

static void
test_an_absence_ends_the_day_before_they_are_back(void)
{
    MethodLimits limits = method_limits_default();
    TkDay told = day_of("2026-11-23");

    assert_day(follow_up_away_until(told, day_of("2026-12-07"), "NO", &limits), "2026-12-06");
    assert_day(follow_up_away_until(told, 0, "NO", &limits), "2026-11-30");
    assert_day(follow_up_away_until(told, told - 3, "NO", &limits), "2026-11-30");
}

static void
test_the_receivers_clock_says_which_day_it_was(void)
{
    MethodLimits limits = method_limits_default();
    FollowUpPast past = { .country = "NO", .zone = "Europe/Oslo" };

    /* Sunday half past eleven at night in UTC is Monday in Oslo. */
    past.asked_at = tk_day_instant(day_of("2026-11-22"), 23 * 60 + 30, "");
    assert_day(follow_up_next(&past, &limits).counts_from, "2026-11-23");
    past.zone = "";
    assert_day(follow_up_next(&past, &limits).counts_from, "2026-11-22");
}

static void
test_the_due_day_is_never_a_holiday(void)
{
    const char *const countries[] = { "NO", "DK", "SE", "FI", "GB", "US", "DE", "", "XX" };
    MethodLimits limits = method_limits_default();
    TkDay from = day_of("2024-01-01");

    for (gsize c = 0; c < G_N_ELEMENTS(countries); c++) {
        for (TkDay day = from; day < from + 1200; day++) {
            FollowUpPast past = { .asked_at = tk_day_instant(day, 720, ""),
                                  .country = countries[c],
                                  .zone = "" };
            FollowUpPlan plan = follow_up_next(&past, &limits);

            g_assert_true(tk_day_is_working(plan.due_day, countries[c]));
            g_assert_cmpuint(tk_day_count_working(day, plan.due_day, countries[c]), ==, 6);
            g_assert_cmpuint(tk_day_count_working(day, plan.due_day - 1, countries[c]), ==, 5);
        }
    }
}

static Message *
sent_message(const char *kind, TkId person_id, int64_t number, int64_t sent_at)
{
    Message *message = message_new();

    g_free(message->kind);
    message->kind = g_strdup(kind);
    g_free(message->state);
    message->state = g_strdup("sent");
    message->person_id = person_id;
    message->number = number;
    message->sent_at = sent_at;
    return message;
}

static GPtrArray *
messages_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify) message_free);
}

static void
test_a_new_request_begins_anew(void)
{
    g_autoptr(GPtrArray) messages = messages_new();
    FollowUpPast past = { 0 };

    g_ptr_array_add(messages, sent_message("follow_up", 7, 1, 200));
    g_ptr_array_add(messages, sent_message("outreach", 7, 0, 100));
    g_ptr_array_add(messages, sent_message("outreach", 7, 0, 1000));
    past = follow_up_past(messages, "NO", "");
    g_assert_cmpint(past.asked_at, ==, 1000);
    g_assert_cmpint(past.sent_at[0], ==, 0);
}

static void
test_follow_ups_to_somebody_else_do_not_count(void)
{
    g_autoptr(GPtrArray) messages = messages_new();
    FollowUpPast past = { 0 };

    g_ptr_array_add(messages, sent_message("intro_request", 8, 0, 100));
    g_ptr_array_add(messages, sent_message("follow_up", 7, 1, 200));
    g_ptr_array_add(messages, sent_message("follow_up", 8, 1, 300));
    g_ptr_array_add(messages, sent_message("thank_you", 8, 0, 400));
    past = follow_up_past(messages, "NO", "");
    g_assert_cmpint(past.asked_at, ==, 100);
    g_assert_cmpint(past.sent_at[0], ==, 300);
    g_assert_cmpint(past.sent_at[1], ==, 0);
}

static void
test_an_answer_to_any_of_them_is_an_answer(void)
{
    g_autoptr(GPtrArray) messages = messages_new();
    Message *reminder = sent_message("follow_up", 7, 1, 200);
    FollowUpPast past = { 0 };

    g_ptr_array_add(messages, sent_message("outreach", 7, 0, 100));
    g_ptr_array_add(messages, reminder);
    past = follow_up_past(messages, "NO", "");
    g_assert_cmpint(past.answered_at, ==, 0);
    reminder->answered_at = 250;
    past = follow_up_past(messages, "NO", "");
    g_assert_cmpint(past.answered_at, ==, 250);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/follow-up/F1/first-waits-six-working-days",
                    test_first_follow_up_waits_six_working_days);
    g_test_add_func("/follow-up/F1/second-waits-twelve-working-days-from-the-first",
                    test_second_follow_up_waits_twelve_working_days_from_the_first);
    g_test_add_func("/follow-up/F1/after-two-it-rests-ninety-days",
                    test_after_two_it_rests_ninety_days);
    g_test_add_func("/follow-up/F1/never-a-third", test_there_is_never_a_third);
    g_test_add_func("/follow-up/F1/a-day-early-is-refused",
                    test_a_day_early_is_refused_and_names_the_day);
    g_test_add_func("/follow-up/F1/what-makes-no-sense-is-a-conflict",
                    test_what_makes_no_sense_is_a_conflict);
    g_test_add_func("/follow-up/F1/fewer-can-be-wished-for",
                    test_fewer_follow_ups_can_be_wished_for);
    g_test_add_func("/follow-up/F1/a-new-request-begins-anew", test_a_new_request_begins_anew);
    g_test_add_func("/follow-up/F1/others-do-not-count",
                    test_follow_ups_to_somebody_else_do_not_count);
    g_test_add_func("/follow-up/M5/an-answer-to-any-is-an-answer",
                    test_an_answer_to_any_of_them_is_an_answer);
    g_test_add_func("/follow-up/F3/an-absence-moves-the-date", test_an_absence_moves_the_date);
    g_test_add_func("/follow-up/F3/an-absence-ends-before-they-are-back",
                    test_an_absence_ends_the_day_before_they_are_back);
    g_test_add_func("/follow-up/F3/the-receivers-clock",
                    test_the_receivers_clock_says_which_day_it_was);
    g_test_add_func("/follow-up/F3/due-day-is-never-a-holiday",
                    test_the_due_day_is_never_a_holiday);
    return g_test_run();
}
