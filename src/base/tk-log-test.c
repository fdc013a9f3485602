/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-log.h"

#include <stdlib.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TkWorld, tk_world_fixed_free)

static char *
written(TkLogLevel least, TkLogLevel level, const char *event, const TkLogField *fields)
{
    g_autoptr(TkWorld) world = tk_world_fixed(INT64_C(1796635800), 1); /* 2026-12-07T09:30Z */
    char *buffer = NULL;
    size_t length = 0;
    TkLog log = { world, least, open_memstream(&buffer, &length) };

    g_assert_nonnull(log.out);
    tk_log(&log, level, event, fields);
    fclose(log.out);
    char *text = g_strdup(buffer);

    free(buffer);
    return text;
}

static void
test_line_tells_hour_level_event_and_fields(void)
{
    const TkLogField fields[] = { { .name = "route", .word = "/api/v1/people/{id}" },
                                  { .name = "ms", .number = -3 },
                                  { 0 } };
    g_autofree char *line = written(TK_LOG_INFO, TK_LOG_INFO, "request", fields);

    g_assert_cmpstr(line, ==,
                    "2026-12-07T09:30:00Z info request route=/api/v1/people/{id} ms=-3\n");
}

static void
test_less_important_lines_are_not_written(void)
{
    g_autofree char *quiet = written(TK_LOG_WARNING, TK_LOG_INFO, "request", NULL);
    g_autofree char *loud = written(TK_LOG_WARNING, TK_LOG_ERROR, "request", NULL);

    g_assert_cmpstr(quiet, ==, "");
    g_assert_cmpstr(loud, ==, "2026-12-07T09:30:00Z error request\n");
}

static void
test_no_word_can_forge_a_line_or_hold_an_address(void)
{
    const TkLogField fields[] = { { .name = "word", .word = "x\n2026 info kari@holm.no \x1b[0m" },
                                  { 0 } };
    g_autofree char *line = written(TK_LOG_DEBUG, TK_LOG_INFO, "two words", fields);

    g_assert_cmpstr(line, ==,
                    "2026-12-07T09:30:00Z info two_words word=x_2026_info_kari_holm.no___0m\n");
}

static void
test_line_has_an_end_whatever_comes(void)
{
    g_autofree char *endless = g_strnfill(100000, 'x');
    TkLogField fields[300];

    for (gsize at = 0; at < G_N_ELEMENTS(fields); at++)
        fields[at] = (TkLogField) { .name = "field", .word = endless };
    fields[G_N_ELEMENTS(fields) - 1] = (TkLogField) { 0 };
    g_autofree char *line = written(TK_LOG_DEBUG, TK_LOG_INFO, endless, fields);

    g_assert_cmpuint(strlen(line), <, 2500);
    g_assert_true(g_str_has_suffix(line, "\n"));
}

static void
test_without_a_log_nothing_is_written(void)
{
    tk_log(NULL, TK_LOG_ERROR, "request", NULL);
}

static void
test_levels_are_known_by_their_words(void)
{
    g_assert_cmpint(tk_log_level("debug"), ==, TK_LOG_DEBUG);
    g_assert_cmpint(tk_log_level("error"), ==, TK_LOG_ERROR);
    g_assert_cmpint(tk_log_level("noise"), ==, TK_LOG_WARNING);
    g_assert_cmpint(tk_log_level(NULL), ==, TK_LOG_WARNING);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/log/line-tells-hour-level-event-and-fields",
                    test_line_tells_hour_level_event_and_fields);
    g_test_add_func("/log/less-important-lines-are-not-written",
                    test_less_important_lines_are_not_written);
    g_test_add_func("/log/no-word-can-forge-a-line-or-hold-an-address",
                    test_no_word_can_forge_a_line_or_hold_an_address);
    g_test_add_func("/log/line-has-an-end-whatever-comes", test_line_has_an_end_whatever_comes);
    g_test_add_func("/log/without-a-log-nothing-is-written", test_without_a_log_nothing_is_written);
    g_test_add_func("/log/levels-are-known-by-their-words", test_levels_are_known_by_their_words);
    return g_test_run();
}
