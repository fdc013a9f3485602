/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/read-news.h"

#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "language/judge.h"
#include "language/news.h"

#include <string.h>

static TkJson *
view_news(const NewsMilestone *milestone)
{
    TkJson *row = json_object();

    tk_json_set_text(row, "type", milestone->type);
    tk_json_set_text(row, "person", milestone->person);
    tk_json_set_text(row, "org", milestone->organisation);
    tk_json_set_text(row, "role", milestone->role);
    json_object_set_new(row, "sure", json_boolean(milestone->sure));
    tk_json_set_number(row, "from", (int64_t) milestone->from);
    tk_json_set_number(row, "until", (int64_t) milestone->until);
    return row;
}

TkJson *
read_news(const Workspace *workspace, const char *text, const char *language, GError **error)
{
    if (strlen(text) > TK_LIMIT_TEXT)
        return tk_fail_null(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    const char *spoken =
        language != NULL && *language != '\0' ? language : language_of(workspace->language, text);
    g_autoptr(GPtrArray) found = news_read(workspace->language, text, spoken);
    TkJson *answer = json_object(), *milestones = json_array();

    for (guint i = 0; i < found->len; i++)
        json_array_append_new(milestones, view_news(g_ptr_array_index(found, i)));
    tk_json_set_text(answer, "language", spoken);
    tk_json_set_take(answer, "milestones", milestones);
    return answer;
}
