/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * gate.h - who may come in at all, decided from a request's headers before any route is looked up.
 *
 * A server on one's own machine is within reach of every page that one's browser shows: a name that
 * is bound anew to 127.0.0.1 (DNS rebinding) reaches it as its own origin, and any page can post to
 * it. So the Host must be one we listen under, a request of another origin is refused, and even
 * here a cookie is asked for, which only a page of ours was given. All of it is an allowlist: what
 * is not known is refused.
 */
#pragma once

#include "base/tk-world.h"
#include "http/request.h"

#include <glib.h>

typedef struct Gate Gate;

typedef struct {
    const char *address; /* what is listened on: "127.0.0.1", "::1", "192.0.2.7" */
    unsigned port;
    const char *origin; /* "https://tokopp.example", where we are reached through a proxy; or "" */
    const char *open_key; /* NULL: an address of this machine alone needs none */
} GateWish;

/* Makes a session's secret from the world's dice; it lives as long as the server. Errors:
 * TK_ERROR_INVALID "origin-malformed" (the setting is no scheme://host[:port]). */
Gate *
gate_new(const GateWish *wish, TkWorld *world, GError **error);
void
gate_free(Gate *gate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Gate, gate_free)

/* Is the Host one of ours? TK_ERROR_FORBIDDEN "host-not-allowed". */
gboolean
gate_check_host(const Gate *gate, const Request *request, GError **error);

/* Does a browser say that another site asks? `writes` is stricter. TK_ERROR_FORBIDDEN
 * "origin-not-allowed". */
gboolean
gate_check_origin(const Gate *gate, const Request *request, gboolean writes, GError **error);

/* Is the session's cookie there? TK_ERROR_FORBIDDEN "no-session". */
gboolean
gate_check_session(const Gate *gate, const Request *request, GError **error);

/* Whether this request for the page is given the cookie: the key is right or none is needed, and no
 * other site sent the browser here. */
gboolean
gate_welcomes(const Gate *gate, const Request *request);

/* The value of Set-Cookie, and its key-less rest: borrowed. */
const char *
gate_cookie(const Gate *gate);

/* The key that the address to open carries, or NULL. Borrowed. */
const char *
gate_open_key(const Gate *gate);

/* TRUE for 127.0.0.0/8 and ::1. */
gboolean
gate_is_loopback(const char *address);
