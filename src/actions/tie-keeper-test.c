/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-keeper-test.c - ties made again from the ground are the ties that grew (P6).
 */
#include "actions/tie-keeper.h"

#include "actions/edit-person.h"
#include "actions/make-sample.h"
#include "actions/test-import.h"
#include "domain/tie.h"
#include "store/queries.h"
#include "store/tables.h"

static gint
compare_pairs(gconstpointer one, gconstpointer other)
{
    const Tie *a = *(const Tie *const *) one, *b = *(const Tie *const *) other;

    if (a->from_person_id != b->from_person_id)
        return a->from_person_id < b->from_person_id ? -1 : 1;
    return (a->to_person_id > b->to_person_id) - (a->to_person_id < b->to_person_id);
}

/* All ties, by their pairs. */
static GPtrArray *
all_ties(TestDesk *desk)
{
    g_autoptr(GPtrArray) people = person_array_new();
    GPtrArray *ties = tie_array_new();
    const DbValue page[] = { DB_VALUE_NUMBER(0), DB_VALUE_NUMBER(100000) };

    g_assert_true(store_run(desk->workspace->store, &SQL_PERSON_PAGE_FOR_INDEX, page,
                            G_N_ELEMENTS(page), person_collect, people, NULL));
    for (guint at = 0; at < people->len; at++) {
        const Person *person = g_ptr_array_index(people, at);
        const DbValue from[] = { DB_VALUE_NUMBER(person->id), DB_VALUE_NUMBER(100000) };

        g_assert_true(store_run(desk->workspace->store, &SQL_TIE_FROM_PERSON, from,
                                G_N_ELEMENTS(from), tie_collect, ties, NULL));
    }
    g_ptr_array_sort(ties, compare_pairs);
    return ties;
}

static void
rebuild(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(StoreWork) work = store_begin(desk->workspace->store, "cli", "test", "", &error);

    g_assert_true(ties_rebuild(desk->workspace, &error));
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
}

static void
expect_same(const GPtrArray *grown, const GPtrArray *made)
{
    g_assert_cmpuint(grown->len, >, 0);
    g_assert_cmpuint(made->len, ==, grown->len);
    for (guint at = 0; at < grown->len; at++) {
        const Tie *one = g_ptr_array_index(grown, at), *other = g_ptr_array_index(made, at);
        const int64_t figures[][2] = {
            { one->from_person_id, other->from_person_id },
            { one->to_person_id, other->to_person_id },
            { one->mails_out, other->mails_out },
            { one->mails_in, other->mails_in },
            { one->shared, other->shared },
            { one->meetings, other->meetings },
            { one->messages, other->messages },
            { one->other, other->other },
            { one->connected, other->connected },
            { one->first_at, other->first_at },
            { one->last_at, other->last_at },
            { one->begun_out, other->begun_out },
            { one->begun_in, other->begun_in },
            { one->amount, other->amount },
            { one->standing, other->standing },
        };

        for (size_t figure = 0; figure < G_N_ELEMENTS(figures); figure++)
            g_assert_cmpint(figures[figure][0], ==, figures[figure][1]);
        g_assert_cmpstr(one->own_word, ==, other->own_word);
        g_assert_cmpstr(one->weeks, ==, other->weeks);
        g_assert_cmpfloat(one->recent, ==, other->recent);
        g_assert_cmpfloat(one->lasting, ==, other->lasting);
    }
}

static void
test_what_grew_with_imports_is_what_is_made_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    static const char *const names[] = { "archive.mbox", "people.vcf", "linkedin" };

    for (size_t at = 0; at < G_N_ELEMENTS(names); at++) {
        g_autofree char *path = test_fixture(names[at]);
        const char *const paths[] = { path, NULL };
        g_autoptr(TkJson) report = test_import(desk, paths);
    }
    g_autoptr(GPtrArray) grown = all_ties(desk);
    g_autofree char *people = test_people_text(desk);

    rebuild(desk);
    g_autoptr(GPtrArray) made = all_ties(desk);
    g_autofree char *again = test_people_text(desk);

    expect_same(grown, made);
    g_assert_cmpstr(people, ==, again);
}

static void
test_three_years_of_a_made_up_network_are_made_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) sample = make_sample(desk->workspace, 120, 3, NULL);
    g_autoptr(GPtrArray) grown = all_ties(desk);

    rebuild(desk);
    g_autoptr(GPtrArray) made = all_ties(desk);

    expect_same(grown, made);
}

static void
test_the_users_own_word_outlives_it(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);
    const PersonWish liv = { .name = "Liv Strand", .own_word = "close" };
    g_autoptr(TkJson) added = add_person(desk->workspace, &liv, NULL);
    g_autoptr(GPtrArray) grown = all_ties(desk);

    rebuild(desk);
    g_autoptr(GPtrArray) made = all_ties(desk);

    expect_same(grown, made);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/ties/P6/what-grew-with-imports-is-what-is-made-again",
                    test_what_grew_with_imports_is_what_is_made_again);
    test_store_each("/ties/P6/three-years-of-a-made-up-network-are-made-again",
                    test_three_years_of_a_made_up_network_are_made_again);
    test_store_each("/ties/P6/the-users-own-word-outlives-it", test_the_users_own_word_outlives_it);
    return g_test_run();
}
