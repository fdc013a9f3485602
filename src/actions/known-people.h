/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * known-people.h - the names of the store's people and organisations in memory, for news items
 * (domain/known-names.h).
 *
 * Read when the first item is, and again when the store has changed since.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/known-names.h"

#define KNOWN_PEOPLE_MOST 200000 /* some 100 MB; of a larger store the first that came in */

typedef struct KnownPeople KnownPeople;

/* Each workspace has one. */
KnownPeople *
known_people_new(void);
void
known_people_free(KnownPeople *people);

/* Borrowed until it is asked for again. NULL on error. */
const KnownNames *
known_people_names(const Workspace *workspace, GError **error);
