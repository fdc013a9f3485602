/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/double-words.h"

#include "actions/test-workspace.h"
#include "domain/same-person.h"

static DoubleWords *
words_of(TestDesk *desk, TkId id, gboolean is_new, const char *list)
{
    DoubleWords *words = double_words_new(desk->workspace->store);
    g_auto(GStrv) parts = g_strsplit(list, " ", -1);

    double_words_add(words, id, is_new, parts, parts);
    return words;
}

static void
add(DoubleWords *words, TkId id, const char *list)
{
    g_auto(GStrv) parts = g_strsplit(list, " ", -1);

    double_words_add(words, id, TRUE, parts, parts);
}

static void
write_words(DoubleWords *words)
{
    g_autoptr(GError) error = NULL;

    double_words_write(words, &error);
    g_assert_no_error(error);
}

/* "3 5": the ids in the order in which they are told. Caller frees. */
static char *
others_of(const DoubleWords *words, TkId id)
{
    const GArray *others = double_words_others(words, id);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint at = 0; others != NULL && at < others->len; at++)
        g_string_append_printf(text, "%s%d", at > 0 ? " " : "",
                               (int) g_array_index(others, TkId, at));
    return g_string_free(g_steal_pointer(&text), FALSE);
}

#define ASSERT_OTHERS(words, id, wanted)                                                           \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *others = others_of((words), (id));                                        \
        g_assert_cmpstr(others, ==, (wanted));                                                     \
    }                                                                                              \
    G_STMT_END

static StoreWork *
begin(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    StoreWork *work = store_begin(desk->workspace->store, "test", "words", "", &error);

    g_assert_no_error(error);
    return work;
}

static void
test_two_of_one_piece_meet_once(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(StoreWork) work = begin(desk);
    g_autoptr(DoubleWords) words = words_of(desk, 1, TRUE, "n:a i:b");

    g_assert_nonnull(work);
    add(words, 2, "n:a i:b");
    add(words, 3, "n:c");
    write_words(words);
    ASSERT_OTHERS(words, 1, "");
    ASSERT_OTHERS(words, 2, "1");
    ASSERT_OTHERS(words, 3, "");
    ASSERT_OTHERS(words, 4, "");
}

static void
test_those_of_earlier_pieces_are_met(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(StoreWork) work = begin(desk);
    g_autoptr(DoubleWords) earlier = words_of(desk, 1, TRUE, "n:a g:x p:1 l:1 o:1 o:2 i:9 a:q z:9");

    g_assert_nonnull(work);
    add(earlier, 5, "n:a");
    write_words(earlier);
    g_autoptr(DoubleWords) later = words_of(desk, 3, TRUE, "n:a g:x z:9 n:b");

    add(later, 4, "o:2");
    write_words(later);
    ASSERT_OTHERS(later, 3, "1 5");
    ASSERT_OTHERS(later, 4, "1");
}

static void
test_words_that_no_longer_fit_are_left(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(StoreWork) work = begin(desk);
    g_autoptr(DoubleWords) before = words_of(desk, 1, TRUE, "n:a n:b");

    g_assert_nonnull(work);
    write_words(before);
    g_assert_true(double_words_are_other(before, 1));
    g_autoptr(DoubleWords) same = words_of(desk, 1, FALSE, "n:b n:a");

    write_words(same);
    g_assert_false(double_words_are_other(same, 1));
    g_autoptr(DoubleWords) after = words_of(desk, 1, FALSE, "n:b n:c");

    write_words(after);
    g_assert_true(double_words_are_other(after, 1));
    g_autoptr(DoubleWords) asking = words_of(desk, 2, TRUE, "n:a");

    add(asking, 3, "n:c");
    write_words(asking);
    ASSERT_OTHERS(asking, 2, "");
    ASSERT_OTHERS(asking, 3, "1");
}

/* In one piece or in several: only the number counts. */
static void
test_a_word_of_very_many_is_passed_over(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(StoreWork) work = begin(desk);
    const unsigned most = same_word_most("n:a");
    g_autoptr(DoubleWords) many = double_words_new(desk->workspace->store);

    g_assert_nonnull(work);
    for (unsigned at = 0; at + 2 < most; at++)
        add(many, 100 + (TkId) at, "n:a");
    write_words(many);
    g_assert_cmpuint(double_words_others(many, 100 + (TkId) most - 3)->len, ==, most - 3);
    g_autoptr(DoubleWords) last = words_of(desk, 1, TRUE, "n:a");

    write_words(last);
    g_assert_cmpuint(double_words_others(last, 1)->len, ==, most - 2);
    g_autoptr(DoubleWords) further = words_of(desk, 2, TRUE, "n:a");

    write_words(further);
    ASSERT_OTHERS(further, 2, "");
}

static void
add_asking(DoubleWords *words, TkId id, const char *list, const char *asked)
{
    g_auto(GStrv) parts = g_strsplit(list, " ", -1);
    g_auto(GStrv) questions = g_strsplit(asked, " ", -1);

    double_words_add(words, id, TRUE, parts, questions);
}

/* Whether they come in one piece or in two. */
static void
test_who_asks_under_other_words_meets_those_there(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(StoreWork) work = begin(desk);
    g_autoptr(DoubleWords) words = double_words_new(desk->workspace->store);
    g_autoptr(DoubleWords) later = double_words_new(desk->workspace->store);

    g_assert_nonnull(work);
    add_asking(words, 1, "d:x", "o:x");
    add_asking(words, 2, "d:x", "o:x");
    add_asking(words, 3, "o:x", "o:x d:x");
    write_words(words);
    ASSERT_OTHERS(words, 1, "");
    ASSERT_OTHERS(words, 2, "");
    ASSERT_OTHERS(words, 3, "1 2");
    add_asking(later, 4, "d:x", "o:x");
    add_asking(later, 5, "o:x", "o:x d:x");
    write_words(later);
    ASSERT_OTHERS(later, 4, "3");
    ASSERT_OTHERS(later, 5, "1 2 3 4");
}

static void
test_a_record_stands_once(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(StoreWork) work = begin(desk);
    g_autoptr(DoubleWords) words = words_of(desk, 1, TRUE, "n:a");

    g_assert_nonnull(work);
    add(words, 1, "n:b");
    add(words, 2, "n:b");
    write_words(words);
    ASSERT_OTHERS(words, 2, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/double-words/two-of-one-piece-meet-once", test_two_of_one_piece_meet_once);
    test_store_each("/double-words/those-of-earlier-pieces-are-met",
                    test_those_of_earlier_pieces_are_met);
    test_store_each("/double-words/words-that-no-longer-fit-are-left",
                    test_words_that_no_longer_fit_are_left);
    test_store_each("/double-words/a-word-of-very-many-is-passed-over",
                    test_a_word_of_very_many_is_passed_over);
    test_store_each("/double-words/a-record-stands-once", test_a_record_stands_once);
    test_store_each("/double-words/who-asks-under-other-words-meets-those-there",
                    test_who_asks_under_other_words_meets_those_there);
    return g_test_run();
}
