/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/word-stems.h"

#include <string.h>

static gboolean
share_a_stem(WordStems *stems, const char *one, const char *other)
{
    g_autoptr(GPtrArray) first = word_stems_of(stems, one, 20);
    g_autoptr(GPtrArray) second = word_stems_of(stems, other, 20);

    for (guint at = 0; at < first->len; at++)
        if (g_ptr_array_find_with_equal_func(second, g_ptr_array_index(first, at), g_str_equal,
                                             NULL))
            return TRUE;
    return FALSE;
}

static void
test_forms_of_a_word_meet(void)
{
    static const struct {
        const char *one, *other;
    } rows[] = {
        { "møtene", "møte" },
        { "Møtet", "MØTER" },
        { "varmepumper", "varmepumpen" },
        { "aftalerne", "aftale" },
        { "samtalerne", "samtalen" },
        { "möten", "möte" },
        { "kollegorna", "kollegor" },
        { "meetings", "meeting" },
        { "introduced", "introduces" },
    };
    g_autoptr(WordStems) stems = word_stems_new();

    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        g_test_message("%s %s", rows[at].one, rows[at].other);
        g_assert_true(share_a_stem(stems, rows[at].one, rows[at].other));
    }
}

static void
test_other_words_do_not(void)
{
    static const struct {
        const char *one, *other;
    } rows[] = {
        { "møte", "mappe" }, { "kaffe", "kake" }, { "meeting", "message" },
        { "10", "10" },      { "as", "as" }, /* too short to have one */
    };
    g_autoptr(WordStems) stems = word_stems_new();

    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++)
        g_assert_false(share_a_stem(stems, rows[at].one, rows[at].other));
}

static void
test_each_stem_comes_once_and_not_more_than_asked(void)
{
    g_autoptr(WordStems) stems = word_stems_new();
    g_autoptr(GPtrArray) same = word_stems_of(stems, "kaffe Kaffe KAFFE", 20);
    g_autoptr(GPtrArray) one = word_stems_of(stems, "kaffe", 20);
    g_autoptr(GPtrArray) few = word_stems_of(stems, "møtene varmepumper kaffe avtalene", 3);

    g_assert_cmpuint(same->len, ==, one->len);
    g_assert_cmpuint(few->len, ==, 3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/word-stems/forms-of-a-word-meet", test_forms_of_a_word_meet);
    g_test_add_func("/word-stems/other-words-do-not", test_other_words_do_not);
    g_test_add_func("/word-stems/each-stem-comes-once-and-not-more-than-asked",
                    test_each_stem_comes_once_and_not_more_than_asked);
    return g_test_run();
}
