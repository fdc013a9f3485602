/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * serve.h - the HTTP door: the page and the JSON API of doc/api.yaml on one address.
 *
 * Prints nothing: whoever starts it is told the address and says it in words.
 */
#pragma once

#include "base/tk-settings.h"
#include "base/tk-world.h"

#include <glib.h>

/* All zero is an ordinary start. */
typedef struct {
    int port; /* 0 = the setting server.port; -1 = any free one */
    /* NULL: whoever opens the page on this machine is let in. Else only who opens it once with
     * ?key=... is. An address that others can reach always has one, made at random if NULL. */
    const char *open_key;
    unsigned patience; /* seconds a slow client has for its headers; 0 = 60 */
    /* Called once when requests are answered; `address` is what to open, with its key if it needs
     * one: "http://127.0.0.1:7878/". May be NULL. */
    void (*ready)(const char *address, gpointer data);
    gpointer data;
} HttpServeWish;

typedef struct HttpDoor HttpDoor;

/* Starts answering in threads of its own. `settings` and `world` are borrowed and outlive the door;
 * `world` is used by several threads, so it is tk_world_real() or tk_world_from(). Errors:
 * TK_ERROR_UNAVAILABLE "port-taken" (subject: address and port), "server-cannot-start";
 * TK_ERROR_INVALID "host-unknown" (server.host is no address),
 * "setting-value" (no such port), "origin-malformed" (server.origin); those of workspace_open(). */
HttpDoor *
http_start(const TkSettings *settings, TkWorld *world, const HttpServeWish *wish, GError **error);

/* The port that is listened on. */
unsigned
http_port(const HttpDoor *door);
/* What to open in a browser. Borrowed. */
const char *
http_address(const HttpDoor *door);

/* Requests that are being answered are finished, a running import stops after its piece. Accepts
 * NULL. */
void
http_stop(HttpDoor *door);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HttpDoor, http_stop)

/* As http_start(), then waits for SIGINT or SIGTERM, then as http_stop(). */
gboolean
http_serve(const TkSettings *settings, TkWorld *world, const HttpServeWish *wish, GError **error);
