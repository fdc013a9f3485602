/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/recurrence.h"

#include "formats/collected.h"

#include <string.h>

#define DAY INT64_C(86400)

/* "T" between day and hour is left out where the time is that of the start. */
static char *
walked(const char *rule, const char *first, const char *since, const char *until, unsigned most)
{
    Recurrence recurrence;
    RecurrenceWish wish = { .most = most };
    unsigned budget = 200000;
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GString) text = g_string_new(NULL);

    if (recurrence_read(rule, &recurrence) != RECURRENCE_UNDERSTOOD)
        return g_strdup("not understood");
    g_assert_true(recurrence_time(first, &wish.first, NULL, NULL));
    wish.since = wish.first;
    if (since != NULL)
        g_assert_true(recurrence_time(since, &wish.since, NULL, NULL));
    g_assert_true(recurrence_time(until, &wish.until, NULL, NULL));
    recurrence_walk(&recurrence, &wish, &budget, times);
    for (guint i = 0; i < times->len; i++) {
        g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(g_array_index(times, int64_t, i));
        g_autofree char *one = g_date_time_format(at, "%Y%m%dT%H%M%S");

        g_string_append_printf(text, "%s%s", i > 0 ? "," : "", one);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
test_rules_give_these_times(void)
{
    static const struct {
        const char *rule, *first, *until, *times;
    } rows[] = {
        { "FREQ=WEEKLY", "20260105T090000", "20260120",
          "20260105T090000,20260112T090000,20260119T090000" },
        { "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU", "20260105T090000", "20260122",
          "20260105T090000,20260107T090000,20260119T090000,20260121T090000" },
        { "FREQ=DAILY;COUNT=3", "20260227T080000", "20270101",
          "20260227T080000,20260228T080000,20260301T080000" },
        { "FREQ=DAILY;UNTIL=20260228T080000Z", "20260227T080000", "20270101",
          "20260227T080000,20260228T080000" },
        { "FREQ=DAILY;UNTIL=20260228", "20260227T080000", "20270101",
          "20260227T080000,20260228T080000" },
        /* A month without a 31st is passed over. */
        { "FREQ=MONTHLY", "20260131T100000", "20260531T235959",
          "20260131T100000,20260331T100000,20260531T100000" },
        { "FREQ=MONTHLY;BYDAY=-1FR", "20260130T100000", "20260401",
          "20260130T100000,20260227T100000,20260327T100000" },
        { "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "20260130T100000", "20260401",
          "20260130T100000,20260227T100000,20260331T100000" },
        { "FREQ=YEARLY", "20240229T120000", "20330101",
          "20240229T120000,20280229T120000,20320229T120000" },
        { "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "20251229T100000", "20270201",
          "20251229T100000,20270104T100000" },
        { "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "20260510T100000", "20270601",
          "20260510T100000,20270509T100000" },
        { "FREQ=DAILY;BYHOUR=9,15;BYMINUTE=30", "20260105T093000", "20260106T235959",
          "20260105T093000,20260105T153000,20260106T093000,20260106T153000" },
        /* An event whose own start is not among those of its rule. */
        { "FREQ=WEEKLY;BYDAY=TU", "20260105T090000", "20260114",
          "20260106T090000,20260113T090000" },
        { "freq=weekly;byday=tu;x-more=1", "20260106T090000", "20260107", "20260106T090000" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *times = walked(rows[i].rule, rows[i].first, NULL, rows[i].until, 100);

        g_test_message("%s", rows[i].rule);
        g_assert_cmpstr(times, ==, rows[i].times);
    }
}

static void
test_rules_that_are_none_are_told_apart(void)
{
    static const char *const malformed[] = { "",
                                             "D1 #10",
                                             "BYDAY=MO",
                                             "FREQ",
                                             "FREQ=FORTNIGHTLY",
                                             "FREQ=WEEKLY;BYDAY=XX",
                                             "FREQ=WEEKLY;BYDAY=MO,",
                                             "FREQ=WEEKLY;BYDAY=0MO",
                                             "FREQ=MONTHLY;BYMONTHDAY=0",
                                             "FREQ=MONTHLY;BYMONTHDAY=32",
                                             "FREQ=YEARLY;BYMONTH=-1",
                                             "FREQ=DAILY;INTERVAL=0",
                                             "FREQ=DAILY;INTERVAL=-1",
                                             "FREQ=DAILY;COUNT=99999999999999999999",
                                             "FREQ=DAILY;UNTIL=20260231",
                                             "FREQ=DAILY;BYSETPOS=0",
                                             "FREQ=YEARLY;RSCALE=CHINESE",
                                             "FREQ=YEARLY;SKIP=FORWARD" };
    static const char *const often[] = {
        "FREQ=HOURLY", "FREQ=SECONDLY;COUNT=2",
        "FREQ=DAILY;BYMINUTE=1,2,3,4,5,6,7,8,9;BYHOUR=1,2,3,4,5,6,7,8,9,10,11"
    };
    Recurrence recurrence;

    for (gsize i = 0; i < G_N_ELEMENTS(malformed); i++) {
        g_test_message("%s", malformed[i]);
        g_assert_cmpint(recurrence_read(malformed[i], &recurrence), ==, RECURRENCE_MALFORMED);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(often); i++)
        g_assert_cmpint(recurrence_read(often[i], &recurrence), ==, RECURRENCE_TOO_OFTEN);
}

/* However a rule is made, skipping ahead leaves out what is not wanted and nothing else. */
static void
test_what_is_skipped_would_not_have_been_wanted(void)
{
    static const char *const steps[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
    static const char *const parts[] = {
        "", ";BYDAY=MO,TH", ";BYMONTHDAY=1,-1", ";BYMONTH=2", ";BYDAY=MO,SU;BYSETPOS=1", ";WKST=SU"
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++)
        for (unsigned k = 0; k < G_N_ELEMENTS(parts); k++)
            for (unsigned interval = 1; interval < 5; interval++) {
                g_autofree char *rule =
                    g_strdup_printf("FREQ=%s;INTERVAL=%u%s", steps[i], interval, parts[k]);
                g_autofree char *all = walked(rule, "19970315T090000", NULL, "20260504", 100000);
                g_autofree char *late =
                    walked(rule, "19970315T090000", "20160101", "20260504", 100000);
                g_autofree char *five = walked(rule, "19970315T090000", NULL, "20260504", 5);

                g_test_message("%s", rule);
                g_assert_true(g_str_has_suffix(all, late));
                g_assert_true(g_str_has_suffix(all, five));
                if (strlen(all) > strlen(late))
                    g_assert_cmpint(strncmp(all + strlen(all) - strlen(late) - 16, "2016", 4), <,
                                    0);
            }
}

static void
test_a_hostile_rule_ends_at_its_budget(void)
{
    static const char *const rules[] = { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000",
                                         "FREQ=DAILY;COUNT=100000",
                                         "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=6;COUNT=2" };
    Recurrence recurrence;
    const RecurrenceWish wish = { 0, 0, INT64_C(100000) * 365 * DAY, 10 };

    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
        g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(int64_t));
        unsigned budget = 5000;

        g_assert_cmpint(recurrence_read(rules[i], &recurrence), ==, RECURRENCE_UNDERSTOOD);
        g_assert_false(recurrence_walk(&recurrence, &wish, &budget, times));
        g_assert_cmpuint(budget, ==, 0);
        g_assert_cmpuint(times->len, <=, 10);
    }
}

/* "20260105Z", "20260105" -> "20260105T000000" */
static char *
as_we_write(const char *times)
{
    g_auto(GStrv) parts = g_strsplit(times, ",", -1);

    for (char **part = parts; *part != NULL; part++) {
        char *whole = g_strdup_printf("%.8s%s", *part, "T000000");

        if (strlen(*part) > 8)
            memcpy(whole + 8, *part + 8, 7);
        g_free(*part);
        *part = whole;
    }
    return g_strjoinv(",", parts);
}

/* Where the table follows another reading of the RFC than ours: the month that YEARLY with
 * BYMONTHDAY alone means, the year that steps of weeks begin in, hours for a bare date. */
static gboolean
is_read_otherwise(const char *rule)
{
    static const char *const parts[] = { "FREQ=YEARLY;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTHDAY=-29",
                                         "BYWEEKNO=53;INTERVAL=", "BYMINUTE=1,2,3,4;INTERVAL=2" };

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (strstr(rule, parts[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* A foreign table of rules with the times they give, where it lies beside the source. */
static void
test_a_foreign_table_of_rules_is_met(void)
{
    g_autofree char *path = collected_shared_data("ical/rrule/icalrecur_test.txt");
    g_autofree char *text = NULL;
    const char *rule = NULL, *first = NULL;
    unsigned met = 0;

    if (path == NULL)
        return;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        if (g_str_has_prefix(*line, "RRULE:"))
            rule = *line + strlen("RRULE:");
        if (g_str_has_prefix(*line, "DTSTART:"))
            first = *line + strlen("DTSTART:");
        if (g_str_has_prefix(*line, "START-AT:"))
            rule = NULL; /* of where a walk begins in the middle the table has its own idea */
        if (!g_str_has_prefix(*line, "INSTANCES:") || rule == NULL || strstr(*line, "***") != NULL)
            continue;
        g_autofree char *times = walked(rule, first, NULL, "21000101", 10000);
        g_autofree char *expected = as_we_write(*line + strlen("INSTANCES:"));

        if (is_read_otherwise(rule) || g_str_equal(times, "not understood"))
            continue;
        g_test_message("%s %s", rule, first);
        times[MIN(strlen(times), strlen(expected))] = '\0'; /* it gives the first ones only */
        g_assert_cmpstr(times, ==, expected);
        met++;
    }
    g_assert_cmpuint(met, >, 100);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recurrence/rules-give-these-times", test_rules_give_these_times);
    g_test_add_func("/recurrence/rules-that-are-none-are-told-apart",
                    test_rules_that_are_none_are_told_apart);
    g_test_add_func("/recurrence/what-is-skipped-would-not-have-been-wanted",
                    test_what_is_skipped_would_not_have_been_wanted);
    g_test_add_func("/recurrence/a-hostile-rule-ends-at-its-budget",
                    test_a_hostile_rule_ends_at_its_budget);
    g_test_add_func("/recurrence/a-foreign-table-of-rules-is-met",
                    test_a_foreign_table_of_rules_is_met);
    return g_test_run();
}
