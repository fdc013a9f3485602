/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * keep-in-touch-test.c - a year of mails, then silence: who is due, by which way and over what, and
 * the words that end it (L1, L6).
 */
#include "actions/edit-person.h"
#include "actions/journal.h"
#include "actions/keep-in-touch.h"
#include "actions/messages.h"
#include "actions/people.h"
#include "actions/test-import.h"

#include <string.h>

/* Mails to and fro, one exchange every `every` days, up to `last` days before the desk's day. */
static void
write_mails(GString *mbox, TestDesk *desk, const char *name, const char *address,
            const char *subject, unsigned every, unsigned last)
{
    for (unsigned turn = 0; turn < 12; turn++)
        for (unsigned way = 0; way < 2; way++) {
            int64_t at = workspace_now(desk->workspace) -
                         (int64_t) (last + turn * every) * INT64_C(86400) - 3600 * (1 - way);
            g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(at);
            g_autofree char *date = g_date_time_format(when, "%d %b %Y %H:%M:%S +0000");
            const char *own = "Ola Lie <ola@lie.example>";
            g_autofree char *other = g_strdup_printf("%s <%s>", name, address);

            g_string_append_printf(mbox,
                                   "From - Thu Jan  1 00:00:00 2026\nFrom: %s\nTo: %s\nDate: %s\n"
                                   "Message-ID: <%u.%u.%s>\nSubject: %s%s\n\nHei.\n\n",
                                   way == 0 ? own : other, way == 0 ? other : own, date, turn, way,
                                   address, way == 0 ? "" : "Re: ", subject);
        }
}

/* Kari every week and silent for two months, Bo every second month and silent for as long, Eva as
 * Kari but on bad terms. */
static TestDesk *
desk_with_mails(TestPlace *place)
{
    TestDesk *desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) mbox = g_string_new(NULL);
    const PersonWish strained = { .terms = "strained" };
    TkId eva = 0;

    write_mails(mbox, desk, "Kari Holm", "kari@nordvarme.example", "Varmepumper i Troms", 7, 60);
    write_mails(mbox, desk, "Bo Dahl", "bo@kvarts.example", "Kaia", 60, 60);
    write_mails(mbox, desk, "Eva Falk", "eva@havn.example", "Budsjettet", 7, 60);
    g_autofree char *path = test_file(desk, "all.mbox", mbox->str);
    const char *const paths[] = { path, NULL };
    g_autoptr(TkJson) report = test_import(desk, paths);

    g_assert_nonnull(report);
    g_assert_true(find_person(desk->workspace, "eva@havn.example", &eva, &error));
    g_autoptr(TkJson) changed = change_person(desk->workspace, eva, &strained, &error);

    g_assert_no_error(error);
    g_assert_nonnull(changed);
    return desk;
}

/* "Kari Holm mail topic, " ... */
static char *
due_text(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) list = list_touches(desk->workspace, 0, &error);
    GString *text = g_string_new(NULL);

    g_assert_no_error(error);
    for (size_t at = 0; at < json_array_size(json_object_get(list, "rows")); at++) {
        const TkJson *row = json_array_get(json_object_get(list, "rows"), at);

        g_string_append_printf(text, "%s %s %s\n", test_text(row, "person.name"),
                               test_text(row, "channel"), test_text(row, "occasion"));
    }
    return g_string_free(text, FALSE);
}

static TkId
kari(TestDesk *desk)
{
    TkId person = 0;

    g_assert_true(find_person(desk->workspace, "kari@nordvarme.example", &person, NULL));
    return person;
}

static TkJson *
draft(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    TkJson *answer = draft_touch(desk->workspace, kari(desk), "nb", NULL, &error);

    g_assert_no_error(error);
    return answer;
}

static void
test_each_is_due_by_a_rhythm_of_their_own(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_with_mails(place);
    g_autofree char *now = due_text(desk);

    g_assert_cmpstr(now, ==, "Kari Holm mail topic\n");
    test_desk_go_to(desk, "2026-05-20");
    g_autofree char *later = due_text(desk);

    g_assert_nonnull(strstr(later, "Bo Dahl mail topic\n"));
    g_assert_null(strstr(later, "Eva Falk"));
}

static void
test_the_draft_takes_up_what_was_written_about(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_with_mails(place);
    g_autoptr(TkJson) answer = draft(desk);
    g_autoptr(TkJson) again = draft(desk);
    g_autofree char *today = test_desk_today(desk);

    g_test_message("%s", test_text(answer, "message.body"));
    g_assert_nonnull(strstr(test_text(answer, "message.body"), "«Varmepumper i Troms»"));
    g_assert_cmpuint(
        json_array_size(json_object_get(json_object_get(answer, "message"), "findings")), ==, 0);
    g_assert_cmpstr(test_text(answer, "message.id"), ==, test_text(again, "message.id"));
    g_assert_cmpstr(today, ==, "approve Kari Holm\n");
}

static void
test_another_wording_takes_up_the_same(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_with_mails(place);
    g_autoptr(TkJson) answer = draft(desk);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) other =
        redraft_message(desk->workspace, test_id(answer, "message.id"), &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(other, "body"), !=, test_text(answer, "message.body"));
    g_assert_nonnull(strstr(test_text(other, "body"), "«Varmepumper i Troms»"));
}

static void
test_who_has_been_written_to_is_no_longer_due(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_with_mails(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = draft(desk);
    TkId message = test_id(answer, "message.id");
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);
    g_autoptr(TkJson) sent = mark_sent(desk->workspace, message, 0, &error);
    g_autofree char *after = due_text(desk);

    g_assert_no_error(error);
    g_assert_nonnull(approved);
    g_assert_nonnull(sent);
    g_assert_cmpstr(after, ==, "");
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
    g_autofree char *again = due_text(desk);

    g_assert_no_error(error);
    g_assert_nonnull(undone);
    g_assert_cmpstr(again, ==, "Kari Holm mail topic\n");
}

/* L2 before L1: who has news is written to about them. */
static void
test_news_are_the_better_occasion(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_with_mails(place);
    g_autoptr(GError) error = NULL;
    const PersonWish before = { .title = "Salgssjef", .organisation = "Nordvarme AS" };
    const PersonWish now = { .title = "Salgsdirektør" };
    g_autoptr(TkJson) known = change_person(desk->workspace, kari(desk), &before, &error);
    g_autoptr(TkJson) heard = change_person(desk->workspace, kari(desk), &now, &error);
    g_autofree char *due = due_text(desk);
    g_autoptr(TkJson) answer = draft(desk);

    g_assert_no_error(error);
    g_assert_nonnull(known);
    g_assert_nonnull(heard);
    g_assert_cmpstr(due, ==, "Kari Holm mail news\n");
    g_assert_cmpstr(test_text(answer, "message.kind"), ==, "milestone");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/keep-in-touch/L1/each-is-due-by-a-rhythm-of-their-own",
                    test_each_is_due_by_a_rhythm_of_their_own);
    test_store_each("/keep-in-touch/L1/the-draft-takes-up-what-was-written-about",
                    test_the_draft_takes_up_what_was_written_about);
    test_store_each("/keep-in-touch/L1/another-wording-takes-up-the-same",
                    test_another_wording_takes_up_the_same);
    test_store_each("/keep-in-touch/L1/who-has-been-written-to-is-no-longer-due",
                    test_who_has_been_written_to_is_no_longer_due);
    test_store_each("/keep-in-touch/L2/news-are-the-better-occasion",
                    test_news_are_the_better_occasion);
    return g_test_run();
}
