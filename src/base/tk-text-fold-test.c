/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-text.h"

#include <string.h>

static void
assert_folds(const char *text, const char *wanted)
{
    g_autofree char *folded = tk_text_fold(text);

    g_assert_cmpstr(folded, ==, wanted);
}

static void
test_both_ways_of_writing_a_nordic_letter_meet(void)
{
    const char *const pairs[][2] = {
        { "Øystein", "Oystein" },
        { "Øystein", "Oeystein" },
        { "Åse", "Aase" },
        { "Åse", "Ase" },
        { "Kjær", "Kjaer" },
        { "Kjær", "Kjär" },
        { "Søren Bøe", "Soeren Boe" },
        { "Björn", "Bjørn" },
        { "Jürgen", "Jurgen" },
        { "Guðrún", "Gudrun" },
        { "Þór", "Thor" },
        { "Weiß", "Weiss" },
        { "Łukasz", "Lukasz" },
        { "HÅKON", "haakon" },
        { "Æ", "ae" },
        { "Œuvre", "ouvre" },
        { "Ærø", "aeroe" },
        { "Ä", "å" },
    };

    for (gsize at = 0; at < G_N_ELEMENTS(pairs); at++) {
        g_autofree char *one = tk_text_fold(pairs[at][0]);

        assert_folds(pairs[at][1], one);
    }
}

static void
test_case_accents_signs_and_spaces_go(void)
{
    assert_folds("  Kari\t\n HOLM  ", "kari holm");
    assert_folds("O'Brien-Smith, PhD.", "o brien smith phd");
    assert_folds("José Ángel Núñez", "jose angel nunez");
    assert_folds("Dvořák", "dvorak");
    assert_folds("Nguyễn Thị", "nguyen thi");
    assert_folds("3M & Co", "3m co");
    assert_folds("---", "");
    assert_folds("", "");
    assert_folds(NULL, "");
}

static void
test_letters_of_other_alphabets_stay_letters(void)
{
    assert_folds("Иван Петров", "иван петров");
    assert_folds("ΑΘΗΝΑ", "αθηνα");
    assert_folds("王小明", "王小明");
    assert_folds("ﬁlm", "film");
    assert_folds("ＡＢＣ", "abc");
    assert_folds("Col\u00ADlect", "collect");
}

static void
test_composed_and_parted_letters_meet(void)
{
    assert_folds("A\u030Ase", "ase");
    assert_folds("Bjo\u0308rn", "bjorn");
    assert_folds("e\u0301", "e");
}

/* Each letter of the quick table, alone and beside one that sends the whole text through ICU. */
static void
test_quick_way_and_icu_agree_on_every_letter(void)
{
    for (gunichar letter = 0x20; letter <= 0x24F; letter++) {
        char alone[8] = { 0 };

        if (letter >= 0x80 && letter < 0xA0)
            continue;
        g_unichar_to_utf8(letter, alone);
        g_autofree char *beside = g_strdup_printf("Ω %s", alone);
        g_autofree char *quick = tk_text_fold(alone);
        g_autofree char *slow = tk_text_fold(beside);
        const char *rest = slow + strlen("ω");

        g_test_message("U+%04X %s", letter, alone);
        g_assert_cmpstr(*rest == ' ' ? rest + 1 : rest, ==, quick);
    }
}

static char *
random_text(GRand *dice)
{
    static const char *const pieces[] = { "a", "e",    "o", "aa", "oe", "å", "ø", "æ", "ä",
                                          " ", "-",    "x", "É",  "ß",  "Ω", "̈",  "A", "O",
                                          "й", "\xff", "ŀ", "ŉ",  "\n", "İ", "ﬀ" };
    GString *text = g_string_new(NULL);
    int length = g_rand_int_range(dice, 0, 12);

    for (int at = 0; at < length; at++)
        g_string_append(text, pieces[g_rand_int_range(dice, 0, G_N_ELEMENTS(pieces))]);
    return g_string_free(text, FALSE);
}

static void
test_folding_twice_changes_nothing(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(17);

    for (int count = 0; count < 20000; count++) {
        g_autofree char *text = random_text(dice);
        g_autofree char *once = tk_text_fold(text);

        g_assert_true(g_utf8_validate(once, -1, NULL));
        assert_folds(once, once);
    }
}

static void
test_words_are_those_of_the_folded_text(void)
{
    g_auto(GStrv) words = tk_text_fold_words(" Kari-Anne  Holm, AS ");
    g_auto(GStrv) none = tk_text_fold_words(" -- ");
    const char *const wanted[] = { "kari", "anne", "holm", "as", NULL };

    g_assert_cmpstrv(words, (char **) wanted);
    g_assert_cmpuint(g_strv_length(none), ==, 0);
}

static void
test_bytes_that_are_no_text_are_folded_all_the_same(void)
{
    assert_folds("K\xe5re", "kare");
    assert_folds("\xf8ystein", "oystein");
    assert_folds("\xc3", "a"); /* an Ã cut off, read as Windows-1252 */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/fold/both-ways-of-writing-a-nordic-letter-meet",
                    test_both_ways_of_writing_a_nordic_letter_meet);
    g_test_add_func("/text/fold/case-accents-signs-and-spaces-go",
                    test_case_accents_signs_and_spaces_go);
    g_test_add_func("/text/fold/letters-of-other-alphabets-stay-letters",
                    test_letters_of_other_alphabets_stay_letters);
    g_test_add_func("/text/fold/composed-and-parted-letters-meet",
                    test_composed_and_parted_letters_meet);
    g_test_add_func("/text/fold/quick-way-and-icu-agree-on-every-letter",
                    test_quick_way_and_icu_agree_on_every_letter);
    g_test_add_func("/text/fold/folding-twice-changes-nothing", test_folding_twice_changes_nothing);
    g_test_add_func("/text/fold/words-are-those-of-the-folded-text",
                    test_words_are_those_of_the_folded_text);
    g_test_add_func("/text/fold/bytes-that-are-no-text-are-folded-all-the-same",
                    test_bytes_that_are_no_text_are_folded_all_the_same);
    return g_test_run();
}
