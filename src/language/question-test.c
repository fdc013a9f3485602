/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/question.h"

#include "base/tk-json.h"
#include "language/share-private.h"
#include "language/test-share.h"

#include <string.h>

#define PERCENT_LEAST 90 /* F1 of each language, on questions the rules were not made from */

typedef struct {
    guint hit, wrong, missed;
} Count;

static double
f1_percent(const Count *count)
{
    guint all = 2 * count->hit + count->wrong + count->missed;

    return all > 0 ? 200.0 * count->hit / all : 100.0;
}

static gboolean
is_labelled(char *const *labels, const char *code)
{
    return g_strv_contains((const char *const *) labels, code);
}

static void
score_question(const LanguageShare *share, const char *language, const char *text, char **labels,
               Count *count)
{
    g_autoptr(GPtrArray) findings = question_judge(share, text, language);
    g_autoptr(GString) said = g_string_new(NULL);
    gboolean wrong = FALSE;

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        gboolean right = is_labelled(labels, finding->code);
        count->hit += right ? 1 : 0;
        count->wrong += right ? 0 : 1;
        wrong |= !right;
        g_string_append_printf(said, " %s", finding->code);
    }
    for (guint i = 0; labels[i] != NULL; i++) {
        gboolean missed = strcmp(labels[i], "-") != 0 && test_finding(findings, labels[i]) == NULL;
        count->missed += missed ? 1 : 0;
        wrong |= missed;
    }
    if (wrong)
        g_test_message("%s: %s said:%s", language, text, said->str);
}

/* Lines "nb TAB closed job TAB text". */
static void
score_table(const LanguageShare *share, const char *table, Count counts[LANGUAGE_COUNT])
{
    g_auto(GStrv) lines = g_strsplit(table, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) fields = g_strsplit(lines[i], "\t", 3);
        if (*lines[i] == '#' || g_strv_length(fields) < 3)
            continue;
        g_auto(GStrv) labels = g_strsplit(fields[1], " ", -1);
        score_question(share, fields[0], fields[2], labels, &counts[language_number(fields[0])]);
    }
}

static void
test_R4_own_questions_are_told_apart(void)
{
    const LanguageShare *share = test_share();
    g_autofree char *table = test_source_file("tests/fixtures/language/questions.tsv");
    Count counts[LANGUAGE_COUNT] = { 0 };

    g_assert_nonnull(table);
    score_table(share, table, counts);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        g_test_message("%s: %u hit, %u wrong, %u missed: F1 %.1f %%", language_codes[i],
                       counts[i].hit, counts[i].wrong, counts[i].missed, f1_percent(&counts[i]));
        g_assert_cmpuint(counts[i].hit, >, 20);
        g_assert_cmpfloat(f1_percent(&counts[i]), >=, PERCENT_LEAST);
    }
}

static void
score_file(const LanguageShare *share, const char *text, const char *language, Count *count)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_autoptr(TkJson) row = tk_json_parse(lines[i], strlen(lines[i]), NULL);
        const TkJson *findings = row != NULL ? json_object_get(row, "findings") : NULL;
        g_autoptr(GPtrArray) labels = g_ptr_array_new();
        if (row == NULL)
            continue;
        for (gsize f = 0; f < json_array_size(findings); f++)
            g_ptr_array_add(labels, (gpointer) json_string_value(json_array_get(findings, f)));
        g_ptr_array_add(labels, NULL);
        score_question(share, language, tk_json_get_text(row, "text", ""), (char **) labels->pdata,
                       count);
    }
}

static void
test_R4_labelled_questions_of_others_are_told_apart(void)
{
    const LanguageShare *share = test_share();

    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        g_autofree char *path =
            g_strdup_printf("../shared/data/messages/%s.questions.jsonl", language_codes[i]);
        g_autofree char *text = test_source_file(path);
        Count count = { 0 };
        if (text == NULL) {
            g_test_skip("labelled questions are not there");
            return;
        }
        score_file(share, text, language_codes[i], &count);
        g_test_message("%s: %u hit, %u wrong, %u missed: F1 %.1f %%", language_codes[i], count.hit,
                       count.wrong, count.missed, f1_percent(&count));
        g_assert_cmpfloat(f1_percent(&count), >=, PERCENT_LEAST);
    }
}

static void
test_R4_learnt_questions_of_other_hands_are_told_apart(void)
{
    const LanguageShare *share = test_share();

    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        g_autofree char *path =
            g_strdup_printf("tests/corpus/learn/%s.questions.jsonl", language_codes[i]);
        g_autofree char *text = test_source_file(path);
        Count count = { 0 };
        g_assert_nonnull(text);
        score_file(share, text, language_codes[i], &count);
        g_test_message("%s: %u hit, %u wrong, %u missed: F1 %.1f %%", language_codes[i], count.hit,
                       count.wrong, count.missed, f1_percent(&count));
        g_assert_cmpuint(count.hit, >, 50);
        g_assert_cmpfloat(f1_percent(&count), >=, PERCENT_LEAST);
    }
}

/* Both halves must be closed; one that is open leaves room to tell. */
static void
test_each_half_of_a_double_question_asks_for_itself(void)
{
    static const struct {
        const char *language, *text;
        gboolean closed;
    } cases[] = {
        { "en", "Who are your clients, and how did you win them?", FALSE },
        { "en", "Who owns the barge, and when was it built?", TRUE },
        { "nb", "Hvem eier lekteren, og hvordan holder dere den flytende?", FALSE },
        { "nb", "Hvem eier lekteren, og når ble den bygd?", TRUE },
        { "da", "Hvem ejer prammen, og hvordan holder I den flydende?", FALSE },
        { "da", "Hvem ejer prammen, og hvornår blev den bygget?", TRUE },
        { "sv", "Vem äger pråmen, och hur håller ni den flytande?", FALSE },
        { "sv", "Vem äger pråmen, och när byggdes den?", TRUE },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) findings = question_judge(share, cases[i].text, cases[i].language);
        g_test_message("%s", cases[i].text);
        g_assert_nonnull(test_finding(findings, "double"));
        g_assert_true((test_finding(findings, "closed") != NULL) == cases[i].closed);
    }
}

static void
test_every_example_of_a_rule_does_as_it_says(void)
{
    const LanguageShare *share = test_share();
    guint wrong = 0;

    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        for (guint feature = 0; feature < QUESTION_FEATURE_COUNT; feature++) {
            g_autofree char *path =
                g_strdup_printf("share/questions/%s/%s.rules", language_codes[language],
                                question_feature_names[feature]);
            g_autofree char *text = test_source_file(path);
            g_assert_nonnull(text);
            wrong += test_rule_examples(share, share->questions[language], language,
                                        share->question_features[language][feature],
                                        question_feature_names[feature], text);
        }
    }
    g_assert_cmpuint(wrong, ==, 0);
}

static void
test_a_planted_wrong_example_is_found(void)
{
    const LanguageShare *share = test_share();
    const int english = language_number("en");

    g_assert_cmpuint(test_rule_examples(share, share->questions[english], english,
                                        share->question_features[english][QUESTION_OPEN], "planted",
                                        "yes: Did you like it?\nno: How was it?\n"),
                     ==, 2);
}

static void
test_a_finding_points_at_its_words(void)
{
    const LanguageShare *share = test_share();
    const char *text = "Hello. Isn't it cold there? How do you heat it?";
    g_autoptr(GPtrArray) findings = question_judge(share, text, "");
    const Finding *leading = test_finding(findings, "leading");
    const Finding *twice = test_finding(findings, "double");

    g_assert_nonnull(leading);
    g_assert_true(g_str_has_prefix(text + leading->from, "Isn't it"));
    g_assert_nonnull(twice);
    g_assert_true(g_str_has_prefix(text + twice->from, "How do you"));
    g_assert_null(test_finding(findings, "closed"));
}

static void
test_any_bytes_may_come_in(void)
{
    static const char *const texts[] = {
        "",    "?",       " ?? ",     "\xFF\xFE?", "1 2 3?", "----", "\xF0\x9F\x98\x80?",
        "How", ";;;:::?", "\n\n> ?\n"
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            g_autoptr(GPtrArray) findings =
                question_judge(share, texts[i], language_codes[language]);
            g_assert_null(test_finding(findings, "job"));
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/question/R4/own-questions-are-told-apart",
                    test_R4_own_questions_are_told_apart);
    g_test_add_func("/question/R4/labelled-questions-of-others-are-told-apart",
                    test_R4_labelled_questions_of_others_are_told_apart);
    g_test_add_func("/question/R4/learnt-questions-of-other-hands-are-told-apart",
                    test_R4_learnt_questions_of_other_hands_are_told_apart);
    g_test_add_func("/question/each-half-of-a-double-question-asks-for-itself",
                    test_each_half_of_a_double_question_asks_for_itself);
    g_test_add_func("/question/every-example-of-a-rule-does-as-it-says",
                    test_every_example_of_a_rule_does_as_it_says);
    g_test_add_func("/question/a-planted-wrong-example-is-found",
                    test_a_planted_wrong_example_is_found);
    g_test_add_func("/question/a-finding-points-at-its-words", test_a_finding_points_at_its_words);
    g_test_add_func("/question/any-bytes-may-come-in", test_any_bytes_may_come_in);
    return g_test_run();
}
