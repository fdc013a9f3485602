/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * fuzz-judge.c - what the judge and the drafts make of any bytes.
 *
 * First byte: language and kind; the rest is a body, for every other input also the user's own
 * words of a draft. Asserted: spans lie on character borders inside the body, in order; the same
 * body is nearly the same as itself or too short to tell; a draft has no unfilled place that was
 * not in the user's words, and one that was left alone gives way to the next; a question's findings
 * and a news item's milestones lie inside it; a day back that is read in it is a later one, within
 * a year.
 */
#include "fuzz.h"

#include "base/tk-places.h"
#include "language/absence.h"
#include "language/draft-own.h"
#include "language/draft.h"
#include "language/judge.h"
#include "language/news.h"
#include "language/question.h"

#include <stdlib.h>
#include <string.h>

#define TOLD        20000 /* any day */
#define DRAFT_WORDS 400   /* bytes of words that are put into a draft */

static const char *const draft_kinds[] = {
    "outreach", "intro_request", "follow_up",   "propose",  "agenda",  "thank_you",
    "summary",  "share",         "report_back", "thoughts", "decline",
};

static void
expect(gboolean holds)
{
    if (!holds)
        abort();
}

static GBytes *
read_share(const char *name, gpointer data, GError **error)
{
    (void) data;
    return tk_share_read(name, error);
}

static const LanguageShare *
the_share(void)
{
    static gsize share = 0; /* loaded once: a run judges a hundred thousand bodies */

    if (g_once_init_enter(&share)) {
        g_autoptr(GError) error = NULL;
        LanguageShare *loaded = language_share_new(read_share, NULL, &error);
        g_assert_no_error(error);
        g_once_init_leave(&share, (gsize) loaded);
    }
    return (const LanguageShare *) share;
}

static void
try_judge(const JudgeText *text)
{
    g_autoptr(GPtrArray) findings = judge_message(the_share(), text);
    gsize length = strlen(text->body), last = 0;
    gboolean valid = g_utf8_validate(text->body, -1, NULL);

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        expect(finding->from <= finding->until && finding->until <= length);
        expect(finding->from >= last);
        expect(!valid || (((guchar) text->body[finding->from] & 0xC0) != 0x80 &&
                          ((guchar) text->body[finding->until] & 0xC0) != 0x80));
        last = finding->from;
        if (strcmp(finding->code, "placeholder") == 0)
            fuzz_canary(finding->subject);
    }
}

/* A question and a news item are read from the same bytes. */
static void
try_readers(const char *body, const char *language)
{
    g_autoptr(GPtrArray) findings = question_judge(the_share(), body, language);
    g_autoptr(GPtrArray) news = news_read(the_share(), body, language);
    gsize length = strlen(body);

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        expect(finding->from <= finding->until && finding->until <= length);
    }
    for (guint i = 0; i < news->len; i++) {
        const NewsMilestone *milestone = g_ptr_array_index(news, i);
        expect(milestone->from < milestone->until && milestone->until <= length);
        expect(*milestone->person != '\0' || *milestone->organisation != '\0');
    }
}

static void
try_absence(const char *body)
{
    TkDay back = absence_back_day(the_share(), body, TOLD);

    expect(back == 0 || (back > TOLD && back <= TOLD + 367));
}

/* What was left alone gives way to the next proposal, and own words never make it stumble. */
static void
try_keeping(const char *proposed, const char *language, const char *words)
{
    const LanguageShare *share = the_share();
    g_autofree char *renewed = draft_keep_own(share, proposed, proposed, words, language);
    g_autofree char *kept = draft_keep_own(share, proposed, words, proposed, language);
    g_autofree char *turned = draft_keep_own(share, words, proposed, words, language);

    expect(strcmp(renewed, words) == 0);
    expect(kept != NULL && turned != NULL);
}

static void
try_draft(const char *kind, const char *language, const char *words)
{
    const DraftFacts facts = {
        .kind = kind,
        .language = language,
        .formality = "formal",
        .number = 1,
        .sender_name = "Ola Nordmann",
        .sender_background = words,
        .receiver_name = "Kari Holm",
        .receiver_given_name = "Kari",
        .receiver_family_name = "Holm",
        .receiver_role = "",
        .receiver_organisation = "",
        .target_name = "Nina Lie",
        .target_role = "",
        .target_organisation = "",
        .purpose = words,
        .reason = words,
        .value_for_them = words,
        .value_for_me = "",
        .theme = words,
        .form = "call",
        .times = words,
        .place = words,
        .topics = words,
        .said = words,
        .promise = words,
        .points = words,
        .title = words,
        .link = words,
        .outcome = words,
        .thought = words,
        .later = words,
        .earlier_subject = "",
        .earlier_day = 20000,
        .today = 20008,
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(Draft) draft = draft_compose(the_share(), &facts, (unsigned) words[0], &error);
    expect((draft == NULL) == (error != NULL));
    expect(draft == NULL || strchr(words, '{') != NULL || strchr(draft->body, '{') == NULL);
    if (draft != NULL)
        try_keeping(draft->body, language, words);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const languages[] = { "nb", "da", "sv", "en", "" };
    static const char *const kinds[] = { "outreach", "intro_request", "follow_up", "thank_you",
                                         "agenda",   "summary",       "" };

    if (length == 0)
        return 0;
    const char *language = languages[bytes[0] % G_N_ELEMENTS(languages)];
    g_autofree char *body = g_strndup((const char *) bytes + 1, length - 1);
    const JudgeText text = {
        .kind = kinds[bytes[0] / 8 % G_N_ELEMENTS(kinds)],
        .language = language,
        .sender_name = "Ola Nordmann",
        .receiver_name = "Kari Holm",
        .receiver_role = "leder",
        .receiver_organisation = "Enova",
        .context = "",
        .subject = "",
        .body = body,
    };

    try_judge(&text);
    try_absence(text.body);
    /* One thing more for each input: a run that does all is too slow to find anything. */
    if (*body == '\0' || *language == '\0')
        return 0;
    if (length % 4 == 0)
        expect(texts_are_nearly_same(the_share(), body, body, language));
    else if (length % 4 == 1 && length < DRAFT_WORDS)
        try_draft(draft_kinds[bytes[0] % G_N_ELEMENTS(draft_kinds)], language, body);
    else if (length % 4 == 2)
        try_readers(body, language);
    return 0;
}
