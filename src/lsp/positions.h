/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * positions.h - lines and characters of an editor, and the bytes of a text (LSP 3.17, "Position",
 * "TextDocumentContentChangeEvent").
 *
 * A line ends with "\n", "\r\n" or "\r". What a character is was agreed on with the editor. A
 * place behind a line's end is its end, a line behind the last is the text's end.
 */
#pragma once

#include <glib.h>

typedef enum {
    UNITS_UTF16, /* unless something else was agreed on */
    UNITS_UTF8,
    UNITS_UTF32,
    UNITS_COUNT
} PositionUnits;

/* "utf-16" and so on. */
extern const char *const position_units_names[UNITS_COUNT];

typedef struct {
    guint64 line, character; /* from 0 */
} Position;

/* How far a text was read: begin with all 0 and go forward. */
typedef struct {
    gsize byte;
    Position position;
} PositionWalk;

/* Goes on to `byte`, or to the character that holds it; `text` is valid UTF-8. */
void
position_walk_to(PositionWalk *walk, const char *text, gsize byte, PositionUnits units);

/* The byte of a position; always on the border of a character. */
gsize
position_byte(const char *text, const Position *position, PositionUnits units);

/* The text with what stands from `from` until `until` replaced; where they are crossed, nothing
 * between. Caller frees. */
char *
text_replaced(const char *text, const Position *from, const Position *until, const char *with,
              PositionUnits units);
