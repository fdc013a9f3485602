/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * A hundred thousand drafts over random facts: what the program proposes is whole, keeps to the
 * limit, and passes its own judge (M2).
 */
#include "language/draft.h"

#include "base/tk-error.h"
#include "domain/message.h"
#include "language/test-drafts.h"
#include "language/test-share.h"

#include <string.h>

/* For each of fourteen kinds and four languages. Fewer under a sanitizer, which is ten times as
 * slow. */
#if defined(__SANITIZE_ADDRESS__)
#define DRAFTS_EACH 150
#else
#define DRAFTS_EACH 1800
#endif

static const char *const languages[] = { "nb", "da", "sv", "en" };

static gboolean
needs_no_treat(const DraftFacts *facts)
{
    return *facts->form != '\0' && strcmp(facts->form, "coffee") != 0;
}

typedef struct {
    const LanguageShare *share;
    const DraftFacts *facts;
    const Draft *draft;
    GHashTable *told; /* faults, each told once */
} Check;

static void
tell(const Check *check, const char *what, const char *where)
{
    g_autofree char *fault =
        g_strdup_printf("%s %s: %s", check->facts->language, check->facts->kind, what);

    g_test_fail();
    if (g_hash_table_add(check->told, g_strdup(fault)))
        g_test_message("%s: %s\n%s\n%s", fault, where, check->draft->subject, check->draft->body);
}

/* What hangs on the user's own few words, and is theirs to mend: a phrase in another language is
 * used as it is given, and what says little says little in any frame. */
static gboolean
is_of_own_words(const char *code)
{
    return strcmp(code, "mixed_language") == 0 || strcmp(code, "no_specifics") == 0;
}

static void
check_findings(const Check *check)
{
    const DraftFacts *facts = check->facts;
    gboolean note = strcmp(facts->kind, "forwardable") == 0;
    const JudgeText text = {
        .kind = facts->kind,
        .language = facts->language,
        .sender_name = facts->sender_name,
        .receiver_name = note ? facts->target_name : facts->receiver_name,
        .receiver_role = note ? facts->target_role : facts->receiver_role,
        .receiver_organisation = note ? facts->target_organisation : facts->receiver_organisation,
        .context = "",
        .subject = check->draft->subject,
        .body = check->draft->body,
        .to_known = needs_no_treat(facts),
    };
    g_autoptr(GPtrArray) findings = judge_message(check->share, &text);

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        if (is_of_own_words(finding->code))
            continue;
        g_autofree char *where =
            g_strndup(check->draft->body + finding->from, finding->until - finding->from);
        tell(check, finding->code, where);
    }
}

static void
check_text(const Check *check)
{
    const MessageKind *kind = message_kind_find(check->facts->kind);
    const char *subject = check->draft->subject;
    g_autofree char *broken = test_broken_text(check->draft->body, check->facts->language);

    if (broken != NULL)
        tell(check, broken, "");
    if (*subject == '\0' || strpbrk(subject, "{}\n") != NULL)
        tell(check, "a broken subject", subject);
    g_assert_nonnull(kind);
    /* An introduction request is one text with the note that it carries. */
    if (kind->most_sentences > 0 && *check->draft->forwardable == '\0' &&
        sentences_count(check->share, check->draft->body, check->facts->language, NULL) >
            kind->most_sentences)
        tell(check, "over the limit", "");
}

static void
test_every_draft_passes_the_judge(gconstpointer data)
{
    const char *kind = data;
    const LanguageShare *share = test_share();
    g_autoptr(GRand) dice = g_rand_new_with_seed(7);
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (gsize l = 0; l < G_N_ELEMENTS(languages); l++) {
        g_autoptr(TestPhrases) phrases = test_phrases(languages[l]);
        for (guint i = 0; i < DRAFTS_EACH; i++) {
            g_autoptr(GError) error = NULL;
            DraftFacts facts = test_random_facts(dice, phrases, kind);
            g_autoptr(Draft) draft =
                draft_compose(share, &facts, (unsigned) g_rand_int_range(dice, 0, 100000), &error);
            g_assert_no_error(error);
            const Check check = { share, &facts, draft, told };
            check_text(&check);
            check_findings(&check);
        }
    }
}

static void
test_the_checker_sees_planted_faults(void)
{
    static const struct {
        const char *language, *text;
        gboolean broken;
    } rows[] = {
        { "nb", "Takk for {reason}.", TRUE },
        { "nb", "Takk  for sist.", TRUE },
        { "nb", "Har du tid.?", TRUE },
        { "nb", "Har du tid? Takk.", FALSE },
        { "nb", "Jeg spør for å å lære.", TRUE },
        { "nb", "Takk for for praten.", TRUE },
        { "nb", "Takk for praten. jeg lærte mye.", TRUE },
        { "nb", "Takk for praten den 10. februar.", FALSE },
        { "nb", "Takk for praten", TRUE },
        { "nb", "Har du lest «hva  nå..» ennå?", FALSE },
        { "nb", "Har du lest «» ennå?", TRUE },
        { "en", "It is a answer.", TRUE },
        { "en", "It is an book.", TRUE },
        { "en", "It took an hour.", FALSE },
        { "en", "I saw Lars's talk.", TRUE },
        { "en", "I met Lars Lars today.", FALSE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *body = g_strdup_printf("Hei,\n\n%s\n\nHilsen\nOla\n", rows[i].text);
        g_autofree char *broken = test_broken_text(body, rows[i].language);
        g_test_message("%s: %s", rows[i].text, broken != NULL ? broken : "whole");
        g_assert_cmpint(broken != NULL, ==, rows[i].broken);
    }
}

/* A frame that says "for å" before what begins with "å" itself: the drafts made of it must not
 * pass. */
static void
test_a_planted_frame_is_found_among_the_drafts(void)
{
    static const char *const frames = "needs: sender_name\nlimit: 5\n"
                                      "part subject\n  : Takk\n"
                                      "part greeting\n  : Hei,\n"
                                      "part said on said\n"
                                      "  to: Takk for samtalen, og for å {said}.\n"
                                      "  any: Takk for samtalen.\n"
                                      "part closing\n  : Hilsen\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(LanguageShare) share = test_share_with("drafts/nb/thank_you.draft", frames, &error);
    g_autoptr(GRand) dice = g_rand_new_with_seed(7);
    g_autoptr(TestPhrases) phrases = test_phrases("nb");
    guint found = 0;

    g_assert_no_error(error);
    for (guint i = 0; i < 100; i++) {
        DraftFacts facts = test_random_facts(dice, phrases, "thank_you");
        g_autoptr(Draft) draft = draft_compose(share, &facts, i, &error);
        g_assert_no_error(error);
        g_autofree char *broken = test_broken_text(draft->body, "nb");
        found += broken != NULL ? 1 : 0;
    }
    g_assert_cmpuint(found, >, 0);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path, *kind;
    } kinds[] = {
        { "/draft/M2/every-outreach-passes-the-judge", "outreach" },
        { "/draft/P3/every-introduction-request-passes-the-judge", "intro_request" },
        { "/draft/P3/every-forwardable-note-passes-the-judge", "forwardable" },
        { "/draft/F2/every-follow-up-passes-the-judge", "follow_up" },
        { "/draft/L2/every-word-on-a-change-passes-the-judge", "milestone" },
        { "/draft/L1/every-sign-of-life-passes-the-judge", "touch" },
        { "/draft/M3/every-proposal-of-times-passes-the-judge", "propose" },
        { "/draft/N1/every-agenda-passes-the-judge", "agenda" },
        { "/draft/A2/every-thank-you-passes-the-judge", "thank_you" },
        { "/draft/A3/every-summary-passes-the-judge", "summary" },
        { "/draft/L3/every-article-passed-on-passes-the-judge", "share" },
        { "/draft/P4/every-report-to-an-introducer-passes-the-judge", "report_back" },
        { "/draft/L4/every-thought-on-a-recommendation-passes-the-judge", "thoughts" },
        { "/draft/H2/every-kind-no-passes-the-judge", "decline" },
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        g_test_add_data_func(kinds[i].path, kinds[i].kind, test_every_draft_passes_the_judge);
    g_test_add_func("/draft/the-checker-sees-planted-faults", test_the_checker_sees_planted_faults);
    g_test_add_func("/draft/a-planted-frame-is-found-among-the-drafts",
                    test_a_planted_frame_is_found_among_the_drafts);
    return g_test_run();
}
