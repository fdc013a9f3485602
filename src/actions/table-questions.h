/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * table-questions.h - tables whose columns nobody has named yet: what to ask the user before they
 * are read, and their answer.
 *
 * A door that can ask (the page) asks before an import; one that cannot imports by the guess.
 */
#pragma once

#include "actions/workspace.h"

/* The tables among the paths that no program of ours is known to write and whose columns were not
 * settled before, 20 at most, as an array of {"file","fingerprint","columns":[{"name","field",
 * "samples"}]}: the field is the guess (words of formats/contact-column.h), samples are the cells
 * of up to three rows, shortened. An empty array: there is nothing to ask. Paths that cannot be
 * read are passed over; reading them will say why. */
TkJson *
list_table_questions(const Workspace *workspace, const char *const *paths, GError **error);

/* Remembers what the columns are: `answers` is an array of {"fingerprint","fields":[...]} with one
 * field for each column in its order. A table with nothing but "ignore" is left alone. Remembered
 * is a choice, not data: it is not in the journal. Unless all fit, none is remembered. Errors:
 * TK_ERROR_INVALID "map-incomplete" (a table without an answer, too many or too few fields),
 * "map-field-unknown", "map-not-email", "map-without-person". */
gboolean
answer_table_questions(const Workspace *workspace, const char *const *paths, const TkJson *answers,
                       GError **error);
