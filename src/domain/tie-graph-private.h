/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-graph-private.h - the arrays of a TieGraph, shared by its making, its changes, its stays and
 * its search.
 */
#pragma once

#include "domain/tie-graph.h"

/* A packed tie: 14 bits of strength, then the flags. 0 is none. */
typedef uint16_t PackedTie;
#define PACKED_LIKELY   1u
#define PACKED_SHARED   2u /* rests on shared time; only while searching */
#define PACKED_BITS     2
#define PACKED_STRENGTH 16383.0

typedef uint32_t Node; /* place of a person in `ids` */
#define NODE_NONE UINT32_MAX

/* One direction of a pair whose tie is another than in the rows; 0: it is gone. */
typedef struct {
    uint64_t key; /* from << 32 | to */
    PackedTie tie;
} TieChange;

/* Pairs as they were collected; in pieces, so that what is done with goes back to the system. */
typedef struct {
    Node one[1 << 15], other[1 << 15];
    PackedTie tie[1 << 15];
    unsigned count;
} TiePiece;

/* A stay where its person or organisation is known by place. */
typedef struct {
    uint32_t place;       /* the other one: of the organisation, or of the person */
    uint16_t from, until; /* months since 1900 */
} PackedStay;

typedef struct {
    TkId organisation_id;
    Node person;
    uint16_t from, until;
} LooseStay;

typedef struct {
    GArray *organisations; /* TkId, in order */
    GArray *of_person;     /* uint32_t: where a person's begin; one more than people made */
    GArray *of_place;      /* the same for organisations */
    PackedStay *persons;   /* by person; `place` is the organisation's */
    PackedStay *members;   /* by organisation, in the order of people; `place` is the person */
    gsize count;           /* of both */
    GArray *loose;         /* LooseStay: collected, or all of those in `moved`; by organisation */
    GArray *moved;         /* Node, in order: whose stays are among the loose ones */
    GArray *here;          /* PackedStay: scratch, everybody of one organisation */
} Stays;

struct TieGraph {
    TkId me_id;
    Node me; /* NODE_NONE while not known */
    int64_t today;
    PackedTie light; /* as strength_bits() */
    MethodLimits limits;
    GArray *ids;       /* TkId, in order */
    GArray *first;     /* uint32_t: where a person's row begins; one more than people with rows */
    Node *neighbours;  /* rows, each in order */
    PackedTie *ties;   /* beside the neighbours */
    gsize count;       /* of both */
    GArray *changes;   /* TieChange, in order of their keys */
    GPtrArray *pieces; /* TiePiece, until made */
    GArray *mine;      /* PackedTie of me with each */
    GArray *holding;   /* Node: those of mine that hold */
    gboolean holding_is_stale;
    GArray *theirs; /* PackedTie of the target with each, while searching; else 0 */
    GArray *near;   /* Node: whose `theirs` is not 0 */
    Stays stays;
};

/* A person's row with the changes laid over it. */
typedef struct {
    const Node *neighbour, *end;
    const PackedTie *tie;
    const TieChange *change, *change_end;
} Row;

void
row_begin(const TieGraph *graph, Node node, Row *out_row);

static inline gboolean
row_next(Row *row, Node *out_other, PackedTie *out_tie)
{
    while (row->change < row->change_end) {
        Node changed = (Node) row->change->key;

        if (row->neighbour < row->end && *row->neighbour < changed)
            break;
        if (row->neighbour < row->end && *row->neighbour == changed) {
            row->neighbour++;
            row->tie++;
        }
        *out_other = changed;
        *out_tie = (row->change++)->tie;
        if (*out_tie != 0)
            return TRUE;
    }
    if (row->neighbour == row->end)
        return FALSE;
    *out_other = *row->neighbour++;
    *out_tie = *row->tie++;
    return TRUE;
}

/* How many entries the row had when it was made. */
static inline gsize
row_length(const TieGraph *graph, Node node)
{
    return node + 1 < graph->first->len ? g_array_index(graph->first, uint32_t, node + 1) -
                                              g_array_index(graph->first, uint32_t, node)
                                        : 0;
}

static inline PackedTie
strength_bits(PackedTie tie)
{
    return (PackedTie) (tie >> PACKED_BITS);
}

static inline double
strength_of_packed(PackedTie tie)
{
    return strength_bits(tie) / PACKED_STRENGTH;
}

PackedTie
tie_pack(double strength, gboolean likely);

static inline gboolean
tie_holds(const TieGraph *graph, PackedTie tie)
{
    return strength_bits(tie) >= graph->light && tie != 0;
}

static inline TkId
id_of(const TieGraph *graph, Node node)
{
    return g_array_index(graph->ids, TkId, node);
}

static inline PackedTie
mine_of(const TieGraph *graph, Node node)
{
    return g_array_index(graph->mine, PackedTie, node);
}

/* NODE_NONE where the id is not known. */
Node
node_of(const TieGraph *graph, TkId id);

/* The tie of two people, 0 where there is none. */
PackedTie
tie_between(const TieGraph *graph, Node one, Node other);

/* The first of the sorted ids that is not less. */
gsize
lower_bound_of_id(const GArray *ids, TkId id);

/* My own ties by person, and room for the target's, made again from the rows. */
void
tie_graph_make_tables(TieGraph *graph);

/* Stays (tie-graph-stays.c). */
void
stays_init(Stays *stays);
void
stays_clear(Stays *stays);
/* Packs all that is loose. */
void
stays_merge(TieGraph *graph);
/* These are the person's stays now. */
void
stays_move(TieGraph *graph, Node person, const TieGraphStay *stays, gsize count);
/* All nodes from `at` on are one more. */
void
stays_shift(Stays *stays, Node at);
gsize
stays_bytes(const Stays *stays);

/* Everybody who is likely to know `node` from a shared time, maybe more than once; not me. */
typedef void (*SharedEach)(Node other, PackedTie tie, TkId organisation_id, gpointer data);
void
each_shared(TieGraph *graph, Node node, SharedEach each, gpointer data);
