/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/judge-line.h"

#include "actions/corpus-line.h"
#include "actions/judge-text.h"
#include "actions/read-news.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "language/question.h"

#include <string.h>

static int
compare_codes(gconstpointer one, gconstpointer other)
{
    return strcmp(*(const char *const *) one, *(const char *const *) other);
}

/* The codes as a corpus labels them: sorted, each once. */
static TkJson *
codes_of(const TkJson *findings)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new();
    TkJson *answer = json_array(), *finding = NULL;
    gsize index = 0;

    json_array_foreach(findings, index, finding)
    {
        g_ptr_array_add(codes, (gpointer) tk_json_get_text(finding, "code", ""));
    }
    g_ptr_array_sort(codes, compare_codes);
    for (guint at = 0; at < codes->len; at++) {
        const char *code = g_ptr_array_index(codes, at);

        if (at == 0 || strcmp(code, g_ptr_array_index(codes, at - 1)) != 0)
            json_array_append_new(answer, json_string(code));
    }
    return answer;
}

static TkJson *
answer_to(const TkJson *row, TkJson *findings)
{
    TkJson *answer = corpus_line_answer(row);

    tk_json_set_take(answer, "findings", codes_of(findings));
    json_object_set(answer, "spans", findings);
    return answer;
}

TkJson *
judge_line(const Workspace *workspace, const char *line, gsize length, GError **error)
{
    g_autoptr(TkJson) row = corpus_line_read(line, length, error);

    if (row == NULL)
        return NULL;
    const TkJson *sender = json_object_get(row, "sender");
    const TkJson *receiver = json_object_get(row, "receiver");
    const JudgeWish wish = {
        .kind = tk_json_get_text(row, "kind", NULL),
        .language = tk_json_get_text(row, "lang", ""),
        .sender_name = tk_json_get_text(sender, "name", ""),
        .receiver_name = tk_json_get_text(receiver, "name", ""),
        .receiver_role = tk_json_get_text(receiver, "role", ""),
        .receiver_organisation = tk_json_get_text(receiver, "org", ""),
        .context = tk_json_get_text(row, "context", ""),
        .subject = tk_json_get_text(row, "subject", ""),
        .body = tk_json_get_text(row, "body", ""),
    };
    g_autoptr(TkJson) judged = judge_text(workspace, &wish, error);

    if (judged == NULL)
        return NULL;
    return answer_to(row, json_object_get(judged, "findings"));
}

TkJson *
question_line(const Workspace *workspace, const char *line, gsize length, GError **error)
{
    g_autoptr(TkJson) row = corpus_line_read(line, length, error);

    if (row == NULL)
        return NULL;
    g_autoptr(GPtrArray) found = question_judge(
        workspace->language, tk_json_get_text(row, "text", ""), tk_json_get_text(row, "lang", ""));
    g_autoptr(TkJson) findings = view_findings(found, NULL);

    return answer_to(row, findings);
}

TkJson *
news_line(const Workspace *workspace, const char *line, gsize length, GError **error)
{
    g_autoptr(TkJson) row = corpus_line_read(line, length, error);

    if (row == NULL)
        return NULL;
    g_autoptr(TkJson) read = read_news(workspace, tk_json_get_text(row, "text", ""),
                                       tk_json_get_text(row, "lang", ""), error);

    if (read == NULL)
        return NULL;
    TkJson *answer = corpus_line_answer(row);

    json_object_set(answer, "milestones", json_object_get(read, "milestones"));
    return answer;
}
