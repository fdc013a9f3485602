/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-world.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TkWorld, tk_world_fixed_free)

static void
test_fixed_world_stands_still(void)
{
    g_autoptr(TkWorld) world = tk_world_fixed(1000, 1);

    g_assert_cmpint(tk_world_seconds(world), ==, 1000);
    g_assert_cmpint(tk_world_seconds(world), ==, 1000);
    tk_world_fixed_set(world, 2000);
    g_assert_cmpint(tk_world_seconds(world), ==, 2000);
}

static void
test_waiting_moves_the_fixed_clock(void)
{
    g_autoptr(TkWorld) world = tk_world_fixed(1000, 1);

    world->wait(world, 2500);
    g_assert_cmpint(world->now(world), ==, 1002500);
    g_assert_cmpint(tk_world_seconds(world), ==, 1002);
}

static void
test_seconds_before_1970_are_rounded_down(void)
{
    g_autoptr(TkWorld) world = tk_world_fixed(-2, 1);

    world->wait(world, 500);
    g_assert_cmpint(tk_world_seconds(world), ==, -2);
    world->wait(world, 500);
    g_assert_cmpint(tk_world_seconds(world), ==, -1);
}

static void
test_same_seed_throws_the_same_dice(void)
{
    g_autoptr(TkWorld) one = tk_world_fixed(0, 42);
    g_autoptr(TkWorld) same = tk_world_fixed(999, 42);
    g_autoptr(TkWorld) other = tk_world_fixed(0, 43);
    unsigned equal = 0;

    for (int count = 0; count < 100; count++) {
        guint64 number = tk_world_number(one);

        g_assert_cmpuint(number, ==, tk_world_number(same));
        equal += number == tk_world_number(other);
    }
    g_assert_cmpuint(equal, ==, 0);
}

static void
test_dice_fill_any_length_and_nothing_beyond(void)
{
    g_autoptr(TkWorld) world = tk_world_fixed(0, 5);

    for (gsize length = 0; length <= 33; length++) {
        unsigned char bytes[40];

        memset(bytes, 0xAA, sizeof bytes);
        world->randomise(world, bytes, length);
        for (gsize at = length; at < sizeof bytes; at++)
            g_assert_cmphex(bytes[at], ==, 0xAA);
    }
}

static void
test_real_world_goes_on_and_throws_real_dice(void)
{
    TkWorld *world = tk_world_real();
    gint64 before = world->now(world);
    guint64 one = tk_world_number(world);

    world->wait(world, 5);
    g_assert_cmpint(world->now(world), >=, before + 5);
    /* 2^-64 for a false alarm. */
    g_assert_cmpuint(one, !=, tk_world_number(world));
}

static void
test_shifted_world_starts_where_told_and_runs(void)
{
    g_autofree TkWorld *world = tk_world_from(5000);
    gint64 before = world->now(world);

    g_assert_cmpint(tk_world_seconds(world), >=, 5000);
    g_assert_cmpint(tk_world_seconds(world), <, 5060);
    world->wait(world, 5);
    g_assert_cmpint(world->now(world), >=, before + 5);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/world/fixed-world-stands-still", test_fixed_world_stands_still);
    g_test_add_func("/world/waiting-moves-the-fixed-clock", test_waiting_moves_the_fixed_clock);
    g_test_add_func("/world/seconds-before-1970-are-rounded-down",
                    test_seconds_before_1970_are_rounded_down);
    g_test_add_func("/world/same-seed-throws-the-same-dice", test_same_seed_throws_the_same_dice);
    g_test_add_func("/world/dice-fill-any-length-and-nothing-beyond",
                    test_dice_fill_any_length_and_nothing_beyond);
    g_test_add_func("/world/real-world-goes-on-and-throws-real-dice",
                    test_real_world_goes_on_and_throws_real_dice);
    g_test_add_func("/world/shifted-world-starts-where-told-and-runs",
                    test_shifted_world_starts_where_told_and_runs);
    return g_test_run();
}
