/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-json.h"
#include "domain/test-tie.h"

#include <string.h>

static void
test_the_reason_is_the_heaviest_thing(void)
{
    const struct {
        const char *key;
        TestHappened happened[3];
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
        g_autoptr(Tie) tie = test_tie_of(rows[i].happened, G_N_ELEMENTS(rows[i].happened));
        g_autoptr(TieReason) reason = tie_reason(tie, TEST_TIE_NOW, &limits);
        g_autoptr(TkJson) facts = tk_json_parse(reason->facts, strlen(reason->facts), NULL);

        g_assert_cmpstr(reason->key, ==, rows[i].key);
        g_assert_cmpstr(tk_json_get_text(facts, "word", ""), ==, test_tie_word(tie));
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
