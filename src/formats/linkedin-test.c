/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/linkedin-table.h"
#include "formats/linkedin.h"

#include "formats/brought.h"
#include "formats/collected.h"
#include "formats/csv.h"
#include "formats/linkedin-date.h"

#include <string.h>

typedef struct {
    const char *text;
    LinkedinDateForms forms;
    const char *day; /* NULL: refused */
    int second;      /* of the day */
} DateCase;

static const DateCase date_cases[] = {
    { "08 Feb 2026", LINKEDIN_CONNECTION_DATES, "2026-02-08", 0 },
    { "1 Jan 2024", LINKEDIN_CONNECTION_DATES, "2024-01-01", 0 },
    { "29 Feb 2024", LINKEDIN_CONNECTION_DATES, "2024-02-29", 0 },
    { "29 Feb 2023", LINKEDIN_CONNECTION_DATES, NULL, 0 },
    { "31 Feb 2024", LINKEDIN_CONNECTION_DATES, NULL, 0 },
    { "08 Feb 26", LINKEDIN_CONNECTION_DATES, NULL, 0 },
    { "08 Foo 2026", LINKEDIN_CONNECTION_DATES, NULL, 0 },
    { "2/8/26", LINKEDIN_CONNECTION_DATES, NULL, 0 },
    { "", LINKEDIN_CONNECTION_DATES, NULL, 0 },
    { "2025-06-01 14:03:22 UTC", LINKEDIN_MESSAGE_DATES, "2025-06-01", 50602 },
    { "2025-06-01 24:00:00 UTC", LINKEDIN_MESSAGE_DATES, NULL, 0 },
    { "1/6/25", LINKEDIN_MESSAGE_DATES, NULL, 0 },
    { "1/29/26, 2:37 PM", LINKEDIN_INVITATION_DATES, "2026-01-29", 52620 },
    { "1/29/26, 12:00 AM", LINKEDIN_INVITATION_DATES, "2026-01-29", 0 },
    { "1/29/26, 13:00 PM", LINKEDIN_INVITATION_DATES, NULL, 0 },
    { "29/1/26, 2:37 PM", LINKEDIN_INVITATION_DATES, NULL, 0 },
    { "07/22/2026 04:02", LINKEDIN_INVITATION_DATES, "2026-07-22", 14520 },
    { "2026/07/28 13:20:49 UTC", LINKEDIN_ENDORSEMENT_DATES, "2026-07-28", 48049 },
    { "2026/07/28 13:20:49 CET", LINKEDIN_ENDORSEMENT_DATES, NULL, 0 },
    { "01/02/06, 3:04 PM", LINKEDIN_RECOMMENDATION_DATES, "2006-01-02", 54240 },
    { "01/01/24", LINKEDIN_RECOMMENDATION_DATES, "2024-01-01", 0 },
    { "Jan 2024", LINKEDIN_POSITION_DATES, "2024-01-01", 0 },
    { "2008", LINKEDIN_POSITION_DATES, "2008-01-01", 0 },
    { "Foo 2024", LINKEDIN_POSITION_DATES, NULL, 0 },
};

static void
test_each_file_has_its_own_dates_and_no_day_is_guessed(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(date_cases); i++) {
        const DateCase *wanted = &date_cases[i];
        int64_t at = 0;
        gboolean is_date = linkedin_date_read(wanted->text, wanted->forms, &at);
        g_autofree char *day = tk_day_to_text(at / 86400);

        g_assert_cmpint(is_date, ==, wanted->day != NULL);
        if (wanted->day == NULL)
            continue;
        g_assert_cmpstr(day, ==, wanted->day);
        g_assert_cmpint(at % 86400, ==, wanted->second);
    }
}

static void
test_an_export_before_1970_keeps_its_days(void)
{
    TkDay day = 0;
    g_autofree char *text = NULL;

    g_assert_true(linkedin_day_read("1842-07-10 08:14:00 UTC", LINKEDIN_MESSAGE_DATES, &day));
    text = tk_day_to_text(day);
    g_assert_cmpstr(text, ==, "1842-07-10");
}

static Collected *
read_export(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = collected_fixture("export");
    Collected *collected = collected_new();

    g_assert_true(brought_read(path, &collected->sink, &error));
    g_assert_no_error(error);
    return collected;
}

static void
test_connections_become_persons_with_post_and_day(void)
{
    g_autoptr(Collected) seen = read_export();

    collected_assert_has(seen, "person 'Kari Holm' 'Kari' 'Holm' connected=2026-02-08 "
                               "linkedin=https://www.linkedin.com/in/kari-holm "
                               "email=kari@nordvarme.example post='Head of\nResearch, Nordvarme, "
                               "AS'\n");
    collected_assert_has(seen, "person 'Jørn Bæk' 'Jørn' 'Bæk' connected=2024-01-01 ");
    collected_assert_has(seen, "person '; DROP TABLE person; -- O'Hara'");
}

static void
test_members_who_withdrew_have_no_name(void)
{
    g_autoptr(Collected) seen = read_export();

    collected_assert_has(seen, "person '' '' '' restricted connected=2024-03-02 linkedin=");
    collected_assert_has(seen, "left out 9 member-withdrawn '30 Apr 2026'");
}

static void
test_a_day_that_is_none_is_named_and_its_row_kept(void)
{
    g_autoptr(Collected) seen = read_export();

    collected_assert_has(seen, "left out 10 date-not-a-day '31 Feb 2024'");
    collected_assert_has(seen, "person 'Leap Year' 'Leap' 'Year' linkedin=");
    collected_assert_has(seen, "left out 12 row-too-short 'Short'");
}

static void
test_messages_keep_who_and_when_and_no_content(void)
{
    g_autoptr(Collected) seen = read_export();

    collected_assert_has(seen, " at=1748786602 'Coffee?' from:linkedin=https://www.linkedin.com/in/"
                               "kari-holm'Kari Holm' to:linkedin=https://www.linkedin.com/in/"
                               "mina-lund'Mina Lund'\n");
    collected_assert_has(seen, "to:linkedin=https://www.linkedin.com/in/jørn-bæk'Jørn Bæk' "
                               "to:linkedin=https://www.linkedin.com/in/kari-holm'Kari Holm'\n");
    g_assert_cmpuint(collected_count(seen, "script"), ==, 0);
    g_assert_cmpuint(collected_count(seen, "Both of you"), ==, 0);
}

static void
test_spam_drafts_and_unknown_parties_are_named_and_left_out(void)
{
    g_autoptr(Collected) seen = read_export();

    g_assert_cmpuint(collected_count(seen, "message-spam"), ==, 1);
    g_assert_cmpuint(collected_count(seen, "message-draft"), ==, 1);
    g_assert_cmpuint(collected_count(seen, "party-not-known 'c5'"), ==, 1);
    g_assert_cmpuint(collected_count(seen, "date-not-a-day '1/6/25'"), ==, 1);
    g_assert_cmpuint(collected_count(seen, "row-too-short 'BADROW'"), ==, 1);
    g_assert_cmpuint(collected_count(seen, "message <"), ==, 3);
}

static void
test_praise_points_from_the_one_who_gave_it(void)
{
    g_autoptr(Collected) seen = read_export();

    collected_assert_has(seen, "from:linkedin=www.linkedin.com/in/kari-holm'Kari Holm' "
                               "to:linkedin=linkedin.com/in/mina-lund'Mina Lund'");
    collected_assert_has(seen, "to:linkedin=www.linkedin.com/in/kari-holm'Kari Holm' "
                               "from:linkedin=linkedin.com/in/mina-lund'Mina Lund'");
    collected_assert_has(seen, "note from:name=Kari Holm'Kari Holm' to:linkedin=");
    collected_assert_has(seen, "note to:name=Jørn Bæk'Jørn Bæk' from:linkedin=");
    g_assert_cmpuint(collected_count(seen, "praise-not-accepted"), ==, 1);
    g_assert_cmpuint(collected_count(seen, "endorsement <"), ==, 2);
}

static void
test_the_files_tell_whose_they_are_before_anything_else(void)
{
    g_autoptr(Collected) seen = read_export();
    const char *first = "own linkedin=linkedin.com/in/mina-lund\n"
                        "own email=mina@varmelaget.example\n"
                        "person 'Mina Lund' 'Mina' 'Lund' place='Oslo, Norway' me "
                        "linkedin=linkedin.com/in/mina-lund email=mina@varmelaget.example "
                        "post='Partner, Varmelaget' from=2020-01-01 "
                        "post='Adviser, Fjordnett' from=2015-01-01 until=2019-12-01 "
                        "education='MSc Energy, NTNU' from=2008-01-01 until=2013-01-01 "
                        "education=', Kveldsskolen'\n";

    g_assert_true(g_str_has_prefix(seen->text->str, first));
    g_assert_cmpuint(collected_count(seen, "date-not-a-day 'Foo 2014'"), ==, 1);
}

static void
test_a_table_that_nobody_knows_is_named_and_companions_are_not(void)
{
    g_autoptr(Collected) seen = read_export();

    g_assert_cmpuint(collected_count(seen, "file-unknown"), ==, 1);
}

static void
test_the_same_export_gives_the_same_records_again(void)
{
    g_autoptr(Collected) one = read_export();
    g_autoptr(Collected) other = read_export();

    g_assert_cmpstr(one->text->str, ==, other->text->str);
}

static char *
self_of(const char *messages)
{
    g_autoptr(LinkedinSelf) self = linkedin_self_new();
    g_autoptr(InputSource) source = input_source_bytes(messages, strlen(messages), 0);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, CSV_WINDOW);

    linkedin_self_learn(self, input, "messages.csv");
    return g_strdup(linkedin_self_url(self));
}

#define MESSAGES "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE\n"

static void
test_i_am_the_one_in_most_messages_and_a_draw_is_not_guessed(void)
{
    g_autofree char *clear =
        self_of(MESSAGES "1,A,http://linkedin.com/in/a,B,http://linkedin.com/in/b,x\n"
                         "2,C,http://linkedin.com/in/c,A,http://linkedin.com/in/A/,x\n");
    g_autofree char *draw =
        self_of(MESSAGES "1,A,http://linkedin.com/in/a,B,http://linkedin.com/in/b,x\n");

    g_assert_cmpstr(clear, ==, "linkedin.com/in/a");
    g_assert_cmpstr(draw, ==, "");
}

static void
read_connections(InputSource *source, Collected *collected)
{
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, CSV_WINDOW);
    g_autoptr(LinkedinSelf) self = linkedin_self_new();
    gboolean is_known = FALSE;

    g_assert_true(linkedin_read(self, input, &collected->reading, &is_known, NULL));
    g_assert_true(is_known);
}

static void
test_it_does_not_matter_where_the_bytes_are_cut(void)
{
    static const char *const names[] = { "export/Connections.csv", "export/messages.csv" };

    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = collected_fixture(names[i]);
        g_autofree char *bytes = NULL;
        gsize length = 0;

        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        collected_assert_splits(bytes, length, read_connections);
    }
}

static void
test_the_sink_can_stop_the_reading(void)
{
    g_autofree char *path = collected_fixture("export");
    g_autoptr(Collected) whole = read_export();
    unsigned records = whole->persons + whole->interactions + whole->left_out;

    for (unsigned stop = 1; stop <= records; stop++) {
        g_autoptr(Collected) seen = collected_new();
        g_autoptr(GError) error = NULL;

        seen->stop_after = stop;
        g_assert_false(brought_read(path, &seen->sink, &error));
        g_assert_nonnull(error);
        g_assert_cmpuint(seen->persons + seen->interactions + seen->left_out, ==, stop);
    }
}

static void
test_column_names_may_stand_before_the_notes(void)
{
    static const char bytes[] = "First Name,Last Name,URL,Connected On\nNotes:\n"
                                "Kari,Holm,https://linkedin.com/in/kari,08 Feb 2026\n";
    g_autoptr(Collected) seen = collected_new();
    g_autoptr(InputSource) source = input_source_bytes(bytes, sizeof bytes - 1, 0);

    read_connections(source, seen);
    g_assert_cmpuint(seen->persons, ==, 1);
    g_assert_cmpuint(seen->left_out, ==, 0);
}

static void
test_an_uploaded_address_book_makes_people_without_a_connection(void)
{
    static const char bytes[] =
        "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,FullName\n"
        "PHONE,Liv,Strand,Strandposten,Editor,\"liv@strand.example, liv@post.example\","
        "+47 22 33 44 55,\"1/2/24, 3:04 PM\",Liv Strand\n"
        "PHONE,,,,,,,\"1/2/24, 3:04 PM\",\n";
    g_autoptr(Collected) seen = collected_new();
    g_autoptr(InputSource) source = input_source_bytes(bytes, sizeof bytes - 1, 0);

    read_connections(source, seen);
    g_assert_cmpstr(seen->text->str, ==,
                    "person 'Liv Strand' 'Liv' 'Strand' email=liv@strand.example "
                    "email=liv@post.example phone=+47 22 33 44 55 post='Editor, Strandposten'\n"
                    "left out 3 row-without-name ''\n");
}

static void
test_the_second_download_of_a_file_is_the_same_file(void)
{
    static const char *const names[] = { "PhoneNumbers.csv", "Phone_Numbers (1).csv",
                                         "Skills_2.csv", "Company Follows (12).csv",
                                         "Receipts_v2.csv" };

    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
        g_assert_true(linkedin_is_companion(names[i]));
    g_assert_false(linkedin_is_companion("Friends (1).csv"));
    g_assert_false(linkedin_is_companion("2.csv"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/linkedin/each-file-has-its-own-dates-and-no-day-is-guessed",
                    test_each_file_has_its_own_dates_and_no_day_is_guessed);
    g_test_add_func("/linkedin/an-export-before-1970-keeps-its-days",
                    test_an_export_before_1970_keeps_its_days);
    g_test_add_func("/linkedin/connections-become-persons-with-post-and-day",
                    test_connections_become_persons_with_post_and_day);
    g_test_add_func("/linkedin/members-who-withdrew-have-no-name",
                    test_members_who_withdrew_have_no_name);
    g_test_add_func("/linkedin/a-day-that-is-none-is-named-and-its-row-kept",
                    test_a_day_that_is_none_is_named_and_its_row_kept);
    g_test_add_func("/linkedin/messages-keep-who-and-when-and-no-content",
                    test_messages_keep_who_and_when_and_no_content);
    g_test_add_func("/linkedin/spam-drafts-and-unknown-parties-are-named-and-left-out",
                    test_spam_drafts_and_unknown_parties_are_named_and_left_out);
    g_test_add_func("/linkedin/praise-points-from-the-one-who-gave-it",
                    test_praise_points_from_the_one_who_gave_it);
    g_test_add_func("/linkedin/the-files-tell-whose-they-are-before-anything-else",
                    test_the_files_tell_whose_they_are_before_anything_else);
    g_test_add_func("/linkedin/a-table-that-nobody-knows-is-named-and-companions-are-not",
                    test_a_table_that_nobody_knows_is_named_and_companions_are_not);
    g_test_add_func("/linkedin/the-same-export-gives-the-same-records-again",
                    test_the_same_export_gives_the_same_records_again);
    g_test_add_func("/linkedin/i-am-the-one-in-most-messages-and-a-draw-is-not-guessed",
                    test_i_am_the_one_in_most_messages_and_a_draw_is_not_guessed);
    g_test_add_func("/linkedin/it-does-not-matter-where-the-bytes-are-cut",
                    test_it_does_not_matter_where_the_bytes_are_cut);
    g_test_add_func("/linkedin/the-sink-can-stop-the-reading", test_the_sink_can_stop_the_reading);
    g_test_add_func("/linkedin/an-uploaded-address-book-makes-people-without-a-connection",
                    test_an_uploaded_address_book_makes_people_without_a_connection);
    g_test_add_func("/linkedin/column-names-may-stand-before-the-notes",
                    test_column_names_may_stand_before_the_notes);
    g_test_add_func("/linkedin/the-second-download-of-a-file-is-the-same-file",
                    test_the_second_download_of_a_file_is_the_same_file);
    return g_test_run();
}
