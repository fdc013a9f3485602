/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * question.h - whether a question lets the other person reflect and tell (R4; MESSAGES.md,
 * "Findings on questions").
 *
 * text -> clauses that ask -> their heads -> findings. The rules of share/questions/LANG say how an
 * open head sounds, which open heads ask for one fact all the same, and what leads, doubles, asks
 * for a job (A4) or stands on the organisation's own site.
 */
#pragma once

#include "language/judge.h"

/* Findings of closed, leading, double, job, searchable, each at most once, by place. `language`:
 * nb, da, sv, en; "" = find out. Empty for an open question, and for a text in none of these. Never
 * fails: any bytes may come in. GPtrArray of Finding. */
GPtrArray *
question_judge(const LanguageShare *share, const char *text, const char *language);
