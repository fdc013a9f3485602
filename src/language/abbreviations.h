/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * abbreviations.h - words whose full stop ends no sentence, by language.
 *
 * The lists stand in share/abbreviations/; ICU has none for our languages. What each mark behind
 * a word means stands at the top of those files.
 */
#pragma once

#include <glib.h>

typedef struct Abbreviations Abbreviations;

Abbreviations *
abbreviations_new(void);
void
abbreviations_free(Abbreviations *abbreviations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Abbreviations, abbreviations_free)

/* Adds one file's lines; more than one file may be added. Errors: TK_ERROR_INVALID
 * "share-malformed" with file and line. */
gboolean
abbreviations_add(Abbreviations *abbreviations, const char *name, const char *text, GError **error);

/* TRUE when no sentence ends between `piece` (which ends in a full stop at `end`) and what follows
 * up to `until`. */
gboolean
abbreviations_join(const Abbreviations *abbreviations, const char *piece, const char *end,
                   const char *until);
