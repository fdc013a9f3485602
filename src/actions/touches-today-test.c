/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * touches-today-test.c - who is due for a sign of life comes onto the list by themselves, a few at
 * a time, and never as a flood: weeks of laziness and of diligence are lived through (L1, L6).
 */
#include "actions/touches-today.h"

#include "actions/edit-person.h"
#include "actions/journal.h"
#include "actions/keep-in-touch.h"
#include "actions/list-today.h"
#include "actions/messages.h"
#include "actions/people.h"
#include "actions/test-import.h"
#include "base/tk-day.h"
#include "domain/today.h"
#include "store/tables.h"

#include <string.h>

#define FRIENDS 9
#define PLACES  3 /* the limit's default */
#define WEEKS   6

static const char *const names[FRIENDS] = {
    "Kari Holm", "Bo Dahl",  "Eva Falk", "Geir Lien",   "Ida Moen",
    "Knut Berg", "Mia Juul", "Odd Vik",  "Siri Strand",
};

/* Mails to and fro every week for a quarter of a year, up to `last` days before the desk's day. */
static void
write_mails(GString *mbox, TestDesk *desk, unsigned friend, unsigned last)
{
    for (unsigned turn = 0; turn < 24; turn++) {
        int64_t at = workspace_now(desk->workspace) -
                     (int64_t) (last + turn / 2 * 7) * INT64_C(86400) - 3600 * (1 - turn % 2);
        g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(at);
        g_autofree char *date = g_date_time_format(when, "%d %b %Y %H:%M:%S +0000");
        g_autofree char *other =
            g_strdup_printf("%s <friend-%u@house-%u.example>", names[friend], friend, friend);
        const char *own = "Ola Lie <ola@lie.example>";

        g_string_append_printf(mbox,
                               "From - Thu Jan  1 00:00:00 2026\nFrom: %s\nTo: %s\nDate: %s\n"
                               "Message-ID: <%u.%u.%u>\nSubject: Varmepumper i Troms\n\nHei.\n\n",
                               turn % 2 == 0 ? own : other, turn % 2 == 0 ? other : own, date, turn,
                               friend, last);
    }
}

static void
bring_mails(TestDesk *desk, const char *file, const GString *mbox)
{
    g_autofree char *path = test_file(desk, file, mbox->str);
    const char *const paths[] = { path, NULL };
    g_autoptr(TkJson) report = test_import(desk, paths);

    g_assert_nonnull(report);
}

/* Everybody wrote every week until two months ago, and then nothing. */
static TestDesk *
desk_after_silence(TestPlace *place)
{
    TestDesk *desk = test_desk_new(place);
    g_autoptr(GString) mbox = g_string_new(NULL);

    for (unsigned friend = 0; friend < FRIENDS; friend ++)
        write_mails(mbox, desk, friend, 60 + friend);
    bring_mails(desk, "all.mbox", mbox);
    return desk;
}

static TkJson *
today_of(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    TkJson *list = list_today(desk->workspace, 0, NULL, 0, &error);

    g_assert_no_error(error);
    return list;
}

/* Rows of the act on the list; the first one's id and person, where asked for. */
static unsigned
count_rows(TestDesk *desk, TkId *out_first, TkId *out_person)
{
    g_autoptr(TkJson) list = today_of(desk);
    unsigned count = 0;
    size_t at = 0;
    json_t *row = NULL;

    json_array_foreach(json_object_get(list, "rows"), at, row)
    {
        if (!g_str_equal(test_text(row, "act"), "rhythm"))
            continue;
        if (count++ == 0 && out_first != NULL) {
            *out_first = test_id(row, "id");
            *out_person = test_id(row, "person.id");
        }
    }
    return count;
}

static void
tick_off(TestDesk *desk, TkId row)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = mark_done(desk->workspace, row, &error);

    g_assert_no_error(error);
    g_assert_nonnull(answer);
}

static void
test_a_few_come_by_themselves_and_the_rest_waits(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_after_silence(place);
    g_autoptr(TkJson) due = list_touches(desk->workspace, 100, NULL);

    g_assert_cmpuint(json_array_size(json_object_get(due, "rows")), ==, FRIENDS);
    g_assert_cmpuint(count_rows(desk, NULL, NULL), ==, PLACES);
    g_assert_cmpuint(count_rows(desk, NULL, NULL), ==, PLACES);
}

/* They stand below what has a day of its own, and nobody is late. */
static void
test_they_come_after_what_is_more_urgent(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_after_silence(place);
    TkId person = test_desk_person(desk, "Liv Aas", "liv@x.example", NULL);

    test_desk_value(desk, person);
    test_desk_ask(desk, person);
    g_autoptr(TkJson) list = today_of(desk);
    const TkJson *rows = json_object_get(list, "rows");

    g_assert_cmpuint(json_array_size(rows), ==, 1 + PLACES);
    g_assert_cmpstr(test_text(json_array_get(rows, 0), "act"), ==, "approve");
    g_assert_cmpstr(test_text(json_array_get(rows, PLACES), "act"), ==, "rhythm");
    g_assert_cmpstr(test_text(json_array_get(rows, PLACES), "due"), ==, test_text(list, "day"));
}

static void
test_what_is_ticked_off_is_not_filled_up_the_same_day(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_after_silence(place);
    TkId row = 0, person = 0;

    for (unsigned left = PLACES; left > 0; left--) {
        g_assert_cmpuint(count_rows(desk, &row, &person), ==, left);
        tick_off(desk, row);
    }
    g_assert_cmpuint(count_rows(desk, NULL, NULL), ==, 0);
}

static void
test_who_was_ticked_off_is_left_in_peace(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_after_silence(place);
    TkId row = 0, person = 0, next = 0;
    TkDay day = workspace_today(desk->workspace);

    g_assert_cmpuint(count_rows(desk, &row, &person), >, 0);
    tick_off(desk, row);
    for (unsigned later = 1; later <= 18; later++) {
        g_autofree char *text = tk_day_to_text(day + later);

        test_desk_go_to(desk, text);
        while (count_rows(desk, &row, &next) > 0) {
            g_assert_cmpint(next, !=, person);
            tick_off(desk, row);
        }
    }
}

static void
test_a_row_that_is_put_off_holds_no_place_and_comes_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_after_silence(place);
    g_autoptr(GError) error = NULL;
    TkId row = 0, person = 0, other = 0;
    TkDay day = workspace_today(desk->workspace);
    g_autofree char *tomorrow = tk_day_to_text(day + 1);

    g_assert_cmpuint(count_rows(desk, &row, &person), ==, PLACES);
    g_autoptr(TkJson) answer = put_off(desk->workspace, row, day + 2, &error);

    g_assert_no_error(error);
    g_assert_nonnull(answer);
    g_assert_cmpuint(count_rows(desk, &other, &other), ==, PLACES - 1);
    test_desk_go_to(desk, tomorrow);
    g_assert_cmpuint(count_rows(desk, &other, &other), ==, PLACES);
    g_autoptr(Due) waits = due_load(desk->workspace->store, row, &error);

    g_assert_cmpstr(waits->state, ==, "open");
    g_assert_cmpint(waits->due_day, ==, day + 2);
}

/* Mails that come in end the silence; so do bad terms. */
static void
test_a_row_goes_when_the_silence_is_over(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_after_silence(place);
    g_autoptr(GString) mbox = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    TkId row = 0, person = 0;
    const PersonWish strained = { .terms = "strained" };

    g_assert_cmpuint(count_rows(desk, &row, &person), ==, PLACES);
    g_autoptr(TkJson) changed = change_person(desk->workspace, person, &strained, &error);

    g_assert_no_error(error);
    g_assert_nonnull(changed);
    for (unsigned friend = 0; friend < FRIENDS; friend ++)
        write_mails(mbox, desk, friend, 1);
    bring_mails(desk, "new.mbox", mbox);
    g_assert_cmpuint(count_rows(desk, NULL, NULL), ==, 0);
}

static void
test_who_has_a_draft_stands_there_once(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_after_silence(place);
    g_autoptr(GError) error = NULL;
    TkId person = 0, row = 0, first = 0;

    g_assert_true(find_person(desk->workspace, "friend-0@house-0.example", &person, &error));
    g_autoptr(TkJson) draft = draft_touch(desk->workspace, person, "nb", NULL, &error);

    g_assert_no_error(error);
    g_assert_nonnull(draft);
    while (count_rows(desk, &row, &first) > 0) {
        g_assert_cmpint(first, !=, person);
        tick_off(desk, row);
    }
}

static void
test_with_the_limit_at_none_nobody_comes(TestPlace *place)
{
    static const char *const none[] = { "me.name=Ola Lie", "rhythm.today-limit=0", NULL };
    g_autoptr(TestDesk) desk = desk_after_silence(place);

    tk_settings_free(desk->settings);
    desk->settings = tk_settings_defaults(none);
    desk->workspace->settings = desk->settings;
    g_assert_cmpuint(count_rows(desk, NULL, NULL), ==, 0);
}

/* The look at the list is nobody's deed: the newest deed to take back is still the user's own. */
static void
test_looking_at_the_list_is_nothing_to_take_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_after_silence(place);
    g_autoptr(GError) error = NULL;
    TkId person = test_desk_person(desk, "Liv Aas", "liv@x.example", NULL);

    g_assert_cmpint(person, !=, 0);
    g_assert_cmpuint(count_rows(desk, NULL, NULL), ==, PLACES);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(undone, "deed"), ==, "add-person");
}

/* Chance of ticking a row off, or half as often putting it off, in each of three looks a day: one
 * week after the other. */
static const double diligence[WEEKS] = { 0.5, 0, 0.1, 1, 0.3, 0.1 };

typedef struct {
    unsigned came, standing; /* in the worst day, beside those that were put off */
} Worst;

/* One look at the list, and what the user does of it. */
static void
live_look(TestDesk *desk, GRand *dice, GHashTable *seen, GHashTable *later, Worst *day)
{
    g_autoptr(TkJson) list = today_of(desk);
    TkDay today = workspace_today(desk->workspace);
    double chance = diligence[(unsigned) (today / 7) % WEEKS];
    unsigned standing = 0, back = 0;
    size_t at = 0;
    json_t *row = NULL;

    json_array_foreach(json_object_get(list, "rows"), at, row)
    {
        TkId id = test_id(row, "id");
        g_autoptr(TkJson) answer = NULL;

        if (!g_str_equal(test_text(row, "act"), "rhythm"))
            continue;
        standing++;
        back += g_hash_table_contains(later, &id) ? 1 : 0;
        day->came += g_hash_table_add(seen, g_memdup2(&id, sizeof id)) ? 1 : 0;
        if (g_rand_double(dice) < chance) {
            answer = mark_done(desk->workspace, id, NULL);
        } else if (g_rand_double(dice) < chance / 2) {
            answer = put_off(desk->workspace, id, today + g_rand_int_range(dice, 1, 9), NULL);
            g_hash_table_add(later, g_memdup2(&id, sizeof id));
        }
    }
    day->standing = MAX(day->standing, standing - back);
}

static void
live_weeks(TestPlace *place, const char *limit, Worst *out_worst)
{
    const char *const settings[] = { "me.name=Ola Lie", "me.email=ola@lie.example", limit, NULL };
    g_autoptr(TestDesk) desk = desk_after_silence(place);
    g_autoptr(GRand) dice = g_rand_new_with_seed(7);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GHashTable) later = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    TkDay first = workspace_today(desk->workspace);

    tk_settings_free(desk->settings);
    desk->settings = tk_settings_defaults(settings);
    desk->workspace->settings = desk->settings;
    *out_worst = (Worst) { 0 };
    for (TkDay today = first; today < first + 7 * WEEKS; today++) {
        g_autofree char *text = tk_day_to_text(today);
        Worst day = { 0 };

        test_desk_go_to(desk, text);
        for (unsigned look = 0; look < 3; look++)
            live_look(desk, dice, seen, later, &day);
        out_worst->came = MAX(out_worst->came, day.came);
        out_worst->standing = MAX(out_worst->standing, day.standing);
    }
    g_test_message("of %u: at most %u came in a day, %u stood there, beside those put off",
                   g_hash_table_size(seen), out_worst->came, out_worst->standing);
    g_assert_cmpuint(g_hash_table_size(seen), >, FRIENDS);
}

static void
test_they_do_not_flood_however_one_lives(TestPlace *place)
{
    Worst worst;

    live_weeks(place, "rhythm.today-limit=3", &worst);
    g_assert_cmpuint(worst.came, <=, PLACES);
    g_assert_cmpuint(worst.standing, <=, PLACES);
}

static void
test_the_replay_sees_a_flood(TestPlace *place)
{
    Worst worst;

    live_weeks(place, "rhythm.today-limit=100", &worst);
    g_assert_cmpuint(worst.came, >, PLACES);
    g_assert_cmpuint(worst.standing, >, PLACES);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/touches-today/L1/a-few-come-by-themselves-and-the-rest-waits",
                    test_a_few_come_by_themselves_and_the_rest_waits);
    test_store_each("/touches-today/L1/they-come-after-what-is-more-urgent",
                    test_they_come_after_what_is_more_urgent);
    test_store_each("/touches-today/L1/what-is-ticked-off-is-not-filled-up-the-same-day",
                    test_what_is_ticked_off_is_not_filled_up_the_same_day);
    test_store_each("/touches-today/L1/who-was-ticked-off-is-left-in-peace",
                    test_who_was_ticked_off_is_left_in_peace);
    test_store_each("/touches-today/L1/a-row-that-is-put-off-holds-no-place-and-comes-back",
                    test_a_row_that_is_put_off_holds_no_place_and_comes_back);
    test_store_each("/touches-today/L6/a-row-goes-when-the-silence-is-over",
                    test_a_row_goes_when_the_silence_is_over);
    test_store_each("/touches-today/L1/who-has-a-draft-stands-there-once",
                    test_who_has_a_draft_stands_there_once);
    test_store_each("/touches-today/L1/with-the-limit-at-none-nobody-comes",
                    test_with_the_limit_at_none_nobody_comes);
    test_store_each("/touches-today/looking-at-the-list-is-nothing-to-take-back",
                    test_looking_at_the_list_is_nothing_to_take_back);
    test_store_each("/touches-today/L1/they-do-not-flood-however-one-lives",
                    test_they_do_not_flood_however_one_lives);
    test_store_each("/touches-today/L1/the-replay-sees-a-flood", test_the_replay_sees_a_flood);
    return g_test_run();
}
