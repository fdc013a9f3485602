/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/input.h"

#include "base/tk-limits.h"

#include <string.h>

#define WINDOW (2 << 20)

static char *
lines_of(const char *bytes, gsize length, gsize step)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, step);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, WINDOW);
    g_autoptr(GString) all = g_string_new("");
    InputLine line;

    while (input_line(input, &line))
        g_string_append_printf(all, "[%s]", line.text);
    return g_strdup(all->str);
}

typedef struct {
    const char *bytes;
    gsize length;
    const char *lines;
} LineCase;

#define CASE(bytes, lines)                                                                         \
    {                                                                                              \
        bytes, sizeof bytes - 1, lines                                                             \
    }

static const LineCase line_cases[] = {
    CASE("", ""),
    CASE("a", "[a]"),
    CASE("a\nb\n", "[a][b]"),
    CASE("a\r\nb\r\n", "[a][b]"),
    CASE("a\rb\rc", "[a][b][c]"),
    CASE("a\n\nb", "[a][][b]"),
    CASE("\n", "[]"),
    CASE("\xef\xbb\xbf\xc3\xa6\n", "[æ]"),
    CASE("\xff\xfe\xe6\0\n\0b\0", "[æ][b]"),
    CASE("\xfe\xff\0\xe6\0\n\0b", "[æ][b]"),
    CASE("\xff\xfe\x3d\xd8\x00\xde", "[😀]"),
    CASE("\xff\xfe\x3d\xd8", "[\xef\xbf\xbd]"),
    CASE("\xff\xfe\x00\xde", "[\xef\xbf\xbd]"),
    CASE("\xef\xbb", "[\xef\xbb]"),
    CASE("a\0\xe6\0\n\0b\0", "[aæ][b]"),
    CASE("\0a\0\xe6\0\n\0b", "[aæ][b]"),
    CASE("\xef\xbb\xbf"
         "ab\n",
         "[ab]"),
};

static void
test_knows_line_ends_and_byte_order_marks(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(line_cases); i++)
        for (gsize step = 0; step < 4; step++) {
            g_autofree char *lines = lines_of(line_cases[i].bytes, line_cases[i].length, step);

            g_assert_cmpstr(lines, ==, line_cases[i].lines);
        }
}

typedef struct {
    InputSource source;
    int64_t left; /* bytes of the endless line */
    gboolean is_done;
} EndlessSource;

static gssize
read_endless(InputSource *source, void *bytes, gsize size)
{
    EndlessSource *endless = (EndlessSource *) source;

    if (endless->left > 0) {
        size = (gsize) MIN((int64_t) size, endless->left);
        memset(bytes, 'x', size);
        endless->left -= (int64_t) size;
        return (gssize) size;
    }
    if (endless->is_done)
        return 0;
    endless->is_done = TRUE;
    memcpy(bytes, "\nafter\n", 7);
    return 7;
}

static void
test_a_line_of_a_gigabyte_costs_a_few_megabytes(void)
{
    EndlessSource source = { { read_endless, NULL }, 1LL << 30, FALSE };
    g_autoptr(Input) input = input_new(&source.source, INPUT_TEXT, WINDOW);
    InputLine line;

    g_assert_true(input_line(input, &line));
    g_assert_true(line.is_long);
    g_assert_cmpuint(strlen(line.text), ==, line.length);
    g_assert_true(input_line(input, &line));
    g_assert_cmpstr(line.text, ==, "after");
    g_assert_false(line.is_long);
    g_assert_cmpuint(input_peak(input), <=, WINDOW);
    g_assert_false(input_line(input, &line));
}

static gssize
read_broken(InputSource *source, void *bytes, gsize size)
{
    EndlessSource *endless = (EndlessSource *) source;

    (void) size;
    if (endless->is_done)
        return -1;
    endless->is_done = TRUE;
    memcpy(bytes, "good\nba", 7);
    return 7;
}

static void
test_a_broken_stream_ends_after_its_good_part(void)
{
    EndlessSource source = { { read_broken, NULL }, 0, FALSE };
    g_autoptr(Input) input = input_new(&source.source, INPUT_BYTES, WINDOW);
    InputLine line;

    g_assert_true(input_line(input, &line));
    g_assert_cmpstr(line.text, ==, "good");
    g_assert_true(input_line(input, &line));
    g_assert_false(input_line(input, &line));
    g_assert_true(input_is_broken(input));
}

static void
test_the_window_never_grows_beyond_its_limit(void)
{
    EndlessSource source = { { read_endless, NULL }, 64 << 20, FALSE };
    g_autoptr(Input) input = input_new(&source.source, INPUT_BYTES, 256 << 10);

    g_assert_false(input_want(input, 1 << 20));
    g_assert_cmpuint(input_length(input), ==, 256 << 10);
    g_assert_false(input_more(input));
    input_skip(input, 100);
    g_assert_true(input_more(input));
    g_assert_cmpuint(input_length(input), <=, 256 << 10);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/input/knows-line-ends-and-byte-order-marks",
                    test_knows_line_ends_and_byte_order_marks);
    g_test_add_func("/input/a-line-of-a-gigabyte-costs-a-few-megabytes",
                    test_a_line_of_a_gigabyte_costs_a_few_megabytes);
    g_test_add_func("/input/a-broken-stream-ends-after-its-good-part",
                    test_a_broken_stream_ends_after_its_good_part);
    g_test_add_func("/input/the-window-never-grows-beyond-its-limit",
                    test_the_window_never_grows_beyond_its_limit);
    return g_test_run();
}
