/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-person-test.c - the letters around and after a meeting, and the user's own words in them.
 */
#include "actions/draft-person.h"

#include "actions/draft-told.h"
#include "actions/messages.h"
#include "actions/test-workspace.h"

#include <string.h>

static TkId
kari(TestDesk *desk)
{
    return test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", "Nordvarme AS");
}

/* `pairs` end with NULL. */
static TkJson *
draft(TestDesk *desk, TkId person, const char *kind, const char *const *pairs)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) told = draft_told_of_pairs(pairs, &error);
    const PersonDraftWish wish = { kind, "nb", "informal", told };
    TkJson *answer = draft_person(desk->workspace, person, &wish, &error);

    g_assert_no_error(error);
    return answer;
}

static void
test_a_thank_you_is_drafted_and_stands_on_the_list(TestPlace *place)
{
    static const char *const told[] = { "said=rådet ditt om å måle ventetid på lageret",
                                        "promise=sende deg tallene fra Utsira", NULL };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) answer = draft(desk, kari(desk), "thank_you", told);
    g_autofree char *today = test_desk_today(desk);
    const char *body = test_text(answer, "message.body");

    g_test_message("%s", body);
    g_assert_nonnull(strstr(body, "rådet ditt om å måle ventetid på lageret"));
    g_assert_nonnull(strstr(body, "sende deg tallene fra Utsira"));
    g_assert_cmpstr(today, ==, "approve Kari Holm\n");
    g_assert_cmpuint(
        json_array_size(json_object_get(json_object_get(answer, "message"), "findings")), ==, 0);
}

static void
test_the_next_wording_keeps_what_was_told_and_the_users_own_words(TestPlace *place)
{
    static const char *const told[] = { "said=rådet ditt om å måle ventetid på lageret",
                                        "promise=sende deg tallene fra Utsira", NULL };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = draft(desk, kari(desk), "thank_you", told);
    TkId message = test_id(answer, "message.id");
    g_autoptr(GString) own = g_string_new(test_text(answer, "message.body"));

    g_string_replace(own, "Som avtalt skal jeg sende deg tallene fra Utsira.",
                     "Tallene ligger i posten.", 0);
    g_assert_nonnull(strstr(own->str, "Tallene ligger i posten."));
    g_autoptr(TkJson) edited = edit_message(desk->workspace, message, NULL, own->str, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(edited, "body"), ==, own->str);
    for (unsigned turn = 0; turn < 3; turn++) {
        g_autoptr(TkJson) again = redraft_message(desk->workspace, message, &error);
        g_assert_no_error(error);
        const char *body = test_text(again, "body");
        g_test_message("%s", body);
        g_assert_nonnull(strstr(body, "Tallene ligger i posten."));
        g_assert_nonnull(strstr(body, "ventetid på lageret"));
        g_assert_null(strstr(body, "Som avtalt"));
    }
}

/* The user's own greeting and sign-off, once a letter with them was approved. */
static void
test_the_next_letter_begins_and_ends_as_the_user_does(TestPlace *place)
{
    static const char *const told[] = { "said=rådet ditt om å måle ventetid på lageret", NULL };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) first = draft(desk, kari(desk), "thank_you", told);
    TkId message = test_id(first, "message.id");
    g_autoptr(GString) own = g_string_new(test_text(first, "message.body"));

    g_string_replace(own, "Hei Kari,", "God dag, Kari!", 0);
    g_string_replace(own, "Hilsen\n", "Beste hilsen\n", 0);
    g_autoptr(TkJson) edited = edit_message(desk->workspace, message, NULL, own->str, &error);
    g_autoptr(TkJson) before =
        draft(desk, test_desk_person(desk, "Per Moe", "per@moe.example", "Moe"), "thank_you", told);
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);
    g_autoptr(TkJson) after = draft(
        desk, test_desk_person(desk, "Nina Lie", "nina@lie.example", "Lie"), "thank_you", told);

    g_assert_no_error(error);
    g_assert_nonnull(edited);
    g_assert_nonnull(approved);
    g_test_message("%s", test_text(after, "message.body"));
    g_assert_true(g_str_has_prefix(test_text(before, "message.body"), "Hei Per,\n"));
    g_assert_true(g_str_has_prefix(test_text(after, "message.body"), "God dag, Nina!\n"));
    g_assert_nonnull(strstr(test_text(after, "message.body"), "\n\nBeste hilsen\n"));
}

static void
test_first_messages_are_begun_elsewhere(TestPlace *place)
{
    static const char *const kinds[] = { "outreach", "intro_request", "follow_up", "touch",
                                         "milestone" };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = kari(desk);

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GError) error = NULL;
        const PersonDraftWish wish = { .kind = kinds[i] };
        g_assert_null(draft_person(desk->workspace, person, &wish, &error));
        test_refused(error, TK_ERROR_INVALID, "draft-kind-elsewhere"); /* V1 */
    }
}

static void
test_what_is_missing_is_asked_for_and_nothing_is_kept(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    const PersonDraftWish wish = { .kind = "summary" };

    g_assert_null(draft_person(desk->workspace, kari(desk), &wish, &error));
    test_refused(error, TK_ERROR_INVALID, "draft-needs");
    g_autofree char *today = test_desk_today(desk);
    g_assert_cmpstr(today, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/draft-person/A2/a-thank-you-is-drafted-and-stands-on-the-list",
                    test_a_thank_you_is_drafted_and_stands_on_the_list);
    test_store_each("/draft-person/M4/the-next-wording-keeps-what-was-told-and-own-words",
                    test_the_next_wording_keeps_what_was_told_and_the_users_own_words);
    test_store_each("/draft-person/M2/the-next-letter-begins-and-ends-as-the-user-does",
                    test_the_next_letter_begins_and_ends_as_the_user_does);
    test_store_each("/draft-person/V1/first-messages-are-begun-elsewhere",
                    test_first_messages_are_begun_elsewhere);
    test_store_each("/draft-person/M2/what-is-missing-is-asked-for-and-nothing-is-kept",
                    test_what_is_missing_is_asked_for_and_nothing_is_kept);
    return g_test_run();
}
