/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-json.h - jansson with our ownership, limits and errors. The only file that speaks of
 * json_loads.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

typedef json_t TkJson;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TkJson, json_decref)

/* One JSON value and nothing after it; duplicate keys are refused; at most TK_LIMIT_JSON_DEPTH
 * deep. Errors: TK_ERROR_INVALID "json-malformed" with line and column. */
TkJson *
tk_json_parse(const char *text, gsize length, GError **error);

/* Compact, keys in the order they were set. Caller frees with g_free(). */
char *
tk_json_text(const TkJson *value);

/* Sets a text (made valid UTF-8), number or id (as 13 letters; null for 0) in an object. */
void
tk_json_set_text(TkJson *object, const char *key, const char *value);
void
tk_json_set_number(TkJson *object, const char *key, int64_t value);
void
tk_json_set_id(TkJson *object, const char *key, int64_t id);
void
tk_json_set_take(TkJson *object, const char *key, TkJson *value_take);

/* The text or number under `key`, or the fallback where it is missing or of another type. Borrowed.
 */
const char *
tk_json_get_text(const TkJson *object, const char *key, const char *fallback);
int64_t
tk_json_get_number(const TkJson *object, const char *key, int64_t fallback);
