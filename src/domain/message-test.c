/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/message.h"

#include "base/tk-error.h"
#include "domain/meeting.h"

static Message *
draft(void)
{
    Message *message = message_new();

    g_assert_true(message_edit(message, "Heat pumps", "Dear Kari, may I ask?", 1, NULL));
    return message;
}

static Message *
approved(void)
{
    Message *message = draft();
    g_autofree char *digest = message_digest(message);

    g_assert_true(message_approve(message, digest, 10, "me", NULL));
    return message;
}

static Message *
sent(void)
{
    Message *message = approved();

    g_assert_true(message_sent(message, 20, NULL));
    return message;
}

static void
assert_failed(GError *error, TkError reason, const char *key)
{
    g_assert_error(error, TK_ERROR, (int) reason);
    g_assert_cmpstr(tk_error_face(error).key, ==, key);
}

static void
test_kinds_are_those_of_the_catalogue(void)
{
    const struct {
        const char *name;
        unsigned sentences;
    } rows[] = {
        { "outreach", 4 }, { "intro_request", 5 }, { "forwardable", 4 }, { "follow_up", 2 },
        { "propose", 5 },  { "agenda", 6 },        { "thank_you", 5 },   { "summary", 0 },
        { "share", 4 },    { "milestone", 4 },     { "report_back", 4 }, { "thoughts", 6 },
        { "decline", 4 },  { "touch", 4 }, /* a sign of life, L1 */
    };
    gsize count = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpuint(message_kind_find(rows[i].name)->most_sentences, ==, rows[i].sentences);
    while (message_kind_table[count].name != NULL)
        count++;
    g_assert_cmpuint(count, ==, G_N_ELEMENTS(rows));
    g_assert_cmpuint(message_kind_find("summary")->most_words, ==, 250);
    g_assert_null(message_kind_find("spam"));
}

static void
test_stages_that_follow_a_kind_are_stages(void)
{
    for (const MessageKind *kind = message_kind_table; kind->name != NULL; kind++)
        g_assert_true(*kind->stage == '\0' || meeting_stage_find(kind->stage) != NULL);
}

static void
test_nothing_goes_out_that_was_not_approved(void)
{
    g_autoptr(Message) message = draft();
    g_autofree char *digest = message_digest(message);
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) again = NULL;

    g_assert_false(message_may_go_out(message, digest, &error));
    assert_failed(error, TK_ERROR_REFUSED, "not-approved");
    g_assert_false(message_sent(message, 20, &again));
    assert_failed(again, TK_ERROR_REFUSED, "not-approved");
    g_assert_cmpint(message->sent_at, ==, 0);
    g_assert_false(message_is_approved(message));
}

static void
test_what_is_approved_may_go_out_once(void)
{
    g_autoptr(Message) message = sent();
    g_autoptr(GError) error = NULL;

    g_assert_cmpstr(message->state, ==, "sent");
    g_assert_cmpint(message->sent_at, ==, 20);
    g_assert_false(message_sent(message, 21, &error));
    assert_failed(error, TK_ERROR_CONFLICT, "message-sent");
}

static void
test_an_edit_takes_the_approval_away(void)
{
    const char *const edits[][2] = {
        { "Heat pumps", "Dear Kari, may I ask? " }, /* one space more */
        { "Heat pumps ", "Dear Kari, may I ask?" }, { "heat pumps", "Dear Kari, may I ask?" },
        { "Heat pumps\nDear", "Kari, may I ask?" }, { "", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(edits); i++) {
        g_autoptr(Message) message = approved();
        g_autoptr(GError) error = NULL;

        g_assert_true(message_is_approved(message));
        g_assert_true(message_edit(message, edits[i][0], edits[i][1], 11, NULL));
        g_assert_cmpstr(message->state, ==, "draft");
        g_assert_cmpstr(message->approved_digest, ==, "");
        g_assert_false(message_sent(message, 20, &error));
        assert_failed(error, TK_ERROR_REFUSED, "not-approved");
    }
}

static void
test_the_same_text_keeps_the_approval(void)
{
    g_autoptr(Message) message = approved();

    g_assert_true(message_edit(message, message->subject, message->body, 11, NULL));
    g_assert_true(message_is_approved(message));
}

static void
test_a_text_changed_behind_the_approval_stays_here(void)
{
    g_autoptr(Message) message = approved();
    g_autoptr(GError) error = NULL;

    g_free(message->body);
    message->body = g_strdup("Buy my heat pump!");
    g_assert_false(message_is_approved(message));
    g_assert_false(message_sent(message, 20, &error));
    assert_failed(error, TK_ERROR_REFUSED, "not-approved");
}

static void
test_only_the_text_that_was_seen_is_approved(void)
{
    g_autoptr(Message) message = draft();
    g_autofree char *seen = message_digest(message);
    g_autoptr(GError) error = NULL;

    g_assert_true(message_edit(message, "Heat pumps", "Another text", 5, NULL));
    g_assert_false(message_approve(message, seen, 10, "me", &error));
    assert_failed(error, TK_ERROR_CONFLICT, "message-changed");
    g_assert_cmpstr(message->state, ==, "draft");
}

static void
test_an_empty_text_is_not_approved(void)
{
    g_autoptr(Message) message = message_new();
    g_autofree char *digest = message_digest(message);
    g_autoptr(GError) error = NULL;

    g_assert_false(message_approve(message, digest, 10, "me", &error));
    assert_failed(error, TK_ERROR_INVALID, "message-empty");
}

static void
test_it_is_not_sent_before_it_is_approved(void)
{
    g_autoptr(Message) message = approved();
    g_autoptr(GError) error = NULL;

    g_assert_false(message_sent(message, 9, &error));
    assert_failed(error, TK_ERROR_INVALID, "sent-before-approved");
}

static void
test_what_is_sent_is_not_touched(void)
{
    g_autoptr(Message) message = sent();
    g_autofree char *digest = message_digest(message);

    g_assert_false(message_edit(message, "x", "y", 30, NULL));
    g_assert_false(message_discard(message, 30, NULL));
    g_assert_false(message_approve(message, digest, 30, "me", NULL));
    g_assert_cmpstr(message->state, ==, "sent");
    g_assert_cmpstr(message->subject, ==, "Heat pumps");
}

static void
test_what_is_thrown_away_does_not_go_out(void)
{
    g_autoptr(Message) message = approved();
    g_autoptr(GError) error = NULL;

    g_assert_true(message_discard(message, 15, NULL));
    g_assert_false(message_sent(message, 20, &error));
    assert_failed(error, TK_ERROR_CONFLICT, "message-discarded");
}

static void
test_the_first_answer_counts(void)
{
    g_autoptr(Message) message = sent();
    g_autoptr(Message) unsent = approved();
    g_autoptr(GError) error = NULL;

    g_assert_true(message_answered(message, "second", 50, NULL));
    g_assert_true(message_answered(message, "third", 60, NULL));
    g_assert_cmpstr(message->answer_id, ==, "second");
    g_assert_true(message_answered(message, "first", 40, NULL));
    g_assert_cmpstr(message->answer_id, ==, "first");
    g_assert_false(message_answered(unsent, "ghost", 40, &error));
    assert_failed(error, TK_ERROR_CONFLICT, "message-not-sent");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/message/M2/kinds-are-those-of-the-catalogue",
                    test_kinds_are_those_of_the_catalogue);
    g_test_add_func("/message/stages-that-follow-are-stages",
                    test_stages_that_follow_a_kind_are_stages);
    g_test_add_func("/message/M4/nothing-goes-out-unapproved",
                    test_nothing_goes_out_that_was_not_approved);
    g_test_add_func("/message/M4/approved-goes-out-once", test_what_is_approved_may_go_out_once);
    g_test_add_func("/message/M4/an-edit-takes-the-approval-away",
                    test_an_edit_takes_the_approval_away);
    g_test_add_func("/message/M4/the-same-text-keeps-it", test_the_same_text_keeps_the_approval);
    g_test_add_func("/message/M4/changed-behind-the-approval",
                    test_a_text_changed_behind_the_approval_stays_here);
    g_test_add_func("/message/M4/only-what-was-seen", test_only_the_text_that_was_seen_is_approved);
    g_test_add_func("/message/M4/empty-is-not-approved", test_an_empty_text_is_not_approved);
    g_test_add_func("/message/M4/not-sent-before-approved",
                    test_it_is_not_sent_before_it_is_approved);
    g_test_add_func("/message/M4/sent-is-not-touched", test_what_is_sent_is_not_touched);
    g_test_add_func("/message/M4/thrown-away-does-not-go-out",
                    test_what_is_thrown_away_does_not_go_out);
    g_test_add_func("/message/M5/the-first-answer-counts", test_the_first_answer_counts);
    return g_test_run();
}
