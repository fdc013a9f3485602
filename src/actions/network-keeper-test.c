/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * network-keeper-test.c - the network in memory gives the answer that the store's indexes give,
 * whatever happened in between and whoever did it.
 */
#include "actions/network-keeper.h"

#include "actions/edit-person.h"
#include "actions/find-path.h"
#include "actions/journal.h"
#include "actions/own-person.h"
#include "actions/people.h"
#include "actions/test-workspace.h"
#include "actions/tie-keeper.h"
#include "domain/person.h"
#include "domain/tie.h"
#include "store/mark-store.h"
#include "store/network-state.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define NOW    INT64_C(1772438400)
#define PEOPLE 18
#define PLACES 3

/* One store, seen by somebody who holds the network in memory and by somebody who does not. */
typedef struct {
    TkSettings *settings;
    TkWorld *world;
    NetworkKeeper *keeper;
    Workspace *holding, *plain;
    TkId people[PEOPLE];
    GRand *dice;
} Both;

static Workspace *
open_one(const Both *both)
{
    g_autoptr(GError) error = NULL;
    Workspace *workspace = workspace_open(both->settings, both->world, NULL, "cli", &error);

    g_assert_no_error(error);
    return workspace;
}

static void
add_people(Both *both)
{
    g_autoptr(GError) error = NULL;
    StoreWork *work = store_begin(both->plain->store, "cli", "test", "", &error);

    g_assert_no_error(error);
    for (unsigned at = 0; at < PEOPLE; at++) {
        g_autofree char *name = g_strdup_printf("Person %c", 'A' + at);
        g_autoptr(Person) person = person_new();

        person->id = both->people[at] = store_new_id(both->plain->store);
        g_free(person->name);
        person->name = g_steal_pointer(&name);
        g_free(person->standing);
        person->standing = g_strdup("person");
        person_put(both->plain->store, person, NULL, &error);
        g_assert_no_error(error);
    }
    test_store_commit(work);
}

static Both *
both_new(const TestPlace *place)
{
    Both *both = g_new0(Both, 1);
    g_autofree char *store = g_strconcat("store=", place->place, NULL);
    const char *const settings[] = { "me.name=Ola Lie", "me.email=ola@lie.example", "me.country=NO",
                                     store, NULL };
    g_autoptr(GError) error = NULL;
    TkId me = 0;

    both->settings = tk_settings_defaults(settings);
    both->world = tk_world_fixed(NOW, 1);
    both->plain = open_one(both);
    both->holding = open_one(both);
    both->dice = g_rand_new_with_seed(8);
    g_autoptr(StoreWork) work = store_begin(both->plain->store, "cli", "test", "", &error);

    g_assert_true(person_ensure_me(both->plain, &me, &error));
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
    add_people(both);
    both->keeper = network_keeper_new(both->settings, both->world, NETWORK_IDLE_SECONDS);
    network_keeper_join(both->keeper, both->holding);
    return both;
}

static void
both_free(Both *both)
{
    workspace_close(both->holding);
    workspace_close(both->plain);
    network_keeper_free(both->keeper);
    tk_settings_free(both->settings);
    tk_world_fixed_free(both->world);
    g_rand_free(both->dice);
    g_free(both);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Both, both_free)

/* Something that happened, through this workspace. */

static void
put_tie(const Workspace *workspace, TkId one, TkId other, double much)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) found = tie_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(one), DB_VALUE_NUMBER(other) };

    g_assert_true(
        store_run(workspace->store, &SQL_TIE_BY_PAIR, values, 2, tie_collect, found, &error));
    g_autoptr(Tie) tie = found->len > 0 ? g_ptr_array_steal_index(found, 0) : tie_new();

    if (tie->id == 0)
        tie->id = store_new_id(workspace->store);
    tie->from_person_id = one;
    tie->to_person_id = other;
    tie->mails_out = tie->mails_in = much > 3 ? 4 : 0;
    tie->shared = 3;
    tie->first_at = tie->last_at = NOW - 86400;
    tie->last_in_at = tie->last_out_at = much > 3 ? tie->last_at : 0;
    tie->mutual = tie->mails_out;
    tie->amount = 500;
    tie->recent = tie->lasting = much;
    tie->standing = (int64_t) (1000 * much);
    g_assert_true(tie_put(workspace->store, tie, NULL, &error));
    g_assert_no_error(error);
}

static void
put_position(const Workspace *workspace, TkId person, TkId organisation, GRand *dice)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Position) position = position_new();

    position->id = store_new_id(workspace->store);
    position->person_id = person;
    position->organisation_id = organisation;
    position->from_day = NOW / 86400 - g_rand_int_range(dice, 500, 4000);
    position->until_day = g_rand_boolean(dice) ? 0 : NOW / 86400 - g_rand_int_range(dice, 0, 400);
    g_assert_true(position_put(workspace->store, position, NULL, &error));
    g_assert_no_error(error);
}

static TkId
somebody(const Both *both)
{
    return both->people[g_rand_int_range(both->dice, 0, PEOPLE)];
}

static void
tie_at_random(const Both *both, const Workspace *workspace)
{
    TkId me = 0, one = somebody(both), other = somebody(both);
    double much = g_rand_double_range(both->dice, 0.1, 9);

    g_assert_true(person_find_me(workspace, &me, NULL));
    if (g_rand_int_range(both->dice, 0, 5) == 0)
        put_tie(workspace, me, one, much);
    else if (one != other)
        put_tie(workspace, MIN(one, other), MAX(one, other), much);
}

static TkId
place_at(const Both *both, unsigned place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Organisation) organisation = organisation_new();

    organisation->id = store_new_id(both->plain->store);
    g_free(organisation->name);
    organisation->name = g_strdup_printf("Place %u", place);
    g_assert_true(organisation_put(both->plain->store, organisation, NULL, &error));
    return organisation->id;
}

/* Ties and places of everybody. */
static void
make_world(Both *both)
{
    g_autoptr(GError) error = NULL;
    StoreWork *work = store_begin(both->plain->store, "cli", "test", "", &error);
    TkId places[PLACES];

    for (unsigned at = 0; at < PLACES; at++)
        places[at] = place_at(both, at);
    for (unsigned at = 0; at < 3 * PEOPLE; at++)
        tie_at_random(both, both->plain);
    for (unsigned at = 0; at < PEOPLE; at++)
        put_position(both->plain, both->people[at], places[at % PLACES], both->dice);
    test_store_commit(work);
}

static char *
answer_of(const Workspace *workspace, TkId person)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = find_paths(workspace, person, &error);

    g_assert_no_error(error);
    return tk_json_text(answer);
}

/* The same ways to everybody, word for word. */
static gboolean
agree(const Both *both)
{
    for (unsigned at = 0; at < PEOPLE; at++) {
        g_autofree char *held = answer_of(both->holding, both->people[at]);
        g_autofree char *read = answer_of(both->plain, both->people[at]);

        if (!g_str_equal(held, read))
            return FALSE;
    }
    return TRUE;
}

static void
load(const Both *both)
{
    g_autofree char *first = answer_of(both->holding, both->people[0]);

    g_assert_nonnull(first);
    network_keeper_wait(both->keeper);
    g_assert_cmpuint(network_keeper_held(both->keeper).bytes, >, 0);
}

static void
test_the_network_in_memory_gives_the_answer_of_the_store(TestPlace *place)
{
    g_autoptr(Both) both = both_new(place);
    unsigned ways = 0;

    make_world(both);
    load(both);
    g_assert_true(agree(both));
    for (unsigned at = 0; at < PEOPLE; at++) {
        g_autoptr(TkJson) answer = find_paths(both->holding, both->people[at], NULL);

        ways += json_array_size(json_object_get(answer, "rows"));
    }
    g_assert_cmpuint(ways, >, PEOPLE);
    g_assert_cmpuint(network_keeper_held(both->keeper).made, ==, 1);
}

static void
test_until_it_is_there_the_store_answers(TestPlace *place)
{
    g_autoptr(Both) both = both_new(place);

    make_world(both);
    g_autofree char *before = answer_of(both->holding, both->people[3]);

    network_keeper_wait(both->keeper);
    g_autofree char *after = answer_of(both->holding, both->people[3]);

    g_assert_cmpstr(before, ==, after);
}

static void
change_something(const Both *both, const Workspace *workspace)
{
    static const char *const words[] = { "close", "cold", "", "warm" };
    g_autoptr(GError) error = NULL;
    const PersonWish wish = {
        .terms = g_rand_int_range(both->dice, 0, 4) == 0 ? "strained" : "good",
        .terms_reason = "a quarrel",
        .own_word = words[g_rand_int_range(both->dice, 0, G_N_ELEMENTS(words))],
    };
    StoreWork *work = store_begin(workspace->store, "cli", "test", "", &error);

    for (unsigned at = 0; at < 3; at++)
        tie_at_random(both, workspace);
    put_position(workspace, somebody(both), 0, both->dice);
    test_store_commit(work);
    g_autoptr(TkJson) changed = change_person(workspace, somebody(both), &wish, &error);

    g_assert_no_error(error);
    g_assert_nonnull(changed);
}

static void
test_it_follows_what_its_own_program_changes(TestPlace *place)
{
    g_autoptr(Both) both = both_new(place);
    g_autoptr(GError) error = NULL;

    make_world(both);
    load(both);
    for (unsigned round = 0; round < 12; round++) {
        change_something(both, both->holding);
        g_assert_true(agree(both));
    }
    g_autoptr(TkJson) undone = undo_deed(both->holding, 0, &error);

    g_assert_no_error(error);
    g_assert_nonnull(undone);
    g_assert_true(agree(both));
    g_assert_cmpuint(network_keeper_held(both->keeper).made, ==, 1);
}

static void
test_what_came_to_nothing_changes_nothing(TestPlace *place)
{
    g_autoptr(Both) both = both_new(place);
    g_autoptr(GError) error = NULL;

    make_world(both);
    load(both);
    StoreWork *outer = store_begin(both->holding->store, "cli", "test", "", &error);
    StoreWork *work = store_begin(both->holding->store, "cli", "test", "", &error);

    tie_at_random(both, both->holding);
    test_store_commit(work);
    store_work_free(outer);
    change_something(both, both->holding);
    g_assert_true(agree(both));
    g_assert_cmpuint(network_keeper_held(both->keeper).made, ==, 1);
}

static void
test_where_another_program_wrote_it_is_read_again(TestPlace *place)
{
    g_autoptr(Both) both = both_new(place);

    make_world(both);
    load(both);
    for (unsigned round = 0; round < 3; round++) {
        change_something(both, both->plain);
        change_something(both, both->holding);
        g_assert_true(agree(both)); /* out of the store */
        network_keeper_wait(both->keeper);
        g_assert_true(agree(both));
    }
    g_assert_cmpuint(network_keeper_held(both->keeper).made, ==, 4);
}

static void
test_where_everything_is_another_it_is_read_again(TestPlace *place)
{
    g_autoptr(Both) both = both_new(place);
    g_autoptr(GError) error = NULL;

    make_world(both);
    load(both);
    StoreWork *work = store_begin(both->holding->store, "cli", "test", "", &error);

    g_assert_true(ties_rebuild(both->holding, &error));
    test_store_commit(work);
    g_assert_true(agree(both));
    network_keeper_wait(both->keeper);
    g_assert_true(agree(both));
    g_assert_cmpuint(network_keeper_held(both->keeper).made, ==, 2);
}

static void
test_what_nobody_asks_for_is_dropped(TestPlace *place)
{
    g_autoptr(Both) both = both_new(place);

    make_world(both);
    workspace_close(both->holding);
    network_keeper_free(both->keeper);
    both->holding = open_one(both);
    both->keeper = network_keeper_new(both->settings, both->world, 0);
    network_keeper_join(both->keeper, both->holding);
    for (unsigned round = 0; round < 3; round++) {
        g_autofree char *answer = answer_of(both->holding, both->people[round]);

        g_assert_nonnull(answer);
        network_keeper_wait(both->keeper);
        while (network_keeper_held(both->keeper).bytes > 0)
            g_usleep(1000);
    }
    g_assert_true(agree(both));
    g_assert_cmpuint(network_keeper_held(both->keeper).made, >=, 3);
}

static void
test_on_another_day_it_is_read_again(TestPlace *place)
{
    g_autoptr(Both) both = both_new(place);

    make_world(both);
    load(both);
    tk_world_fixed_set(both->world, NOW + INT64_C(40) * 86400);
    g_assert_true(agree(both));
    network_keeper_wait(both->keeper);
    g_assert_true(agree(both));
    g_assert_cmpuint(network_keeper_held(both->keeper).made, ==, 2);
}

/* Planted: the ties go, and nobody says so. The network then proposes what is no longer there, and
 * misses what the store finds. */
static void
test_a_change_that_nobody_told_is_noticed(TestPlace *place)
{
    g_autoptr(Both) both = both_new(place);
    g_autoptr(GError) error = NULL;
    const StoreWatch deaf = { 0 };

    load(both); /* nothing is there yet */
    make_world(both);
    TkId state = 0;

    g_assert_true(store_network_state(both->plain->store, &state, &error));
    g_assert_true(agree(both));
    network_keeper_wait(both->keeper);
    g_assert_true(agree(both));
    store_watch(both->holding->store, &deaf);
    StoreWork *work = store_begin(both->holding->store, "cli", "test", "", &error);
    g_autofree char *letters = tk_id_to_text(state);

    g_assert_true(
        store_run(both->holding->store, &SQL_TIE_REMOVE_ALL, NULL, 0, NULL, NULL, &error));
    test_store_commit(work);
    work = store_begin(both->holding->store, "cli", "test", "", &error);
    for (unsigned at = 0; at < 3 * PEOPLE; at++)
        tie_at_random(both, both->holding);
    test_store_commit(work);
    g_assert_true(mark_store_set(both->holding->store, STORE_MARK_NETWORK, letters, &error));
    g_assert_false(agree(both));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/network-keeper/P1/the-network-in-memory-gives-the-answer-of-the-store",
                    test_the_network_in_memory_gives_the_answer_of_the_store);
    test_store_each("/network-keeper/until-it-is-there-the-store-answers",
                    test_until_it_is_there_the_store_answers);
    test_store_each("/network-keeper/it-follows-what-its-own-program-changes",
                    test_it_follows_what_its_own_program_changes);
    test_store_each("/network-keeper/what-came-to-nothing-changes-nothing",
                    test_what_came_to_nothing_changes_nothing);
    test_store_each("/network-keeper/where-another-program-wrote-it-is-read-again",
                    test_where_another_program_wrote_it_is_read_again);
    test_store_each("/network-keeper/where-everything-is-another-it-is-read-again",
                    test_where_everything_is_another_it_is_read_again);
    test_store_each("/network-keeper/on-another-day-it-is-read-again",
                    test_on_another_day_it_is_read_again);
    test_store_each("/network-keeper/what-nobody-asks-for-is-dropped",
                    test_what_nobody_asks_for_is_dropped);
    test_store_each("/network-keeper/a-change-that-nobody-told-is-noticed",
                    test_a_change_that_nobody_told_is_noticed);
    return g_test_run();
}
