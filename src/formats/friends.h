/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * friends.h - the Markdown file of the program "friends": what was done with whom, on which day.
 *
 *     ### Activities:
 *     - 2026-01-04: Got lunch with **Kari Holm** and **Ola Nes** in _Oslo_. @food
 *     ### Notes:
 *     - 2026-01-05: **Kari Holm** has a new dog.
 *     ### Friends:
 *     - Kari Holm (a.k.a. Kaisa a.k.a. KH) [Oslo] @choir
 *     ### Locations:
 *     - Oslo
 *
 * Friends become people, who are known again by their names within such files; activities become
 * meetings, notes the notes of everybody they name.
 */
#pragma once

#include "formats/input.h"
#include "formats/reading.h"

/* The window that such a file needs of its Input (INPUT_TEXT). */
#define FRIENDS_WINDOW (2 << 20)

/* TRUE if one of the first lines is one of its headings. Nothing is skipped. */
gboolean
friends_is_at(Input *input);

/* Nothing is told before the end, for friends are listed behind what was done with them. Left out:
 * "line-too-long", "date-not-a-day", "row-without-name" (a friend without one, an activity or a
 * note with nobody), "file-too-large" (beyond 16 MiB of lines). */
gboolean
friends_read(Input *input, Reading *reading, GError **error);
