/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * find-path-test.c - who can open the door, out of what really happened (P1, P2, P5).
 */
#include "actions/find-path.h"

#include "actions/ask-person.h"
#include "actions/edit-person.h"
#include "actions/journal.h"
#include "actions/people.h"
#include "actions/test-import.h"
#include "base/tk-error.h"

static TkId
named(TestDesk *desk, const char *name)
{
    g_autoptr(GError) error = NULL;
    TkId id = 0;

    find_person(desk->workspace, name, &id, &error);
    g_assert_no_error(error);
    return id;
}

static TkJson *
paths_to(TestDesk *desk, TkId person)
{
    g_autoptr(GError) error = NULL;
    TkJson *answer = find_paths(desk->workspace, person, &error);

    g_assert_no_error(error);
    return answer;
}

/* The way to `target` that begins with `first`; NULL where there is none. Borrowed. */
static const TkJson *
way_over(const TkJson *paths, const char *first)
{
    const TkJson *rows = json_object_get(paths, "rows");

    for (size_t at = 0; at < json_array_size(rows); at++) {
        const TkJson *steps = json_object_get(json_array_get(rows, at), "steps");

        if (g_str_equal(test_text(json_array_get(steps, 0), "person.name"), first))
            return json_array_get(rows, at);
    }
    return NULL;
}

/* Kari and Tor were on the same mails of Ada's again and again, and never wrote to each other. */
static void
bring_shared_mails(TestDesk *desk)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (unsigned at = 1; at <= 20; at++)
        g_string_append_printf(text,
                               "From x Mon Jan  5 09:00:00 2026\n"
                               "Message-ID: <shared-%u@mails.example>\n"
                               "Date: %u Feb 2026 09:00:00 +0100\n"
                               "From: Ada Berg <ada@fjordlab.example>\n"
                               "To: Kari Holm <kari@nordvarme.example>, tor@dahl.example\n"
                               "Cc: ola@lie.example\nSubject: Number %u\n\nHei.\n\n",
                               at, at, at);
    g_autofree char *path = test_file(desk, "shared.mbox", text->str);
    const char *const paths[] = { path, NULL };
    g_autoptr(TkJson) report = test_import(desk, paths);

    g_assert_cmpint(test_figure(report, "new", "interactions"), ==, 20);
}

static void
test_who_was_on_the_same_mail_is_a_way_that_is_called_likely(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);

    bring_shared_mails(desk);
    g_autoptr(TkJson) paths = paths_to(desk, named(desk, "Tor Dahl"));
    const TkJson *likely = way_over(paths, "Kari Holm");

    g_assert_nonnull(likely);
    g_assert_cmpstr(test_text(likely, "certainty"), ==, "likely");
    g_assert_cmpstr(test_text(way_over(paths, "Ada Berg"), "certainty"), ==, "sure");
}

static void
test_no_way_is_made_up(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);
    TkId stranger = test_desk_person(desk, "Ingen Kjenner", NULL, NULL);
    g_autoptr(TkJson) paths = paths_to(desk, stranger);

    g_assert_cmpuint(json_array_size(json_object_get(paths, "rows")), ==, 0);
}

static void
test_who_was_asked_enough_is_called_tired(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) report = test_import_all(desk);
    TkId ada = named(desk, "Ada Berg");
    const PersonWish close = { .own_word = "close" };
    g_autoptr(TkJson) said = change_person(desk->workspace, ada, &close, &error);
    const AskWish over = { .via = ada };

    for (unsigned at = 0; at < 2; at++) {
        g_autofree char *name = g_strdup_printf("Target %c%c", 'A' + at, 'a' + at);
        TkId target = test_desk_person(desk, name, NULL, NULL);

        test_desk_value(desk, target);
        g_autoptr(TkJson) asked = ask_person(desk->workspace, target, &over, &error);

        g_assert_no_error(error);
    }
    g_autoptr(TkJson) paths = paths_to(desk, named(desk, "Tor Dahl"));

    g_assert_true(json_is_true(json_object_get(way_over(paths, "Ada Berg"), "tired")));
}

static void
test_a_strained_tie_is_to_be_mended_first(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) report = test_import_all(desk);
    const PersonWish strained = { .terms = "strained", .own_word = "close" };
    g_autoptr(TkJson) said =
        change_person(desk->workspace, named(desk, "Ada Berg"), &strained, &error);
    g_autoptr(TkJson) paths = paths_to(desk, named(desk, "Tor Dahl"));

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(way_over(paths, "Ada Berg"), "gate"), ==, "mend");
}

/* Somebody whom only the user's word ties to me goes again: no way may lead over the hole. */
static void
test_who_was_taken_back_is_no_way(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) report = test_import_all(desk);
    const PersonWish liv = { .name = "Liv Strand", .own_word = "close" };
    g_autoptr(TkJson) added = add_person(desk->workspace, &liv, &error);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);

    g_assert_no_error(error);
    g_autoptr(TkJson) paths = paths_to(desk, named(desk, "Tor Dahl"));

    g_assert_null(way_over(paths, "Liv Strand"));
}

static void
test_who_is_not_there_has_no_path(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    g_assert_null(find_paths(desk->workspace, 4711, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/find-path/P1/who-was-on-the-same-mail-is-a-way-that-is-called-likely",
                    test_who_was_on_the_same_mail_is_a_way_that_is_called_likely);
    test_store_each("/find-path/P1/no-way-is-made-up", test_no_way_is_made_up);
    test_store_each("/find-path/P5/who-was-asked-enough-is-called-tired",
                    test_who_was_asked_enough_is_called_tired);
    test_store_each("/find-path/P2/a-strained-tie-is-to-be-mended-first",
                    test_a_strained_tie_is_to_be_mended_first);
    test_store_each("/find-path/who-was-taken-back-is-no-way", test_who_was_taken_back_is_no_way);
    test_store_each("/find-path/who-is-not-there-has-no-path", test_who_is_not_there_has_no_path);
    return g_test_run();
}
