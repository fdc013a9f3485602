/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * paths [PEOPLE ...] - how long the five best ways to somebody take in made-up networks of 1,000 to
 * 1,000,000 people with ten ties each, what the graph weighs, and what a change costs.
 *
 * Degrees are heavy-tailed: a tie's end is somebody's rank drawn as u^2.5, and the first is a hub
 * tied to a tenth of all (at most 100,000). Strengths are as in life mostly weak (u^3). Everybody
 * was at two organisations of as uneven sizes. Targets are drawn evenly, and half as ends are, so
 * that hubs are among them. Once I am somebody with some thousand ties, once the hub itself.
 */
#include "domain/tie-graph.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define TODAY          20000
#define TIES_EACH      10
#define HUB_MOST       100000
#define MINE           3000
#define STAYS_EACH     2
#define PEOPLE_A_PLACE 12
#define TARGETS        4000
#define CHANGES        100000
#define WAYS           5
#define UNEVEN         2.5
#define US             1e6
#define MB             1e6

typedef struct {
    unsigned people;
    double made_s;
    gsize ties, bytes;
    double peak_mb; /* of the process, while it was made too */
    double p50_us, p99_us, worst_us, hub_p99_us;
    double change_us, merge_s;
} Figures;

/* xorshift*: the same network on every machine, and quicker than GRand. */
static uint64_t
next_bits(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(0x2545f4914f6cdd1d);
}

static double
next_share(uint64_t *state)
{
    return (double) (next_bits(state) >> 11) / (double) (UINT64_C(1) << 53);
}

static unsigned
even(uint64_t *state, unsigned below)
{
    return (unsigned) (next_share(state) * below);
}

/* A rank drawn as u^2.5 and scattered, so that those with many ties do not stand side by side. */
static unsigned
uneven(uint64_t *state, unsigned below)
{
    uint64_t rank = (uint64_t) (pow(next_share(state), UNEVEN) * below);

    return (unsigned) (rank * UINT64_C(2654435761) % below);
}

static TkId
id_of(unsigned person)
{
    return 1000 + 3 * (TkId) person;
}

static TieGraphTie
tie_of(uint64_t *state, unsigned one, unsigned other)
{
    return (TieGraphTie) { id_of(one), id_of(other), pow(next_share(state), 3),
                           next_share(state) < 0.3 };
}

static void
collect_fan(TieGraph *graph, uint64_t *state, unsigned who, unsigned count, unsigned people)
{
    for (unsigned at = 0; at < count; at++) {
        const TieGraphTie tie = tie_of(state, who, even(state, people));

        tie_graph_collect(graph, &tie);
    }
}

static TieGraph *
make_graph(unsigned people, unsigned me, uint64_t *state)
{
    const MethodLimits limits = method_limits_default();
    TieGraph *graph = tie_graph_new(id_of(me), TODAY, &limits);
    unsigned hub = MIN(people / 10, HUB_MOST), mine = MIN(people / 10, MINE);

    for (unsigned at = 0; at < people; at++)
        tie_graph_collect_person(graph, id_of(at));
    collect_fan(graph, state, 0, hub, people);
    collect_fan(graph, state, 1, mine, people);
    for (uint64_t at = hub + mine; at < (uint64_t) people * TIES_EACH; at++) {
        const TieGraphTie tie = tie_of(state, uneven(state, people), even(state, people));

        tie_graph_collect(graph, &tie);
    }
    tie_graph_ties_made(graph);
    for (unsigned at = 0; at < people * STAYS_EACH; at++) {
        const int64_t from = TODAY - 200 - even(state, 6000);
        const TieGraphStay stay = { id_of(at / STAYS_EACH),
                                    1 + uneven(state, people / PEOPLE_A_PLACE + 1), from,
                                    at % STAYS_EACH == 0 ? 0 : from + 100 + even(state, 1500) };

        tie_graph_collect_stay(graph, &stay);
    }
    tie_graph_stays_made(graph);
    return graph;
}

static int
compare_times(const void *one, const void *other)
{
    const double a = *(const double *) one, b = *(const double *) other;

    return a < b ? -1 : a > b;
}

static double
seconds(void)
{
    return (double) g_get_monotonic_time() / US;
}

/* Microseconds of each search, in order; free with g_free(). */
static double *
search_times(TieGraph *graph, unsigned people, uint64_t *state)
{
    double *times = g_new(double, TARGETS);
    TieGraphWay ways[WAYS];

    for (unsigned at = 0; at < TARGETS; at++) {
        TkId target = id_of(at % 2 == 0 ? even(state, people) : uneven(state, people));
        double began = seconds();

        tie_graph_ways(graph, target, NULL, 0, ways, WAYS);
        times[at] = (seconds() - began) * US;
    }
    qsort(times, TARGETS, sizeof *times, compare_times);
    return times;
}

static double
peak_mb(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double) usage.ru_maxrss * 1024 / MB;
}

static void
measure_changes(TieGraph *graph, Figures *figures, uint64_t *state)
{
    double began = seconds(), slowest = 0;

    for (unsigned at = 0; at < CHANGES; at++) {
        const TieGraphTie tie =
            tie_of(state, even(state, figures->people), even(state, figures->people));
        double before = seconds();

        tie_graph_change(graph, &tie);
        slowest = MAX(slowest, seconds() - before);
    }
    figures->change_us = (seconds() - began) * US / CHANGES;
    figures->merge_s = slowest;
}

static Figures
measure(unsigned people)
{
    Figures figures = { .people = people };
    uint64_t state = 88172645463325252;
    double began = seconds();
    g_autoptr(TieGraph) graph = make_graph(people, 1, &state);
    g_autofree double *times = NULL;

    figures.made_s = seconds() - began;
    figures.ties = tie_graph_size(graph).ties;
    figures.bytes = tie_graph_size(graph).bytes;
    times = search_times(graph, people, &state);
    figures.p50_us = times[TARGETS / 2];
    figures.p99_us = times[TARGETS * 99 / 100];
    figures.worst_us = times[TARGETS - 1];
    measure_changes(graph, &figures, &state);
    figures.peak_mb = peak_mb();
    return figures;
}

static double
hub_p99(unsigned people)
{
    uint64_t state = 88172645463325252;
    g_autoptr(TieGraph) graph = make_graph(people, 0, &state);
    g_autofree double *times = search_times(graph, people, &state);

    return times[TARGETS * 99 / 100];
}

int
main(int argc, char **argv)
{
    static const unsigned usual[] = { 1000, 10000, 100000, 1000000 };
    unsigned count = argc > 1 ? (unsigned) argc - 1 : G_N_ELEMENTS(usual);
    Figures first = { 0 }, last = { 0 };

    printf("%9s %10s %8s %8s %8s %8s %8s %8s %8s %10s %8s\n", "people", "ties", "made s", "MB",
           "peak MB", "p50 us", "p99 us", "worst", "hub p99", "change us", "merge s");
    for (unsigned at = 0; at < count; at++) {
        last = measure(argc > 1 ? (unsigned) g_ascii_strtoull(argv[at + 1], NULL, 10) : usual[at]);
        last.hub_p99_us = hub_p99(last.people);
        first = at == 0 ? last : first;
        printf("%9u %10zu %8.2f %8.1f %8.1f %8.0f %8.0f %8.0f %8.0f %10.2f %8.3f\n", last.people,
               last.ties, last.made_s, (double) last.bytes / MB, last.peak_mb, last.p50_us,
               last.p99_us, last.worst_us, last.hub_p99_us, last.change_us, last.merge_s);
        fflush(stdout);
    }
    if (last.people > first.people)
        printf("growth of p99: people^%.2f\n",
               log(last.p99_us / first.p99_us) / log((double) last.people / first.people));
    return 0;
}
