/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * edit-person-test.c - people by hand: what is known, the user's own word, notes.
 */
#include "actions/edit-person.h"

#include "actions/journal.h"
#include "actions/people.h"
#include "actions/test-import.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"

static void
test_what_makes_no_person_is_refused(TestPlace *place)
{
    static const struct {
        PersonWish wish;
        TkError reason;
        const char *key;
    } table[] = {
        { { .name = NULL }, TK_ERROR_INVALID, "person-without-name" },
        { { .name = "" }, TK_ERROR_INVALID, "person-without-name" },
        { { .name = "   " }, TK_ERROR_INVALID, "person-without-name" },
        { { .name = "Per", .email = "nowhere" }, TK_ERROR_INVALID, "address-malformed" },
        { { .name = "Per", .email = "kari@x.example" }, TK_ERROR_CONFLICT, "address-taken" },
        { { .name = "Per", .language = "xx" }, TK_ERROR_INVALID, "language-unknown" },
        { { .name = "Per", .country = "Norway" }, TK_ERROR_INVALID, "country-unknown" },
        { { .name = "Per", .own_word = "best" }, TK_ERROR_INVALID, "own-word-unknown" },
        { { .name = "Per", .terms = "bad" }, TK_ERROR_INVALID, "terms-unknown" },
        { { .name = "Per", .zone = "Mars/Base" }, TK_ERROR_INVALID, "zone-unknown" },
    };
    g_autoptr(TestDesk) desk = test_desk_new(place);

    test_desk_person(desk, "Kari Holm", "kari@x.example", NULL);
    g_autofree char *before = test_people_text(desk);

    for (size_t at = 0; at < G_N_ELEMENTS(table); at++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(add_person(desk->workspace, &table[at].wish, &error));
        test_refused(error, table[at].reason, table[at].key);
    }
    g_autofree char *after = test_people_text(desk);

    g_assert_cmpstr(after, ==, before);
}

static void
test_texts_have_a_limit(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *endless = g_strnfill(TK_LIMIT_FIELD + 1, 'a');
    const PersonWish wish = { .name = endless };

    g_assert_null(add_person(desk->workspace, &wish, &error));
    test_refused(error, TK_ERROR_TOO_LARGE, "text-too-large");
}

static void
test_names_that_look_like_orders_are_names(TestPlace *place)
{
    static const struct {
        const char *typed, *kept;
    } names[] = {
        { "\"; DROP TABLE person; --", "DROP TABLE person" },
        { "Robert'); DROP TABLE person", "Robert' DROP TABLE person" },
        { "$1 Moen", "1 Moen" },
    };
    g_autoptr(TestDesk) desk = test_desk_new(place);

    for (size_t at = 0; at < G_N_ELEMENTS(names); at++) {
        TkId id = test_desk_person(desk, names[at].typed, NULL, NULL);
        g_autoptr(TkJson) shown = show_person(desk->workspace, id, NULL);

        g_assert_cmpstr(test_text(shown, "name"), ==, names[at].kept);
    }
}

static void
test_what_is_not_said_stays(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId id = test_desk_person(desk, "Kari Holm", "kari@x.example", "Nordvarme AS");
    const PersonWish wish = { .title = "Direktør" };
    g_autoptr(TkJson) changed = change_person(desk->workspace, id, &wish, &error);
    g_autoptr(TkJson) shown = show_person(desk->workspace, id, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(shown, "title"), ==, "Direktør");
    g_assert_cmpstr(test_text(shown, "organisation.name"), ==, "Nordvarme AS");
    g_assert_cmpstr(test_text(shown, "country"), ==, "NO");
    g_assert_cmpuint(test_hits(desk, "direktør"), ==, 1);
}

static void
test_the_users_own_word_wins(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId id = test_desk_person(desk, "Kari Holm", NULL, NULL);
    const PersonWish close = { .own_word = "close" };
    const PersonWish computed = { .own_word = "" };
    g_autoptr(TkJson) said = change_person(desk->workspace, id, &close, &error);
    g_autoptr(TkJson) with = show_person(desk->workspace, id, &error);
    g_autoptr(TkJson) unsaid = change_person(desk->workspace, id, &computed, &error);
    g_autoptr(TkJson) without = show_person(desk->workspace, id, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(with, "tie.word"), ==, "close");
    g_assert_cmpstr(test_text(without, "tie.word"), ==, "none");
}

static void
test_a_change_can_be_taken_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId id = test_desk_person(desk, "Kari Holm", NULL, NULL);
    g_autofree char *before = test_people_text(desk);
    const PersonWish wish = { .title = "Direktør", .email = "kari@x.example" };
    g_autoptr(TkJson) changed = change_person(desk->workspace, id, &wish, &error);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
    g_autofree char *after = test_people_text(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpuint(test_hits(desk, "direktør"), ==, 0);
    g_assert_cmpuint(test_hits(desk, "kari@x"), ==, 0);
}

/* Takes back, and says what the tie then is. */
static char *
word_after_undo(TestDesk *desk, TkId person, TkId entry, TkId *out_entry)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, entry, &error);
    g_autoptr(TkJson) shown = show_person(desk->workspace, person, &error);

    g_assert_no_error(error);
    *out_entry = test_id(undone, "undo");
    return g_strdup(test_text(shown, "tie.word"));
}

static void
test_the_own_word_is_taken_back_and_said_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = test_desk_person(desk, "Kari Holm", NULL, NULL), entry = 0;
    const PersonWish wishes[] = { { .own_word = "warm" }, { .own_word = "close" } };

    for (size_t at = 0; at < G_N_ELEMENTS(wishes); at++)
        json_decref(change_person(desk->workspace, person, &wishes[at], NULL));
    g_autofree char *before = word_after_undo(desk, person, 0, &entry);
    g_autofree char *unsaid = word_after_undo(desk, person, 0, &entry);
    g_autofree char *again = word_after_undo(desk, person, entry, &entry);

    g_assert_cmpstr(before, ==, "warm");
    g_assert_cmpstr(unsaid, ==, "none");
    g_assert_cmpstr(again, ==, "warm");
}

static void
test_notes_have_words_and_an_openness(TestPlace *place)
{
    static const struct {
        const char *text, *openness, *key;
    } table[] = { { "", "open", "note-empty" }, { "Kaffe", "secret", "openness-unknown" } };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId id = test_desk_person(desk, "Kari Holm", NULL, NULL);

    for (size_t at = 0; at < G_N_ELEMENTS(table); at++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(add_note(desk->workspace, id, table[at].text, table[at].openness, &error));
        test_refused(error, TK_ERROR_INVALID, table[at].key);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/edit-person/what-makes-no-person-is-refused",
                    test_what_makes_no_person_is_refused);
    test_store_each("/edit-person/texts-have-a-limit", test_texts_have_a_limit);
    test_store_each("/edit-person/names-that-look-like-orders-are-names",
                    test_names_that_look_like_orders_are_names);
    test_store_each("/edit-person/what-is-not-said-stays", test_what_is_not_said_stays);
    test_store_each("/edit-person/P6/the-users-own-word-wins", test_the_users_own_word_wins);
    test_store_each("/edit-person/a-change-can-be-taken-back", test_a_change_can_be_taken_back);
    test_store_each("/edit/P6/the-own-word-is-taken-back-and-said-again",
                    test_the_own_word_is_taken_back_and_said_again);
    test_store_each("/edit-person/I2/notes-have-words-and-an-openness",
                    test_notes_have_words_and_an_openness);
    return g_test_run();
}
