/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * join-records.h - makes two records one, and two of them again.
 *
 * Every row of every table that names the one that goes is made to name the one that stays
 * (StoreTable's references, so a new table is moved along without a line here), and each such row
 * is noted in joined_row. Parting sets back what still stands as joining left it; what came
 * afterwards stays with the one that stayed. Only for actions; all need a work.
 */
#pragma once

#include "actions/workspace-private.h"
#include "domain/double-pair.h"

typedef struct {
    const char *about; /* person, organisation */
    TkId kept, gone;
    const char *by_whom; /* user, rule */
    int64_t chance;      /* millionths */
    const char *reasons; /* JSON array, as of DoublePair */
} JoinWish;

/* Errors: "no-such-person", "no-such-organisation"; TK_ERROR_INVALID "join-with-itself". */
gboolean
join_records(const Workspace *workspace, const JoinWish *wish, GError **error);

/* The one that went comes back under its old id, and the two are known to be different. */
gboolean
part_records(const Workspace *workspace, const Joined *joined, GError **error);

/* Which of two people stays: the user's own record, the one with the fuller name, the older. */
gboolean
join_chooses_first(const Workspace *workspace, TkId one, TkId other, gboolean *out_first,
                   GError **error);

/* What follows from the rows of these people (ties, the search index, the keys of doubles) is made
 * again; ids of people who are gone are forgotten there. */
gboolean
records_renew(const Workspace *workspace, const char *about, const TkId *ids, unsigned count,
              GError **error);

/* The pair of the two in this state; made where there is none. *out_pair (may be NULL). */
gboolean
double_pair_set(const Workspace *workspace, const char *about, TkId one, TkId other,
                const char *state, DoublePair **out_pair, GError **error);

/* *out_pair is NULL without error where there is none. */
gboolean
double_pair_find(const Workspace *workspace, const char *about, TkId one, TkId other,
                 DoublePair **out_pair, GError **error);
