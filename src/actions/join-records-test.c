/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * join-records-test.c - two records made one, and two of them again, with nothing lost.
 */
#include "actions/join-records.h"

#include "actions/doubles.h"
#include "actions/edit-person.h"
#include "actions/journal.h"
#include "actions/people.h"
#include "actions/test-import.h"
#include "actions/tie-keeper.h"
#include "base/tk-error.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

static const char mails[] =
    "From x@y Mon Jan  5 09:00:00 2026\nMessage-ID: <one@mails.example>\n"
    "Date: Mon, 05 Jan 2026 09:00:00 +0100\nFrom: Kari Holm <kari@holm.example>\n"
    "To: ola@lie.example\nSubject: Hei\n\nHei.\n\n"
    "From x@y Tue Jan  6 09:00:00 2026\nMessage-ID: <two@mails.example>\n"
    "Date: Tue, 06 Jan 2026 09:00:00 +0100\nFrom: ola@lie.example\n"
    "To: K Holm <kh@nordvarme.example>\nSubject: Svar\n\nHei.\n\n"
    "From x@y Wed Jan  7 09:00:00 2026\nMessage-ID: <three@mails.example>\n"
    "Date: Wed, 07 Jan 2026 09:00:00 +0100\nFrom: Tor Dahl <tor@dahl.example>\n"
    "To: kari@holm.example, kh@nordvarme.example\nCc: ola@lie.example\nSubject: Alle\n\nHei.\n\n";

static TkId
find(TestDesk *desk, const char *words)
{
    g_autoptr(GError) error = NULL;
    TkId id = 0;

    find_person(desk->workspace, words, &id, &error);
    g_assert_no_error(error);
    return id;
}

/* Kari under two addresses, with mails to each, a note and a meeting with the second. */
static void
bring_two(TestDesk *desk, TkId *out_first, TkId *out_second)
{
    g_autofree char *path = test_file(desk, "two.mbox", mails);
    const char *const paths[] = { path, NULL };
    g_autoptr(TkJson) report = test_import(desk, paths);
    const PersonWish wish = { .place = "Bergen", .interests = "varme" };

    *out_first = find(desk, "kari@holm.example");
    *out_second = find(desk, "kh@nordvarme.example");
    g_assert_cmpint(*out_first, !=, *out_second);
    g_autoptr(TkJson) noted = add_note(desk->workspace, *out_second, "Liker te", "open", NULL);
    g_autoptr(TkJson) changed = change_person(desk->workspace, *out_second, &wish, NULL);

    test_desk_value(desk, *out_second);
}

static void
do_join(TestDesk *desk, TkId first, TkId second)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) joined = join_people(desk->workspace, first, second, &error);

    g_assert_no_error(error);
    g_assert_cmpint(test_id(joined, "id"), ==, first);
}

static void
test_everything_moves_to_the_one_that_stays(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId first = 0, second = 0;

    bring_two(desk, &first, &second);
    do_join(desk, first, second);
    g_autoptr(TkJson) shown = show_person(desk->workspace, first, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(json_array_size(json_object_get(shown, "addresses")), ==, 2);
    g_assert_cmpuint(json_array_size(json_object_get(shown, "timeline")), ==, 3);
    g_assert_cmpuint(json_array_size(json_object_get(shown, "notes")), ==, 1);
    g_assert_cmpuint(json_array_size(json_object_get(shown, "meetings")), ==, 1);
    g_assert_cmpuint(json_array_size(json_object_get(shown, "joined_from")), ==, 1);
    g_assert_cmpstr(test_text(shown, "place"), ==, "Bergen");
    g_assert_null(show_person(desk->workspace, second, NULL));
    g_assert_cmpint(find(desk, "kh@nordvarme.example"), ==, first);
    g_assert_cmpuint(test_hits(desk, "kh@nordvarme.example"), ==, 1);
}

/* No row of any table names the one that went, whichever tables there are. */
static void
test_nothing_names_the_one_that_went(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId first = 0, second = 0;
    const StoreReference *reference = TABLE_PERSON.references;

    bring_two(desk, &first, &second);
    do_join(desk, first, second);
    for (; reference->table != NULL; reference++) {
        const DbValue values[] = { DB_VALUE_NUMBER(second), DB_VALUE_NUMBER(10) };
        int64_t count = 0;

        g_assert_true(store_run(desk->workspace->store, reference->rows, values, 2,
                                test_store_count_row, &count, NULL));
        g_assert_cmpint(count, ==, 0);
    }
}

static void
test_parted_they_are_as_before(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId first = 0, second = 0;

    bring_two(desk, &first, &second);
    g_autofree char *before = test_people_text(desk);

    do_join(desk, first, second);
    g_autofree char *with = test_people_text(desk);
    g_autoptr(TkJson) parted = part_person(desk->workspace, first, 0, &error);
    g_autofree char *after = test_people_text(desk);

    g_assert_no_error(error);
    g_assert_cmpint(test_id(parted, "parted.id"), ==, second);
    g_assert_cmpstr(with, !=, before);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpuint(test_hits(desk, "K Holm"), ==, 2);
    g_assert_null(part_person(desk->workspace, first, 0, &error));
    test_refused(error, TK_ERROR_NOT_FOUND, "nothing-joined");
}

static void
test_joining_and_parting_can_be_undone(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId first = 0, second = 0;

    bring_two(desk, &first, &second);
    g_autofree char *before = test_people_text(desk);
    g_autoptr(TkJson) joined = join_people(desk->workspace, first, second, &error);
    g_autofree char *with = test_people_text(desk);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, test_id(joined, "undo"), &error);
    g_autofree char *after = test_people_text(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpint(find(desk, "kh@nordvarme.example"), ==, second);
    do_join(desk, first, second);
    g_autoptr(TkJson) parted = part_person(desk->workspace, first, 0, &error);
    g_autoptr(TkJson) back = undo_deed(desk->workspace, test_id(parted, "undo"), &error);
    g_autofree char *again = test_people_text(desk);

    g_assert_no_error(error);
    g_assert_cmpuint(strlen(again), ==, strlen(with));
    g_assert_cmpint(find(desk, "kh@nordvarme.example"), ==, first);
}

/* The ties of a few made again are those that a rebuilding of all gives. */
static void
test_ties_are_as_if_it_had_always_been_so(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId first = 0, second = 0;

    bring_two(desk, &first, &second);
    do_join(desk, first, second);
    g_autofree char *joined = test_people_text(desk);
    g_autoptr(StoreWork) work = store_begin(desk->workspace->store, "cli", "test-deed", "", &error);

    g_assert_true(ties_rebuild(desk->workspace, &error));
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
    g_autofree char *rebuilt = test_people_text(desk);

    g_assert_cmpstr(joined, ==, rebuilt);
}

/* A into B, B into C: each comes out again by itself, in any order. */
static void
test_a_chain_is_parted_in_any_order(TestPlace *place)
{
    for (unsigned first_out = 0; first_out < 2; first_out++) {
        g_autoptr(TestDesk) desk = test_desk_in_memory(7 + first_out);
        g_autoptr(GError) error = NULL;
        TkId a = test_desk_person(desk, "Anna Berg", "a@berg.example", "");
        TkId b = test_desk_person(desk, "Bodil Dal", "b@dal.example", "");
        TkId c = test_desk_person(desk, "Cato Elv", "c@elv.example", "");
        g_autofree char *before = test_people_text(desk);

        (void) place;
        do_join(desk, b, a);
        do_join(desk, c, b);
        g_autoptr(TkJson) shown = show_person(desk->workspace, c, NULL);
        const TkJson *traces = json_object_get(shown, "joined_from");

        g_assert_cmpuint(json_array_size(traces), ==, 2);
        TkId trace = test_id(json_array_get(traces, first_out), "id");
        g_autoptr(TkJson) one = part_person(desk->workspace, c, trace, &error);

        g_assert_no_error(error);
        g_autoptr(TkJson) rest = part_person(desk->workspace, first_out == 1 ? c : b, 0, &error);

        g_assert_no_error(error);
        g_autofree char *after = test_people_text(desk);

        g_assert_cmpstr(after, ==, before);
    }
}

static void
test_what_came_after_stays_with_the_one_that_stayed(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId first = 0, second = 0;

    bring_two(desk, &first, &second);
    do_join(desk, first, second);
    const PersonWish wish = { .place = "Oslo", .phone = "+4799999999" };
    g_autoptr(TkJson) changed = change_person(desk->workspace, first, &wish, &error);
    g_autoptr(TkJson) parted = part_person(desk->workspace, first, 0, &error);
    g_autoptr(TkJson) ours = show_person(desk->workspace, first, &error);
    g_autoptr(TkJson) theirs = show_person(desk->workspace, second, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(ours, "place"), ==, "Oslo");
    g_assert_cmpstr(test_text(theirs, "place"), ==, "Bergen");
    g_assert_cmpuint(json_array_size(json_object_get(ours, "addresses")), ==, 2);
    g_assert_cmpuint(json_array_size(json_object_get(theirs, "addresses")), ==, 1);
}

static void
test_nobody_is_joined_with_themselves_or_with_nobody(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) itself = NULL;
    g_autoptr(GError) nobody = NULL;
    TkId kari = test_desk_person(desk, "Kari Holm", "kari@holm.example", "");

    g_assert_null(join_people(desk->workspace, kari, kari, &itself));
    test_refused(itself, TK_ERROR_INVALID, "join-with-itself");
    g_assert_null(join_people(desk->workspace, kari, kari + 1, &nobody));
    test_refused(nobody, TK_ERROR_NOT_FOUND, "no-such-person");
}

static TkId
organisation_of(TestDesk *desk, TkId person)
{
    g_autoptr(TkJson) shown = show_person(desk->workspace, person, NULL);

    return test_id(shown, "organisation.id");
}

/* The name that went still leads to the organisation that stayed, until they are parted. */
static void
test_organisations_are_joined_with_their_people(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId kari = test_desk_person(desk, "Kari Holm", "kari@holm.example", "Nordvarme");
    TkId per = test_desk_person(desk, "Per Vik", "per@vik.example", "Nord Varme Norge");
    TkId stays = organisation_of(desk, kari), goes = organisation_of(desk, per);
    g_autofree char *before = test_people_text(desk);
    g_autoptr(TkJson) joined = join_organisations(desk->workspace, stays, goes, &error);

    g_assert_no_error(error);
    g_assert_cmpint(organisation_of(desk, per), ==, stays);
    TkId siri = test_desk_person(desk, "Siri Ås", "siri@aas.example", "Nord Varme Norge AS");

    g_assert_cmpint(organisation_of(desk, siri), ==, stays);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
    g_autoptr(TkJson) parted = part_organisation(desk->workspace, stays, 0, &error);
    g_autofree char *after = test_people_text(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpint(organisation_of(desk, per), ==, goes);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/join/everything-moves-to-the-one-that-stays",
                    test_everything_moves_to_the_one_that_stays);
    test_store_each("/join/nothing-names-the-one-that-went", test_nothing_names_the_one_that_went);
    test_store_each("/join/parted-they-are-as-before", test_parted_they_are_as_before);
    test_store_each("/join/joining-and-parting-can-be-undone",
                    test_joining_and_parting_can_be_undone);
    test_store_each("/join/ties-are-as-if-it-had-always-been-so",
                    test_ties_are_as_if_it_had_always_been_so);
    test_store_each("/join/a-chain-is-parted-in-any-order", test_a_chain_is_parted_in_any_order);
    test_store_each("/join/what-came-after-stays-with-the-one-that-stayed",
                    test_what_came_after_stays_with_the_one_that_stayed);
    test_store_each("/join/nobody-is-joined-with-themselves-or-with-nobody",
                    test_nobody_is_joined_with_themselves_or_with_nobody);
    test_store_each("/join/organisations-are-joined-with-their-people",
                    test_organisations_are_joined_with_their_people);
    return g_test_run();
}
