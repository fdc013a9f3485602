/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * show-network.h - the people I know as a picture: who they are, what ties them to each other, and
 * the circles that bear the names of shared organisations.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

#define NETWORK_PEOPLE_USUAL 2000
#define NETWORK_PEOPLE_MOST  5000  /* more dots than that tell the eye no more */
#define NETWORK_TIES_MOST    20000 /* the strongest; the rest would be grey */

/* At most one of the two ids. */
typedef struct {
    TkId person;    /* not 0: only this one and whom this one knows */
    TkId path;      /* not 0: only the best ways to this one, and who stands on them */
    unsigned limit; /* people at most; 0: NETWORK_PEOPLE_USUAL */
} NetworkWish;

/* doc/api.yaml's Network: the people with the best ties first, in columns; ties between them as
 * pairs of places in those columns; me in neither. Errors: TK_ERROR_INVALID "parameter-malformed"
 * for both ids, TK_ERROR_NOT_FOUND. */
TkJson *
show_network(const Workspace *workspace, const NetworkWish *wish, GError **error);
