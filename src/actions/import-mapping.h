/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-mapping.h - what the columns of a table are: as the user says, as was said of the last
 * table with the same column names, else as guessed.
 *
 * A mapping is "Column=field,Column=field" with the fields of formats/contact-column.h; columns
 * that it does not name stay as guessed. It is remembered by the table's fingerprint.
 */
#pragma once

#include "actions/importer.h"

/* Holds a mapping against every table of the paths before anything is read. Errors:
 * TK_ERROR_INVALID "map-malformed", "map-field-unknown", "map-column-missing" (no table has it),
 * "map-not-email" (its sample rows hold none), "map-without-person". */
gboolean
import_mapping_check(const char *mapping, const char *const *paths, GError **error);

/* Settles the fields of a table that is about to be read, and notes them in the report. */
gboolean
importer_take_table(Importer *importer, RecordTable *table, GError **error);
