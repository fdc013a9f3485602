/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/known-people.h"

#include "actions/edit-person.h"
#include "actions/test-workspace.h"

static TkId
found(TestDesk *desk, const char *name)
{
    const KnownWish wish = { .name = name, .organisation = "", .text = "" };
    g_autoptr(GError) error = NULL;
    const KnownNames *names = known_people_names(desk->workspace, &error);
    KnownFound answer;

    g_assert_no_error(error);
    known_names_find_person(names, &wish, &answer);
    return answer.id;
}

static void
test_who_comes_in_after_the_first_look_is_known_at_the_next(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId kari = test_desk_person(desk, "Kari Holm", "kari@example.org", "Nordvarme");

    g_assert_cmpint(found(desk, "Kari Holm"), ==, kari);
    g_assert_cmpint(found(desk, "Ola Bru"), ==, 0);
    TkId ola = test_desk_person(desk, "Ola Bru", "ola@example.org", "Kystkraft");

    g_assert_cmpint(found(desk, "Ola Bru"), ==, ola);
}

static void
test_a_change_by_hand_is_seen_and_an_unchanged_store_is_not_read_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId kari = test_desk_person(desk, "Kari Holm", "kari@example.org", "Nordvarme");
    const PersonWish wish = { .name = "Kari Strand" };
    g_autoptr(GError) error = NULL;
    const KnownNames *names = known_people_names(desk->workspace, &error);

    g_assert_true(names == known_people_names(desk->workspace, &error));
    g_autoptr(TkJson) answer = change_person(desk->workspace, kari, &wish, &error);
    g_assert_no_error(error);
    g_assert_nonnull(answer);
    g_assert_cmpint(found(desk, "Kari Strand"), ==, kari);
    g_assert_cmpint(found(desk, "Kari Holm"), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/known-people/who-comes-in-after-the-first-look-is-known-at-the-next",
                    test_who_comes_in_after_the_first_look_is_known_at_the_next);
    test_store_each(
        "/known-people/a-change-by-hand-is-seen-and-an-unchanged-store-is-not-read-again",
        test_a_change_by_hand_is_seen_and_an_unchanged_store_is_not_read_again);
    return g_test_run();
}
