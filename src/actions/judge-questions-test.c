/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/judge-questions.h"

#include "actions/test-workspace.h"
#include "base/tk-error.h"

static const TkJson *
question_at(const TkJson *judged, size_t at)
{
    return json_array_get(json_object_get(judged, "questions"), at);
}

static void
test_R4_each_line_is_a_question_without_its_mark(void)
{
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);
    g_autoptr(TkJson) judged = judge_questions(
        desk->workspace, "1. How did you begin?\n\n  - Likte du deg der?\r\n2024 was hard; why?\n",
        NULL, NULL);

    g_assert_cmpint(json_array_size(json_object_get(judged, "questions")), ==, 3);
    g_assert_cmpstr(test_text(question_at(judged, 0), "text"), ==, "How did you begin?");
    g_assert_cmpstr(test_text(question_at(judged, 1), "text"), ==, "Likte du deg der?");
    g_assert_cmpstr(test_text(question_at(judged, 1), "language"), ==, "nb");
    g_assert_cmpstr(test_text(question_at(judged, 2), "text"), ==, "2024 was hard; why?");
    g_assert_cmpint(json_array_size(json_object_get(question_at(judged, 0), "findings")), ==, 0);
    g_assert_cmpstr(
        test_text(json_array_get(json_object_get(question_at(judged, 1), "findings"), 0), "code"),
        ==, "closed");
}

static void
test_more_than_a_card_could_ever_hold_is_refused(void)
{
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i <= QUESTIONS_MOST; i++)
        g_string_append(text, "Why?\n");
    g_assert_null(judge_questions(desk->workspace, text->str, "en", &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "questions-too-many");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/judge-questions/R4/each-line-is-a-question-without-its-mark",
                    test_R4_each_line_is_a_question_without_its_mark);
    g_test_add_func("/judge-questions/more-than-a-card-could-ever-hold-is-refused",
                    test_more_than_a_card_could_ever_hold_is_refused);
    return g_test_run();
}
