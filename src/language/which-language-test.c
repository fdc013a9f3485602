/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/which-language.h"

#include "language/test-share.h"

#include <string.h>

#define TEXT_SENTENCES 3
#define PERCENT_LEAST  97 /* of three-sentence texts; 98.9 was reached when this was written */

typedef struct {
    guint texts, right;
} Score;

static void
score_text(const LanguageShare *share, const char *language, const char *text, Score *score)
{
    score->texts++;
    if (strcmp(language_of(share, text), language) == 0)
        score->right++;
}

/* Lines "nb TAB sentence", sorted by language: three in a row make a text. */
static Score
score_lines(const LanguageShare *share, const char *lines_text, guint sentences)
{
    g_auto(GStrv) lines = g_strsplit(lines_text, "\n", -1);
    g_autoptr(GString) text = g_string_new(NULL);
    const char *language = "";
    Score score = { 0 };
    guint held = 0;

    for (guint i = 0; lines[i] != NULL; i++) {
        char *tab = strchr(lines[i], '\t');
        if (tab == NULL)
            continue;
        *tab = '\0';
        if (strcmp(language, lines[i]) != 0) {
            held = 0;
            g_string_truncate(text, 0);
        }
        language = lines[i];
        g_string_append_printf(text, "%s ", tab + 1);
        if (++held < sentences)
            continue;
        /* Nynorsk is none of our languages; that it is taken for Bokmål is no fault. */
        if (strcmp(language, "nn") != 0)
            score_text(share, language, text->str, &score);
        held = 0;
        g_string_truncate(text, 0);
    }
    return score;
}

static void
test_own_texts_are_told_apart(void)
{
    const LanguageShare *share = test_share();
    g_autofree char *text = test_source_file("tests/fixtures/language/texts.tsv");
    Score score = score_lines(share, text, 1);

    g_assert_cmpuint(score.texts, ==, 20);
    g_assert_cmpuint(score.right, ==, 20);
}

static void
test_treebank_texts_of_three_sentences_are_told_apart(void)
{
    const LanguageShare *share = test_share();
    g_autofree char *text = test_source_file("../shared/data/text/language_id.tsv");

    if (text == NULL) {
        g_test_skip("language_id.tsv is not there");
        return;
    }
    Score single = score_lines(share, text, 1);
    Score score = score_lines(share, text, TEXT_SENTENCES);
    g_test_message("single sentences: %u of %u; three: %u of %u", single.right, single.texts,
                   score.right, score.texts);
    g_assert_cmpuint(score.texts, >, 300);
    g_assert_cmpuint(score.right * 100, >=, score.texts * PERCENT_LEAST);
}

static void
test_what_is_no_language_of_ours_has_none(void)
{
    const LanguageShare *share = test_share();

    g_assert_cmpstr(language_of(share, ""), ==, "");
    g_assert_cmpstr(language_of(share, "1234 5678"), ==, "");
    g_assert_cmpstr(language_of(share, "\xF0\x9F\x98\x80"), ==, "");
    g_assert_cmpstr(language_of(share, "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"), ==, "");
}

static void
test_without_its_cues_a_language_is_lost(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(LanguageShare) share = test_share_with("language/da.words", "og\n", &error);
    g_autofree char *text = test_source_file("tests/fixtures/language/texts.tsv");

    g_assert_no_error(error);
    g_assert_cmpuint(score_lines(share, text, 1).right, <, 20);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/which-language/own-texts-are-told-apart", test_own_texts_are_told_apart);
    g_test_add_func("/which-language/treebank-texts-of-three-sentences-are-told-apart",
                    test_treebank_texts_of_three_sentences_are_told_apart);
    g_test_add_func("/which-language/what-is-no-language-of-ours-has-none",
                    test_what_is_no_language_of_ours_has_none);
    g_test_add_func("/which-language/without-its-cues-a-language-is-lost",
                    test_without_its_cues_a_language_is_lost);
    return g_test_run();
}
