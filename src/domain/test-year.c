/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/test-year.h"

#include "domain/follow-up.h"
#include "domain/introduction.h"
#include "domain/meeting.h"
#include "domain/message.h"
#include "domain/method-witness.h"
#include "domain/request.h"
#include "domain/value.h"

#include <string.h>

#define CASES       24
#define INTRODUCERS 3
#define DAYS        400
#define DAY_SECONDS INT64_C(86400)

typedef struct {
    Meeting *meeting;
    const char *country;
    TkDay away_until;
    TkId introducer_id;         /* 0: asked directly */
    Introduction *introduction; /* borrowed from the year */
    Message *draft;             /* borrowed; the request not yet sent */
} Case;

struct Year {
    GRand *dice;
    Fault fault;
    MethodLimits limits;
    int64_t now;
    TkId last_id;
    Case cases[CASES];
    GPtrArray *meetings;
    GPtrArray *messages;
    GPtrArray *introductions;
    GPtrArray *digests; /* texts that the log borrows */
    GArray *log;
};

static gboolean
chance(Year *year, double of_one)
{
    return g_rand_double(year->dice) < of_one;
}

static void
note(Year *year, MethodEventKind kind, const Case *one, MethodEvent event)
{
    event.kind = kind;
    event.at = year->now++;
    event.meeting_id = one->meeting->id;
    event.country = one->country;
    event.zone = "Europe/Oslo";
    g_array_append_val(year->log, event);
}

static void
note_text(Year *year, MethodEventKind kind, const Case *one, const Message *message)
{
    char *digest = message_digest(message);

    g_ptr_array_add(year->digests, digest);
    note(year, kind, one, (MethodEvent) { .message_id = message->id, .digest = digest });
}

static void
set_text(char **text, const char *value)
{
    g_free(*text);
    *text = g_strdup(value);
}

static void
begin_case(Year *year, Case *one)
{
    const char *const countries[] = { "NO", "DK", "SE", "US", "" };

    one->meeting = meeting_new();
    one->meeting->id = ++year->last_id;
    set_text(&one->meeting->stage, "idea");
    g_ptr_array_add(year->meetings, one->meeting);
    one->country = countries[g_rand_int_range(year->dice, 0, G_N_ELEMENTS(countries))];
    one->away_until = 0;
    one->introducer_id = chance(year, 0.7) ? g_rand_int_range(year->dice, 1, INTRODUCERS + 1) : 0;
    one->introduction = NULL;
    one->draft = NULL;
}

static Message *
write_message(Year *year, Case *one, const char *kind, int64_t number)
{
    Message *message = message_new();

    message->id = ++year->last_id;
    message->meeting_id = one->meeting->id;
    message->person_id = 1000 + one->meeting->id;
    message->number = number;
    set_text(&message->kind, kind);
    set_text(&message->state, "draft");
    set_text(&message->subject, "A question about heat pumps");
    g_free(message->body);
    message->body = g_strdup_printf("Text number %" G_GINT64_FORMAT, message->id);
    g_ptr_array_add(year->messages, message);
    return message;
}

/* Approves, sometimes edits and approves again, and sends: TRUE when it left the house. */
static gboolean
approve_and_send(Year *year, Case *one, Message *message, MethodEventKind kind)
{
    g_autofree char *digest = message_digest(message);

    if (year->fault != FAULT_UNAPPROVED || chance(year, 0.8)) {
        if (!message_approve(message, digest, year->now, "me", NULL))
            return FALSE;
        note_text(year, METHOD_APPROVED, one, message);
    }
    if (chance(year, 0.3)) {
        g_assert_true(message_edit(message, message->subject, "Another text", year->now, NULL));
        if (year->fault == FAULT_EDITED)
            set_text(&message->state, "approved");
    }
    if (year->fault == FAULT_UNAPPROVED || year->fault == FAULT_EDITED) {
        set_text(&message->state, "sent");
        message->sent_at = year->now;
    } else if (!message_sent(message, year->now, NULL)) {
        return FALSE;
    }
    note_text(year, kind, one, message);
    return TRUE;
}

static void
end_introduction(Year *year, Case *one)
{
    if (one->introduction == NULL || !introduction_is_open(one->introduction))
        return;
    g_assert_true(introduction_go(one->introduction, "declined", year->now, NULL));
    note(year, METHOD_INTRODUCTION_ENDED, one,
         (MethodEvent) { .person_id = one->introducer_id,
                         .introduction_id = one->introduction->id });
}

static void
value_or_doubt(Year *year, Case *one)
{
    gboolean stood = strcmp(one->meeting->stage, "valued") == 0;
    double likely = year->fault == FAULT_WITHOUT_VALUE ? 0.1 : 0.5;

    if (chance(year, stood ? 0.02 : likely))
        value_set(one->meeting, "how they set prices", "she led the reform",
                  stood ? "" : "figures from our survey", "a view from inside", year->now);
    if (stood != (strcmp(one->meeting->stage, "valued") == 0))
        note(year, stood ? METHOD_VALUE_LOST : METHOD_VALUED, one, (MethodEvent) { 0 });
}

static gboolean
may_ask(Year *year, const Case *one)
{
    IntroducerLoad load = { 0 };
    MethodLimits limits = year->limits;

    if (year->fault == FAULT_TOO_MANY_OPEN)
        limits.open_requests_most++;
    if (year->fault == FAULT_TIRED_OPEN) {
        limits.introducer_open_most++;
        limits.introducer_year_most += 50;
    }
    if (year->fault == FAULT_TIRED_YEAR)
        limits.introducer_year_most++;
    if (!request_may_open(request_count_open(year->messages, year->meetings), &limits, NULL))
        return FALSE;
    if (one->introducer_id == 0)
        return TRUE;
    load = introducer_load(year->introductions, one->introducer_id, year->now);
    return introducer_may_be_asked(&load, "Ola", &limits, NULL);
}

static void
draft_request(Year *year, Case *one)
{
    if (!may_ask(year, one))
        return;
    one->draft =
        write_message(year, one, one->introducer_id != 0 ? "intro_request" : "outreach", 0);
    if (one->introducer_id == 0)
        return;
    one->introduction = introduction_new();
    one->introduction->id = ++year->last_id;
    one->introduction->introducer_id = one->introducer_id;
    one->introduction->meeting_id = one->meeting->id;
    set_text(&one->introduction->state, "drafted");
    g_ptr_array_add(year->introductions, one->introduction);
}

static void
send_request(Year *year, Case *one)
{
    if (year->fault != FAULT_WITHOUT_VALUE && !meeting_may_go(one->meeting->stage, "asked"))
        return;
    if (!approve_and_send(year, one, one->draft, METHOD_REQUEST_SENT))
        return;
    one->draft = NULL;
    set_text(&one->meeting->stage, "asked");
    if (one->introduction == NULL)
        return;
    g_assert_true(introduction_go(one->introduction, "asked", year->now, NULL));
    note(year, METHOD_INTRODUCER_ASKED, one,
         (MethodEvent) { .person_id = one->introducer_id,
                         .introduction_id = one->introduction->id });
}

static FollowUpPast
past_of(Year *year, const Case *one)
{
    g_autoptr(GPtrArray) mine = g_ptr_array_new();
    FollowUpPast past = { 0 };

    for (guint i = 0; i < year->messages->len; i++) {
        Message *message = g_ptr_array_index(year->messages, i);

        if (message->meeting_id == one->meeting->id)
            g_ptr_array_add(mine, message);
    }
    past = follow_up_past(mine, one->country, "Europe/Oslo");
    past.away_until = year->fault == FAULT_AWAY_UNHEARD ? 0 : one->away_until;
    return past;
}

static void
rest(Year *year, Case *one)
{
    g_assert_true(meeting_go(one->meeting, "resting", year->now, NULL));
    note(year, METHOD_RESTED, one, (MethodEvent) { 0 });
    end_introduction(year, one);
}

static gboolean
may_follow_up(Year *year, const FollowUpPast *past, unsigned number, TkDay today)
{
    MethodLimits limits = year->limits;

    if (year->fault == FAULT_FIRST_EARLY)
        limits.follow_up_first_days--;
    if (year->fault == FAULT_SECOND_EARLY)
        limits.follow_up_second_days--;
    return follow_up_may_send(past, number, today, &limits, NULL);
}

/* Somebody eager tries both numbers every day. */
static void
follow_up(Year *year, Case *one, TkDay today)
{
    for (unsigned number = 1; number <= 2; number++) {
        FollowUpPast past = past_of(year, one);

        if (!may_follow_up(year, &past, number, today) || chance(year, 0.3))
            continue;
        if (!approve_and_send(year, one, write_message(year, one, "follow_up", number),
                              METHOD_FOLLOW_UP_SENT))
            continue;
        set_text(&one->meeting->stage, number == 1 ? "followed_up_1" : "followed_up_2");
        past = past_of(year, one);
        if (follow_up_next(&past, &year->limits).step == FOLLOW_UP_REST)
            rest(year, one);
    }
}

static void
answer(Year *year, Case *one)
{
    FollowUpPast past = past_of(year, one);

    for (guint i = 0; i < year->messages->len; i++) {
        Message *message = g_ptr_array_index(year->messages, i);

        if (message->meeting_id == one->meeting->id && message->sent_at == past.asked_at)
            g_assert_true(message_answered(message, "an-answer", year->now, NULL));
    }
    note(year, METHOD_ANSWERED, one, (MethodEvent) { 0 });
    end_introduction(year, one);
    g_assert_true(
        meeting_go(one->meeting, chance(year, 0.5) ? "agreed" : "declined", year->now, NULL));
    if (year->fault == FAULT_AFTER_ANSWER && chance(year, 0.6))
        approve_and_send(year, one, write_message(year, one, "follow_up", 1),
                         METHOD_FOLLOW_UP_SENT);
}

static void
wait_for_answer(Year *year, Case *one, TkDay today)
{
    if (chance(year, 0.01)) {
        TkDay told = today + g_rand_int_range(year->dice, 1, 20);

        one->away_until = MAX(one->away_until, told);
        note(year, METHOD_AWAY, one, (MethodEvent) { .day = one->away_until });
    }
    if (chance(year, 0.02))
        answer(year, one);
    else
        follow_up(year, one, today);
}

static void
rest_on(Year *year, Case *one, TkDay today)
{
    FollowUpPast past = past_of(year, one);

    if (year->fault == FAULT_THIRD && chance(year, 0.05)) {
        approve_and_send(year, one, write_message(year, one, "follow_up", 3),
                         METHOD_FOLLOW_UP_SENT);
        return;
    }
    if (today >= follow_up_next(&past, &year->limits).due_day ||
        (year->fault == FAULT_NO_REST && chance(year, 0.05)))
        meeting_go(one->meeting, "valued", year->now, NULL);
}

static void
live_case(Year *year, Case *one, TkDay today)
{
    const char *stage = one->meeting->stage;
    gboolean idea = strcmp(stage, "idea") == 0;

    if (idea || strcmp(stage, "valued") == 0) {
        value_or_doubt(year, one);
        if (one->draft != NULL)
            send_request(year, one);
        else if (strcmp(one->meeting->stage, "valued") == 0 ||
                 (year->fault == FAULT_WITHOUT_VALUE && chance(year, 0.3)))
            draft_request(year, one);
    } else if (meeting_stage_find(stage)->waiting) {
        wait_for_answer(year, one, today);
    } else if (strcmp(stage, "resting") == 0) {
        rest_on(year, one, today);
    } else if (chance(year, 0.1)) {
        begin_case(year, one); /* over: the next one */
    }
}

void
year_free(Year *year)
{
    g_rand_free(year->dice);
    g_ptr_array_unref(year->meetings);
    g_ptr_array_unref(year->messages);
    g_ptr_array_unref(year->introductions);
    g_ptr_array_unref(year->digests);
    g_array_unref(year->log);
    g_free(year);
}
Year *
live_year(guint32 seed, Fault fault)
{
    Year *year = g_new0(Year, 1);
    TkDay first = 0;

    g_assert_true(tk_day_from_date(2026, 1, 1, &first));
    year->dice = g_rand_new_with_seed(seed);
    year->fault = fault;
    year->limits = method_limits_default();
    year->meetings = g_ptr_array_new_with_free_func((GDestroyNotify) meeting_free);
    year->messages = g_ptr_array_new_with_free_func((GDestroyNotify) message_free);
    year->introductions = g_ptr_array_new_with_free_func((GDestroyNotify) introduction_free);
    year->digests = g_ptr_array_new_with_free_func(g_free);
    year->log = g_array_new(FALSE, FALSE, sizeof(MethodEvent));
    for (gsize i = 0; i < CASES; i++)
        begin_case(year, &year->cases[i]);
    for (TkDay today = first; today < first + DAYS; today++) {
        year->now = today * DAY_SECONDS + 10 * 3600;
        for (gsize i = 0; i < CASES; i++)
            live_case(year, &year->cases[i], today);
    }
    return year;
}

const GArray *
year_log(const Year *year)
{
    return year->log;
}

const MethodLimits *
year_limits(const Year *year)
{
    return &year->limits;
}
