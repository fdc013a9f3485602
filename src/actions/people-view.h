/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * people-view.h - what every look at people needs once. Only for people.c, list-doubles.c,
 * show-person.c and those of search.
 */
#pragma once

#include "actions/workspace-private.h"
#include "domain/person.h"
#include "domain/tie.h"

/* Who I am, what the hour is. Borrowed workspace. */
typedef struct {
    const Workspace *workspace;
    MethodLimits limits;
    int64_t now;
    TkId me;
} PeopleView;

gboolean
people_view_begin(PeopleView *view, const Workspace *workspace, GError **error);

/* My tie to this person; *out_tie is NULL without error where there is none. */
gboolean
people_view_tie(const PeopleView *view, TkId person, Tie **out_tie, GError **error);

/* A line of a list of people (doc/api.yaml: PersonRow). `tie` is NULL where there is none. */
TkJson *
people_view_row(const PeopleView *view, const Person *person, const Tie *tie);

/* "addresses" and "positions" of `answer` (doc/api.yaml); names and ids of cards are none. */
gboolean
people_view_addresses(const PeopleView *view, TkId person, TkJson *answer, GError **error);
gboolean
people_view_positions(const PeopleView *view, TkId person, TkJson *answer, GError **error);
