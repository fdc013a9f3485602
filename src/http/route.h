/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * route.h - one way in: a method, a path, who may use it, what it takes.
 *
 * To add one: write it into the route-NAME.c of its resource, with a handler that reads fields,
 * calls one action and replies; describe it in doc/api.yaml. A new resource's table is named in
 * route-table.c. A test holds table and document against each other.
 */
#pragma once

#include "http/reply.h"
#include "http/request.h"

#include <glib.h>

typedef enum {
    ROUTE_NOBODY = 0, /* a route that forgets to say is closed */
    ROUTE_ANYONE,     /* also without the session's cookie */
    ROUTE_MEMBER,     /* with it */
} RouteAccess;

typedef enum {
    ROUTE_PLAIN = 0,
    ROUTE_READS = 1 << 0,  /* a POST that writes nothing: no Idempotency-Key is asked for */
    ROUTE_UPLOAD = 1 << 1, /* the body is a file, streamed to disk */
    ROUTE_TENDS = 1 << 2,  /* a GET that may bring the store up to date first, and looks then */
} RouteFlags;

typedef struct Route {
    const char *method;
    const char *path; /* "/api/v1/people/{id}"; {id} is one segment of 13 letters */
    RouteAccess access;
    /* FALSE with error where nothing is to be kept. */
    gboolean (*run)(const Request *request, Reply *reply, GError **error);
    /* Names that may stand in the query or the body's object, parted by spaces; a field with "!"
     * must. Anything else is refused. NULL: none. */
    const char *query;
    const char *fields;
    RouteFlags flags;
} Route;

/* All tables, each ending with a NULL method; the list ends with NULL. */
extern const Route *const route_table[];

/* Does this list of names hold the name? With `out_must`, whether it must stand. */
gboolean
route_names_hold(const char *names, const char *name, gboolean *out_must);

/* Does it write? */
gboolean
route_writes(const Route *route);
