/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * hold-confidence-test.c - what is noted in confidence leaves by no door (I2).
 */
#include "actions/hold-confidence.h"

#include "actions/edit-person.h"
#include "actions/judge-text.h"
#include "actions/messages.h"
#include "actions/people.h"
#include "actions/test-import.h"
#include "base/tk-error.h"

#include <string.h>

#define NOTE "Slutter som direktør før sommeren, de sparker 120 mann i Tromsø"

static const char told[] =
    "Hei Nina,\n\njeg leder driften ved fire sykehjem og leser alt dere skriver om varme. Til "
    "høsten får hundre og tjue ansatte i Tromsø sparken. Har du tjue minutter på telefon om "
    "hvordan dere gjorde det? Tallene våre deler jeg gjerne.\n\nHilsen\nOla";

/* Each way by which a text can leave the program. TRUE when it left. */
typedef gboolean (*Door)(TestDesk *desk, TkId message, GError **error);

static gboolean
take_answer_of(TkJson *answer_take)
{
    gboolean done = answer_take != NULL;

    json_decref(answer_take);
    return done;
}

static gboolean
take_text_of(char *text_take)
{
    gboolean done = text_take != NULL;

    g_free(text_take);
    return done;
}

static gboolean
door_approve(TestDesk *desk, TkId message, GError **error)
{
    return take_answer_of(approve_message(desk->workspace, message, NULL, 0, error));
}

static gboolean
door_sent(TestDesk *desk, TkId message, GError **error)
{
    return take_answer_of(mark_sent(desk->workspace, message, 0, error));
}

static gboolean
door_eml(TestDesk *desk, TkId message, GError **error)
{
    return take_text_of(message_as_eml(desk->workspace, message, error));
}

static gboolean
door_mailto(TestDesk *desk, TkId message, GError **error)
{
    return take_text_of(message_as_mailto(desk->workspace, message, error));
}

static gboolean
door_copy(TestDesk *desk, TkId message, GError **error)
{
    return take_answer_of(message_as_text(desk->workspace, message, error));
}

static gboolean
door_drafts(TestDesk *desk, TkId message, GError **error)
{
    g_autofree char *folder = g_build_filename(desk->place->folder, "Drafts", NULL);

    return take_text_of(message_into_drafts(desk->workspace, message, folder, error));
}

static const Door doors[] = {
    door_approve, door_sent, door_eml, door_mailto, door_copy, door_drafts
};

static void
note_in(TestDesk *desk, TkId person, const char *openness)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) kept = add_note(desk->workspace, person, NOTE, openness, &error);

    g_assert_no_error(error);
}

/* A letter to Nina in which the word about Kari's house stands, not approved yet. */
static TkId
letter_that_tells(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    TkId nina = test_desk_person(desk, "Nina Berg", "nina@gran.example", "Gran Varme");

    test_desk_value(desk, nina);
    TkId message = test_desk_ask(desk, nina);
    g_autoptr(TkJson) edited = edit_message(desk->workspace, message, NULL, told, &error);

    g_assert_no_error(error);
    return message;
}

static TkId
kari(TestDesk *desk)
{
    return test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", "Nordvarme AS");
}

static void
test_nothing_that_tells_leaves_by_any_door(TestPlace *place)
{
    static const char *const kept[] = { "confidence", "internal" };

    for (size_t k = 0; k < G_N_ELEMENTS(kept); k++) {
        g_autoptr(TestDesk) desk = test_desk_in_memory(k + 1);

        desk->place = place;
        note_in(desk, kari(desk), kept[k]);
        TkId message = letter_that_tells(desk);

        for (size_t d = 0; d < G_N_ELEMENTS(doors); d++) {
            g_autoptr(GError) error = NULL;

            g_assert_false(doors[d](desk, message, &error));
            if (doors[d] == door_approve)
                test_refused(error, TK_ERROR_REFUSED, "tells-confidence");
        }
    }
}

/* The letter was approved before the note was written: the way out is shut all the same. */
static void
test_a_note_that_comes_later_shuts_the_doors(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_in_memory(3);
    g_autoptr(GError) error = NULL;

    desk->place = place;
    TkId message = letter_that_tells(desk);

    g_assert_true(door_approve(desk, message, &error));
    g_assert_no_error(error);
    note_in(desk, kari(desk), "confidence");
    for (size_t d = 0; d < G_N_ELEMENTS(doors); d++) {
        g_autoptr(GError) refused = NULL;

        g_assert_false(doors[d](desk, message, &refused));
        test_refused(refused, TK_ERROR_REFUSED, "tells-confidence");
    }
}

/* The planted fault of the two above: were notes not looked at, open ones would shut nothing
 * either, and these doors would tell no difference. */
static void
test_an_open_note_shuts_no_door(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_in_memory(4);
    g_autoptr(GError) error = NULL;

    desk->place = place;
    note_in(desk, kari(desk), "open");
    TkId message = letter_that_tells(desk);

    g_assert_true(door_approve(desk, message, &error));
    g_assert_no_error(error);
    g_assert_true(door_copy(desk, message, &error));
    g_assert_true(door_mailto(desk, message, &error));
    g_assert_true(door_sent(desk, message, &error));
    g_assert_no_error(error);
}

static char *
told_code(TestDesk *desk, TkId message)
{
    g_autoptr(TkJson) shown = show_message(desk->workspace, message, NULL);
    const TkJson *findings = json_object_get(shown, "findings");

    for (size_t at = 0; at < json_array_size(findings); at++) {
        const TkJson *finding = json_array_get(findings, at);

        if (strcmp(tk_json_get_text(finding, "advice", ""), "judge-tells-note") == 0) {
            g_assert_true(
                g_str_has_prefix(tk_json_get_text(finding, "subject", ""), "Slutter som dir"));
            return g_strdup(tk_json_get_text(finding, "code", ""));
        }
    }
    return NULL;
}

static void
test_only_a_reason_for_this_very_note_lets_it_go(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    const OverruleWish silent[] = { { "I2", "det går bra" },
                                    { "I2/", "det går bra" },
                                    { "confidence_breach", "det går bra" } };

    note_in(desk, kari(desk), "confidence");
    TkId message = letter_that_tells(desk);
    g_autofree char *code = told_code(desk, message);

    g_assert_nonnull(code);
    g_assert_null(approve_message(desk->workspace, message, silent, G_N_ELEMENTS(silent), &error));
    test_refused(error, TK_ERROR_REFUSED, "tells-confidence");
    g_assert_nonnull(strstr(tk_error_face(error).subject, code));
    g_clear_error(&error);
    const OverruleWish named = { code, "Kari har selv sagt det på fagdagen" };
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, &named, 1, &error);

    g_assert_no_error(error);
    g_assert_true(door_copy(desk, message, &error));
}

static void
test_a_reason_holds_for_the_text_it_was_given_to(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    note_in(desk, kari(desk), "confidence");
    TkId message = letter_that_tells(desk);
    g_autofree char *code = told_code(desk, message);
    const OverruleWish named = { code, "Kari har selv sagt det på fagdagen" };
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, &named, 1, &error);
    g_autofree char *more = g_strconcat(told, "\nPS: Kari slutter før sommeren.", NULL);
    g_autoptr(TkJson) edited = edit_message(desk->workspace, message, NULL, more, &error);

    g_assert_no_error(error);
    g_assert_false(door_approve(desk, message, &error));
    test_refused(error, TK_ERROR_REFUSED, "tells-confidence");
}

static void
test_what_is_typed_is_held_against_the_notes(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    const JudgeWish wish = { .kind = "touch",
                             .language = "nb",
                             .receiver_name = "Kari Holm",
                             .subject = "",
                             .body =
                                 "Kjære Kari, jeg hører at du går av som direktør innen ferien." };

    note_in(desk, kari(desk), "confidence");
    g_autoptr(TkJson) judged = judge_text(desk->workspace, &wish, &error);
    g_autofree char *said = json_dumps(judged, 0);

    g_assert_no_error(error);
    g_test_message("%s", said);
    g_assert_nonnull(strstr(said, "judge-tells-note"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/confidence/I2/nothing-that-tells-leaves-by-any-door",
                    test_nothing_that_tells_leaves_by_any_door);
    test_store_each("/confidence/I2/a-note-that-comes-later-shuts-the-doors",
                    test_a_note_that_comes_later_shuts_the_doors);
    test_store_each("/confidence/I2/an-open-note-shuts-no-door", test_an_open_note_shuts_no_door);
    test_store_each("/confidence/I2/only-a-reason-for-this-very-note-lets-it-go",
                    test_only_a_reason_for_this_very_note_lets_it_go);
    test_store_each("/confidence/I2/a-reason-holds-for-the-text-it-was-given-to",
                    test_a_reason_holds_for_the_text_it_was_given_to);
    test_store_each("/confidence/I2/what-is-typed-is-held-against-the-notes",
                    test_what_is_typed_is_held_against_the_notes);
    return g_test_run();
}
