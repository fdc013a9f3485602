/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * zip.h - the files in a zip or a tar (packed with gzip or not), one after the other, without ever
 * writing one to a place it names.
 *
 * A zip within the zip (".zip.zip") is opened too, one level deep. A name that leads out of the
 * folder it would be unpacked to is not read. Limits: TK_LIMIT_ZIP_ENTRIES, _UNPACKED, _RATIO.
 */
#pragma once

#include "formats/input.h"
#include "formats/reading.h"

/* Called for each file with its name in the zip (valid UTF-8) and its bytes, of which it reads as
 * many as it likes. FALSE with `error` set stops. */
typedef gboolean (*ZipVisit)(const char *name, InputSource *source, gpointer data, GError **error);

/* Reads the zip open at `descriptor`, which stays the caller's; `packed` is its size on disk.
 * With a `reading`, names what could not be read ("zip-name-unsafe", "zip-encrypted",
 * "zip-truncated") and lets it find its position; NULL keeps quiet.
 * Errors: TK_ERROR_TOO_LARGE "zip-bomb"; those of `visit`. */
gboolean
zip_read(int descriptor, int64_t packed, Reading *reading, ZipVisit visit, gpointer data,
         GError **error);
