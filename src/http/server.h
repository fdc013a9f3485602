/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * server.h - sockets, threads and time limits: the only file that knows the server library.
 *
 * A request comes to the duty twice: when its head is in, to say what body may follow, and when it
 * is whole, to be answered. Both in a thread of the server's own; there are as many as the machine
 * has cores.
 */
#pragma once

#include "http/reply.h"
#include "http/request.h"
#include "http/router.h"
#include "http/upload.h"

#include <glib.h>

typedef struct Server Server;

typedef struct {
    /* Says what body may follow. FALSE with error: router_refuse()'s answer follows. */
    gboolean (*head)(Request *request, RouterBody *out_body, gpointer data, GError **error);
    /* Answers; `error` is NULL or what went wrong with head or body. */
    void (*answer)(Request *request, Reply *reply, const GError *error, gpointer data);
    gpointer data;
    UploadPlace *uploads;
} ServerDuty;

typedef struct {
    const char *address;  /* "127.0.0.1" */
    unsigned port;        /* 0: any free one */
    unsigned patience;    /* seconds for the head of a request */
    unsigned connections; /* at one time, at most */
} ServerWish;

/* Errors: TK_ERROR_UNAVAILABLE "port-taken", "server-cannot-start"; TK_ERROR_INVALID
 * "host-unknown". */
Server *
server_new(const ServerWish *wish, GError **error);

/* The port that is listened on, known before anything is answered. */
unsigned
server_port(const Server *server);

/* Begins to answer; `duty` is copied, what it points to outlives the server. */
gboolean
server_start(Server *server, const ServerDuty *duty, GError **error);

/* Requests in work are finished. Accepts NULL. */
void
server_free(Server *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Server, server_free)
