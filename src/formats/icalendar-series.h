/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * icalendar-series.h - events, repeating ones too, turned into what happened. For icalendar*.c
 * only.
 */
#pragma once

#include "formats/icalendar-private.h"
#include "formats/reading.h"

typedef struct IcalSeries IcalSeries;

/* Both stay the caller's. */
IcalSeries *
ical_series_new(Reading *reading, IcalZones *zones);
void
ical_series_free(IcalSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IcalSeries, ical_series_free)

/* Hands the event out, or holds it until the others of its UID are there. */
gboolean
ical_series_take(IcalSeries *series, IcalEvent *event_take, GError **error);

/* TRUE where nothing was handed out: a calendar of holidays, or one of nobody but its owner. */
gboolean
ical_series_says_nothing(const IcalSeries *series);

/* Hands out what was held: at the end of the file. */
gboolean
ical_series_end(IcalSeries *series, GError **error);
