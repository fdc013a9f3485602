/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * icalendar-private.h - events and time zones of a calendar. For icalendar*.c only.
 */
#pragma once

#include "formats/recurrence.h"
#include "formats/vcard-line.h"

/* A time as it stands in the file. */
typedef struct {
    int64_t wall; /* recurrence.h */
    const char *zone;
    gboolean is_date, is_utc, is_set;
} IcalTime;

typedef struct {
    const char *name, *address;
    gboolean is_organizer;
    gboolean is_absent; /* declined, or told only for information */
    gboolean is_robot;  /* a room, a thing, a calendar's own address */
} IcalParty;

typedef struct {
    int64_t line;
    GStringChunk *texts; /* holds all texts of the event */
    gsize bytes;         /* about what it takes of memory */
    const char *uid, *summary, *rule;
    IcalTime start, end;
    IcalTime original; /* RECURRENCE-ID: which time of a repeating event this one stands for */
    int64_t duration;  /* seconds, where there is no end */
    int64_t sequence;
    gboolean is_cancelled, is_private;
    gboolean is_rest;    /* RANGE=THISANDFUTURE: it stands for all later times, too */
    gboolean has_crowd;  /* a group, or more people than are held */
    GArray *parties;     /* IcalParty */
    GArray *more, *less; /* IcalTime: RDATE, EXDATE */
    const char *fault;   /* the first of its lines that could not be read: a reason, or NULL */
    int64_t fault_line;
} IcalEvent;

IcalEvent *
ical_event_new(int64_t line);
void
ical_event_free(IcalEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IcalEvent, ical_event_free)

/* Takes in one line that stands within the event itself. */
void
ical_event_take(IcalEvent *event, const VcardLine *line);

/* One time or several: the value of DTSTART, EXDATE and the like; TZID among the parameters. Texts
 * go to `texts`. FALSE where one of them is none; those before it are taken. */
gboolean
ical_times_read(const VcardLine *line, GStringChunk *texts, GArray *out_times, unsigned most);

typedef struct IcalZones IcalZones;

IcalZones *
ical_zones_new(void);
void
ical_zones_free(IcalZones *zones);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IcalZones, ical_zones_free)

/* A line of a VTIMEZONE, its BEGIN and END and those of its parts among them. */
void
ical_zones_take(IcalZones *zones, const VcardLine *line);

/* The instant of a time; without a zone, or in one that nobody knows, read as UTC. `out_unknown`
 * is TRUE the first time that a zone is not known. */
int64_t
ical_zones_instant(IcalZones *zones, const IcalTime *time, gboolean *out_unknown);
