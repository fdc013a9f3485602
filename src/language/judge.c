/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * The way of a message: its bytes are read into sentences and words (reading.h), the rules of its
 * language find features in them (rules.h), and the table below says which finding follows from
 * which feature, or from the lack of it.
 */
#include "language/judge.h"

#include "language/judge-marks.h"
#include "language/letters.h"
#include "language/share-private.h"

#include <string.h>

#define SUMMARY_WORDS  250 /* MESSAGES.md, message kinds */
#define SPECIFIC_LEAST 4   /* words that could not stand in a message to just anyone */
#define SPECIFIC_SIZE  4   /* letters of such a word */
#define FOREIGN_LEAD   14  /* by how much another language must lead in a sentence */
#define FOREIGN_WORDS  5   /* a shorter sentence says too little */
#define LANGUAGE_LEAD  3   /* of a whole text */
#define FAVOURS_MOST   1

#define KINDS_MOST 8

/* By number: the order of codes[]. */
typedef enum {
    CODE_TOO_LONG,
    CODE_NO_REASON,
    CODE_VAGUE_ASK,
    CODE_NO_ASK,
    CODE_ASKS_FOR_JOB,
    CODE_GUILT,
    CODE_PANIC,
    CODE_NO_MUTUAL_VALUE,
    CODE_CREEPY,
    CODE_SALES_PITCH,
    CODE_CONFIDENCE_BREACH,
    CODE_NO_CONTEXT,
    CODE_NO_THANKS,
    CODE_NO_SPECIFICS,
    CODE_NO_WAY_OUT,
    CODE_NO_PURPOSE,
    CODE_TREAT_MISSING,
    CODE_SEVERAL_ASKS,
    CODE_WRONG_NAME,
    CODE_PLACEHOLDER,
    CODE_MIXED_LANGUAGE,
    CODE_COUNT
} Code;

/* MESSAGES.md, "Findings on messages": one row for each code, with the kinds it is raised in (none:
 * all). */
static const struct {
    const char *code, *advice;
    FindingSeverity severity;
    const char *kinds[KINDS_MOST];
} codes[CODE_COUNT] = {
    [CODE_TOO_LONG] = { "too_long", "judge-too-long", FINDING_ERROR },
    [CODE_NO_REASON] = { "no_reason",
                         "judge-no-reason",
                         FINDING_ERROR,
                         { "outreach", "intro_request", "forwardable" } },
    [CODE_VAGUE_ASK] = { "vague_ask",
                         "judge-vague-ask",
                         FINDING_ERROR,
                         { "outreach", "intro_request", "forwardable" } },
    [CODE_NO_ASK] = { "no_ask",
                      "judge-no-ask",
                      FINDING_ERROR,
                      { "outreach", "intro_request", "follow_up" } },
    [CODE_ASKS_FOR_JOB] = { "asks_for_job", "judge-asks-for-job", FINDING_ERROR },
    [CODE_GUILT] = { "guilt", "judge-guilt", FINDING_ERROR },
    [CODE_PANIC] = { "panic", "judge-panic", FINDING_WARNING },
    [CODE_NO_MUTUAL_VALUE] = { "no_mutual_value",
                               "judge-no-mutual-value",
                               FINDING_WARNING,
                               { "outreach", "agenda", "forwardable" } },
    [CODE_CREEPY] = { "creepy", "judge-creepy", FINDING_ERROR },
    [CODE_SALES_PITCH] = { "sales_pitch",
                           "judge-sales-pitch",
                           FINDING_WARNING,
                           { "outreach", "agenda", "follow_up" } },
    [CODE_CONFIDENCE_BREACH] = { "confidence_breach", "judge-confidence-breach", FINDING_ERROR },
    [CODE_NO_CONTEXT] = { "no_context",
                          "judge-no-context",
                          FINDING_ERROR,
                          { "follow_up", "report_back", "thank_you", "summary", "thoughts" } },
    [CODE_NO_THANKS] = { "no_thanks",
                         "judge-no-thanks",
                         FINDING_ERROR,
                         { "thank_you", "report_back" } },
    [CODE_NO_SPECIFICS] = { "no_specifics",
                            "judge-no-specifics",
                            FINDING_WARNING,
                            { "thank_you", "milestone", "share", "thoughts", "summary" } },
    [CODE_NO_WAY_OUT] = { "no_way_out", "judge-no-way-out", FINDING_WARNING, { "intro_request" } },
    [CODE_NO_PURPOSE] = { "no_purpose", "judge-no-purpose", FINDING_ERROR, { "agenda" } },
    [CODE_TREAT_MISSING] = { "treat_missing",
                             "judge-treat-missing",
                             FINDING_HINT,
                             { "outreach", "propose" } },
    [CODE_SEVERAL_ASKS] = { "several_asks",
                            "judge-several-asks",
                            FINDING_WARNING,
                            { "outreach", "follow_up", "thank_you" } },
    [CODE_WRONG_NAME] = { "wrong_name", "judge-wrong-name", FINDING_ERROR },
    [CODE_PLACEHOLDER] = { "placeholder", "judge-placeholder", FINDING_ERROR },
    [CODE_MIXED_LANGUAGE] = { "mixed_language", "judge-mixed-language", FINDING_WARNING },
};

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

static const struct {
    const char *kind;
    guint sentences; /* most; 0 = no limit */
} limits[] = {
    { "outreach", 4 }, { "intro_request", 5 }, { "forwardable", 4 }, { "follow_up", 2 },
    { "propose", 5 },  { "agenda", 6 },        { "thank_you", 5 },   { "summary", 0 },
    { "share", 4 },    { "milestone", 4 },     { "report_back", 4 }, { "thoughts", 6 },
    { "decline", 4 },
};

typedef struct {
    const LanguageShare *share;
    const JudgeText *given;
    const Reading *reading;
    int language; /* -1: none of ours */
    GArray *hits; /* RuleHit */
    guint count[FEATURE_COUNT];
    guint questions;
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

/* An unknown or empty kind is judged by what holds for all kinds. */
static gboolean
code_is_for(Code code, const char *kind)
{
    if (codes[code].kinds[0] == NULL)
        return TRUE;
    for (guint i = 0; i < KINDS_MOST && codes[code].kinds[i] != NULL; i++) {
        if (strcmp(codes[code].kinds[i], kind) == 0)
            return TRUE;
    }
    return FALSE;
}

static Finding *
raise_at(Judging *judging, Code code, gsize from, gsize until)
{
    Finding *finding = g_new0(Finding, 1);

    finding->code = codes[code].code;
    finding->advice = codes[code].advice;
    finding->severity = codes[code].severity;
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
    guint limit = 0;

    for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
        if (strcmp(limits[i].kind, judging->given->kind) == 0)
            limit = limits[i].sentences;
    }
    if (strcmp(judging->given->kind, "summary") == 0 &&
        judging->reading->words->len > SUMMARY_WORDS) {
        const Word *first = reading_word(judging->reading, SUMMARY_WORDS);
        Finding *finding =
            raise_at(judging, CODE_TOO_LONG, first->from, judging->reading->parts.text_until);
        finding->advice = "judge-too-many-words";
        finding->figure = judging->reading->words->len;
        finding->limit = SUMMARY_WORDS;
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
        if (!code_is_for(code, judging->given->kind))
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

static gboolean
has_in_sentence(const Judging *judging, Feature feature, guint sentence)
{
    for (guint h = 0; h < judging->hits->len; h++) {
        const RuleHit *hit = &g_array_index(judging->hits, RuleHit, h);
        if (hit->sentence == sentence && is_hit_of(judging, hit, feature))
            return TRUE;
    }
    return FALSE;
}

/* A topic counts in a sentence that asks: "I read how you built the team" is no topic of a meeting.
 */
static gboolean
sentence_asks(const Judging *judging, guint sentence)
{
    static const Feature asking[] = { FEATURE_ASK, FEATURE_ASKS_MEETING, FEATURE_ASKS_INTRODUCTION,
                                      FEATURE_ASKS_REVIEW, FEATURE_VAGUE };

    if (sentence >= judging->reading->sentences->len)
        return FALSE;
    if (reading_sentence(judging->reading, sentence)->question)
        return TRUE;
    for (gsize f = 0; f < G_N_ELEMENTS(asking); f++) {
        if (has_in_sentence(judging, asking[f], sentence))
            return TRUE;
    }
    return FALSE;
}

static gboolean
asks_about_something(const Judging *judging)
{
    guint last = G_MAXUINT;
    gboolean asks = FALSE;

    for (guint h = 0; h < judging->hits->len; h++) {
        const RuleHit *hit = &g_array_index(judging->hits, RuleHit, h);
        if (!is_hit_of(judging, hit, FEATURE_TOPIC))
            continue;
        asks = hit->sentence == last ? asks : sentence_asks(judging, hit->sentence);
        last = hit->sentence;
        if (asks)
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
        if (code_is_for(CODE_NO_ASK, kind))
            raise_whole(judging, CODE_NO_ASK);
        return;
    }
    if (vague && code_is_for(CODE_VAGUE_ASK, kind))
        raise_whole(judging, CODE_VAGUE_ASK);
    if (!has(judging, FEATURE_WAY_OUT) && code_is_for(CODE_NO_WAY_OUT, kind))
        raise_whole(judging, CODE_NO_WAY_OUT);
    if (favours > FAVOURS_MOST && code_is_for(CODE_SEVERAL_ASKS, kind))
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

static void
judge_lacks(Judging *judging)
{
    const char *kind = judging->given->kind;

    if (code_is_for(CODE_NO_THANKS, kind) && !has(judging, FEATURE_THANKS))
        raise_whole(judging, CODE_NO_THANKS);
    if (code_is_for(CODE_NO_REASON, kind) && !has(judging, FEATURE_REASON))
        raise_whole(judging, CODE_NO_REASON);
    if (code_is_for(CODE_NO_MUTUAL_VALUE, kind) && !has(judging, FEATURE_VALUE))
        raise_whole(judging, CODE_NO_MUTUAL_VALUE);
    if (code_is_for(CODE_NO_CONTEXT, kind) && !has(judging, FEATURE_CONTEXT))
        raise_whole(judging, CODE_NO_CONTEXT);
    if (code_is_for(CODE_NO_PURPOSE, kind) && !has(judging, FEATURE_PURPOSE))
        raise_whole(judging, CODE_NO_PURPOSE);
    if (code_is_for(CODE_NO_SPECIFICS, kind))
        judge_specifics(judging);
}

static void
judge_treat(Judging *judging)
{
    if (!code_is_for(CODE_TREAT_MISSING, judging->given->kind) || judging->given->to_known ||
        has(judging, FEATURE_TREAT))
        return;
    for (guint i = 0; i < judging->hits->len; i++) {
        const RuleHit *hit = &g_array_index(judging->hits, RuleHit, i);
        if (!is_hit_of(judging, hit, FEATURE_DRINK) ||
            has_in_sentence(judging, FEATURE_ELSEWHERE, hit->sentence))
            continue;
        raise_at(judging, CODE_TREAT_MISSING, hit->from, hit->until);
        return;
    }
}

static int
sentence_language(const Judging *judging, const Sentence *sentence)
{
    int scores[LANGUAGE_COUNT] = { 0 };
    guint counted = 0;

    for (guint i = 0; i < sentence->words; i++) {
        const Word *word = reading_word(judging->reading, sentence->first_word + i);
        if (word->capital && !word->first)
            continue; /* names belong to no language */
        language_cues_weigh(judging->share->cues, reading_folded(judging->reading, word), scores);
        counted++;
    }
    return counted >= FOREIGN_WORDS ? language_cues_best(scores, FOREIGN_LEAD) : -1;
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
        int language = sentence_language(judging, sentence);
        if (language < 0 || language == judging->language)
            continue;
        Finding *finding = raise_at(judging, CODE_MIXED_LANGUAGE, sentence->from, sentence->until);
        g_free(finding->subject);
        finding->subject = g_strdup(language_codes[language]);
    }
}

static int
text_language(const LanguageShare *share, const char *text, int lead)
{
    g_autofree char *level = letters_level(text, strlen(text));
    g_autofree char *folded = letters_fold(level);
    int scores[LANGUAGE_COUNT] = { 0 };

    for (char *word = folded; *word != '\0';) {
        char *space = strchr(word, ' ');
        if (space != NULL)
            *space = '\0';
        language_cues_weigh(share->cues, word, scores);
        if (space == NULL)
            break;
        word = space + 1;
    }
    return language_cues_best(scores, lead);
}

const char *
language_of(const LanguageShare *share, const char *text)
{
    int language = text_language(share, text, 1);

    return language >= 0 ? language_codes[language] : "";
}

static int
compare_findings(gconstpointer one, gconstpointer other)
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

/* The language the rules are taken from: the one given, unless the words clearly are another's. */
static int
judging_language(const LanguageShare *share, const JudgeText *text)
{
    int given = language_number(text->language);
    int found = text_language(share, text->body, given >= 0 ? FOREIGN_LEAD * 2 : LANGUAGE_LEAD);

    return found >= 0 ? found : given;
}

GPtrArray *
judge_message(const LanguageShare *share, const JudgeText *text)
{
    const ReadingFacts facts = { text->receiver_name, text->receiver_organisation,
                                 text->receiver_role };
    int language = judging_language(share, text);
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
        judge_ask(&judging);
        judge_lacks(&judging);
        judge_treat(&judging);
        judge_mixture(&judging);
    }
    g_ptr_array_sort(judging.findings, compare_findings);
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
