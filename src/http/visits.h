/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * visits.h - the connections that are open, and which of them have worn out our patience.
 *
 * A client that sends one byte now and then keeps a server's own timeout asleep for ever. Here each
 * stage has an end: a head must be whole some time after the connection came or was last answered,
 * a body must come at a least speed, a reply must be taken.
 */
#pragma once

#include <glib.h>

typedef struct Visits Visits;
typedef struct Visit Visit;

typedef enum {
    VISIT_HEAD,  /* nothing or a part of a head came since the last answer */
    VISIT_BODY,  /* the head is in */
    VISIT_REPLY, /* the answer is on its way */
} VisitStage;

/* Starts a thread that hangs up on those that are too slow; it sleeps while nobody is here. */
Visits *
visits_new(unsigned patience);
/* All visits have ended before. */
void
visits_free(Visits *visits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Visits, visits_free)

/* A connection came, on the socket `descriptor`; and went, before its descriptor is closed. */
Visit *
visits_begin(Visits *visits, int descriptor);
void
visits_end(Visits *visits, Visit *visit);

void
visits_stage(Visits *visits, Visit *visit, VisitStage stage);
/* So many bytes of a body came. */
void
visits_bytes(Visits *visits, Visit *visit, gsize length);

/* The rule itself: has a visit in this stage for `elapsed` microseconds, with so many bytes of
 * body, taken too long? */
gboolean
visits_is_too_slow(VisitStage stage, gint64 elapsed, gint64 bytes, unsigned patience);
