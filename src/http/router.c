/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/router.h"

#include "actions/repeat-once.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "http/upload.h"

#include <string.h>

#define API_PREFIX "/api/"
#define KEY_LEAST  8
#define KEY_MOST   128
#define DECIMAL    10

gboolean
route_names_hold(const char *names, const char *name, gboolean *out_must)
{
    gsize length = strlen(name);

    if (out_must != NULL)
        *out_must = FALSE;
    for (const char *next = names; next != NULL && *next != '\0';) {
        gsize word = strcspn(next, " !");

        if (word == length && strncmp(next, name, length) == 0) {
            if (out_must != NULL)
                *out_must = next[word] == '!';
            return TRUE;
        }
        next += word;
        next += strspn(next, " !");
    }
    return FALSE;
}

gboolean
route_writes(const Route *route)
{
    return strcmp(route->method, "GET") != 0 && !(route->flags & ROUTE_READS);
}

/* Does the path follow the pattern? The segment at {id} is an id, or it does not. */
static gboolean
path_follows(const char *path, const char *pattern, TkId *out_id)
{
    const char *brace = strchr(pattern, '{');

    if (brace == NULL)
        return strcmp(path, pattern) == 0;

    gsize before = (gsize) (brace - pattern);

    if (strncmp(path, pattern, before) != 0)
        return FALSE;

    const char *segment = path + before;
    gsize length = strcspn(segment, "/");
    char letters[TK_ID_LETTERS + 1] = { 0 };

    if (length != TK_ID_LETTERS || strcmp(segment + length, brace + strlen("{id}")) != 0)
        return FALSE;
    memcpy(letters, segment, TK_ID_LETTERS);
    return tk_id_from_text(letters, out_id);
}

static gboolean
method_fits(const char *method, const char *asked)
{
    return strcmp(method, asked) == 0 || (strcmp(asked, "HEAD") == 0 && strcmp(method, "GET") == 0);
}

/* The route for path and method; NULL, and whether the path is known at all. */
static const Route *
find_route(const Router *router, const Request *request, TkId *out_id, gboolean *out_known)
{
    *out_known = FALSE;
    for (const Route *const *group = router->table; *group != NULL; group++) {
        for (const Route *route = *group; route->method != NULL; route++) {
            if (!path_follows(request->path, route->path, out_id))
                continue;
            *out_known = TRUE;
            if (method_fits(route->method, request->method))
                return route;
        }
    }
    return NULL;
}

static gboolean
is_reading(const Request *request)
{
    return strcmp(request->method, "GET") == 0 || strcmp(request->method, "HEAD") == 0;
}

static gboolean
is_type(const Request *request, const char *type)
{
    const char *given = request->headers[REQUEST_CONTENT_TYPE];
    gsize length = strlen(type);

    return given != NULL && g_ascii_strncasecmp(given, type, length) == 0 &&
           strchr("; \t", given[length]) != NULL; /* or its end */
}

static gboolean
check_length(const Request *request, int64_t most, GError **error)
{
    const char *text = request->headers[REQUEST_CONTENT_LENGTH];
    guint64 length = 0;

    if (text == NULL)
        return TRUE;
    if (!g_ascii_string_to_unsigned(text, DECIMAL, 0, G_MAXINT64, &length, NULL))
        return tk_fail(error, TK_ERROR_INVALID, "header-malformed", "content-length");
    if ((int64_t) length > most)
        return tk_fail(error, TK_ERROR_TOO_LARGE, "body-too-large", NULL);
    return TRUE;
}

/* 8 to 128 visible ASCII signs. */
static gboolean
check_key(const Request *request, GError **error)
{
    const char *key = request->headers[REQUEST_IDEMPOTENCY_KEY];
    gsize length = key != NULL ? strlen(key) : 0;

    if (length == 0)
        return tk_fail(error, TK_ERROR_INVALID, "idempotency-key-missing", NULL);
    for (gsize i = 0; i < length; i++) {
        if (key[i] <= ' ' || key[i] > '~')
            length = 0;
    }
    if (length < KEY_LEAST || length > KEY_MOST)
        return tk_fail(error, TK_ERROR_INVALID, "idempotency-key-malformed", NULL);
    return TRUE;
}

static gboolean
check_parameters(const Request *request, const Route *route, GError **error)
{
    for (guint i = 0; request->parameters != NULL && i < request->parameters->len; i++) {
        const RequestParameter *parameter = g_ptr_array_index(request->parameters, i);

        if (!route_names_hold(route->query, parameter->name, NULL))
            return tk_fail(error, TK_ERROR_INVALID, "parameter-unknown", parameter->name);
    }
    return TRUE;
}

static gboolean
check_body_head(const Request *request, RouterBody *out_body, GError **error)
{
    const Route *route = request->route;

    if (route->flags & ROUTE_UPLOAD) {
        *out_body = ROUTER_FILE;
        if (!is_type(request, "multipart/form-data") &&
            !is_type(request, "application/octet-stream"))
            return tk_fail(error, TK_ERROR_INVALID, "content-type-unknown",
                           "multipart/form-data application/octet-stream");
        if (!check_length(request, TK_LIMIT_HTTP_UPLOAD, error))
            return FALSE;
    } else if (strcmp(route->method, "GET") != 0) {
        *out_body = ROUTER_FIELDS;
        if (!is_type(request, "application/json"))
            return tk_fail(error, TK_ERROR_INVALID, "content-type-unknown", "application/json");
        if (!check_length(request, TK_LIMIT_HTTP_BODY, error))
            return FALSE;
    } else if (!check_length(request, 0, error)) {
        return FALSE;
    }
    return !route_writes(route) || check_key(request, error);
}

static gboolean
check_api_head(const Router *router, Request *request, RouterBody *out_body, GError **error)
{
    g_autoptr(GError) no_session = NULL;
    gboolean known = FALSE;
    gboolean member = FALSE;

    if (!gate_check_origin(router->gate, request, !is_reading(request), error))
        return FALSE;
    member = gate_check_session(router->gate, request, &no_session);
    request->route = find_route(router, request, &request->id, &known);
    if (!member && (request->route == NULL || request->route->access != ROUTE_ANYONE)) {
        g_propagate_error(error, g_steal_pointer(&no_session));
        return FALSE;
    }
    if (!known)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-path", request->path);
    if (request->route == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "method-not-allowed", request->method);
    if (request->route->access == ROUTE_NOBODY)
        return tk_fail(error, TK_ERROR_FORBIDDEN, "path-closed", request->path);
    return check_parameters(request, request->route, error) &&
           check_body_head(request, out_body, error);
}

gboolean
router_head(const Router *router, Request *request, RouterBody *out_body, GError **error)
{
    *out_body = ROUTER_NO_BODY;
    if (!gate_check_host(router->gate, request, error))
        return FALSE;
    if (!request_has_one_length(request))
        return tk_fail(error, TK_ERROR_INVALID, "header-malformed", "transfer-encoding");
    if (request->header_repeated != NULL)
        return tk_fail(error, TK_ERROR_INVALID, "header-repeated", request->header_repeated);
    if (!request_take_target(request, error))
        return FALSE;
    if (g_str_has_prefix(request->path, API_PREFIX))
        return check_api_head(router, request, out_body, error);
    if (!is_reading(request))
        return tk_fail(error, TK_ERROR_INVALID, "method-not-allowed", request->method);
    return check_length(request, 0, error);
}

/* The body's object, with no field that the route does not know and all that it needs. */
static gboolean
take_fields(Request *request, GError **error)
{
    const GByteArray *body = request->body;
    const char *name = NULL;
    TkJson *value = NULL;

    if (body == NULL || body->len == 0)
        request->fields = json_object();
    else
        request->fields = tk_json_parse((const char *) body->data, body->len, error);
    if (request->fields == NULL)
        return FALSE;
    if (!json_is_object(request->fields))
        return tk_fail(error, TK_ERROR_INVALID, "json-no-object", NULL);
    json_object_foreach(request->fields, name, value)
    {
        if (!route_names_hold(request->route->fields, name, NULL))
            return tk_fail(error, TK_ERROR_INVALID, "field-unknown", name);
    }

    g_auto(GStrv) names =
        g_strsplit(request->route->fields != NULL ? request->route->fields : "", " ", -1);

    for (unsigned i = 0; names[i] != NULL; i++) {
        gsize length = strlen(names[i]);

        if (length == 0 || names[i][length - 1] != '!')
            continue;
        names[i][length - 1] = '\0';
        value = json_object_get(request->fields, names[i]);
        /* To the actions null and nothing are the same. */
        if (value == NULL || json_is_null(value))
            return tk_fail(error, TK_ERROR_INVALID, "field-missing", names[i]);
    }
    return TRUE;
}

/* What makes two requests the same: everything that the route can see. */
static char *
digest_of(const Request *request)
{
    g_autoptr(GChecksum) digest = g_checksum_new(G_CHECKSUM_SHA256);
    const GByteArray *body = request->body;

    g_checksum_update(digest, (const guchar *) request->method, -1);
    g_checksum_update(digest, (const guchar *) " ", 1);
    g_checksum_update(digest, (const guchar *) request->target, -1);
    g_checksum_update(digest, (const guchar *) "\n", 1);
    if (body != NULL && body->len > 0)
        g_checksum_update(digest, body->data, body->len);
    if (request->upload != NULL)
        g_checksum_update(digest, (const guchar *) upload_digest(request->upload), -1);
    return g_strdup(g_checksum_get_string(digest));
}

/* Runs the route and keeps its answer in the same unit of work; a failure keeps nothing, so the
 * same key may be tried again. */
static gboolean
run_once(const Request *request, Reply *reply, GError **error)
{
    const char *key = request->headers[REQUEST_IDEMPOTENCY_KEY];
    g_autofree char *digest = digest_of(request);
    OnceWork *work = begin_request(request->workspace, error);

    if (work == NULL)
        return FALSE;

    /* Looked for inside the work: of two at the same time the second waits and finds it. */
    g_autoptr(GError) fault = NULL;
    unsigned status = 0;
    char *kept = find_answer(request->workspace, key, digest, &status, &fault);

    if (kept != NULL) {
        drop_request(work);
        reply_text_take(reply, status, "application/json", kept);
        reply_header(reply, "Idempotent-Replayed", "true");
        return TRUE;
    }
    if (fault != NULL || !request->route->run(request, reply, &fault)) {
        drop_request(work);
        g_propagate_error(error, g_steal_pointer(&fault));
        return FALSE;
    }

    g_assert(reply->body != NULL);
    g_autofree char *text =
        g_strndup(g_bytes_get_data(reply->body, NULL), g_bytes_get_size(reply->body));

    return keep_answer(work, key, digest, reply->status, text, error);
}

/* One answer is of one moment, however many queries it takes. */
static gboolean
run_looking(const Request *request, Reply *reply, GError **error)
{
    g_auto(WorkspaceLook) look = { 0 };

    if (request->route->flags & ROUTE_TENDS)
        return request->route->run(request, reply, error);
    return workspace_look(request->workspace, &look, error) &&
           request->route->run(request, reply, error);
}

static gboolean
answer_api(Request *request, Reply *reply, GError **error)
{
    if (!(request->route->flags & ROUTE_UPLOAD) && !take_fields(request, error))
        return FALSE;
    if (!route_writes(request->route))
        return run_looking(request, reply, error);
    if (!run_once(request, reply, error))
        return FALSE;
    if (reply->then != NULL)
        reply->then(g_steal_pointer(&reply->then_data));
    return TRUE;
}

/* Methods that the path knows, as Allow lists them. */
static char *
allowed_methods(const Router *router, const Request *request)
{
    g_autoptr(GString) methods = g_string_new(NULL);
    TkId id = 0;

    for (const Route *const *group = router->table; *group != NULL; group++) {
        for (const Route *route = *group; route->method != NULL; route++) {
            if (!path_follows(request->path, route->path, &id))
                continue;
            g_string_append_printf(methods, "%s%s", methods->len > 0 ? ", " : "", route->method);
            if (strcmp(route->method, "GET") == 0)
                g_string_append(methods, ", HEAD");
        }
    }
    if (methods->len == 0)
        g_string_append(methods, "GET, HEAD");
    return g_string_free(g_steal_pointer(&methods), FALSE);
}

void
router_refuse(const Router *router, const Request *request, Reply *reply, const GError *error)
{
    reply_clear(reply);
    reply_error(reply, error);
    if (strcmp(tk_error_face(error).key, "method-not-allowed") == 0) {
        g_autofree char *methods = allowed_methods(router, request);

        reply_header(reply, "Allow", methods);
    }
    reply_header(reply, "Cache-Control", "no-store");
}

void
router_answer(const Router *router, Request *request, Reply *reply)
{
    g_autoptr(GError) error = NULL;

    if (request->route == NULL) {
        if (!router->page(router->gate, request, reply, &error))
            router_refuse(router, request, reply, error);
        return;
    }
    if (!answer_api(request, reply, &error)) {
        router_refuse(router, request, reply, error);
        return;
    }
    reply_header(reply, "Cache-Control", "no-store");
}
