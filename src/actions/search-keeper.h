/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-keeper.h - keeps the search index in step with people, organisations, meetings, notes and
 * messages.
 *
 * All need a work. The index is rebuildable: what is written here follows from the permanent
 * tables.
 */
#pragma once

#include "actions/person-card.h"
#include "actions/workspace.h"
#include "domain/meeting.h"
#include "domain/message.h"
#include "domain/note.h"
#include "domain/organisation.h"
#include "domain/person.h"
#include "language/word-stems.h"

/* Puts a person's words into the index, or renews them. `standing` < 0 reads the tie to me. */
gboolean
person_index(const Workspace *workspace, const Person *person, int64_t standing, GError **error);

/* The same for somebody whose card is at hand. */
gboolean
person_card_index(const Workspace *workspace, const PersonCard *card, int64_t standing,
                  GError **error);

/* Only the standing changed. */
gboolean
person_index_restand(const Workspace *workspace, TkId person, int64_t standing, GError **error);

gboolean
organisation_index(const Workspace *workspace, const Organisation *organisation, GError **error);
gboolean
note_index(const Workspace *workspace, const Note *note, GError **error);
gboolean
message_index(const Workspace *workspace, const Message *message, GError **error);
gboolean
meeting_index(const Workspace *workspace, const Meeting *meeting, GError **error);

/* The meetings, notes and messages of somebody, who came to be theirs in another way. */
gboolean
person_index_things(const Workspace *workspace, TkId person, GError **error);

/* Index words that nobody types: people of an organisation; meetings, notes and messages about
 * somebody; and those with a word of this stem. */
char *
search_mark_of_organisation(TkId organisation);
char *
search_mark_of_person(TkId person);
void
search_marks_add_stems(GPtrArray *marks, WordStems *stems, const char *text, unsigned most);

/* Everybody, each with the standing of the tie to me. */
gboolean
search_index_people(const Workspace *workspace, GError **error);

/* Makes the index where there are people and none: after a migration that dropped it. In a work of
 * its own. */
gboolean
search_make_ready(const Workspace *workspace, GError **error);

/* The same whether there is one or not. */
gboolean
search_make_anew(const Workspace *workspace, GError **error);

/* How many things there are to be found, and how many of them the index does not know, or knows
 * though they are gone. A walk over all of them. */
typedef struct {
    int64_t wanted, wrong;
} SearchCounts;

gboolean
search_count(const Workspace *workspace, SearchCounts *out_counts, GError **error);

/* All anew, in the open work. */
gboolean
search_rebuild(const Workspace *workspace, GError **error);

/* The organisation that goes by this name; made, and put into the index, if it is new (*out_new,
 * may be NULL). 0 for what is no organisation. */
gboolean
organisation_ensure(const Workspace *workspace, const char *name, TkId *out_organisation,
                    gboolean *out_new, GError **error);
