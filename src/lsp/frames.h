/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * frames.h - messages out of a stream of bytes and back into one: the base protocol of LSP 3.17
 * ("Content-Length: N", an empty line, N bytes).
 *
 * Knows nothing of JSON. However the stream is cut into pieces, the same messages come out.
 */
#pragma once

#include <glib.h>

#define FRAME_HEADER_MOST (8 << 10) /* clients send under 100 bytes */
#define FRAME_BODY_MOST   (8 << 20) /* a text of 1 MiB, every byte of it escaped */

/* One message; `body` ends with a NUL that `length` does not count. FALSE stops the reading. */
typedef gboolean (*FrameTake)(const char *body, gsize length, gpointer data, GError **error);

typedef struct Frames Frames;

Frames *
frames_new(FrameTake take, gpointer data);
void
frames_free(Frames *frames);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Frames, frames_free)

/* Errors: TK_ERROR_INVALID "frame-malformed" (a header without a length, or no header),
 * TK_ERROR_TOO_LARGE "frame-too-large", and those of `take`. After an error nothing more is read.
 */
gboolean
frames_push(Frames *frames, const char *bytes, gsize length, GError **error);
/* The stream has ended. Error: TK_ERROR_INVALID "frame-malformed" in the middle of a message. */
gboolean
frames_end(const Frames *frames, GError **error);

/* The bytes that carry a message. */
GString *
frame_of(const char *body);
