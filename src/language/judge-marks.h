/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judge-marks.h - findings that need no rule of a language: what is left unfilled, shouted, or
 * addressed to somebody else.
 */
#pragma once

#include "language/reading.h"
#include "language/which-language.h"

#include <glib.h>

/* A place in the body; FALSE when there is none. `from` is where to look on and moves behind the
 * mark. "[navn]", "{{company}}", "<date>", "XX", "____". */
gboolean
marks_next_placeholder(const char *text, gsize length, gsize *from, gsize *out_from,
                       gsize *out_until);

/* Exclamation marks in a row, three and more in all, or ordinary words in capitals. */
gboolean
marks_find_shouting(const Reading *reading, const LanguageCues *cues, int language, gsize *out_from,
                    gsize *out_until);

/* TRUE when the greeting names somebody who is not `receiver_name`; the name as written in
 * `out_name`, its bytes in the span. `nicknames` as in share-private.h. */
gboolean
marks_find_wrong_name(const MailHabits *habits, const Reading *reading, GHashTable *nicknames,
                      const char *receiver_name, char **out_name, gsize *out_from,
                      gsize *out_until);
