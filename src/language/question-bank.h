/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * question-bank.h - questions to take along to a meeting, by its purpose and what is known (R4,
 * R5).
 *
 * They stand in share/questions/LANG/bank, ranked: the first three carry a short meeting. One that
 * asks for a recommendation is always among them, the last. A question with a place for what is not
 * known is left out, so nothing is ever blank.
 */
#pragma once

#include "language/share.h"

#include <glib.h>

#define QUESTIONS_PROPOSED 7  /* as many as fit on a card */
#define QUESTIONS_AT_MOST  20 /* more is an interrogation */

typedef struct QuestionBank QuestionBank;

/* learn, trends, advice, second, host. NULL-terminated. */
extern const char *const question_purpose_table[];

/* Errors: TK_ERROR_INVALID "share-malformed" with file and line. */
QuestionBank *
question_bank_new(const char *name, const char *text, GError **error);
void
question_bank_free(QuestionBank *bank);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QuestionBank, question_bank_free)

typedef struct {
    const char *language; /* nb, da, sv, en */
    const char *purpose;  /* of the table */
    /* What is known, "" where it is not. */
    const char *role, *organisation;
    const char *theme; /* used only where it is a noun: "district heating" */
    const char *said;  /* what they said last time, from a note that is open */
    const char *asked; /* texts that went to them before: what stands there is not asked again */
    guint seed;        /* the same seed, the same questions */
    guint count;       /* 1..QUESTIONS_AT_MOST */
} QuestionWish;

/* The questions in their order, in whole sentences. GPtrArray of char *; fewer than asked for where
 * the bank has no more. */
GPtrArray *
question_bank_propose(const LanguageShare *share, const QuestionWish *wish);
