/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * proposal-test.c - what one click does to a message, and that it never makes one worse (M1).
 */
#include "language/proposal.h"

#include "base/tk-json.h"
#include "language/test-share.h"

#include <string.h>

/* Written by Ola Nordmann to Kari Holm, head of heat at Enova. */
static JudgeText
letter(const char *language, const char *kind, const char *body)
{
    return (JudgeText) { .kind = kind,
                         .language = language,
                         .sender_name = "Ola Nordmann",
                         .receiver_name = "Kari Holm",
                         .receiver_role = "head of heat",
                         .receiver_organisation = "Enova",
                         .context = "",
                         .subject = "",
                         .body = body };
}

/* The body after the click on the first finding of this code; NULL where nothing is proposed. */
static char *
after_click(const LanguageShare *share, const JudgeText *text, const char *code)
{
    g_autoptr(GPtrArray) findings = judge_message(share, text);
    g_autoptr(GPtrArray) proposals = judge_propose(share, text, findings);

    g_assert_cmpuint(proposals->len, ==, findings->len);
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        const Proposal *proposal = g_ptr_array_index(proposals, i);

        if (g_str_equal(finding->code, code))
            return proposal != NULL ? proposal_take(proposal, text->body) : NULL;
    }
    g_test_message("no %s in: %s", code, text->body);
    return NULL;
}

static void
test_a_click_mends_what_it_says(void)
{
    static const struct {
        const char *language, *kind, *code, *body, *after;
    } cases[] = {
        { "nb", "outreach", "wrong_name", "Hei Nina,\n\nhar du tid?", "Hei Kari,\n\nhar du tid?" },
        { "nb", "outreach", "wrong_name", "Kjære Nina Berg,\n\nhar du tid?",
          "Kjære Kari Holm,\n\nhar du tid?" },
        { "da", "outreach", "wrong_name", "Kære fru Berg\n\nHar du tid?",
          "Kære fru Holm\n\nHar du tid?" },
        { "sv", "outreach", "wrong_name", "Hej Åsa! Har du tid?", "Hej Kari! Har du tid?" },
        { "en", "outreach", "placeholder", "Dear [first name],\n\nDo you have time?",
          "Dear Kari,\n\nDo you have time?" },
        { "nb", "outreach", "placeholder", "Hei Kari,\n\njeg har fulgt [selskap] lenge.",
          "Hei Kari,\n\njeg har fulgt Enova lenge." },
        { "da", "outreach", "placeholder", "Hej Kari,\n\nHar du tid?\n\nHilsen {dit navn}",
          "Hej Kari,\n\nHar du tid?\n\nHilsen Ola Nordmann" },
        { "nb", "outreach", "treat_missing",
          "Hei Kari,\n\nskal vi ta en kaffe om fjernvarme på tirsdag?\n\nHilsen Ola",
          "Hei Kari,\n\nskal vi ta en kaffe om fjernvarme på tirsdag? Kaffen spanderer jeg."
          "\n\nHilsen Ola" },
        { "nb", "outreach", "guilt",
          "Hei Kari,\n\nJeg leste rapporten din. Jeg har skrevet to ganger uten at du har svart "
          "meg. Kan vi ringes om fjernvarme?",
          "Hei Kari,\n\nJeg leste rapporten din. Kan vi ringes om fjernvarme?" },
        { "en", "outreach", "panic", "Dear Kari,\n\nCan we talk about district heat???",
          "Dear Kari,\n\nCan we talk about district heat?" },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const JudgeText text = letter(cases[i].language, cases[i].kind, cases[i].body);
        g_autofree char *after = after_click(share, &text, cases[i].code);

        g_test_message("%s: %s", cases[i].code, cases[i].body);
        g_assert_cmpstr(after, ==, cases[i].after);
    }
}

static void
test_what_cannot_be_known_is_not_proposed(void)
{
    static const struct {
        const char *language, *kind, *code, *body;
    } cases[] = {
        { "nb", "outreach", "placeholder", "Hei Kari,\n\nkan vi snakke om [tema]?" },
        { "en", "outreach", "no_reason", "Dear Kari,\n\nCould we talk for twenty minutes?" },
        /* The only sentence is not left out. */
        { "nb", "outreach", "guilt", "Jeg har skrevet to ganger uten at du har svart meg." },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const JudgeText text = letter(cases[i].language, cases[i].kind, cases[i].body);

        g_test_message("%s: %s", cases[i].code, cases[i].body);
        g_assert_null(after_click(share, &text, cases[i].code));
    }
}

/* One sentence more would be one too many. */
static void
test_what_would_be_another_fault_is_not_proposed(void)
{
    static const char *const body =
        "Hei Kari,\n\nJeg leste rapporten din om fjernvarme. Den kom vel med. Jeg bygger selv "
        "varmesentraler i Tromsø. Skal vi ta en kaffe om returtemperatur på tirsdag?";
    const LanguageShare *share = test_share();
    const JudgeText text = letter("nb", "outreach", body);
    g_autoptr(GPtrArray) findings = judge_message(share, &text);

    g_assert_nonnull(test_finding(findings, "treat_missing"));
    g_assert_null(test_finding(findings, "too_long"));
    g_assert_null(after_click(share, &text, "treat_missing"));
}

typedef struct {
    guint proposals, worse;
} Tally;

static guint
count_of(const GPtrArray *findings, const char *code, FindingSeverity least)
{
    guint count = 0;

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        count += (code == NULL || g_str_equal(finding->code, code)) && finding->severity >= least;
    }
    return count;
}

/* Looked at from outside: the body itself is judged again. */
static void
tally_proposal(const LanguageShare *share, const JudgeText *text, const GPtrArray *findings,
               const Finding *finding, const Proposal *proposal, Tally *tally)
{
    gsize length = strlen(text->body);

    g_assert_cmpuint(proposal->from, <=, proposal->until);
    g_assert_cmpuint(proposal->until, <=, length);
    g_autofree char *body = proposal_take(proposal, text->body);
    JudgeText mended = *text;

    mended.body = body;
    g_autoptr(GPtrArray) after = judge_message(share, &mended);
    gboolean better =
        count_of(after, finding->code, FINDING_HINT) <
            count_of(findings, finding->code, FINDING_HINT) &&
        count_of(after, NULL, FINDING_WARNING) <= count_of(findings, NULL, FINDING_WARNING) &&
        g_utf8_validate(body, -1, NULL) && strstr(body, "  ") == NULL;

    tally->proposals++;
    tally->worse += better || strstr(text->body, "  ") != NULL ? 0 : 1;
    if (!better)
        g_test_message("%s (%s): %s", finding->code, text->body, body);
}

static void
tally_line(const LanguageShare *share, const char *line, Tally *tally)
{
    g_autoptr(TkJson) row = tk_json_parse(line, strlen(line), NULL);
    const TkJson *sender = json_object_get(row, "sender");
    const TkJson *receiver = json_object_get(row, "receiver");
    const JudgeText text = {
        .kind = tk_json_get_text(row, "kind", ""),
        .language = tk_json_get_text(row, "lang", ""),
        .sender_name = tk_json_get_text(sender, "name", ""),
        .receiver_name = tk_json_get_text(receiver, "name", ""),
        .receiver_role = tk_json_get_text(receiver, "role", ""),
        .receiver_organisation = tk_json_get_text(receiver, "org", ""),
        .context = "",
        .subject = "",
        .body = tk_json_get_text(row, "body", ""),
    };
    g_autoptr(GPtrArray) findings = judge_message(share, &text);
    g_autoptr(GPtrArray) proposals = judge_propose(share, &text, findings);

    for (guint i = 0; i < findings->len; i++) {
        if (g_ptr_array_index(proposals, i) != NULL)
            tally_proposal(share, &text, findings, g_ptr_array_index(findings, i),
                           g_ptr_array_index(proposals, i), tally);
    }
}

static void
test_no_proposal_makes_a_message_worse(void)
{
    const LanguageShare *share = test_share();
    Tally tally = { 0 };

    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        g_autofree char *path =
            g_strdup_printf("tests/corpus/learn/%s.messages.jsonl", language_codes[language]);
        g_autofree char *text = test_source_file(path);

        g_assert_nonnull(text);
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

        for (guint i = 0; lines[i] != NULL; i++) {
            if (*lines[i] != '\0')
                tally_line(share, lines[i], &tally);
        }
    }
    g_test_message("%u proposals", tally.proposals);
    g_assert_cmpuint(tally.proposals, >, 50);
    g_assert_cmpuint(tally.worse, ==, 0);
}

static void
test_the_measure_sees_a_proposal_that_makes_it_worse(void)
{
    static const char *const body = "Hei Kari,\n\nhar du tid?";
    const LanguageShare *share = test_share();
    const JudgeText text = letter("nb", "outreach", body);
    g_autoptr(GPtrArray) findings = judge_message(share, &text);
    g_autoptr(Proposal) planted = g_new0(Proposal, 1);
    Tally tally = { 0 };

    *planted = (Proposal) { 4, 8, g_strdup("[navn]") };
    g_assert_cmpuint(findings->len, >, 0);
    tally_proposal(share, &text, findings, g_ptr_array_index(findings, 0), planted, &tally);
    g_assert_cmpuint(tally.worse, ==, 1);
}

static void
test_a_very_long_body_gets_none(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(GString) body = g_string_new("Hei Nina,\n\n");

    while (body->len <= PROPOSALS_TEXT)
        g_string_append(body, "Jeg leste rapporten din om fjernvarme. ");
    const JudgeText text = letter("nb", "outreach", body->str);

    g_assert_null(after_click(share, &text, "wrong_name"));
}

static void
test_a_file_of_phrases_says_all_of_them(void)
{
    g_autoptr(GError) lacking = NULL;
    g_autoptr(GError) malformed = NULL;

    g_assert_null(test_share_with("proposals/nb.txt", "treat: Kaffen spanderer jeg.\n", &lacking));
    g_assert_nonnull(lacking);
    g_assert_null(test_share_with("proposals/sv.txt", "treat\n", &malformed));
    g_assert_nonnull(malformed);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/proposal/M1/a-click-mends-what-it-says", test_a_click_mends_what_it_says);
    g_test_add_func("/proposal/M1/what-cannot-be-known-is-not-proposed",
                    test_what_cannot_be_known_is_not_proposed);
    g_test_add_func("/proposal/M1/what-would-be-another-fault-is-not-proposed",
                    test_what_would_be_another_fault_is_not_proposed);
    g_test_add_func("/proposal/M1/no-proposal-makes-a-message-worse",
                    test_no_proposal_makes_a_message_worse);
    g_test_add_func("/proposal/M1/the-measure-sees-a-proposal-that-makes-it-worse",
                    test_the_measure_sees_a_proposal_that_makes_it_worse);
    g_test_add_func("/proposal/M1/a-very-long-body-gets-none", test_a_very_long_body_gets_none);
    g_test_add_func("/proposal/M1/a-file-of-phrases-says-all-of-them",
                    test_a_file_of_phrases_says_all_of_them);
    return g_test_run();
}
