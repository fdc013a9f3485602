/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/sentences.h"

#include <string.h>

/* The sentence for a key and facts written as JSON. */
static char *
said(const char *key, const char *facts)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) json = tk_json_parse(facts, strlen(facts), &error);

    g_assert_no_error(error);
    return sentence(key, json);
}

static char *
filled_with(const char *text, const char *facts)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) json = tk_json_parse(facts, strlen(facts), &error);

    g_assert_no_error(error);
    return places_fill(text, json);
}

static void
test_places_are_filled_from_facts_of_every_kind(void)
{
    static const struct {
        const char *text, *facts, *filled;
    } rows[] = {
        { "{name} and {count}", "{\"name\":\"Kari\",\"count\":3}", "Kari and 3" },
        { "with {person}", "{\"person\":{\"id\":\"x\",\"name\":\"Ada\"}}", "with Ada" },
        { "codes {codes}", "{\"codes\":[\"a\",\"b\"]}", "codes a, b" },
        { "on {day}", "{\"day\":\"2026-12-07\"}", "on 7 December 2026" },
        { "on {at}", "{\"at\":\"2026-12-07T09:30:00Z\"}", "on 7 December 2026" },
        { "no {fact}", "{}", "no …" },
        { "{", "{}", "{" },
        { "{} {Not} {a place}", "{}", "{} {Not} {a place}" },
        { "{a}{b}", "{\"a\":\"{b}\",\"b\":\"x\"}", "{b}x" }, /* a fact is never a text of ours */
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *filled = filled_with(rows[i].text, rows[i].facts);

        g_assert_cmpstr(filled, ==, rows[i].filled);
    }
}

static void
test_a_key_without_a_sentence_comes_out_as_itself(void)
{
    g_autofree char *text = said("no-such-key-anywhere", "{}");

    g_assert_cmpstr(text, ==, "no-such-key-anywhere");
    g_assert_false(sentence_exists("no-such-key-anywhere"));
}

static void
test_a_sentence_names_its_subject(void)
{
    g_autofree char *text = sentence_about("campaign-exists", "Heat pumps");

    g_assert_cmpstr(text, ==, "There is a campaign \"Heat pumps\" already.");
}

static void
test_names_of_fields_are_said_in_words(void)
{
    g_autofree char *text = sentence_about("draft-needs", "reason, value_for_them");

    g_assert_cmpstr(text, ==, "For the draft I still need this: why this person, what they get");
}

static void
test_a_subject_that_is_no_list_of_fields_stays_as_it_is(void)
{
    g_autofree char *text = sentence_about("draft-needs", "reason, and more");

    g_assert_cmpstr(text, ==, "For the draft I still need this: reason, and more");
}

static void
test_stable_words_have_words_for_people(void)
{
    g_assert_cmpstr(word_for("act", "follow_up"), ==, "Follow up");
    g_assert_cmpstr(word_for("tie", "none"), ==, "unknown");
    g_assert_cmpstr(word_for("act", "dance"), ==, "dance");
    g_assert_cmpstr(word_for("act", ""), ==, "");
}

static void
test_every_key_of_the_table_is_found(void)
{
    for (unsigned i = 0; i < sentence_count; i++) {
        g_assert_true(sentence_exists(sentence_table[i].key));
        if (i > 0)
            g_assert_cmpint(strcmp(sentence_table[i - 1].key, sentence_table[i].key), <, 0);
    }
    g_assert_cmpuint(sentence_count, >, 100);
}

static void
test_days_are_said_in_words(void)
{
    TkDay day = 0;

    g_assert_true(tk_day_from_text("2026-12-07", &day));
    g_autofree char *date = day_in_words(day);
    g_autofree char *weekday = weekday_in_words(day);

    g_assert_cmpstr(date, ==, "7 December 2026");
    g_assert_cmpstr(weekday, ==, "Monday 7 December 2026");
}

static void
test_an_instant_is_the_day_it_falls_on_in_the_zone(void)
{
    g_autofree char *utc = time_in_words("2026-12-06T23:30:00Z", "");
    g_autofree char *oslo = time_in_words("2026-12-06T23:30:00Z", "Europe/Oslo");
    g_autofree char *no_time = time_in_words("no time at all, really", "");
    g_autofree char *none = time_in_words(NULL, "");

    g_assert_cmpstr(utc, ==, "6 December 2026");
    g_assert_cmpstr(oslo, ==, "7 December 2026");
    g_assert_cmpstr(no_time, ==, "no time at all, really");
    g_assert_cmpstr(none, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentences/places-are-filled-from-facts-of-every-kind",
                    test_places_are_filled_from_facts_of_every_kind);
    g_test_add_func("/sentences/a-key-without-a-sentence-comes-out-as-itself",
                    test_a_key_without_a_sentence_comes_out_as_itself);
    g_test_add_func("/sentences/a-sentence-names-its-subject", test_a_sentence_names_its_subject);
    g_test_add_func("/sentences/names-of-fields-are-said-in-words",
                    test_names_of_fields_are_said_in_words);
    g_test_add_func("/sentences/a-subject-that-is-no-list-of-fields-stays-as-it-is",
                    test_a_subject_that_is_no_list_of_fields_stays_as_it_is);
    g_test_add_func("/sentences/stable-words-have-words-for-people",
                    test_stable_words_have_words_for_people);
    g_test_add_func("/sentences/every-key-of-the-table-is-found",
                    test_every_key_of_the_table_is_found);
    g_test_add_func("/sentences/days-are-said-in-words", test_days_are_said_in_words);
    g_test_add_func("/sentences/an-instant-is-the-day-it-falls-on-in-the-zone",
                    test_an_instant_is_the_day_it_falls_on_in_the_zone);
    return g_test_run();
}
