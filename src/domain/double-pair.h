/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * double-pair.h - two records that may be one, what was said of them, and what joining left behind
 * so that they can be parted again.
 *
 * Whether two records are one is judged in same-person.h and same-organisation.h.
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

#define DOUBLE_CHANCE_ONE 1000000 /* chances are kept in millionths */

typedef struct {
    TkId id;
    char *about; /* person, organisation */
    TkId one_id; /* the lesser id */
    TkId other_id;
    char *state;    /* waiting, different, joined */
    int64_t chance; /* that they are one, in millionths */
    int64_t rank;   /* the order of asking, smaller first */
    char *reasons;  /* JSON array of {"key","facts","speaks"} */
    int64_t created_at;
    int64_t answered_at;
} DoublePair;

/* An empty one: every text "", every number 0. Caller owns it. */
DoublePair *
double_pair_new(void);

void
double_pair_free(DoublePair *pair);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DoublePair, double_pair_free)

/* The order of asking: the likeliest first; one that was put off comes behind all that were not.
 * `chance` in millionths. */
int64_t
double_pair_rank(int64_t chance, unsigned times_put_off);

/* How often a pair of this rank was put off. */
unsigned
double_pair_times_put_off(int64_t rank);

typedef struct {
    TkId id;
    char *about;
    TkId person_id;       /* who stayed; 0 for an organisation */
    TkId organisation_id; /* which stayed; 0 for a person */
    TkId gone_id;         /* whose rows were moved; it comes back under this id */
    char *name;           /* of the one that went */
    char *folded;         /* an organisation's, so that the name still leads here */
    char *source;
    char *by_whom;  /* user, rule */
    int64_t chance; /* millionths */
    char *reasons;  /* as of DoublePair */
    int64_t joined_at;
} Joined;

Joined *
joined_new(void);

void
joined_free(Joined *joined);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Joined, joined_free)

typedef struct {
    TkId id;
    TkId joined_id;
    char *act; /* moved, changed, added, removed */
    char *table_name;
    TkId row_id;
    char *before; /* JSON: columns that were changed, or the whole row that was removed */
    char *after;  /* JSON: the same columns as joining left them */
} JoinedRow;

JoinedRow *
joined_row_new(void);

void
joined_row_free(JoinedRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JoinedRow, joined_row_free)
