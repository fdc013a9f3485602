/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * overruled.h - what of a message may stay as it is, because the user said so and said why (M1).
 *
 * Beside what holds for a whole rule ("guilt: she asked me herself", method.h), a word of the user
 * may hold for these words of the text only: the same fault in other words is pointed out again.
 * Both stand in Message.overruled, one a line; this one as code TAB words TAB reason.
 */
#pragma once

#include <glib.h>

#define OVERRULED_MOST 64 /* words kept with a message; the oldest go first */

/* TRUE where the finding `code` on `words` may stay: by the rule as a whole, or by these very words
 * whatever their case and spaces. `words` "" is a finding that is about no words. */
gboolean
overruled_holds(const char *overruled, const char *code, const char *words);

/* `overruled` with these words added, or their reason replaced; with `words` "" the whole rule.
 * Caller owns it. Errors: TK_ERROR_INVALID "overrule-without-reason". */
char *
overruled_add(const char *overruled, const char *code, const char *words, const char *reason,
              GError **error);

/* `overruled` without what holds for this finding: it is pointed out again. Caller owns it. */
char *
overruled_without(const char *overruled, const char *code, const char *words);
