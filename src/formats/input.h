/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * input.h - a window onto a stream of bytes of any length, that never grows beyond its limit.
 *
 * Readers look at the bytes in the window, ask for more, and skip what they have used. The window
 * may move when more is asked for, so readers count in offsets from its start. A stream that breaks
 * (a truncated gz, a disk that fails) simply ends; input_is_broken() tells it afterwards, so that
 * the good part is never lost.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct InputSource InputSource;

struct InputSource {
    /* Up to `size` bytes; 0 at the end; -1 when it is broken. */
    gssize (*read)(InputSource *source, void *bytes, gsize size);
    void (*free)(InputSource *source);
};

void
input_source_free(InputSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InputSource, input_source_free)

/* Reads an open file, which it closes. */
InputSource *
input_source_file(int descriptor_take);

/* Unpacks gzip, several members too. Over TK_LIMIT_ZIP_RATIO it counts as broken. */
InputSource *
input_source_gzip(int descriptor_take);

/* `bytes` stay the caller's. Hands out at most `step` at a time (0: as many as asked for). */
InputSource *
input_source_bytes(const void *bytes, gsize length, gsize step);

/* Bytes on disk that a file or gzip source has used up: what Reading.position takes. */
int64_t
input_source_position(gpointer source);

typedef enum {
    INPUT_BYTES, /* as they come */
    INPUT_TEXT,  /* UTF-16 (by its mark, or by its first letters) becomes UTF-8; a mark goes */
} InputEncoding;

typedef struct Input Input;

/* The source stays the caller's. The window grows to `limit` bytes at most. */
Input *
input_new(InputSource *source, InputEncoding encoding, gsize limit);
void
input_free(Input *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Input, input_free)

/* The window. A NUL may be written to the byte after its end. */
char *
input_data(Input *input);
gsize
input_length(const Input *input);

/* Reads on into the window; FALSE at the end of the stream or when the window is full. */
gboolean
input_more(Input *input);

/* Asks for more until the window holds `wanted` bytes; FALSE if it does not come to that. */
gboolean
input_want(Input *input, gsize wanted);

/* Moves the start of the window; `bytes` <= input_length(). */
void
input_skip(Input *input, gsize bytes);

gboolean
input_is_broken(const Input *input);

/* Bytes skipped so far, and the most that the window ever held. */
int64_t
input_skipped(const Input *input);
gsize
input_peak(const Input *input);

typedef struct {
    char *text;          /* in the window, NUL-terminated, without its line end */
    gsize length;        /* may hold NULs itself */
    gboolean has_return; /* its line end was CRLF */
    gboolean is_long;    /* over TK_LIMIT_LINE: `text` is only its beginning */
} InputLine;

/* The next line (LF, CRLF; CR alone where the first window knows no LF), valid until the next call.
 * FALSE at the end. What a long line has beyond TK_LIMIT_LINE is passed over. */
gboolean
input_line(Input *input, InputLine *out_line);

/* The byte that the next line begins with, or -1 at the end. Invalidates the line before. */
int
input_peek(Input *input);
