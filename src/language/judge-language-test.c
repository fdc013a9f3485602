/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/judge-language.h"

#include "language/test-share.h"

#include <string.h>

static int
choose(const LanguageShare *share, const char *given, const char *body)
{
    const JudgeText text = {
        .kind = "share",
        .language = given,
        .sender_name = "",
        .receiver_name = "",
        .receiver_role = "",
        .receiver_organisation = "",
        .context = "",
        .subject = "",
        .body = body,
    };

    return judge_language_choose(share, &text);
}

static void
test_without_a_given_language_the_words_tell(void)
{
    const LanguageShare *share = test_share();

    g_assert_cmpint(choose(share, "", "Jeg vet ikke hva du mener med det."), ==, 0);
    g_assert_cmpint(choose(share, "", "Jag vet inte vad du menar med det."), ==, 2);
    g_assert_cmpint(choose(share, "", "1234"), ==, -1);
    g_assert_cmpint(choose(share, "xx", ""), ==, -1);
}

static void
test_the_given_language_stands_until_nearly_all_words_are_anothers(void)
{
    static const char mixed[] = "Takk for sist, det var fint å se dere igjen. "
                                "Would you have some time for a call about the quay next week?";
    const LanguageShare *share = test_share();

    g_assert_cmpint(choose(share, "nb", mixed), ==, 0);
    g_assert_cmpint(choose(share, "nb", "1234"), ==, 0);
    g_assert_cmpint(
        choose(share, "nb", "Would you have some time for a call about the quay next week?"), ==,
        3);
}

static void
test_a_foreign_sentence_is_told_but_no_name(void)
{
    static const char body[] = "Vi møtes på kaia i morgen tidlig. "
                               "I would like to hear what you think of it. "
                               "Der kommer Jørgen Østergaard og Åse Ängström. OK then.";
    const LanguageShare *share = test_share();
    g_autoptr(Reading) reading = language_share_read(share, body, 0, NULL);

    g_assert_cmpuint(reading->sentences->len, ==, 4);
    g_assert_cmpint(judge_language_foreign(share, reading, reading_sentence(reading, 0), 0), ==,
                    -1);
    g_assert_cmpint(judge_language_foreign(share, reading, reading_sentence(reading, 1), 0), ==, 3);
    g_assert_cmpint(judge_language_foreign(share, reading, reading_sentence(reading, 2), 0), ==,
                    -1);
    /* Two words are too few. */
    g_assert_cmpint(judge_language_foreign(share, reading, reading_sentence(reading, 3), 0), ==,
                    -1);
}

static void
test_a_sentence_of_no_language_of_ours_is_told_as_such(void)
{
    static const char *const bodies[] = {
        "Ich habe drei Jahre lang die Hafenanlagen geplant und kenne viele der Fehler.",
        "Nous avons compté les voitures et vous pouvez garder tous les résultats.",
        "Byla to krásná kapitola a četla jsem ji dvakrát.",
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(bodies); i++) {
        g_autofree char *body = g_strdup_printf("I read your piece on quays. %s Bye.", bodies[i]);
        g_autoptr(GPtrArray) findings = test_judge(share, "en", "share", body);
        const Finding *finding = test_finding(findings, "mixed_language");
        g_test_message("%s", bodies[i]);
        g_assert_nonnull(finding);
        g_assert_cmpint(strncmp(body + finding->from, bodies[i], 10), ==, 0);
    }
}

static void
test_a_text_of_a_fifth_language_is_not_taken_for_ours(void)
{
    static const char *const foreign[] = {
        "Bonjour Marie, je vous écris pour vous inviter à un café. Avez-vous vingt minutes mardi ?",
        "Hallo Anna, ich habe deinen Artikel gelesen und würde gern einen Kaffee ausgeben.",
        "Hola María, leí tu artículo y me gustaría invitarte a un café el martes que viene.",
        "Hei Matti, luin artikkelisi ja haluaisin tarjota sinulle kahvit tiistaina kello kaksi.",
        "Cześć Anna, przeczytałam twój artykuł i chciałabym zaprosić cię na kawę we wtorek.",
    };
    static const char *const ours[] = {
        "Hei Kari, takk for sist på dagen i Bodø om varme og vann.",
        "Hej Ole, tak for sidst. Jeg tænker stadig på det, du sagde.",
        "Hej Siv, tack för senast. Jag tänker på det du sa om pris.",
        "Dear Ann, thank you for the tip about pumps and heat."
    };
    const LanguageShare *share = test_share();

    for (size_t at = 0; at < G_N_ELEMENTS(foreign); at++)
        g_assert_true(language_is_foreign(share, foreign[at], language_of(share, foreign[at])));
    for (int at = 0; at < LANGUAGE_COUNT; at++)
        g_assert_false(language_is_foreign(share, ours[at], language_codes[at]));
    g_assert_true(language_is_foreign(share, "", ""));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/judge-language/without-a-given-language-the-words-tell",
                    test_without_a_given_language_the_words_tell);
    g_test_add_func("/judge-language/the-given-one-stands-until-nearly-all-words-are-anothers",
                    test_the_given_language_stands_until_nearly_all_words_are_anothers);
    g_test_add_func("/judge-language/a-foreign-sentence-is-told-but-no-name",
                    test_a_foreign_sentence_is_told_but_no_name);
    g_test_add_func("/judge-language/a-sentence-of-no-language-of-ours-is-told-as-such",
                    test_a_sentence_of_no_language_of_ours_is_told_as_such);
    g_test_add_func("/judge-language/a-text-of-a-fifth-language-is-not-taken-for-ours",
                    test_a_text_of_a_fifth_language_is_not_taken_for_ours);
    return g_test_run();
}
