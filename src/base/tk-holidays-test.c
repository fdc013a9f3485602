/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-holidays.h"

#include <string.h>

static char *
read_fixture(void)
{
    const char *source = g_getenv("TOKOPP_SOURCE");
    g_autofree char *path = g_build_filename(source != NULL ? source : ".", "tests", "fixtures",
                                             "base", "holidays.tsv", NULL);
    g_autoptr(GError) error = NULL;
    char *contents = NULL;

    g_file_get_contents(path, &contents, NULL, &error);
    g_assert_no_error(error);
    return contents;
}

/* "05-01 05-17 ...", as the published list writes a year. */
static char *
computed_year(const char *country, int year)
{
    g_autoptr(GString) days = g_string_new(NULL);
    TkDay first = 0;
    TkDay next = 0;

    tk_day_from_date(year, 1, 1, &first);
    tk_day_from_date(year + 1, 1, 1, &next);
    for (TkDay day = first; day < next; day++) {
        g_autofree char *text = tk_day_to_text(day);

        if (tk_holiday_name(day, country) != NULL)
            g_string_append_printf(days, "%s%s", days->len > 0 ? " " : "", text + 5);
    }
    return g_string_free(g_steal_pointer(&days), FALSE);
}

static void
test_every_year_is_as_published(void)
{
    g_autofree char *published = read_fixture();
    g_auto(GStrv) lines = g_strsplit(published, "\n", -1);
    unsigned years = 0;

    for (char **line = lines; *line != NULL; line++) {
        if (**line == '#' || **line == '\0')
            continue;
        g_auto(GStrv) parts = g_strsplit(*line, "\t", 3);
        g_autofree char *found = computed_year(parts[0], (int) g_ascii_strtoll(parts[1], NULL, 10));

        g_test_message("%s %s", parts[0], parts[1]);
        g_assert_cmpstr(found, ==, parts[2]);
        years++;
    }
    g_assert_cmpuint(years, >=, 100); /* seven countries, fifteen years */
}

/* Held against the golden table in the Book of Common Prayer's tradition: well known years. */
static void
test_easter_falls_where_the_church_says(void)
{
    const char *const sundays[] = { "1900-04-15", "1913-03-23", "1943-04-25", "1954-04-18",
                                    "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24",
                                    "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25",
                                    "2049-04-18", "2076-04-19", "2100-03-28" };

    for (gsize at = 0; at < G_N_ELEMENTS(sundays); at++) {
        TkDay day = 0;
        int year = 0;
        int month = 0;
        int date = 0;

        tk_day_from_text(sundays[at], &day);
        tk_day_to_date(day, &year, &month, &date);
        g_assert_cmpint(tk_easter(year), ==, day);
    }
}

static void
test_easter_is_a_sunday_between_its_two_ends(void)
{
    for (int year = 1583; year <= 4099; year++) {
        TkDay first = 0;
        TkDay last = 0;

        tk_day_from_date(year, 3, 22, &first);
        tk_day_from_date(year, 4, 25, &last);
        g_assert_cmpint(tk_day_weekday(tk_easter(year)), ==, 7);
        g_assert_cmpint(tk_easter(year), >=, first);
        g_assert_cmpint(tk_easter(year), <=, last);
    }
}

static const char *
name_on(const char *text, const char *country)
{
    TkDay day = 0;

    g_assert_true(tk_day_from_text(text, &day));
    return tk_holiday_name(day, country);
}

static void
test_name_is_in_the_language_of_the_country(void)
{
    g_assert_cmpstr(name_on("2026-05-17", "NO"), ==, "Grunnlovsdagen");
    g_assert_cmpstr(name_on("2026-06-20", "SE"), ==, "Midsommardagen");
    g_assert_cmpstr(name_on("2026-12-06", "FI"), ==, "Itsenäisyyspäivä");
    g_assert_cmpstr(name_on("2026-10-03", "DE"), ==, "Tag der Deutschen Einheit");
    g_assert_cmpstr(name_on("2026-05-17", "no"), ==, "Grunnlovsdagen");
}

static void
test_great_prayer_day_ends_with_2023(void)
{
    g_assert_cmpstr(name_on("2023-05-05", "DK"), ==, "Store bededag");
    g_assert_null(name_on("2024-04-26", "DK"));
}

static void
test_christmas_on_a_weekend_pushes_boxing_day_on(void)
{
    g_assert_cmpstr(name_on("2021-12-27", "GB"), ==, "Christmas Day (substitute day)");
    g_assert_cmpstr(name_on("2021-12-28", "GB"), ==, "Boxing Day (substitute day)");
    g_assert_cmpstr(name_on("2022-12-27", "GB"), ==, "Christmas Day (substitute day)");
    g_assert_null(name_on("2022-12-28", "GB"));
    g_assert_cmpstr(name_on("2026-12-28", "GB"), ==, "Boxing Day (substitute day)");
}

static void
test_new_year_on_a_saturday_is_observed_the_year_before(void)
{
    g_assert_cmpstr(name_on("2021-12-31", "US"), ==, "New Year's Day");
    g_assert_null(name_on("2022-12-31", "US"));
}

static void
test_country_that_we_do_not_know_has_none(void)
{
    g_assert_null(name_on("2026-12-25", "XX"));
    g_assert_null(name_on("2026-12-25", ""));
    g_assert_null(name_on("2026-12-25", NULL));
    g_assert_null(name_on("2026-12-25", "NOR"));
}

static void
test_any_day_can_be_asked_for(void)
{
    const TkDay days[] = { G_MININT64,      TK_DAY_LEAST, TK_DAY_LEAST + 1,
                           TK_DAY_MOST - 1, TK_DAY_MOST,  G_MAXINT64 };
    const char *const countries[] = { "NO", "DK", "SE", "FI", "GB", "US", "DE" };

    for (gsize day = 0; day < G_N_ELEMENTS(days); day++) {
        for (gsize country = 0; country < G_N_ELEMENTS(countries); country++)
            g_assert_null(tk_holiday_name(days[day], countries[country]));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/holidays/F3/every-year-is-as-published", test_every_year_is_as_published);
    g_test_add_func("/holidays/easter-falls-where-the-church-says",
                    test_easter_falls_where_the_church_says);
    g_test_add_func("/holidays/easter-is-a-sunday-between-its-two-ends",
                    test_easter_is_a_sunday_between_its_two_ends);
    g_test_add_func("/holidays/name-is-in-the-language-of-the-country",
                    test_name_is_in_the_language_of_the_country);
    g_test_add_func("/holidays/great-prayer-day-ends-with-2023",
                    test_great_prayer_day_ends_with_2023);
    g_test_add_func("/holidays/christmas-on-a-weekend-pushes-boxing-day-on",
                    test_christmas_on_a_weekend_pushes_boxing_day_on);
    g_test_add_func("/holidays/new-year-on-a-saturday-is-observed-the-year-before",
                    test_new_year_on_a_saturday_is_observed_the_year_before);
    g_test_add_func("/holidays/country-that-we-do-not-know-has-none",
                    test_country_that_we_do_not_know_has_none);
    g_test_add_func("/holidays/any-day-can-be-asked-for", test_any_day_can_be_asked_for);
    return g_test_run();
}
