/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/draft-own.h"

#include "language/test-share.h"

#include <string.h>

#define PROPOSED                                                                                   \
    "Hei Kari,\n\nTakk for praten i dag. Særlig nyttig var rådet om kaia. Håper vi "            \
    "ses.\n\nHilsen\nOla\n"
#define NEXT                                                                                       \
    "Hei Kari,\n\nTusen takk for praten i dag! Jeg har tenkt på rådet om kaia. Vi ses, håper "  \
    "jeg.\n\nHilsen\nOla\n"

static void
assert_kept(const char *current, const char *wanted)
{
    const LanguageShare *share = test_share();
    g_autofree char *kept = draft_keep_own(share, PROPOSED, current, NEXT, "nb");

    g_assert_cmpstr(kept, ==, wanted);
}

static void
test_what_was_left_alone_is_said_anew(void)
{
    assert_kept(PROPOSED, NEXT);
}

static void
test_an_unknown_proposal_gives_way(void)
{
    const LanguageShare *share = test_share();
    g_autofree char *kept = draft_keep_own(share, "", "Hei,\n\nMitt eget.\n", NEXT, "nb");

    g_assert_cmpstr(kept, ==, NEXT);
}

static void
test_a_changed_sentence_stays(void)
{
    assert_kept(
        "Hei Kari,\n\nTakk for praten i dag. Ditt ord om kranen satt. Håper vi "
        "ses.\n\nHilsen\nOla\n",
        "Hei Kari,\n\nTusen takk for praten i dag! Ditt ord om kranen satt. Vi ses, håper jeg."
        "\n\nHilsen\nOla\n");
}

static void
test_a_sentence_put_in_stays_where_it_is(void)
{
    assert_kept(
        "Hei Kari,\n\nTakk for praten i dag. Hils Per! Særlig nyttig var rådet om kaia. Håper vi "
        "ses."
        "\n\nHilsen\nOla\n",
        "Hei Kari,\n\nTusen takk for praten i dag! Hils Per! Jeg har tenkt på rådet om kaia. "
        "Vi ses, håper jeg.\n\nHilsen\nOla\n");
}

static void
test_a_sentence_taken_out_stays_out(void)
{
    assert_kept(
        "Hei Kari,\n\nTakk for praten i dag. Særlig nyttig var rådet om kaia.\n\nHilsen\nOla\n",
        "Hei Kari,\n\nTusen takk for praten i dag! Jeg har tenkt på rådet om "
        "kaia.\n\nHilsen\nOla\n");
}

static void
test_an_own_greeting_and_sign_off_stay(void)
{
    assert_kept("Kjære Kari!\n\nTakk for praten i dag. Særlig nyttig var rådet om kaia. Håper vi "
                "ses.\n\nKlem\nOla\n",
                "Kjære Kari!\n\nTusen takk for praten i dag! Jeg har tenkt på rådet om kaia. Vi "
                "ses, håper jeg."
                "\n\nKlem\nOla\n");
}

static void
test_a_letter_all_of_ones_own_stays_whole(void)
{
    static const char *const own = "Kari!\n\nJeg sitter på toget. Nå skjønner jeg kranen.\n\nO.\n";
    const LanguageShare *share = test_share();
    g_autofree char *kept = draft_keep_own(share, PROPOSED, own, NEXT, "nb");

    g_assert_nonnull(strstr(kept, "Jeg sitter på toget. Nå skjønner jeg kranen."));
    g_assert_null(strstr(kept, "Tusen takk"));
}

static void
test_a_longer_proposal_brings_its_further_sentences(void)
{
    const LanguageShare *share = test_share();
    g_autofree char *kept = draft_keep_own(
        share, "Hi Kari,\n\nThanks for the chat. I liked the crane.\n\nBest wishes,\nOla\n",
        "Hi Kari,\n\nThanks for the chat. I loved that old yellow giant.\n\nBest wishes,\nOla\n",
        "Hi Kari,\n\nMany thanks for the chat. The crane stayed with me. See you in May.\n\n"
        "Best wishes,\nOla\n",
        "en");

    g_assert_cmpstr(
        kept, ==,
        "Hi Kari,\n\nMany thanks for the chat. I loved that old yellow giant. See you in "
        "May.\n\nBest wishes,\nOla\n");
}

static void
test_any_bytes_may_stand_there(void)
{
    static const char *const texts[] = {
        "", "\n\n", "Hei", ". . .", "- a\n- b", "\xff\xfe. Hei.", "> gammelt\n\nHei."
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(texts); j++) {
            g_autofree char *one = draft_keep_own(share, PROPOSED, texts[i], texts[j], "nb");
            g_autofree char *other = draft_keep_own(share, texts[i], PROPOSED, texts[j], "sv");
            g_assert_nonnull(one);
            g_assert_nonnull(other);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draft/M4/what-was-left-alone-is-said-anew",
                    test_what_was_left_alone_is_said_anew);
    g_test_add_func("/draft/M4/an-unknown-proposal-gives-way", test_an_unknown_proposal_gives_way);
    g_test_add_func("/draft/M4/a-changed-sentence-stays", test_a_changed_sentence_stays);
    g_test_add_func("/draft/M4/a-sentence-put-in-stays-where-it-is",
                    test_a_sentence_put_in_stays_where_it_is);
    g_test_add_func("/draft/M4/a-sentence-taken-out-stays-out",
                    test_a_sentence_taken_out_stays_out);
    g_test_add_func("/draft/M4/an-own-greeting-and-sign-off-stay",
                    test_an_own_greeting_and_sign_off_stay);
    g_test_add_func("/draft/M4/a-letter-all-of-ones-own-stays-whole",
                    test_a_letter_all_of_ones_own_stays_whole);
    g_test_add_func("/draft/M4/a-longer-proposal-brings-its-further-sentences",
                    test_a_longer_proposal_brings_its_further_sentences);
    g_test_add_func("/draft/M4/any-bytes-may-stand-there", test_any_bytes_may_stand_there);
    return g_test_run();
}
