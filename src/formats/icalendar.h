/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * icalendar.h - who met when, out of a calendar (iCalendar, RFC 5545; vCalendar as far as it goes).
 *
 * An event with other people on it becomes an interaction: a "meeting", or a "gathering" where one
 * may not have spoken at all (a whole day or half of one, more than eight people, a group by name).
 * A repeating event gives one for each time it took place, up to the sink's hour; what was called
 * off, and who declined, is left away. Nothing else of an event is taken: no text, no place, no
 * alarm, and no subject of a private one. A calendar without any such event is one that is not used
 * (RecordSink.not_used).
 *
 * Where a repeating event was changed for one time only, that may stand anywhere in the file: so
 * these events are held until its end, up to ICALENDAR_HELD_MOST bytes, and others go out at once.
 */
#pragma once

#include "formats/input.h"
#include "formats/reading.h"

/* The window a calendar needs of its Input (INPUT_TEXT). */
#define ICALENDAR_WINDOW (2 << 20)

#define ICALENDAR_HELD_MOST  (16 << 20) /* some ten thousand repeating events */
#define ICALENDAR_TIMES_MOST 400 /* of one repeating event: the latest; eight years of weeks */

/* Left out: "event-unfinished" (no END), "event-without-start", "event-times-left-out" (over
 * ICALENDAR_TIMES_MOST), "rule-not-understood" and "rule-too-often" (only the first time counts),
 * "event-zone-unknown" (read as UTC), "line-malformed", "field-cut". Meetings have an external id
 * that begins with "calendar:"; the times of a repeating one share their first reference. */
gboolean
icalendar_read(Input *input, Reading *reading, GError **error);
