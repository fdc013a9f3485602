/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/judge-line.h"
#include "actions/judge-questions.h"
#include "actions/propose-questions.h"
#include "base/tk-error.h"
#include "cli/json-lines.h"
#include "cli/render.h"

#include <glib/gi18n.h>

static void
render_question(const Call *call, const TkJson *question)
{
    const char *text = tk_json_get_text(question, "text", "");
    const TkJson *findings = json_object_get(question, "findings");

    if (json_array_size(findings) == 0) {
        g_autofree char *shown = terminal_clean(text);

        g_print("%s\n  %s\n", shown, _("An open question."));
        return;
    }
    render_findings(call, text, findings);
}

static gboolean
judge_card(const Call *call, GError **error)
{
    g_autofree char *text = call_read_text(call_word(call, 0), error);
    const TkJson *questions;

    if (text == NULL)
        return FALSE;
    g_autoptr(TkJson) answer =
        judge_questions(call->workspace, text, call_text(call, "language"), error);

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    questions = json_object_get(answer, "questions");
    for (size_t at = 0; at < json_array_size(questions); at++)
        render_question(call, json_array_get(questions, at));
    return TRUE;
}

/* For somebody: proposed in order, the first three for when time is short. */
static gboolean
propose(const Call *call, GError **error)
{
    const QuestionsWish wish = {
        .purpose = call_text(call, "purpose"),
        .language = call_text(call, "language"),
        .count = (unsigned) CLAMP(call_number(call, "count", 0), 0, QUESTIONS_WISHED_MOST),
        .seed = (unsigned) CLAMP(call_number(call, "seed", 0), 0, G_MAXINT32),
    };
    TkId person = 0;

    if (!call_find_person(call, call_text(call, "for"), &person, error))
        return FALSE;
    g_autoptr(TkJson) answer = propose_questions(call->workspace, person, &wish, error);

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    const TkJson *questions = json_object_get(answer, "questions");

    for (size_t at = 0; at < json_array_size(questions); at++) {
        g_autofree char *shown = terminal_clean(json_string_value(json_array_get(questions, at)));

        g_print("%zu. %s\n", at + 1, shown);
    }
    return TRUE;
}

static gboolean
run_questions(const Call *call, GError **error)
{
    if (call_text(call, "for") != NULL)
        return propose(call, error);
    if (call_flag(call, "jsonl"))
        return json_lines_answer(call, call_word_count(call) > 0 ? call_word(call, 0) : "-",
                                 question_line, error);
    if (call_word_count(call) == 0)
        return tk_fail(error, TK_ERROR_INVALID, "too-few-words",
                       "tokopp questions FILE|- [--language LANGUAGE] | --for PERSON");
    return judge_card(call, error);
}

static const CommandOption options[] = {
    { "language", 'l', OPTION_TEXT, "nb|da|sv|en", N_("Their language; otherwise read from each") },
    { "for", 0, OPTION_TEXT, "PERSON", N_("Propose questions to take along to this person") },
    { "purpose", 0, OPTION_TEXT, "learn|trends|advice|second|host",
      N_("What the meeting is for; otherwise by the meetings so far") },
    { "count", 'n', OPTION_NUMBER, "N", N_("Propose so many, 7 otherwise") },
    { "seed", 0, OPTION_NUMBER, "N", N_("Another number proposes others") },
    { "jsonl", 0, OPTION_FLAG, NULL, N_("Read one JSON object a line, answer one a line") },
    { 0 },
};

const Command cmd_questions = {
    .name = "questions",
    .group = GROUP_WRITING,
    .summary =
        N_("Propose questions for a meeting, or say whether yours let the other person tell"),
    .synopsis = "FILE|- [--language LANGUAGE] | --for PERSON [--purpose PURPOSE] | --jsonl [FILE]",
    .details =
        N_("One question a line. An open question makes somebody reflect and tell; a closed "
           "one is answered by yes, no or a fact. With --for, questions are proposed in order "
           "of importance; the first three carry a short meeting, and the last asks what they "
           "would recommend."),
    .example = "tokopp questions card.txt",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .words = WORDS_FILES,
    .least = 0,
    .most = 1,
    .options = options,
    .run = run_questions,
};
