/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-json.h"

#include "base/tk-error.h"
#include "base/tk-id.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"

#include <stdlib.h>

/* The parser calls itself for each level, so depth is looked at before it starts. Brackets inside
 * texts do not count; text that is no JSON is the parser's to refuse. */
static gboolean
is_too_deep(const char *text, gsize length)
{
    unsigned depth = 0;
    gboolean quoted = FALSE;

    for (gsize at = 0; at < length; at++) {
        if (quoted) {
            if (text[at] == '\\')
                at++;
            else if (text[at] == '"')
                quoted = FALSE;
            continue;
        }
        if (text[at] == '"')
            quoted = TRUE;
        else if (text[at] == '[' || text[at] == '{')
            depth++;
        else if ((text[at] == ']' || text[at] == '}') && depth > 0)
            depth--;
        if (depth > TK_LIMIT_JSON_DEPTH)
            return TRUE;
    }
    return FALSE;
}

TkJson *
tk_json_parse(const char *text, gsize length, GError **error)
{
    json_error_t fault = { 0 };

    if (is_too_deep(text, length))
        return tk_fail_null(error, TK_ERROR_TOO_LARGE, "json-too-deep", NULL);
    TkJson *value = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);

    if (value == NULL)
        tk_failf(error, TK_ERROR_INVALID, "json-malformed", "%d:%d", fault.line, fault.column);
    return value;
}

char *
tk_json_text(const TkJson *value)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

    /* Only memory or a number that is none could fail; both are refused at the making. */
    g_assert(text != NULL);
    char *ours = g_strdup(text);

    free(text);
    return ours;
}

void
tk_json_set_take(TkJson *object, const char *key, TkJson *value_take)
{
    int failed = json_object_set_new(object, key, value_take);

    g_assert(failed == 0);
}

void
tk_json_set_text(TkJson *object, const char *key, const char *value)
{
    if (value == NULL) {
        tk_json_set_take(object, key, json_null());
        return;
    }
    TkJson *text = json_string(value);

    if (text == NULL) {
        g_autofree char *mended = tk_text_mend(value, -1);

        text = json_string(mended);
    }
    tk_json_set_take(object, key, text);
}

void
tk_json_set_number(TkJson *object, const char *key, int64_t value)
{
    tk_json_set_take(object, key, json_integer(value));
}

void
tk_json_set_id(TkJson *object, const char *key, int64_t id)
{
    g_autofree char *text = id != 0 ? tk_id_to_text(id) : NULL;

    tk_json_set_text(object, key, text);
}

const char *
tk_json_get_text(const TkJson *object, const char *key, const char *fallback)
{
    const TkJson *value = json_object_get(object, key);

    return json_is_string(value) ? json_string_value(value) : fallback;
}

int64_t
tk_json_get_number(const TkJson *object, const char *key, int64_t fallback)
{
    const TkJson *value = json_object_get(object, key);

    return json_is_integer(value) ? json_integer_value(value) : fallback;
}
