/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/near-text.h"

#include "language/share-private.h"
#include "language/test-share.h"

#include <string.h>

static NearText *
text_of(const LanguageShare *share, const char *language, const char *text)
{
    g_autoptr(NearReader) reader = near_reader_new(share->near[language_number(language)]);

    return near_text_new(reader, text, strlen(text), FALSE);
}

/* How many items of one have a key that the other has. */
static guint
shared(const NearText *one, const NearText *other)
{
    guint count = 0;

    for (guint i = 0; i < one->items->len; i++) {
        const NearItem *item = near_text_item(one, i);
        gboolean found = FALSE;

        for (guint k = 0; k < item->keys; k++)
            for (guint o = 0; o < other->keys->len; o++)
                found |= near_text_keys(one, item)[k] == g_array_index(other->keys, guint64, o);
        count += found ? 1 : 0;
    }
    return count;
}

typedef struct {
    const char *language, *one, *other;
} Row;

static void
test_figures_and_days_are_the_same_in_words_and_in_digits(void)
{
    static const Row rows[] = {
        { "nb", "tolv tusen", "12 000" },
        { "nb", "12k", "12.000" },
        { "nb", "trettifem", "35" },
        { "nb", "hundre og tjue", "120" },
        { "nb", "45 millioner", "45 mill." },
        { "nb", "3. mars", "03.03." },
        { "da", "femogfirs", "85" },
        { "da", "halv million", "500.000" },
        { "da", "to tusinde", "2.000" },
        { "da", "3. maj", "3/5" },
        { "sv", "tvåhundratrettio", "230" },
        { "sv", "60 mkr", "60 miljoner" },
        { "sv", "elva tusen", "11 000" },
        { "sv", "20 februari", "20/2" },
        { "en", "a hundred and forty", "140" },
        { "en", "thirty-five", "35" },
        { "en", "twelve thousand", "12,000" },
        { "en", "half a million", "500,000" },
        { "en", "on October 1st", "1 October" },
        { "en", "3m", "3 million" },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(NearText) one = text_of(share, rows[i].language, rows[i].one);
        g_autoptr(NearText) other = text_of(share, rows[i].language, rows[i].other);

        g_test_message("%s: %s, %s", rows[i].language, rows[i].one, rows[i].other);
        g_assert_cmpuint(one->items->len, >, 0);
        g_assert_cmpuint(shared(one, other), ==, one->items->len);
        g_assert_cmpuint(shared(other, one), ==, other->items->len);
    }
}

static void
test_another_figure_is_another(void)
{
    static const Row rows[] = {
        { "nb", "tolv tusen", "12" },     { "da", "femogfirs", "58" },
        { "sv", "tvåhundra", "200 000" }, { "en", "thirty-five", "53" },
        { "en", "3 March", "4 May" },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(NearText) one = text_of(share, rows[i].language, rows[i].one);
        g_autoptr(NearText) other = text_of(share, rows[i].language, rows[i].other);

        g_test_message("%s: %s, %s", rows[i].language, rows[i].one, rows[i].other);
        g_assert_cmpuint(shared(one, other), ==, 0);
    }
}

static void
test_two_words_that_stand_apart_are_one_phrase(void)
{
    static const Row rows[] = {
        { "nb", "de legger fabrikken ned", "stenging" },
        { "da", "de siger aftalen op", "opsigelse" },
        { "sv", "de lägger hela bruket ner", "stängning" },
        { "en", "they turned it all down", "rejected" },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(NearText) one = text_of(share, rows[i].language, rows[i].one);
        g_autoptr(NearText) other = text_of(share, rows[i].language, rows[i].other);

        g_test_message("%s: %s", rows[i].language, rows[i].one);
        g_assert_cmpuint(shared(other, one), ==, 1);
    }
}

static void
test_the_month_of_may_is_told_from_the_verb(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(NearText) month = text_of(share, "en", "We meet in May at noon");
    g_autoptr(NearText) verb = text_of(share, "en", "We may meet at noon");

    g_assert_cmpuint(month->items->len, ==, verb->items->len + 1);
}

static void
test_any_bytes_may_be_read(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(GRand) dice = g_rand_new_with_seed(5);

    for (guint round = 0; round < 300; round++) {
        g_autoptr(GString) text = g_string_new(NULL);

        for (guint i = g_rand_int_range(dice, 0, 200); i > 0; i--)
            g_string_append_unichar(text, (gunichar[]) { '7', '.', ',', ' ', 'a', 0xE5, '\n',
                                                         0x1F600, '-', '/', 0x5D0,
                                                         '\'' }[g_rand_int_range(dice, 0, 12)]);
        g_autoptr(NearText) read = text_of(share, "sv", text->str);

        for (guint s = 0; s < read->sentences->len; s++) {
            const NearSentence *sentence = near_text_sentence(read, s);

            g_assert_cmpuint(sentence->until, <=, text->len);
            g_assert_true(g_utf8_validate(text->str + sentence->from,
                                          (gssize) (sentence->until - sentence->from), NULL));
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/near-text/figures-and-days-are-the-same-in-words-and-in-digits",
                    test_figures_and_days_are_the_same_in_words_and_in_digits);
    g_test_add_func("/near-text/another-figure-is-another", test_another_figure_is_another);
    g_test_add_func("/near-text/two-words-that-stand-apart-are-one-phrase",
                    test_two_words_that_stand_apart_are_one_phrase);
    g_test_add_func("/near-text/the-month-of-may-is-told-from-the-verb",
                    test_the_month_of_may_is_told_from_the_verb);
    g_test_add_func("/near-text/any-bytes-may-be-read", test_any_bytes_may_be_read);
    return g_test_run();
}
