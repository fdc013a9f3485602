/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-id.h - the number every kept thing goes by.
 *
 * 63 bits, made by the program and not by a database, so that a machine without net can make
 * one: 42 bits of milliseconds since 2020-01-01 UTC, then 21 bits that start at random in each
 * millisecond and count on. Later ids are greater. Shown as 13 letters of Crockford's
 * base 32 (no I, L, O, U); read back in either case, with O as 0 and I, L as 1.
 */
#pragma once

#include "base/tk-world.h"

#include <glib.h>
#include <stdint.h>

#define TK_ID_LETTERS 13

typedef int64_t TkId; /* 0 is none */

/* A new id, greater than `after` (the last one this maker made; 0 at first). */
TkId
tk_id_new(TkWorld *world, TkId after);

char *
tk_id_to_text(TkId id);

/* TRUE and the id for exactly 13 letters that spell a positive number; no error is set. */
gboolean
tk_id_from_text(const char *text, TkId *out_id);
