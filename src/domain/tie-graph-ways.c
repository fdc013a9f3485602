/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-graph-ways.c - the best ways, found from whichever end has less to look at.
 *
 * The rules of a way are path.c's. A way over two people is at best as good as its known end step
 * lets it be (way_bound()); once enough ways of the best class are kept, ends that cannot do better
 * are passed over. Strong ends are looked at first, so that this is soon so.
 */
#include "domain/shared-time.h"
#include "domain/tie-graph-private.h"

#include <stdlib.h>
#include <string.h>

#define LOOKUP 20 /* what finding one pair costs, in steps along a row */

#define ROUNDING 1e-9

/* Strengths from which ends are looked at together, the strong first. */
static const double rounds[] = { 0.7, 0.45, 0 };

typedef struct {
    Node persons[WAY_STEPS_MOST];
    PackedTie steps[WAY_STEPS_MOST];
    unsigned count;
    WayRank rank;
} Found;

typedef struct {
    Node node;
    gboolean strained, tired;
} Mark;

typedef struct {
    TieGraph *graph;
    Node target;
    GArray *marks; /* Mark, in the order of nodes */
    Found kept[TIE_GRAPH_WAYS_MOST];
    unsigned count, most;
    Node from; /* whose neighbours are looked at: one end between */
    gboolean from_mine;
} Hunt;

static inline PackedTie
theirs_of(const TieGraph *graph, Node node)
{
    return g_array_index(graph->theirs, PackedTie, node);
}

static gint
compare_marks(gconstpointer one, gconstpointer other)
{
    Node a = ((const Mark *) one)->node, b = ((const Mark *) other)->node;

    return a < b ? -1 : a > b;
}

static Mark
mark_of(const Hunt *hunt, Node node)
{
    const Mark key = { .node = node };
    const Mark *found = hunt->marks->len > 0 ? bsearch(&key, hunt->marks->data, hunt->marks->len,
                                                       sizeof(Mark), compare_marks)
                                             : NULL;

    return found != NULL ? *found : key;
}

static int
compare_found(const Found *one, const Found *other)
{
    int order = way_compare(&one->rank, one->count, &other->rank, other->count);

    if (order != 0)
        return order;
    for (unsigned at = 0; at < one->count; at++)
        if (one->persons[at] != other->persons[at])
            return one->persons[at] < other->persons[at] ? -1 : 1;
    return 0;
}

/* Keeps the best in order; of several over two people that begin with the same one only one. */
static void
keep(Hunt *hunt, const Found *found)
{
    unsigned at = hunt->count;

    if (found->count == WAY_STEPS_MOST)
        for (unsigned same = 0; same < hunt->count; same++) {
            if (hunt->kept[same].count != WAY_STEPS_MOST ||
                hunt->kept[same].persons[0] != found->persons[0])
                continue;
            if (compare_found(found, &hunt->kept[same]) >= 0)
                return;
            at = same; /* its place is free */
            break;
        }
    if (at == hunt->count) {
        if (hunt->count == hunt->most && compare_found(found, &hunt->kept[at - 1]) >= 0)
            return;
        if (hunt->count < hunt->most)
            hunt->count++;
        at = hunt->count - 1;
    }
    for (; at > 0 && compare_found(found, &hunt->kept[at - 1]) < 0; at--)
        hunt->kept[at] = hunt->kept[at - 1];
    hunt->kept[at] = *found;
}

static void
offer(Hunt *hunt, Found *found)
{
    WayFigures figures = { .count = found->count };

    for (unsigned at = 0; at < found->count; at++) {
        Mark mark = mark_of(hunt, found->persons[at]);

        figures.strengths[at] = strength_of_packed(found->steps[at]);
        figures.likely |= at > 0 && (found->steps[at] & PACKED_LIKELY) != 0;
        figures.strained |= (found->count == 1 || at + 1 < found->count) && mark.strained;
        figures.tired |= at == 0 && found->count > 1 && mark.tired;
    }
    found->rank = way_rank(&figures, &hunt->graph->limits);
    keep(hunt, found);
}

/* No way that begins or ends with such a step can be among those kept. */
static gboolean
cannot_do_better(const Hunt *hunt, double bound)
{
    const WayRank *worst = &hunt->kept[hunt->most - 1].rank;

    return hunt->count == hunt->most && worst->way_class <= WAY_ASK &&
           bound < worst->score - ROUNDING;
}

/* Ends. */

static void
take_shared_with_target(Node other, PackedTie tie, TkId organisation, gpointer data)
{
    TieGraph *graph = data;
    PackedTie *theirs = &g_array_index(graph->theirs, PackedTie, other);

    (void) organisation;
    if ((*theirs & PACKED_SHARED) == 0 && tie_holds(graph, *theirs))
        return;
    if (*theirs == 0)
        g_array_append_val(graph->near, other);
    if ((*theirs & PACKED_SHARED) == 0 || tie > *theirs)
        *theirs = tie;
}

static void
find_near(TieGraph *graph, Node target)
{
    Row row;
    Node other = 0;
    PackedTie tie = 0;

    g_array_set_size(graph->near, 0);
    row_begin(graph, target, &row);
    while (row_next(&row, &other, &tie)) {
        if (other == graph->me)
            continue;
        g_array_index(graph->theirs, PackedTie, other) = tie;
        g_array_append_val(graph->near, other);
    }
    each_shared(graph, target, take_shared_with_target, graph);
}

static void
forget_near(TieGraph *graph)
{
    for (guint at = 0; at < graph->near->len; at++)
        g_array_index(graph->theirs, PackedTie, g_array_index(graph->near, Node, at)) = 0;
}

static void
find_holding(TieGraph *graph)
{
    Row row;
    Node other = 0;
    PackedTie tie = 0;

    if (!graph->holding_is_stale)
        return;
    g_array_set_size(graph->holding, 0);
    row_begin(graph, graph->me, &row);
    while (row_next(&row, &other, &tie))
        if (tie_holds(graph, tie))
            g_array_append_val(graph->holding, other);
    graph->holding_is_stale = FALSE;
}

/* Ways of one and two steps. */
static void
hunt_short(Hunt *hunt)
{
    TieGraph *graph = hunt->graph;
    PackedTie direct = mine_of(graph, hunt->target);
    Found found = { .persons = { hunt->target }, .steps = { direct }, .count = 1 };

    if (direct != 0)
        offer(hunt, &found);
    for (guint at = 0; at < graph->near->len; at++) {
        Node first = g_array_index(graph->near, Node, at);
        PackedTie mine = mine_of(graph, first), theirs = theirs_of(graph, first);

        if (mine == 0 || (!tie_holds(graph, mine) && !tie_holds(graph, theirs)))
            continue;
        if (cannot_do_better(hunt, way_bound(2, strength_of_packed(mine), 1)))
            continue;
        found =
            (Found) { .persons = { first, hunt->target }, .steps = { mine, theirs }, .count = 2 };
        offer(hunt, &found);
    }
}

/* The rules of path.c: I could not as well ask the second, and the first has no way of their own.
 */
static gboolean
may_be_first(const TieGraph *graph, Node node)
{
    return tie_holds(graph, mine_of(graph, node)) && !tie_holds(graph, theirs_of(graph, node));
}

static gboolean
may_be_second(const TieGraph *graph, Node node)
{
    return tie_holds(graph, theirs_of(graph, node)) && !tie_holds(graph, mine_of(graph, node));
}

static gboolean
may_be_other_end(const Hunt *hunt, Node other)
{
    if (other == hunt->graph->me || other == hunt->target)
        return FALSE;
    return hunt->from_mine ? may_be_second(hunt->graph, other) : may_be_first(hunt->graph, other);
}

static void
offer_over_two(Hunt *hunt, Node other, PackedTie between)
{
    Node first = hunt->from_mine ? hunt->from : other,
         second = hunt->from_mine ? other : hunt->from;
    Found found = {
        .persons = { first, second, hunt->target },
        .steps = { mine_of(hunt->graph, first), between, theirs_of(hunt->graph, second) },
        .count = 3,
    };

    offer(hunt, &found);
}

static void
hunt_along_row(Hunt *hunt, const GArray *others)
{
    TieGraph *graph = hunt->graph;
    Row row;
    Node other = 0;
    PackedTie tie = 0;

    if (row_length(graph, hunt->from) > (gsize) others->len * LOOKUP) {
        for (guint at = 0; at < others->len; at++) {
            other = g_array_index(others, Node, at);
            if (may_be_other_end(hunt, other) &&
                tie_holds(graph, tie = tie_between(graph, hunt->from, other)))
                offer_over_two(hunt, other, tie);
        }
        return;
    }
    row_begin(graph, hunt->from, &row);
    while (row_next(&row, &other, &tie))
        if (tie_holds(graph, tie) && may_be_other_end(hunt, other))
            offer_over_two(hunt, other, tie);
}

static void
take_shared_between(Node other, PackedTie tie, TkId organisation, gpointer data)
{
    Hunt *hunt = data;
    Node second = hunt->from_mine ? other : hunt->from;

    (void) organisation;
    if (may_be_other_end(hunt, other) && (theirs_of(hunt->graph, second) & PACKED_SHARED) == 0 &&
        !tie_holds(hunt->graph, tie_between(hunt->graph, hunt->from, other)))
        offer_over_two(hunt, other, tie);
}

static void
hunt_from(Hunt *hunt, double from, double below, const GArray *others)
{
    const TieGraph *graph = hunt->graph;
    PackedTie own = hunt->from_mine ? mine_of(graph, hunt->from) : theirs_of(graph, hunt->from);
    double strength = strength_of_packed(own);

    if (strength < from || strength >= below || hunt->from == hunt->target ||
        !(hunt->from_mine ? may_be_first(graph, hunt->from) : may_be_second(graph, hunt->from)) ||
        cannot_do_better(hunt, way_bound(3, strength, 1)))
        return;
    hunt_along_row(hunt, others);
    if (!hunt->from_mine && (own & PACKED_SHARED) != 0)
        return; /* two guesses */
    if (!cannot_do_better(hunt, way_bound(3, strength, SHARED_TIME_MOST)))
        each_shared(hunt->graph, hunt->from, take_shared_between, hunt);
}

/* Steps along the rows of all these, where `others` are what is looked for. */
static gsize
cost_of(const TieGraph *graph, const GArray *ends, const GArray *others)
{
    gsize cost = 0;

    for (guint at = 0; at < ends->len; at++)
        cost += MIN(row_length(graph, g_array_index(ends, Node, at)), (gsize) others->len * LOOKUP);
    return cost;
}

static void
hunt_over_two(Hunt *hunt)
{
    const GArray *near = hunt->graph->near, *holding = hunt->graph->holding;

    hunt->from_mine = cost_of(hunt->graph, holding, near) < cost_of(hunt->graph, near, holding);
    const GArray *ends = hunt->from_mine ? holding : near;
    double below = G_MAXDOUBLE;

    for (unsigned round = 0; round < G_N_ELEMENTS(rounds); below = rounds[round++])
        for (guint at = 0; at < ends->len; at++) {
            hunt->from = g_array_index(ends, Node, at);
            hunt_from(hunt, rounds[round], below, hunt->from_mine ? near : holding);
        }
}

/* Where two people were together longest. */

typedef struct {
    Node other;
    PackedTie tie;
    TkId organisation;
} Together;

static void
take_together(Node other, PackedTie tie, TkId organisation, gpointer data)
{
    Together *together = data;

    if (other == together->other && tie > together->tie) {
        together->tie = tie;
        together->organisation = organisation;
    }
}

static TieGraphWay
way_of(Hunt *hunt, const Found *found)
{
    TieGraphWay way = { .count = found->count, .rank = found->rank };

    for (unsigned at = 0; at < found->count; at++) {
        way.persons[at] = id_of(hunt->graph, found->persons[at]);
        if ((found->steps[at] & PACKED_SHARED) != 0) {
            Together together = { .other = found->persons[at - 1] };

            each_shared(hunt->graph, found->persons[at], take_together, &together);
            way.organisations[at] = together.organisation;
        }
    }
    return way;
}

static void
take_marks(Hunt *hunt, const TieGraphMark *marks, gsize count)
{
    for (gsize at = 0; at < count; at++) {
        const Mark mark = { node_of(hunt->graph, marks[at].person_id), marks[at].strained,
                            marks[at].tired };

        if (mark.node != NODE_NONE)
            g_array_append_val(hunt->marks, mark);
    }
    g_array_sort(hunt->marks, compare_marks);
}

unsigned
tie_graph_ways(TieGraph *graph, TkId target_id, const TieGraphMark *marks, gsize mark_count,
               TieGraphWay *out_ways, unsigned most)
{
    g_autoptr(GArray) table = g_array_new(FALSE, FALSE, sizeof(Mark));
    Hunt hunt = { .graph = graph, .target = node_of(graph, target_id), .marks = table };

    if (hunt.target == NODE_NONE || graph->me == NODE_NONE || hunt.target == graph->me || most == 0)
        return 0;
    hunt.most = MIN(most, TIE_GRAPH_WAYS_MOST);
    take_marks(&hunt, marks, mark_count);
    find_holding(graph);
    find_near(graph, hunt.target);
    hunt_short(&hunt);
    hunt_over_two(&hunt);
    forget_near(graph);
    for (unsigned at = 0; at < hunt.count; at++)
        out_ways[at] = way_of(&hunt, &hunt.kept[at]);
    return hunt.count;
}
