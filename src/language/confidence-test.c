/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/confidence.h"

#include "language/test-pairs.h"
#include "language/test-share.h"
#include "language/which-language.h"

#include <string.h>

/* Floors below what bench/near measures, so that a word mended here and there breaks nothing. */
#define RECALL_LEAST 0.88
#define ALARMS_MOST  0.08

static gboolean
tells(const LanguageShare *share, const char *language, const char *text, const Confidence *note)
{
    g_autoptr(LeavingText) leaving = leaving_text_new(share, text, language);
    gsize from = 0, until = 0;
    gboolean told = leaving_text_tells(leaving, note, &from, &until);

    if (told)
        g_assert_true(from < until && until <= strlen(text));
    return told;
}

static void
test_much_else_may_stand_around_it(void)
{
    const LanguageShare *share = test_share();
    const Confidence note = { "Bryggeriet i Halden skal stenges.", "", "", FALSE };
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < 50; i++)
        g_string_append(text, "Hvordan fikk dere kommunen med på flomvern i små bekker? ");
    g_assert_false(tells(share, "nb", text->str, &note));
    g_string_append(text, "I Halden legges jo bryggeriet ned. ");
    g_string_append(text, "Tallene våre deler jeg gjerne.");
    g_assert_true(tells(share, "nb", text->str, &note));
}

static void
test_it_points_at_the_sentence(void)
{
    const LanguageShare *share = test_share();
    const Confidence note = { "The brewery in Burton is to shut.", "", "", FALSE };
    static const char text[] = "I read your column. When the Burton brewery closes, many will "
                               "need work. Could we meet?";
    g_autoptr(LeavingText) leaving = leaving_text_new(share, text, "en");
    gsize from = 0, until = 0;

    g_assert_true(leaving_text_tells(leaving, &note, &from, &until));
    g_autofree char *told = g_strndup(text + from, until - from);

    g_assert_nonnull(strstr(told, "When the Burton brewery closes"));
    g_assert_null(strstr(told, "column"));
    g_assert_null(strstr(told, "Could we"));
}

static void
test_whom_it_is_about_is_told_by_you_and_by_name(void)
{
    const LanguageShare *share = test_share();
    const Confidence to_them = { "Har kreft.", "Kari Holm", "Enova", TRUE };
    const Confidence to_others = { "Har kreft.", "Kari Holm", "Enova", FALSE };

    g_assert_true(tells(share, "nb", "Det var vondt å høre at du har kreft.", &to_them));
    g_assert_true(tells(share, "nb", "Visste du at Kari har kreft?", &to_others));
    g_assert_false(tells(share, "nb", "Du har skrevet godt om kreft.", &to_others));
}

/* Where and when it happens is not what happens. */
static void
test_the_scene_alone_tells_nothing(void)
{
    const LanguageShare *share = test_share();
    const Confidence note = { "They lay off 140 people in Swansea in the autumn.", "", "", FALSE };

    g_assert_true(tells(share, "en", "In autumn 140 staff in Swansea are made redundant.", &note));
    g_assert_false(tells(share, "en", "In the autumn I speak to 140 people in Swansea.", &note));
}

static void
test_any_bytes_may_come_in(void)
{
    const LanguageShare *share = test_share();
    static const char *const texts[] = { "",          " ",           "\xff\xfe\x80", "12",    "😀😀😀",
                                         "שלום עולם", "a, b, c; d.", "...",          "\n\n\n" };

    for (gsize one = 0; one < G_N_ELEMENTS(texts); one++)
        for (gsize other = 0; other < G_N_ELEMENTS(texts); other++) {
            const Confidence note = { texts[one], texts[other], texts[one], one % 2 == 0 };

            tells(share, one % 2 == 0 ? "" : "da", texts[other], &note);
        }
}

/* The share of pairs seen rightly, over both uses. */
static void
check_floor(const char *part)
{
    const LanguageShare *share = test_share();

    for (guint language = 0; language < LANGUAGE_COUNT; language++) {
        PairCount count;

        g_assert_true(test_pairs_count(share, language_codes[language], part, NULL, NULL, &count));
        g_test_message("%s %s: %u of %u found, %u of %u alarms", language_codes[language], part,
                       count.found, count.same, count.alarms, count.other);
        g_assert_cmpuint(count.same, >=, 50);
        g_assert_cmpfloat(count.found, >=, RECALL_LEAST * count.same);
        g_assert_cmpfloat(count.alarms, <=, ALARMS_MOST * count.other);
    }
}

static void
test_what_was_learnt_from_is_seen(void)
{
    check_floor("learn");
}

static void
test_what_was_not_learnt_from_is_seen(void)
{
    check_floor("measure");
}

/* The planted fault: without the words that say the same, the floor does not hold. */
static void
test_without_its_words_a_language_falls_below_the_floor(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(LanguageShare) share = test_share_with("near/nb.words", "# nothing\n", &error);
    PairCount count;

    g_assert_no_error(error);
    g_assert_true(test_pairs_count(share, "nb", "measure", NULL, NULL, &count));
    g_assert_cmpfloat(count.found, <, RECALL_LEAST * count.same);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/confidence/I2/much-else-may-stand-around-it",
                    test_much_else_may_stand_around_it);
    g_test_add_func("/confidence/I2/it-points-at-the-sentence", test_it_points_at_the_sentence);
    g_test_add_func("/confidence/I2/whom-it-is-about-is-told-by-you-and-by-name",
                    test_whom_it_is_about_is_told_by_you_and_by_name);
    g_test_add_func("/confidence/I2/the-scene-alone-tells-nothing",
                    test_the_scene_alone_tells_nothing);
    g_test_add_func("/confidence/I2/any-bytes-may-come-in", test_any_bytes_may_come_in);
    g_test_add_func("/confidence/I2/T4/what-was-learnt-from-is-seen",
                    test_what_was_learnt_from_is_seen);
    g_test_add_func("/confidence/I2/T4/what-was-not-learnt-from-is-seen",
                    test_what_was_not_learnt_from_is_seen);
    g_test_add_func("/confidence/I2/T4/without-its-words-a-language-falls-below-the-floor",
                    test_without_its_words_a_language_falls_below_the_floor);
    return g_test_run();
}
