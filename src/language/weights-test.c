/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * weights-test.c - sentences are weighed by what their words are about (M1).
 */
#include "language/weights.h"

#include "base/tk-error.h"
#include "language/share-private.h"
#include "language/test-share.h"

#include <string.h>

typedef struct {
    const char *language, *text;
    Part part;
} Row;

/* The score of the text's first sentence for the part; the words that weighed most in `out_words`.
 */
static double
score_of(const LanguageShare *share, const Row *row, char **out_words)
{
    int language = language_number(row->language);
    const RuleBook *rules = share->rules[language];
    g_autoptr(Reading) reading = language_share_read(share, row->text, language, NULL);
    g_autoptr(GArray) hits = rule_book_find(rules, reading, "outreach");
    const MarkedText marked = { rules, reading, hits, "outreach", language };
    double scores[PART_COUNT];
    gsize from = 0, until = 0;

    sentence_weigh(share->weights, &marked, 0, scores);
    sentence_point(share->weights, &marked, 0, row->part, &from, &until);
    g_assert_cmpuint(from, <, until);
    g_assert_cmpuint(until, <=, strlen(row->text));
    if (out_words != NULL)
        *out_words = g_strndup(row->text + from, until - from);
    return scores[row->part];
}

static void
test_what_no_rule_has_in_these_words_is_weighed(void)
{
    static const Row rows[] = {
        { "nb", "Skulle det bli rom for en sveiser til på laget, er jeg klar.", PART_JOB },
        { "da", "Er der plads til en mand mere på holdet, så er jeg klar.", PART_JOB },
        { "sv", "Finns det rum för en person till i laget så är jag redo.", PART_JOB },
        { "en", "If there's room for one more welder on the crew, I'm ready.", PART_JOB },
        { "en", "I drove past your house and noticed the light in the kitchen.", PART_CREEPY },
        { "en", "In return I'd gladly send you our measurements.", PART_VALUE },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s %s", rows[i].language, rows[i].text);
        g_assert_cmpfloat(score_of(share, &rows[i], NULL), >, 0);
    }
}

static void
test_the_same_words_for_another_end_are_not(void)
{
    static const Row rows[] = {
        { "nb", "Vi har ansatt en sveiser til, og laget er klart.", PART_JOB },
        { "en", "The crew has hired one more welder, so they're ready.", PART_JOB },
        { "en", "The kitchen light is on a timer.", PART_CREEPY },
        { "en", "Is it far from the station?", PART_VALUE },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s %s", rows[i].language, rows[i].text);
        g_assert_cmpfloat(score_of(share, &rows[i], NULL), <=, 0);
    }
}

static void
test_the_words_that_weighed_most_are_pointed_at(void)
{
    static const Row row = { "en", "By the way, in return I'd gladly send you our measurements.",
                             PART_VALUE };
    const LanguageShare *share = test_share();
    g_autofree char *words = NULL;

    score_of(share, &row, &words);
    g_assert_cmpuint(strlen(words), <, strlen(row.text));
}

static void
test_a_damaged_line_is_named(void)
{
    static const char *const damaged[] = { "wait job", "wait poem 12", "wait job 1x", "wait" };

    for (gsize i = 0; i < G_N_ELEMENTS(damaged); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = g_strdup_printf("# why\n%s\n", damaged[i]);
        g_assert_null(sentence_weights_new("weights", text, &error));
        g_assert_cmpstr(tk_error_face(error).key, ==, "share-malformed");
        g_assert_cmpstr(tk_error_face(error).subject, ==, "weights:2");
    }
}

static void
test_planted_weights_change_the_judgement(void)
{
    static const char text[] = "Kaffen var god.";
    const LanguageShare *as_is = test_share();
    g_autoptr(LanguageShare) planted = test_share_with("rules/weights", "* guilt 100\n", NULL);
    g_autoptr(GPtrArray) before = test_judge(as_is, "nb", "share", text);
    g_autoptr(GPtrArray) after = test_judge(planted, "nb", "share", text);

    g_assert_null(test_finding(before, "guilt"));
    g_assert_nonnull(test_finding(after, "guilt"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/weights/M1/what-no-rule-has-in-these-words-is-weighed",
                    test_what_no_rule_has_in_these_words_is_weighed);
    g_test_add_func("/weights/M1/the-same-words-for-another-end-are-not",
                    test_the_same_words_for_another_end_are_not);
    g_test_add_func("/weights/M1/the-words-that-weighed-most-are-pointed-at",
                    test_the_words_that_weighed_most_are_pointed_at);
    g_test_add_func("/weights/a-damaged-line-is-named", test_a_damaged_line_is_named);
    g_test_add_func("/weights/planted-weights-change-the-judgement",
                    test_planted_weights_change_the_judgement);
    return g_test_run();
}
