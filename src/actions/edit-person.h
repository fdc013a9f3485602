/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * edit-person.h - adding a person by hand, changing what is known, adding a note.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* NULL = not said. */
typedef struct {
    const char *name, *email, *linkedin, *phone;
    const char *title, *organisation;
    const char *language, *country, *zone, *place;
    const char *formality, *terms, *terms_reason;
    const char *how_known, *interests;
    const char *own_word; /* close, warm, light, cold, "" = as computed */
} PersonWish;

/* {"id","undo"}; a change also has "milestone": the news that a new post makes, offered and not on
 * the list for today (L2), or null. Errors: "person-without-name", "address-taken" (subject: who
 * has it), "address-malformed", "language-unknown", "country-unknown", "own-word-unknown",
 * "terms-unknown".
 */
TkJson *
add_person(const Workspace *workspace, const PersonWish *wish, GError **error);
TkJson *
change_person(const Workspace *workspace, TkId person, const PersonWish *wish, GError **error);

/* {"id","undo"}; openness: open, confidence, internal. */
TkJson *
add_note(const Workspace *workspace, TkId person, const char *text, const char *openness,
         GError **error);
