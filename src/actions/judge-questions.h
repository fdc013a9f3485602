/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judge-questions.h - findings on the questions one means to ask (R4), one a line.
 */
#pragma once

#include "actions/workspace.h"

#define QUESTIONS_MOST 200 /* in one text; a card holds ten */

/* `text`: a question on each line; list marks ("1.", "-") belong to none of them. `language` NULL
 * or
 * "": found out for each. {"questions":[{"text","language","findings":[Finding]}]}; the findings'
 * bytes are those of "text". Keeps nothing. Errors: TK_ERROR_TOO_LARGE "text-too-large",
 * "questions-too-many". */
TkJson *
judge_questions(const Workspace *workspace, const char *text, const char *language, GError **error);
