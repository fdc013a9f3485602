/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/draft-manner.h"

#include "language/draft.h"
#include "language/test-share.h"

#include <string.h>

#define PROPOSED "Hei Nina,\n\nTakk for praten i dag.\n\nHilsen\nOla Nordmann\n"

static DraftManner *
learnt(const LanguageShare *share, const char *body, const char *proposed)
{
    const DraftWritten written = { body, proposed, "Nina Lie", "Nina" };

    return draft_manner_learn(share, &written, 1, "nb");
}

static void
test_what_was_left_as_proposed_teaches_nothing(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(DraftManner) manner = learnt(share, PROPOSED, PROPOSED);

    g_assert_cmpstr(manner->greeting, ==, "");
    g_assert_cmpstr(manner->closing, ==, "");
    g_assert_cmpuint(g_hash_table_size(manner->pairs), ==, 0);
}

static void
test_an_own_greeting_and_sign_off_open_and_close_the_next_draft(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(GError) error = NULL;
    g_autoptr(DraftManner) manner =
        learnt(share, "Kjære Nina!\n\nTakk for praten i dag.\n\nBeste hilsen\nOla\n", PROPOSED);
    const DraftFacts facts = {
        .kind = "thank_you",
        .language = "nb",
        .formality = "informal",
        .sender_name = "Ola Nordmann",
        .receiver_name = "Kari Holm",
        .receiver_given_name = "Kari",
        .target_name = "",
        .said = "rådet ditt om kaia",
        .manner = manner,
    };
    g_autoptr(Draft) draft = draft_compose(share, &facts, 0, &error);

    g_assert_no_error(error);
    g_test_message("%s", draft->body);
    g_assert_true(g_str_has_prefix(draft->body, "Kjære Kari!\n\n"));
    g_assert_true(g_str_has_suffix(draft->body, "\n\nBeste hilsen\nOla\n"));
}

static void
test_a_greeting_to_somebody_else_is_not_learnt(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(DraftManner) manner =
        learnt(share, "Kjære Per,\n\nTakk for praten i dag.\n\nHilsen\nOla Nordmann\n", PROPOSED);

    g_assert_cmpstr(manner->greeting, ==, "");
}

static void
test_words_of_ones_own_are_near_and_proposed_ones_are_not(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(DraftManner) manner = learnt(
        share,
        "Hei Nina,\n\nTakk for praten i dag. Har du lyst på en kaffe?\n\nHilsen\nOla Nordmann\n",
        PROPOSED);

    g_assert_cmpfloat(draft_manner_nearness(manner, "Har du lyst på en tur?"), >, 0.5);
    g_assert_cmpfloat(draft_manner_nearness(manner, "Takk for praten i dag."), ==, 0);
    g_assert_cmpfloat(draft_manner_nearness(manner, ""), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draft-manner/what-was-left-as-proposed-teaches-nothing",
                    test_what_was_left_as_proposed_teaches_nothing);
    g_test_add_func("/draft-manner/an-own-greeting-and-sign-off-open-and-close-the-next-draft",
                    test_an_own_greeting_and_sign_off_open_and_close_the_next_draft);
    g_test_add_func("/draft-manner/a-greeting-to-somebody-else-is-not-learnt",
                    test_a_greeting_to_somebody_else_is_not_learnt);
    g_test_add_func("/draft-manner/words-of-ones-own-are-near-and-proposed-ones-are-not",
                    test_words_of_ones_own_are_near_and_proposed_ones_are_not);
    return g_test_run();
}
