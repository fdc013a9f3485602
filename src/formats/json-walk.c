/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/json-walk.h"

#include "base/tk-limits.h"

#include <string.h>

enum {
    NAME_BYTES = 100, /* of a member's name; no longer one is asked for */
    FULL_WINDOW = JSON_WALK_WINDOW - (64 << 10), /* UTF-16 leaves some of it */
};

typedef struct {
    Input *input;
    const JsonWalk *walk;
    GString *path;
    unsigned depth;
    int64_t number;
    gboolean is_broken;
    GError **error;
} Walker;

/* How far a value has been gone through. */
typedef struct {
    unsigned depth;
    gboolean is_begun, is_plain, is_text, is_escaped;
} Extent;

static gboolean
is_blank(char sign)
{
    return sign == ' ' || sign == '\n' || sign == '\r' || sign == '\t';
}

static gboolean
break_off(Walker *walker)
{
    walker->is_broken = TRUE;
    return FALSE;
}

/* The next sign that is no blank, which stays; 0 at the end. */
static char
next_sign(Walker *walker)
{
    for (;;) {
        const char *data = input_data(walker->input);
        gsize length = input_length(walker->input);
        gsize at = 0;

        while (at < length && is_blank(data[at]))
            at++;
        input_skip(walker->input, at);
        if (at < length)
            return input_data(walker->input)[0];
        if (!input_more(walker->input))
            return '\0';
    }
}

static gboolean
expect(Walker *walker, char sign)
{
    if (next_sign(walker) != sign)
        return break_off(walker);
    input_skip(walker->input, 1);
    return TRUE;
}

/* Goes on through a value; how many of these bytes are its own. TRUE at its end. */
static gboolean
extend(Extent *extent, const char *data, gsize length, gsize *out_used)
{
    for (gsize at = 0; at < length; at++) {
        char sign = data[at];

        if (extent->is_text) {
            if (extent->is_escaped)
                extent->is_escaped = FALSE;
            else if (sign == '\\')
                extent->is_escaped = TRUE;
            else if (sign == '"')
                extent->is_text = FALSE;
            if (extent->is_text || extent->depth > 0)
                continue;
            *out_used = at + 1;
            return TRUE;
        }
        if (extent->is_plain && (is_blank(sign) || strchr(",]}", sign) != NULL)) {
            *out_used = at;
            return TRUE;
        }
        if (sign == '"') {
            extent->is_text = TRUE;
        } else if (sign == '{' || sign == '[') {
            extent->depth++;
        } else if (sign == '}' || sign == ']') {
            extent->depth -= extent->depth > 0 ? 1 : 0;
            if (extent->depth == 0) {
                *out_used = at + 1;
                return TRUE;
            }
        } else if (!extent->is_begun) {
            extent->is_plain = TRUE;
        }
        extent->is_begun = TRUE;
    }
    *out_used = length;
    return FALSE;
}

static gboolean
pass(Walker *walker, Extent *extent)
{
    for (;;) {
        gsize used = 0;
        gboolean is_end =
            extend(extent, input_data(walker->input), input_length(walker->input), &used);

        input_skip(walker->input, used);
        if (is_end)
            return TRUE;
        if (!input_more(walker->input))
            return extent->is_plain || break_off(walker);
    }
}

static gboolean
hand_out(Walker *walker, TkJson *value, const char *reason)
{
    const JsonWalkValue handed = { walker->path->str, value, reason, ++walker->number };

    return walker->walk->take(&handed, walker->walk->data, walker->error);
}

static gboolean
take(Walker *walker)
{
    Extent extent = { 0 };
    gsize length = 0, used = 0;
    g_autoptr(TkJson) value = NULL;

    while (!extend(&extent, input_data(walker->input) + length,
                   input_length(walker->input) - length, &used)) {
        length += used;
        if (input_more(walker->input))
            continue;
        if (input_length(walker->input) < FULL_WINDOW) {
            if (!extent.is_plain)
                return break_off(walker);
            used = 0;
            break;
        }
        input_skip(walker->input, length);
        return pass(walker, &extent) && hand_out(walker, NULL, "value-too-long");
    }
    length += used;
    value = tk_json_parse(input_data(walker->input), length, NULL);
    input_skip(walker->input, length);
    return hand_out(walker, value, value == NULL ? "value-malformed" : NULL);
}

/* A member's name onto the path. */
static gboolean
take_name(Walker *walker)
{
    Extent extent = { 0 };
    gsize began = walker->path->len;
    gsize kept = 0, used = 0;
    gboolean is_end = FALSE, is_number = TRUE;

    if (next_sign(walker) != '"')
        return break_off(walker);
    if (began > 0)
        g_string_append_c(walker->path, '.');
    while (!is_end) {
        const char *data = input_data(walker->input);

        is_end = extend(&extent, data, input_length(walker->input), &used);
        if (kept < NAME_BYTES)
            g_string_append_len(walker->path, data, (gssize) MIN(used, NAME_BYTES - kept));
        kept += used;
        input_skip(walker->input, used);
        if (!is_end && !input_more(walker->input))
            return break_off(walker);
    }
    /* Both quotation marks go, if the last one is there. */
    g_string_erase(walker->path, (gssize) (began + (began > 0 ? 1 : 0)), 1);
    if (kept <= NAME_BYTES)
        g_string_truncate(walker->path, walker->path->len - 1);
    for (const char *at = walker->path->str + began + (began > 0 ? 1 : 0); *at != '\0'; at++)
        is_number = is_number && g_ascii_isdigit(*at);
    if (is_number && kept > 2) {
        g_string_truncate(walker->path, began);
        g_string_append(walker->path, "[]");
    }
    return expect(walker, ':');
}

static gboolean
walk_value(Walker *walker);

static gboolean
walk_inside(Walker *walker, char close)
{
    gsize began = walker->path->len;

    input_skip(walker->input, 1);
    if (next_sign(walker) == close) {
        input_skip(walker->input, 1);
        return TRUE;
    }
    for (;;) {
        if (close == ']')
            g_string_append(walker->path, "[]");
        else if (!take_name(walker))
            return FALSE;
        if (!walk_value(walker))
            return FALSE;
        g_string_truncate(walker->path, began);

        char sign = next_sign(walker);

        if (sign != ',' && sign != close)
            return break_off(walker);
        input_skip(walker->input, 1);
        if (sign == close)
            return TRUE;
    }
}

static gboolean
walk_value(Walker *walker)
{
    Extent extent = { 0 };
    char sign = next_sign(walker);
    JsonWalkWish wish = JSON_WALK_PASS;
    gboolean is_ok;

    if (sign == '\0' || strchr(",:]}", sign) != NULL)
        return break_off(walker);
    wish = walker->walk->wish(walker->path->str, walker->walk->data);
    if (wish == JSON_WALK_TAKE)
        return take(walker);
    if (wish == JSON_WALK_PASS || (sign != '{' && sign != '['))
        return pass(walker, &extent);
    if (++walker->depth > TK_LIMIT_JSON_DEPTH)
        return break_off(walker);
    is_ok = walk_inside(walker, sign == '{' ? '}' : ']');
    walker->depth--;
    return is_ok;
}

gboolean
json_walk(Input *input, const JsonWalk *walk, gboolean *out_is_whole, GError **error)
{
    g_autoptr(GString) path = g_string_new("");
    GError *fault = NULL;
    Walker walker = { .input = input, .walk = walk, .path = path, .error = &fault };
    gboolean is_ok = walk_value(&walker) && next_sign(&walker) == '\0';

    if (fault != NULL) {
        g_propagate_error(error, fault);
        return FALSE;
    }
    *out_is_whole = is_ok && !input_is_broken(input);
    return TRUE;
}
