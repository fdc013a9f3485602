/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * propose-questions.h - questions to take along to somebody, out of what is known of them (R4, R5).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

#define QUESTIONS_WISHED_MOST 20

typedef struct {
    const char *purpose;  /* NULL: by the meetings so far, see below */
    const char *language; /* NULL: theirs */
    unsigned count;       /* 0: as many as fit on a card */
    unsigned seed;        /* another one, other questions */
} QuestionsWish;

/* {"purpose","language","questions":[text]} in order of importance. Without a purpose: "host" where
 * they asked for the meeting, "second" where one was held, "trends" where there is a theme, else
 * "learn". Only open notes are quoted (I2); what stands in notes on them or messages to them counts
 * as asked. Errors: TK_ERROR_INVALID "purpose-unknown", "language-unknown"; TK_ERROR_NOT_FOUND. */
TkJson *
propose_questions(const Workspace *workspace, TkId person, const QuestionsWish *wish,
                  GError **error);
