/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/rules.h"

#include "base/tk-error.h"
#include "language/share-private.h"
#include "language/test-share.h"

#include <string.h>

#define EXAMPLES_LEAST                                                                             \
    300 /* in all files of all languages; fewer means that they were not read                      \
         */

typedef struct {
    const LanguageShare *share;
    int language;
    Feature feature;
    guint examples, wrong;
} Run;

static gboolean
fires(const Run *run, const char *example, const char *kind)
{
    const ReadingFacts facts = { "Kari Holm", "Enova", "" };
    g_autoptr(Reading) reading = language_share_read(run->share, example, run->language, &facts);
    g_autoptr(GArray) hits = rule_book_find(run->share->rules[run->language], reading, kind);

    for (guint i = 0; i < hits->len; i++) {
        if ((int) g_array_index(hits, RuleHit, i).feature ==
            run->share->features[run->language][run->feature])
            return TRUE;
    }
    return FALSE;
}

/* A paragraph's examples are read in the first kind that the paragraph is for. */
static void
run_examples(Run *run, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autofree char *kind = g_strdup("outreach");

    for (guint i = 0; lines[i] != NULL; i++) {
        gboolean yes = g_str_has_prefix(lines[i], "yes: ");
        if (*lines[i] == '\0' || g_str_has_prefix(lines[i], "kinds: ")) {
            g_free(kind);
            kind = *lines[i] == '\0' ? g_strdup("outreach")
                                     : g_strndup(lines[i] + strlen("kinds: "),
                                                 strcspn(lines[i] + strlen("kinds: "), " "));
        }
        if (!yes && !g_str_has_prefix(lines[i], "no: "))
            continue;
        run->examples++;
        if (fires(run, strchr(lines[i], ' ') + 1, kind) == yes)
            continue;
        run->wrong++;
        g_test_message("%s/%s.rules:%u: %s", language_codes[run->language],
                       feature_names[run->feature], i + 1, lines[i]);
    }
}

static void
test_every_example_does_as_it_says(void)
{
    const LanguageShare *share = test_share();
    Run run = { .share = share };

    for (run.language = 0; run.language < LANGUAGE_COUNT; run.language++) {
        for (guint feature = 0; feature < FEATURE_COUNT; feature++) {
            g_autofree char *path = g_strdup_printf(
                "share/rules/%s/%s.rules", language_codes[run.language], feature_names[feature]);
            g_autofree char *text = test_source_file(path);
            guint before = run.examples;
            g_assert_nonnull(text);
            run.feature = (Feature) feature;
            run_examples(&run, text);
            /* A rule file without one of each proves nothing. */
            g_assert_cmpuint(run.examples, >=, before + 2);
        }
    }
    g_assert_cmpuint(run.wrong, ==, 0);
    g_assert_cmpuint(run.examples, >=, EXAMPLES_LEAST);
}

static void
test_a_planted_wrong_example_is_found(void)
{
    const LanguageShare *share = test_share();
    Run run = { .share = share, .feature = FEATURE_GUILT };

    run_examples(&run, "yes: Takk for sist, det var hyggelig.\nno: Hvorfor svarer du ikke?\n");
    g_assert_cmpuint(run.wrong, ==, 2);
}

static void
test_a_guard_in_the_sentence_holds_back(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(GPtrArray) clean = test_judge(
        share, "nb", "follow_up", "Jeg skjønner godt at du ikke har svart, jeg skrev 4. februar.");
    g_autoptr(GPtrArray) guilty =
        test_judge(share, "nb", "follow_up", "Jeg skrev 4. februar. Du har ikke svart.");

    g_assert_null(test_finding(clean, "guilt"));
    g_assert_nonnull(test_finding(guilty, "guilt"));
}

static void
test_a_damaged_file_is_named_with_its_line(void)
{
    static const struct {
        const char *file, *text, *subject;
    } rows[] = {
        { "rules/nb/guilt.rules", "+ du\n+ (glemte\n", "rules/nb/guilt.rules:2" },
        { "rules/nb/guilt.rules", "hva er dette\n", "rules/nb/guilt.rules:1" },
        { "rules/sv/classes", "@a: b\nc: d\n", "rules/sv/classes:2" },
        { "rules/sv/classes", "@a: @missing\n", "rules/sv/classes:1" },
        { "abbreviations/da.txt", "kl.\nca. sometimes\n", "abbreviations/da.txt:2" },
        { "language/en.words", "the 6\nof many\n", "language/en.words:2" },
        { "mail/habits.txt", "hei\n", "mail/habits.txt:1" },
        { "drafts/en/outreach.draft", "needs: x\nnonsense\n", "drafts/en/outreach.draft:2" },
        { "drafts/en/shapes", "subjects: I\nmonths: one\n", "drafts/en/shapes:2" },
        { "names/nicknames.txt", "bob \xFF\n", "names/nicknames.txt" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(LanguageShare) share = test_share_with(rows[i].file, rows[i].text, &error);
        g_assert_null(share);
        g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
        g_assert_cmpstr(tk_error_face(error).key, ==, "share-malformed");
        g_assert_cmpstr(tk_error_face(error).subject, ==, rows[i].subject);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/every-example-does-as-it-says", test_every_example_does_as_it_says);
    g_test_add_func("/rules/a-planted-wrong-example-is-found",
                    test_a_planted_wrong_example_is_found);
    g_test_add_func("/rules/a-guard-in-the-sentence-holds-back",
                    test_a_guard_in_the_sentence_holds_back);
    g_test_add_func("/rules/a-damaged-file-is-named-with-its-line",
                    test_a_damaged_file_is_named_with_its_line);
    return g_test_run();
}
