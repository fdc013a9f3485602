/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * find-doubles.h - looks whether people are already known under another record.
 */
#pragma once

#include "actions/person-card.h"
#include "actions/workspace.h"
#include "base/tk-id.h"

typedef struct {
    unsigned joined; /* pairs that were sure */
    unsigned put;    /* pairs that wait for the user's word */
} DoublesFound;

/* For a few people who were added or changed. With `may_join` the sure ones are joined, else they
 * are put to the user like the others. *out_found (may be NULL) is added to. Needs a work. */
gboolean
look_for_doubles(const Workspace *workspace, const TkId *people, unsigned count, gboolean may_join,
                 DoublesFound *out_found, GError **error);

/* The same for people whose cards are at hand (PersonCard); the sure ones are joined, and where
 * that is so the cards are no longer what the store holds. Needs a work. */
gboolean
look_for_doubles_of(const Workspace *workspace, const GPtrArray *cards, DoublesFound *out_found,
                    GError **error);

/* The same for organisations that were made in this work, and for all of them; none is ever joined
 * unasked. */
gboolean
look_for_organisation_doubles(const Workspace *workspace, const TkId *organisations, unsigned count,
                              DoublesFound *out_found, GError **error);
gboolean
look_for_all_organisation_doubles(const Workspace *workspace, DoublesFound *out_found,
                                  GError **error);

/* The line on the list for today that says how many pairs wait. Needs a work. */
gboolean
doubles_due_renew(const Workspace *workspace, GError **error);

/* How many pairs wait for an answer; counts no further than DOUBLES_COUNTED. */
#define DOUBLES_COUNTED 1000
gboolean
doubles_count(const Workspace *workspace, int64_t *out_count, GError **error);
