/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-graph-stays.c - who was where when, by person and by organisation; what changed lies loose
 * beside them until it is packed.
 */
#include "domain/shared-time.h"
#include "domain/tie-graph-private.h"

#include <string.h>

#define MOVED_MOST 512 /* people; then they are packed */

/* Rows of one place that are looked at: who stands there twice or thrice is one. */
#define STAYS_MOST (3 * SHARED_TIME_MEMBERS_MOST)

void
stays_init(Stays *stays)
{
    *stays = (Stays) {
        .organisations = g_array_new(FALSE, FALSE, sizeof(TkId)),
        .of_person = g_array_new(FALSE, TRUE, sizeof(uint32_t)),
        .of_place = g_array_new(FALSE, TRUE, sizeof(uint32_t)),
        .loose = g_array_new(FALSE, FALSE, sizeof(LooseStay)),
        .moved = g_array_new(FALSE, FALSE, sizeof(Node)),
        .here = g_array_new(FALSE, FALSE, sizeof(PackedStay)),
    };
}

void
stays_clear(Stays *stays)
{
    g_array_unref(stays->organisations);
    g_array_unref(stays->of_person);
    g_array_unref(stays->of_place);
    g_array_unref(stays->loose);
    g_array_unref(stays->moved);
    g_array_unref(stays->here);
    g_free(stays->persons);
    g_free(stays->members);
}

gsize
stays_bytes(const Stays *stays)
{
    return stays->organisations->len * sizeof(TkId) + stays->of_person->len * sizeof(uint32_t) +
           stays->of_place->len * sizeof(uint32_t) + 2 * stays->count * sizeof(PackedStay) +
           stays->loose->len * sizeof(LooseStay) + stays->moved->len * sizeof(Node) +
           stays->here->len * sizeof(PackedStay);
}

static LooseStay
loose_stay(const TieGraph *graph, Node person, const TieGraphStay *stay)
{
    MonthSpan span = month_span(stay->from_day, stay->until_day, graph->today);

    return (LooseStay) { stay->organisation_id, person, (uint16_t) span.from,
                         (uint16_t) span.until };
}

void
tie_graph_collect_stay(TieGraph *graph, const TieGraphStay *stay)
{
    Node person = node_of(graph, stay->person_id);
    LooseStay loose = loose_stay(graph, person, stay);

    if (person != NODE_NONE && stay->organisation_id != 0)
        g_array_append_val(graph->stays.loose, loose);
}

static gint
compare_loose(gconstpointer one, gconstpointer other)
{
    const LooseStay *a = one, *b = other;

    if (a->organisation_id != b->organisation_id)
        return a->organisation_id < b->organisation_id ? -1 : 1;
    return a->person < b->person ? -1 : a->person > b->person;
}

static gsize
lower_bound_of_loose(const GArray *loose, TkId organisation)
{
    gsize low = 0, high = loose->len;

    while (low < high) {
        gsize middle = low + (high - low) / 2;

        if (g_array_index(loose, LooseStay, middle).organisation_id < organisation)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static gsize
lower_bound_of_moved(const Stays *stays, Node person)
{
    gsize low = 0, high = stays->moved->len;

    while (low < high) {
        gsize middle = low + (high - low) / 2;

        if (g_array_index(stays->moved, Node, middle) < person)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static gboolean
has_moved(const Stays *stays, Node person)
{
    gsize at = lower_bound_of_moved(stays, person);

    return at < stays->moved->len && g_array_index(stays->moved, Node, at) == person;
}

/* Where the stays of a person, or of an organisation, stand. */
static uint32_t
begin_of(const GArray *first, gsize at)
{
    return at < first->len ? g_array_index(first, uint32_t, at)
                           : (first->len > 0 ? g_array_index(first, uint32_t, first->len - 1) : 0);
}

/* Packed ones are loose again, but for those of people who moved. */
static void
loosen(Stays *stays)
{
    for (gsize place = 0; place < stays->organisations->len; place++) {
        TkId organisation = g_array_index(stays->organisations, TkId, place);

        for (uint32_t at = begin_of(stays->of_place, place);
             at < begin_of(stays->of_place, place + 1); at++) {
            const PackedStay *member = &stays->members[at];
            const LooseStay loose = { organisation, member->place, member->from, member->until };

            if (!has_moved(stays, member->place))
                g_array_append_val(stays->loose, loose);
        }
    }
}

/* From the loose ones, which are in order, into those by organisation. */
static void
pack_members(Stays *stays)
{
    g_array_set_size(stays->organisations, 0);
    g_array_set_size(stays->of_place, 0);
    for (uint32_t at = 0; at < stays->loose->len; at++) {
        const LooseStay *loose = &g_array_index(stays->loose, LooseStay, at);

        if (at == 0 || loose->organisation_id !=
                           g_array_index(stays->loose, LooseStay, at - 1).organisation_id) {
            g_array_append_val(stays->organisations, loose->organisation_id);
            g_array_append_val(stays->of_place, at);
        }
        stays->members[at] = (PackedStay) { loose->person, loose->from, loose->until };
    }
    const uint32_t end = stays->loose->len;

    g_array_append_val(stays->of_place, end);
}

/* From those by organisation into those by person. */
static void
pack_persons(Stays *stays, gsize people)
{
    g_array_set_size(stays->of_person, 0);
    g_array_set_size(stays->of_person, (guint) people + 2);
    uint32_t *first = (uint32_t *) (void *) stays->of_person->data;

    for (gsize at = 0; at < stays->count; at++)
        first[stays->members[at].place + 2]++;
    for (gsize at = 2; at < people + 2; at++)
        first[at] += first[at - 1];
    for (uint32_t place = 0; place < stays->organisations->len; place++)
        for (uint32_t at = begin_of(stays->of_place, place);
             at < begin_of(stays->of_place, place + 1); at++) {
            const PackedStay *member = &stays->members[at];

            stays->persons[first[member->place + 1]++] =
                (PackedStay) { place, member->from, member->until };
        }
    g_array_set_size(stays->of_person, (guint) people + 1);
}

void
stays_merge(TieGraph *graph)
{
    Stays *stays = &graph->stays;

    loosen(stays);
    g_array_sort(stays->loose, compare_loose);
    stays->count = stays->loose->len;
    stays->members = g_renew(PackedStay, stays->members, stays->count);
    pack_members(stays);
    g_array_unref(stays->loose);
    stays->loose = g_array_new(FALSE, FALSE, sizeof(LooseStay));
    stays->persons = g_renew(PackedStay, stays->persons, stays->count);
    pack_persons(stays, graph->ids->len);
    g_array_set_size(stays->moved, 0);
}

void
stays_shift(Stays *stays, Node at)
{
    g_assert(stays->moved->len == 0 && stays->loose->len == 0);
    for (gsize place = 0; place < stays->count; place++)
        stays->members[place].place += stays->members[place].place >= at;
    if (at + 1 < stays->of_person->len) {
        uint32_t begin = g_array_index(stays->of_person, uint32_t, at);

        g_array_insert_val(stays->of_person, at, begin);
    }
}

void
stays_move(TieGraph *graph, Node person, const TieGraphStay *stays_now, gsize count)
{
    Stays *stays = &graph->stays;
    gsize moved = lower_bound_of_moved(stays, person);

    if (!has_moved(stays, person)) {
        g_array_insert_val(stays->moved, (guint) moved, person);
    } else {
        for (guint at = stays->loose->len; at-- > 0;)
            if (g_array_index(stays->loose, LooseStay, at).person == person)
                g_array_remove_index(stays->loose, at);
    }
    for (gsize at = 0; at < count; at++) {
        LooseStay loose = loose_stay(graph, person, &stays_now[at]);
        gsize to = lower_bound_of_loose(stays->loose, loose.organisation_id);

        while (to < stays->loose->len &&
               compare_loose(&g_array_index(stays->loose, LooseStay, to), &loose) < 0)
            to++;
        if (loose.organisation_id != 0)
            g_array_insert_val(stays->loose, (guint) to, loose);
    }
    if (stays->moved->len >= MOVED_MOST)
        stays_merge(graph);
}

/* Everybody of one organisation into stays->here; how many people, or 0 where there are too many
 * for anybody to be likely to know another. */
static gsize
gather_members(Stays *stays, TkId organisation)
{
    gsize place = lower_bound_of_id(stays->organisations, organisation), people = 0;
    gboolean packed = place < stays->organisations->len &&
                      g_array_index(stays->organisations, TkId, place) == organisation;
    uint32_t at = packed ? begin_of(stays->of_place, place) : 0;
    uint32_t end = packed ? begin_of(stays->of_place, place + 1) : 0;

    g_array_set_size(stays->here, 0);
    if (end - at > STAYS_MOST + stays->moved->len * STAYS_MOST)
        return 0;
    for (; at < end && stays->here->len <= STAYS_MOST; at++)
        if (stays->moved->len == 0 || !has_moved(stays, stays->members[at].place))
            g_array_append_val(stays->here, stays->members[at]);
    for (gsize loose = lower_bound_of_loose(stays->loose, organisation);
         loose < stays->loose->len && stays->here->len <= STAYS_MOST; loose++) {
        const LooseStay *stay = &g_array_index(stays->loose, LooseStay, loose);
        const PackedStay member = { stay->person, stay->from, stay->until };

        if (stay->organisation_id != organisation)
            break;
        g_array_append_val(stays->here, member);
    }
    /* Both parts are in the order of people, and nobody is in both. */
    for (guint i = 0; i < stays->here->len; i++)
        people += i == 0 || g_array_index(stays->here, PackedStay, i).place !=
                                g_array_index(stays->here, PackedStay, i - 1).place;
    return stays->here->len > STAYS_MOST || people > SHARED_TIME_MEMBERS_MOST ? 0 : people;
}

static void
each_shared_at(TieGraph *graph, Node node, const LooseStay *own, SharedEach each, gpointer data)
{
    gsize people = gather_members(&graph->stays, own->organisation_id);
    const MonthSpan span = { own->from, own->until };

    for (guint at = 0; people > 0 && at < graph->stays.here->len; at++) {
        const PackedStay *other = &g_array_index(graph->stays.here, PackedStay, at);
        MonthSpan common = month_span_common(span, (MonthSpan) { other->from, other->until });
        double strength = shared_time_strength(common, people);

        if (other->place == node || other->place == graph->me || strength < graph->limits.tie_light)
            continue;
        each(other->place, tie_pack(strength, TRUE) | PACKED_SHARED, own->organisation_id, data);
    }
}

void
each_shared(TieGraph *graph, Node node, SharedEach each, gpointer data)
{
    Stays *stays = &graph->stays;

    if (has_moved(stays, node)) {
        for (guint at = 0; at < stays->loose->len; at++) {
            const LooseStay own = g_array_index(stays->loose, LooseStay, at);

            if (own.person == node)
                each_shared_at(graph, node, &own, each, data);
        }
        return;
    }
    for (uint32_t at = begin_of(stays->of_person, node); at < begin_of(stays->of_person, node + 1);
         at++) {
        const PackedStay *stay = &stays->persons[at];
        const LooseStay own = { g_array_index(stays->organisations, TkId, stay->place), node,
                                stay->from, stay->until };

        each_shared_at(graph, node, &own, each, data);
    }
}
