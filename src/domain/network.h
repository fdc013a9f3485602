/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * network.h - the people of a picture in circles that bear the name of an organisation.
 *
 * A circle is where one works now; failing that where one worked; failing that where one learned.
 * It is a circle only where enough of the people shown stand in it: others stay outside, and no
 * name is made up for them.
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>

/* The nearer, the smaller. */
typedef enum {
    NETWORK_WORKS_THERE,
    NETWORK_WORKED_THERE,
    NETWORK_LEARNED_THERE,
} NetworkBond;

/* That somebody was at an organisation. */
typedef struct {
    unsigned person; /* index among the people shown */
    TkId organisation_id;
    NetworkBond bond;
} NetworkPlace;

/* A tie between two of the people shown, once. */
typedef struct {
    unsigned from;
    unsigned to;
    double strength; /* 0 to 1 */
} NetworkLink;

typedef struct {
    unsigned person_count;
    const NetworkPlace *places;
    gsize place_count;
    const NetworkLink *links;
    gsize link_count;
    unsigned least; /* people that make a circle */
} NetworkQuestion;

/* For each person the organisation of their circle, 0 for none: of the nearest bond; of several the
 * one to whose people the ties are the strongest; then the one with more people; then the older id.
 * Every circle has at least `least` people. Caller frees with g_free(). */
TkId *
network_circles(const NetworkQuestion *question);
