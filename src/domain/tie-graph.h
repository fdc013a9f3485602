/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-graph.h - who knows whom, a million people and ten million ties at a time, and the best ways
 * from me to somebody (P1, P2, P5) out of all there are.
 *
 * Compact sorted arrays: people are numbers in the order of their ids, a person's neighbours stand
 * in order beside their strengths. Changes go into a small sorted overlay that is merged now and
 * then, so a mail that comes in costs microseconds. Who was at the same organisation at the same
 * time is likely to know each other (shared-time.h); that is walked over the organisation, never
 * written out pair by pair.
 *
 * Strengths are those of the day the graph was made (tie_strength()), packed into 14 bits: the
 * ways it names are proposals, which path_rank() then judges and tells with the evidence of now.
 * One thread at a time.
 */
#pragma once

#include "base/tk-id.h"
#include "domain/method.h"
#include "domain/way.h"

#include <glib.h>
#include <stdint.h>

typedef struct TieGraph TieGraph;

typedef struct {
    TkId one_id, other_id;
    double strength; /* 0 to 1; 0 is no tie */
    gboolean likely; /* both only received the same mails (path.h) */
} TieGraphTie;

/* Somebody was at an organisation or school. */
typedef struct {
    TkId person_id, organisation_id;
    int64_t from_day, until_day; /* days since 1970; from 0 is unknown, until 0 is still */
} TieGraphStay;

/* The limits are copied: what is light and warm. `today` ends the stays that go on. */
TieGraph *
tie_graph_new(TkId me_id, int64_t today, const MethodLimits *limits);
void
tie_graph_free(TieGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TieGraph, tie_graph_free)

/* The first making: everybody in the order of ids, then their ties in any order (of two of one pair
 * the stronger counts; one with a person not collected is left out), then tie_graph_ties_made(),
 * then the stays, then tie_graph_stays_made(). */
void
tie_graph_collect_person(TieGraph *graph, TkId id);
void
tie_graph_collect(TieGraph *graph, const TieGraphTie *tie);
void
tie_graph_ties_made(TieGraph *graph);
void
tie_graph_collect_stay(TieGraph *graph, const TieGraphStay *stay);
void
tie_graph_stays_made(TieGraph *graph);

/* Afterwards: the pair's tie is this one now; strength 0 takes it away. Somebody not known yet gets
 * a place. */
void
tie_graph_change(TieGraph *graph, const TieGraphTie *tie);

/* All stays of a person, in the place of those known so far. */
void
tie_graph_change_stays(TieGraph *graph, TkId person_id, const TieGraphStay *stays, gsize count);

/* Merges the overlays. Done by itself when they have grown; the answers are the same before and
 * after. */
void
tie_graph_merge(TieGraph *graph);

/* Over whom a way should not lead: people known by name, and few. */
typedef struct {
    TkId person_id;
    gboolean strained;
    gboolean tired; /* P5 */
} TieGraphMark;

/* me - persons[0] - ... - persons[count - 1], the target. */
typedef struct {
    TkId persons[WAY_STEPS_MOST];
    TkId organisations[WAY_STEPS_MOST]; /* where the step rests on shared time: where; else 0 */
    unsigned count;
    WayRank rank;
} TieGraphWay;

/* The best ways to the target, best first, at most `most` (up to TIE_GRAPH_WAYS_MOST); how many.
 * The same ways in the same order as path_rank() names out of all ties and times, but for strengths
 * that differ by less than a packed one can tell. With an unknown target 0. */
#define TIE_GRAPH_WAYS_MOST 64
unsigned
tie_graph_ways(TieGraph *graph, TkId target_id, const TieGraphMark *marks, gsize mark_count,
               TieGraphWay *out_ways, unsigned most);

typedef struct {
    gsize people, ties, stays; /* ties: pairs */
    gsize waiting;             /* changes not merged yet */
    gsize bytes;               /* of all arrays, as allocated */
} TieGraphSize;

TieGraphSize
tie_graph_size(const TieGraph *graph);
