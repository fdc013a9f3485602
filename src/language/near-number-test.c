/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/near-number.h"

#include <string.h>

typedef struct {
    const char *text;
    double value;
    guint month;
    gsize length;
} Row;

static void
check_rows(const Row *rows, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        NearNumber number;
        const char *end =
            near_number_read(rows[i].text, rows[i].text + strlen(rows[i].text), &number);

        g_test_message("%s", rows[i].text);
        g_assert_cmpfloat_with_epsilon(number.value, rows[i].value, 1e-9);
        g_assert_cmpuint(number.month, ==, rows[i].month);
        g_assert_cmpuint((gsize) (end - rows[i].text), ==, rows[i].length);
    }
}

static void
test_thousands_are_one_value_however_parted(void)
{
    static const Row rows[] = {
        { "12000", 12000, 0, 5 },
        { "12 000 kroner", 12000, 0, 6 },
        { "12.000", 12000, 0, 6 },
        { "12,000", 12000, 0, 6 },
        { "12\xC2\xA0"
          "000",
          12000, 0, 7 },
        { "12\xE2\x80\xAF"
          "000",
          12000, 0, 8 },
        { "12k", 12000, 0, 3 },
        { "1 234 567", 1234567, 0, 9 },
        { "3m", 3e6, 0, 2 },
        { "2bn in all", 2e9, 0, 3 },
        { "300 40", 300, 0, 3 },
        { "2027 000", 2027, 0, 4 },
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_decimals_have_a_point_or_a_comma(void)
{
    static const Row rows[] = {
        { "2,5", 2.5, 0, 3 }, { "2.5", 2.5, 0, 3 }, { "2,55 %", 2.55, 0, 4 },
        { "7.", 7, 0, 1 },    { "7, 8", 7, 0, 1 },  { "1.234,5", 1234.5, 0, 7 },
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_a_day_is_a_day_however_written(void)
{
    static const Row rows[] = {
        { "2026-05-03", 3, 5, 10 },   { "03.05.", 3, 5, 5 }, { "3/5", 3, 5, 3 },
        { "3.5.2026", 3, 5, 8 },      { "3/5/26", 3, 5, 6 }, { "3.5", 3.5, 0, 3 },
        { "2026-13-03", 2026, 0, 4 }, { "45/2", 45, 0, 2 },  { "31.12.", 31, 12, 5 },
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_no_figure_reads_beyond_its_end(void)
{
    static const char text[] = "12 000 000,25";

    for (gsize length = 1; length < sizeof text; length++) {
        g_autofree char *cut = g_strndup(text, length);
        NearNumber number;
        const char *end = near_number_read(cut, cut + length, &number);

        g_assert_true(end > cut && end <= cut + length);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/near-number/thousands-are-one-value-however-parted",
                    test_thousands_are_one_value_however_parted);
    g_test_add_func("/near-number/decimals-have-a-point-or-a-comma",
                    test_decimals_have_a_point_or_a_comma);
    g_test_add_func("/near-number/a-day-is-a-day-however-written",
                    test_a_day_is_a_day_however_written);
    g_test_add_func("/near-number/no-figure-reads-beyond-its-end",
                    test_no_figure_reads_beyond_its_end);
    return g_test_run();
}
