/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * The way of a message: its bytes are read into sentences and words (reading.h), the rules of its
 * language find features in them (rules.h), and the table below says which finding follows from
 * which feature, or from the lack of it.
 */
#include "language/judge.h"

#include "language/judge-codes.h"
#include "language/judge-language.h"
#include "language/judge-marks.h"
#include "language/letters.h"
#include "language/share-private.h"

#include <string.h>

#define SPECIFIC_LEAST 4 /* words that could not stand in a message to just anyone */
#define SPECIFIC_SIZE  4 /* letters of such a word */
#define FAVOURS_MOST   1

/* Features that are a finding where they stand. */
static const struct {
    Feature feature;
    Code code;
} found_by_feature[] = {
    { FEATURE_ASKS_FOR_JOB, CODE_ASKS_FOR_JOB },
    { FEATURE_GUILT, CODE_GUILT },
    { FEATURE_PANIC, CODE_PANIC },
    { FEATURE_CREEPY, CODE_CREEPY },
    { FEATURE_SALES_PITCH, CODE_SALES_PITCH },
    { FEATURE_CONFIDENCE_BREACH, CODE_CONFIDENCE_BREACH },
    { FEATURE_PLACEHOLDER, CODE_PLACEHOLDER },
};

typedef struct {
    const LanguageShare *share;
    const JudgeText *given;
    const Reading *reading;
    int language; /* -1: none of ours */
    GArray *hits; /* RuleHit */
    guint count[FEATURE_COUNT];
    guint questions;
    gboolean mixed; /* a part is in another language, which these rules cannot read */
    GPtrArray *findings;
} Judging;

void
finding_free(Finding *finding)
{
    if (finding == NULL)
        return;
    g_free(finding->subject);
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

static Finding *
raise_at(Judging *judging, Code code, gsize from, gsize until)
{
    Finding *finding = g_new0(Finding, 1);

    finding->code = judge_codes[code].code;
    finding->advice = judge_codes[code].advice;
    finding->severity = judge_codes[code].severity;
    finding->from = from;
    finding->until = until;
    finding->subject = g_strdup("");
    g_ptr_array_add(judging->findings, finding);
    return finding;
}

static Finding *
raise_whole(Judging *judging, Code code)
{
    return raise_at(judging, code, 0, judging->reading->length);
}

static void
set_subject(Finding *finding, const char *text, gsize from, gsize until)
{
    g_free(finding->subject);
    finding->subject = g_strndup(text + from, until - from);
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
            raise_at(judging, CODE_TOO_LONG, first->from, judging->reading->parts.text_until);
        finding->advice = "judge-too-many-words";
        finding->figure = judging->reading->words->len;
        finding->limit = JUDGE_SUMMARY_WORDS;
    }
    if (limit == 0 || sentences->len <= limit)
        return;
    Finding *finding =
        raise_at(judging, CODE_TOO_LONG, reading_sentence(judging->reading, limit)->from,
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
        set_subject(raise_at(judging, CODE_PLACEHOLDER, from, until), reading->text, from, until);
    if (marks_find_shouting(reading, judging->share->cues, judging->language, &from, &until))
        raise_at(judging, CODE_PANIC, from, until);
    if (marks_find_wrong_name(judging->share->habits, reading, judging->share->nicknames,
                              judging->given->receiver_name, &name, &from, &until)) {
        Finding *finding = raise_at(judging, CODE_WRONG_NAME, from, until);
        g_free(finding->subject);
        finding->subject = g_steal_pointer(&name);
    }
}

/* One finding for each code and sentence is enough. */
static void
judge_found(Judging *judging)
{
    for (guint i = 0; i < G_N_ELEMENTS(found_by_feature); i++) {
        Code code = found_by_feature[i].code;
        int number = judging->share->features[judging->language][found_by_feature[i].feature];
        guint last = G_MAXUINT;
        if (!judge_code_is_for(code, judging->given->kind))
            continue;
        for (guint h = 0; h < judging->hits->len; h++) {
            const RuleHit *hit = &g_array_index(judging->hits, RuleHit, h);
            if ((int) hit->feature != number || hit->sentence == last)
                continue;
            last = hit->sentence;
            set_subject(raise_at(judging, code, hit->from, hit->until), judging->reading->text,
                        hit->from, hit->until);
        }
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

/* A topic counts in a sentence that asks: "I read how you built the team" is no topic of a meeting.
 */
static gboolean
asks_beside(const Judging *judging, guint at)
{
    static const Feature asking[] = { FEATURE_ASK, FEATURE_ASKS_MEETING, FEATURE_ASKS_INTRODUCTION,
                                      FEATURE_ASKS_REVIEW, FEATURE_VAGUE };
    guint sentence = g_array_index(judging->hits, RuleHit, at).sentence;

    if (reading_sentence(judging->reading, sentence)->question)
        return TRUE;
    for (gsize f = 0; f < G_N_ELEMENTS(asking); f++) {
        if (has_beside(judging, asking[f], at))
            return TRUE;
    }
    return FALSE;
}

static gboolean
asks_about_something(const Judging *judging)
{
    for (guint h = 0; h < judging->hits->len; h++) {
        const RuleHit *hit = &g_array_index(judging->hits, RuleHit, h);
        if (is_hit_of(judging, hit, FEATURE_TOPIC) && asks_beside(judging, h))
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
    gboolean asks = judging->questions > 0 || has(judging, FEATURE_ASK) ||
                    has(judging, FEATURE_ASKS_FOR_JOB) || has(judging, FEATURE_ASKS_MEETING) ||
                    has(judging, FEATURE_ASKS_INTRODUCTION) || has(judging, FEATURE_ASKS_REVIEW) ||
                    has(judging, FEATURE_VAGUE);
    gboolean vague = !asks_about_something(judging) &&
                     (has(judging, FEATURE_VAGUE) || !has(judging, FEATURE_FORM)) &&
                     !has(judging, FEATURE_ASKS_FOR_JOB);
    guint favours = (has(judging, FEATURE_ASKS_MEETING) ? 1 : 0) +
                    (has(judging, FEATURE_ASKS_INTRODUCTION) ? 1 : 0) +
                    (has(judging, FEATURE_ASKS_REVIEW) ? 1 : 0);

    if (!asks) {
        if (!judging->mixed && judge_code_is_for(CODE_NO_ASK, kind))
            raise_whole(judging, CODE_NO_ASK);
        return;
    }
    if (vague && !judging->mixed && judge_code_is_for(CODE_VAGUE_ASK, kind))
        raise_whole(judging, CODE_VAGUE_ASK);
    if (!has(judging, FEATURE_WAY_OUT) && judge_code_is_for(CODE_NO_WAY_OUT, kind))
        raise_whole(judging, CODE_NO_WAY_OUT);
    if (favours > FAVOURS_MOST && judge_code_is_for(CODE_SEVERAL_ASKS, kind))
        raise_whole(judging, CODE_SEVERAL_ASKS)->figure = favours;
}

static gboolean
is_specific(const Judging *judging, const Word *word)
{
    const Reading *reading = judging->reading;
    const char *folded = reading_folded(reading, word);

    if (reading_word_has(reading, word, WORD_IS_RECEIVER))
        return FALSE;
    if (reading_word_has(reading, word, WORD_IS_NUMBER))
        return TRUE;
    if (rule_book_class_has(judging->share->rules[judging->language], "generic", reading, word))
        return FALSE;
    return (g_utf8_strlen(folded, -1) >= SPECIFIC_SIZE || (word->capital && !word->first)) &&
           !language_cues_is_stop_word(judging->share->cues, judging->language, folded);
}

static void
judge_specifics(Judging *judging)
{
    guint specific = 0;

    for (guint i = 0; i < judging->reading->words->len && specific < SPECIFIC_LEAST; i++)
        specific += is_specific(judging, reading_word(judging->reading, i)) ? 1 : 0;
    if (specific < SPECIFIC_LEAST)
        raise_whole(judging, CODE_NO_SPECIFICS);
}

/* Somebody or something named is a tie to the reader more often than not; a note without one is
 * written to anyone. The sender's own name, days and abbreviations tie nothing. */
static gboolean
names_something(const Judging *judging)
{
    const RuleBook *rules = judging->share->rules[judging->language];

    for (guint i = 0; i < judging->reading->words->len; i++) {
        const Word *word = reading_word(judging->reading, i);
        if (reading_word_has(judging->reading, word, WORD_IS_NAME) && !word->shouted &&
            !reading_word_has(judging->reading, word, WORD_IS_SENDER) &&
            !rule_book_class_has(rules, "calendar", judging->reading, word))
            return TRUE;
    }
    return FALSE;
}

/* An introducer always reads a name: the one of the person to be met. */
static gboolean
has_reason(const Judging *judging)
{
    return has(judging, FEATURE_REASON) ||
           (strcmp(judging->given->kind, "intro_request") != 0 && names_something(judging));
}

/* An agenda is missed a value for the other only where the sender's own wish is told. */
static gboolean
has_value(const Judging *judging)
{
    return has(judging, FEATURE_VALUE) ||
           (strcmp(judging->given->kind, "agenda") == 0 && !has(judging, FEATURE_ASK));
}

static void
judge_lacks(Judging *judging)
{
    const char *kind = judging->given->kind;

    if (judge_code_is_for(CODE_NO_THANKS, kind) && !has(judging, FEATURE_THANKS))
        raise_whole(judging, CODE_NO_THANKS);
    if (judge_code_is_for(CODE_NO_REASON, kind) && !has_reason(judging))
        raise_whole(judging, CODE_NO_REASON);
    if (judge_code_is_for(CODE_NO_MUTUAL_VALUE, kind) && !has_value(judging))
        raise_whole(judging, CODE_NO_MUTUAL_VALUE);
    if (judge_code_is_for(CODE_NO_CONTEXT, kind) && !has(judging, FEATURE_CONTEXT))
        raise_whole(judging, CODE_NO_CONTEXT);
    if (judge_code_is_for(CODE_NO_PURPOSE, kind) && !has(judging, FEATURE_PURPOSE))
        raise_whole(judging, CODE_NO_PURPOSE);
    if (judge_code_is_for(CODE_NO_SPECIFICS, kind))
        judge_specifics(judging);
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
        set_subject(raise_at(judging, CODE_TREAT_MISSING, hit->from, hit->until),
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
        Finding *finding = raise_whole(judging, CODE_MIXED_LANGUAGE);
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
        Finding *finding = raise_at(judging, CODE_MIXED_LANGUAGE, sentence->from, sentence->until);
        g_free(finding->subject);
        finding->subject = g_strdup(language_codes[language]);
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
    for (guint i = 0; i < judging->reading->sentences->len; i++)
        judging->questions += reading_sentence(judging->reading, i)->question ? 1 : 0;
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
        judging.hits = hits;
        count_features(&judging);
        judge_found(&judging);
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
