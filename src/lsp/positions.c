/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/positions.h"

#include <string.h>

#define FIRST_OF_TWO 0x10000 /* from here on a character has two units of UTF-16 */

const char *const position_units_names[UNITS_COUNT] = {
    [UNITS_UTF16] = "utf-16",
    [UNITS_UTF8] = "utf-8",
    [UNITS_UTF32] = "utf-32",
};

static guint
units_of(const char *at, PositionUnits units)
{
    if (units == UNITS_UTF8)
        return (guint) (g_utf8_next_char(at) - at);
    return units == UNITS_UTF16 && g_utf8_get_char(at) >= FIRST_OF_TWO ? 2 : 1;
}

/* TRUE for the last byte of what ends a line. */
static gboolean
ends_line(const char *at)
{
    return *at == '\n' || (*at == '\r' && at[1] != '\n');
}

static void
step(PositionWalk *walk, const char *text, PositionUnits units)
{
    const char *at = text + walk->byte;

    if (ends_line(at)) {
        walk->position.line++;
        walk->position.character = 0;
    } else {
        walk->position.character += units_of(at, units);
    }
    walk->byte = (gsize) (g_utf8_next_char(at) - text);
}

void
position_walk_to(PositionWalk *walk, const char *text, gsize byte, PositionUnits units)
{
    while (text[walk->byte] != '\0' && (gsize) (g_utf8_next_char(text + walk->byte) - text) <= byte)
        step(walk, text, units);
}

gsize
position_byte(const char *text, const Position *position, PositionUnits units)
{
    PositionWalk walk = { 0 };

    while (text[walk.byte] != '\0' && walk.position.line < position->line)
        step(&walk, text, units);
    while (text[walk.byte] != '\0' && text[walk.byte] != '\n' && text[walk.byte] != '\r' &&
           walk.position.character + units_of(text + walk.byte, units) <= position->character)
        step(&walk, text, units);
    return walk.byte;
}

char *
text_replaced(const char *text, const Position *from, const Position *until, const char *with,
              PositionUnits units)
{
    gsize begin = position_byte(text, from, units);
    gsize end = MAX(begin, position_byte(text, until, units));
    GString *changed = g_string_new_len(text, (gssize) begin);

    g_string_append(changed, with);
    g_string_append(changed, text + end);
    return g_string_free(changed, FALSE);
}
