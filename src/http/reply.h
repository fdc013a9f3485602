/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * reply.h - what goes back: a status, a body, a few headers.
 *
 * A failure is always application/problem+json (RFC 9457) with the key and subject that the page
 * has its sentence for; no sentence is written here.
 */
#pragma once

#include "base/tk-json.h"

#include <glib.h>

#define REPLY_HEADERS 6

typedef struct {
    const char *name; /* constant */
    char *value;
} ReplyHeader;

typedef struct {
    unsigned status;  /* 0: nothing said yet */
    const char *type; /* constant; NULL: no body */
    GBytes *body;
    gboolean has_file; /* instead of `body`: all that `file` holds, from its start */
    int file;          /* the reply's own */
    ReplyHeader headers[REPLY_HEADERS];
    unsigned header_count;
    gboolean close; /* the connection ends with this reply */
    /* Called when the answer is durable (and only then), with `then_data`, which it takes. */
    void (*then)(gpointer then_data_take);
    gpointer then_data;
    void (*then_free)(gpointer then_data_take); /* instead, when it is not */
} Reply;

void
reply_clear(Reply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reply, reply_clear)

/* 200 (or 201, 202) with this JSON, which is only borrowed. */
void
reply_json(Reply *reply, unsigned status, const TkJson *value);

/* A text that is taken. */
void
reply_text_take(Reply *reply, unsigned status, const char *type, char *text_take);

/* The bytes of a file, streamed; nothing may be written to it any more once the reply is sent. */
void
reply_file_take(Reply *reply, unsigned status, const char *type, int descriptor_take);

/* {"type":"about:blank","status","reason","key","subject"}. Replaces what was said before. */
void
reply_error(Reply *reply, const GError *error);

/* The status that reply_error() gives: the reason's own, or HTTP's finer word for a few keys. */
unsigned
reply_error_status(const GError *error);

/* `name` is constant; too many is a bug. */
void
reply_header(Reply *reply, const char *name, const char *value);

/* The value of a header that was set, or NULL. */
const char *
reply_header_value(const Reply *reply, const char *name);

/* What every reply carries, page or data: name, value, ..., NULL. */
extern const char *const reply_common_headers[];
