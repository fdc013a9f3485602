/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/csv.h"

#include "base/tk-limits.h"

#include <string.h>

/* "3:a|b" for each row with its line, "!2:quote-unclosed" for a broken one. */
static char *
rows_of_steps(const char *bytes, gsize length, gsize step, int64_t *out_scanned)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, step);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, CSV_WINDOW);
    g_autoptr(Csv) csv = csv_new(input);
    g_autoptr(GString) all = g_string_new("");
    CsvResult result;
    CsvRow row;

    while ((result = csv_next(csv, &row)) != CSV_END) {
        if (result == CSV_BROKEN) {
            g_string_append_printf(all, "!%d:%s;", (int) row.line, row.reason);
            continue;
        }
        g_string_append_printf(all, "%d:", (int) row.line);
        for (unsigned i = 0; i < row.count; i++) {
            g_assert_true(g_utf8_validate(row.fields[i], -1, NULL));
            g_string_append_printf(all, "%s%s", i > 0 ? "|" : "", row.fields[i]);
        }
        g_string_append(all, row.cut > 0 ? "(cut);" : ";");
    }
    if (out_scanned != NULL)
        *out_scanned = csv_scanned(csv);
    return g_strdup(all->str);
}

static char *
rows_of(const char *bytes)
{
    return rows_of_steps(bytes, strlen(bytes), 0, NULL);
}

typedef struct {
    const char *bytes;
    const char *rows;
} Case;

static const Case cases[] = {
    { "", "" },
    { "a,b\n", "1:a|b;" },
    { "a,b", "1:a|b;" },
    { "a,b\r\nc,d\r\n", "1:a|b;2:c|d;" },
    { "a,b\rc,d\r", "1:a|b;2:c|d;" },
    { "a,\n", "1:a|;" },
    { ",\n", "1:|;" },
    { "\n\na\n", "3:a;" },
    { "\"a,b\",c\n", "1:a,b|c;" },
    { "\"say \"\"hi\"\"\",c\n", "1:say \"hi\"|c;" },
    { "\"two\nlines\",c\nd\n", "1:two\nlines|c;3:d;" },
    { "\"two\r\nlines\",c\r\nd\r\n", "1:two\r\nlines|c;3:d;" },
    { "\"\",\"\"\n", "1:|;" },
    { "a\"b,c\n", "1:a\"b|c;" },
    { "\"say \"hi\" there\",c\n", "1:say \"hi\" there|c;" },
    { "\"a\"", "1:a;" },
    /* An open quote costs its line only. */
    { "a,\"b\nc,d\ne,f\n", "!1:quote-unclosed;2:c|d;3:e|f;" },
    { "a,\"b\nc,\"d\ne,f\n", "!1:quote-unclosed;!2:quote-unclosed;3:e|f;" },
    { "a,\"b\r\nc,d", "!1:quote-unclosed;2:c|d;" },
    { "x\n\"", "1:x;!2:quote-unclosed;" },
    { "\xe6,\xc3\xa6\n", "1:æ|æ;" },
};

static void
test_reads_what_rfc_4180_says_and_the_usual_faults(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
        for (gsize step = 0; step < 4; step++) {
            g_autofree char *rows =
                rows_of_steps(cases[i].bytes, strlen(cases[i].bytes), step, NULL);

            g_assert_cmpstr(rows, ==, cases[i].rows);
        }
}

static void
test_nul_bytes_do_not_end_a_field(void)
{
    g_autofree char *rows = rows_of_steps("a\0b,c\n", 6, 0, NULL);

    g_assert_cmpstr(rows, ==, "1:a b|c;");
}

static void
test_rows_with_too_many_columns_are_named_and_passed_over(void)
{
    g_autoptr(GString) text = g_string_new("");
    g_autofree char *rows = NULL;

    for (unsigned i = 0; i < TK_LIMIT_COLUMNS; i++)
        g_string_append(text, "x,");
    g_string_append(text, "x\na,b\n");
    rows = rows_of(text->str);
    g_assert_cmpstr(rows, ==, "!1:row-too-wide;2:a|b;");
}

static void
test_a_long_field_is_cut_and_a_long_line_left_out(void)
{
    g_autofree char *field = g_strnfill(TK_LIMIT_FIELD + 10, 'x');
    g_autofree char *line = g_strnfill(3 * TK_LIMIT_LINE, 'x');
    g_autofree char *text = g_strconcat("a,", field, "\n", line, "\nb\n\"", line, "\nc\n", NULL);
    g_autofree char *rows = rows_of(text);

    g_assert_true(g_str_has_prefix(rows, "1:a|xxx"));
    g_assert_true(g_str_has_suffix(rows, "(cut);!2:line-too-long;3:b;!4:quote-unclosed;5:c;"));
}

/* Work for `lines` lines that each leave a quote open for as long as they can. */
static int64_t
work_for(const char *line, unsigned lines)
{
    g_autoptr(GString) text = g_string_new("");
    g_autofree char *rows = NULL;
    int64_t scanned = 0;

    for (unsigned i = 0; i < lines; i++)
        g_string_append(text, line);
    rows = rows_of_steps(text->str, text->len, 0, &scanned);
    return scanned;
}

static void
test_open_quotes_make_the_work_no_more_than_linear(void)
{
    static const char *const lines[] = { "a,\"b\n", "b\",x\",\"y\n", "\"\n", "\"\"\"\n",
                                         "x,\"\"\"y\n" };

    for (unsigned i = 0; i < G_N_ELEMENTS(lines); i++) {
        int64_t small = work_for(lines[i], 40000);
        int64_t large = work_for(lines[i], 160000);

        /* Four times the lines may cost four times the work and what broken rows are allowed to
         * make us read twice. */
        g_assert_cmpint(large, <=, 5 * small + (20 << 20));
    }
}

static void
test_column_names_are_compared_by_letters_and_digits(void)
{
    g_autofree char *folded = csv_fold("E-mail 1 - Value");

    g_assert_cmpstr(folded, ==, "email1value");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/reads-what-rfc-4180-says-and-the-usual-faults",
                    test_reads_what_rfc_4180_says_and_the_usual_faults);
    g_test_add_func("/csv/nul-bytes-do-not-end-a-field", test_nul_bytes_do_not_end_a_field);
    g_test_add_func("/csv/rows-with-too-many-columns-are-named-and-passed-over",
                    test_rows_with_too_many_columns_are_named_and_passed_over);
    g_test_add_func("/csv/a-long-field-is-cut-and-a-long-line-left-out",
                    test_a_long_field_is_cut_and_a_long_line_left_out);
    g_test_add_func("/csv/open-quotes-make-the-work-no-more-than-linear",
                    test_open_quotes_make_the_work_no_more_than_linear);
    g_test_add_func("/csv/column-names-are-compared-by-letters-and-digits",
                    test_column_names_are_compared_by_letters_and_digits);
    return g_test_run();
}
