/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * message-out-test.c - from the approved text to the user's mail program, and found again in the
 * mailbox (M4, M5, F2).
 */
#include "actions/ask-person.h"
#include "actions/messages.h"
#include "actions/people.h"
#include "actions/test-import.h"
#include "base/tk-error.h"

#include <string.h>

static TkId
approved_to(TestDesk *desk, const char *name, const char *email)
{
    g_autoptr(GError) error = NULL;
    TkId person = test_desk_person(desk, name, email, NULL);

    test_desk_value(desk, person);
    TkId message = test_desk_ask(desk, person);
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);

    g_assert_no_error(error);
    return message;
}

static char *
state_of(TestDesk *desk, TkId message)
{
    g_autoptr(TkJson) shown = show_message(desk->workspace, message, NULL);

    return g_strdup(test_text(shown, "state"));
}

/* The mail as the program wrote it, found in the folder of what was sent. */
static void
test_the_mail_is_found_again_among_what_was_sent(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId message = approved_to(desk, "Kari Holm", "kari@nordvarme.example");
    g_autofree char *eml = message_as_eml(desk->workspace, message, &error);

    g_assert_no_error(error);
    g_autofree char *path = test_file(desk, "sent.eml", eml);
    const char *const paths[] = { path, NULL };

    test_desk_go_to(desk, "2026-03-03");
    g_autoptr(TkJson) report = test_import(desk, paths);
    g_autofree char *state = state_of(desk, message);
    g_autoptr(TkJson) again = test_import(desk, paths);

    g_assert_cmpint(test_figure(report, "new", "interactions"), ==, 1);
    g_assert_cmpstr(state, ==, "sent");
    g_assert_cmpint(test_figure(again, "new", "all"), ==, 0);
}

/* Their program keeps only one of the two headers that tell what a mail answers. */
static void
test_an_answer_is_known_by_either_header(TestPlace *place)
{
    static const char *const headers[] = { "In-Reply-To", "References" };

    for (size_t at = 0; at < G_N_ELEMENTS(headers); at++) {
        g_autoptr(TestDesk) desk = test_desk_in_memory(at + 1);
        g_autoptr(GError) error = NULL;

        desk->place = place;
        TkId message = test_desk_send(
            desk, test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL));
        g_autoptr(TkJson) shown = show_message(desk->workspace, message, &error);
        g_autofree char *mail = g_strdup_printf(
            "Message-ID: <answer@nordvarme.example>\nDate: Wed, 04 Mar 2026 10:00:00 +0100\n"
            "From: Kari Holm <kari@nordvarme.example>\nTo: ola@lie.example\n%s: <%s>\n"
            "Subject: SV: Kaffe\n\nGjerne.\n",
            headers[at], test_text(shown, "message_id"));
        g_autofree char *path = test_file(desk, "answer.eml", mail);
        const char *const paths[] = { path, NULL };

        test_desk_go_to(desk, "2026-03-05");
        g_autoptr(TkJson) report = test_import(desk, paths);
        g_autofree char *today = test_desk_today(desk);
        g_autoptr(TkJson) again = test_import(desk, paths);

        g_assert_cmpint(json_integer_value(json_object_get(report, "answers")), ==, 1);
        g_assert_cmpint(json_integer_value(json_object_get(again, "answers")), ==, 0);
        g_assert_cmpstr(today, ==, "answer Kari Holm\n");
    }
}

static void
test_an_absence_is_no_answer(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId message =
        test_desk_send(desk, test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL));
    g_autoptr(TkJson) shown = show_message(desk->workspace, message, NULL);
    g_autofree char *mail = g_strdup_printf(
        "Message-ID: <away@nordvarme.example>\nDate: Tue, 03 Mar 2026 10:00:00 +0100\n"
        "From: Kari Holm <kari@nordvarme.example>\nTo: ola@lie.example\nIn-Reply-To: <%s>\n"
        "Auto-Submitted: auto-replied\nSubject: Ferie\n\nJeg er borte.\n",
        test_text(shown, "message_id"));
    g_autofree char *path = test_file(desk, "away.eml", mail);
    const char *const paths[] = { path, NULL };

    test_desk_go_to(desk, "2026-03-10");
    g_autofree char *before = test_desk_today(desk);
    g_autoptr(TkJson) report = test_import(desk, paths);
    g_autofree char *after = test_desk_today(desk);

    g_assert_cmpstr(before, ==, "follow_up Kari Holm\n");
    g_assert_cmpstr(after, ==, "");
}

static void
test_a_follow_up_goes_into_the_thread(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId request =
        test_desk_send(desk, test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL));
    g_autoptr(TkJson) first = show_message(desk->workspace, request, NULL);
    g_autofree char *reply = g_strdup_printf("In-Reply-To: <%s>", test_text(first, "message_id"));
    g_autofree char *references =
        g_strdup_printf("References: <%s>", test_text(first, "message_id"));
    TkId message = 0;

    test_desk_go_to(desk, "2026-03-10");
    g_assert_true(find_message(desk->workspace, "Kari Holm", &message, &error));
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);

    g_assert_no_error(error);
    g_autofree char *eml = message_as_eml(desk->workspace, message, &error);

    g_assert_no_error(error);
    g_assert_nonnull(strstr(eml, reply));
    g_assert_nonnull(strstr(eml, references));
}

static void
test_a_mailto_holds_the_very_text(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId message = approved_to(desk, "Kari Holm", "kari@nordvarme.example");
    g_autoptr(TkJson) shown = show_message(desk->workspace, message, NULL);
    g_autofree char *mailto = message_as_mailto(desk->workspace, message, &error);

    g_assert_no_error(error);
    g_assert_true(g_str_has_prefix(mailto, "mailto:kari@nordvarme.example?"));
    g_autofree char *plain = g_uri_unescape_string(mailto, NULL);
    g_auto(GStrv) lines = g_strsplit(test_text(shown, "body"), "\n", -1);

    for (size_t at = 0; lines[at] != NULL; at++)
        g_assert_nonnull(strstr(plain, lines[at]));
    g_assert_nonnull(strstr(plain, test_text(shown, "subject")));
}

static void
test_a_draft_lands_in_the_maildir_once_approved(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_build_filename(place->folder, "Drafts", NULL);
    g_autofree char *current = g_build_filename(folder, "cur", NULL);
    g_autofree char *temporary = g_build_filename(folder, "tmp", NULL);
    g_autofree char *fresh = g_build_filename(folder, "new", NULL);
    TkId message = approved_to(desk, "Kari Holm", "kari@nordvarme.example");
    g_autofree char *eml = message_as_eml(desk->workspace, message, &error);

    g_assert_cmpint(g_mkdir_with_parents(current, 0700), ==, 0);
    g_assert_cmpint(g_mkdir_with_parents(temporary, 0700), ==, 0);
    g_assert_cmpint(g_mkdir_with_parents(fresh, 0700), ==, 0);
    g_autofree char *path = message_into_drafts(desk->workspace, message, folder, &error);
    g_autofree char *written = NULL;

    g_assert_no_error(error);
    g_assert_true(g_str_has_suffix(path, ":2,D"));
    g_assert_true(g_file_get_contents(path, &written, NULL, &error));
    g_assert_cmpstr(written, ==, eml);
}

static void
test_without_an_address_no_mail(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) folder = NULL;
    TkId message = approved_to(desk, "Kari Holm", NULL);

    g_assert_null(message_as_eml(desk->workspace, message, &error));
    test_refused(error, TK_ERROR_INVALID, "no-mail-address");
    g_assert_cmpstr(tk_error_face(error).subject, ==, "Kari Holm");
    g_assert_null(message_into_drafts(desk->workspace, message, NULL, &folder));
    test_refused(folder, TK_ERROR_INVALID, "no-drafts-folder");
}

static void
test_what_went_out_is_on_the_persons_timeline(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId message = approved_to(desk, "Kari Holm", "kari@nordvarme.example");
    g_autofree char *eml = message_as_eml(desk->workspace, message, NULL);
    g_autofree char *path = test_file(desk, "sent.eml", eml);
    g_autofree char *other = test_fixture("archive.mbox");
    const char *const paths[] = { path, other, NULL };
    g_autoptr(TkJson) report = test_import(desk, paths);
    TkId kari = 0;

    g_assert_true(find_person(desk->workspace, "Kari Holm", &kari, NULL));
    g_autoptr(TkJson) shown = show_person(desk->workspace, kari, NULL);

    g_assert_cmpuint(json_array_size(json_object_get(shown, "timeline")), ==, 3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/message-out/M5/the-mail-is-found-again-among-what-was-sent",
                    test_the_mail_is_found_again_among_what_was_sent);
    test_store_each("/message-out/M5/an-answer-is-known-by-either-header",
                    test_an_answer_is_known_by_either_header);
    test_store_each("/message-out/F3/an-absence-is-no-answer", test_an_absence_is_no_answer);
    test_store_each("/message-out/F2/a-follow-up-goes-into-the-thread",
                    test_a_follow_up_goes_into_the_thread);
    test_store_each("/message-out/M4/a-mailto-holds-the-very-text",
                    test_a_mailto_holds_the_very_text);
    test_store_each("/message-out/M4/a-draft-lands-in-the-maildir-once-approved",
                    test_a_draft_lands_in_the_maildir_once_approved);
    test_store_each("/message-out/without-an-address-no-mail", test_without_an_address_no_mail);
    test_store_each("/message-out/what-went-out-is-on-the-persons-timeline",
                    test_what_went_out_is_on_the_persons_timeline);
    return g_test_run();
}
