/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * render.h - the answers that several commands show, as lines for a person.
 */
#pragma once

#include "cli/command.h"

/* A message as it will be read: to whom, the subject, the text, what is found in it, and the next
 * step. */
void
render_message(const Call *call, const TkJson *message);

/* Each finding with its sentence, and the line it is about with the words underlined. `body` is
 * what the findings' byte offsets point into. */
void
render_findings(const Call *call, const char *body, const TkJson *findings);

/* Rows of list_people(). */
void
render_people(const Call *call, const TkJson *rows);

/* Rows of search_people(), kind by kind. */
void
render_found(const Call *call, const TkJson *rows);

/* Heads of messages, numbered; the numbers are kept for the commands that come after. */
void
render_message_heads(const Call *call, const TkJson *rows);

/* What a meeting is about: stage, purpose, reason and both values; a missing value is told. */
void
render_meeting(const Call *call, const TkJson *meeting);

/* "Head of research, Nordvarme", or whichever of the two is known. Caller frees. */
char *
render_post(const TkJson *person);

/* The same of a career's post or of news ("title", "organisation"). Caller frees. */
char *
render_one_post(const TkJson *post);

/* A label in quiet letters and its text, wrapped under itself; nothing where the text is "". */
void
render_field(const Call *call, const char *label, const char *text);

/* A heading with an empty line before it. */
void
render_heading(const Call *call, const char *heading);
