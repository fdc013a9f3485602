/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judge-codes.h - MESSAGES.md's catalogue of findings on messages as a table.
 *
 * One row for each code: its severity, the key of its advice, and the kinds it is raised in.
 */
#pragma once

#include "language/judge.h"

#include <glib.h>

#define JUDGE_KINDS_MOST    8
#define JUDGE_FINDINGS_MOST 20  /* of one code in one text: nobody reads more */
#define JUDGE_SUMMARY_WORDS 250 /* the limit of a summary, which has none in sentences */

/* By number: the order of judge_codes[]. */
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

typedef struct {
    const char *code, *advice;
    FindingSeverity severity;
    const char *kinds[JUDGE_KINDS_MOST]; /* none: all */
} JudgeCode;

extern const JudgeCode judge_codes[CODE_COUNT];

/* An unknown or empty kind is judged by what holds for all kinds. */
gboolean
judge_code_is_for(Code code, const char *kind);

/* Sentences the kind allows; 0 = no limit. */
guint
judge_sentence_limit(const char *kind);
