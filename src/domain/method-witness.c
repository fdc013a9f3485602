/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/method-witness.h"

#include <string.h>

#define SECONDS_A_DAY 86400

/* What has been seen of one meeting. */
typedef struct {
    gboolean valued;
    gboolean open; /* a request waits for an answer */
    int64_t waits_from;
    TkDay away_until;
    TkId receiver; /* who was asked, as far as told: the absence of somebody else is none */
    unsigned follow_ups;
    gboolean answered;
} Seen;

typedef struct {
    const GArray *events;
    const MethodLimits *limits;
    GHashTable *meetings;  /* id -> Seen */
    GHashTable *approved;  /* message id -> digest */
    GHashTable *overruled; /* "RULE:id" */
    GArray *breaches;
} Watch;

static void
watch_clear(Watch *watch)
{
    g_clear_pointer(&watch->meetings, g_hash_table_unref);
    g_clear_pointer(&watch->approved, g_hash_table_unref);
    g_clear_pointer(&watch->overruled, g_hash_table_unref);
    g_clear_pointer(&watch->breaches, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Watch, watch_clear)

static const MethodEvent *
event_at(const Watch *watch, guint i)
{
    return &g_array_index(watch->events, MethodEvent, i);
}

static void
accuse(Watch *watch, const char *rule, const char *what, guint event)
{
    MethodBreach breach = { .rule = rule, .what = what, .event = event };

    g_array_append_val(watch->breaches, breach);
}

static Seen *
seen_of(Watch *watch, TkId meeting_id)
{
    Seen *seen = g_hash_table_lookup(watch->meetings, &meeting_id);

    if (seen == NULL) {
        int64_t *key = g_new(int64_t, 1);

        *key = meeting_id;
        seen = g_new0(Seen, 1);
        g_hash_table_insert(watch->meetings, key, seen);
    }
    return seen;
}

static gboolean
was_overruled(const Watch *watch, const char *rule, TkId id)
{
    g_autofree char *key = g_strdup_printf("%s:%" G_GINT64_FORMAT, rule, id);

    return id != 0 && g_hash_table_contains(watch->overruled, key);
}

static void
note_overruled(Watch *watch, const MethodEvent *event)
{
    const TkId ids[] = { event->meeting_id, event->person_id };

    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        if (ids[i] != 0)
            g_hash_table_add(watch->overruled,
                             g_strdup_printf("%s:%" G_GINT64_FORMAT, event->rule, ids[i]));
    }
}

/* M4: the very text that left was approved, and before it left. */
static void
watch_approval(Watch *watch, const MethodEvent *event, guint i)
{
    const char *approved = g_hash_table_lookup(watch->approved, &event->message_id);

    if (approved == NULL)
        accuse(watch, "M4", "sent-without-approval", i);
    else if (event->digest == NULL || strcmp(approved, event->digest) != 0)
        accuse(watch, "M4", "sent-another-text", i);
}

/* T4: counted anew over all meetings, so that no counter can go wrong unseen. */
static unsigned
open_requests(const Watch *watch)
{
    GHashTableIter iter;
    gpointer seen = NULL;
    unsigned count = 0;

    g_hash_table_iter_init(&iter, watch->meetings);
    while (g_hash_table_iter_next(&iter, NULL, &seen))
        count += ((const Seen *) seen)->open ? 1 : 0;
    return count;
}

/* P5: looks back over the log itself. */
static void
watch_introducer(Watch *watch, const MethodEvent *event, guint i)
{
    unsigned open = 0, year = 0;

    for (guint k = 0; k <= i; k++) {
        const MethodEvent *earlier = event_at(watch, k);

        if (earlier->person_id != event->person_id)
            continue;
        if (earlier->kind == METHOD_INTRODUCER_ASKED) {
            open++;
            if (event->at - earlier->at < 365 * (int64_t) SECONDS_A_DAY)
                year++;
        } else if (earlier->kind == METHOD_INTRODUCTION_ENDED && open > 0) {
            open--;
        }
    }
    if (was_overruled(watch, "P5", event->person_id))
        return;
    if (open > watch->limits->introducer_open_most)
        accuse(watch, "P5", "introducer-asked-too-many-open", i);
    if (year > watch->limits->introducer_year_most)
        accuse(watch, "P5", "introducer-asked-too-often", i);
}

/* F1: both follow-ups went out, nobody answered, and the days of rest are not over. */
static gboolean
is_at_rest(const Watch *watch, const Seen *seen, const MethodEvent *event)
{
    const char *zone = event->zone != NULL ? event->zone : "";
    TkDay quiet = tk_day_of(event->at, zone) - tk_day_of(seen->waits_from, zone);

    return seen->waits_from != 0 && !seen->answered &&
           seen->follow_ups >= watch->limits->follow_ups_most &&
           quiet < (TkDay) watch->limits->rest_days;
}

static void
watch_request(Watch *watch, const MethodEvent *event, guint i)
{
    Seen *seen = seen_of(watch, event->meeting_id);
    TkDay away = seen->receiver == event->person_id ? seen->away_until : 0;

    watch_approval(watch, event, i);
    if (!seen->valued && !was_overruled(watch, "V1", event->meeting_id))
        accuse(watch, "V1", "asked-without-value", i);
    if (is_at_rest(watch, seen, event) && !was_overruled(watch, "F1", event->meeting_id))
        accuse(watch, "F1", "asked-while-at-rest", i);
    *seen = (Seen) { .valued = seen->valued,
                     .open = TRUE,
                     .waits_from = event->at,
                     .away_until = away,
                     .receiver = event->person_id };
    if (open_requests(watch) > watch->limits->open_requests_most &&
        !was_overruled(watch, "T4", event->meeting_id))
        accuse(watch, "T4", "too-many-open", i);
}

/* Working days after the start up to and with `day`, one by one. */
static unsigned
working_days_between(TkDay from, TkDay day, const char *country)
{
    unsigned count = 0;

    for (TkDay at = from + 1; at <= day; at++)
        count += tk_day_is_working(at, country) ? 1 : 0;
    return count;
}

static void
watch_follow_up(Watch *watch, const MethodEvent *event, guint i)
{
    const char *country = event->country != NULL ? event->country : "";
    const char *zone = event->zone != NULL ? event->zone : "";
    Seen *seen = seen_of(watch, event->meeting_id);
    TkDay today = tk_day_of(event->at, zone);
    unsigned wanted = seen->follow_ups == 0 ? watch->limits->follow_up_first_days
                                            : watch->limits->follow_up_second_days;
    TkDay sent_day = tk_day_of(seen->waits_from, zone);

    watch_approval(watch, event, i);
    if (seen->waits_from == 0)
        accuse(watch, "F1", "follow-up-without-request", i);
    else if (seen->answered)
        accuse(watch, "F1", "follow-up-after-answer", i);
    else if (seen->follow_ups >= watch->limits->follow_ups_most)
        accuse(watch, "F1", "follow-up-third", i);
    else if (working_days_between(sent_day, today, country) < wanted)
        accuse(watch, "F1", "follow-up-too-early", i);
    else if (working_days_between(MAX(sent_day, seen->away_until), today, country) < wanted)
        accuse(watch, "F3", "follow-up-too-early-after-absence", i);
    seen->follow_ups++;
    seen->waits_from = event->at;
}

static void
watch_event(Watch *watch, const MethodEvent *event, guint i)
{
    Seen *seen = event->meeting_id != 0 ? seen_of(watch, event->meeting_id) : NULL;
    int64_t *key = NULL;

    switch (event->kind) {
    case METHOD_VALUED:
    case METHOD_VALUE_LOST:
        seen->valued = event->kind == METHOD_VALUED;
        break;
    case METHOD_APPROVED:
        key = g_new(int64_t, 1);
        *key = event->message_id;
        g_hash_table_replace(watch->approved, key, g_strdup(event->digest));
        break;
    case METHOD_REQUEST_SENT:
        watch_request(watch, event, i);
        break;
    case METHOD_FOLLOW_UP_SENT:
        watch_follow_up(watch, event, i);
        break;
    case METHOD_OTHER_SENT:
        watch_approval(watch, event, i);
        break;
    case METHOD_ANSWERED:
        if (event->person_id != 0 && event->person_id != seen->receiver)
            break;
        seen->answered = TRUE;
        seen->open = FALSE;
        break;
    case METHOD_AWAY:
        if (event->person_id == seen->receiver)
            seen->away_until = MAX(seen->away_until, event->day);
        break;
    case METHOD_RESTED:
        seen->open = FALSE;
        break;
    case METHOD_INTRODUCER_ASKED:
        watch_introducer(watch, event, i);
        break;
    case METHOD_OVERRULED:
        note_overruled(watch, event);
        break;
    case METHOD_INTRODUCTION_ENDED:
        break; /* counted where somebody is asked */
    }
}

GArray *
method_witness(const GArray *events, const MethodLimits *limits)
{
    g_auto(Watch) watch = { .events = events, .limits = limits };

    watch.meetings = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    watch.approved = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    watch.overruled = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    watch.breaches = g_array_new(FALSE, FALSE, sizeof(MethodBreach));
    for (guint i = 0; i < events->len; i++)
        watch_event(&watch, event_at(&watch, i), i);
    return g_steal_pointer(&watch.breaches);
}
