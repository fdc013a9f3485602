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

/* Says what one column is. Errors: "map-field-unknown", "map-not-email". */
gboolean
import_mapping_set(RecordTable *table, unsigned column, const char *word, GError **error);

/* TRUE if a row of such columns says a name or an address. */
gboolean
import_mapping_names_somebody(const RecordTable *table);

/* The mark (mark-store.h) that the fields of such a table are remembered under, and its value.
 * Caller frees. */
char *
import_mapping_mark(const RecordTable *table);
char *
import_mapping_text(const RecordTable *table);
