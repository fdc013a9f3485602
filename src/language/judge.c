/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * The way of a message: its bytes are read into sentences and words (reading.h), the rules of its
 * language find features in them (rules.h), and the table below says which finding follows from
 * which feature, or from the lack of it.
 */
#include "language/judge.h"

#include "language/judge-language.h"
#include "language/judge-marks.h"
#include "language/judging.h"
#include "language/letters.h"

#include <string.h>

#define SURE         1.5 /* of a score that stands against a rule */
#define FAVOURS_MOST 1

void
finding_free(Finding *finding)
{
    if (finding == NULL)
        return;
    g_free(finding->subject);
    g_free(finding->own_code);
    g_free(finding);
}

static void
finding_free_item(gpointer data)
{
    finding_free(data);
}

const char *
finding_severity_word(FindingSeverity severity)
{
    static const char *const words[] = {
        [FINDING_HINT] = "hint", [FINDING_WARNING] = "warning", [FINDING_ERROR] = "error"
    };

    return words[severity];
}

static void
judge_length(Judging *judging)
{
    const GArray *sentences = judging->reading->sentences;
    guint limit = judge_sentence_limit(judging->given->kind);

    if (strcmp(judging->given->kind, "summary") == 0 &&
        judging->reading->words->len > JUDGE_SUMMARY_WORDS) {
        const Word *first = reading_word(judging->reading, JUDGE_SUMMARY_WORDS);
        Finding *finding =
            judging_raise(judging, CODE_TOO_LONG, first->from, judging->reading->parts.text_until);
        finding->advice = "judge-too-many-words";
        finding->figure = judging->reading->words->len;
        finding->limit = JUDGE_SUMMARY_WORDS;
    }
    if (limit == 0 || sentences->len <= limit)
        return;
    Finding *finding =
        judging_raise(judging, CODE_TOO_LONG, reading_sentence(judging->reading, limit)->from,
                      reading_sentence(judging->reading, sentences->len - 1)->until);
    finding->figure = sentences->len;
    finding->limit = limit;
}

static void
judge_marks(Judging *judging)
{
    const Reading *reading = judging->reading;
    gsize at = 0, from = 0, until = 0;
    g_autofree char *name = NULL;

    while (marks_next_placeholder(reading->text, reading->length, &at, &from, &until))
        judging_name(judging_raise(judging, CODE_PLACEHOLDER, from, until), reading->text, from,
                     until);
    if (marks_find_shouting(reading, judging->share->cues, judging->language, &from, &until))
        judging_raise(judging, CODE_PANIC, from, until);
    if (marks_find_wrong_name(judging->share->habits, reading, judging->share->nicknames,
                              judging->given->receiver_name, &name, &from, &until)) {
        Finding *finding = judging_raise(judging, CODE_WRONG_NAME, from, until);
        g_free(finding->subject);
        finding->subject = g_steal_pointer(&name);
    }
}

static gboolean
is_hit_of(const Judging *judging, const RuleHit *hit, Feature feature)
{
    return judging->share->features[judging->language][feature] == (int) hit->feature;
}

static gboolean
has(const Judging *judging, Feature feature)
{
    return judging->count[feature] > 0;
}

static gboolean
plays(const Judging *judging, Part part)
{
    return judging->parts[part] > 0;
}

/* By a rule, or by its words together. */
static gboolean
shows(const Judging *judging, Feature feature, Part part)
{
    return has(judging, feature) || plays(judging, part);
}

/* Thanks have few words, which rules know; others must be sure. */
static gboolean
gives_thanks(const Judging *judging)
{
    return has(judging, FEATURE_THANKS) || judging->parts[PART_THANKS] > SURE;
}

/* TRUE when the feature stands in the sentence of hit `at`. Hits lie in the order of sentences, so
 * only neighbours are looked at: a whole search for each hit would grow with the square. */
static gboolean
has_beside(const Judging *judging, Feature feature, guint at)
{
    guint sentence = g_array_index(judging->hits, RuleHit, at).sentence;
    guint first = at;

    while (first > 0 && g_array_index(judging->hits, RuleHit, first - 1).sentence == sentence)
        first--;
    for (guint h = first; h < judging->hits->len; h++) {
        const RuleHit *hit = &g_array_index(judging->hits, RuleHit, h);
        if (hit->sentence != sentence)
            break;
        if (is_hit_of(judging, hit, feature))
            return TRUE;
    }
    return FALSE;
}

/* no_ask and vague_ask never stand together; neither is looked for where nothing is asked
 * (MESSAGES.md, "Fine points"). */
static void
judge_ask(Judging *judging)
{
    const char *kind = judging->given->kind;
    gboolean asks = plays(judging, PART_ASKS) || plays(judging, PART_JOB) ||
                    has(judging, FEATURE_ASK) || has(judging, FEATURE_VAGUE);
    /* The more an ask is named, the more it takes to call it vague; of a job, it is not asked. */
    gboolean vague = judging->parts[PART_VAGUE] > judging->parts[PART_ASK] &&
                     !has(judging, FEATURE_ASKS_FOR_JOB) && !plays(judging, PART_JOB);
    guint favours = (has(judging, FEATURE_ASKS_MEETING) ? 1 : 0) +
                    (has(judging, FEATURE_ASKS_INTRODUCTION) ? 1 : 0) +
                    (has(judging, FEATURE_ASKS_REVIEW) ? 1 : 0);

    if (has(judging, FEATURE_ASKS_MORE))
        favours = MAX(favours, FAVOURS_MOST + 1);

    if (!asks) {
        if (!judging->mixed && judge_code_is_for(CODE_NO_ASK, kind))
            judging_raise_whole(judging, CODE_NO_ASK);
        return;
    }
    if (vague && !judging->mixed && judge_code_is_for(CODE_VAGUE_ASK, kind))
        judging_raise_whole(judging, CODE_VAGUE_ASK);
    if (!plays(judging, PART_WAY_OUT) && judge_code_is_for(CODE_NO_WAY_OUT, kind))
        judging_raise_whole(judging, CODE_NO_WAY_OUT);
    if (favours > FAVOURS_MOST && judge_code_is_for(CODE_SEVERAL_ASKS, kind))
        judging_raise_whole(judging, CODE_SEVERAL_ASKS)->figure = favours;
}

/* An agenda is missed a value for the other only where the sender's own wish is told. */
static gboolean
has_value(const Judging *judging)
{
    return plays(judging, PART_VALUE) ||
           (strcmp(judging->given->kind, "agenda") == 0 && !has(judging, FEATURE_ASK));
}

static void
judge_lacks(Judging *judging)
{
    const char *kind = judging->given->kind;

    if (judge_code_is_for(CODE_NO_THANKS, kind) && !gives_thanks(judging))
        judging_raise_whole(judging, CODE_NO_THANKS);
    if (judge_code_is_for(CODE_NO_REASON, kind) && !plays(judging, PART_REASON))
        judging_raise_whole(judging, CODE_NO_REASON);
    if (judge_code_is_for(CODE_NO_MUTUAL_VALUE, kind) && !has_value(judging))
        judging_raise_whole(judging, CODE_NO_MUTUAL_VALUE);
    if (judge_code_is_for(CODE_NO_CONTEXT, kind) && !shows(judging, FEATURE_CONTEXT, PART_CONTEXT))
        judging_raise_whole(judging, CODE_NO_CONTEXT);
    if (judge_code_is_for(CODE_NO_PURPOSE, kind) && !shows(judging, FEATURE_PURPOSE, PART_PURPOSE))
        judging_raise_whole(judging, CODE_NO_PURPOSE);
    if (judge_code_is_for(CODE_NO_SPECIFICS, kind) && !plays(judging, PART_SPECIFIC))
        judging_raise_whole(judging, CODE_NO_SPECIFICS);
}

static void
judge_treat(Judging *judging)
{
    if (!judge_code_is_for(CODE_TREAT_MISSING, judging->given->kind) || judging->given->to_known ||
        has(judging, FEATURE_TREAT))
        return;
    for (guint i = 0; i < judging->hits->len; i++) {
        const RuleHit *hit = &g_array_index(judging->hits, RuleHit, i);
        if (!is_hit_of(judging, hit, FEATURE_DRINK) || has_beside(judging, FEATURE_ELSEWHERE, i))
            continue;
        judging_name(judging_raise(judging, CODE_TREAT_MISSING, hit->from, hit->until),
                     judging->reading->text, hit->from, hit->until);
        return;
    }
}

static void
judge_mixture(Judging *judging)
{
    const Reading *reading = judging->reading;
    int asked = language_number(judging->given->language);

    if (asked >= 0 && asked != judging->language) {
        Finding *finding = judging_raise_whole(judging, CODE_MIXED_LANGUAGE);
        g_free(finding->subject);
        finding->subject = g_strdup(language_codes[judging->language]);
        return;
    }
    for (guint i = 0; i < reading->sentences->len; i++) {
        const Sentence *sentence = reading_sentence(reading, i);
        int language = judge_language_foreign(judging->share, reading, sentence, judging->language);
        if (language < 0)
            continue;
        judging->mixed = TRUE;
        Finding *finding =
            judging_raise(judging, CODE_MIXED_LANGUAGE, sentence->from, sentence->until);
        g_free(finding->subject);
        finding->subject = g_strdup(language < LANGUAGE_COUNT ? language_codes[language] : "");
    }
}

int
finding_compare(gconstpointer one, gconstpointer other)
{
    const Finding *a = *(const Finding *const *) one, *b = *(const Finding *const *) other;

    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->until != b->until)
        return a->until < b->until ? -1 : 1;
    return strcmp(a->code, b->code);
}

static void
count_features(Judging *judging)
{
    for (guint i = 0; i < judging->hits->len; i++) {
        const RuleHit *hit = &g_array_index(judging->hits, RuleHit, i);
        for (guint f = 0; f < FEATURE_COUNT; f++) {
            if (judging->share->features[judging->language][f] == (int) hit->feature)
                judging->count[f]++;
        }
    }
}

/* A text of nothing but gaps to fill is told so once, and not at each of a million gaps. */
static void
keep_first_of_each(GPtrArray *findings)
{
    guint met[CODE_COUNT] = { 0 };
    guint kept = 0;

    for (guint i = 0; i < findings->len; i++) {
        Finding *finding = g_ptr_array_index(findings, i);
        guint code = 0;

        while (code < CODE_COUNT && judge_codes[code].code != finding->code)
            code++;
        g_assert(code < CODE_COUNT);
        if (met[code]++ < JUDGE_FINDINGS_MOST)
            findings->pdata[kept++] = finding;
        else
            finding_free(finding);
    }
    /* What was freed or moved is no longer the array's to free. */
    for (guint i = kept; i < findings->len; i++)
        findings->pdata[i] = NULL;
    g_ptr_array_set_size(findings, (int) kept);
}

GPtrArray *
judge_message(const LanguageShare *share, const JudgeText *text)
{
    const ReadingFacts facts = { text->receiver_name, text->receiver_organisation,
                                 text->receiver_role, text->sender_name };
    int language = judge_language_choose(share, text);
    g_autoptr(Reading) reading = language_share_read(share, text->body, language, &facts);
    Judging judging = { .share = share, .given = text, .reading = reading, .language = language };

    judging.findings = g_ptr_array_new_with_free_func(finding_free_item);
    judge_length(&judging);
    judge_marks(&judging);
    if (language >= 0) {
        g_autoptr(GArray) hits = rule_book_find(share->rules[language], reading, text->kind);
        g_autoptr(GArray) scores = g_array_new(FALSE, FALSE, sizeof(double));
        judging.hits = hits;
        judging.scores = scores;
        count_features(&judging);
        judging_weigh(&judging);
        judging_find(&judging);
        judge_mixture(&judging);
        judge_ask(&judging);
        judge_lacks(&judging);
        judge_treat(&judging);
    }
    g_ptr_array_sort(judging.findings, finding_compare);
    keep_first_of_each(judging.findings);
    return judging.findings;
}

unsigned
sentences_count(const LanguageShare *share, const char *body, const char *language,
                GArray *out_ranges)
{
    g_autoptr(Reading) reading = language_share_read(share, body, language_number(language), NULL);

    for (guint i = 0; out_ranges != NULL && i < reading->sentences->len; i++) {
        const Sentence *sentence = reading_sentence(reading, i);
        g_array_append_val(out_ranges, sentence->from);
        g_array_append_val(out_ranges, sentence->until);
    }
    return reading->sentences->len;
}

unsigned
words_count(const LanguageShare *share, const char *body, const char *language)
{
    g_autoptr(Reading) reading = language_share_read(share, body, language_number(language), NULL);

    return reading->words->len;
}
