/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/question-bank.h"

#include "base/tk-error.h"
#include "language/question.h"
#include "language/test-share.h"
#include "language/which-language.h"

#include <string.h>

#define BANK_LEAST 60 /* questions of a language */

typedef struct {
    const char *role, *organisation, *theme, *said;
} Known;

/* Of each language: what a dossier may hold, the first with nothing in it. */
static const Known known[LANGUAGE_COUNT][4] = {
    { { "", "", "", "" },
      { "Daglig leder", "Nordvarme AS", "fjernvarme i byene", "Ny turnus for nattvaktene." },
      { "CTO", "NAV", "lakselus", "Skal prøve luftlås ved Rognan. Mer senere." },
      { "Seksjonssjef, drift", "Kjøtt & Fisk", "omstillingen i kommunene", "" } },
    { { "", "", "", "" },
      { "Afdelingsleder", "Nordvarme A/S", "fjernvarme i byerne", "Ny vagtplan for natholdet." },
      { "CFO", "DSB", "kystsikring", "Prøver skraldesortering i gårde. Mere senere." },
      { "Chefkonsulent", "Korn & Kød", "grøn omstilling i kommunerne", "" } },
    { { "", "", "", "" },
      { "Avdelningschef", "Nordvärme AB", "fjärrvärme i städerna", "Nytt schema för natten." },
      { "Vd", "SJ", "kustskydd", "Ska prova sopsortering på gårdar. Mer senare." },
      { "Sektionschef", "Kött & Fisk", "omställningen i kommunerna", "" } },
    { { "", "", "", "" },
      { "Head of Heat", "Spruce Works", "district heating in towns", "A new rota for the nights." },
      { "CTO", "NHS", "coastal defence", "Going to try rain gardens. More later." },
      { "plant manager", "Corn & Sons", "change in local councils", "" } },
};

static GPtrArray *
propose(const LanguageShare *share, int language, const char *purpose, const Known *what,
        guint seed, guint count)
{
    const QuestionWish wish = {
        .language = language_codes[language],
        .purpose = purpose,
        .role = what->role,
        .organisation = what->organisation,
        .theme = what->theme,
        .said = what->said,
        .asked = "",
        .seed = seed,
        .count = count,
    };

    return question_bank_propose(share, &wish);
}

/* Calls `check` for what is proposed over all languages, purposes, dossiers and some seeds. */
static void
for_all(guint count, void (*check)(const LanguageShare *, int, const GPtrArray *))
{
    const LanguageShare *share = test_share();

    for (int language = 0; language < LANGUAGE_COUNT; language++)
        for (guint p = 0; question_purpose_table[p] != NULL; p++)
            for (guint k = 0; k < G_N_ELEMENTS(known[language]); k++)
                for (guint seed = 0; seed < 12; seed++) {
                    g_autoptr(GPtrArray) questions =
                        propose(share, language, question_purpose_table[p], &known[language][k],
                                seed, count);

                    check(share, language, questions);
                }
}

static void
check_judged(const LanguageShare *share, int language, const GPtrArray *questions)
{
    for (guint i = 0; i < questions->len; i++) {
        const char *text = g_ptr_array_index(questions, i);
        g_autoptr(GPtrArray) findings = question_judge(share, text, language_codes[language]);

        g_test_message("%s", text);
        g_assert_cmpuint(findings->len, ==, 0);
        g_assert_null(strpbrk(text, "{}"));
        g_assert_true(g_str_has_suffix(text, "?"));
    }
}

static void
test_whatever_is_proposed_passes_the_judge(void)
{
    for_all(QUESTIONS_AT_MOST, check_judged);
}

/* TRUE where the bank has it among those that ask for a recommendation, up to its first place. */
static gboolean
recommends(int language, const char *text)
{
    g_autofree char *path = g_strdup_printf("share/questions/%s/bank", language_codes[language]);
    g_autofree char *bank = test_source_file(path);
    g_auto(GStrv) lines = g_strsplit(bank, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        const char *question = strstr(lines[i], " rec: ");
        gsize length = question != NULL ? strcspn(question + 6, "{") : 0;

        if (question != NULL && strncmp(text, question + 6, length) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
check_recommendation(const LanguageShare *share, int language, const GPtrArray *questions)
{
    (void) share;
    g_assert_cmpuint(questions->len, ==, 3);
    g_assert_true(recommends(language, g_ptr_array_index(questions, 2)));
    g_assert_false(recommends(language, g_ptr_array_index(questions, 0)));
}

static void
test_the_shortest_list_asks_for_a_recommendation_too(void)
{
    for_all(3, check_recommendation);
}

static void
test_the_same_seed_proposes_the_same(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(GPtrArray) one = propose(share, 0, "learn", &known[0][0], 5, 7);
    g_autoptr(GPtrArray) again = propose(share, 0, "learn", &known[0][0], 5, 7);
    gboolean differs = FALSE;

    g_assert_cmpuint(one->len, ==, 7);
    for (guint i = 0; i < one->len; i++)
        g_assert_cmpstr(g_ptr_array_index(one, i), ==, g_ptr_array_index(again, i));
    for (guint seed = 0; seed < 5; seed++) {
        g_autoptr(GPtrArray) other = propose(share, 0, "learn", &known[0][0], seed, 7);

        for (guint i = 0; i < other->len; i++)
            differs |= strcmp(g_ptr_array_index(one, i), g_ptr_array_index(other, i)) != 0;
    }
    g_assert_true(differs);
}

static void
test_what_was_asked_is_not_asked_again(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(GPtrArray) first = propose(share, 3, "second", &known[3][1], 1, 7);
    g_autofree char *asked =
        g_strdup_printf("Notes:\n%s\nShe laughed.\n%s", (char *) g_ptr_array_index(first, 0),
                        (char *) g_ptr_array_index(first, 6));
    const QuestionWish wish = {
        .language = "en",
        .purpose = "second",
        .role = known[3][1].role,
        .organisation = known[3][1].organisation,
        .theme = known[3][1].theme,
        .said = known[3][1].said,
        .asked = asked,
        .seed = 1,
        .count = 7,
    };
    g_autoptr(GPtrArray) second = question_bank_propose(share, &wish);

    g_assert_cmpuint(second->len, ==, 7);
    for (guint i = 0; i < second->len; i++)
        g_assert_null(strstr(asked, g_ptr_array_index(second, i)));
}

static void
test_a_theme_that_is_no_noun_is_left_out(void)
{
    const LanguageShare *share = test_share();
    const Known what = { "", "", "hvordan fjernvarmen endrer seg", "" };
    g_autoptr(GPtrArray) questions = propose(share, 0, "trends", &what, 1, QUESTIONS_AT_MOST);

    g_assert_cmpuint(questions->len, >, 3);
    for (guint i = 0; i < questions->len; i++)
        g_assert_null(strstr(g_ptr_array_index(questions, i), "hvordan fjernvarmen"));
}

static void
test_each_language_has_enough_of_them(void)
{
    for (guint language = 0; language < LANGUAGE_COUNT; language++) {
        g_autofree char *path =
            g_strdup_printf("share/questions/%s/bank", language_codes[language]);
        g_autofree char *text = test_source_file(path);
        guint count = 0;

        g_assert_nonnull(text);
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

        for (guint i = 0; lines[i] != NULL; i++)
            count += *lines[i] != '\0' && *lines[i] != '#' ? 1 : 0;
        g_assert_cmpuint(count, >=, BANK_LEAST);
    }
}

/* The planted faults: a line that is none is refused with its place. */
static void
test_a_line_that_is_no_question_is_refused(void)
{
    static const char *const lines[] = { "learn 4: How?", "teach 1: How?", "learn: How?",
                                         "learn 1 How?",  "learn 1: ",     "How?" };

    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = g_strconcat("# bank\n", lines[i], "\n", NULL);

        g_assert_null(question_bank_new("bank", text, &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
        g_assert_cmpstr(tk_error_face(error).subject, ==, "bank:2");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/question-bank/R4/whatever-is-proposed-passes-the-judge",
                    test_whatever_is_proposed_passes_the_judge);
    g_test_add_func("/question-bank/R5/the-shortest-list-asks-for-a-recommendation-too",
                    test_the_shortest_list_asks_for_a_recommendation_too);
    g_test_add_func("/question-bank/R4/the-same-seed-proposes-the-same",
                    test_the_same_seed_proposes_the_same);
    g_test_add_func("/question-bank/R4/what-was-asked-is-not-asked-again",
                    test_what_was_asked_is_not_asked_again);
    g_test_add_func("/question-bank/R4/a-theme-that-is-no-noun-is-left-out",
                    test_a_theme_that_is_no_noun_is_left_out);
    g_test_add_func("/question-bank/R4/each-language-has-enough-of-them",
                    test_each_language_has_enough_of_them);
    g_test_add_func("/question-bank/R4/a-line-that-is-no-question-is-refused",
                    test_a_line_that_is_no_question_is_refused);
    return g_test_run();
}
