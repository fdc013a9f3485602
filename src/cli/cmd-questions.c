/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/judge-line.h"
#include "actions/judge-questions.h"
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

static gboolean
run_questions(const Call *call, GError **error)
{
    if (call_flag(call, "jsonl"))
        return json_lines_answer(call, call_word_count(call) > 0 ? call_word(call, 0) : "-",
                                 question_line, error);
    if (call_word_count(call) == 0)
        return tk_fail(error, TK_ERROR_INVALID, "too-few-words",
                       "tokopp questions FILE|- [--language LANGUAGE]");
    return judge_card(call, error);
}

static const CommandOption options[] = {
    { "language", 'l', OPTION_TEXT, "nb|da|sv|en", N_("Their language; otherwise read from each") },
    { "jsonl", 0, OPTION_FLAG, NULL, N_("Read one JSON object a line, answer one a line") },
    { 0 },
};

const Command cmd_questions = {
    .name = "questions",
    .group = GROUP_WRITING,
    .summary = N_("Say whether questions let the other person tell"),
    .synopsis = "FILE|- [--language LANGUAGE] | --jsonl [FILE]",
    .details = N_("One question a line. An open question makes somebody reflect and tell; a closed "
                  "one is answered by yes, no or a fact."),
    .example = "tokopp questions card.txt",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .words = WORDS_FILES,
    .least = 0,
    .most = 1,
    .options = options,
    .run = run_questions,
};
