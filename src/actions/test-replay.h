/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-replay.h - a year of use, lived through the actions in a second. For tests only.
 *
 * A seeded world answers, is away, declines and answers late; a seeded user does what the list for
 * today says with the laziness of people, and tries what is forbidden. What the store then shows to
 * have happened goes into a log for the witness (domain/method-witness.h), which counts for itself.
 * One fault can be planted behind the actions' back.
 */
#pragma once

#include "domain/method.h"

#include <glib.h>

typedef enum {
    REPLAY_SOUND,
    REPLAY_FIRST_EARLY,   /* a setting lets the first follow-up go a day early */
    REPLAY_SECOND_EARLY,  /* and the second */
    REPLAY_NO_REST,       /* and the rest be a week */
    REPLAY_TOO_MANY_OPEN, /* and one request more be open */
    REPLAY_TIRED_OPEN,    /* and introducers be asked by more */
    REPLAY_TIRED_YEAR,    /* and more often */
    REPLAY_THIRD,         /* the store is told that the second follow-up never went */
    REPLAY_UNAPPROVED,    /* the store is told that a draft was approved */
    REPLAY_EDITED,        /* an approved text is changed in the store, its digest too */
    REPLAY_WITHOUT_VALUE, /* a value sentence is lost in the store, and the rule put to sleep */
    REPLAY_AWAY_UNHEARD   /* the store forgets an absence */
} ReplayFault;

/* What the year held: a year in which nothing happens proves nothing. */
typedef struct {
    unsigned requests, introductions, follow_ups, seconds, answers, absences, rests, agreed;
    unsigned refused_value, refused_early, refused_open, refused_tired, refused_approval,
        refused_rest, refused_twice;
} ReplayCounts;

typedef struct Replay Replay;

/* 365 days from Monday 2 March 2026; the same seed gives the same year. */
Replay *
replay_year(guint32 seed, ReplayFault fault);
void
replay_free(Replay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Replay, replay_free)

/* GArray of MethodEvent; borrowed. */
const GArray *
replay_log(const Replay *replay);
void
replay_counts(const Replay *replay, ReplayCounts *out_counts);
