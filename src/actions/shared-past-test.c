/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * shared-past-test.c - a time at the same organisation or school is told where little else is (P6).
 */
#include "actions/shared-past.h"

#include "actions/edit-person.h"
#include "actions/own-person.h"
#include "actions/people.h"
#include "actions/search-keeper.h"
#include "actions/test-workspace.h"
#include "base/tk-day.h"
#include "domain/person.h"
#include "store/tables.h"

static TkId
organisation(TestDesk *desk, const char *name)
{
    g_autoptr(GError) error = NULL;
    TkId id = 0;

    organisation_ensure(desk->workspace, name, &id, NULL, &error);
    g_assert_no_error(error);
    return id;
}

static void
was_at(TestDesk *desk, TkId person, TkId place, const char *from, const char *until)
{
    g_autoptr(GError) error = NULL;
    Position position = { .id = store_new_id(desk->workspace->store),
                          .person_id = person,
                          .organisation_id = place,
                          .kind = (char *) "education",
                          .title = (char *) "",
                          .source = (char *) "hand" };

    g_assert_true(tk_day_from_text(from, &position.from_day));
    g_assert_true(tk_day_from_text(until, &position.until_day));
    position_insert(desk->workspace->store, &position, &error);
    g_assert_no_error(error);
}

/* I went to school from 2008 to 2012, and Kari in the years that are named. */
static TkJson *
shown(TestDesk *desk, const char *from, const char *until, const char *own_word)
{
    g_autoptr(GError) error = NULL;
    TkId me = 0, kari = test_desk_person(desk, "Kari Holm", NULL, NULL);
    const PersonWish wish = { .own_word = own_word };

    json_decref(change_person(desk->workspace, kari, &wish, &error));
    g_autoptr(StoreWork) work = store_begin(desk->workspace->store, "cli", "test", "", &error);
    TkId school = organisation(desk, "Katta");

    g_assert_true(person_ensure_me(desk->workspace, &me, &error));
    was_at(desk, me, school, "2008-08-15", "2012-06-20");
    was_at(desk, kari, school, from, until);
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
    TkJson *answer = show_person(desk->workspace, kari, &error);

    g_assert_no_error(error);
    return answer;
}

static void
test_a_time_at_the_same_school_is_told(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) answer = shown(desk, "2009-08-15", "2013-06-20", "");
    const TkJson *facts = json_object_get(json_object_get(answer, "tie"), "facts");

    g_assert_cmpstr(test_text(answer, "tie.reason"), ==, "tie-together");
    g_assert_cmpstr(test_text(answer, "tie.word"), ==, "light");
    g_assert_cmpstr(tk_json_get_text(facts, "organisation", ""), ==, "Katta");
    g_assert_cmpint(tk_json_get_number(facts, "from_year", 0), ==, 2009);
    g_assert_cmpint(tk_json_get_number(facts, "until_year", 0), ==, 2012);
}

static void
test_one_after_the_other_says_nothing(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) answer = shown(desk, "2012-08-15", "2015-06-20", "");

    g_assert_cmpstr(test_text(answer, "tie.reason"), ==, "tie-none");
    g_assert_cmpstr(test_text(answer, "tie.word"), ==, "none");
}

static void
test_the_users_own_word_is_left_alone(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) answer = shown(desk, "2009-08-15", "2013-06-20", "cold");

    g_assert_cmpstr(test_text(answer, "tie.reason"), ==, "tie-own-word");
    g_assert_cmpstr(test_text(answer, "tie.word"), ==, "cold");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define EACH(name, run) test_store_each("/shared-past/P6/" name, run)
    EACH("a-time-at-the-same-school-is-told", test_a_time_at_the_same_school_is_told);
    EACH("one-after-the-other-says-nothing", test_one_after_the_other_says_nothing);
    EACH("the-users-own-word-is-left-alone", test_the_users_own_word_is_left_alone);
#undef EACH
    return g_test_run();
}
