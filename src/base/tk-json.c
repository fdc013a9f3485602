/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-json.h"

#include "base/tk-error.h"
#include "base/tk-id.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"

#include <string.h>

#define TEXT_SPACE 16384 /* a page of fifty rows */

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
    char space[TEXT_SPACE];
    size_t length = json_dumpb(value, space, sizeof space, JSON_COMPACT | JSON_ENCODE_ANY);

    /* Only memory or a number that is none could fail; both are refused at the making. */
    g_assert(length > 0);
    char *text = g_malloc(length + 1);

    /* Most answers fit; one that does not is written again, into its own length. */
    if (length <= sizeof space)
        memcpy(text, space, length);
    else
        json_dumpb(value, text, length, JSON_COMPACT | JSON_ENCODE_ANY);
    text[length] = '\0';
    return text;
}

void
tk_json_set_take(TkJson *object, const char *key, TkJson *value_take)
{
    /* Keys are words of ours: only what comes from outside is looked at. */
    int failed = json_object_set_new_nocheck(object, key, value_take);

    g_assert(failed == 0);
}

void
tk_json_set_text(TkJson *object, const char *key, const char *value)
{
    if (value == NULL) {
        tk_json_set_take(object, key, json_null());
        return;
    }
    gsize length = strlen(value);

    if (g_utf8_validate_len(value, length, NULL)) {
        tk_json_set_take(object, key, json_stringn_nocheck(value, length));
        return;
    }
    g_autofree char *mended = tk_text_mend(value, -1);

    tk_json_set_take(object, key, json_string(mended));
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
