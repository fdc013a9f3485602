/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * show-network-test.c - the picture of whom I know, out of a made-up network and out of files.
 */
#include "actions/show-network.h"

#include "actions/edit-person.h"
#include "actions/make-sample.h"
#include "actions/people.h"
#include "actions/test-import.h"
#include "base/tk-error.h"

#define SAMPLE_PEOPLE 120
#define SAMPLE_SEED   7

static TkJson *
network_of(TestDesk *desk, const NetworkWish *wish)
{
    g_autoptr(GError) error = NULL;
    TkJson *answer = show_network(desk->workspace, wish, &error);

    g_assert_no_error(error);
    return answer;
}

static const TkJson *
column(const TkJson *network, const char *table, const char *name)
{
    return json_object_get(json_object_get(network, table), name);
}

static int64_t
number_at(const TkJson *column, size_t at)
{
    return json_integer_value(json_array_get(column, at));
}

static const char *
text_at(const TkJson *column, size_t at)
{
    return json_string_value(json_array_get(column, at));
}

static size_t
people_in(const TkJson *network)
{
    return json_array_size(column(network, "people", "id"));
}

/* Where in the columns somebody of this name stands; -1 for nobody. */
static int
place_of(const TkJson *network, const char *name)
{
    const TkJson *names = column(network, "people", "name");

    for (size_t at = 0; at < json_array_size(names); at++)
        if (g_str_equal(text_at(names, at), name))
            return (int) at;
    return -1;
}

static TestDesk *
desk_with_sample(TestPlace *place)
{
    TestDesk *desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) made = make_sample(desk->workspace, SAMPLE_PEOPLE, SAMPLE_SEED, &error);

    g_assert_no_error(error);
    return desk;
}

static void
test_the_best_ties_come_first_and_all_columns_are_as_long(TestPlace *place)
{
    static const char *const names[] = { "name", "title",    "organisation",
                                         "tie",  "strength", "circle" };
    g_autoptr(TestDesk) desk = desk_with_sample(place);
    g_autoptr(TkJson) network = network_of(desk, &(NetworkWish) { 0 });
    const TkJson *strength = column(network, "people", "strength");

    g_assert_cmpuint(people_in(network), >, SAMPLE_PEOPLE / 2);
    for (size_t at = 0; at < G_N_ELEMENTS(names); at++)
        g_assert_cmpuint(json_array_size(column(network, "people", names[at])), ==,
                         people_in(network));
    g_assert_cmpint(number_at(strength, 0), >, number_at(strength, people_in(network) - 1));
    g_assert_false(json_is_true(json_object_get(network, "more")));
}

static void
test_ties_join_two_different_people_who_are_shown(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_with_sample(place);
    g_autoptr(TkJson) network = network_of(desk, &(NetworkWish) { 0 });
    const TkJson *from = column(network, "ties", "from"), *to = column(network, "ties", "to");
    const TkJson *strength = column(network, "ties", "strength");

    g_assert_cmpuint(json_array_size(from), >, 20);
    g_assert_cmpuint(json_array_size(from), ==, json_array_size(to));
    g_assert_cmpuint(json_array_size(from), ==, json_array_size(strength));
    for (size_t at = 0; at < json_array_size(from); at++) {
        g_assert_cmpint(number_at(from, at), <, (int64_t) people_in(network));
        g_assert_cmpint(number_at(to, at), <, (int64_t) people_in(network));
        g_assert_cmpint(number_at(from, at), !=, number_at(to, at));
        g_assert_cmpint(number_at(strength, at), <=, 100);
    }
}

static void
test_a_circle_bears_the_name_of_where_its_people_are(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_with_sample(place);
    g_autoptr(TkJson) network = network_of(desk, &(NetworkWish) { 0 });
    const TkJson *circles = json_object_get(network, "circles");
    unsigned held[SAMPLE_PEOPLE] = { 0 };

    g_assert_cmpuint(json_array_size(circles), >, 3);
    for (size_t at = 0; at < people_in(network); at++) {
        int64_t circle = number_at(column(network, "people", "circle"), at);

        if (circle < 0)
            continue;
        held[circle]++;
        g_assert_cmpstr(test_text(json_array_get(circles, (size_t) circle), "name"), ==,
                        text_at(column(network, "people", "organisation"), at));
    }
    for (size_t at = 0; at < json_array_size(circles); at++)
        g_assert_cmpuint(held[at], >=, 3);
}

static void
test_of_more_people_than_fit_the_best_known_are_shown(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_with_sample(place);
    g_autoptr(TkJson) all = network_of(desk, &(NetworkWish) { 0 });
    g_autoptr(TkJson) ten = network_of(desk, &(NetworkWish) { .limit = 10 });
    const TkJson *from = column(ten, "ties", "from");

    g_assert_cmpuint(people_in(ten), ==, 10);
    g_assert_true(json_is_true(json_object_get(ten, "more")));
    for (size_t at = 0; at < 10; at++)
        g_assert_cmpstr(text_at(column(ten, "people", "id"), at), ==,
                        text_at(column(all, "people", "id"), at));
    for (size_t at = 0; at < json_array_size(from); at++)
        g_assert_cmpint(number_at(from, at), <, 10);
}

static TkId
id_of(TestDesk *desk, const char *name)
{
    g_autoptr(GError) error = NULL;
    TkId id = 0;

    find_person(desk->workspace, name, &id, &error);
    g_assert_no_error(error);
    return id;
}

static void
test_the_ways_up_are_there_with_all_who_stand_on_them(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);
    g_autoptr(TkJson) network =
        network_of(desk, &(NetworkWish) { .path = id_of(desk, "Tor Dahl") });
    const TkJson *ways = json_object_get(network, "ways");

    g_assert_cmpuint(json_array_size(ways), >, 0);
    g_assert_cmpint(place_of(network, "Tor Dahl"), ==, 0);
    for (size_t at = 0; at < json_array_size(ways); at++) {
        const TkJson *steps = json_object_get(json_array_get(ways, at), "steps");

        for (size_t step = 0; step < json_array_size(steps); step++)
            g_assert_cmpint(
                place_of(network, test_text(json_array_get(steps, step), "person.name")), >=, 0);
    }
}

static void
test_around_one_person_stand_whom_that_one_knows(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);
    g_autoptr(TkJson) network =
        network_of(desk, &(NetworkWish) { .person = id_of(desk, "Ada Berg") });
    const TkJson *from = column(network, "ties", "from"), *to = column(network, "ties", "to");

    g_assert_cmpint(place_of(network, "Ada Berg"), ==, 0);
    g_assert_cmpint(place_of(network, "Tor Dahl"), >, 0);
    g_assert_cmpuint(json_array_size(from), >, 0);
    for (size_t at = 0; at < json_array_size(from); at++)
        g_assert_cmpint(number_at(from, at), !=, number_at(to, at));
}

static void
test_i_am_not_in_my_own_picture(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);
    g_autoptr(TkJson) network = network_of(desk, &(NetworkWish) { 0 });

    g_assert_cmpstr(test_text(network, "me.name"), ==, "Ola Lie");
    g_assert_cmpint(place_of(network, "Ola Lie"), ==, -1);
    g_assert_cmpint(place_of(network, "Ada Berg"), >=, 0);
}

static void
test_an_empty_store_is_an_empty_picture(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) network = network_of(desk, &(NetworkWish) { 0 });

    g_assert_cmpuint(people_in(network), ==, 0);
    g_assert_cmpuint(json_array_size(json_object_get(network, "circles")), ==, 0);
}

static void
test_who_is_not_there_has_no_surroundings(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    const NetworkWish nobody = { .person = 4711 }, both = { .person = 1, .path = 2 };

    g_assert_null(show_network(desk->workspace, &nobody, &error));
    test_refused(error, TK_ERROR_NOT_FOUND, "no-such-person");
    g_clear_error(&error);
    g_assert_null(show_network(desk->workspace, &both, &error));
    test_refused(error, TK_ERROR_INVALID, "parameter-malformed");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/show-network/the-best-ties-come-first-and-all-columns-are-as-long",
                    test_the_best_ties_come_first_and_all_columns_are_as_long);
    test_store_each("/show-network/ties-join-two-different-people-who-are-shown",
                    test_ties_join_two_different_people_who_are_shown);
    test_store_each("/show-network/a-circle-bears-the-name-of-where-its-people-are",
                    test_a_circle_bears_the_name_of_where_its_people_are);
    test_store_each("/show-network/of-more-people-than-fit-the-best-known-are-shown",
                    test_of_more_people_than_fit_the_best_known_are_shown);
    test_store_each("/show-network/P1/the-ways-up-are-there-with-all-who-stand-on-them",
                    test_the_ways_up_are_there_with_all_who_stand_on_them);
    test_store_each("/show-network/around-one-person-stand-whom-that-one-knows",
                    test_around_one_person_stand_whom_that_one_knows);
    test_store_each("/show-network/i-am-not-in-my-own-picture", test_i_am_not_in_my_own_picture);
    test_store_each("/show-network/an-empty-store-is-an-empty-picture",
                    test_an_empty_store_is_an_empty_picture);
    test_store_each("/show-network/who-is-not-there-has-no-surroundings",
                    test_who_is_not_there_has_no_surroundings);
    return g_test_run();
}
