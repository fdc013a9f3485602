/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * router.h - from a request to the one route that answers it, with every check before that.
 *
 * In two steps, because a body is read between them: router_head() looks at the first line and the
 * headers and says what may come; router_answer() reads the body and runs the route. Order of the
 * checks: host, origin, session, path, method, access, then type, size and key of a write. So a
 * stranger learns nothing of what there is.
 */
#pragma once

#include "http/gate.h"
#include "http/reply.h"
#include "http/request.h"
#include "http/route.h"

#include <glib.h>

typedef struct {
    const Gate *gate;
    const Route *const *table;
    /* Answers whatever is not under /api; FALSE with error. */
    gboolean (*page)(const Gate *gate, const Request *request, Reply *reply, GError **error);
} Router;

typedef enum {
    ROUTER_NO_BODY,
    ROUTER_FIELDS, /* an object of at most TK_LIMIT_HTTP_BODY bytes, kept in memory */
    ROUTER_FILE,   /* bytes of at most TK_LIMIT_HTTP_UPLOAD, kept on disk */
} RouterBody;

/* Checks the head and finds the route. FALSE with the error that is the answer; then nothing of the
 * body is needed. */
gboolean
router_head(const Router *router, Request *request, RouterBody *out_body, GError **error);

/* Answers a request whose head was passed and whose body is in. Never fails: a failure is a reply.
 * `reply` is empty before. */
void
router_answer(const Router *router, Request *request, Reply *reply);

/* A failure as a reply, with the headers that belong to it (405: Allow). */
void
router_refuse(const Router *router, const Request *request, Reply *reply, const GError *error);
