/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/propose-questions.h"

#include "actions/edit-person.h"
#include "actions/people.h"
#include "actions/test-workspace.h"

#include <string.h>

static TkId
kari(TestDesk *desk)
{
    return test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", "Nordvarme AS");
}

static char *
proposed(TestDesk *desk, TkId person, const char *purpose, unsigned seed)
{
    g_autoptr(GError) error = NULL;
    const QuestionsWish wish = { .purpose = purpose, .language = "nb", .count = 20, .seed = seed };
    g_autoptr(TkJson) answer = propose_questions(desk->workspace, person, &wish, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(json_array_size(json_object_get(answer, "questions")), >=, 5);
    return json_dumps(answer, 0);
}

static void
test_the_dossier_fills_the_questions(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *learn = proposed(desk, kari(desk), "learn", 0);

    g_assert_nonnull(strstr(learn, "Nordvarme AS"));
    g_assert_null(strchr(strstr(learn, "questions"), '{'));
}

static void
test_only_an_open_note_is_quoted(TestPlace *place)
{
    static const struct {
        const char *openness;
        gboolean quoted;
    } rows[] = { { "confidence", FALSE }, { "internal", FALSE }, { "open", TRUE } };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = kari(desk);

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(TkJson) kept =
            add_note(desk->workspace, person, "Prøver luftlås ved Rognan", rows[i].openness, NULL);
        g_autofree char *second = proposed(desk, person, "second", 0);

        g_assert_cmpint(strstr(second, "Rognan") != NULL, ==, rows[i].quoted);
    }
}

static void
test_what_was_asked_is_not_asked_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = kari(desk);
    const QuestionsWish wish = { .purpose = "learn", .language = "nb" };
    g_autoptr(TkJson) first = propose_questions(desk->workspace, person, &wish, NULL);
    const char *asked = json_string_value(json_array_get(json_object_get(first, "questions"), 0));
    g_autoptr(TkJson) kept = add_note(desk->workspace, person, asked, "confidence", NULL);
    g_autofree char *again = proposed(desk, person, "learn", 0);

    g_assert_null(strstr(again, asked));
}

static void
test_the_purpose_follows_the_meetings(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    const QuestionsWish wish = { 0 };
    g_autoptr(TkJson) answer = propose_questions(desk->workspace, kari(desk), &wish, NULL);

    g_assert_cmpstr(test_text(answer, "purpose"), ==, "learn");
}

static void
test_what_is_no_purpose_is_told(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    const QuestionsWish wish = { .purpose = "gossip" };

    g_assert_null(propose_questions(desk->workspace, kari(desk), &wish, &error));
    test_refused(error, TK_ERROR_INVALID, "purpose-unknown");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/propose-questions/R4/the-dossier-fills-the-questions",
                    test_the_dossier_fills_the_questions);
    test_store_each("/propose-questions/I2/only-an-open-note-is-quoted",
                    test_only_an_open_note_is_quoted);
    test_store_each("/propose-questions/R4/what-was-asked-is-not-asked-again",
                    test_what_was_asked_is_not_asked_again);
    test_store_each("/propose-questions/R4/the-purpose-follows-the-meetings",
                    test_the_purpose_follows_the_meetings);
    test_store_each("/propose-questions/R4/what-is-no-purpose-is-told",
                    test_what_is_no_purpose_is_told);
    return g_test_run();
}
