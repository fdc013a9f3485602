/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-world.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define MILLISECONDS 1000

static int64_t
real_now(TkWorld *world)
{
    (void) world;
    return g_get_real_time() / MILLISECONDS;
}

static void
real_randomise(TkWorld *world, void *bytes, size_t length)
{
    unsigned char *next = bytes;

    (void) world;
    while (length > 0) {
        ssize_t got = getrandom(next, length, 0);

        if (got < 0) {
            /* Only an interrupted call can fail here: the buffer is ours and flags are 0. */
            g_assert(errno == EINTR);
            continue;
        }
        next += got;
        length -= (size_t) got;
    }
}

static void
real_wait(TkWorld *world, unsigned milliseconds)
{
    struct timespec left = { .tv_sec = milliseconds / MILLISECONDS,
                             .tv_nsec = (long) (milliseconds % MILLISECONDS) * 1000000 };

    (void) world;
    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        continue;
}

/* check: allow-static: TkWorld is handed on as changeable; this one has nothing to change */
static TkWorld real_world = { real_now, real_randomise, real_wait };

TkWorld *
tk_world_real(void)
{
    return &real_world;
}

typedef struct {
    TkWorld world; /* first: a FixedWorld is a TkWorld */
    int64_t now;   /* milliseconds */
    uint64_t state;
} FixedWorld;

static int64_t
fixed_now(TkWorld *world)
{
    return ((FixedWorld *) world)->now;
}

/* SplitMix64 (Steele, Lea, Flood 2014): small, full period, every seed is good. */
static uint64_t
fixed_next(FixedWorld *fixed)
{
    uint64_t mixed = fixed->state += UINT64_C(0x9e3779b97f4a7c15);

    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

static void
fixed_randomise(TkWorld *world, void *bytes, size_t length)
{
    unsigned char *next = bytes;

    while (length > 0) {
        uint64_t number = fixed_next((FixedWorld *) world);
        size_t part = MIN(length, sizeof number);

        memcpy(next, &number, part);
        next += part;
        length -= part;
    }
}

static void
fixed_wait(TkWorld *world, unsigned milliseconds)
{
    ((FixedWorld *) world)->now += milliseconds;
}

TkWorld *
tk_world_fixed(int64_t now, uint64_t seed)
{
    FixedWorld *fixed = g_new0(FixedWorld, 1);

    fixed->world = (TkWorld) { fixed_now, fixed_randomise, fixed_wait };
    fixed->now = now * MILLISECONDS;
    fixed->state = seed;
    return &fixed->world;
}

void
tk_world_fixed_set(TkWorld *world, int64_t now)
{
    g_assert(world->now == fixed_now);
    ((FixedWorld *) world)->now = now * MILLISECONDS;
}

void
tk_world_fixed_free(TkWorld *world)
{
    g_free(world);
}

typedef struct {
    TkWorld world;
    int64_t shift; /* milliseconds to add to the real clock */
} ShiftedWorld;

static int64_t
shifted_now(TkWorld *world)
{
    return real_now(world) + ((ShiftedWorld *) world)->shift;
}

TkWorld *
tk_world_from(int64_t now)
{
    ShiftedWorld *shifted = g_new0(ShiftedWorld, 1);

    shifted->world = (TkWorld) { shifted_now, real_randomise, real_wait };
    shifted->shift = now * MILLISECONDS - real_now(NULL);
    return &shifted->world;
}

int64_t
tk_world_seconds(TkWorld *world)
{
    int64_t milliseconds = world->now(world);

    /* Rounded down, also before 1970. */
    return milliseconds / MILLISECONDS - (milliseconds % MILLISECONDS < 0);
}

uint64_t
tk_world_number(TkWorld *world)
{
    uint64_t number = 0;

    world->randomise(world, &number, sizeof number);
    return number;
}
