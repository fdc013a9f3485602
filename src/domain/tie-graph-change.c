/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-graph-change.c - rows as they are now: what changed lies over them until it is merged.
 */
#include "domain/tie-graph-private.h"

#define CHANGES_MOST 16384 /* then they are merged: a pass over all rows */

static uint64_t
key_of(Node from, Node to)
{
    return (uint64_t) from << 32 | to;
}

static gsize
lower_bound_of_change(const TieGraph *graph, uint64_t key)
{
    gsize low = 0, high = graph->changes->len;

    while (low < high) {
        gsize middle = low + (high - low) / 2;

        if (g_array_index(graph->changes, TieChange, middle).key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void
row_begin(const TieGraph *graph, Node node, Row *out_row)
{
    gsize length = row_length(graph, node);
    const TieChange *changes = (const TieChange *) (const void *) graph->changes->data;

    *out_row = (Row) { 0 };
    if (length > 0) { /* a graph without ties has no arrays */
        gsize begin = g_array_index(graph->first, uint32_t, node);

        out_row->neighbour = graph->neighbours + begin;
        out_row->tie = graph->ties + begin;
        out_row->end = out_row->neighbour + length;
    }
    if (graph->changes->len == 0)
        return;
    out_row->change = changes + lower_bound_of_change(graph, key_of(node, 0));
    out_row->change_end = changes + lower_bound_of_change(graph, key_of(node, NODE_NONE));
}

PackedTie
tie_between(const TieGraph *graph, Node one, Node other)
{
    gsize changed = lower_bound_of_change(graph, key_of(one, other));

    if (changed < graph->changes->len) {
        const TieChange *change = &g_array_index(graph->changes, TieChange, changed);

        if (change->key == key_of(one, other))
            return change->tie;
    }
    gsize length = row_length(graph, one);

    if (length == 0)
        return 0;
    gsize low = g_array_index(graph->first, uint32_t, one), end = low + length, high = end;

    while (low < high) {
        gsize middle = low + (high - low) / 2;

        if (graph->neighbours[middle] < other)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && graph->neighbours[low] == other ? graph->ties[low] : 0;
}

/* Makes a place for somebody between those who are known: everybody behind moves up by one. New ids
 * are greater than the known ones, so that hardly ever happens. */
static void
shift_nodes(TieGraph *graph, Node at)
{
    for (gsize place = 0; place < graph->count; place++)
        graph->neighbours[place] += graph->neighbours[place] >= at;
    if (at + 1 < graph->first->len) {
        uint32_t begin = g_array_index(graph->first, uint32_t, at);

        g_array_insert_val(graph->first, at, begin);
    }
    stays_shift(&graph->stays, at);
}

static Node
ensure_node(TieGraph *graph, TkId id)
{
    gsize at = lower_bound_of_id(graph->ids, id);
    const PackedTie none = 0;

    if (at < graph->ids->len && id_of(graph, (Node) at) == id)
        return (Node) at;
    g_assert(graph->ids->len < NODE_NONE - 1);
    if (at == graph->ids->len) {
        g_array_append_val(graph->ids, id);
        g_array_append_val(graph->mine, none);
        g_array_append_val(graph->theirs, none);
        if (id == graph->me_id)
            graph->me = (Node) at;
        return (Node) at;
    }
    tie_graph_merge(graph);
    g_array_insert_val(graph->ids, at, id);
    shift_nodes(graph, (Node) at);
    tie_graph_make_tables(graph);
    return (Node) at;
}

static void
lay_over(TieGraph *graph, Node from, Node to, PackedTie tie)
{
    const TieChange change = { key_of(from, to), tie };
    gsize at = lower_bound_of_change(graph, change.key);

    if (at < graph->changes->len && g_array_index(graph->changes, TieChange, at).key == change.key)
        g_array_index(graph->changes, TieChange, at) = change;
    else
        g_array_insert_val(graph->changes, at, change);
}

void
tie_graph_change(TieGraph *graph, const TieGraphTie *tie)
{
    PackedTie packed = tie_pack(tie->strength, tie->likely);

    if (tie->one_id == tie->other_id)
        return;
    ensure_node(graph, tie->one_id);
    ensure_node(graph, tie->other_id);
    Node one = node_of(graph, tie->one_id), other = node_of(graph, tie->other_id);

    lay_over(graph, one, other, packed);
    lay_over(graph, other, one, packed);
    if (one == graph->me || other == graph->me) {
        g_array_index(graph->mine, PackedTie, one == graph->me ? other : one) = packed;
        graph->holding_is_stale = TRUE;
    }
    if (graph->changes->len >= CHANGES_MOST)
        tie_graph_merge(graph);
}

/* Changes of pairs that are in the rows go there and are spent (0); what is gone closes up. */
static void
apply_to_rows(TieGraph *graph)
{
    TieChange *change = (TieChange *) (void *) graph->changes->data;
    const TieChange *end = change + graph->changes->len;
    uint32_t *first = (uint32_t *) (void *) graph->first->data;
    uint32_t kept = 0, begin = 0;

    for (Node node = 0; node + 1 < graph->first->len; node++) {
        uint32_t until = first[node + 1];

        for (uint32_t at = begin; at < until; at++) {
            uint64_t key = key_of(node, graph->neighbours[at]);
            PackedTie tie = graph->ties[at];

            while (change < end && change->key < key)
                change++;
            if (change < end && change->key == key) {
                tie = change->tie;
                change->tie = 0;
            }
            if (tie == 0)
                continue;
            graph->neighbours[kept] = graph->neighbours[at];
            graph->ties[kept++] = tie;
        }
        begin = until;
        first[node + 1] = kept;
    }
    graph->count = kept;
}

/* What is new is put in from behind, so that nothing is needed beside the rows. */
static void
insert_into_rows(TieGraph *graph)
{
    const TieChange *changes = (const TieChange *) (const void *) graph->changes->data;
    uint32_t *first = (uint32_t *) (void *) graph->first->data;
    gsize left = graph->changes->len, to = graph->count;

    for (gsize at = 0; at < graph->changes->len; at++)
        to += changes[at].tie != 0;
    graph->neighbours = g_renew(Node, graph->neighbours, to);
    graph->ties = g_renew(PackedTie, graph->ties, to);
    graph->count = to;
    for (gsize node = graph->ids->len; node-- > 0;) {
        uint32_t begin = first[node], at = first[node + 1];

        first[node + 1] = (uint32_t) to;
        while (at > begin || (left > 0 && changes[left - 1].key >> 32 == node)) {
            gboolean inserts =
                left > 0 && changes[left - 1].key >> 32 == node &&
                (at == begin || (Node) changes[left - 1].key > graph->neighbours[at - 1]);

            if (inserts && changes[--left].tie == 0)
                continue;
            to--;
            graph->neighbours[to] = inserts ? (Node) changes[left].key : graph->neighbours[--at];
            graph->ties[to] = inserts ? changes[left].tie : graph->ties[at];
        }
    }
    g_assert(to == 0 && left == 0);
}

static void
merge_rows(TieGraph *graph)
{
    const uint32_t end = (uint32_t) graph->count;

    while (graph->first->len <= graph->ids->len)
        g_array_append_val(graph->first, end);
    apply_to_rows(graph);
    insert_into_rows(graph);
    g_array_set_size(graph->changes, 0);
}

void
tie_graph_merge(TieGraph *graph)
{
    if (graph->changes->len > 0 || graph->first->len <= graph->ids->len)
        merge_rows(graph);
    if (graph->stays.moved->len > 0)
        stays_merge(graph);
}

void
tie_graph_change_stays(TieGraph *graph, TkId person_id, const TieGraphStay *stays, gsize count)
{
    stays_move(graph, ensure_node(graph, person_id), stays, count);
}
