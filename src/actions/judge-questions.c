/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/judge-questions.h"

#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "language/question.h"

#include <string.h>

/* The question itself: "  3) How ...", "- How ...", "* How ..." begin with "How". */
static const char *
without_mark(const char *line)
{
    const char *p = line + strspn(line, " \t");
    gsize digits = strspn(p, "0123456789");

    if (digits > 0 && digits <= 3 && (p[digits] == '.' || p[digits] == ')'))
        p += digits + 1;
    else if (*p == '-' || *p == '*')
        p++;
    else if (g_str_has_prefix(p, "\xE2\x80\xA2") || g_str_has_prefix(p, "\xE2\x80\x93"))
        p += 3;
    return p + strspn(p, " \t");
}

static void
add_question(const Workspace *workspace, TkJson *questions, const char *text, const char *language)
{
    TkJson *question = json_object();
    const char *spoken = *language != '\0' ? language : language_of(workspace->language, text);
    g_autoptr(GPtrArray) findings = question_judge(workspace->language, text, spoken);

    tk_json_set_text(question, "text", text);
    tk_json_set_text(question, "language", spoken);
    tk_json_set_take(question, "findings", view_findings(findings, NULL));
    json_array_append_new(questions, question);
}

TkJson *
judge_questions(const Workspace *workspace, const char *text, const char *language, GError **error)
{
    if (strlen(text) > TK_LIMIT_TEXT)
        return tk_fail_null(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(TkJson) questions = json_array();

    for (guint i = 0; lines[i] != NULL; i++) {
        const char *question = without_mark(g_strchomp(lines[i]));
        if (*question == '\0')
            continue;
        if (json_array_size(questions) == QUESTIONS_MOST)
            return tk_fail_null(error, TK_ERROR_TOO_LARGE, "questions-too-many",
                                G_STRINGIFY(QUESTIONS_MOST));
        add_question(workspace, questions, question, language != NULL ? language : "");
    }
    TkJson *answer = json_object();

    tk_json_set_take(answer, "questions", g_steal_pointer(&questions));
    return answer;
}
