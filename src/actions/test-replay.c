/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/test-replay.h"

#include "actions/compose-draft.h"
#include "actions/edit-person.h"
#include "actions/open-meeting.h"
#include "actions/test-replay-private.h"
#include "base/tk-day.h"
#include "store/tables.h"

#define DAYS 365

/* What the log knows of a message and of an introduction. */
typedef struct {
    gboolean sent, answered;
    int64_t away_day;
} SeenMessage;

typedef struct {
    TkId introducer;
    gboolean asked, ended;
} SeenIntroduction;

gboolean
replay_chance(Replay *replay, double of_one)
{
    return g_rand_double(replay->dice) < of_one;
}

int64_t
replay_tick(Replay *replay)
{
    int64_t now = workspace_now(replay->desk->workspace) + 60;

    tk_world_fixed_set(replay->desk->world, now);
    return now;
}

ReplayCase *
replay_case_of(Replay *replay, TkId meeting)
{
    for (gsize at = 0; at < REPLAY_TARGETS; at++)
        if (meeting != 0 && replay->cases[at].meeting == meeting)
            return &replay->cases[at];
    return NULL;
}

static const char *
country_of_person(const Replay *replay, TkId person)
{
    for (gsize at = 0; at < REPLAY_TARGETS; at++)
        if (replay->cases[at].person == person)
            return replay->cases[at].country;
    return "NO"; /* the introducers */
}

static void
note(Replay *replay, MethodEventKind kind, const ReplayCase *one, MethodEvent event)
{
    event.kind = kind;
    event.meeting_id = one->meeting;
    if (event.at == 0)
        event.at = workspace_now(replay->desk->workspace);
    g_array_append_val(replay->log, event);
}

static const char *
digest_for_log(Replay *replay, const Message *message)
{
    char *digest = message_digest(message);

    g_ptr_array_add(replay->texts, digest);
    return digest;
}

void
replay_log_approval(Replay *replay, ReplayCase *one, TkId id)
{
    g_autoptr(Message) message = message_load(replay->desk->workspace->store, id, NULL);

    g_assert_nonnull(message);
    note(replay, METHOD_APPROVED, one,
         (MethodEvent) { .message_id = id, .digest = digest_for_log(replay, message) });
}

void
replay_log_overruled(Replay *replay, ReplayCase *one, TkId introducer)
{
    static const char *const rules[] = { "V1", "T4", "F1", "P5" };

    for (gsize at = 0; at < G_N_ELEMENTS(rules); at++)
        note(replay, METHOD_OVERRULED, one,
             (MethodEvent) { .rule = rules[at], .person_id = introducer });
}

static gpointer
seen_of(GHashTable *table, TkId id, gsize size)
{
    gpointer seen = g_hash_table_lookup(table, &id);

    if (seen == NULL) {
        seen = g_malloc0(size);
        g_hash_table_insert(table, g_memdup2(&id, sizeof id), seen);
    }
    return seen;
}

/* Counted apart from the program's own gate: words on both sides, or none. */
static void
look_at_value(Replay *replay, ReplayCase *one, const Meeting *meeting)
{
    gboolean stands = *meeting->value_for_them != '\0' && *meeting->value_for_me != '\0';

    if (stands == one->valued)
        return;
    one->valued = stands;
    note(replay, stands ? METHOD_VALUED : METHOD_VALUE_LOST, one, (MethodEvent) { 0 });
}

static void
look_at_sending(Replay *replay, const ReplayCase *one, const Message *message)
{
    const MessageKind *kind = message_kind_find(message->kind);
    const char *country = country_of_person(replay, message->person_id);
    const MethodEvent event = {
        .at = message->sent_at,
        .message_id = message->id,
        .person_id = message->person_id,
        .digest = digest_for_log(replay, message),
        .country = country,
        .zone = tk_zone_of_country(country),
    };

    if (kind->opens) {
        note(replay, METHOD_REQUEST_SENT, one, event);
        replay->counts.requests++;
    } else if (g_str_equal(message->kind, "follow_up")) {
        note(replay, METHOD_FOLLOW_UP_SENT, one, event);
        replay->counts.follow_ups++;
        replay->counts.seconds += message->number == 2 ? 1 : 0;
    } else {
        note(replay, METHOD_OTHER_SENT, one, event);
    }
}

static void
look_at_message(Replay *replay, const ReplayCase *one, const Message *message)
{
    SeenMessage *seen = seen_of(replay->seen, message->id, sizeof(SeenMessage));

    if (g_str_equal(message->state, "sent") && !seen->sent) {
        seen->sent = TRUE;
        look_at_sending(replay, one, message);
    }
    if (message->away_day > seen->away_day) {
        seen->away_day = message->away_day;
        note(replay, METHOD_AWAY, one,
             (MethodEvent) { .day = message->away_day, .person_id = message->person_id });
        replay->counts.absences++;
    }
    if (message->answered_at != 0 && !seen->answered) {
        seen->answered = TRUE;
        note(replay, METHOD_ANSWERED, one,
             (MethodEvent) { .person_id =
                                 message->person_id != one->person ? message->person_id : 0 });
        replay->counts.answers++;
    }
}

static void
look_at_introduction(Replay *replay, const ReplayCase *one, const Introduction *introduction)
{
    SeenIntroduction *seen =
        seen_of(replay->introductions, introduction->id, sizeof(SeenIntroduction));
    const MethodEvent event = { .person_id = introduction->introducer_id,
                                .introduction_id = introduction->id };

    if (introduction->asked_at != 0 && !seen->asked) {
        seen->asked = TRUE;
        note(replay, METHOD_INTRODUCER_ASKED, one, event);
        replay->counts.introductions++;
    }
    if (seen->asked && introduction->ended_at != 0 && !seen->ended) {
        seen->ended = TRUE;
        note(replay, METHOD_INTRODUCTION_ENDED, one, event);
    }
}

void
replay_look(Replay *replay, ReplayCase *one)
{
    const Workspace *workspace = replay->desk->workspace;
    g_autoptr(GError) error = NULL;
    g_autoptr(Meeting) meeting = meeting_load(workspace->store, one->meeting, &error);
    g_autoptr(GPtrArray) messages = meeting_messages(workspace, one->meeting, &error);
    g_autoptr(GPtrArray) introductions = meeting_introductions(workspace, one->meeting, &error);

    g_assert_no_error(error);
    look_at_value(replay, one, meeting);
    for (guint at = 0; at < messages->len; at++)
        look_at_message(replay, one, g_ptr_array_index(messages, at));
    for (guint at = 0; at < introductions->len; at++)
        look_at_introduction(replay, one, g_ptr_array_index(introductions, at));
    const MeetingStage *stage = meeting_stage_find(meeting->stage);
    gboolean at_rest = g_str_equal(meeting->stage, "resting") || stage->ended;

    if (at_rest && !one->at_rest) {
        note(replay, METHOD_RESTED, one, (MethodEvent) { 0 });
        replay->counts.rests++;
    }
    if (g_str_equal(meeting->stage, "agreed"))
        replay->counts.agreed++;
    one->at_rest = at_rest;
}

static TkSettings *
settings_with(ReplayFault fault)
{
    static const char *const loosened[] = {
        [REPLAY_FIRST_EARLY] = "follow-up.first-days=5",
        [REPLAY_SECOND_EARLY] = "follow-up.second-days=11",
        [REPLAY_NO_REST] = "follow-up.rest-days=7",
        [REPLAY_TOO_MANY_OPEN] = "requests.open-limit=8",
        [REPLAY_TIRED_OPEN] = "introducer.open-limit=3",
        [REPLAY_TIRED_YEAR] = "introducer.year-limit=5",
        [REPLAY_AWAY_UNHEARD] = NULL,
    };
    const char *const settings[] = {
        "me.name=Ola Lie",
        "me.email=ola@lie.example",
        "me.country=NO",
        "me.zone=Europe/Oslo",
        "me.language=nb",
        loosened[fault],
        NULL,
    };

    return tk_settings_defaults(settings);
}

static TkId
add_somebody(Replay *replay, const char *name, const char *email, const char *country,
             const char *own_word)
{
    g_autoptr(GError) error = NULL;
    const PersonWish wish = {
        .name = name, .email = email, .country = country, .language = "nb", .own_word = own_word
    };
    g_autoptr(TkJson) answer = add_person(replay->desk->workspace, &wish, &error);

    g_assert_no_error(error);
    return test_id(answer, "id");
}

static void
people_the_world(Replay *replay)
{
    static const char *const countries[] = { "NO", "DK", "SE", "US", "GB", "FI" };

    for (guint at = 0; at < REPLAY_TARGETS; at++) {
        g_autofree char *name = g_strdup_printf("Target %c%c", 'A' + (int) at, 'a' + (int) at);
        g_autofree char *email = g_strdup_printf("target-%u@example.org", at);

        replay->cases[at].country = countries[at % G_N_ELEMENTS(countries)];
        replay->cases[at].person =
            add_somebody(replay, name, email, replay->cases[at].country, NULL);
    }
    for (guint at = 0; at < REPLAY_INTRODUCERS; at++) {
        g_autofree char *name = g_strdup_printf("Introducer %c%c", 'A' + (int) at, 'a' + (int) at);
        g_autofree char *email = g_strdup_printf("introducer-%u@example.org", at);

        replay->introducers[at] =
            add_somebody(replay, name, email, "NO", at == 3 ? "cold" : "warm");
    }
}

Replay *
replay_year(guint32 seed, ReplayFault fault)
{
    Replay *replay = g_new0(Replay, 1);
    TkDay first = 0;

    g_assert_true(tk_day_from_date(2026, 3, 2, &first));
    replay->desk = test_desk_in_memory(seed);
    tk_settings_free(replay->desk->settings);
    replay->desk->settings = settings_with(fault);
    replay->desk->workspace->settings = replay->desk->settings;
    replay->dice = g_rand_new_with_seed(seed);
    replay->fault = fault;
    replay->seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    replay->introductions = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    replay->texts = g_ptr_array_new_with_free_func(g_free);
    replay->log = g_array_new(FALSE, FALSE, sizeof(MethodEvent));
    people_the_world(replay);
    for (TkDay day = first; day < first + DAYS; day++) {
        tk_world_fixed_set(replay->desk->world, tk_day_instant(day, 7 * 60, "Europe/Oslo"));
        replay_world_day(replay);
        replay_user_day(replay);
    }
    return replay;
}

void
replay_free(Replay *replay)
{
    test_desk_free(replay->desk);
    g_rand_free(replay->dice);
    g_hash_table_unref(replay->seen);
    g_hash_table_unref(replay->introductions);
    g_ptr_array_unref(replay->texts);
    g_array_unref(replay->log);
    g_free(replay);
}

const GArray *
replay_log(const Replay *replay)
{
    return replay->log;
}

void
replay_counts(const Replay *replay, ReplayCounts *out_counts)
{
    *out_counts = replay->counts;
}
