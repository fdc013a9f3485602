/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/icalendar.h"

#include "formats/icalendar-series.h"

#include <string.h>

enum {
    DEPTH_MOST = 16, /* a calendar, an event, an alarm in it: three are usual */
};

typedef enum {
    PART_CALENDAR,
    PART_EVENT,
    PART_ZONE,
    PART_OTHER, /* tasks, alarms, free and busy times, the halves of a zone */
} Part;

typedef struct {
    Reading *reading;
    IcalZones *zones;
    IcalSeries *series;
    Part open[DEPTH_MOST];
    unsigned depth;
    IcalEvent *event;   /* open, or NULL */
    gboolean is_answer; /* this calendar is a message between programs that tells of no meeting */
    gboolean calls_off; /* METHOD:CANCEL */
} Calendar;

static Part
part_of(const char *name)
{
    static const struct {
        const char *name;
        Part part;
    } parts[] = { { "VCALENDAR", PART_CALENDAR },
                  { "VEVENT", PART_EVENT },
                  { "VTIMEZONE", PART_ZONE } };

    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
        if (g_ascii_strcasecmp(name, parts[i].name) == 0)
            return parts[i].part;
    return PART_OTHER;
}

static gboolean
is_open(const Calendar *calendar, Part part)
{
    for (unsigned i = 0; i < calendar->depth; i++)
        if (calendar->open[i] == part)
            return TRUE;
    return FALSE;
}

/* An event that another one or the end of the file cut off. */
static gboolean
leave_unfinished(Calendar *calendar, GError **error)
{
    g_autoptr(IcalEvent) event = g_steal_pointer(&calendar->event);

    return event == NULL || reading_left_out(calendar->reading, event->line, "event-unfinished",
                                             event->summary, error);
}

static gboolean
begin(Calendar *calendar, const VcardLine *line, GError **error)
{
    Part part = part_of(line->value);

    if (part == PART_CALENDAR) { /* whatever is open still was never closed */
        calendar->depth = 0;
        calendar->is_answer = calendar->calls_off = FALSE;
    }
    if ((part == PART_EVENT || part == PART_CALENDAR) && !leave_unfinished(calendar, error))
        return FALSE;
    if (part == PART_EVENT) {
        calendar->depth = MIN(calendar->depth, 1);
        calendar->event = ical_event_new(line->number);
    }
    if (calendar->depth < DEPTH_MOST)
        calendar->open[calendar->depth++] = part;
    return TRUE;
}

static gboolean
end(Calendar *calendar, const VcardLine *line, GError **error)
{
    Part part = part_of(line->value);
    g_autoptr(IcalEvent) event = NULL;

    if (!is_open(calendar, part))
        return TRUE;
    while (calendar->depth > 0 && calendar->open[calendar->depth - 1] != part)
        calendar->depth--;
    calendar->depth--;
    if (part == PART_CALENDAR)
        return leave_unfinished(calendar, error);
    if (part != PART_EVENT || calendar->event == NULL)
        return TRUE;
    event = g_steal_pointer(&calendar->event);
    event->is_cancelled |= calendar->calls_off;
    return calendar->is_answer ||
           ical_series_take(calendar->series, g_steal_pointer(&event), error);
}

/* RFC 5546: who asks for another time or answers tells of one attendee only. */
static void
take_method(Calendar *calendar, const char *method)
{
    static const char *const answers[] = { "REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER" };

    calendar->calls_off = g_ascii_strcasecmp(method, "CANCEL") == 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(answers); i++)
        calendar->is_answer |= g_ascii_strcasecmp(method, answers[i]) == 0;
}

static gboolean
take_line(Calendar *calendar, VcardLine *line, GError **error)
{
    gboolean is_begin = strcmp(line->name, "BEGIN") == 0, is_end = strcmp(line->name, "END") == 0;

    if (is_begin || is_end)
        g_strstrip(line->value);
    if (is_open(calendar, PART_ZONE) || (is_begin && part_of(line->value) == PART_ZONE))
        ical_zones_take(calendar->zones, line);
    if (is_begin)
        return begin(calendar, line, error);
    if (is_end)
        return end(calendar, line, error);
    if (calendar->depth == 0)
        return TRUE;
    if (calendar->open[calendar->depth - 1] == PART_EVENT && calendar->event != NULL)
        ical_event_take(calendar->event, line);
    else if (calendar->depth == 1 && strcmp(line->name, "METHOD") == 0)
        take_method(calendar, g_strstrip(line->value));
    return TRUE;
}

gboolean
icalendar_read(Input *input, Reading *reading, GError **error)
{
    g_autoptr(VcardLines) lines = vcard_lines_new(input, FALSE);
    g_autoptr(IcalZones) zones = ical_zones_new();
    g_autoptr(IcalSeries) series = ical_series_new(reading, zones);
    Calendar calendar = { .reading = reading, .zones = zones, .series = series };
    VcardLine line;
    int64_t before = 0;
    gboolean is_ok = TRUE;

    while (is_ok && vcard_lines_next(lines, &line)) {
        is_ok = take_line(&calendar, &line, error) &&
                reading_advance(reading, input_skipped(input) - before, error);
        before = input_skipped(input);
    }
    is_ok = is_ok && leave_unfinished(&calendar, error) && ical_series_end(series, error) &&
            (!ical_series_says_nothing(series) || reading_not_used(reading, error));
    ical_event_free(calendar.event);
    return is_ok;
}
