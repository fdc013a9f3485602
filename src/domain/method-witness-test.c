/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/method-witness.h"

#include "domain/test-year.h"

/* The witness finds nothing in a year lived by the rules, and each fault that is planted in one. */
#define SEEDS         60
#define PLANTED_SEEDS 12

static guint
count_kind(const GArray *log, MethodEventKind kind)
{
    guint count = 0;

    for (guint i = 0; i < log->len; i++)
        count += g_array_index(log, MethodEvent, i).kind == kind ? 1 : 0;
    return count;
}

static void
test_a_year_lived_by_the_rules_breaks_none(void)
{
    guint requests = 0, follow_ups = 0, introductions = 0;

    for (guint32 seed = 1; seed <= SEEDS; seed++) {
        g_autoptr(Year) year = live_year(seed, FAULT_NONE);
        g_autoptr(GArray) breaches = method_witness(year_log(year), year_limits(year));

        for (guint i = 0; i < breaches->len; i++)
            g_test_message("seed %u: %s", seed, g_array_index(breaches, MethodBreach, i).what);
        g_assert_cmpuint(breaches->len, ==, 0);
        requests += count_kind(year_log(year), METHOD_REQUEST_SENT);
        follow_ups += count_kind(year_log(year), METHOD_FOLLOW_UP_SENT);
        introductions += count_kind(year_log(year), METHOD_INTRODUCER_ASKED);
    }
    /* A year in which nothing happens proves nothing. */
    g_assert_cmpuint(requests, >, 20 * SEEDS);
    g_assert_cmpuint(follow_ups, >, 20 * SEEDS);
    g_assert_cmpuint(introductions, >, 5 * SEEDS);
}

typedef struct {
    Fault fault;
    const char *rule, *what;
} Planted;

static const Planted planted_faults[] = {
    { FAULT_FIRST_EARLY, "F1", "follow-up-too-early" },
    { FAULT_SECOND_EARLY, "F1", "follow-up-too-early" },
    { FAULT_THIRD, "F1", "follow-up-third" },
    { FAULT_UNAPPROVED, "M4", "sent-without-approval" },
    { FAULT_EDITED, "M4", "sent-another-text" },
    { FAULT_WITHOUT_VALUE, "V1", "asked-without-value" },
    { FAULT_TOO_MANY_OPEN, "T4", "too-many-open" },
    { FAULT_TIRED_OPEN, "P5", "introducer-asked-too-many-open" },
    { FAULT_TIRED_YEAR, "P5", "introducer-asked-too-often" },
    { FAULT_AWAY_UNHEARD, "F3", "follow-up-too-early-after-absence" },
    { FAULT_AFTER_ANSWER, "F1", "follow-up-after-answer" },
    { FAULT_NO_REST, "F1", "asked-while-at-rest" },
};

/* Caught in nearly every year (in a few the fault has no chance to show), and for that rule. */
static void
test_the_planted_fault_is_found(gconstpointer data)
{
    const Planted *planted = data;
    guint caught = 0;

    for (guint32 seed = 1; seed <= PLANTED_SEEDS; seed++) {
        g_autoptr(Year) year = live_year(seed, planted->fault);
        g_autoptr(GArray) breaches = method_witness(year_log(year), year_limits(year));
        gboolean found = FALSE;

        for (guint i = 0; i < breaches->len; i++) {
            const MethodBreach *breach = &g_array_index(breaches, MethodBreach, i);

            found |= g_str_equal(breach->rule, planted->rule) &&
                     g_str_equal(breach->what, planted->what);
        }
        caught += found ? 1 : 0;
    }
    g_test_message("%s %s: caught in %u of %d years", planted->rule, planted->what, caught,
                   PLANTED_SEEDS);
    g_assert_cmpuint(caught, >=, PLANTED_SEEDS - 2);
}

static void
test_an_overruled_rule_is_no_breach(void)
{
    MethodLimits limits = method_limits_default();
    g_autoptr(GArray) log = g_array_new(FALSE, FALSE, sizeof(MethodEvent));
    const MethodEvent events[] = {
        { METHOD_OVERRULED, 10, .meeting_id = 1, .rule = "V1" },
        { METHOD_APPROVED, 11, .meeting_id = 1, .message_id = 5, .digest = "d" },
        { METHOD_REQUEST_SENT, 12, .meeting_id = 1, .message_id = 5, .digest = "d" },
        { METHOD_APPROVED, 13, .meeting_id = 2, .message_id = 6, .digest = "d" },
        { METHOD_REQUEST_SENT, 14, .meeting_id = 2, .message_id = 6, .digest = "d" },
    };
    g_autoptr(GArray) breaches = NULL;

    g_array_append_vals(log, events, G_N_ELEMENTS(events));
    breaches = method_witness(log, &limits);
    g_assert_cmpuint(breaches->len, ==, 1);
    g_assert_cmpuint(g_array_index(breaches, MethodBreach, 0).event, ==, 4);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/method/a-year-by-the-rules-breaks-none",
                    test_a_year_lived_by_the_rules_breaks_none);
    for (gsize i = 0; i < G_N_ELEMENTS(planted_faults); i++) {
        g_autofree char *path = g_strdup_printf("/method/%s/planted-fault-is-found/%s/%zu",
                                                planted_faults[i].rule, planted_faults[i].what, i);

        g_test_add_data_func(path, &planted_faults[i], test_the_planted_fault_is_found);
    }
    g_test_add_func("/method/an-overruled-rule-is-no-breach", test_an_overruled_rule_is_no_breach);
    return g_test_run();
}
