/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/absence.h"

#include "language/test-share.h"

#include <string.h>

/* Told on Friday 27 November 2026. */
#define TOLD "2026-11-27"

typedef struct {
    const char *text;
    const char *back; /* "" where nothing is named */
} Row;

static TkDay
day(const char *text)
{
    TkDay found = 0;

    g_assert_true(tk_day_from_text(text, &found));
    return found;
}

static void
assert_rows(const Row *rows, gsize count)
{
    const LanguageShare *share = test_share();

    for (gsize at = 0; at < count; at++) {
        TkDay found = absence_back_day(share, rows[at].text, day(TOLD));
        g_autofree char *back = found != 0 ? tk_day_to_text(found) : g_strdup("");

        g_test_message("%s", rows[at].text);
        g_assert_cmpstr(back, ==, rows[at].back);
    }
}

static void
test_the_day_back_is_read_in_four_languages(void)
{
    static const Row rows[] = {
        { "Jeg er på ferie og er tilbake mandag 7. desember.", "2026-12-07" },
        { "Takk for mailen! Jeg er ute av kontoret, og kommer tilbake på jobb 3. des.",
          "2026-12-03" },
        { "Er tilbake igjen på kontoret fra og med 4. januar 2027", "2027-01-04" },
        { "Jeg er tilbage på kontoret den 14. december. Venlig hilsen Mette", "2026-12-14" },
        { "Jeg holder ferie og er retur igen mandag d. 7. december", "2026-12-07" },
        { "Jag är på semester och åter måndagen den 7 december.", "2026-12-07" },
        { "Hej! Jag är ledig. Jag är tillbaka på kontoret den 11 januari.", "2027-01-11" },
        { "I am out of the office and will be back on December 14th.", "2026-12-14" },
        { "I will return to the office on Monday, 7 December 2026.", "2026-12-07" },
        { "Back 3rd of December", "2026-12-03" },
        { "I'm travelling, back Wednesday.", "2026-12-02" },
        { "Er tilbake mandag", "2026-11-30" },
        { "Jag är åter vecka 50", "2026-12-07" },
        { "Tilbake i uke 2", "2027-01-11" },
    };

    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_the_last_day_away_is_the_day_before_the_day_back(void)
{
    static const Row rows[] = {
        { "Jeg har ferie til og med 4. desember og leser ikke e-post.", "2026-12-05" },
        { "Jeg holder fri t.o.m. 3/12.", "2026-12-04" },
        { "Jag är föräldraledig till och med 31 januari", "2027-02-01" },
        { "I am on leave until 12 December.", "2026-12-13" },
        { "Out of office 30 November - 4 December", "2026-12-05" },
        { "Ferie 30.11–04.12.2026", "2026-12-05" },
        { "I am away from 1 to 11 December", "2026-12-12" },
    };

    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_the_day_back_is_believed_before_the_last_day_away(void)
{
    static const Row rows[] = {
        { "Jeg er borte fra 30. november til 11. desember og er tilbake mandag 14. desember.",
          "2026-12-14" },
        { "Away until 4 December; back on 8 December.", "2026-12-08" },
    };

    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_figures_are_read_as_days(void)
{
    static const Row rows[] = {
        { "Tilbake 07.12.2026", "2026-12-07" }, { "Tilbake 7.12.", "2026-12-07" },
        { "Tilbage 7/12-26", "2026-12-07" },    { "Back on 12/7", "2026-12-07" },
        { "Åter 2026-12-07.", "2026-12-07" },
    };

    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_a_day_without_a_phrase_says_nothing(void)
{
    static const Row rows[] = {
        { "Takk for din e-post av 27. november. Jeg svarer så snart jeg kan.", "" },
        { "Jeg er på ferie. Ring 22 33 44 55 hvis det haster.", "" },
        { "Thank you for your mail. Our conference is on 14 December.", "" },
        { "I am away from 1 December.", "" },
        { "", "" },
    };

    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_a_day_that_is_past_or_far_off_is_not_believed(void)
{
    static const Row rows[] = {
        { "Tilbake 3. august 2026", "" },
        { "Back on 1 March 2029", "" },
        { "Tilbake 31. februar", "" },
        { "Tilbake 99.99.9999", "" },
    };

    assert_rows(rows, G_N_ELEMENTS(rows));
}

/* Every piece of a text, cut anywhere, and bytes that are no text. */
static void
test_any_bytes_are_read_to_the_end(void)
{
    const LanguageShare *share = test_share();
    static const char text[] =
        "Tilbake m\xe5ndag \xff 7. desember 99999999999999/12-2026 til og med v";

    for (gsize from = 0; from < strlen(text); from++) {
        TkDay found = absence_back_day(share, text + from, day(TOLD));

        g_assert_true(found == 0 || found > day(TOLD));
    }
}

static void
test_a_table_with_a_month_without_number_is_refused(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AbsenceWords) words = absence_words_new("a.txt", "[months]\njanuar\n", &error);

    g_assert_null(words);
    g_assert_nonnull(error);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/absence/F3/the-day-back-is-read-in-four-languages",
                    test_the_day_back_is_read_in_four_languages);
    g_test_add_func("/absence/F3/the-last-day-away-is-the-day-before-the-day-back",
                    test_the_last_day_away_is_the_day_before_the_day_back);
    g_test_add_func("/absence/F3/the-day-back-is-believed-before-the-last-day-away",
                    test_the_day_back_is_believed_before_the_last_day_away);
    g_test_add_func("/absence/F3/figures-are-read-as-days", test_figures_are_read_as_days);
    g_test_add_func("/absence/F3/a-day-without-a-phrase-says-nothing",
                    test_a_day_without_a_phrase_says_nothing);
    g_test_add_func("/absence/F3/a-day-that-is-past-or-far-off-is-not-believed",
                    test_a_day_that_is_past_or_far_off_is_not_believed);
    g_test_add_func("/absence/any-bytes-are-read-to-the-end", test_any_bytes_are_read_to_the_end);
    g_test_add_func("/absence/a-table-with-a-month-without-number-is-refused",
                    test_a_table_with_a_month_without_number_is_refused);
    return g_test_run();
}
