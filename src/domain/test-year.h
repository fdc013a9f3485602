/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-year.h - a year in the life of somebody eager, lived through the rules alone. For tests
 * only.
 *
 * Every day they try all that they are let to. One fault can be planted; the log of what happened
 * is for the witness (method-witness.h).
 */
#pragma once

#include "domain/method.h"

#include <glib.h>

typedef enum {
    FAULT_NONE,
    FAULT_FIRST_EARLY,
    FAULT_SECOND_EARLY,
    FAULT_THIRD,
    FAULT_UNAPPROVED,
    FAULT_EDITED,
    FAULT_WITHOUT_VALUE,
    FAULT_TOO_MANY_OPEN,
    FAULT_TIRED_OPEN,
    FAULT_TIRED_YEAR,
    FAULT_AWAY_UNHEARD,
    FAULT_AFTER_ANSWER,
    FAULT_NO_REST
} Fault;

typedef struct Year Year;

/* 400 days from 2026-01-01; the same seed gives the same year. */
Year *
live_year(guint32 seed, Fault fault);
void
year_free(Year *year);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Year, year_free)

/* GArray of MethodEvent, and the limits that the year was lived by. Borrowed. */
const GArray *
year_log(const Year *year);
const MethodLimits *
year_limits(const Year *year);
