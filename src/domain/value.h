/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * value.h - the gate before every request: what both get out of it (V1), what for and why her (V3),
 * and who was told otherwise (V4).
 *
 * It looks at words, not at worth: a sentence passes when it says something at all. Whether it is a
 * good reason is for the reader, and for the judge of messages.
 */
#pragma once

#include "domain/introduction.h"
#include "domain/meeting.h"

#include <glib.h>

/* V1 and V3. Errors, all TK_ERROR_REFUSED and overruled as "V1": "value-missing" (subject: the
 * empty sides, of value_for_them, value_for_me, purpose, reason, with ", " between), "value-thin"
 * (same, those that say nothing: one word, or nothing but the coffee), "value-same" (both sides get
 * the same words). */
gboolean
value_stands(const Meeting *meeting, GError **error);

/* TRUE when the text has at least two words that say something beside the cup of coffee. */
gboolean
value_says_something(const char *text);

/* Sets the four texts (NULL leaves one as it is) and moves the stage between "idea" and "valued" as
 * V1 tells. A later stage stays: what was asked was asked. */
void
value_set(Meeting *meeting, const char *purpose, const char *reason, const char *for_them,
          const char *for_me, int64_t at);

/* V4: those of `introductions` (of Introduction) for this meeting whose introducer was told another
 * purpose than the one that stands now. Borrowed elements; only the array is freed. */
GPtrArray *
value_told_otherwise(const Meeting *meeting, const GPtrArray *introductions);
