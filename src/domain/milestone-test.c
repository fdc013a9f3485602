/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * milestone-test.c - L2 over tables of pairs: tests/fixtures/domain/title-pairs*.tsv.
 */
#include "domain/milestone.h"

#include "base/tk-places.h"

#include <string.h>

#define TODAY       20500
#define APART_LEAST 90 /* percent of the pairs kept apart that must come out as expected */

static TitleWords *
words_of_share(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = tk_share_read("titles/words.txt", &error);

    g_assert_no_error(error);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    TitleWords *words = title_words_new("titles/words.txt", text, &error);

    g_assert_no_error(error);
    return words;
}

typedef struct {
    unsigned pairs, right;
    unsigned invented; /* a milestone where none is */
} Tally;

static void
judge_pair(const TitleWords *words, char **cells, gboolean tell, Tally *tally)
{
    const MilestonePost was = { cells[0], cells[1], 0 }, is = { cells[2], cells[3], 0 };
    MilestonePost before, after;
    MilestoneType type = milestone_between(words, &was, 1, &is, 1, TODAY, &before, &after);
    gboolean right = g_str_equal(milestone_type_word(type), cells[4]);

    tally->pairs++;
    tally->right += right ? 1 : 0;
    tally->invented += type != MILESTONE_NONE && g_str_equal(cells[4], "none") ? 1 : 0;
    if (!right && tell)
        g_test_message("%s, %s -> %s, %s: %s, wanted %s", cells[0], cells[1], cells[2], cells[3],
                       milestone_type_word(type), cells[4]);
}

static Tally
judge_table(const char *name, gboolean tell)
{
    g_autofree char *path =
        g_build_filename(g_getenv("TOKOPP_SOURCE"), "tests/fixtures/domain", name, NULL);
    g_autoptr(TitleWords) words = words_of_share();
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    Tally tally = { 0 };

    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (size_t at = 0; lines[at] != NULL; at++) {
        g_auto(GStrv) cells = g_strsplit(lines[at], "\t", -1);

        if (*lines[at] == '#' || *lines[at] == '\0')
            continue;
        g_assert_cmpuint(g_strv_length(cells), ==, 5);
        judge_pair(words, cells, tell, &tally);
    }
    return tally;
}

static void
test_each_pair_of_posts_is_the_change_it_is(void)
{
    Tally tally = judge_table("title-pairs.tsv", TRUE);

    g_assert_cmpuint(tally.pairs, >=, 80);
    g_assert_cmpuint(tally.right, ==, tally.pairs);
}

/* These were not looked at while the words were gathered: what they say holds for other titles. */
static void
test_pairs_kept_apart_come_out_as_well(void)
{
    Tally tally = judge_table("title-pairs-apart.tsv", g_getenv("TOKOPP_TELL_APART") != NULL);

    g_test_message("kept apart: %u of %u right, %u invented", tally.right, tally.pairs,
                   tally.invented);
    g_assert_cmpuint(tally.right * 100, >=, tally.pairs * APART_LEAST);
}

static MilestoneType
between(const MilestonePost *older, unsigned older_count, const MilestonePost *newer,
        unsigned newer_count)
{
    g_autoptr(TitleWords) words = words_of_share();
    MilestonePost was, is;

    return milestone_between(words, older, older_count, newer, newer_count, TODAY, &was, &is);
}

static void
test_silence_is_no_leaving(void)
{
    const MilestonePost post = { "Engineer", "Kvarts", 0 }, silent = { "", "", 0 };

    g_assert_cmpint(between(&post, 1, &silent, 1), ==, MILESTONE_NONE);
    g_assert_cmpint(between(&post, 1, NULL, 0), ==, MILESTONE_NONE);
}

static void
test_an_end_that_is_written_down_is_a_leaving(void)
{
    const MilestonePost post = { "Engineer", "Kvarts", 0 };
    const MilestonePost ended = { "Engineer", "Kvarts", TODAY - 10 };
    const MilestonePost later = { "Engineer", "Kvarts", TODAY + 10 };
    const MilestonePost other = { "Head of Heat", "Nordlys", 0 };
    const MilestonePost both[] = { other, ended };

    g_assert_cmpint(between(&post, 1, &ended, 1), ==, MILESTONE_LEFT);
    g_assert_cmpint(between(&post, 1, &later, 1), ==, MILESTONE_NONE);
    g_assert_cmpint(between(&post, 1, both, 2), ==, MILESTONE_NEW_ORGANISATION);
}

static void
test_who_retires_has_left_with_the_word_for_it(void)
{
    g_autoptr(TitleWords) words = words_of_share();
    const MilestonePost post = { "Engineer", "Kvarts", 0 }, retired = { "Pensjonist", "", 0 };
    const MilestonePost seeking = { "Open to work", "", 0 };
    MilestonePost was, is;

    g_assert_cmpint(milestone_between(words, &post, 1, &retired, 1, TODAY, &was, &is), ==,
                    MILESTONE_LEFT);
    g_assert_true(milestone_is_retirement(words, is.title, is.organisation));
    g_assert_cmpint(milestone_between(words, &post, 1, &seeking, 1, TODAY, &was, &is), ==,
                    MILESTONE_LEFT);
    g_assert_cmpstr(is.title, ==, "");
}

static void
test_posts_in_another_order_are_no_change(void)
{
    const MilestonePost one[] = { { "Engineer", "Kvarts", 0 }, { "Board member", "Nordlys", 0 } };
    const MilestonePost other[] = { { "Styremedlem", "Nordlys AS", 0 },
                                    { "Engineer", "Kvarts", 0 } };

    g_assert_cmpint(between(one, 2, other, 2), ==, MILESTONE_NONE);
}

static void
test_nobody_is_promoted_from_nothing(void)
{
    const MilestonePost post = { "Head of Heat", "Nordlys", 0 }, silent = { "", "", 0 };

    g_assert_cmpint(between(NULL, 0, &post, 1), ==, MILESTONE_NONE);
    g_assert_cmpint(between(&silent, 1, &post, 1), ==, MILESTONE_NONE);
}

/* What is the same stays the same the other way round. */
static void
test_no_change_is_none_in_both_directions(void)
{
    static const char *const pairs[][2] = { { "Sr. Developer", "Senior Developer" },
                                            { "Salgssjef", "Head of Sales" },
                                            { "Avd. leder", "Avdelingsleder" },
                                            { "CEO", "Adm. dir." } };

    for (size_t at = 0; at < G_N_ELEMENTS(pairs); at++)
        for (unsigned turn = 0; turn < 2; turn++) {
            const MilestonePost was = { pairs[at][turn], "Kvarts", 0 };
            const MilestonePost is = { pairs[at][1 - turn], "Kvarts", 0 };

            g_assert_cmpint(between(&was, 1, &is, 1), ==, MILESTONE_NONE);
        }
}

static void
test_a_milestone_knows_the_post_it_told_of(void)
{
    g_autoptr(TitleWords) words = words_of_share();
    g_autoptr(Milestone) known = milestone_new();
    const MilestonePost same = { "Head of Heat", "Nordlys AS", 0 };
    const MilestonePost other = { "Head of Heat", "Kvarts", 0 };

    g_free(known->is_title);
    known->is_title = g_strdup("Heat, Head");
    g_free(known->is_organisation);
    known->is_organisation = g_strdup("Nordlys");
    g_assert_true(milestone_tells_of(words, known, &same));
    g_assert_false(milestone_tells_of(words, known, &other));
}

static void
test_close_ties_come_before_large_news(void)
{
    const MilestoneWeight friend_sideways = milestone_weight(MILESTONE_NEW_POST, "close", 1);
    const MilestoneWeight contact_left = milestone_weight(MILESTONE_LEFT, "light", 9);
    const MilestoneWeight contact_up = milestone_weight(MILESTONE_PROMOTION, "light", 9);
    const MilestoneWeight nearer_up = milestone_weight(MILESTONE_PROMOTION, "light", 10);

    g_assert_cmpint(milestone_weight_compare(&friend_sideways, &contact_left), >, 0);
    g_assert_cmpint(milestone_weight_compare(&contact_left, &nearer_up), >, 0);
    g_assert_cmpint(milestone_weight_compare(&contact_up, &nearer_up), <, 0);
    g_assert_cmpint(milestone_weight_compare(&contact_up, &contact_up), ==, 0);
}

/* A planted fault: words without any ranks see no promotion, and the table would tell. */
static void
test_the_table_sees_missing_ranks(void)
{
    g_autoptr(TitleWords) words = title_words_new("none", "[drop]\nof\n", NULL);
    char *cells[] = { (char *) "Salgssjef", (char *) "Kvarts", (char *) "Salgsdirektør",
                      (char *) "Kvarts", (char *) "promotion" };
    Tally tally = { 0 };

    judge_pair(words, cells, FALSE, &tally);
    g_assert_cmpuint(tally.right, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/milestone/L2/each-pair-of-posts-is-the-change-it-is",
                    test_each_pair_of_posts_is_the_change_it_is);
    g_test_add_func("/milestone/L2/who-retires-has-left-with-the-word-for-it",
                    test_who_retires_has_left_with_the_word_for_it);
    g_test_add_func("/milestone/L2/close-ties-come-before-large-news",
                    test_close_ties_come_before_large_news);
    g_test_add_func("/milestone/L2/pairs-kept-apart-come-out-as-well",
                    test_pairs_kept_apart_come_out_as_well);
    g_test_add_func("/milestone/L2/silence-is-no-leaving", test_silence_is_no_leaving);
    g_test_add_func("/milestone/L2/an-end-that-is-written-down-is-a-leaving",
                    test_an_end_that_is_written_down_is_a_leaving);
    g_test_add_func("/milestone/L2/posts-in-another-order-are-no-change",
                    test_posts_in_another_order_are_no_change);
    g_test_add_func("/milestone/L2/nobody-is-promoted-from-nothing",
                    test_nobody_is_promoted_from_nothing);
    g_test_add_func("/milestone/L2/no-change-is-none-in-both-directions",
                    test_no_change_is_none_in_both_directions);
    g_test_add_func("/milestone/L2/a-milestone-knows-the-post-it-told-of",
                    test_a_milestone_knows_the_post_it_told_of);
    g_test_add_func("/milestone/the-table-sees-missing-ranks", test_the_table_sees_missing_ranks);
    return g_test_run();
}
