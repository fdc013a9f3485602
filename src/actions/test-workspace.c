/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/test-workspace.h"

#include "actions/ask-person.h"
#include "actions/edit-person.h"
#include "actions/known-people.h"
#include "actions/list-today.h"
#include "actions/messages.h"
#include "actions/set-value.h"
#include "base/tk-day.h"
#include "base/tk-error.h"

#include <string.h>

#define START INT64_C(1772438400) /* Monday 2026-03-02, 09:00 in Oslo */

static const char *const own_settings[] = {
    "me.name=Ola Lie",     "me.email=ola@lie.example", "me.country=NO",
    "me.zone=Europe/Oslo", "me.language=nb",           NULL,
};

/* Reading all rules takes longer than most tests: once for a test program. */
static struct LanguageShare *
language(void)
{
    static struct LanguageShare *loaded = NULL;
    g_autoptr(GError) error = NULL;

    if (loaded == NULL)
        loaded = workspace_language_load(&error);
    g_assert_no_error(error);
    return loaded;
}

static TestDesk *
desk_over(TestPlace *place, Store *store_take, TkWorld *world_take)
{
    TestDesk *desk = g_new0(TestDesk, 1);

    desk->place = place;
    desk->world = world_take;
    desk->settings = tk_settings_defaults(own_settings);
    desk->workspace = g_new0(Workspace, 1);
    *desk->workspace = (Workspace) { store_take, world_take, desk->settings,
                                     language(), "cli",      known_people_new() };
    return desk;
}

TestDesk *
test_desk_new(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    TkWorld *world = tk_world_fixed(START, 1);
    Store *store = store_open(place->place, 1, world, STORE_OPEN_ORDINARY, &error);

    g_assert_no_error(error);
    return desk_over(place, store, world);
}

TestDesk *
test_desk_in_memory(uint64_t seed)
{
    g_autoptr(GError) error = NULL;
    TkWorld *world = tk_world_fixed(START, seed);
    Store *store = store_open(":memory:", 1, world, STORE_OPEN_ORDINARY, &error);

    g_assert_no_error(error);
    return desk_over(NULL, store, world);
}

void
test_desk_free(TestDesk *desk)
{
    if (desk == NULL)
        return;
    workspace_close(desk->workspace);
    tk_settings_free(desk->settings);
    tk_world_fixed_free(desk->world);
    g_free(desk);
}

void
test_desk_go_to(TestDesk *desk, const char *day_text)
{
    TkDay day = 0;

    g_assert_true(tk_day_from_text(day_text, &day));
    tk_world_fixed_set(desk->world, tk_day_instant(day, 9 * 60, "Europe/Oslo"));
}

const char *
test_text(const TkJson *answer, const char *path)
{
    g_auto(GStrv) keys = g_strsplit(path, ".", -1);
    const TkJson *at = answer;

    for (size_t key = 0; keys[key] != NULL; key++)
        at = json_object_get(at, keys[key]);
    return json_is_string(at) ? json_string_value(at) : "";
}

TkId
test_id(const TkJson *answer, const char *path)
{
    TkId id = 0;

    tk_id_from_text(test_text(answer, path), &id);
    return id;
}

void
test_refused(const GError *error, TkError reason, const char *key)
{
    g_assert_error(error, TK_ERROR, (int) reason);
    g_assert_cmpstr(tk_error_face(error).key, ==, key);
}

TkId
test_desk_person(TestDesk *desk, const char *name, const char *email, const char *organisation)
{
    g_autoptr(GError) error = NULL;
    const PersonWish wish = { .name = name,
                              .email = email,
                              .organisation = organisation,
                              .language = "nb",
                              .country = "NO" };
    g_autoptr(TkJson) answer = add_person(desk->workspace, &wish, &error);

    g_assert_no_error(error);
    return test_id(answer, "id");
}

void
test_desk_value(TestDesk *desk, TkId person)
{
    g_autoptr(GError) error = NULL;
    const ValueWish wish = {
        .purpose = "hvordan varmepumper endrer fjernvarmen de neste fem årene",
        .reason = "innlegget ditt om spillvarme på fagdagen i vår",
        .value_for_them = "tallene fra de tre pilotene jeg har fulgt",
        .value_for_me = "et bilde av hva som bremser hos dere",
    };
    g_autoptr(TkJson) answer = set_value(desk->workspace, person, &wish, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(answer, "meeting.stage"), ==, "valued");
}

TkId
test_desk_ask(TestDesk *desk, TkId person)
{
    g_autoptr(GError) error = NULL;
    const AskWish wish = { 0 };
    g_autoptr(TkJson) answer = ask_person(desk->workspace, person, &wish, &error);

    g_assert_no_error(error);
    return test_id(answer, "message.id");
}

TkId
test_desk_send(TestDesk *desk, TkId person)
{
    g_autoptr(GError) error = NULL;
    TkId message = 0;

    test_desk_value(desk, person);
    message = test_desk_ask(desk, person);
    /* All these requests are made from the same facts: T4's look at twins is another test's. */
    const OverruleWish twin = { "nearly_same", "the facts of a test" };
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, &twin, 1, &error);

    g_assert_no_error(error);
    g_autoptr(TkJson) sent = mark_sent(desk->workspace, message, 0, &error);

    g_assert_no_error(error);
    return message;
}

char *
test_desk_today(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = list_today(desk->workspace, 0, NULL, 0, &error);
    GString *lines = g_string_new(NULL);
    size_t at = 0;
    TkJson *row = NULL;

    g_assert_no_error(error);
    json_array_foreach(json_object_get(answer, "rows"), at, row) g_string_append_printf(
        lines, "%s %s\n", test_text(row, "act"), test_text(row, "person.name"));
    return g_string_free(lines, FALSE);
}

TkId
test_desk_row(TestDesk *desk, const char *act)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = list_today(desk->workspace, 0, NULL, 0, &error);
    size_t at = 0;
    TkJson *row = NULL;

    g_assert_no_error(error);
    json_array_foreach(json_object_get(answer, "rows"), at,
                       row) if (g_str_equal(test_text(row, "act"), act)) return test_id(row, "id");
    g_test_message("no row with act %s", act);
    g_assert_not_reached();
}
