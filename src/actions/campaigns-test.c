/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * campaigns-test.c - a field, its theme, and how far one has come in it (T1, T2).
 */
#include "actions/campaigns.h"

#include "actions/journal.h"
#include "actions/messages.h"
#include "actions/test-workspace.h"
#include "base/tk-error.h"

#define THEME "hvordan markedet for varmepumper ser ut om fem år"

static TkId
campaign(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = add_campaign(desk->workspace, "Varmepumper i Norden", THEME, &error);

    g_assert_no_error(error);
    return test_id(answer, "id");
}

static void
test_a_campaign_has_a_name_and_a_theme(TestPlace *place)
{
    static const struct {
        const char *name, *theme, *key;
        TkError reason;
    } table[] = {
        { "", THEME, "campaign-without-name", TK_ERROR_INVALID },
        { "!!", THEME, "campaign-without-name", TK_ERROR_INVALID },
        { "Vind", "", "theme-missing", TK_ERROR_INVALID },
        { "VARMEPUMPER  i norden", THEME, "campaign-exists", TK_ERROR_CONFLICT },
    };
    g_autoptr(TestDesk) desk = test_desk_new(place);

    campaign(desk);
    for (size_t at = 0; at < G_N_ELEMENTS(table); at++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(add_campaign(desk->workspace, table[at].name, table[at].theme, &error));
        test_refused(error, table[at].reason, table[at].key);
    }
}

static int64_t
count(TestDesk *desk, TkId id, const char *step)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) shown = show_campaign(desk->workspace, id, &error);

    g_assert_no_error(error);
    return json_integer_value(json_object_get(json_object_get(shown, "counts"), step));
}

static void
test_the_board_follows_the_meeting(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId id = campaign(desk);
    TkId person = test_desk_person(desk, "Kari Holm", "kari@x.example", "Nordvarme AS");
    g_autoptr(TkJson) target = add_target(desk->workspace, id, NULL, person, &error);
    g_autoptr(TkJson) place_only = add_target(desk->workspace, id, "Fjordlab AS", 0, &error);

    g_assert_no_error(error);
    g_assert_cmpint(count(desk, id, "found"), ==, 2);
    TkId message = test_desk_send(desk, person);

    g_assert_cmpint(count(desk, id, "asked"), ==, 1);
    g_autoptr(TkJson) yes = record_answer(desk->workspace, message, "yes", 0, &error);

    g_assert_no_error(error);
    g_assert_cmpint(count(desk, id, "agreed"), ==, 1);
    g_assert_cmpint(count(desk, id, "found"), ==, 1);
}

static void
test_a_target_stands_on_the_board_once(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) nothing = NULL;
    TkId id = campaign(desk);
    g_autoptr(TkJson) first = add_target(desk->workspace, id, "Nordvarme AS", 0, &error);

    g_assert_no_error(error);
    g_assert_null(add_target(desk->workspace, id, "NORDVARME as", 0, &error));
    test_refused(error, TK_ERROR_CONFLICT, "target-exists");
    g_assert_null(add_target(desk->workspace, id, "-", 0, &nothing));
    test_refused(nothing, TK_ERROR_INVALID, "target-without-name");
}

static void
test_a_campaign_is_found_by_name_or_id(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId id = campaign(desk);
    TkId found = 0;
    g_autofree char *letters = tk_id_to_text(id);

    g_assert_true(find_campaign(desk->workspace, "varmepumper i norden", &found, NULL));
    g_assert_cmpint(found, ==, id);
    g_assert_true(find_campaign(desk->workspace, letters, &found, NULL));
    g_assert_cmpint(found, ==, id);
    g_assert_false(find_campaign(desk->workspace, "Vind", &found, &error));
    test_refused(error, TK_ERROR_NOT_FOUND, "no-such-campaign");
}

static void
test_a_campaign_can_be_taken_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    campaign(desk);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
    g_autoptr(TkJson) list = list_campaigns(desk->workspace, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(json_array_size(json_object_get(list, "rows")), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/campaigns/T2/a-campaign-has-a-name-and-a-theme",
                    test_a_campaign_has_a_name_and_a_theme);
    test_store_each("/campaigns/T1/the-board-follows-the-meeting",
                    test_the_board_follows_the_meeting);
    test_store_each("/campaigns/T1/a-target-stands-on-the-board-once",
                    test_a_target_stands_on_the_board_once);
    test_store_each("/campaigns/a-campaign-is-found-by-name-or-id",
                    test_a_campaign_is_found_by_name_or_id);
    test_store_each("/campaigns/a-campaign-can-be-taken-back", test_a_campaign_can_be_taken_back);
    return g_test_run();
}
