/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-graph-test.c - the graph names the ways that path_rank() names out of everything there is, on
 * random small worlds; a world with one thing missing is noticed.
 */
#include "domain/path.h"
#include "domain/shared-time.h"
#include "domain/tie-graph.h"

#include <string.h>

#define NOW        (INT64_C(20000) * 86400)
#define TODAY      20000
#define PEOPLE     14
#define STAYS_MOST 24
#define PLACES     4
#define WORLDS     800
#define NEAR_LIMIT 0.002 /* so near to a limit a packed strength may stand on the other side */
#define AS_GOOD    0.0005

/* Everything that is known, in no compact form. */
typedef struct {
    Tie *ties[PEOPLE][PEOPLE]; /* from the lesser to the greater; NULL: none */
    TieGraphStay stays[STAYS_MOST];
    unsigned stay_count;
    PathPerson persons[PEOPLE];
    MethodLimits limits;
} World;

/* Ids are not 0, 1, 2: a place is no id. */
static TkId
id_at(unsigned place)
{
    return 100 + 7 * (TkId) place;
}

static void
world_clear(World *world)
{
    for (unsigned one = 0; one < PEOPLE; one++)
        for (unsigned other = 0; other < PEOPLE; other++)
            g_clear_pointer(&world->ties[one][other], tie_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(World, world_clear)

static gboolean
is_near_a_limit(double strength, const MethodLimits *limits)
{
    return ABS(strength - limits->tie_light) < NEAR_LIMIT ||
           ABS(strength - limits->tie_warm) < NEAR_LIMIT;
}

/* A tie of some strength between nothing and close, now and then only likely; some of
 * them as strong as can be, so that much hangs on a single step. */
static Tie *
random_tie(unsigned one, unsigned other, GRand *dice, const MethodLimits *limits)
{
    static const double mosts[] = { 1, 6, 600 };
    double most = mosts[g_rand_int_range(dice, 0, G_N_ELEMENTS(mosts))];
    Tie *tie = tie_new();

    tie->from_person_id = id_at(one);
    tie->to_person_id = id_at(other);
    tie->mails_out = tie->mails_in = g_rand_int_range(dice, 0, 3);
    tie->shared = 1;
    tie->last_at = NOW - 86400;
    if (tie->mails_out > 0) /* else it stays under "warm" */
        tie->last_out_at = tie->last_in_at = tie->last_at;
    tie->mutual = tie->mails_out;
    tie->amount = 100;
    do {
        tie->recent = g_rand_double_range(dice, 0, most);
        tie->lasting = g_rand_double_range(dice, 0, most);
    } while (is_near_a_limit(tie_strength(tie, NOW, limits), limits));
    return tie;
}

static TieGraphStay
random_stay(GRand *dice)
{
    int64_t from = g_rand_int_range(dice, TODAY - 3000, TODAY - 100);

    return (TieGraphStay) {
        .person_id = id_at((unsigned) g_rand_int_range(dice, 0, PEOPLE)),
        .organisation_id = 5000 + g_rand_int_range(dice, 0, PLACES),
        .from_day = g_rand_int_range(dice, 0, 6) == 0 ? 0 : from,
        .until_day = g_rand_boolean(dice) ? 0 : from + g_rand_int_range(dice, 50, 2500),
    };
}

static void
make_world(World *world, GRand *dice)
{
    static const char *const names[PEOPLE] = { "A", "B", "C", "D", "E", "F", "G",
                                               "H", "I", "J", "K", "L", "M", "N" };
    double density = g_rand_double_range(dice, 0.05, 0.7);

    *world = (World) { .limits = method_limits_default() };
    world->limits.paths_most = (unsigned) g_rand_int_range(dice, 1, 25);
    for (unsigned one = 0; one < PEOPLE; one++) {
        world->persons[one] =
            (PathPerson) { id_at(one), names[one], g_rand_int_range(dice, 0, 10) == 0, { 0 } };
        if (g_rand_int_range(dice, 0, 6) == 0)
            world->persons[one].load.open = world->limits.introducer_open_most;
        for (unsigned other = one + 1; other < PEOPLE; other++)
            if (g_rand_double(dice) < density)
                world->ties[one][other] = random_tie(one, other, dice, &world->limits);
    }
    world->stay_count = (unsigned) g_rand_int_range(dice, 0, STAYS_MOST);
    for (unsigned at = 0; at < world->stay_count; at++)
        world->stays[at] = random_stay(dice);
}

/* The oracle: all pairs of stays, and path_rank() over everything. */

static unsigned
members_of(const World *world, TkId organisation)
{
    gboolean is_there[PEOPLE] = { FALSE };
    unsigned count = 0;

    for (unsigned at = 0; at < world->stay_count; at++)
        if (world->stays[at].organisation_id == organisation)
            is_there[(world->stays[at].person_id - id_at(0)) / 7] = TRUE;
    for (unsigned at = 0; at < PEOPLE; at++)
        count += is_there[at];
    return count;
}

static GArray *
all_shared(const World *world)
{
    GArray *shared = g_array_new(FALSE, FALSE, sizeof(PathShared));

    for (unsigned one = 0; one < world->stay_count; one++)
        for (unsigned other = 0; other < one; other++) {
            const TieGraphStay *a = &world->stays[one], *b = &world->stays[other];
            MonthSpan common = month_span_common(month_span(a->from_day, a->until_day, TODAY),
                                                 month_span(b->from_day, b->until_day, TODAY));
            const PathShared both = {
                a->person_id, b->person_id,
                "Nordvarme",  2012,
                2014,         shared_time_strength(common, members_of(world, a->organisation_id))
            };

            if (a->organisation_id == b->organisation_id && a->person_id != b->person_id)
                g_array_append_val(shared, both);
        }
    return shared;
}

static GPtrArray *
ways_told(const World *world, unsigned me, unsigned target)
{
    g_autoptr(GPtrArray) ties = g_ptr_array_new();
    g_autoptr(GArray) shared = all_shared(world);
    g_autoptr(GError) error = NULL;

    for (unsigned one = 0; one < PEOPLE; one++)
        for (unsigned other = 0; other < PEOPLE; other++)
            if (world->ties[one][other] != NULL)
                g_ptr_array_add(ties, world->ties[one][other]);
    const PathQuestion question = {
        .me_id = id_at(me),
        .target_id = id_at(target),
        .persons = world->persons,
        .person_count = PEOPLE,
        .ties = (const Tie *const *) ties->pdata,
        .tie_count = ties->len,
        .shared = (const PathShared *) (const void *) shared->data,
        .shared_count = shared->len,
        .now = NOW,
        .limits = &world->limits,
    };
    GPtrArray *paths = path_rank(&question, &error);

    g_assert_no_error(error);
    return paths;
}

/* The graph. */

static TieGraphTie
graph_tie(const World *world, const Tie *tie)
{
    return (TieGraphTie) { tie->from_person_id, tie->to_person_id,
                           tie_strength(tie, NOW, &world->limits),
                           tie->mails_out + tie->mails_in + tie->meetings == 0 };
}

static TieGraph *
make_graph(const World *world, unsigned me)
{
    TieGraph *graph = tie_graph_new(id_at(me), TODAY, &world->limits);

    for (unsigned at = 0; at < PEOPLE; at++)
        tie_graph_collect_person(graph, id_at(at));
    for (unsigned one = PEOPLE; one-- > 0;)
        for (unsigned other = 0; other < PEOPLE; other++)
            if (world->ties[one][other] != NULL) {
                const TieGraphTie tie = graph_tie(world, world->ties[one][other]);

                tie_graph_collect(graph, &tie);
            }
    tie_graph_ties_made(graph);
    for (unsigned at = 0; at < world->stay_count; at++)
        tie_graph_collect_stay(graph, &world->stays[at]);
    tie_graph_stays_made(graph);
    return graph;
}

static unsigned
ways_found(TieGraph *graph, const World *world, unsigned target, TieGraphWay *out_ways)
{
    TieGraphMark marks[PEOPLE];

    for (unsigned at = 0; at < PEOPLE; at++)
        marks[at] = (TieGraphMark) { world->persons[at].person_id, world->persons[at].strained,
                                     !introducer_may_be_asked(&world->persons[at].load, "",
                                                              &world->limits, NULL) };
    return tie_graph_ways(graph, id_at(target), marks, PEOPLE, out_ways, world->limits.paths_most);
}

static gboolean
is_the_same_way(const TieGraphWay *way, const Path *path)
{
    gboolean same = way->count == path->count && way->rank.way_class == path->rank.way_class;

    for (unsigned at = 0; same && at < way->count; at++)
        same = way->persons[at] == path->steps[at].person_id;
    /* Another that is as good may stand in its place. */
    return same || (way->rank.way_class == path->rank.way_class &&
                    ABS(way->rank.score - path->rank.score) < AS_GOOD);
}

static gboolean
agree(TieGraph *graph, const World *world, unsigned me, unsigned target)
{
    TieGraphWay ways[TIE_GRAPH_WAYS_MOST];
    unsigned count = ways_found(graph, world, target, ways);
    g_autoptr(GPtrArray) paths = ways_told(world, me, target);

    if (count != paths->len)
        return FALSE;
    for (unsigned at = 0; at < count; at++)
        if (!is_the_same_way(&ways[at], g_ptr_array_index(paths, at)))
            return FALSE;
    return TRUE;
}

static gboolean
agree_everywhere(TieGraph *graph, const World *world, unsigned me)
{
    for (unsigned target = 0; target < PEOPLE; target++)
        if (target != me && !agree(graph, world, me, target))
            return FALSE;
    return TRUE;
}

static void
test_the_ways_are_those_of_everything_there_is(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(4711);
    unsigned ways_of_three = 0, together = 0;

    for (unsigned round = 0; round < WORLDS; round++) {
        g_auto(World) world = { 0 };
        unsigned me = (unsigned) g_rand_int_range(dice, 0, PEOPLE);
        TieGraphWay ways[TIE_GRAPH_WAYS_MOST];

        make_world(&world, dice);
        g_autoptr(TieGraph) graph = make_graph(&world, me);

        g_assert_true(agree_everywhere(graph, &world, me));
        for (unsigned at = ways_found(graph, &world, (me + 1) % PEOPLE, ways); at-- > 0;) {
            ways_of_three += ways[at].count == 3;
            for (unsigned step = 0; step < ways[at].count; step++)
                together += ways[at].organisations[step] != 0;
        }
    }
    g_assert_cmpuint(ways_of_three, >, WORLDS / 4); /* the worlds have what is to be found */
    g_assert_cmpuint(together, >, WORLDS / 8);
}

/* Takes something out of the world that the graph knows. FALSE: there was nothing. */
static gboolean
forget_tie(World *world, unsigned one, unsigned other)
{
    Tie **tie = &world->ties[MIN(one, other)][MAX(one, other)];
    gboolean was_there = *tie != NULL && tie_strength(*tie, NOW, &world->limits) > 0;

    g_clear_pointer(tie, tie_free);
    return was_there;
}

static void
test_a_tie_that_is_missing_is_noticed(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(4712);
    unsigned planted = 0;

    for (unsigned round = 0; round < WORLDS / 4; round++) {
        g_auto(World) world = { 0 };

        make_world(&world, dice);
        world.limits.paths_most = 20;
        g_autoptr(TieGraph) graph = make_graph(&world, 0);

        if (!forget_tie(&world, 0, 1 + round % (PEOPLE - 1)))
            continue;
        planted++;
        g_assert_false(agree_everywhere(graph, &world, 0));
    }
    g_assert_cmpuint(planted, >, 10);
}

static void
test_a_stay_that_is_missing_is_noticed(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(4713);
    unsigned noticed = 0;

    for (unsigned round = 0; round < WORLDS; round++) {
        g_auto(World) world = { 0 };

        make_world(&world, dice);
        g_autoptr(TieGraph) graph = make_graph(&world, 0);

        if (world.stay_count > 0)
            world.stay_count--;
        noticed += !agree_everywhere(graph, &world, 0);
    }
    g_assert_cmpuint(noticed, >, WORLDS / 20); /* most of them lead nowhere */
}

/* Something happens: a tie comes, goes or is another, somebody moves. Told to the graph as well. */
static void
something_happens(World *world, TieGraph *graph, GRand *dice)
{
    unsigned one = (unsigned) g_rand_int_range(dice, 0, PEOPLE - 1);
    unsigned other = (unsigned) g_rand_int_range(dice, (gint32) one + 1, PEOPLE);
    TieGraphTie tie = { id_at(other), id_at(one), 0, FALSE };

    if (g_rand_int_range(dice, 0, 4) == 0 && world->stay_count > 0) {
        TieGraphStay stays[STAYS_MOST];
        gsize count = 0;
        TieGraphStay *moved = &world->stays[g_rand_int_range(dice, 0, (gint32) world->stay_count)];
        TkId person = moved->person_id;

        *moved = random_stay(dice);
        moved->person_id = person;
        for (unsigned at = 0; at < world->stay_count; at++)
            if (world->stays[at].person_id == person)
                stays[count++] = world->stays[at];
        tie_graph_change_stays(graph, person, stays, count);
        return;
    }
    forget_tie(world, one, other);
    if (g_rand_boolean(dice)) {
        world->ties[one][other] = random_tie(one, other, dice, &world->limits);
        tie = graph_tie(world, world->ties[one][other]);
    }
    tie_graph_change(graph, &tie);
}

static void
test_what_changed_counts_as_if_it_had_been_so_from_the_start(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(4714);

    for (unsigned round = 0; round < WORLDS / 4; round++) {
        g_auto(World) world = { 0 };
        unsigned me = (unsigned) g_rand_int_range(dice, 0, PEOPLE);

        make_world(&world, dice);
        g_autoptr(TieGraph) graph = make_graph(&world, me);

        for (unsigned change = 0; change < 30; change++) {
            something_happens(&world, graph, dice);
            if (change % 10 == 4)
                tie_graph_merge(graph);
            g_assert_true(agree(graph, &world, me, (me + 1 + change % (PEOPLE - 1)) % PEOPLE));
        }
        g_assert_true(agree_everywhere(graph, &world, me));
        gsize before = tie_graph_size(graph).ties;

        tie_graph_merge(graph);
        g_assert_cmpuint(tie_graph_size(graph).waiting, ==, 0);
        g_autoptr(TieGraph) fresh = make_graph(&world, me);

        g_assert_cmpuint(tie_graph_size(graph).ties, ==, tie_graph_size(fresh).ties);
        g_assert_cmpuint(tie_graph_size(graph).stays, ==, tie_graph_size(fresh).stays);
        g_assert_cmpuint(before, <, PEOPLE * PEOPLE);
        g_assert_true(agree_everywhere(graph, &world, me));
    }
}

static void
test_a_change_that_is_not_told_is_noticed(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(4715);
    unsigned noticed = 0;

    for (unsigned round = 0; round < WORLDS / 4; round++) {
        g_auto(World) world = { 0 };

        make_world(&world, dice);
        g_autoptr(TieGraph) graph = make_graph(&world, 0);
        g_autoptr(TieGraph) untold = make_graph(&world, 0);

        for (unsigned change = 0; change < 10; change++)
            something_happens(&world, graph, dice);
        noticed += !agree_everywhere(untold, &world, 0);
    }
    g_assert_cmpuint(noticed, >, WORLDS / 8);
}

static void
test_somebody_new_gets_a_place_also_between_the_others(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(4716);

    for (unsigned round = 0; round < WORLDS / 8; round++) {
        g_auto(World) world = { 0 };
        const unsigned me = round % PEOPLE;

        make_world(&world, dice);
        g_autoptr(TieGraph) graph = tie_graph_new(id_at(me), TODAY, &world.limits);

        tie_graph_ties_made(graph);
        tie_graph_stays_made(graph);
        for (unsigned at = 0; at < PEOPLE * PEOPLE; at++) {
            unsigned one = at * 5 % PEOPLE, other = at / PEOPLE;
            const Tie *tie = world.ties[one][other];
            const TieGraphTie told = tie != NULL ? graph_tie(&world, tie) : (TieGraphTie) { 0 };

            if (tie != NULL)
                tie_graph_change(graph, &told);
        }
        for (unsigned person = 0; person < PEOPLE; person++) {
            TieGraphStay stays[STAYS_MOST];
            gsize count = 0;

            for (unsigned at = 0; at < world.stay_count; at++)
                if (world.stays[at].person_id == id_at(person))
                    stays[count++] = world.stays[at];
            tie_graph_change_stays(graph, id_at(person), stays, count);
        }
        g_assert_true(agree_everywhere(graph, &world, me));
    }
}

static void
test_somebody_unknown_has_no_ways(void)
{
    const MethodLimits limits = method_limits_default();
    g_autoptr(TieGraph) graph = tie_graph_new(1, TODAY, &limits);
    TieGraphWay ways[2];

    tie_graph_collect_person(graph, 1);
    tie_graph_ties_made(graph);
    tie_graph_stays_made(graph);
    g_assert_cmpuint(tie_graph_ways(graph, 77, NULL, 0, ways, 2), ==, 0);
    g_assert_cmpuint(tie_graph_ways(graph, 1, NULL, 0, ways, 2), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tie-graph/P1/the-ways-are-those-of-everything-there-is",
                    test_the_ways_are_those_of_everything_there_is);
    g_test_add_func("/tie-graph/P1/a-tie-that-is-missing-is-noticed",
                    test_a_tie_that_is_missing_is_noticed);
    g_test_add_func("/tie-graph/P1/a-stay-that-is-missing-is-noticed",
                    test_a_stay_that_is_missing_is_noticed);
    g_test_add_func("/tie-graph/what-changed-counts-as-if-it-had-been-so-from-the-start",
                    test_what_changed_counts_as_if_it_had_been_so_from_the_start);
    g_test_add_func("/tie-graph/a-change-that-is-not-told-is-noticed",
                    test_a_change_that_is_not_told_is_noticed);
    g_test_add_func("/tie-graph/somebody-new-gets-a-place-also-between-the-others",
                    test_somebody_new_gets_a_place_also_between_the_others);
    g_test_add_func("/tie-graph/somebody-unknown-has-no-ways", test_somebody_unknown_has_no_ways);
    return g_test_run();
}
