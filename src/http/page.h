/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * page.h - the page's files, built into the program, and how they are handed out.
 *
 * Any path without a dot is the page itself, which knows its own screens; a path with one is a file
 * or is not there. Whoever opens the page on this machine is given the session's cookie.
 */
#pragma once

#include "http/gate.h"
#include "http/reply.h"
#include "http/request.h"

#include <glib.h>

typedef struct {
    const char *path; /* "/assets/index-4f2a.js" */
    const char *type;
    const char *etag; /* with its quotes */
    const unsigned char *bytes;
    gsize length;
    gsize plain_length; /* 0: not packed; else bytes are gzip of so many */
    gboolean lasting;   /* its name changes with its content: may be kept for ever */
} PageFile;

/* Written by tools/embed.py, sorted by path; ends with a NULL path. */
extern const PageFile page_files[];

/* Errors: TK_ERROR_NOT_FOUND "no-such-path". */
gboolean
page_answer(const Gate *gate, const Request *request, Reply *reply, GError **error);
