/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news.h"

#include "base/tk-json.h"
#include "language/share-private.h"
#include "language/test-share.h"

#include <string.h>

#define PERCENT_LEAST 85 /* F1 of each language, type and person (company: organisation) */

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
is_same(const NewsMilestone *found, const TkJson *label)
{
    return strcmp(tk_json_get_text(label, "type", ""), found->type) == 0 &&
           strcmp(tk_json_get_text(label, "person", ""), found->person) == 0 &&
           (*found->person != '\0' ||
            strcmp(tk_json_get_text(label, "org", ""), found->organisation) == 0);
}

static void
score_item(const LanguageShare *share, const TkJson *row, Count *count)
{
    const TkJson *labels = json_object_get(row, "milestones");
    const char *text = tk_json_get_text(row, "text", "");
    g_autoptr(GPtrArray) found = news_read(share, text, tk_json_get_text(row, "lang", ""));
    guint hits = 0;

    for (guint i = 0; i < found->len; i++) {
        const NewsMilestone *milestone = g_ptr_array_index(found, i);
        guint before = hits;
        for (gsize l = 0; l < json_array_size(labels); l++)
            hits += is_same(milestone, json_array_get(labels, l)) ? 1 : 0;
        if (hits == before)
            g_test_message("not told: %s of %s%s in %s", milestone->type, milestone->person,
                           milestone->organisation, text);
    }
    count->hit += hits;
    count->wrong += found->len - hits;
    count->missed += (guint) json_array_size(labels) - hits;
    if (hits < json_array_size(labels))
        g_test_message("missed in %s", text);
}

static gboolean
score_file(const LanguageShare *share, const char *path, Count counts[LANGUAGE_COUNT])
{
    g_autofree char *text = test_source_file(path);

    if (text == NULL)
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_autoptr(TkJson) row = tk_json_parse(lines[i], strlen(lines[i]), NULL);
        if (row != NULL)
            score_item(share, row, &counts[language_number(tk_json_get_text(row, "lang", "en"))]);
    }
    return TRUE;
}

static void
check_counts(const Count counts[LANGUAGE_COUNT])
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        g_test_message("%s: %u hit, %u wrong, %u missed: F1 %.1f %%", language_codes[i],
                       counts[i].hit, counts[i].wrong, counts[i].missed, f1_percent(&counts[i]));
        g_assert_cmpuint(counts[i].hit, >, 5);
        g_assert_cmpfloat(f1_percent(&counts[i]), >=, PERCENT_LEAST);
    }
}

static void
test_L2_own_news_tell_who_and_what(void)
{
    const LanguageShare *share = test_share();
    Count counts[LANGUAGE_COUNT] = { 0 };

    g_assert_true(score_file(share, "tests/fixtures/language/news.jsonl", counts));
    check_counts(counts);
}

static void
test_L2_labelled_news_of_others_tell_who_and_what(void)
{
    const LanguageShare *share = test_share();
    Count counts[LANGUAGE_COUNT] = { 0 };

    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        g_autofree char *path =
            g_strdup_printf("../shared/data/messages/%s.news.jsonl", language_codes[i]);
        if (!score_file(share, path, counts)) {
            g_test_skip("labelled news are not there");
            return;
        }
    }
    check_counts(counts);
}

static void
test_L2_learnt_news_of_other_hands_tell_who_and_what(void)
{
    const LanguageShare *share = test_share();
    Count counts[LANGUAGE_COUNT] = { 0 };

    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        g_autofree char *path =
            g_strdup_printf("tests/corpus/learn/%s.news.jsonl", language_codes[i]);
        g_assert_true(score_file(share, path, counts));
    }
    check_counts(counts);
}

static void
test_a_mere_mention_a_denial_and_a_shortlist_are_none(void)
{
    static const char *const texts[][2] = {
        { "en", "Rain ahead\nMore rain is coming, says Ruth Peel of Moor Bank." },
        { "en", "No move\nGavin Harte denies that he is leaving the Mersey Sinfonia." },
        { "en", "Five left\nMina Castle of Castle Looms is on the shortlist for the Craft Prize." },
        { "nb", "Mer regn\nDet blir mer regn, sier Kari Lie i Havbanken." },
        { "da", "Mere regn\nDer kommer mere regn, siger Karen Lund fra Havbanken." },
        { "sv", "Mer regn\nDet blir mer regn, säger Karin Lund på Havsbanken." },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GPtrArray) found = news_read(share, texts[i][1], texts[i][0]);
        g_assert_cmpuint(found->len, ==, 0);
    }
}

static void
test_a_milestone_points_at_its_words_and_names_post_and_house(void)
{
    const char *text = "New face\nRuth Peel joins Moor Bank as head of risk in May.";
    const LanguageShare *share = test_share();
    g_autoptr(GPtrArray) found = news_read(share, text, "");
    const NewsMilestone *first = found->len > 0 ? g_ptr_array_index(found, 0) : NULL;

    g_assert_nonnull(first);
    g_assert_cmpstr(first->type, ==, "new_job");
    g_assert_cmpstr(first->person, ==, "Ruth Peel");
    g_assert_cmpstr(first->organisation, ==, "Moor Bank");
    g_assert_cmpstr(first->role, ==, "head of risk");
    g_assert_true(first->sure);
    g_assert_true(g_str_has_prefix(text + first->from, "joins"));
}

static void
test_every_example_of_a_rule_does_as_it_says(void)
{
    const LanguageShare *share = test_share();
    const int english = language_number("en");
    guint wrong = 0;

    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        for (guint feature = 0; feature < NEWS_FEATURE_COUNT; feature++) {
            g_autofree char *path = g_strdup_printf(
                "share/news/%s/%s.rules", language_codes[language], news_feature_names[feature]);
            g_autofree char *text = test_source_file(path);
            g_assert_nonnull(text);
            wrong += test_rule_examples(share, share->news[language], language,
                                        share->news_features[language][feature],
                                        news_feature_names[feature], text);
        }
    }
    g_assert_cmpuint(wrong, ==, 0);
    g_assert_cmpuint(test_rule_examples(share, share->news[english], english,
                                        share->news_features[english][NEWS_LEFT], "planted",
                                        "yes: He stays.\nno: She resigned on Monday.\n"),
                     ==, 2);
}

static void
test_any_bytes_may_come_in(void)
{
    static const char *const texts[] = {
        "",
        "\n",
        "A",
        "A & B & C",
        "\xFF\xFE",
        "Dr. . .",
        "\xF0\x9F\x98\x80",
        "1 2 3",
        "Joins joins",
        "Å Ä Ö\nÅÄÖ",
        "'s 's 's",
        "Leaves 's",
        "In 1931",
        "Bank resigned",
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            g_autoptr(GPtrArray) found = news_read(share, texts[i], language_codes[language]);
            for (guint m = 0; m < found->len; m++)
                g_assert_cmpuint(((NewsMilestone *) g_ptr_array_index(found, m))->until, <=,
                                 strlen(texts[i]));
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/news/L2/own-news-tell-who-and-what", test_L2_own_news_tell_who_and_what);
    g_test_add_func("/news/L2/labelled-news-of-others-tell-who-and-what",
                    test_L2_labelled_news_of_others_tell_who_and_what);
    g_test_add_func("/news/L2/learnt-news-of-other-hands-tell-who-and-what",
                    test_L2_learnt_news_of_other_hands_tell_who_and_what);
    g_test_add_func("/news/a-mere-mention-a-denial-and-a-shortlist-are-none",
                    test_a_mere_mention_a_denial_and_a_shortlist_are_none);
    g_test_add_func("/news/a-milestone-points-at-its-words-and-names-post-and-house",
                    test_a_milestone_points_at_its_words_and_names_post_and_house);
    g_test_add_func("/news/every-example-of-a-rule-does-as-it-says",
                    test_every_example_of_a_rule_does_as_it_says);
    g_test_add_func("/news/any-bytes-may-come-in", test_any_bytes_may_come_in);
    return g_test_run();
}
