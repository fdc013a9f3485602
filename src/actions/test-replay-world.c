/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-replay-world.c - the others: they answer, late or never, and are away; and the planted
 * faults.
 */
#include "actions/compose-draft.h"
#include "actions/open-meeting.h"
#include "actions/take-answer.h"
#include "actions/test-replay-private.h"
#include "base/tk-text.h"
#include "store/tables.h"

static StoreWork *
begin(Replay *replay)
{
    g_autoptr(GError) error = NULL;
    StoreWork *work = store_begin(replay->desk->workspace->store, "cli", "import", "", &error);

    g_assert_no_error(error);
    return work;
}

static void
commit(StoreWork *work_take)
{
    g_autoptr(GError) error = NULL;

    store_commit(work_take, &error);
    g_assert_no_error(error);
}

/* A mail in the thread of one of ours, as an import would find it. */
static void
let_write(Replay *replay, ReplayCase *one, const Message *message, gboolean automatic, TkId from)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(StoreWork) work = begin(replay);
    const AnswerFound answer = {
        .message = message->id,
        .answer_id = "an-answer@example.org",
        .at = replay_tick(replay),
        .is_automatic = automatic,
        .from = from,
        .subject = "",
        .text = "",
    };
    gboolean moved = FALSE;

    take_answer(replay->desk->workspace, &answer, &moved, &error);
    g_assert_no_error(error);
    commit(g_steal_pointer(&work));
    replay_look(replay, one);
}

/* Forgets an absence right after it was told of, and plans as if nothing had been heard. */
static void
forget_absences(Replay *replay, ReplayCase *one)
{
    const Workspace *workspace = replay->desk->workspace;
    g_autoptr(StoreWork) work = begin(replay);
    g_autoptr(GPtrArray) messages = meeting_messages(workspace, one->meeting, NULL);
    g_autoptr(Meeting) meeting = meeting_load(workspace->store, one->meeting, NULL);

    for (guint at = 0; at < messages->len; at++) {
        Message *message = g_ptr_array_index(messages, at);

        message->away_day = 0;
        g_assert_true(message_put(workspace->store, message, NULL, NULL));
    }
    g_assert_true(plan_follow_up(workspace, meeting, NULL));
    commit(g_steal_pointer(&work));
}

static void
write_back(Replay *replay, ReplayCase *one, const Message *message)
{
    gboolean by_target = message->introduction_id != 0 && replay_chance(replay, 0.2);

    if (message->answered_at == 0 && replay_chance(replay, 0.02)) {
        let_write(replay, one, message, TRUE, 0);
        if (replay->fault == REPLAY_AWAY_UNHEARD)
            forget_absences(replay, one);
    }
    if (replay_chance(replay, message->answered_at == 0 ? 0.015 : 0.002))
        let_write(replay, one, message, FALSE, by_target ? one->person : message->person_id);
}

/* The second follow-up never went, says the store now; so another one is planned. */
static void
forget_second(Replay *replay, ReplayCase *one)
{
    const Workspace *workspace = replay->desk->workspace;
    g_autoptr(StoreWork) work = begin(replay);
    g_autoptr(GPtrArray) messages = meeting_messages(workspace, one->meeting, NULL);
    g_autoptr(Meeting) meeting = meeting_load(workspace->store, one->meeting, NULL);

    for (guint at = 0; at < messages->len; at++) {
        Message *message = g_ptr_array_index(messages, at);

        if (!g_str_equal(message->kind, "follow_up") || message->number != 2 ||
            !g_str_equal(message->state, "sent"))
            continue;
        tk_text_set(&message->state, "discarded");
        g_assert_true(message_put(workspace->store, message, NULL, NULL));
        one->tampered = TRUE;
    }
    if (one->tampered) {
        tk_text_set(&meeting->stage, "followed_up_1");
        g_assert_true(plan_follow_up(workspace, meeting, NULL));
    }
    commit(g_steal_pointer(&work));
}

void
replay_world_day(Replay *replay)
{
    for (gsize at = 0; at < REPLAY_TARGETS; at++) {
        ReplayCase *one = &replay->cases[at];

        if (one->meeting == 0)
            continue;
        if (replay->fault == REPLAY_THIRD && one->at_rest && !one->tampered)
            forget_second(replay, one);
        if (replay->fault == REPLAY_UNAPPROVED)
            replay_tamper(replay, one);
        g_autoptr(GPtrArray) messages =
            meeting_messages(replay->desk->workspace, one->meeting, NULL);

        for (guint place = 0; place < messages->len; place++) {
            const Message *message = g_ptr_array_index(messages, place);

            if (g_str_equal(message->state, "sent"))
                write_back(replay, one, message);
        }
    }
}

static void
tamper_message(Replay *replay, Message *message)
{
    if (replay->fault == REPLAY_EDITED && g_str_equal(message->state, "approved"))
        tk_text_set(&message->body, "Quite another text.");
    else if (replay->fault != REPLAY_UNAPPROVED || !g_str_equal(message->state, "draft"))
        return;
    tk_text_set(&message->state, "approved");
    message->approved_at = workspace_now(replay->desk->workspace);
    g_free(message->approved_digest);
    message->approved_digest = message_digest(message);
    g_assert_true(message_put(replay->desk->workspace->store, message, NULL, NULL));
}

static void
lose_value(Replay *replay, ReplayCase *one)
{
    Store *store = replay->desk->workspace->store;
    g_autoptr(Meeting) meeting = meeting_load(store, one->meeting, NULL);

    tk_text_set(&meeting->value_for_them, "");
    tk_text_set(&meeting->overruled, "V1: nobody said so");
    g_assert_true(meeting_put(store, meeting, NULL, NULL));
}

void
replay_tamper(Replay *replay, ReplayCase *one)
{
    const Workspace *workspace = replay->desk->workspace;
    g_autoptr(StoreWork) work = NULL;
    g_autoptr(GPtrArray) messages = NULL;

    if (replay->fault != REPLAY_EDITED && replay->fault != REPLAY_UNAPPROVED &&
        replay->fault != REPLAY_WITHOUT_VALUE)
        return;
    work = begin(replay);
    messages = meeting_messages(workspace, one->meeting, NULL);
    for (guint at = 0; at < messages->len; at++)
        tamper_message(replay, g_ptr_array_index(messages, at));
    if (replay->fault == REPLAY_WITHOUT_VALUE)
        lose_value(replay, one);
    commit(g_steal_pointer(&work));
    replay_look(replay, one);
}
