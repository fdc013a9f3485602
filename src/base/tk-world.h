/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-world.h - the clock, the dice and the waiting, as things that are handed in.
 *
 * Nothing below main.c asks the system for the hour or for randomness: it asks the world
 * it was given. A test, a replay of a year or `--now` hands in another one.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct TkWorld TkWorld;

struct TkWorld {
    int64_t (*now)(TkWorld *world); /* milliseconds since 1970, UTC */
    void (*randomise)(TkWorld *world, void *bytes, size_t length);
    void (*wait)(TkWorld *world, unsigned milliseconds);
};

/* The real one: system clock, getrandom(), nanosleep. Constant, never freed, any thread. */
TkWorld *
tk_world_real(void);

/* A world that stands still at `now` (seconds since 1970) until told otherwise, with
 * randomness that follows from `seed`. Waiting moves its clock. Not shared between threads. */
TkWorld *
tk_world_fixed(int64_t now, uint64_t seed);
void
tk_world_fixed_set(TkWorld *world, int64_t now);
void
tk_world_fixed_free(TkWorld *world);

/* The real dice and waiting with a clock that starts at `now` (seconds) and runs on:
 * what `--now` hands in. Free with g_free(). */
TkWorld *
tk_world_from(int64_t now);

int64_t
tk_world_seconds(TkWorld *world);
uint64_t
tk_world_number(TkWorld *world); /* 64 random bits */
