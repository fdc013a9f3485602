/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/corpus-line.h"

#include "base/tk-error.h"

TkJson *
corpus_line_read(const char *line, gsize length, GError **error)
{
    g_autoptr(TkJson) row = tk_json_parse(line, length, error);

    if (row == NULL)
        return NULL;
    if (!json_is_object(row))
        return tk_fail_null(error, TK_ERROR_INVALID, "json-malformed", NULL);
    return g_steal_pointer(&row);
}

TkJson *
corpus_line_answer(const TkJson *row)
{
    TkJson *answer = json_object();

    json_object_set(answer, "id", json_object_get(row, "id"));
    return answer;
}
