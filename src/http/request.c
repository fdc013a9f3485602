/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/request.h"

#include "base/tk-error.h"
#include "http/upload.h"

#include <string.h>

#define MOST_PARAMETERS 16
#define NOON            (12 * 60) /* minute that a bare date stands for */

static const char *const header_names[REQUEST_HEADER_COUNT] = {
    [REQUEST_HOST] = "host",
    [REQUEST_ORIGIN] = "origin",
    [REQUEST_COOKIE] = "cookie",
    [REQUEST_CONTENT_TYPE] = "content-type",
    [REQUEST_CONTENT_LENGTH] = "content-length",
    [REQUEST_TRANSFER_ENCODING] = "transfer-encoding",
    [REQUEST_IDEMPOTENCY_KEY] = "idempotency-key",
    [REQUEST_SEC_FETCH_SITE] = "sec-fetch-site",
    [REQUEST_ACCEPT_ENCODING] = "accept-encoding",
    [REQUEST_IF_NONE_MATCH] = "if-none-match",
};

const char *
request_header_name(RequestHeader header)
{
    g_assert(header < REQUEST_HEADER_COUNT);
    return header_names[header];
}

gboolean
request_has_one_length(const Request *request)
{
    const char *coding = request->headers[REQUEST_TRANSFER_ENCODING];

    return coding == NULL || (request->headers[REQUEST_CONTENT_LENGTH] == NULL &&
                              g_ascii_strcasecmp(coding, "chunked") == 0);
}

static void
parameter_free(gpointer data)
{
    RequestParameter *parameter = data;

    g_free(parameter->name);
    g_free(parameter->value);
    g_free(parameter);
}

void
request_clear(Request *request)
{
    g_clear_pointer(&request->body, g_byte_array_unref);
    g_clear_pointer(&request->upload, upload_free);
    g_clear_pointer(&request->path, g_free);
    g_clear_pointer(&request->parameters, g_ptr_array_unref);
    g_clear_pointer(&request->fields, json_decref);
}

/* The decoded text, or NULL for what is not well formed. */
static char *
decode(const char *from, gsize length, gboolean plus_is_space, const char *forbidden)
{
    g_autofree char *encoded = g_strndup(from, length);

    if (plus_is_space)
        g_strdelimit(encoded, "+", ' ');
    /* g_uri_unescape_segment() refuses %00 and what `forbidden` names. */
    g_autofree char *decoded = g_uri_unescape_segment(encoded, encoded + length, forbidden);

    if (decoded == NULL || !g_utf8_validate(decoded, -1, NULL))
        return NULL;
    return g_steal_pointer(&decoded);
}

static gboolean
has_dot_segment(const char *path)
{
    for (const char *segment = strchr(path, '/'); segment != NULL;
         segment = strchr(segment + 1, '/')) {
        gsize length = strcspn(segment + 1, "/");

        if ((length == 1 && segment[1] == '.') ||
            (length == 2 && segment[1] == '.' && segment[2] == '.'))
            return TRUE;
    }
    return strchr(path, '\\') != NULL;
}

static gboolean
take_parameter(Request *request, const char *pair, gsize length, GError **error)
{
    const char *equals = memchr(pair, '=', length);
    gsize name_length = equals != NULL ? (gsize) (equals - pair) : length;
    g_autofree char *name = decode(pair, name_length, TRUE, NULL);
    g_autofree char *value =
        equals != NULL ? decode(equals + 1, length - name_length - 1, TRUE, NULL) : g_strdup("");

    if (name == NULL || value == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "parameter-malformed", name);
    if (request_parameter(request, name) != NULL)
        return tk_fail(error, TK_ERROR_INVALID, "parameter-repeated", name);
    if (request->parameters->len >= MOST_PARAMETERS)
        return tk_fail(error, TK_ERROR_INVALID, "parameter-unknown", name);

    RequestParameter *parameter = g_new0(RequestParameter, 1);

    parameter->name = g_steal_pointer(&name);
    parameter->value = g_steal_pointer(&value);
    g_ptr_array_add(request->parameters, parameter);
    return TRUE;
}

gboolean
request_take_target(Request *request, GError **error)
{
    gsize path_length = strcspn(request->target, "?");
    const char *query = request->target + path_length;

    g_assert(request->path == NULL && request->parameters == NULL);
    request->path = decode(request->target, path_length, FALSE, "/");
    if (request->path == NULL || request->path[0] != '/' || has_dot_segment(request->path))
        return tk_fail(error, TK_ERROR_INVALID, "path-malformed", NULL);
    if (*query == '\0')
        return TRUE;

    request->parameters = g_ptr_array_new_with_free_func(parameter_free);
    for (const char *pair = query + 1; *pair != '\0';) {
        gsize length = strcspn(pair, "&");

        if (length > 0 && !take_parameter(request, pair, length, error))
            return FALSE;
        pair += length + (pair[length] == '&');
    }
    return TRUE;
}

const char *
request_parameter(const Request *request, const char *name)
{
    if (request->parameters == NULL)
        return NULL;
    for (guint i = 0; i < request->parameters->len; i++) {
        const RequestParameter *parameter = g_ptr_array_index(request->parameters, i);

        if (strcmp(parameter->name, name) == 0)
            return parameter->value;
    }
    return NULL;
}

gboolean
request_parameter_number(const Request *request, const char *name, unsigned fallback, unsigned most,
                         unsigned *out, GError **error)
{
    const char *text = request_parameter(request, name);
    guint64 number = 0;

    if (text == NULL) {
        *out = fallback;
        return TRUE;
    }
    if (!g_ascii_string_to_unsigned(text, 10, 1, most, &number, NULL))
        return tk_fail(error, TK_ERROR_INVALID, "parameter-malformed", name);
    *out = (unsigned) number;
    return TRUE;
}

gboolean
request_parameter_day(const Request *request, const char *name, TkDay fallback, TkDay *out,
                      GError **error)
{
    const char *text = request_parameter(request, name);
    TkDay day = fallback;

    if (text != NULL && !tk_day_from_text(text, &day))
        return tk_fail(error, TK_ERROR_INVALID, "parameter-malformed", name);
    *out = day;
    return TRUE;
}

gboolean
request_parameter_boolean(const Request *request, const char *name, gboolean *out, GError **error)
{
    const char *text = request_parameter(request, name);
    gboolean yes = text != NULL && (strcmp(text, "true") == 0 || strcmp(text, "1") == 0);

    if (text != NULL && !yes && strcmp(text, "false") != 0 && strcmp(text, "0") != 0)
        return tk_fail(error, TK_ERROR_INVALID, "parameter-malformed", name);
    *out = yes;
    return TRUE;
}

/* The field, or NULL where it is absent or null. */
static const TkJson *
field(const Request *request, const char *name)
{
    const TkJson *value = json_object_get(request->fields, name);

    return json_is_null(value) ? NULL : value;
}

gboolean
request_text(const Request *request, const char *name, const char **out, GError **error)
{
    const TkJson *value = field(request, name);

    if (value != NULL && !json_is_string(value))
        return tk_fail(error, TK_ERROR_INVALID, "field-type", name);
    *out = value != NULL ? json_string_value(value) : NULL;
    return TRUE;
}

gboolean
request_number(const Request *request, const char *name, int64_t *out, GError **error)
{
    const TkJson *value = field(request, name);

    if (value != NULL && !json_is_integer(value))
        return tk_fail(error, TK_ERROR_INVALID, "field-type", name);
    *out = value != NULL ? json_integer_value(value) : 0;
    return TRUE;
}

gboolean
request_id(const Request *request, const char *name, TkId *out, GError **error)
{
    const char *text = NULL;
    TkId id = 0;

    if (!request_text(request, name, &text, error))
        return FALSE;
    if (text != NULL && !tk_id_from_text(text, &id))
        return tk_fail(error, TK_ERROR_INVALID, "field-type", name);
    *out = id;
    return TRUE;
}

gboolean
request_day(const Request *request, const char *name, TkDay *out, GError **error)
{
    const char *text = NULL;
    TkDay day = 0;

    if (!request_text(request, name, &text, error))
        return FALSE;
    if (text != NULL && !tk_day_from_text(text, &day))
        return tk_fail(error, TK_ERROR_INVALID, "field-type", name);
    *out = day;
    return TRUE;
}

gboolean
request_instant(const Request *request, const char *name, int64_t *out, GError **error)
{
    const char *text = NULL;

    if (!request_text(request, name, &text, error))
        return FALSE;
    if (text == NULL) {
        *out = 0;
        return TRUE;
    }
    const TkSettings *settings = workspace_settings(request->workspace);
    const char *zone = tk_settings_text(settings, "me.zone");

    if (*zone == '\0')
        zone = tk_zone_of_country(tk_settings_text(settings, "me.country"));
    return tk_instant_from_text(text, zone, NOON, out, error);
}

gboolean
request_lines(const Request *request, const char *name, char **out, GError **error)
{
    const TkJson *value = field(request, name);

    if (value == NULL || json_is_string(value)) {
        *out = value != NULL ? g_strdup(json_string_value(value)) : NULL;
        return TRUE;
    }
    if (!json_is_array(value))
        return tk_fail(error, TK_ERROR_INVALID, "field-type", name);

    g_autoptr(GString) lines = g_string_new(NULL);

    for (size_t i = 0; i < json_array_size(value); i++) {
        const TkJson *line = json_array_get(value, i);

        if (!json_is_string(line))
            return tk_fail(error, TK_ERROR_INVALID, "field-type", name);
        if (i > 0)
            g_string_append_c(lines, '\n');
        g_string_append(lines, json_string_value(line));
    }
    *out = g_string_free(g_steal_pointer(&lines), FALSE);
    return TRUE;
}
