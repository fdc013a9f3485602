/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * milestone-room-test.c - the first newer export after a year tells of everybody at once: the few
 * that matter most stand on the list for today, and none of the rest is lost (L2).
 */
#include "actions/edit-person.h"
#include "actions/journal.h"
#include "actions/list-today.h"
#include "actions/messages.h"
#include "actions/milestone-room.h"
#include "actions/milestones.h"
#include "actions/people.h"
#include "actions/test-import.h"

#include <string.h>

#define PEOPLE 48 /* each with news */
#define PLACES 5  /* the limit's default */
#define MONTHS 12
#define DEEDS  6 /* of the user in a month */

static const char *const givens[] = { "Ada", "Bo", "Eva", "Geir", "Ida", "Knut", "Mia", "Odd" };
static const char *const families[] = { "Berg", "Dahl", "Falk", "Holm", "Juul", "Lien" };
static const char *const ties[] = { "cold", "light", "warm", "close" };

/* A post and where it leads in the next export; the size of such news from 0. */
typedef struct {
    const char *was_title, *was_organisation, *is_title, *is_organisation, *type;
} Step;

static const Step steps[] = {
    { "Buyer", "Havn Foods", "Recruiter", "Havn Foods", "new_post" },
    { "Utvikler", "Kvarts AS", "Utvikler", "Elektro Nord", "new_organisation" },
    { "Salgssjef", "Nordlys AS", "Salgsdirektør", "Nordlys AS", "promotion" },
    { "Projektledare", "Norrsken AB", "Open to work", "", "left" },
};

static char *
name_of(unsigned at)
{
    return g_strdup_printf("%s %s", givens[at % G_N_ELEMENTS(givens)],
                           families[at / G_N_ELEMENTS(givens)]);
}

/* The network as it was, or as it is after a year, in an order of its own; `day` is that of its
 * latest connection. */
static TkJson *
bring(TestDesk *desk, const unsigned *order, gboolean newer, const char *day)
{
    g_autoptr(GString) csv =
        g_string_new("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n");

    for (unsigned turn = 0; turn < PEOPLE; turn++) {
        unsigned at = order[turn];
        const Step *step = &steps[at % G_N_ELEMENTS(steps)];

        g_string_append_printf(
            csv, "%s,%s,https://www.linkedin.com/in/one-of-many-%u,,%s,%s,%s\n",
            givens[at % G_N_ELEMENTS(givens)], families[at / G_N_ELEMENTS(givens)], at,
            newer ? step->is_organisation : step->was_organisation,
            newer ? step->is_title : step->was_title, turn == 0 ? day : "12 Jan 2023");
    }
    g_autofree char *path = test_file(desk, "Connections.csv", csv->str);
    const char *const paths[] = { path, NULL };

    return test_import(desk, paths);
}

/* One of everything, in another order for each seed; whose tie is how close follows from `at`. */
static void
shuffle(unsigned *order, guint32 seed)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(seed);

    for (unsigned at = 0; at < PEOPLE; at++)
        order[at] = at;
    for (unsigned at = PEOPLE; at > 1; at--) {
        unsigned other = (unsigned) g_rand_int_range(dice, 0, (gint32) at), kept = order[other];

        order[other] = order[at - 1];
        order[at - 1] = kept;
    }
}

static unsigned
tie_at(unsigned at)
{
    return (at * 7 / 5) % G_N_ELEMENTS(ties);
}

static void
say_ties(TestDesk *desk)
{
    for (unsigned at = 0; at < PEOPLE; at++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *name = name_of(at);
        const PersonWish wish = { .own_word = ties[tie_at(at)] };
        TkId person = 0;

        g_assert_true(find_person(desk->workspace, name, &person, &error));
        g_autoptr(TkJson) said = change_person(desk->workspace, person, &wish, &error);

        g_assert_no_error(error);
        g_assert_nonnull(said);
    }
}

/* How much the news of the at-th matter, as one number: the tie before the size. */
static unsigned
weight_at(unsigned at)
{
    return tie_at(at) * (unsigned) G_N_ELEMENTS(steps) + at % (unsigned) G_N_ELEMENTS(steps);
}

static gint
greater_first(gconstpointer one, gconstpointer other)
{
    return *(const int *) other - *(const int *) one;
}

/* The weights of all, the greatest first: found by sorting, not by keeping a few. */
static GArray *
weights_of_all(void)
{
    GArray *weights = g_array_new(FALSE, FALSE, sizeof(int));

    for (unsigned at = 0; at < PEOPLE; at++) {
        int weight = (int) weight_at(at);

        g_array_append_val(weights, weight);
    }
    g_array_sort(weights, greater_first);
    return weights;
}

/* Those of the rows with this act on the list for today. */
static GArray *
weights_today(TestDesk *desk)
{
    g_autofree char *today = test_desk_today(desk);
    GArray *weights = g_array_new(FALSE, FALSE, sizeof(int));

    for (unsigned at = 0; at < PEOPLE; at++) {
        g_autofree char *name = name_of(at);
        g_autofree char *line = g_strdup_printf("milestone %s\n", name);
        int weight = (int) weight_at(at);

        if (strstr(today, line) != NULL)
            g_array_append_val(weights, weight);
    }
    g_array_sort(weights, greater_first);
    return weights;
}

static size_t
count_news(TestDesk *desk, const char *state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) list = list_milestones(desk->workspace, state, NULL, 0, &error);

    g_assert_no_error(error);
    return json_array_size(json_object_get(list, "rows"));
}

static TestDesk *
desk_after_a_year(TestPlace *place, guint32 seed)
{
    TestDesk *desk = test_desk_new(place);
    unsigned order[PEOPLE];

    shuffle(order, seed);
    g_autoptr(TkJson) older = bring(desk, order, FALSE, "12 Jan 2024");

    g_assert_nonnull(older);
    say_ties(desk);
    shuffle(order, seed + 1);
    g_autoptr(TkJson) newer = bring(desk, order, TRUE, "12 Feb 2026");

    g_assert_cmpint(json_integer_value(json_object_get(newer, "milestones")), ==, PEOPLE);
    return desk;
}

static void
test_the_few_that_matter_most_are_on_the_list_and_the_rest_is_told_of(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_after_a_year(place, 3);
    g_autoptr(GArray) today = weights_today(desk);
    g_autoptr(GArray) all = weights_of_all();

    g_assert_cmpuint(today->len, ==, PLACES);
    for (unsigned at = 0; at < PLACES; at++)
        g_assert_cmpint(g_array_index(today, int, at), ==, g_array_index(all, int, at));
    g_assert_cmpuint(count_news(desk, "open"), ==, PLACES);
    g_assert_cmpuint(count_news(desk, "offered"), ==, PEOPLE - PLACES);
}

/* A planted fault: with as many places as there are people, the flood is seen. */
static void
test_without_the_limit_the_flood_is_seen(TestPlace *place)
{
    static const char *const roomy[] = { "me.name=Ola Lie", "news.today-limit=1000", NULL };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    unsigned order[PEOPLE];

    tk_settings_free(desk->settings);
    desk->settings = tk_settings_defaults(roomy);
    desk->workspace->settings = desk->settings;
    shuffle(order, 1);
    g_autoptr(TkJson) older = bring(desk, order, FALSE, "12 Jan 2024");
    g_autoptr(TkJson) newer = bring(desk, order, TRUE, "12 Feb 2026");
    g_autoptr(GArray) today = weights_today(desk);

    g_assert_nonnull(older);
    g_assert_nonnull(newer);
    g_assert_cmpuint(today->len, ==, PEOPLE);
}

static void
test_undoing_the_import_gives_the_places_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = desk_after_a_year(place, 5);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
    g_autofree char *today = test_desk_today(desk);

    g_assert_no_error(error);
    g_assert_nonnull(undone);
    g_assert_cmpstr(today, ==, "");
    g_assert_cmpuint(count_news(desk, ""), ==, 0);
}

/* One thing that a user does with a row of the list for today; TRUE where news are put off. */
static gboolean
do_something(TestDesk *desk, GRand *dice, const TkJson *row)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = NULL;
    g_autoptr(TkJson) more = NULL;
    TkId due = test_id(row, "id"), about = test_id(row, "about.id");

    if (!g_str_equal(test_text(row, "about.kind"), "milestone")) {
        answer = discard_message(desk->workspace, about, &error);
        g_assert_no_error(error);
        return FALSE;
    }
    int deed = g_rand_int_range(dice, 0, 5);

    switch (deed) {
    case 0:
        answer = mark_done(desk->workspace, due, &error);
        break;
    case 1:
        answer = put_off(desk->workspace, due, workspace_today(desk->workspace) + 10, &error);
        break;
    case 2:
        answer = end_milestone(desk->workspace, about, "dropped", &error);
        break;
    case 3:
        answer = draft_milestone(desk->workspace, about, NULL, NULL, &error);
        break;
    default:
        answer = draft_milestone(desk->workspace, about, NULL, NULL, &error);
        g_assert_no_error(error);
        more = discard_message(desk->workspace, test_id(answer, "message.id"), &error);
        break;
    }
    g_assert_no_error(error);
    g_assert_nonnull(answer);
    return deed == 1;
}

/* The rows of news that hold a place today: those that were put off and came back are the user's
 * own wish, and come on top. */
static size_t
places_taken(TestDesk *desk, TkJson **out_row, GRand *dice)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) list = list_today(desk->workspace, 0, NULL, 0, &error);
    const TkJson *rows = json_object_get(list, "rows");
    size_t count = 0;

    for (size_t at = 0; at < json_array_size(rows); at++) {
        const TkJson *row = json_array_get(rows, at);
        gboolean is_news = g_str_equal(test_text(row, "about.kind"), "milestone");

        count += is_news ? 1 : 0;
        if ((is_news || g_str_equal(test_text(row, "about.kind"), "message")) &&
            (*out_row == NULL || g_rand_boolean(dice))) {
            json_decref(*out_row);
            *out_row = json_incref((TkJson *) row);
        }
    }
    return count;
}

/* A year of exports that go to and fro, and of a user who does this and that with the rows. */
static void
test_a_year_of_exports_never_fills_the_list(TestPlace *place)
{
    static const char *const months[MONTHS] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GRand) dice = g_rand_new_with_seed(11);
    unsigned order[PEOPLE];
    unsigned put_off_once = 0;

    for (unsigned month = 0; month < MONTHS; month++) {
        g_autofree char *day = g_strdup_printf("2026-%02u-10", month + 1);
        g_autofree char *latest = g_strdup_printf("05 %s 2026", months[month]);

        test_desk_go_to(desk, day);
        shuffle(order, month + 1);
        g_autoptr(TkJson) report = bring(desk, order, month % 2 == 1, latest);

        g_assert_nonnull(report);
        if (month == 0)
            say_ties(desk);
        for (unsigned deed = 0; deed < DEEDS; deed++) {
            g_autoptr(TkJson) row = NULL;
            size_t taken = places_taken(desk, &row, dice);

            g_assert_cmpuint(taken, <=, PLACES + put_off_once);
            put_off_once += row != NULL && do_something(desk, dice, row) ? 1 : 0;
        }
        g_assert_cmpuint(count_news(desk, ""), >=, month == 0 ? 0 : PEOPLE);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/milestone-room/L2/the-few-that-matter-most-are-on-the-list",
                    test_the_few_that_matter_most_are_on_the_list_and_the_rest_is_told_of);
    test_store_each("/milestone-room/L2/without-the-limit-the-flood-is-seen",
                    test_without_the_limit_the_flood_is_seen);
    test_store_each("/milestone-room/L2/undoing-the-import-gives-the-places-back",
                    test_undoing_the_import_gives_the_places_back);
    test_store_each("/milestone-room/L2/a-year-of-exports-never-fills-the-list",
                    test_a_year_of_exports_never_fills_the_list);
    return g_test_run();
}
