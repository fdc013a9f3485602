/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-replay-private.h - the inside of a replayed year. Only for the files test-replay*.c.
 */
#pragma once

#include "actions/test-replay.h"
#include "actions/test-workspace.h"
#include "domain/meeting.h"
#include "domain/message.h"
#include "domain/method-witness.h"

#define REPLAY_TARGETS     24
#define REPLAY_INTRODUCERS 4

/* Somebody to be met, and the meeting with them that is on its way. */
typedef struct {
    TkId person;
    TkId meeting; /* 0 before there is one */
    const char *country;
    gboolean valued;   /* as last logged */
    gboolean at_rest;  /* as last logged */
    gboolean tampered; /* the planted fault has struck here */
} ReplayCase;

struct Replay {
    TestDesk *desk;
    GRand *dice;
    ReplayFault fault;
    ReplayCase cases[REPLAY_TARGETS];
    TkId introducers[REPLAY_INTRODUCERS];
    GHashTable *seen;          /* message id -> what of it was logged */
    GHashTable *introductions; /* introduction id -> logged as asked, logged as ended */
    GPtrArray *texts;          /* owned by the log */
    GArray *log;
    ReplayCounts counts;
};

gboolean
replay_chance(Replay *replay, double of_one);

/* A minute passes with every act. */
int64_t
replay_tick(Replay *replay);

/* Reads from the store what has happened to this meeting since the last look, and logs it. */
void
replay_look(Replay *replay, ReplayCase *one);

/* The user said yes to the text as it now stands in the store. */
void
replay_log_approval(Replay *replay, ReplayCase *one, TkId message);

void
replay_log_overruled(Replay *replay, ReplayCase *one, TkId introducer);

/* Strikes where and when the fault can show; does nothing in a sound year. */
void
replay_tamper(Replay *replay, ReplayCase *one);

/* The user's day and the world's. */
void
replay_user_day(Replay *replay);
void
replay_world_day(Replay *replay);

ReplayCase *
replay_case_of(Replay *replay, TkId meeting);
