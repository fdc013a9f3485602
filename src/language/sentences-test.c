/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/test-share.h"

#include <string.h>

typedef struct {
    const char *language;
    unsigned sentences;
    const char *body;
} Row;

static void
check_rows(const Row *rows, gsize count)
{
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < count; i++) {
        unsigned found = sentences_count(share, rows[i].body, rows[i].language, NULL);
        if (found != rows[i].sentences)
            g_test_message("%s: %u, not %u: %s", rows[i].language, found, rows[i].sentences,
                           rows[i].body);
        g_assert_cmpuint(found, ==, rows[i].sentences);
    }
}

static void
test_an_abbreviation_ends_no_sentence(void)
{
    static const Row rows[] = {
        { "nb", 1, "Passer det kl. 14.30 på tirsdag?" },
        { "nb", 2, "Jeg har ca. 40 anlegg, bl.a. i Bodø. Har du tid?" },
        { "nb", 1, "Jeg snakket med Dr. Lie og adm. dir. Moe om det." },
        { "nb", 2, "Ta med kaffe, boller osv. Vi ses der." },
        { "nb", 2, "Dette sa kollegaen min. Har du hørt det?" },
        { "da", 1, "Jeg kommer den 3. maj, ca. kl. 9.15, f.eks. til frokost." },
        { "da", 2, "Det gælder d. 14. og ikke før. Passer det?" },
        { "da", 1, "Den koster 41 mio. kr. i alt." },
        { "sv", 1, "Vi ses kl. 10.30, t.ex. på kontoret." },
        { "sv", 2, "Ta med kaffe m.m. Vi ses där." },
        { "en", 1, "Could we talk at 3 p.m. Eastern on Thursday?" },
        { "en", 2, "I arrive at 9 a.m. Could we meet then?" },
        { "en", 1, "Mr. Osgood and Dr. J. K. Lind wrote approx. 20 pages." },
        { "en", 2, "The answer was no. Then we left." },
        { "en", 1, "See No. 4 on page 12." },
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_greeting_and_sign_off_are_not_counted(void)
{
    static const Row rows[] = {
        { "nb", 1, "Hei Kari,\n\nhar du tid?\n\nMvh\nOla Nordmann" },
        { "nb", 1, "Hei, Fredrik.\nHar du tid?\nVennlig hilsen\nOla" },
        { "nb", 1, "Hei igjen, Tor Arne,\nhar du tid på onsdag?\n\nOla" },
        { "nb", 1, "Kari,\n\nhar du tid?\n\nOla Nordmann\ntlf. 900 00 112" },
        { "da", 1, "Kære Kari Holm\n\nHar du tid på onsdag?\n\nBedste hilsner\nSøren" },
        { "sv", 1, "Hej Kari! Har du tid på onsdag?\n\nVänliga hälsningar\nÅsa" },
        { "en", 1, "Dear Ms. Lyle,\n\nDo you have time?\n\nKind regards\nAnn" },
        { "en", 1, "Hi there,\nDo you have time?\nBest,\nAnn\n\nSent from my iPhone" },
        { "nb", 1, "Hei\nHar du tid på onsdag?\nOla\n\nSendt fra min iPhone" },
        { "nb", 0, "Hei Kari,\n\nHilsen\nOla" },
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_a_list_with_its_lead_in_counts_once(void)
{
    static const Row rows[] = {
        { "en", 2,
          "I took three things with me:\n- the first one\n- the second. It is long.\n"
          "- the third\n\nShall I send them?" },
        { "nb", 1, "Punktene er:\n1. Pris.\n2. Frist.\n3. Ansvar." },
        { "nb", 2, "Se her.\n\xE2\x80\xA2 en\n\xE2\x80\xA2 to" },
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_a_line_without_a_stop_is_a_sentence_and_a_wrapped_line_is_none(void)
{
    static const Row rows[] = {
        { "nb", 2, "Takk for praten\nHar du tid igjen?" },
        { "en", 1,
          "This line was wrapped by a mail program after about seventy\n"
          "Letters and goes on here." },
        { "en", 1, "I wrote to you,\nAnd here I am." },
        { "sv", 2, "Tack för senast! \xF0\x9F\x98\x80 Har du tid på onsdag?" },
        { "en", 1, "She said \"Stop!\" and left." },
        { "nb", 1, "Takk ..." },
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_quoted_mail_is_not_counted(void)
{
    static const Row rows[] = {
        { "nb", 1, "Ja, gjerne på onsdag.\n\n> Har du tid?\n> Det hadde vært fint." },
        { "en", 1, "Yes, gladly.\n\nOn 3 May 2026 Ann <ann@example.org> wrote:\n> Do you? I do." },
        { "nb", 1, "Ja, gjerne.\n\n-----Opprinnelig melding-----\nFra: Ann\nHar du tid? Ja." },
        { "nb", 1, "Ja, gjerne.\n\n---\n\nHei Nina,\n\nHar du tid? Det hadde vært fint." },
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_html_mail_is_read_as_its_text(void)
{
    static const Row rows[] = {
        { "nb", 2, "<html><p>Hei Kari,</p><p>Takk for sist.</p><p>Har du tid?</p></html>" },
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_ranges_are_on_character_borders(void)
{
    static const char body[] = "Hei Kåre! Så fint å høre. Når møtes vi på Ås?";
    const LanguageShare *share = test_share();
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(gsize));

    g_assert_cmpuint(sentences_count(share, body, "nb", ranges), ==, 2);
    g_assert_cmpuint(ranges->len, ==, 4);
    for (guint i = 0; i + 1 < ranges->len; i += 2) {
        gsize from = g_array_index(ranges, gsize, i), until = g_array_index(ranges, gsize, i + 1);
        g_assert_cmpuint(from, <, until);
        g_assert_true(g_utf8_validate(body + from, (gssize) (until - from), NULL));
    }
    g_assert_true(g_str_has_prefix(body + g_array_index(ranges, gsize, 2), "Når møtes"));
}

static void
test_a_planted_fault_in_the_list_is_seen(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(LanguageShare) share = test_share_with("abbreviations/nb.txt", "ca.\n", &error);

    g_assert_no_error(error);
    g_assert_cmpuint(sentences_count(share, "Passer det kl. 14.30?", "nb", NULL), ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentences/an-abbreviation-ends-no-sentence",
                    test_an_abbreviation_ends_no_sentence);
    g_test_add_func("/sentences/greeting-and-sign-off-are-not-counted",
                    test_greeting_and_sign_off_are_not_counted);
    g_test_add_func("/sentences/a-list-with-its-lead-in-counts-once",
                    test_a_list_with_its_lead_in_counts_once);
    g_test_add_func("/sentences/a-line-without-a-stop-is-one-a-wrapped-line-is-none",
                    test_a_line_without_a_stop_is_a_sentence_and_a_wrapped_line_is_none);
    g_test_add_func("/sentences/quoted-mail-is-not-counted", test_quoted_mail_is_not_counted);
    g_test_add_func("/sentences/html-mail-is-read-as-its-text", test_html_mail_is_read_as_its_text);
    g_test_add_func("/sentences/ranges-are-on-character-borders",
                    test_ranges_are_on_character_borders);
    g_test_add_func("/sentences/a-planted-fault-in-the-list-is-seen",
                    test_a_planted_fault_in_the_list_is_seen);
    return g_test_run();
}
