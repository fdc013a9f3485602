/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-json.h"
#include "domain/tie.h"

#include <string.h>

#define DAY INT64_C(86400)
#define NOW (INT64_C(20000) * DAY)

typedef struct {
    const char *kind, *way;
    unsigned count;   /* one a week, the latest first */
    int64_t days_ago; /* of the latest */
    int64_t circle;
} Happened;

static void
add(Tie *tie, const Happened *happened)
{
    MethodLimits limits = method_limits_default();

    for (unsigned i = 0; i < happened->count; i++) {
        TieEvent event = { .kind = happened->kind,
                           .way = happened->way,
                           .at = NOW - (happened->days_ago + 7 * (int64_t) i) * DAY,
                           .circle = happened->circle };

        tie_add(tie, &event, &limits);
    }
}

static Tie *
tie_of(const Happened *happened, gsize count)
{
    Tie *tie = tie_new();

    tie->from_person_id = 1;
    tie->to_person_id = 2;
    for (gsize i = 0; i < count; i++)
        add(tie, &happened[i]);
    return tie;
}

static const char *
word_now(const Tie *tie)
{
    MethodLimits limits = method_limits_default();

    return tie_word(tie, NOW, &limits);
}

static void
test_the_reason_is_the_heaviest_thing(void)
{
    const struct {
        const char *key;
        Happened happened[3];
    } rows[] = {
        { "tie-none", { { 0 } } },
        { "tie-connection", { { "connection", "both", 1, 9, 2 } } },
        { "tie-other", { { "endorsement", "in", 1, 9, 2 } } },
        { "tie-shared", { { "mail", "both", 3, 9, 3 } } },
        { "tie-only-in", { { "mail", "in", 3, 9, 2 } } },
        { "tie-only-out", { { "message", "out", 3, 9, 2 } } },
        { "tie-messages", { { "message", "out", 3, 9, 2 }, { "message", "in", 1, 9, 2 } } },
        { "tie-exchange", { { "mail", "in", 1, 9, 2 }, { "mail", "out", 1, 9, 2 } } },
        { "tie-answers", { { "mail", "in", 3, 9, 2 }, { "mail", "out", 3, 9, 2 } } },
        { "tie-answers-me", { { "mail", "in", 3, 9, 2 }, { "mail", "out", 6, 9, 2 } } },
        { "tie-exchange-them", { { "mail", "in", 6, 9, 2 }, { "mail", "out", 3, 9, 2 } } },
        { "tie-met-once", { { "meeting", "both", 1, 9, 2 }, { "mail", "in", 2, 9, 2 } } },
        { "tie-met", { { "meeting", "both", 2, 9, 2 } } },
        { "tie-answers-met",
          { { "meeting", "both", 1, 9, 2 },
            { "mail", "in", 9, 9, 2 },
            { "mail", "out", 9, 9, 2 } } },
    };
    MethodLimits limits = method_limits_default();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Tie) tie = tie_of(rows[i].happened, G_N_ELEMENTS(rows[i].happened));
        g_autoptr(TieReason) reason = tie_reason(tie, NOW, &limits);
        g_autoptr(TkJson) facts = tk_json_parse(reason->facts, strlen(reason->facts), NULL);

        g_assert_cmpstr(reason->key, ==, rows[i].key);
        g_assert_cmpstr(tk_json_get_text(facts, "word", ""), ==, word_now(tie));
        g_assert_cmpint(tk_json_get_number(facts, "mails_in", -1), ==, tie->mails_in);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tie/P6/the-reason-is-the-heaviest-thing",
                    test_the_reason_is_the_heaviest_thing);
    return g_test_run();
}
