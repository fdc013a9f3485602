/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-day.h"

#include "base/tk-error.h"
#include "base/tk-holidays.h"

static TkDay
day(const char *text)
{
    TkDay found = 0;
    gboolean good = tk_day_from_text(text, &found);

    g_assert_true(good);
    return found;
}

static int64_t
instant(const char *text)
{
    g_autoptr(GError) error = NULL;
    int64_t at = 0;

    tk_instant_from_text(text, "UTC", 0, &at, &error);
    g_assert_no_error(error);
    return at;
}

static void
test_every_day_of_400_years_reads_back_the_same(void)
{
    TkDay last = day("2001-02-28");

    for (TkDay at = day("1601-01-01"); at <= last; at++) {
        int year = 0;
        int month = 0;
        int date = 0;
        TkDay back = 0;

        tk_day_to_date(at, &year, &month, &date);
        g_assert_true(tk_day_from_date(year, month, date, &back));
        g_assert_cmpint(back, ==, at);
    }
}

/* GLib has its own calendar: an independent witness. */
static void
test_calendar_agrees_with_glib(void)
{
    for (int year = 1; year <= 9999; year += 7) {
        for (int month = 1; month <= 12; month++) {
            g_autoptr(GDate) date = g_date_new_dmy(1, (GDateMonth) month, (GDateYear) year);
            TkDay found = 0;

            g_assert_true(tk_day_from_date(year, month, 1, &found));
            g_assert_cmpint(found, ==, (gint64) g_date_get_julian(date) - 719163);
            g_assert_cmpint(tk_day_weekday(found), ==, (int) g_date_get_weekday(date));
        }
    }
}

static void
test_dates_that_are_none_are_refused(void)
{
    const int bad[][3] = {
        { 2026, 2, 29 }, { 2026, 2, 31 }, { 1900, 2, 29 }, { 2026, 13, 1 }, { 2026, 0, 1 },
        { 2026, 4, 31 }, { 2026, 1, 0 },  { 0, 1, 1 },     { 10000, 1, 1 }, { -1, 1, 1 },
    };
    TkDay found = 42;

    for (gsize at = 0; at < G_N_ELEMENTS(bad); at++)
        g_assert_false(tk_day_from_date(bad[at][0], bad[at][1], bad[at][2], &found));
    g_assert_cmpint(found, ==, 42);
    g_assert_true(tk_day_from_date(2000, 2, 29, &found));
    g_assert_true(tk_day_from_date(2024, 2, 29, &found));
}

static void
test_text_that_is_no_day_is_refused(void)
{
    const char *const bad[] = {
        "",           "2026",       "2026-12",     "2026-12-7",  "2026-12-07 ", " 2026-12-07",
        "2026/12/07", "07-12-2026", "2026-02-30",  "abcd-ef-gh", "+026-12-07",  "2026-12-07T",
        "0000-01-01", "2026-1-007", "20261-12-07",
    };
    TkDay found = 42;

    g_assert_false(tk_day_from_text(NULL, &found));
    for (gsize at = 0; at < G_N_ELEMENTS(bad); at++)
        g_assert_false(tk_day_from_text(bad[at], &found));
    g_assert_cmpint(found, ==, 42);
}

static void
test_days_beyond_the_calendar_count_as_its_ends(void)
{
    g_autofree char *first = tk_day_to_text(G_MININT64);
    g_autofree char *last = tk_day_to_text(G_MAXINT64);
    g_autofree char *instant_first = tk_instant_to_text(G_MININT64);
    g_autofree char *instant_last = tk_instant_to_text(G_MAXINT64);

    g_assert_cmpstr(first, ==, "0001-01-01");
    g_assert_cmpstr(last, ==, "9999-12-31");
    g_assert_cmpstr(instant_first, ==, "0001-01-01T00:00:00Z");
    g_assert_cmpstr(instant_last, ==, "9999-12-31T23:59:59Z");
    g_assert_cmpint(tk_day_of(G_MAXINT64, "Europe/Oslo"), >=, TK_DAY_MOST);
    g_assert_cmpint(tk_day_instant(G_MININT64, 0, "Europe/Oslo"), <, 0);
    g_assert_cmpint(tk_day_add_working(G_MAXINT64, G_MAXUINT, "NO"), ==, TK_DAY_MOST);
}

static void
test_monday_is_1_and_sunday_7(void)
{
    g_assert_cmpint(tk_day_weekday(day("2026-12-07")), ==, 1);
    g_assert_cmpint(tk_day_weekday(day("2026-12-06")), ==, 7);
    g_assert_cmpint(tk_day_weekday(day("1969-12-31")), ==, 3);
    g_assert_cmpint(tk_day_weekday(0), ==, 4);
}

static void
test_day_depends_on_where_one_is(void)
{
    int64_t late = instant("2026-12-06T23:30:00Z");

    g_assert_cmpint(tk_day_of(late, "UTC"), ==, day("2026-12-06"));
    g_assert_cmpint(tk_day_of(late, "Europe/Oslo"), ==, day("2026-12-07"));
    g_assert_cmpint(tk_day_of(late, "America/New_York"), ==, day("2026-12-06"));
    g_assert_cmpint(tk_minute_of(late, "Europe/Oslo"), ==, 30);
    g_assert_cmpint(tk_minute_of(late, "Asia/Kolkata"), ==, 5 * 60);
    g_assert_cmpint(tk_minute_of(-1, "UTC"), ==, 1439);
    g_assert_cmpint(tk_day_of(-1, "UTC"), ==, -1);
}

static void
test_instant_of_an_hour_that_a_spring_change_leaves_out_is_the_first_after(void)
{
    TkDay spring = day("2026-03-29");

    g_assert_cmpint(tk_day_instant(spring, 150, "Europe/Oslo"), ==,
                    instant("2026-03-29T01:00:00Z"));
    g_assert_cmpint(tk_day_instant(spring, 119, "Europe/Oslo"), ==,
                    instant("2026-03-29T00:59:00Z"));
    g_assert_cmpint(tk_day_instant(spring, 180, "Europe/Oslo"), ==,
                    instant("2026-03-29T01:00:00Z"));
}

static void
test_instant_of_an_hour_that_comes_twice_is_the_first(void)
{
    TkDay autumn = day("2026-10-25");

    g_assert_cmpint(tk_day_instant(autumn, 150, "Europe/Oslo"), ==,
                    instant("2026-10-25T00:30:00Z"));
    g_assert_cmpint(tk_day_instant(autumn, 180, "Europe/Oslo"), ==,
                    instant("2026-10-25T02:00:00Z"));
}

static void
test_instant_of_a_minute_is_that_minute_again(void)
{
    const char *const zones[] = { "Europe/Oslo",  "America/New_York",    "Asia/Kolkata", "UTC",
                                  "Pacific/Apia", "Australia/Lord_Howe", "America/Nuuk" };
    unsigned left_out = 0;

    for (gsize zone = 0; zone < G_N_ELEMENTS(zones); zone++) {
        for (TkDay at = day("2024-01-01"); at < day("2027-01-01"); at++) {
            int64_t found = tk_day_instant(at, 7 * 60 + 15, zones[zone]);
            gboolean same = tk_day_of(found, zones[zone]) == at &&
                            tk_minute_of(found, zones[zone]) == 7 * 60 + 15;

            left_out += !same;
        }
    }
    g_assert_cmpuint(left_out, ==, 0); /* no zone changes its clock at a quarter past seven */
}

static void
test_zone_names_reach_no_file_outside_the_zones(void)
{
    const char *const bad[] = { "",        "..",           "../etc/passwd", "/etc/localtime",
                                "Nowhere", "Europe/",      "Europe/../UTC", "+01:00",
                                ":UTC",    "Europe//Oslo", "Europe/Oslo\n", "Europe" };

    g_assert_false(tk_zone_is_known(NULL));
    for (gsize at = 0; at < G_N_ELEMENTS(bad); at++) {
        g_test_message("%s", bad[at]);
        g_assert_false(tk_zone_is_known(bad[at]));
    }
    g_assert_true(tk_zone_is_known("Europe/Oslo"));
    g_assert_true(tk_zone_is_known("America/Argentina/Buenos_Aires"));
    g_assert_true(tk_zone_is_known("Etc/GMT+5"));
}

static void
test_unknown_zone_counts_as_utc(void)
{
    g_assert_cmpint(tk_minute_of(3600, "Nowhere/Land"), ==, 60);
    g_assert_cmpint(tk_minute_of(3600, NULL), ==, 60);
}

static void
test_more_zones_than_the_cache_holds_still_work(void)
{
    for (int round = 0; round < 3; round++) {
        for (int number = 0; number < 200; number++) {
            g_autofree char *name = g_strdup_printf("Land/Town%d", number);

            g_assert_false(tk_zone_is_known(name));
        }
        g_assert_true(tk_zone_is_known("Europe/Oslo"));
    }
}

static void
test_every_zone_of_a_country_exists(void)
{
    const char *const countries[] = { "NO", "DK", "SE", "FI", "GB", "US", "DE", "IS", "FR", "us" };

    for (gsize at = 0; at < G_N_ELEMENTS(countries); at++)
        g_assert_true(tk_zone_is_known(tk_zone_of_country(countries[at])));
    g_assert_cmpstr(tk_zone_of_country("NO"), ==, "Europe/Oslo");
    g_assert_cmpstr(tk_zone_of_country("XX"), ==, "");
    g_assert_cmpstr(tk_zone_of_country(NULL), ==, "");
}

static void
test_instants_are_read_in_every_form_promised(void)
{
    const struct {
        const char *text;
        const char *same;
    } forms[] = {
        { "2026-12-07", "2026-12-07T07:00:00Z" },
        { "2026-12-07T09:30", "2026-12-07T08:30:00Z" },
        { "2026-12-07 09:30", "2026-12-07T08:30:00Z" },
        { "2026-12-07T09:30:15", "2026-12-07T08:30:15Z" },
        { "2026-12-07T09:30Z", "2026-12-07T09:30:00Z" },
        { "2026-12-07T09:30:15+01:00", "2026-12-07T08:30:15Z" },
        { "2026-12-07T09:30:15-0530", "2026-12-07T15:00:15Z" },
        { "2026-12-07T00:30+02", "2026-12-06T22:30:00Z" },
        { "2026-06-07T09:30", "2026-06-07T07:30:00Z" },
        { "2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z" },
    };

    for (gsize at = 0; at < G_N_ELEMENTS(forms); at++) {
        g_autoptr(GError) error = NULL;
        int64_t found = 0;

        tk_instant_from_text(forms[at].text, "Europe/Oslo", 8 * 60, &found, &error);
        g_assert_no_error(error);
        g_autofree char *text = tk_instant_to_text(found);

        g_assert_cmpstr(text, ==, forms[at].same);
    }
}

static void
test_text_that_is_no_instant_is_refused(void)
{
    const char *const bad[] = { "",
                                "tomorrow",
                                "2026-12-07T",
                                "2026-12-07T9:30",
                                "2026-12-07T25:00",
                                "2026-12-07T09:60",
                                "2026-12-07T09:30:61",
                                "2026-12-07T09:30X",
                                "2026-12-07T09:30+1",
                                "2026-12-07T09:30+24:00",
                                "2026-12-07T09:30Zz",
                                "2026-02-31T09:30" };

    for (gsize at = 0; at < G_N_ELEMENTS(bad); at++) {
        g_autoptr(GError) error = NULL;
        int64_t found = 42;

        g_assert_false(tk_instant_from_text(bad[at], "UTC", 0, &found, &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
        g_assert_cmpstr(tk_error_face(error).key, ==, "not-a-time");
        g_assert_cmpstr(tk_error_face(error).subject, ==, bad[at]);
        g_assert_cmpint(found, ==, 42);
    }
}

static void
test_working_days_skip_weekend_and_holidays(void)
{
    /* Norway, Easter 2026: 2 April is Maundy Thursday, 6 April Easter Monday. */
    g_assert_cmpint(tk_day_add_working(day("2026-04-01"), 1, "NO"), ==, day("2026-04-07"));
    g_assert_cmpint(tk_day_add_working(day("2026-04-01"), 1, ""), ==, day("2026-04-02"));
    g_assert_cmpint(tk_day_add_working(day("2026-12-04"), 1, "NO"), ==, day("2026-12-07"));
    g_assert_cmpint(tk_day_add_working(day("2026-12-05"), 1, "NO"), ==, day("2026-12-07"));
    g_assert_cmpint(tk_day_add_working(day("2026-12-07"), 6, "NO"), ==, day("2026-12-15"));
    g_assert_cmpint(tk_day_add_working(day("2026-12-07"), 0, "NO"), ==, day("2026-12-07"));
}

static void
test_adding_and_counting_working_days_agree(void)
{
    const char *const countries[] = { "NO", "DK", "SE", "FI", "GB", "US", "DE", "" };

    for (gsize country = 0; country < G_N_ELEMENTS(countries); country++) {
        for (TkDay from = day("2026-01-01"); from < day("2027-01-01"); from += 3) {
            for (unsigned count = 1; count < 20; count += 5) {
                TkDay due = tk_day_add_working(from, count, countries[country]);

                g_assert_true(tk_day_is_working(due, countries[country]));
                g_assert_cmpuint(tk_day_count_working(from, due, countries[country]), ==, count);
                g_assert_cmpuint(tk_day_count_working(from, due - 1, countries[country]), ==,
                                 count - 1);
            }
        }
    }
}

static void
test_no_working_days_lie_in_an_empty_span(void)
{
    g_assert_cmpuint(tk_day_count_working(day("2026-12-07"), day("2026-12-07"), "NO"), ==, 0);
    g_assert_cmpuint(tk_day_count_working(day("2026-12-08"), day("2026-12-07"), "NO"), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/day/every-day-of-400-years-reads-back-the-same",
                    test_every_day_of_400_years_reads_back_the_same);
    g_test_add_func("/day/calendar-agrees-with-glib", test_calendar_agrees_with_glib);
    g_test_add_func("/day/dates-that-are-none-are-refused", test_dates_that_are_none_are_refused);
    g_test_add_func("/day/text-that-is-no-day-is-refused", test_text_that_is_no_day_is_refused);
    g_test_add_func("/day/days-beyond-the-calendar-count-as-its-ends",
                    test_days_beyond_the_calendar_count_as_its_ends);
    g_test_add_func("/day/monday-is-1-and-sunday-7", test_monday_is_1_and_sunday_7);
    g_test_add_func("/day/day-depends-on-where-one-is", test_day_depends_on_where_one_is);
    g_test_add_func("/day/instant-of-an-hour-that-a-spring-change-leaves-out-is-the-first-after",
                    test_instant_of_an_hour_that_a_spring_change_leaves_out_is_the_first_after);
    g_test_add_func("/day/instant-of-an-hour-that-comes-twice-is-the-first",
                    test_instant_of_an_hour_that_comes_twice_is_the_first);
    g_test_add_func("/day/instant-of-a-minute-is-that-minute-again",
                    test_instant_of_a_minute_is_that_minute_again);
    g_test_add_func("/day/zone-names-reach-no-file-outside-the-zones",
                    test_zone_names_reach_no_file_outside_the_zones);
    g_test_add_func("/day/unknown-zone-counts-as-utc", test_unknown_zone_counts_as_utc);
    g_test_add_func("/day/more-zones-than-the-cache-holds-still-work",
                    test_more_zones_than_the_cache_holds_still_work);
    g_test_add_func("/day/every-zone-of-a-country-exists", test_every_zone_of_a_country_exists);
    g_test_add_func("/day/instants-are-read-in-every-form-promised",
                    test_instants_are_read_in_every_form_promised);
    g_test_add_func("/day/text-that-is-no-instant-is-refused",
                    test_text_that_is_no_instant_is_refused);
    g_test_add_func("/day/F3/working-days-skip-weekend-and-holidays",
                    test_working_days_skip_weekend_and_holidays);
    g_test_add_func("/day/F1/adding-and-counting-working-days-agree",
                    test_adding_and_counting_working_days_agree);
    g_test_add_func("/day/no-working-days-lie-in-an-empty-span",
                    test_no_working_days_lie_in_an_empty_span);
    return g_test_run();
}
