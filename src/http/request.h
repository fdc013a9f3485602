/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * request.h - what somebody asks over HTTP, taken apart and checked, and how a route reads it.
 *
 * Knows no server library: server.c fills it in from a socket, a test by hand. Whatever is read
 * here comes from outside, so every reader can fail with an ordinary error.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-day.h"
#include "base/tk-id.h"
#include "base/tk-json.h"

#include <glib.h>

/* The headers that are looked at; all others are left alone. */
typedef enum {
    REQUEST_HOST,
    REQUEST_ORIGIN,
    REQUEST_COOKIE,
    REQUEST_CONTENT_TYPE,
    REQUEST_CONTENT_LENGTH,
    REQUEST_TRANSFER_ENCODING,
    REQUEST_IDEMPOTENCY_KEY,
    REQUEST_SEC_FETCH_SITE,
    REQUEST_ACCEPT_ENCODING,
    REQUEST_IF_NONE_MATCH,
    REQUEST_HEADER_COUNT
} RequestHeader;

/* Its name on the wire, in lower case. */
const char *
request_header_name(RequestHeader header);

typedef struct {
    char *name;
    char *value;
} RequestParameter;

/* A file that came with the request and lies in a folder of its own (upload.h). */
typedef struct Upload Upload;
struct Imports;
struct Route;

typedef struct {
    /* As it came in; borrowed from whoever made the request. */
    const char *method;
    const char *target; /* path and query, still percent-encoded */
    const char *headers[REQUEST_HEADER_COUNT];
    const char *header_repeated; /* the name of one that came twice, or NULL */
    GByteArray *body;            /* owned; NULL where none came */
    Upload *upload;              /* owned; NULL where none came */

    /* Taken apart by request_take_target() and the router. */
    char *path;            /* decoded; "/api/v1/people/..." */
    GPtrArray *parameters; /* of RequestParameter */
    TkId id;               /* the {id} of the path, or 0 */
    TkJson *fields;        /* the body's object; never NULL in a route that takes fields */
    const struct Route *route;
    const Workspace *workspace;
    struct Imports *imports;
} Request;

/* Whether it is clear where its body ends: by Content-Length or by chunks and not by both, nor by a
 * coding that we do not know (RFC 9112 6.3). Where it is not, whoever stands before us may take
 * what follows for something else than we do. */
gboolean
request_has_one_length(const Request *request);

/* Empty, with nothing borrowed. */
void
request_clear(Request *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

/* Splits the target into path and parameters. Errors: TK_ERROR_INVALID "path-malformed" (no leading
 * slash, bad percent-encoding, an encoded slash or NUL, not UTF-8, a dot segment),
 * "parameter-malformed", "parameter-repeated". */
gboolean
request_take_target(Request *request, GError **error);

/* A parameter of the query, or NULL. Borrowed. */
const char *
request_parameter(const Request *request, const char *name);

/* Readers of parameters; absent leaves `fallback` in `out`. Errors: TK_ERROR_INVALID
 * "parameter-malformed" (subject: its name). */
gboolean
request_parameter_number(const Request *request, const char *name, unsigned fallback, unsigned most,
                         unsigned *out, GError **error);
gboolean
request_parameter_day(const Request *request, const char *name, TkDay fallback, TkDay *out,
                      GError **error);
gboolean
request_parameter_boolean(const Request *request, const char *name, gboolean *out, GError **error);

/* Readers of fields; a field that is absent or null leaves NULL or 0 in `out`. Texts are borrowed
 * from the request. Errors: TK_ERROR_INVALID "field-type" (subject: its name). */
gboolean
request_text(const Request *request, const char *name, const char **out, GError **error);
gboolean
request_number(const Request *request, const char *name, int64_t *out, GError **error);
gboolean
request_id(const Request *request, const char *name, TkId *out, GError **error);
gboolean
request_day(const Request *request, const char *name, TkDay *out, GError **error);
/* "2026-12-07T09:30:00Z", or without zone in the user's own. */
gboolean
request_instant(const Request *request, const char *name, int64_t *out, GError **error);
/* A text, or an array of texts as one text, one a line. Caller owns it. */
gboolean
request_lines(const Request *request, const char *name, char **out, GError **error);
