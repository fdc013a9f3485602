/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/judge-codes.h"

#include <string.h>

const JudgeCode judge_codes[CODE_COUNT] = {
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

static const struct {
    const char *kind;
    guint sentences; /* most; 0 = no limit */
} limits[] = {
    { "outreach", 4 }, { "intro_request", 5 }, { "forwardable", 4 }, { "follow_up", 2 },
    { "propose", 5 },  { "agenda", 6 },        { "thank_you", 5 },   { "summary", 0 },
    { "share", 4 },    { "milestone", 4 },     { "report_back", 4 }, { "thoughts", 6 },
    { "decline", 4 },  { "touch", 4 },
};

gboolean
judge_code_is_for(Code code, const char *kind)
{
    /* Who says no has nothing to ask for: "we are one short on the rota" is a reason there. */
    if (code == CODE_ASKS_FOR_JOB && strcmp(kind, "decline") == 0)
        return FALSE;
    if (judge_codes[code].kinds[0] == NULL)
        return TRUE;
    for (guint i = 0; i < JUDGE_KINDS_MOST && judge_codes[code].kinds[i] != NULL; i++) {
        if (strcmp(judge_codes[code].kinds[i], kind) == 0)
            return TRUE;
    }
    return FALSE;
}

guint
judge_sentence_limit(const char *kind)
{
    for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
        if (strcmp(limits[i].kind, kind) == 0)
            return limits[i].sentences;
    }
    return 0;
}
