/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/icalendar-series.h"

#include "base/tk-day.h"
#include "base/tk-text.h"
#include "formats/icalendar.h"

#include <string.h>

#define DAY             INT64_C(86400)
#define MEETING_MOST    8 /* more people than fit around a table: a gathering */
#define MEETING_LONGEST (DAY / 2)
#define YEAR            (366 * DAY)
#define YEARS_FIRST     2
#define YEARS_MOST      40
#define DAYS_OF_EVENT   200000     /* looked at for one rule */
#define DAYS_OF_FILE    100000000U /* and for all of a file: some seconds */
#define UID_SHOWN_MOST  200        /* a longer one is known by its digest */

/* All events of one UID. */
typedef struct {
    IcalEvent *master;  /* that repeats; NULL where only single times of it are in the file */
    GPtrArray *changed; /* IcalEvent, each for one time */
} Held;

struct IcalSeries {
    Reading *reading;
    IcalZones *zones;
    int64_t now;
    GHashTable *held; /* UID -> Held; the UID is the event's own */
    GPtrArray *order; /* Held, as they came */
    gsize bytes;
    unsigned budget;
    GArray *parties; /* RecordParty of the event in hand */
    gboolean any;    /* something was handed out */
};

static void
held_free(gpointer data)
{
    Held *held = data;

    ical_event_free(held->master);
    g_ptr_array_unref(held->changed);
    g_free(held);
}

static void
event_free(gpointer data)
{
    ical_event_free(data);
}

IcalSeries *
ical_series_new(Reading *reading, IcalZones *zones)
{
    IcalSeries *series = g_new0(IcalSeries, 1);

    series->reading = reading;
    series->zones = zones;
    series->now = reading->sink->now;
    series->held = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    series->order = g_ptr_array_new_with_free_func(held_free);
    series->budget = DAYS_OF_FILE;
    series->parties = g_array_new(FALSE, FALSE, sizeof(RecordParty));
    return series;
}

void
ical_series_free(IcalSeries *series)
{
    if (series == NULL)
        return;
    g_hash_table_unref(series->held);
    g_ptr_array_unref(series->order);
    g_array_unref(series->parties);
    g_free(series);
}

static gboolean
instant_of(IcalSeries *series, const IcalEvent *event, const IcalTime *time, int64_t *out_at,
           GError **error)
{
    gboolean is_unknown = FALSE;

    *out_at = ical_zones_instant(series->zones, time, &is_unknown);
    return !is_unknown ||
           reading_left_out(series->reading, event->line, "event-zone-unknown", time->zone, error);
}

/* The same at every reading of any file that holds the event. */
static char *
event_key(const IcalEvent *event)
{
    g_autofree char *text = NULL;
    g_autofree char *digest = NULL;

    if (*event->uid != '\0' && strlen(event->uid) <= UID_SHOWN_MOST)
        return g_strconcat("calendar:", event->uid, NULL);
    text = *event->uid != '\0' ? g_strdup(event->uid)
                               : g_strdup_printf("%" G_GINT64_FORMAT "\n%s\n%s", event->start.wall,
                                                 event->rule, event->summary);
    digest = tk_text_digest(text);
    return g_strconcat("calendar:", digest, NULL);
}

static gboolean
has_party(const GArray *parties, const char *value)
{
    for (guint i = 0; i < parties->len; i++)
        if (g_ascii_strcasecmp(g_array_index(parties, RecordParty, i).value, value) == 0)
            return TRUE;
    return FALSE;
}

/* Whoever arranged it comes first; one who declined may be the one who arranged it. */
static void
fill_parties(IcalSeries *series, const IcalEvent *event)
{
    g_autoptr(GHashTable) absent = g_hash_table_new(g_str_hash, g_str_equal);

    g_array_set_size(series->parties, 0);
    for (guint i = 0; i < event->parties->len; i++) {
        const IcalParty *party = &g_array_index(event->parties, IcalParty, i);

        if (party->is_absent || party->is_robot)
            g_hash_table_add(absent, (gpointer) party->address);
    }
    for (int organizers = 1; organizers >= 0; organizers--)
        for (guint i = 0; i < event->parties->len; i++) {
            const IcalParty *party = &g_array_index(event->parties, IcalParty, i);
            gboolean has_address = *party->address != '\0';
            const RecordParty record = { .name = party->name,
                                         .kind = has_address ? "email" : "name",
                                         .value = has_address ? party->address : party->name,
                                         .role = organizers ? "from" : "with" };

            if (party->is_organizer == organizers && !party->is_absent && !party->is_robot &&
                !(has_address && g_hash_table_contains(absent, party->address)) &&
                !has_party(series->parties, record.value))
                g_array_append_val(series->parties, record);
        }
}

static gboolean
is_gathering(const IcalEvent *event, unsigned people)
{
    int64_t length = event->end.is_set ? event->end.wall - event->start.wall : event->duration;

    return event->start.is_date || event->has_crowd || people > MEETING_MOST ||
           length > MEETING_LONGEST;
}

/* `of` is the key of the series where it is one time of many; `key` its own. */
static gboolean
hand_out(IcalSeries *series, const IcalEvent *event, int64_t at, const char *key, const char *of,
         GError **error)
{
    RecordSink *sink = series->reading->sink;
    const char *const references[] = { of, NULL };

    if (at <= 0 || at > series->now)
        return TRUE;
    fill_parties(series, event);
    if (series->parties->len < 2)
        return TRUE;
    const RecordInteraction record = {
        .source = "calendar",
        .kind = is_gathering(event, series->parties->len) ? "gathering" : "meeting",
        .external_id = key,
        .in_reply_to = "",
        .references = references,
        .at = at,
        .subject = event->is_private ? "" : event->summary,
        .text = "",
        .parties = (const RecordParty *) (const void *) series->parties->data,
        .party_count = series->parties->len,
    };

    series->any = TRUE;
    return sink->interaction(sink, &record, error);
}

static gboolean
hand_out_time(IcalSeries *series, const IcalEvent *event, int64_t at, int64_t original,
              GError **error)
{
    g_autofree char *of = event_key(event);
    g_autofree char *when = tk_instant_to_text(original);
    g_autofree char *key = g_strconcat(of, "@", when, NULL);

    return hand_out(series, event, at, key, of, error);
}

static gboolean
hand_out_single(IcalSeries *series, const IcalEvent *event, GError **error)
{
    g_autofree char *key = event_key(event);
    int64_t at = 0;

    return instant_of(series, event, &event->start, &at, error) &&
           hand_out(series, event, at, key, NULL, error);
}

/* Which times of a series are not as the rule says: instants, and days for bare dates. */
typedef struct {
    GHashTable *instants; /* int64_t */
    GHashTable *days;     /* int64_t, by the clock on the wall */
    int64_t ends;         /* from here on it was called off */
} Besides;

static void
add_number(GHashTable *numbers, int64_t number)
{
    g_hash_table_add(numbers, g_memdup2(&number, sizeof number));
}

static gboolean
collect_besides(IcalSeries *series, const Held *held, Besides *besides, GError **error)
{
    const IcalEvent *master = held->master;

    for (guint i = 0; i < master->less->len; i++) {
        IcalTime time = g_array_index(master->less, IcalTime, i);
        int64_t at = 0;

        if (*time.zone == '\0' && !time.is_utc)
            time.zone = master->start.zone;
        if (!instant_of(series, master, &time, &at, error))
            return FALSE;
        if (time.is_date)
            add_number(besides->days, time.wall / DAY);
        else
            add_number(besides->instants, at);
    }
    for (guint i = 0; i < held->changed->len; i++) {
        const IcalEvent *changed = g_ptr_array_index(held->changed, i);
        int64_t at = 0;

        if (!instant_of(series, changed, &changed->original, &at, error))
            return FALSE;
        if (changed->original.is_date && !master->start.is_date)
            add_number(besides->days, changed->original.wall / DAY);
        else
            add_number(besides->instants, at);
        if (changed->is_rest && changed->is_cancelled)
            besides->ends = MIN(besides->ends, at);
    }
    return TRUE;
}

/* What a clock where the event is says at an instant; near an hour's change it may be that off. */
static int64_t
on_the_wall(IcalSeries *series, const IcalTime *where, int64_t at)
{
    IcalTime time = *where;
    gboolean ignored = FALSE;

    time.wall = at;
    return at + (at - ical_zones_instant(series->zones, &time, &ignored));
}

/* Wall clock times of the rule, and a reason where some are missing. */
static const char *
walk_rule(IcalSeries *series, const IcalEvent *master, GArray *times)
{
    Recurrence rule;
    RecurrenceWish wish = { .first = master->start.wall,
                            .until = on_the_wall(series, &master->start, series->now),
                            .most = ICALENDAR_TIMES_MOST };
    RecurrenceFault fault = recurrence_read(master->rule, &rule);
    unsigned budget = MIN(DAYS_OF_EVENT, series->budget);
    unsigned before = budget;
    gboolean is_whole = FALSE;

    if (fault != RECURRENCE_UNDERSTOOD) {
        g_array_append_val(times, master->start.wall);
        return fault == RECURRENCE_TOO_OFTEN ? "rule-too-often" : "rule-not-understood";
    }
    if (rule.has_until && rule.until_is_utc)
        rule.until = on_the_wall(series, &master->start, rule.until);
    /* The latest ones are wanted: years further back are only looked at where these are too few. */
    for (int64_t years = YEARS_FIRST;; years *= 4) {
        wish.since = wish.until - MIN(years, YEARS_MOST) * YEAR;
        g_array_set_size(times, 0);
        is_whole = recurrence_walk(&rule, &wish, &budget, times);
        if (!is_whole || years >= YEARS_MOST || wish.since <= wish.first || rule.count > 0)
            break;
    }
    series->budget -= before - budget;
    return is_whole ? NULL : "event-times-left-out";
}

static gboolean
hand_out_times(IcalSeries *series, const IcalEvent *master, const GArray *times,
               const Besides *besides, GError **error)
{
    for (guint i = 0; i < times->len; i++) {
        IcalTime time = master->start;
        int64_t at = 0;

        time.wall = g_array_index(times, int64_t, i);
        if (!instant_of(series, master, &time, &at, error))
            return FALSE;
        int64_t day = time.wall / DAY;

        if (at >= besides->ends || g_hash_table_contains(besides->instants, &at) ||
            g_hash_table_contains(besides->days, &day))
            continue;
        if (!hand_out_time(series, master, at, at, error))
            return FALSE;
        add_number(besides->instants, at); /* RDATE may name it once more */
    }
    return TRUE;
}

static gboolean
hand_out_more(IcalSeries *series, const IcalEvent *master, const Besides *besides, GError **error)
{
    for (guint i = 0; i < master->more->len; i++) {
        const IcalTime *time = &g_array_index(master->more, IcalTime, i);
        int64_t at = 0;

        if (!instant_of(series, master, time, &at, error))
            return FALSE;
        if (at >= besides->ends || g_hash_table_contains(besides->instants, &at))
            continue;
        if (!hand_out_time(series, master, at, at, error))
            return FALSE;
        add_number(besides->instants, at);
    }
    return TRUE;
}

static gboolean
hand_out_series(IcalSeries *series, const Held *held, GError **error)
{
    const IcalEvent *master = held->master;
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GHashTable) instants =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GHashTable) days = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    Besides besides = { instants, days, G_MAXINT64 };
    const char *reason = NULL;
    int64_t first = 0;

    if (!instant_of(series, master, &master->start, &first, error) ||
        !collect_besides(series, held, &besides, error))
        return FALSE;
    if (*master->rule != '\0')
        reason = walk_rule(series, master, times);
    else
        g_array_append_val(times, master->start.wall);
    if (reason != NULL &&
        !reading_left_out(series->reading, master->line, reason, master->summary, error))
        return FALSE;
    return hand_out_times(series, master, times, &besides, error) &&
           hand_out_more(series, master, &besides, error);
}

static gboolean
hand_out_held(IcalSeries *series, const Held *held, GError **error)
{
    if (held->master != NULL && !held->master->is_cancelled &&
        !hand_out_series(series, held, error))
        return FALSE;
    for (guint i = 0; i < held->changed->len; i++) {
        const IcalEvent *changed = g_ptr_array_index(held->changed, i);
        int64_t at = 0, original = 0;

        if (changed->is_cancelled)
            continue;
        if (!instant_of(series, changed, &changed->start, &at, error) ||
            !instant_of(series, changed, &changed->original, &original, error) ||
            !hand_out_time(series, changed, at, original, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
ical_series_says_nothing(const IcalSeries *series)
{
    return !series->any;
}

gboolean
ical_series_end(IcalSeries *series, GError **error)
{
    for (guint i = 0; i < series->order->len; i++)
        if (!hand_out_held(series, g_ptr_array_index(series->order, i), error))
            return FALSE;
    g_hash_table_remove_all(series->held);
    g_ptr_array_set_size(series->order, 0);
    series->bytes = 0;
    return TRUE;
}

static gboolean
same_time(const IcalTime *one, const IcalTime *other)
{
    return one->wall == other->wall && g_str_equal(one->zone, other->zone);
}

/* Of two that stand for the same the newer one is right, or the later one in the file. */
static void
add_changed(Held *held, IcalEvent *event)
{
    for (guint i = 0; i < held->changed->len; i++) {
        const IcalEvent *other = g_ptr_array_index(held->changed, i);

        if (!same_time(&other->original, &event->original))
            continue;
        if (other->sequence > event->sequence) {
            ical_event_free(event);
            return;
        }
        g_ptr_array_remove_index(held->changed, i);
        break;
    }
    g_ptr_array_add(held->changed, event);
}

static void
hold(IcalSeries *series, IcalEvent *event)
{
    g_autofree char *key = event_key(event);
    Held *held = g_hash_table_lookup(series->held, key);

    if (held == NULL) {
        held = g_new0(Held, 1);
        held->changed = g_ptr_array_new_with_free_func(event_free);
        g_hash_table_insert(series->held, g_steal_pointer(&key), held);
        g_ptr_array_add(series->order, held);
    }
    series->bytes += event->bytes;
    if (event->original.is_set) {
        add_changed(held, event);
    } else if (held->master != NULL && held->master->sequence > event->sequence) {
        ical_event_free(event);
    } else {
        ical_event_free(held->master);
        held->master = event;
    }
}

gboolean
ical_series_take(IcalSeries *series, IcalEvent *event_take, GError **error)
{
    g_autoptr(IcalEvent) event = event_take;
    gboolean repeats = *event->rule != '\0' || event->more->len > 0;

    if (!event->start.is_set && !(event->is_cancelled && event->original.is_set))
        return reading_left_out(series->reading, event->line, "event-without-start", event->summary,
                                error);
    if (event->fault != NULL &&
        !reading_left_out(series->reading, event->fault_line, event->fault, event->summary, error))
        return FALSE;
    if (!repeats && !event->original.is_set)
        return event->is_cancelled || hand_out_single(series, event, error);
    hold(series, g_steal_pointer(&event));
    return series->bytes < ICALENDAR_HELD_MOST || ical_series_end(series, error);
}
