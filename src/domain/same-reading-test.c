/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-reading.h"

static const char *const none[] = { NULL };

static void
test_a_reading_outlives_the_record_it_was_read_off(void)
{
    SameRecord record = { "Kari Holm", "Elv AS", "Leder", "Voss", "", "", none, none, none };
    g_autoptr(SameReading) reading = same_reading_new(&record);

    record = (SameRecord) { 0 };
    same_reading_end(reading);
    g_assert_cmpstr(reading->name.family_whole, ==, "holm");
    g_assert_cmpstr(reading->work.whole, ==, "elv");
    g_assert_cmpstr(reading->titles[0], ==, "leder");
    g_assert_cmpstr(reading->place, ==, "voss");
}

static void
test_one_box_is_one_however_it_is_written(void)
{
    static const char *const emails[] = { "kari+news@elv.example", "k.holm@gmail.com",
                                          "no box at all", NULL };
    const SameRecord record = { "Kari Holm", "", "", "", "", "", emails, none, none };
    g_autoptr(SameReading) reading = same_reading_new(&record);

    same_reading_end(reading);
    g_assert_cmpstr(reading->boxes[0], ==, "kari@elv.example");
    g_assert_cmpstr(reading->boxes[1], ==, "kholm@gmail.com");
    g_assert_cmpstr(reading->boxes[2], ==, "no box at all");
    g_assert_null(reading->boxes[3]);
}

static void
test_an_address_shows_a_name_or_none(void)
{
    static const char *const emails[] = { "post@elv.example", "kari.tveito@elv.example", NULL };
    const SameRecord record = { "Kari Holm", "", "", "", "", "", emails, none, none };
    g_autoptr(SameReading) reading = same_reading_new(&record);

    same_reading_end(reading);
    g_assert_cmpuint(reading->shown->len, ==, 1);
    g_assert_cmpstr(g_array_index(reading->shown, SameName, 0).family_whole, ==, "tveito");
}

static void
test_the_family_may_stand_first(void)
{
    const SameRecord record = { "Holm Kari Anne", "", "", "", "", "", none, none, none };
    const SameRecord single = { "Kari", "", "", "", "", "", none, none, none };
    g_autoptr(SameReading) reading = same_reading_new(&record);
    g_autoptr(SameReading) alone = same_reading_new(&single);

    same_reading_end(reading);
    same_reading_end(alone);
    g_assert_cmpstr(reading->turned.family_whole, ==, "holm");
    g_assert_cmpstr(reading->turned.given[0], ==, "kari");
    g_assert_null(alone->turned.given);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/same-reading/a-reading-outlives-the-record-it-was-read-off",
                    test_a_reading_outlives_the_record_it_was_read_off);
    g_test_add_func("/same-reading/one-box-is-one-however-it-is-written",
                    test_one_box_is_one_however_it_is_written);
    g_test_add_func("/same-reading/an-address-shows-a-name-or-none",
                    test_an_address_shows_a_name_or_none);
    g_test_add_func("/same-reading/the-family-may-stand-first", test_the_family_may_stand_first);
    return g_test_run();
}
