/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/judging.h"

#include <math.h>
#include <string.h>

#define SENTENCE_LONGEST 60  /* words; in a list of points everything is near everything */
#define RULE_DOUBT       1.5 /* of a score, for which a rule is not believed */
#define SENTENCES_MOST   100 /* of a message; what is longer is a book, and told so anyway */

/* Features that are a finding where they stand, and the part that such a sentence plays
 * (PART_COUNT: none). */
static const struct {
    Feature feature;
    Code code;
    Part part;
} found_by_feature[] = {
    { FEATURE_ASKS_FOR_JOB, CODE_ASKS_FOR_JOB, PART_JOB },
    { FEATURE_GUILT, CODE_GUILT, PART_GUILT },
    { FEATURE_PANIC, CODE_PANIC, PART_PANIC },
    { FEATURE_CREEPY, CODE_CREEPY, PART_CREEPY },
    { FEATURE_SALES_PITCH, CODE_SALES_PITCH, PART_SALES },
    { FEATURE_CONFIDENCE_BREACH, CODE_CONFIDENCE_BREACH, PART_BREACH },
    { FEATURE_PLACEHOLDER, CODE_PLACEHOLDER, PART_COUNT },
};

Finding *
judging_raise(Judging *judging, Code code, gsize from, gsize until)
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

Finding *
judging_raise_whole(Judging *judging, Code code)
{
    return judging_raise(judging, code, 0, judging->reading->length);
}

void
judging_name(Finding *finding, const char *text, gsize from, gsize until)
{
    g_free(finding->subject);
    finding->subject = g_strndup(text + from, until - from);
}

/* NULL for a sentence that was not weighed. */
static const double *
scores_of(const Judging *judging, guint sentence)
{
    return sentence < judging->scores->len / PART_COUNT
               ? &g_array_index(judging->scores, double, (gsize) sentence *PART_COUNT)
               : NULL;
}

/* A rule sees a few words; where the others speak clearly against it, it is not believed. */
static gboolean
is_believed(const Judging *judging, const RuleHit *hit, Part part)
{
    const double *scores = scores_of(judging, hit->sentence);

    return part == PART_COUNT || scores == NULL || scores[part] > -RULE_DOUBT;
}

/* One finding for each code and sentence is enough. */
static void
find_by_rules(Judging *judging)
{
    for (guint i = 0; i < G_N_ELEMENTS(found_by_feature); i++) {
        Code code = found_by_feature[i].code;
        int number = judging->share->features[judging->language][found_by_feature[i].feature];
        guint last = G_MAXUINT;
        if (!judge_code_is_for(code, judging->given->kind))
            continue;
        for (guint h = 0; h < judging->hits->len; h++) {
            const RuleHit *hit = &g_array_index(judging->hits, RuleHit, h);
            if ((int) hit->feature != number || hit->sentence == last ||
                !is_believed(judging, hit, found_by_feature[i].part))
                continue;
            last = hit->sentence;
            judging_name(judging_raise(judging, code, hit->from, hit->until),
                         judging->reading->text, hit->from, hit->until);
        }
    }
}

static gboolean
is_raised_in(const Judging *judging, Code code, guint sentence)
{
    const Sentence *at = reading_sentence(judging->reading, sentence);

    for (guint i = 0; i < judging->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(judging->findings, i);
        if (finding->code == judge_codes[code].code && finding->from >= at->from &&
            finding->until <= at->until)
            return TRUE;
    }
    return FALSE;
}

static MarkedText
marked_text(const Judging *judging)
{
    return (MarkedText) { judging->share->rules[judging->language], judging->reading, judging->hits,
                          judging->given->kind, judging->language };
}

/* Where no rule was met, but the words together speak for it. */
static void
find_by_weights(Judging *judging, guint sentence, const double *scores)
{
    const MarkedText text = marked_text(judging);
    gsize from = 0, until = 0;

    if (reading_sentence(judging->reading, sentence)->words > SENTENCE_LONGEST)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(found_by_feature); i++) {
        Code code = found_by_feature[i].code;
        Part part = found_by_feature[i].part;
        if (part == PART_COUNT || scores[part] <= 0 ||
            !judge_code_is_for(code, judging->given->kind) || is_raised_in(judging, code, sentence))
            continue;
        sentence_point(judging->share->weights, &text, sentence, part, &from, &until);
        judging_name(judging_raise(judging, code, from, until), judging->reading->text, from,
                     until);
    }
}

void
judging_find(Judging *judging)
{
    find_by_rules(judging);
    for (guint s = 0; scores_of(judging, s) != NULL; s++)
        find_by_weights(judging, s, scores_of(judging, s));
}

/* The scores of all sentences as one: about the best, and more where several are near it. */
void
judging_weigh(Judging *judging)
{
    const MarkedText text = marked_text(judging);
    guint count = MIN(judging->reading->sentences->len, SENTENCES_MOST);
    double scores[PART_COUNT], sums[PART_COUNT] = { 0 };

    for (guint s = 0; s < count; s++) {
        sentence_weigh(judging->share->weights, &text, s, scores);
        g_array_append_vals(judging->scores, scores, PART_COUNT);
        for (int part = 0; part < PART_COUNT; part++)
            sums[part] += exp(scores[part]);
    }
    for (int part = 0; part < PART_COUNT; part++)
        judging->parts[part] = count == 0 ? -G_MAXDOUBLE : log(sums[part]);
}
