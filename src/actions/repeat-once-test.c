/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * repeat-once-test.c - a request that is repeated is done once and answered the same.
 */
#include "actions/repeat-once.h"

#include "actions/journal.h"
#include "actions/test-import.h"
#include "base/tk-error.h"

#include <string.h>

static void
test_the_answer_is_kept_with_the_deed(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    OnceWork *work = begin_request(desk->workspace, &error);
    unsigned status = 0;

    test_desk_person(desk, "Kari Holm", NULL, NULL);
    g_assert_true(keep_answer(work, "key-1", "digest-1", 201, "{\"id\":1}", &error));
    g_autofree char *again = find_answer(desk->workspace, "key-1", "digest-1", &status, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(again, ==, "{\"id\":1}");
    g_assert_cmpuint(status, ==, 201);
    g_assert_cmpuint(test_hits(desk, "Kari"), ==, 1);
}

static void
test_what_is_dropped_leaves_neither(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    OnceWork *work = begin_request(desk->workspace, &error);
    unsigned status = 0;

    test_desk_person(desk, "Kari Holm", NULL, NULL);
    drop_request(work);
    g_assert_null(find_answer(desk->workspace, "key-1", "digest-1", &status, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(test_hits(desk, "Kari"), ==, 0);
}

static void
test_a_key_is_for_one_request(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    unsigned status = 0;

    g_assert_true(
        keep_answer(begin_request(desk->workspace, NULL), "key-1", "digest-1", 200, "{}", &error));
    g_assert_null(find_answer(desk->workspace, "key-1", "digest-2", &status, &error));
    test_refused(error, TK_ERROR_CONFLICT, "idempotency-key-reused");
}

static void
test_keys_are_forgotten_after_a_month(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    unsigned status = 0;

    g_assert_true(
        keep_answer(begin_request(desk->workspace, NULL), "old", "digest", 200, "{}", &error));
    test_desk_go_to(desk, "2026-03-30");
    g_autofree char *kept = find_answer(desk->workspace, "old", "digest", &status, &error);

    g_assert_cmpstr(kept, ==, "{}");
    test_desk_go_to(desk, "2026-04-02");
    g_assert_true(
        keep_answer(begin_request(desk->workspace, NULL), "new", "digest", 200, "{}", &error));
    g_assert_null(find_answer(desk->workspace, "old", "digest", &status, &error));
    g_assert_no_error(error);
}

/* The frame of a door has no name of its own: the journal shows the deed that was done in it. */
static void
test_the_deed_keeps_its_name_in_the_journal(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    OnceWork *work = begin_request(desk->workspace, NULL);

    test_desk_person(desk, "Kari Holm", NULL, NULL);
    g_assert_true(keep_answer(work, "key-1", "digest-1", 201, "{}", NULL));
    g_autoptr(TkJson) journal = list_journal(desk->workspace, 5, NULL);
    const TkJson *row = json_array_get(json_object_get(journal, "rows"), 0);

    g_assert_cmpstr(test_text(row, "deed"), ==, "add-person");
    g_assert_cmpstr(test_text(row, "subject"), ==, "Kari Holm");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/repeat-once/the-answer-is-kept-with-the-deed",
                    test_the_answer_is_kept_with_the_deed);
    test_store_each("/repeat-once/what-is-dropped-leaves-neither",
                    test_what_is_dropped_leaves_neither);
    test_store_each("/repeat-once/a-key-is-for-one-request", test_a_key_is_for_one_request);
    test_store_each("/repeat-once/keys-are-forgotten-after-a-month",
                    test_keys_are_forgotten_after_a_month);
    test_store_each("/repeat-once/the-deed-keeps-its-name-in-the-journal",
                    test_the_deed_keeps_its_name_in_the_journal);
    return g_test_run();
}
