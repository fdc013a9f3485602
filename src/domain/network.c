/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/network.h"

#define NONE  G_MAXUINT
#define PARTS 10000 /* of a strength */

/* One place in the list that is sorted by person. */
typedef struct {
    unsigned person;
    unsigned organisation; /* index into the organisations */
    NetworkBond bond;
} Place;

typedef struct {
    const NetworkQuestion *question;
    GArray *organisations; /* TkId, sorted: an index names one from here on */
    GArray *places;        /* Place, sorted by person, then organisation, one for each pair */
    unsigned *places_from; /* of each person, and one more */
    unsigned *links_from;  /* of each person, and one more, into `ends` */
    unsigned *ends;        /* indices into question->links, each link at both its people */
    unsigned *size;        /* of each organisation: whom it holds, or could hold */
    gboolean *closed;      /* organisations that are no circle */
    unsigned *chosen;      /* of each person; NONE */
} Work;

static void
work_clear(Work *work)
{
    g_clear_pointer(&work->organisations, g_array_unref);
    g_clear_pointer(&work->places, g_array_unref);
    g_clear_pointer(&work->places_from, g_free);
    g_clear_pointer(&work->links_from, g_free);
    g_clear_pointer(&work->ends, g_free);
    g_clear_pointer(&work->size, g_free);
    g_clear_pointer(&work->closed, g_free);
    g_clear_pointer(&work->chosen, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static int
compare_ids(gconstpointer one, gconstpointer other)
{
    TkId left = *(const TkId *) one, right = *(const TkId *) other;

    return (left > right) - (left < right);
}

/* The nearest bond first, so that of two places at one organisation it is the one that is kept. */
static int
compare_places(gconstpointer one, gconstpointer other)
{
    const Place *left = one, *right = other;

    if (left->person != right->person)
        return left->person < right->person ? -1 : 1;
    if (left->organisation != right->organisation)
        return left->organisation < right->organisation ? -1 : 1;
    return (int) left->bond - (int) right->bond;
}

static unsigned
index_of(const GArray *organisations, TkId id)
{
    guint at = 0;
    gboolean found = g_array_binary_search((GArray *) organisations, &id, compare_ids, &at);

    g_assert(found);
    return at;
}

static void
number_organisations(Work *work)
{
    const NetworkQuestion *question = work->question;
    guint kept = 0;

    work->organisations = g_array_sized_new(FALSE, FALSE, sizeof(TkId), question->place_count);
    for (gsize at = 0; at < question->place_count; at++)
        g_array_append_val(work->organisations, question->places[at].organisation_id);
    g_array_sort(work->organisations, compare_ids);

    TkId *ids = (TkId *) work->organisations->data;

    for (guint at = 0; at < work->organisations->len; at++)
        if (at == 0 || ids[at] != ids[kept - 1])
            ids[kept++] = ids[at];
    g_array_set_size(work->organisations, kept);
}

static void
sort_places(Work *work)
{
    const NetworkQuestion *question = work->question;
    guint kept = 0;

    work->places = g_array_sized_new(FALSE, FALSE, sizeof(Place), question->place_count);
    for (gsize at = 0; at < question->place_count; at++) {
        const NetworkPlace *given = &question->places[at];
        const Place place = { given->person, index_of(work->organisations, given->organisation_id),
                              given->bond };

        g_assert(given->person < question->person_count);
        g_array_append_val(work->places, place);
    }
    g_array_sort(work->places, compare_places);

    Place *places = (Place *) work->places->data;

    for (guint at = 0; at < work->places->len; at++)
        if (at == 0 || places[at].person != places[kept - 1].person ||
            places[at].organisation != places[kept - 1].organisation)
            places[kept++] = places[at];
    g_array_set_size(work->places, kept);

    work->places_from = g_new0(unsigned, question->person_count + 1);
    for (guint at = 0; at < kept; at++)
        work->places_from[places[at].person + 1]++;
    for (unsigned at = 0; at < question->person_count; at++)
        work->places_from[at + 1] += work->places_from[at];
}

static void
sort_links(Work *work)
{
    const NetworkQuestion *question = work->question;
    g_autofree unsigned *next = NULL;

    work->links_from = g_new0(unsigned, question->person_count + 1);
    work->ends = g_new(unsigned, 2 * question->link_count + 1);
    for (gsize at = 0; at < question->link_count; at++) {
        g_assert(MAX(question->links[at].from, question->links[at].to) < question->person_count);
        work->links_from[question->links[at].from + 1]++;
        work->links_from[question->links[at].to + 1]++;
    }
    for (unsigned at = 0; at < question->person_count; at++)
        work->links_from[at + 1] += work->links_from[at];
    next = g_memdup2(work->links_from, (question->person_count + 1) * sizeof *next);
    for (gsize at = 0; at < question->link_count; at++) {
        work->ends[next[question->links[at].from]++] = (unsigned) at;
        work->ends[next[question->links[at].to]++] = (unsigned) at;
    }
}

static gboolean
was_at(const Work *work, unsigned person, unsigned organisation)
{
    for (unsigned at = work->places_from[person]; at < work->places_from[person + 1]; at++)
        if (g_array_index(work->places, Place, at).organisation == organisation)
            return TRUE;
    return FALSE;
}

/* How strongly somebody is tied to those who were at an organisation too. In whole parts, so that
 * the order of the ties does not matter. */
static int64_t
pull_of(const Work *work, unsigned person, unsigned organisation)
{
    int64_t sum = 0;

    for (unsigned at = work->links_from[person]; at < work->links_from[person + 1]; at++) {
        const NetworkLink *link = &work->question->links[work->ends[at]];
        unsigned other = link->from == person ? link->to : link->from;

        if (was_at(work, other, organisation))
            sum += (int64_t) (link->strength * PARTS);
    }
    return sum;
}

/* The circle that fits somebody best among those that are still open. */
static unsigned
choose(const Work *work, unsigned person)
{
    const Place *best = NULL;
    int64_t best_pull = 0;

    for (unsigned at = work->places_from[person]; at < work->places_from[person + 1]; at++) {
        const Place *place = &g_array_index(work->places, Place, at);

        if (work->closed[place->organisation] || (best != NULL && place->bond > best->bond))
            continue;

        int64_t pull = pull_of(work, person, place->organisation);

        if (best == NULL || place->bond < best->bond || pull > best_pull ||
            (pull >= best_pull &&
             work->size[place->organisation] > work->size[best->organisation])) {
            best = place;
            best_pull = pull;
        }
    }
    return best != NULL ? best->organisation : NONE;
}

/* Everybody chooses; FALSE where every circle that somebody chose is large enough. */
static gboolean
choose_and_close(Work *work)
{
    unsigned count = work->organisations->len;
    g_autofree unsigned *held = g_new0(unsigned, count + 1);
    gboolean again = FALSE;

    for (unsigned person = 0; person < work->question->person_count; person++) {
        work->chosen[person] = choose(work, person);
        if (work->chosen[person] != NONE)
            held[work->chosen[person]]++;
    }
    for (unsigned at = 0; at < count; at++) {
        if (work->closed[at] || held[at] >= work->question->least)
            continue;
        work->closed[at] = TRUE;
        again |= held[at] > 0;
    }
    return again;
}

TkId *
network_circles(const NetworkQuestion *question)
{
    g_auto(Work) work = { .question = question };
    TkId *circles = g_new0(TkId, question->person_count + 1);

    number_organisations(&work);
    sort_places(&work);
    sort_links(&work);
    work.size = g_new0(unsigned, work.organisations->len + 1);
    work.closed = g_new0(gboolean, work.organisations->len + 1);
    work.chosen = g_new(unsigned, question->person_count + 1);
    for (guint at = 0; at < work.places->len; at++)
        work.size[g_array_index(work.places, Place, at).organisation]++;
    for (guint at = 0; at < work.organisations->len; at++)
        work.closed[at] = work.size[at] < question->least;
    while (choose_and_close(&work))
        continue;
    for (unsigned person = 0; person < question->person_count; person++)
        if (work.chosen[person] != NONE)
            circles[person] = g_array_index(work.organisations, TkId, work.chosen[person]);
    return circles;
}
