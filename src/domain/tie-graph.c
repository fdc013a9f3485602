/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/tie-graph-private.h"

#include <stdlib.h>
#include <string.h>

#define SHORT_ROW 32 /* sorted in place */

TieGraph *
tie_graph_new(TkId me_id, int64_t today, const MethodLimits *limits)
{
    TieGraph *graph = g_new0(TieGraph, 1);
    const uint32_t nothing = 0;

    graph->me_id = me_id;
    graph->me = NODE_NONE;
    graph->today = today;
    graph->light = strength_bits(tie_pack(limits->tie_light, FALSE));
    graph->limits = *limits;
    graph->ids = g_array_new(FALSE, FALSE, sizeof(TkId));
    graph->first = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(graph->first, nothing);
    graph->changes = g_array_new(FALSE, FALSE, sizeof(TieChange));
    graph->pieces = g_ptr_array_new_with_free_func(g_free);
    graph->mine = g_array_new(FALSE, TRUE, sizeof(PackedTie));
    graph->holding = g_array_new(FALSE, FALSE, sizeof(Node));
    graph->theirs = g_array_new(FALSE, TRUE, sizeof(PackedTie));
    graph->near = g_array_new(FALSE, FALSE, sizeof(Node));
    stays_init(&graph->stays);
    return graph;
}

void
tie_graph_free(TieGraph *graph)
{
    if (graph == NULL)
        return;
    g_array_unref(graph->ids);
    g_array_unref(graph->first);
    g_free(graph->neighbours);
    g_free(graph->ties);
    g_array_unref(graph->changes);
    g_ptr_array_unref(graph->pieces);
    g_array_unref(graph->mine);
    g_array_unref(graph->holding);
    g_array_unref(graph->theirs);
    g_array_unref(graph->near);
    stays_clear(&graph->stays);
    g_free(graph);
}

PackedTie
tie_pack(double strength, gboolean likely)
{
    if (!(strength > 0))
        return 0;
    unsigned bits = (unsigned) (MIN(strength, 1.0) * PACKED_STRENGTH);

    return (PackedTie) (MAX(bits, 1) << PACKED_BITS | (likely ? PACKED_LIKELY : 0));
}

gsize
lower_bound_of_id(const GArray *ids, TkId id)
{
    gsize low = 0, high = ids->len;

    while (low < high) {
        gsize middle = low + (high - low) / 2;

        if (g_array_index(ids, TkId, middle) < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Node
node_of(const TieGraph *graph, TkId id)
{
    gsize at = lower_bound_of_id(graph->ids, id);

    return at < graph->ids->len && id_of(graph, (Node) at) == id ? (Node) at : NODE_NONE;
}

void
tie_graph_collect_person(TieGraph *graph, TkId id)
{
    const uint32_t nothing = 0;

    g_assert(graph->ids->len < NODE_NONE &&
             (graph->ids->len == 0 || id_of(graph, graph->ids->len - 1) < id));
    g_array_append_val(graph->ids, id);
    g_array_append_val(graph->first, nothing);
}

static TiePiece *
piece_with_room(TieGraph *graph)
{
    TiePiece *piece =
        graph->pieces->len > 0 ? g_ptr_array_index(graph->pieces, graph->pieces->len - 1) : NULL;

    if (piece != NULL && piece->count < G_N_ELEMENTS(piece->tie))
        return piece;
    piece = g_new(TiePiece, 1);
    piece->count = 0;
    g_ptr_array_add(graph->pieces, piece);
    return piece;
}

void
tie_graph_collect(TieGraph *graph, const TieGraphTie *tie)
{
    Node one = node_of(graph, tie->one_id), other = node_of(graph, tie->other_id);
    PackedTie packed = tie_pack(tie->strength, tie->likely);

    if (packed == 0 || one == NODE_NONE || other == NODE_NONE || one == other)
        return;
    TiePiece *piece = piece_with_room(graph);

    piece->one[piece->count] = one;
    piece->other[piece->count] = other;
    piece->tie[piece->count++] = packed;
    g_array_index(graph->first, uint32_t, one + 1)++;
    g_array_index(graph->first, uint32_t, other + 1)++;
    graph->count += 2;
}

/* From the pieces into the rows; a row's beginning moves on as it fills and is put back. */
static void
fill_rows(TieGraph *graph)
{
    uint32_t *first = (uint32_t *) (void *) graph->first->data;

    for (gsize at = 1; at < graph->first->len; at++)
        first[at] += first[at - 1];
    while (graph->pieces->len > 0) {
        g_autofree TiePiece *piece =
            g_ptr_array_steal_index_fast(graph->pieces, graph->pieces->len - 1);

        for (unsigned at = 0; at < piece->count; at++) {
            uint32_t of_one = first[piece->one[at]]++, of_other = first[piece->other[at]]++;

            graph->neighbours[of_one] = piece->other[at];
            graph->neighbours[of_other] = piece->one[at];
            graph->ties[of_one] = graph->ties[of_other] = piece->tie[at];
        }
    }
    memmove(first + 1, first, (graph->first->len - 1) * sizeof *first);
    first[0] = 0;
}

static int
compare_words(const void *one, const void *other)
{
    const uint64_t a = *(const uint64_t *) one, b = *(const uint64_t *) other;

    return a < b ? -1 : a > b;
}

static void
sort_short_row(Node *neighbours, PackedTie *ties, gsize length)
{
    for (gsize at = 1; at < length; at++) {
        Node node = neighbours[at];
        PackedTie tie = ties[at];
        gsize to = at;

        for (; to > 0 && neighbours[to - 1] > node; to--) {
            neighbours[to] = neighbours[to - 1];
            ties[to] = ties[to - 1];
        }
        neighbours[to] = node;
        ties[to] = tie;
    }
}

static void
sort_row(Node *neighbours, PackedTie *ties, gsize length, GArray *words)
{
    if (length <= SHORT_ROW) {
        sort_short_row(neighbours, ties, length);
        return;
    }
    g_array_set_size(words, (guint) length);
    for (gsize at = 0; at < length; at++)
        g_array_index(words, uint64_t, at) = (uint64_t) neighbours[at] << 32 | ties[at];
    qsort(words->data, length, sizeof(uint64_t), compare_words);
    for (gsize at = 0; at < length; at++) {
        neighbours[at] = (Node) (g_array_index(words, uint64_t, at) >> 32);
        ties[at] = (PackedTie) g_array_index(words, uint64_t, at);
    }
}

/* Sorts each row; of two ties of one pair the stronger stays, and what follows moves up. */
static void
sort_rows(TieGraph *graph)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    uint32_t *first = (uint32_t *) (void *) graph->first->data;
    uint32_t kept = 0, begin = 0;

    for (gsize node = 0; node + 1 < graph->first->len; node++) {
        uint32_t end = first[node + 1], row = kept;

        if (end > begin) /* a graph without ties has no arrays */
            sort_row(graph->neighbours + begin, graph->ties + begin, end - begin, words);
        for (uint32_t at = begin; at < end; at++) {
            if (kept > row && graph->neighbours[kept - 1] == graph->neighbours[at]) {
                graph->ties[kept - 1] = MAX(graph->ties[kept - 1], graph->ties[at]);
                continue;
            }
            graph->neighbours[kept] = graph->neighbours[at];
            graph->ties[kept++] = graph->ties[at];
        }
        begin = end;
        first[node + 1] = kept;
    }
    graph->count = kept;
}

void
tie_graph_make_tables(TieGraph *graph)
{
    Row row;
    Node other = 0;
    PackedTie tie = 0;

    g_array_set_size(graph->mine, 0);
    g_array_set_size(graph->mine, graph->ids->len);
    g_array_set_size(graph->theirs, graph->ids->len);
    graph->holding_is_stale = TRUE;
    graph->me = node_of(graph, graph->me_id);
    if (graph->me == NODE_NONE)
        return;
    row_begin(graph, graph->me, &row);
    while (row_next(&row, &other, &tie))
        g_array_index(graph->mine, PackedTie, other) = tie;
}

void
tie_graph_ties_made(TieGraph *graph)
{
    g_assert(graph->count <= UINT32_MAX && graph->neighbours == NULL);
    graph->neighbours = g_new(Node, graph->count);
    graph->ties = g_new(PackedTie, graph->count);
    fill_rows(graph);
    sort_rows(graph);
    tie_graph_make_tables(graph);
}

void
tie_graph_stays_made(TieGraph *graph)
{
    stays_merge(graph);
}

static gsize
array_bytes(const GArray *array)
{
    return (gsize) array->len * g_array_get_element_size((GArray *) array);
}

TieGraphSize
tie_graph_size(const TieGraph *graph)
{
    return (TieGraphSize) {
        .people = graph->ids->len,
        .ties = graph->count / 2,
        .stays = graph->stays.count,
        .waiting = graph->changes->len + graph->stays.moved->len,
        .bytes = sizeof *graph + graph->count * (sizeof(Node) + sizeof(PackedTie)) +
                 graph->pieces->len * sizeof(TiePiece) + array_bytes(graph->ids) +
                 array_bytes(graph->first) + array_bytes(graph->changes) +
                 array_bytes(graph->mine) + array_bytes(graph->holding) +
                 array_bytes(graph->theirs) + array_bytes(graph->near) + stays_bytes(&graph->stays),
    };
}
