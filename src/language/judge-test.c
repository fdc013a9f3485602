/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/test-share.h"

#include <string.h>

typedef struct {
    const char *language, *kind, *code, *span; /* span NULL: whole or any */
    const char *body;
} Row;

/* Each row's code must be there, over just these words. */
static void
check_found(const Row *rows, gsize count)
{
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < count; i++) {
        g_autoptr(GPtrArray) findings =
            test_judge(share, rows[i].language, rows[i].kind, rows[i].body);
        const Finding *finding = test_finding(findings, rows[i].code);
        g_test_message("%s %s %s", rows[i].language, rows[i].code, rows[i].body);
        g_assert_nonnull(finding);
        g_assert_true(g_str_has_prefix(finding->advice, "judge-"));
        if (rows[i].span == NULL)
            continue;
        g_autofree char *span =
            g_strndup(rows[i].body + finding->from, finding->until - finding->from);
        g_assert_cmpstr(span, ==, rows[i].span);
    }
}

static void
check_not_found(const Row *rows, gsize count)
{
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < count; i++) {
        g_autoptr(GPtrArray) findings =
            test_judge(share, rows[i].language, rows[i].kind, rows[i].body);
        g_test_message("%s not %s %s", rows[i].language, rows[i].code, rows[i].body);
        g_assert_null(test_finding(findings, rows[i].code));
    }
}

static void
test_too_long_begins_behind_the_limit(void)
{
    static const Row rows[] = {
        { "nb", "follow_up", "too_long", "Passer det bedre nå?",
          "Hei Kari,\n\n4. februar skrev jeg til deg. Det gjaldt kaia. Passer det bedre nå?\n\n"
          "Hilsen\nOla" },
    };
    const LanguageShare *share = test_share();
    g_autoptr(GPtrArray) findings = test_judge(share, "nb", "follow_up", rows[0].body);
    const Finding *finding = test_finding(findings, "too_long");

    check_found(rows, G_N_ELEMENTS(rows));
    g_assert_cmpint(finding->figure, ==, 3);
    g_assert_cmpint(finding->limit, ==, 2);
    g_assert_cmpstr(finding_severity_word(finding->severity), ==, "error");
}

static void
test_a_summary_is_limited_by_its_words(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(GString) body = g_string_new("Thanks again for our talk on Monday. ");

    for (guint i = 0; i < 245; i++)
        g_string_append(body, "word ");
    g_autoptr(GPtrArray) over = test_judge(share, "en", "summary", body->str);
    g_string_truncate(body, body->len - 40);
    g_autoptr(GPtrArray) under = test_judge(share, "en", "summary", body->str);

    g_assert_cmpstr(test_finding(over, "too_long")->advice, ==, "judge-too-many-words");
    g_assert_null(test_finding(under, "too_long"));
}

static void
test_wrong_name_is_another_than_the_receivers(void)
{
    static const Row found[] = {
        { "nb", "outreach", "wrong_name", "Nina", "Hei Nina,\n\nhar du tid?" },
        { "nb", "outreach", "wrong_name", "Nina", "Kjære Nina Holm,\n\nhar du tid?" },
        { "da", "outreach", "wrong_name", "Berg", "Kære fru Berg\n\nHar du tid?" },
        { "sv", "outreach", "wrong_name", "Åsa", "Hej Åsa! Har du tid?" },
        { "en", "outreach", "wrong_name", "Anne-Marie", "Dear Anne-Marie,\n\nDo you have time?" },
    };
    static const Row clean[] = {
        { "nb", "outreach", "wrong_name", NULL, "Hei Kari,\n\nhar du tid?" },
        { "nb", "outreach", "wrong_name", NULL, "Hei, Kari.\n\nHar du tid?" },
        { "nb", "outreach", "wrong_name", NULL, "Hei!\n\nHar du tid?" },
        { "nb", "outreach", "wrong_name", NULL, "Hei igjen!\n\nHar du tid?" },
        { "nb", "outreach", "wrong_name", NULL, "Hei og takk for sist!\n\nHar du tid?" },
        { "nb", "outreach", "wrong_name", NULL, "God dag,\n\nHar du tid på Voss?" },
        { "en", "outreach", "wrong_name", NULL, "Dear Ms. Holm,\n\nDo you have time?" },
        { "en", "outreach", "wrong_name", NULL, "Dear Dr Holm, do you have time?" },
        { "en", "outreach", "wrong_name", NULL, "Hi KARI,\nDo you have time?" },
        { "en", "outreach", "wrong_name", NULL, "Hi team,\nDo you have time?" },
    };

    check_found(found, G_N_ELEMENTS(found));
    check_not_found(clean, G_N_ELEMENTS(clean));
}

static void
test_what_is_left_unfilled_is_a_placeholder(void)
{
    static const Row found[] = {
        { "nb", "share", "placeholder", "[navn]", "Hei [navn], se på dette." },
        { "en", "share", "placeholder", "{{company}}", "I like what {{company}} does." },
        { "en", "share", "placeholder", "<date>", "See you on <date> then." },
        { "da", "share", "placeholder", "XX", "Vi ses kl. XX på torsdag." },
        { "sv", "share", "placeholder", "____", "Jag jobbar på ____ nu." },
        { "nb", "share", "placeholder", NULL, "Foredraget ditt på … i Oslo var fint." },
    };
    static const Row clean[] = {
        { "en", "share", "placeholder", NULL, "The figures [1] are in a < b and b > c." },
        { "en", "share", "placeholder", NULL, "Write to <ann@example.org> or see <https://x.no>." },
        { "en", "share", "placeholder", NULL, "Size XXL, chapter XXI, and then ... silence." },
        { "nb", "share", "placeholder", NULL, "Jeg vet ikke … kanskje begge deler." },
    };

    check_found(found, G_N_ELEMENTS(found));
    check_not_found(clean, G_N_ELEMENTS(clean));
}

static void
test_shouting_is_panic_and_one_glad_mark_is_none(void)
{
    static const Row found[] = {
        { "nb", "share", "panic", "!!", "Se på dette!! Det er fint." },
        { "nb", "share", "panic", "!", "Hei! Se! Her er det!" },
        { "nb", "share", "panic", "MÅ", "Du MÅ lese dette." },
        { "en", "share", "panic", "THIS", "You should read THIS today." },
    };
    static const Row clean[] = {
        { "nb", "share", "panic", NULL, "Så gøy! Se på dette." },
        { "en", "share", "panic", NULL,
          "The IT people at NATO and the US office read ESG reports." },
    };

    check_found(found, G_N_ELEMENTS(found));
    check_not_found(clean, G_N_ELEMENTS(clean));
}

static void
test_a_message_that_asks_nothing_has_no_ask(void)
{
    static const Row found[] = {
        { "nb", "outreach", "no_ask", NULL, "Artikkelen din om tørråte var nyttig for oss." },
        { "da", "outreach", "no_ask", NULL, "Din artikel om skimmel var nyttig for os." },
        { "sv", "outreach", "no_ask", NULL, "Din artikel om mögel var nyttig för oss." },
        { "en", "outreach", "no_ask", NULL, "Your article on damp was useful to us." },
        { "nb", "intro_request", "no_ask", NULL, "Det hadde vært moro å kjenne Nina Lie." },
    };
    static const Row clean[] = {
        { "nb", "outreach", "no_ask", NULL, "Jeg vil gjerne høre hvordan dere tørker taket." },
        { "en", "outreach", "no_ask", NULL, "I'd love to hear how you dry the roof." },
        { "en", "share", "no_ask", NULL, "Here is the article on roofs." },
    };
    const LanguageShare *share = test_share();
    g_autoptr(GPtrArray) findings = test_judge(share, "nb", "outreach", found[0].body);

    check_found(found, G_N_ELEMENTS(found));
    check_not_found(clean, G_N_ELEMENTS(clean));
    /* MESSAGES.md: a message with no ask has no_ask alone. */
    g_assert_null(test_finding(findings, "vague_ask"));
}

static void
test_an_ask_without_topic_or_form_is_vague(void)
{
    static const Row found[] = {
        { "nb", "outreach", "vague_ask", NULL, "Kan vi ta en prat om muligheter en dag?" },
        { "da", "outreach", "vague_ask", NULL, "Må jeg høre lidt mere om jer en dag?" },
        { "sv", "outreach", "vague_ask", NULL, "Får jag ta del av dina tankar någon dag?" },
        { "en", "outreach", "vague_ask", NULL, "May I pick your brain some time?" },
    };
    static const Row clean[] = {
        { "nb", "outreach", "vague_ask", NULL, "Kan vi ta 20 minutter om prising av småkraft?" },
        { "da", "outreach", "vague_ask", NULL, "Må jeg ringe og høre, hvordan I tørrer korn?" },
        { "sv", "outreach", "vague_ask", NULL, "Kan vi ta en fika om hur ni torkar spannmål?" },
        { "en", "outreach", "vague_ask", NULL, "Could I pick your brain about drying grain?" },
    };

    check_found(found, G_N_ELEMENTS(found));
    check_not_found(clean, G_N_ELEMENTS(clean));
}

static void
test_thanks_are_missed_where_they_belong(void)
{
    static const Row found[] = {
        { "nb", "thank_you", "no_thanks", NULL, "Praten i dag om kaia var nyttig." },
        { "en", "report_back", "no_thanks", NULL, "I met Nina Lie. She was helpful." },
    };
    static const Row clean[] = {
        { "nb", "thank_you", "no_thanks", NULL, "Tusen takk for praten om kaia i dag." },
        { "en", "share", "no_thanks", NULL, "Here is the piece on quays." },
    };

    check_found(found, G_N_ELEMENTS(found));
    check_not_found(clean, G_N_ELEMENTS(clean));
}

static void
test_one_coffee_wants_a_word_on_who_pays(void)
{
    static const Row found[] = {
        { "nb", "outreach", "treat_missing", "kaffe", "Blir du med på en kaffe på torget?" },
        { "sv", "propose", "treat_missing", "ta en fika",
          "Ska vi ta en fika på torget på onsdag?" },
    };
    static const Row clean[] = {
        { "nb", "outreach", "treat_missing", NULL, "Kan jeg by på en kaffe på torget?" },
        { "nb", "outreach", "treat_missing", NULL, "Skal vi ta en kaffe på kontoret ditt?" },
        { "da", "outreach", "treat_missing", NULL, "Må jeg give en kop kaffe på torvet?" },
        { "en", "propose", "treat_missing", NULL, "May I buy you a coffee on Thursday?" },
        { "en", "propose", "treat_missing", NULL, "Would lunch on Thursday suit you?" },
    };
    const LanguageShare *share = test_share();
    JudgeText text = { "outreach",  "nb", "",
                       "Kari Holm", "",   "",
                       "",          "",   "Blir du med på en kaffe på torget?",
                       TRUE };
    g_autoptr(GPtrArray) known = judge_message(share, &text);

    check_found(found, G_N_ELEMENTS(found));
    check_not_found(clean, G_N_ELEMENTS(clean));
    g_assert_null(test_finding(known, "treat_missing"));
}

static void
test_being_between_jobs_is_no_ask_for_one(void)
{
    static const Row clean[] = {
        { "nb", "outreach", "asks_for_job", NULL,
          "Jeg er mellom to jobber og lurer på hvordan du fant fagfeltet ditt." },
        { "da", "outreach", "asks_for_job", NULL,
          "Jeg er ledig for tiden og vil gerne høre, hvordan I tørrer korn." },
        { "sv", "outreach", "asks_for_job", NULL,
          "Jag söker nytt jobb och undrar hur du valde ditt område." },
        { "en", "outreach", "asks_for_job", NULL,
          "I'm between jobs at present and curious how you chose your field." },
    };

    check_not_found(clean, G_N_ELEMENTS(clean));
}

static void
test_a_sentence_of_another_language_is_mixture(void)
{
    static const Row found[] = {
        { "nb", "outreach", "mixed_language", "Would you have some time for a call about it?",
          "Artikkelen din om kaia var god. Would you have some time for a call about it?" },
    };
    static const Row clean[] = {
        { "nb", "outreach", "mixed_language", NULL,
          "Jeg leder Customer Success i Cloud Services og lurer på noe.\n\nBest regards\nOla" },
        { "sv", "outreach", "mixed_language", NULL,
          "Jag såg att Ingrid Solheim Hansen och Jørgen Østergård var med." },
    };

    check_found(found, G_N_ELEMENTS(found));
    check_not_found(clean, G_N_ELEMENTS(clean));
}

/* Every span is inside the body and on character borders; the order is that of the text. */
static void
check_spans(const LanguageShare *share, const char *kind, const char *body)
{
    static const char *const languages[] = { "nb", "da", "sv", "en", "", "xx" };
    gsize length = strlen(body);

    for (gsize l = 0; l < G_N_ELEMENTS(languages); l++) {
        g_autoptr(GPtrArray) findings = test_judge(share, languages[l], kind, body);
        gsize last = 0;
        for (guint i = 0; i < findings->len; i++) {
            const Finding *finding = g_ptr_array_index(findings, i);
            g_assert_cmpuint(finding->from, <=, finding->until);
            g_assert_cmpuint(finding->until, <=, length);
            g_assert_cmpuint(finding->from, >=, last);
            last = finding->from;
            if (!g_utf8_validate(body, (gssize) length, NULL))
                continue;
            g_assert_true(((guchar) body[finding->from] & 0xC0) != 0x80);
            g_assert_true(((guchar) body[finding->until] & 0xC0) != 0x80);
        }
    }
}

static void
test_any_bytes_may_come_in(void)
{
    static const char *const bodies[] = {
        "",
        "\n\n\n",
        " ",
        "\xFF\xFE\x80 kaffe? \xC3",
        "\xF0\x9F\x98\x80\xF0\x9F\x8E\x89\xE2\x80\xA6!!",
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD7\xA2\xD7\x95\xD7\x9C\xD7\x9D!! [navn]",
        "\xE4\xBD\xA0\xE5\xA5\xBD\xEF\xBC\x8C\xE5\xB7\xA5\xE4\xBD\x9C\xE5\x90\x97?",
        "Guten Tag, haben Sie Zeit f\xC3\xBCr einen Kaffee? Ich w\xC3\xBCrde mich freuen.",
        "a\xCC\x8A o\xCC\x88 [\xC3\xA5\xC3\xA6]",
        "<p>Hei</p><p",
        "{{{{{{{{[[[[[[[[<<<<<<<<",
        ">>>>>>>>>> x\n>>> y",
        "Hei",
        "?",
        "\xE2\x80\xA6",
        "Hei \xE2\x80\xA6",
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(bodies); i++) {
        check_spans(share, "outreach", bodies[i]);
        check_spans(share, "no-such-kind", bodies[i]);
        check_spans(share, "", bodies[i]);
    }
}

/* Seeded bytes and words: what a fuzzer would do first, in every run. */
static void
test_random_mixtures_keep_their_spans(void)
{
    static const char *const pieces[] = {
        "Hei Kari,\n",
        "har du ",
        "stilling",
        "?",
        "!",
        "\n",
        " ",
        "\xC3",
        "\xC3\xA5",
        "[",
        "]",
        "kaffe",
        ". ",
        "kl. ",
        "14.30 ",
        "Mvh\n",
        "> ",
        "- ",
        "\xF0\x9F\x98\x80",
        "du ",
        "ikke ",
        "svart ",
        "{{",
        "}}",
        "<br>",
        "\"",
        ")",
        "MÅ ",
        "om ",
        "thanks ",
        "\xE2\x80\x99",
        "3. ",
    };
    const LanguageShare *share = test_share();
    g_autoptr(GRand) dice = g_rand_new_with_seed(4);

    for (guint round = 0; round < 300; round++) {
        g_autoptr(GString) body = g_string_new(NULL);
        guint count = (guint) g_rand_int_range(dice, 0, 40);
        for (guint i = 0; i < count; i++)
            g_string_append(body, pieces[g_rand_int_range(dice, 0, G_N_ELEMENTS(pieces))]);
        check_spans(share, round % 2 == 0 ? "outreach" : "thank_you", body->str);
    }
}

/* Work that grows with the square of the text would take hours here, not a second. */
static void
test_a_megabyte_of_anything_is_read_in_linear_time(void)
{
    static const char *const pieces[] = {
        "du har ikke svart ",
        "Har du en stilling? ",
        "[",
        "<a ",
        "{{x ",
        ">\n",
        "!",
        "hei ",
        "kl. ",
        "- punkt\n",
        "\n",
        "\xFF",
        "X",
        "om ",
        "aXX",
        "__ ",
        "Vi snakker om vind. ",
        "Blir det kaffe? ",
        "Vi tar kaffe.\n",
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) body = g_string_sized_new(1 << 20);
        while (body->len < 1 << 20)
            g_string_append(body, pieces[i]);
        g_test_message("%s", pieces[i][0] == '\xFF' ? "bad bytes" : pieces[i]);
        g_autoptr(GPtrArray) findings = test_judge(share, "nb", "outreach", body->str);
        g_assert_nonnull(findings);
    }
}

static void
test_every_advice_has_its_english_sentence(void)
{
    g_autofree char *sentences = test_source_file("share/sentences/judge.tsv");
    static const char *const advice[] = {
        "too-long",        "too-many-words", "no-reason",    "vague-ask",
        "no-ask",          "asks-for-job",   "guilt",        "panic",
        "no-mutual-value", "creepy",         "sales-pitch",  "confidence-breach",
        "no-context",      "no-thanks",      "no-specifics", "no-way-out",
        "no-purpose",      "treat-missing",  "several-asks", "wrong-name",
        "placeholder",     "mixed-language",
    };

    g_assert_nonnull(sentences);
    for (gsize i = 0; i < G_N_ELEMENTS(advice); i++) {
        g_autofree char *line = g_strdup_printf("judge-%s\t", advice[i]);
        g_assert_nonnull(strstr(sentences, line));
    }
}

static void
test_a_text_of_nothing_but_gaps_is_told_so_once(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(GString) body = g_string_new(NULL);

    for (guint i = 0; i < 1000; i++)
        g_string_append(body, "[x] ");
    g_autoptr(GPtrArray) findings = test_judge(share, "en", "share", body->str);
    guint gaps = 0;

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        gaps += strcmp(finding->code, "placeholder") == 0 ? 1 : 0;
    }
    g_assert_cmpuint(gaps, >=, 10);
    g_assert_cmpuint(findings->len, <, 60);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/judge/M1/too-long-begins-behind-the-limit",
                    test_too_long_begins_behind_the_limit);
    g_test_add_func("/judge/M1/a-summary-is-limited-by-its-words",
                    test_a_summary_is_limited_by_its_words);
    g_test_add_func("/judge/M1/wrong-name-is-another-than-the-receivers",
                    test_wrong_name_is_another_than_the_receivers);
    g_test_add_func("/judge/M1/what-is-left-unfilled-is-a-placeholder",
                    test_what_is_left_unfilled_is_a_placeholder);
    g_test_add_func("/judge/M1/shouting-is-panic-and-one-glad-mark-is-none",
                    test_shouting_is_panic_and_one_glad_mark_is_none);
    g_test_add_func("/judge/M1/a-message-that-asks-nothing-has-no-ask",
                    test_a_message_that_asks_nothing_has_no_ask);
    g_test_add_func("/judge/M1/an-ask-without-topic-or-form-is-vague",
                    test_an_ask_without_topic_or_form_is_vague);
    g_test_add_func("/judge/M1/thanks-are-missed-where-they-belong",
                    test_thanks_are_missed_where_they_belong);
    g_test_add_func("/judge/M3/one-coffee-wants-a-word-on-who-pays",
                    test_one_coffee_wants_a_word_on_who_pays);
    g_test_add_func("/judge/A4/being-between-jobs-is-no-ask-for-one",
                    test_being_between_jobs_is_no_ask_for_one);
    g_test_add_func("/judge/M1/a-sentence-of-another-language-is-mixture",
                    test_a_sentence_of_another_language_is_mixture);
    g_test_add_func("/judge/a-text-of-nothing-but-gaps-is-told-so-once",
                    test_a_text_of_nothing_but_gaps_is_told_so_once);
    g_test_add_func("/judge/any-bytes-may-come-in", test_any_bytes_may_come_in);
    g_test_add_func("/judge/random-mixtures-keep-their-spans",
                    test_random_mixtures_keep_their_spans);
    g_test_add_func("/judge/a-megabyte-of-anything-is-read-in-linear-time",
                    test_a_megabyte_of_anything_is_read_in_linear_time);
    g_test_add_func("/judge/every-advice-has-its-english-sentence",
                    test_every_advice_has_its_english_sentence);
    return g_test_run();
}
