/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-id.h"

#include <string.h>

#define NOON INT64_C(1796644800) /* 2026-12-07T12:00:00Z */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TkWorld, tk_world_fixed_free)

static void
test_ids_of_one_maker_always_grow(void)
{
    g_autoptr(TkWorld) world = tk_world_fixed(NOON, 1);
    TkId last = 0;

    for (int count = 0; count < 10000; count++) {
        TkId next = tk_id_new(world, last);

        g_assert_cmpint(next, >, last);
        last = next;
    }
}

static void
test_ids_grow_even_when_the_clock_goes_back(void)
{
    g_autoptr(TkWorld) world = tk_world_fixed(NOON, 1);
    TkId first = tk_id_new(world, 0);

    tk_world_fixed_set(world, NOON - 86400);
    g_assert_cmpint(tk_id_new(world, first), ==, first + 1);
}

static void
test_later_second_gives_greater_id_to_another_maker(void)
{
    for (guint64 seed = 0; seed < 200; seed++) {
        g_autoptr(TkWorld) early = tk_world_fixed(NOON, seed);
        g_autoptr(TkWorld) late = tk_world_fixed(NOON + 1, seed + 1000);

        g_assert_cmpint(tk_id_new(early, 0), <, tk_id_new(late, 0));
    }
}

static void
test_clock_before_2020_still_gives_positive_ids(void)
{
    g_autoptr(TkWorld) world = tk_world_fixed(0, 7);

    g_assert_cmpint(tk_id_new(world, 0), >, 0);
}

static void
test_text_of_an_id_reads_back_the_same(void)
{
    const TkId ids[] = { 1, 31, 32, 1023, INT64_C(1) << 40, INT64_MAX - 1, INT64_MAX };

    for (gsize at = 0; at < G_N_ELEMENTS(ids); at++) {
        g_autofree char *text = tk_id_to_text(ids[at]);
        TkId back = 0;

        g_assert_cmpuint(strlen(text), ==, TK_ID_LETTERS);
        g_assert_true(tk_id_from_text(text, &back));
        g_assert_cmpint(back, ==, ids[at]);
    }
}

static void
test_text_sorts_as_the_numbers_do(void)
{
    g_autoptr(TkWorld) world = tk_world_fixed(NOON, 3);
    g_autofree char *before = g_strdup("0000000000000");
    TkId last = 0;

    for (int count = 0; count < 1000; count++) {
        last = tk_id_new(world, last);
        world->wait(world, (unsigned) count);
        g_autofree char *text = tk_id_to_text(last);

        g_assert_cmpstr(before, <, text);
        g_free(before);
        before = g_steal_pointer(&text);
    }
}

static void
test_misread_letters_are_forgiven(void)
{
    TkId plain = 0;
    TkId misread = 0;

    g_assert_true(tk_id_from_text("0101010101ABC", &plain));
    g_assert_true(tk_id_from_text("oIoLoiolo1abc", &misread));
    g_assert_cmpint(plain, ==, misread);
}

static void
test_anything_but_thirteen_good_letters_is_no_id(void)
{
    const char *const bad[] = { "",
                                "0000000000000",
                                "000000000000",
                                "00000000000011",
                                "8000000000000",
                                "000000000000U",
                                "000000000000-",
                                "00000000000\xc3\xa5",
                                "'; DROP TABLE" };
    TkId id = 42;

    g_assert_false(tk_id_from_text(NULL, &id));
    for (gsize at = 0; at < G_N_ELEMENTS(bad); at++)
        g_assert_false(tk_id_from_text(bad[at], &id));
    g_assert_cmpint(id, ==, 42);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/id/ids-of-one-maker-always-grow", test_ids_of_one_maker_always_grow);
    g_test_add_func("/id/ids-grow-even-when-the-clock-goes-back",
                    test_ids_grow_even_when_the_clock_goes_back);
    g_test_add_func("/id/later-second-gives-greater-id-to-another-maker",
                    test_later_second_gives_greater_id_to_another_maker);
    g_test_add_func("/id/clock-before-2020-still-gives-positive-ids",
                    test_clock_before_2020_still_gives_positive_ids);
    g_test_add_func("/id/text-of-an-id-reads-back-the-same",
                    test_text_of_an_id_reads_back_the_same);
    g_test_add_func("/id/text-sorts-as-the-numbers-do", test_text_sorts_as_the_numbers_do);
    g_test_add_func("/id/misread-letters-are-forgiven", test_misread_letters_are_forgiven);
    g_test_add_func("/id/anything-but-thirteen-good-letters-is-no-id",
                    test_anything_but_thirteen_good_letters_is_no_id);
    return g_test_run();
}
