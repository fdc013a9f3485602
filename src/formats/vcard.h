/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * vcard.h - the people in a vCard file: versions 2.1, 3.0 and 4.0, in any mixture.
 */
#pragma once

#include "formats/input.h"
#include "formats/reading.h"

/* The window a vCard file needs of its Input (INPUT_TEXT). */
#define VCARD_WINDOW (2 << 20)

/* Left out: "card-unfinished" (no END), "card-empty" (neither name nor address), "card-is-group",
 * "line-malformed", "field-cut", "card-too-large". */
gboolean
vcard_read(Input *input, Reading *reading, GError **error);
