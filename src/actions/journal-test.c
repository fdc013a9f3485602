/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * journal-test.c - every deed can be seen, and taken back step by step.
 */
#include "actions/journal.h"

#include "actions/ask-person.h"
#include "actions/campaigns.h"
#include "actions/edit-person.h"
#include "actions/messages.h"
#include "actions/set-value.h"
#include "actions/test-import.h"
#include "base/tk-error.h"

/* All that a user sees of what is kept. Caller frees. */
static char *
whole(TestDesk *desk)
{
    g_autofree char *people = test_people_text(desk);
    g_autofree char *today = test_desk_today(desk);
    g_autoptr(TkJson) messages = list_messages(desk->workspace, NULL, NULL, 0, NULL);
    g_autoptr(TkJson) campaigns = list_campaigns(desk->workspace, NULL);
    g_autofree char *written = tk_json_text(messages);
    g_autofree char *fields = tk_json_text(campaigns);

    return g_strjoin("\n--\n", people, today, written, fields, NULL);
}

static void
do_step(TestDesk *desk, unsigned step, TkId *person, TkId *message)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = NULL;
    const PersonWish change = { .title = "Direktør", .own_word = NULL };
    const ValueWish value = {
        .purpose = "hvordan varmepumper endrer fjernvarmen",
        .reason = "innlegget ditt om spillvarme",
        .value_for_them = "tallene fra de tre pilotene",
        .value_for_me = "et bilde av hva som bremser",
    };
    const AskWish ask = { 0 };

    switch (step) {
    case 0:
        *person = test_desk_person(desk, "Kari Holm", "kari@x.example", "Nordvarme AS");
        break;
    case 1:
        answer = change_person(desk->workspace, *person, &change, &error);
        break;
    case 2:
        answer = add_note(desk->workspace, *person, "Liker filterkaffe", "open", &error);
        break;
    case 3:
        answer = set_value(desk->workspace, *person, &value, &error);
        break;
    case 4:
        answer = ask_person(desk->workspace, *person, &ask, &error);
        *message = answer != NULL ? test_id(answer, "message.id") : 0;
        break;
    case 5:
        answer = edit_message(desk->workspace, *message, "Et annet emne", NULL, &error);
        break;
    case 6:
        answer = approve_message(desk->workspace, *message, NULL, 0, &error);
        break;
    case 7:
        answer = mark_sent(desk->workspace, *message, 0, &error);
        break;
    case 8:
        answer = record_answer(desk->workspace, *message, "yes", 0, &error);
        break;
    default:
        answer = add_campaign(desk->workspace, "Vind", "hva vindkraften gjør med nettet", &error);
        break;
    }
    g_assert_no_error(error);
}

#define STEPS 10

/* Forward all the way, and back all the way: each step gives the store as it was before it. */
static void
test_every_deed_can_be_taken_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func(g_free);
    TkId person = 0, message = 0;

    for (unsigned step = 0; step < STEPS; step++) {
        g_ptr_array_add(before, whole(desk));
        do_step(desk, step, &person, &message);
    }
    for (unsigned step = STEPS; step > 0; step--) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
        g_autofree char *after = whole(desk);

        g_assert_no_error(error);
        g_assert_cmpstr(after, ==, g_ptr_array_index(before, step - 1));
    }
    g_autoptr(GError) nothing = NULL;

    g_assert_null(undo_deed(desk->workspace, 0, &nothing));
    test_refused(nothing, TK_ERROR_NOT_FOUND, "nothing-to-undo");
}

static void
test_an_undo_can_be_undone(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = 0, message = 0;

    for (unsigned step = 0; step < STEPS; step++) {
        do_step(desk, step, &person, &message);
        g_autofree char *done = whole(desk);
        g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, NULL);
        g_autoptr(TkJson) redone = undo_deed(desk->workspace, test_id(undone, "undo"), NULL);
        g_autofree char *again = whole(desk);

        g_test_message("step %u", step);
        g_assert_cmpstr(again, ==, done);
    }
}

static void
test_the_journal_tells_what_was_done_through_which_door(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    test_desk_person(desk, "Kari Holm", NULL, NULL);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
    g_autoptr(TkJson) journal = list_journal(desk->workspace, 10, &error);
    const TkJson *rows = json_object_get(journal, "rows");
    const TkJson *added = json_array_get(rows, json_array_size(rows) - 1);

    g_assert_no_error(error);
    g_assert_cmpuint(json_array_size(rows), ==, 2);
    g_assert_cmpstr(test_text(added, "deed"), ==, "add-person");
    g_assert_cmpstr(test_text(added, "subject"), ==, "Kari Holm");
    g_assert_cmpstr(test_text(added, "door"), ==, "cli");
    g_assert_true(json_is_true(json_object_get(added, "undone")));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/journal/every-deed-can-be-taken-back", test_every_deed_can_be_taken_back);
    test_store_each("/journal/an-undo-can-be-undone", test_an_undo_can_be_undone);
    test_store_each("/journal/it-tells-what-was-done-through-which-door",
                    test_the_journal_tells_what_was_done_through_which_door);
    return g_test_run();
}
