/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-replay-user.c - somebody who does what the list says, mostly, and what it does not say, too.
 */
#include "actions/ask-person.h"
#include "actions/list-today.h"
#include "actions/messages.h"
#include "actions/open-meeting.h"
#include "actions/set-value.h"
#include "actions/take-answer.h"
#include "actions/test-replay-private.h"
#include "base/tk-error.h"
#include "store/tables.h"

#include <string.h>

static const char *
key_of(const GError *error)
{
    return error != NULL ? tk_error_face(error).key : "";
}

static void
count_refusal(Replay *replay, const GError *error)
{
    const struct {
        const char *key;
        unsigned *count;
    } table[] = {
        { "value-missing", &replay->counts.refused_value },
        { "follow-up-too-early", &replay->counts.refused_early },
        { "message-too-early", &replay->counts.refused_early },
        { "too-many-open", &replay->counts.refused_open },
        { "introducer-tired", &replay->counts.refused_tired },
        { "not-approved", &replay->counts.refused_approval },
        { "asked-already", &replay->counts.refused_twice },
    };

    for (gsize at = 0; at < G_N_ELEMENTS(table); at++)
        if (g_str_equal(table[at].key, key_of(error)))
            (*table[at].count)++;
}

static void
give_value(Replay *replay, ReplayCase *one, gboolean both)
{
    g_autoptr(GError) error = NULL;
    const ValueWish wish = {
        .purpose = replay_chance(replay, 0.9) ? "hvordan varmepumper endrer fjernvarmen"
                                              : "hva borettslagene spør dere om",
        .reason = "innlegget ditt om spillvarme på fagdagen",
        .value_for_them = both ? "tallene fra de tre pilotene" : "",
        .value_for_me = "et bilde av hva som bremser",
    };
    g_autoptr(TkJson) answer = NULL;

    replay_tick(replay);
    answer = set_value(replay->desk->workspace, one->person, &wish, &error);
    g_assert_no_error(error);
    TkId meeting = test_id(answer, "meeting.id");

    if (meeting != one->meeting)
        one->valued = one->at_rest = one->tampered = FALSE;
    one->meeting = meeting;
    replay_look(replay, one);
}

/* Approves, overruling what stands in the way of words; TRUE when it is approved. */
static gboolean
approve(Replay *replay, ReplayCase *one, TkId message)
{
    g_autoptr(GError) first = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) overrules = g_array_new(FALSE, FALSE, sizeof(OverruleWish));
    g_autoptr(TkJson) answer = NULL;
    const OverruleWish twin = { "nearly_same", "others have another place" };

    replay_tick(replay);
    answer = approve_message(replay->desk->workspace, message, NULL, 0, &first);
    if (answer == NULL && (g_str_equal(key_of(first), "findings-stand") ||
                           g_str_equal(key_of(first), "nearly-same"))) {
        g_auto(GStrv) codes = g_strsplit(tk_error_face(first).subject, ", ", -1);

        g_array_append_val(overrules, twin);
        for (gsize at = 0; g_str_equal(key_of(first), "findings-stand") && codes[at] != NULL;
             at++) {
            const OverruleWish overrule = { codes[at], "so I write" };

            g_array_append_val(overrules, overrule);
        }
        answer = approve_message(replay->desk->workspace, message,
                                 (const OverruleWish *) overrules->data, overrules->len, &error);
    }
    if (answer == NULL) {
        count_refusal(replay, error != NULL ? error : first);
        return FALSE;
    }
    replay_log_approval(replay, one, message);
    return TRUE;
}

static void
edit(Replay *replay, TkId message)
{
    g_autoptr(TkJson) shown = NULL;
    g_autofree char *body = NULL;
    g_autoptr(TkJson) edited = NULL;

    replay_tick(replay);
    shown = show_message(replay->desk->workspace, message, NULL);
    body = g_strconcat(test_text(shown, "body"), " ", NULL);
    edited = edit_message(replay->desk->workspace, message, NULL, body, NULL);
}

/* By hand, or out of the mail program, where the next reading finds it. */
static void
send(Replay *replay, ReplayCase *one, TkId message)
{
    const Workspace *workspace = replay->desk->workspace;
    g_autoptr(GError) error = NULL;
    int64_t now = replay_tick(replay);

    if (replay_chance(replay, 0.5)) {
        g_autoptr(TkJson) sent = mark_sent(workspace, message, 0, &error);
    } else {
        g_autofree char *eml = message_as_eml(workspace, message, &error);
        g_autoptr(StoreWork) work = store_begin(workspace->store, "cli", "import", "", NULL);

        if (eml != NULL)
            g_assert_true(take_sent(workspace, message, now, &error));
        g_assert_true(store_commit(g_steal_pointer(&work), NULL));
    }
    count_refusal(replay, error);
    replay_look(replay, one);
}

static void
drop(Replay *replay, ReplayCase *one, TkId message)
{
    g_autoptr(TkJson) dropped = NULL;

    replay_tick(replay);
    dropped = discard_message(replay->desk->workspace, message, NULL);
    replay_look(replay, one);
}

static void
ask(Replay *replay, ReplayCase *one)
{
    gboolean over_somebody = replay_chance(replay, 0.5);
    TkId via = over_somebody
                   ? replay->introducers[g_rand_int_range(replay->dice, 0, REPLAY_INTRODUCERS)]
                   : 0;
    gboolean overrule = replay->fault == REPLAY_SOUND && replay_chance(replay, 0.01);
    const AskWish wish = { .via = via, .overrule = overrule ? "she said I might" : NULL };
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = NULL;

    replay_tick(replay);
    answer = ask_person(replay->desk->workspace, one->person, &wish, &error);
    if (answer != NULL && overrule)
        replay_log_overruled(replay, one, via);
    if (one->at_rest && g_str_equal(key_of(error), "follow-up-too-early"))
        replay->counts.refused_rest++;
    else
        count_refusal(replay, error);
    if (one->meeting != 0)
        replay_look(replay, one);
}

static void
bring_to(Replay *replay, ReplayCase *one, const char *stage)
{
    const Workspace *workspace = replay->desk->workspace;
    g_autoptr(GError) error = NULL;
    g_autoptr(StoreWork) work = store_begin(workspace->store, "cli", "stage", "", &error);
    g_autoptr(Meeting) meeting = meeting_load(workspace->store, one->meeting, &error);

    g_assert_no_error(error);
    if (meeting_go_through(meeting, stage, replay_tick(replay), NULL))
        g_assert_true(meeting_keep(workspace, meeting, &error));
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
    replay_look(replay, one);
}

static void
judge_answer(Replay *replay, ReplayCase *one, TkId message)
{
    static const char *const outcomes[] = { "yes", "yes", "no", "later" };
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = NULL;

    replay_tick(replay);
    answer = record_answer(replay->desk->workspace, message,
                           outcomes[g_rand_int_range(replay->dice, 0, 4)], 0, &error);
    g_assert_no_error(error);
    replay_look(replay, one);
}

static void
work_on_draft(Replay *replay, ReplayCase *one, TkId message)
{
    g_autoptr(TkJson) redrafted = NULL;

    if (replay_chance(replay, 0.06)) {
        drop(replay, one, message);
        return;
    }
    if (replay_chance(replay, 0.1))
        redrafted = redraft_message(replay->desk->workspace, message, NULL);
    if (replay_chance(replay, 0.2))
        edit(replay, message);
    if (replay_chance(replay, 0.03)) /* forgets to read it through */
        send(replay, one, message);
    if (!approve(replay, one, message))
        return;
    replay_tamper(replay, one);
    if (replay_chance(replay, 0.15))
        edit(replay, message);
    if (replay_chance(replay, 0.05)) /* has doubts about what she gets from it */
        give_value(replay, one, FALSE);
    if (replay_chance(replay, 0.6))
        send(replay, one, message);
}

static void
take_row(Replay *replay, const TkJson *row)
{
    const char *act = test_text(row, "act");
    TkId about = test_id(row, "about.id");
    g_autoptr(Message) message = g_str_equal(test_text(row, "about.kind"), "message")
                                     ? message_load(replay->desk->workspace->store, about, NULL)
                                     : NULL;
    ReplayCase *one = replay_case_of(replay, message != NULL ? message->meeting_id : about);

    if (one == NULL) {
        g_autoptr(TkJson) done = mark_done(replay->desk->workspace, test_id(row, "id"), NULL);
    } else if (g_str_equal(act, "value")) {
        give_value(replay, one, replay_chance(replay, 0.6));
    } else if (g_str_equal(act, "ask") || g_str_equal(act, "rest_over")) {
        ask(replay, one);
    } else if (g_str_equal(act, "approve") || g_str_equal(act, "follow_up")) {
        work_on_draft(replay, one, about);
    } else if (g_str_equal(act, "send")) {
        send(replay, one, about);
    } else if (g_str_equal(act, "answer")) {
        judge_answer(replay, one, about);
    } else if (g_str_equal(act, "place")) {
        bring_to(replay, one, "held");
    } else if (g_str_equal(act, "thank")) {
        bring_to(replay, one, replay_chance(replay, 0.5) ? "kept" : "thanked");
    }
}

/* What the list does not say: reminders before their day, requests to who rests or has agreed,
 * mails that nobody has approved. */
static void
try_forbidden(Replay *replay, ReplayCase *one)
{
    const Workspace *workspace = replay->desk->workspace;
    g_autoptr(GPtrArray) messages = meeting_messages(workspace, one->meeting, NULL);

    for (guint at = 0; at < messages->len; at++) {
        const Message *message = g_ptr_array_index(messages, at);

        if (g_str_equal(message->state, "sent") || g_str_equal(message->state, "discarded"))
            continue;
        if (!g_str_equal(message->kind, "follow_up") && replay_chance(replay, 0.5))
            continue;
        send(replay, one, message->id);
        if (approve(replay, one, message->id))
            send(replay, one, message->id);
    }
    if (replay_chance(replay, 0.3))
        ask(replay, one);
}

void
replay_user_day(Replay *replay)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) list = list_today(replay->desk->workspace, 0, NULL, 0, &error);
    const TkJson *rows = json_object_get(list, "rows");

    g_assert_no_error(error);
    for (size_t at = 0; at < json_array_size(rows); at++)
        if (replay_chance(replay, 0.7))
            take_row(replay, json_array_get(rows, at));
    for (gsize at = 0; at < REPLAY_TARGETS; at++) {
        ReplayCase *one = &replay->cases[at];

        if (one->meeting != 0 && replay_chance(replay, 0.01))
            try_forbidden(replay, one);
        else if (replay_chance(replay, one->meeting == 0 ? 0.05 : 0.004))
            give_value(replay, one, replay_chance(replay, 0.6));
        else if (one->meeting == 0 && replay_chance(replay, 0.01))
            ask(replay, one);
    }
}
