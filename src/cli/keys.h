/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * keys.h - questions that one key answers, without Enter.
 */
#pragma once

#include <glib.h>

/* TRUE where somebody sits before it: both what we read and what we write is a terminal. */
gboolean
keys_are_there(void);

/* Waits for one key; it is not shown. Letters of ASCII in lower case, other keys byte by byte; 0
 * where there will be no further one (the terminal is gone). What was typed ahead counts. Ctrl-C
 * ends the program as ever. */
int
keys_read(void);
