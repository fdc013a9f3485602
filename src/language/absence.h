/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * absence.h - when somebody is back, read from their automatic answer (F3).
 *
 * A day counts only where a phrase of share/mail/absence.txt stands before it: "tilbake", "until",
 * "t.o.m."; a day that merely occurs says nothing.
 */
#pragma once

#include "base/tk-day.h"
#include "language/share.h"

/* The first day back that the answer names, or 0 where it names none. `told` is the day of the
 * answer: a day without a year is the next such day after it, a weekday the next such weekday. Days
 * that are not after it, or more than a year off, are not believed. Any bytes may come in. */
TkDay
absence_back_day(const LanguageShare *share, const char *text, TkDay told);

typedef struct AbsenceWords AbsenceWords;

/* Errors: TK_ERROR_INVALID "share-malformed" with file and line. */
AbsenceWords *
absence_words_new(const char *name, const char *text, GError **error);
void
absence_words_free(AbsenceWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AbsenceWords, absence_words_free)
