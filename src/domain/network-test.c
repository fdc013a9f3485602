/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * network-test.c - who stands in which circle of the picture.
 */
#include "domain/network.h"

enum { POWER = 11, HEAT = 12, SCHOOL = 13, CHOIR = 14 };

#define LEAST 3

/* The circles of people told by places and links; each ends with a person beyond the count. */
static TkId *
circles_of(unsigned people, const NetworkPlace *places, gsize place_count, const NetworkLink *links,
           gsize link_count)
{
    const NetworkQuestion question = { people, places, place_count, links, link_count, LEAST };

    return network_circles(&question);
}

static void
assert_circles(const TkId *circles, const TkId *wanted, unsigned count)
{
    for (unsigned at = 0; at < count; at++)
        g_assert_cmpint(circles[at], ==, wanted[at]);
}

static void
test_where_one_works_comes_before_where_one_learned(void)
{
    const NetworkPlace places[] = {
        { 0, POWER, NETWORK_WORKS_THERE },    { 1, POWER, NETWORK_WORKS_THERE },
        { 2, POWER, NETWORK_WORKS_THERE },    { 0, SCHOOL, NETWORK_LEARNED_THERE },
        { 3, SCHOOL, NETWORK_LEARNED_THERE }, { 4, SCHOOL, NETWORK_LEARNED_THERE },
        { 5, SCHOOL, NETWORK_LEARNED_THERE },
    };
    const TkId wanted[] = { POWER, POWER, POWER, SCHOOL, SCHOOL, SCHOOL };
    g_autofree TkId *circles = circles_of(6, places, G_N_ELEMENTS(places), NULL, 0);

    assert_circles(circles, wanted, 6);
}

static void
test_two_are_no_circle_and_go_where_they_were_before(void)
{
    const NetworkPlace places[] = {
        { 0, HEAT, NETWORK_WORKS_THERE },   { 1, HEAT, NETWORK_WORKS_THERE },
        { 0, POWER, NETWORK_WORKED_THERE }, { 2, POWER, NETWORK_WORKS_THERE },
        { 3, POWER, NETWORK_WORKS_THERE },
    };
    const TkId wanted[] = { POWER, 0, POWER, POWER };
    g_autofree TkId *circles = circles_of(4, places, G_N_ELEMENTS(places), NULL, 0);

    assert_circles(circles, wanted, 4);
}

static void
test_a_circle_that_its_people_leave_for_a_nearer_one_is_none(void)
{
    /* Three went to one school, and two of them work with a third person now. */
    const NetworkPlace places[] = {
        { 0, SCHOOL, NETWORK_LEARNED_THERE }, { 1, SCHOOL, NETWORK_LEARNED_THERE },
        { 2, SCHOOL, NETWORK_LEARNED_THERE }, { 0, POWER, NETWORK_WORKS_THERE },
        { 1, POWER, NETWORK_WORKS_THERE },    { 3, POWER, NETWORK_WORKS_THERE },
    };
    const TkId wanted[] = { POWER, POWER, 0, POWER };
    g_autofree TkId *circles = circles_of(4, places, G_N_ELEMENTS(places), NULL, 0);

    assert_circles(circles, wanted, 4);
}

static void
test_of_two_equal_bonds_the_stronger_ties_decide(void)
{
    const NetworkPlace places[] = {
        { 0, POWER, NETWORK_WORKS_THERE }, { 0, CHOIR, NETWORK_WORKS_THERE },
        { 1, POWER, NETWORK_WORKS_THERE }, { 2, POWER, NETWORK_WORKS_THERE },
        { 3, POWER, NETWORK_WORKS_THERE }, { 4, CHOIR, NETWORK_WORKS_THERE },
        { 5, CHOIR, NETWORK_WORKS_THERE },
    };
    const NetworkLink links[] = { { 0, 4, 0.5 }, { 1, 0, 0.2 } };
    const TkId with_ties[] = { CHOIR, POWER, POWER, POWER, CHOIR, CHOIR };
    const TkId without[] = { POWER, POWER, POWER, POWER, 0, 0 };
    g_autofree TkId *tied = circles_of(6, places, G_N_ELEMENTS(places), links, G_N_ELEMENTS(links));
    g_autofree TkId *untied = circles_of(6, places, G_N_ELEMENTS(places), NULL, 0);

    assert_circles(tied, with_ties, 6);
    assert_circles(untied, without, 6);
}

/* A made-up crowd: the generator is a plain linear one, so that a failure can be had again. */
static unsigned
next_number(uint64_t *state, unsigned below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned) (*state >> 33) % below;
}

enum { CROWD = 60, ORGANISATIONS = 25, PLACES = 150, LINKS = 90 };

typedef struct {
    NetworkPlace places[PLACES];
    NetworkLink links[LINKS];
} Crowd;

static void
fill_crowd(Crowd *crowd, uint64_t seed)
{
    uint64_t state = seed;

    for (unsigned at = 0; at < PLACES; at++)
        crowd->places[at] =
            (NetworkPlace) { next_number(&state, CROWD), 1 + next_number(&state, ORGANISATIONS),
                             (NetworkBond) next_number(&state, 3) };
    for (unsigned at = 0; at < LINKS; at++)
        crowd->links[at] = (NetworkLink) { next_number(&state, CROWD), next_number(&state, CROWD),
                                           next_number(&state, 100) / 100.0 };
}

/* What is wrong with the circles of a crowd: NULL for nothing. */
static const char *
fault_of(const Crowd *crowd, const TkId *circles)
{
    unsigned held[ORGANISATIONS + 1] = { 0 };

    for (unsigned person = 0; person < CROWD; person++)
        held[circles[person]]++;
    for (unsigned at = 1; at <= ORGANISATIONS; at++)
        if (held[at] > 0 && held[at] < LEAST)
            return "a circle of two";
    for (unsigned person = 0; person < CROWD; person++) {
        gboolean was_there = circles[person] == 0;

        for (unsigned at = 0; at < PLACES; at++)
            was_there |= crowd->places[at].person == person &&
                         crowd->places[at].organisation_id == circles[person];
        if (!was_there)
            return "somebody who was never there";
    }
    return NULL;
}

static void
test_every_circle_is_large_enough_and_holds_only_its_own(void)
{
    for (uint64_t seed = 1; seed <= 500; seed++) {
        Crowd crowd;

        fill_crowd(&crowd, seed);
        g_autofree TkId *circles = circles_of(CROWD, crowd.places, PLACES, crowd.links, LINKS);

        g_assert_cmpstr(fault_of(&crowd, circles), ==, NULL);
    }
}

static void
test_the_hunt_finds_a_stranger_planted_in_a_circle(void)
{
    Crowd crowd;

    fill_crowd(&crowd, 7);
    g_autofree TkId *circles = circles_of(CROWD, crowd.places, PLACES, crowd.links, LINKS);
    unsigned outside = 0;

    while (circles[outside] != 0)
        outside++;
    for (TkId at = 1; circles[outside] == 0; at++)
        for (unsigned person = 0; person < CROWD && circles[outside] == 0; person++)
            if (circles[person] == at)
                circles[outside] = at;
    for (unsigned at = 0; at < PLACES; at++)
        if (crowd.places[at].person == outside)
            crowd.places[at].organisation_id = ORGANISATIONS + 1;
    g_assert_cmpstr(fault_of(&crowd, circles), ==, "somebody who was never there");
}

static void
test_the_order_of_what_is_handed_in_changes_nothing(void)
{
    for (uint64_t seed = 1; seed <= 50; seed++) {
        Crowd crowd, turned;

        fill_crowd(&crowd, seed);
        for (unsigned at = 0; at < PLACES; at++)
            turned.places[at] = crowd.places[PLACES - 1 - at];
        for (unsigned at = 0; at < LINKS; at++)
            turned.links[at] = crowd.links[LINKS - 1 - at];
        g_autofree TkId *one = circles_of(CROWD, crowd.places, PLACES, crowd.links, LINKS);
        g_autofree TkId *other = circles_of(CROWD, turned.places, PLACES, turned.links, LINKS);

        assert_circles(one, other, CROWD);
    }
}

static void
test_nobody_at_all_is_no_circle(void)
{
    g_autofree TkId *circles = circles_of(0, NULL, 0, NULL, 0);

    g_assert_nonnull(circles);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/network/where-one-works-comes-before-where-one-learned",
                    test_where_one_works_comes_before_where_one_learned);
    g_test_add_func("/network/two-are-no-circle-and-go-where-they-were-before",
                    test_two_are_no_circle_and_go_where_they_were_before);
    g_test_add_func("/network/a-circle-that-its-people-leave-for-a-nearer-one-is-none",
                    test_a_circle_that_its_people_leave_for_a_nearer_one_is_none);
    g_test_add_func("/network/of-two-equal-bonds-the-stronger-ties-decide",
                    test_of_two_equal_bonds_the_stronger_ties_decide);
    g_test_add_func("/network/every-circle-is-large-enough-and-holds-only-its-own",
                    test_every_circle_is_large_enough_and_holds_only_its_own);
    g_test_add_func("/network/the-hunt-finds-a-stranger-planted-in-a-circle",
                    test_the_hunt_finds_a_stranger_planted_in_a_circle);
    g_test_add_func("/network/the-order-of-what-is-handed-in-changes-nothing",
                    test_the_order_of_what_is_handed_in_changes_nothing);
    g_test_add_func("/network/nobody-at-all-is-no-circle", test_nobody_at_all_is_no_circle);
    return g_test_run();
}
