/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * way.h - how good a way to somebody is: the one measure for those who look for ways and those who
 * tell them (P1, P2, P5).
 *
 * Ways that a person of sense would try first come first, whatever the figures; the score only
 * orders within a class.
 */
#pragma once

#include "domain/method.h"

#include <glib.h>

#define WAY_STEPS_MOST 3 /* at most two people between */

typedef enum {
    WAY_DIRECT,      /* I know them */
    WAY_ASK,         /* both steps hold */
    WAY_WARM_UP,     /* they know each other, but my own tie is thin (P2) */
    WAY_DIRECT_COLD, /* connected, no more */
    WAY_TIRED,       /* asked enough for now (P5) */
    WAY_FAR_WEAK,    /* they hardly know each other: write directly (P2) */
    WAY_MEND,        /* strained terms (P2) */
} WayClass;

typedef struct {
    double strengths[WAY_STEPS_MOST]; /* mine first */
    unsigned count;                   /* steps */
    gboolean likely;                  /* a step between others is only likely */
    gboolean strained; /* with the target of a single step, or with somebody in between */
    gboolean tired;    /* the first was asked enough */
} WayFigures;

typedef struct {
    WayClass way_class;
    unsigned weakest; /* index of the weak link */
    double score;     /* 0.7 of the weakest step and 0.3 of their mean, less for doubt and length */
} WayRank;

WayRank
way_rank(const WayFigures *figures, const MethodLimits *limits);

/* The score that a way of two or three steps has at most when its first or last step is as strong
 * as `end` and, of three, the one between at most as strong as `between`. */
double
way_bound(unsigned count, double end, double between);

/* Whether one way comes before another of the given number of steps: < 0, 0, > 0. */
int
way_compare(const WayRank *one, unsigned one_count, const WayRank *other, unsigned other_count);
