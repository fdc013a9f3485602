/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * method-witness.h - looks at what has happened and says which rule was broken.
 *
 * It shares no code with the rules it watches: it counts for itself, from a log of plain events, so
 * that a fault in a rule cannot hide here. Replays of a year hand it their log.
 */
#pragma once

#include "base/tk-day.h"
#include "base/tk-id.h"
#include "domain/method.h"

#include <glib.h>
#include <stdint.h>

typedef enum {
    METHOD_VALUED,           /* both value sentences of meeting stand from here */
    METHOD_VALUE_LOST,       /* and no longer */
    METHOD_APPROVED,         /* message with text `digest` was approved by the user */
    METHOD_REQUEST_SENT,     /* message of meeting went out with text `digest` */
    METHOD_FOLLOW_UP_SENT,   /* the same, as follow-up */
    METHOD_OTHER_SENT,       /* any other message */
    METHOD_ANSWERED,         /* person (0: the one to be met) of meeting answered */
    METHOD_AWAY,             /* person (0: the one there is) of meeting is away up to `day` */
    METHOD_RESTED,           /* the meeting was laid to rest, or ended */
    METHOD_INTRODUCER_ASKED, /* person was asked for an introduction (with METHOD_REQUEST_SENT) */
    METHOD_INTRODUCTION_ENDED,
    METHOD_OVERRULED, /* the user overruled `rule` for this meeting or person */
} MethodEventKind;

typedef struct {
    MethodEventKind kind;
    int64_t at;
    TkId meeting_id;
    TkId message_id;
    TkId person_id;
    TkId introduction_id;
    TkDay day;           /* METHOD_AWAY: last day away */
    const char *digest;  /* METHOD_APPROVED and the sent ones; borrowed */
    const char *country; /* the receiver's; borrowed, NULL is "" */
    const char *zone;    /* the receiver's; borrowed, NULL is UTC */
    const char *rule;    /* METHOD_OVERRULED: "V1", "T4", "P5"; borrowed */
} MethodEvent;

typedef struct {
    const char *rule; /* V1, T4, P5, M4, F1, F3 */
    const char *what; /* constant: "follow-up-too-early", ... */
    guint event;      /* index in the log */
} MethodBreach;

/* GArray of MethodBreach, empty when no rule was broken. `events` is a GArray of MethodEvent in
 * order of time. */
GArray *
method_witness(const GArray *events, const MethodLimits *limits);
