/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * join-private.h - what joining and parting share. Only for the files join-*.c and part-records.c.
 */
#pragma once

#include "actions/join-records.h"
#include "base/tk-json.h"

/* One joining under way. */
typedef struct {
    const Workspace *workspace;
    Store *store;
    const JoinWish *wish;
    TkId joined;           /* the row of `joined` */
    const char *kept_name; /* borrowed from the row */
    const char *gone_name;
} Joining;

/* The table of people or of organisations. */
const StoreTable *
join_table(const char *about);

/* A row of joined_row; `before` and `after` may be NULL. */
gboolean
join_note(const Joining *joining, const char *act, const StoreTable *table, TkId row,
          const TkJson *before, const TkJson *after, GError **error);

/* Notes the whole row and removes it. */
gboolean
join_take_away(const Joining *joining, const StoreTable *table, const TkJson *row, GError **error);

/* Which columns of `kept` (rows as JSON) `gone` fills, mends or adds to: `before` and `after` get
 * those that change. */
void
join_fill(const char *about, const TkJson *kept, const TkJson *gone, TkJson *before, TkJson *after);
