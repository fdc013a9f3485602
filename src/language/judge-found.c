/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/judging.h"

#include <string.h>

#define SENTENCE_LONGEST 60  /* words; in a list of points everything is near everything */
#define SENTENCES_MOST   100 /* of a message; what is longer is a book, and told so anyway */

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

/* One finding for each code and sentence is enough. */
void
judging_find(Judging *judging)
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

/* Where no rule was met, but the words together speak for it. */
static void
raise_weighed(Judging *judging, guint sentence, const double scores[PART_COUNT])
{
    static const struct {
        Part part;
        Code code;
    } found_by_part[] = {
        { PART_JOB, CODE_ASKS_FOR_JOB }, { PART_GUILT, CODE_GUILT },
        { PART_CREEPY, CODE_CREEPY },    { PART_SALES, CODE_SALES_PITCH },
        { PART_PANIC, CODE_PANIC },      { PART_BREACH, CODE_CONFIDENCE_BREACH },
    };
    const LanguageShare *share = judging->share;
    gsize from = 0, until = 0;

    if (reading_sentence(judging->reading, sentence)->words > SENTENCE_LONGEST)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(found_by_part); i++) {
        Code code = found_by_part[i].code;
        if (scores[found_by_part[i].part] <= 0 ||
            scores[found_by_part[i].part] < scores[PART_WAY_OUT] ||
            !judge_code_is_for(code, judging->given->kind) || is_raised_in(judging, code, sentence))
            continue;
        sentence_point(share->weights, share->rules[judging->language], judging->reading, sentence,
                       judging->hits, found_by_part[i].part, &from, &until);
        judging_name(judging_raise(judging, code, from, until), judging->reading->text, from,
                     until);
    }
}

void
judging_weigh(Judging *judging)
{
    const LanguageShare *share = judging->share;
    double scores[PART_COUNT];

    for (int part = 0; part < PART_COUNT; part++)
        judging->parts[part] = -G_MAXDOUBLE;
    for (guint s = 0; s < MIN(judging->reading->sentences->len, SENTENCES_MOST); s++) {
        sentence_weigh(share->weights, share->rules[judging->language], judging->reading, s,
                       judging->hits, scores);
        for (int part = 0; part < PART_COUNT; part++)
            judging->parts[part] = MAX(judging->parts[part], scores[part]);
        raise_weighed(judging, s, scores);
    }
}
