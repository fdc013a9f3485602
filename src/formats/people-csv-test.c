/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/people-csv.h"

#include "formats/collected.h"
#include "formats/csv.h"

#include <string.h>

static void
test_no_cell_begins_a_formula(void)
{
    static const struct {
        const char *text, *cell;
    } rows[] = {
        { "Kari", "Kari" },   { "=1+1", "'=1+1" },         { "+47 1", "'+47 1" },
        { "-a", "'-a" },      { "@SUM(A1)", "'@SUM(A1)" }, { "\t=1", "'\t'=1" },
        { "\r=1", "'\r'=1" }, { "'=1", "''=1" },           { "\"=1", "'\"=1" },
        { "a;=1", "a;'=1" },  { "a\n=1", "a\n'=1" },       { "a;\"'=1", "a;'\"'=1" },
        { "＝1", "'＝1" },    { "O'Hara", "O'Hara" },      { "'s", "'s" },
        { "a, -b", "a, -b" },
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *cell = people_csv_guard(rows[i].text);
        g_autofree char *text = people_csv_unguard(cell);

        g_assert_cmpstr(cell, ==, rows[i].cell);
        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

static char *
any_text(GRand *dice)
{
    static const char *const pieces[] = { "=", "'", "\"", ";", ",", "\t", "\r", "\n", "|",
                                          "-", "@", "a",  " ", "+", "ø",  "＝", "''", "x" };
    GString *text = g_string_new(NULL);
    int count = g_rand_int_range(dice, 0, 10);

    for (int i = 0; i < count; i++)
        g_string_append(text, pieces[g_rand_int_range(dice, 0, G_N_ELEMENTS(pieces))]);
    return g_string_free(text, FALSE);
}

static void
test_guards_come_off_again_whatever_they_stood_before(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(20260304);

    for (unsigned i = collected_count_wanted(100000); i > 0; i--) {
        g_autofree char *text = any_text(dice);
        g_autofree char *cell = people_csv_guard(text);
        g_autofree char *back = people_csv_unguard(cell);

        g_assert_cmpstr(back, ==, text);
        g_assert_false(*cell != '\0' && strchr("=+-@\t\r\n", *cell) != NULL);
    }
}

static const RecordAddress addresses[] = {
    { "email", "kari@x.example", "work" },
    { "uid", "urn:uuid:1", "" },
    { "email", "k@y.example", "" },
    { "phone", "+47 1", "" },
    { "linkedin", "https://www.linkedin.com/in/k", "" },
};
static const RecordPosition post = { .kind = "post",
                                     .organisation = "=cmd|' /C calc'!A0",
                                     .title = "Head, \"Lab\"" };
static const RecordPerson kari = { .source = "csv",
                                   .name = "Kari\nHolm",
                                   .given_name = "Kari",
                                   .family_name = "Holm",
                                   .place = "Oslo",
                                   .note = "",
                                   .language = "nb",
                                   .addresses = addresses,
                                   .address_count = G_N_ELEMENTS(addresses),
                                   .positions = &post,
                                   .position_count = 1 };

static Collected *
read_text(const char *bytes, gsize step)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, strlen(bytes), step);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, CSV_WINDOW);
    Collected *collected = collected_new();

    g_assert_true(people_csv_is_at(input));
    g_assert_true(people_csv_read(input, &collected->reading, NULL));
    return collected;
}

static void
test_what_is_written_is_read_back(void)
{
    g_autoptr(GString) table = g_string_new(NULL);

    people_csv_write_head(table);
    people_csv_write(table, &kari);
    g_assert_true(g_str_has_prefix(table->str, "\xef\xbb\xbf\"Name\",\"Given name\","));
    g_assert_nonnull(strstr(table->str, ",\"'=cmd|' /C calc'!A0\","));
    for (gsize step = 0; step < 4; step++) {
        g_autoptr(Collected) seen = read_text(table->str, step);

        g_assert_cmpstr(seen->text->str, ==,
                        "person 'Kari\nHolm' 'Kari' 'Holm' place='Oslo' language=nb "
                        "email=kari@x.example email=k@y.example phone=+47 1 "
                        "linkedin=https://www.linkedin.com/in/k uid=urn:uuid:1 "
                        "post='Head, \"Lab\", =cmd|' /C calc'!A0'\n");
    }
}

static void
test_rows_that_tell_nothing_are_named(void)
{
    g_autoptr(GString) table = g_string_new(NULL);
    g_autoptr(Collected) seen = NULL;

    people_csv_write_head(table);
    g_string_append(table, "a,b\n,,,Boss,,,,,,,,\nA B,,,,,,,,,,klingon,\n");
    seen = read_text(table->str, 0);
    g_assert_cmpstr(seen->text->str, ==,
                    "left out 2 row-too-short 'a'\nleft out 3 row-without-name 'Boss'\n"
                    "person 'A B' '' ''\n");
}

static void
test_another_table_is_not_ours(void)
{
    static const char bytes[] = "First Name,Last Name,URL\n";
    g_autoptr(InputSource) source = input_source_bytes(bytes, sizeof bytes - 1, 0);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, CSV_WINDOW);

    g_assert_false(people_csv_is_at(input));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/people-csv/no-cell-begins-a-formula", test_no_cell_begins_a_formula);
    g_test_add_func("/people-csv/guards-come-off-again-whatever-they-stood-before",
                    test_guards_come_off_again_whatever_they_stood_before);
    g_test_add_func("/people-csv/what-is-written-is-read-back", test_what_is_written_is_read_back);
    g_test_add_func("/people-csv/rows-that-tell-nothing-are-named",
                    test_rows_that_tell_nothing_are_named);
    g_test_add_func("/people-csv/another-table-is-not-ours", test_another_table_is_not_ours);
    return g_test_run();
}
