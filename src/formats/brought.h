/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * brought.h - opens whatever a person brought and sends it to the right reader.
 *
 * A zip or tar, a LinkedIn folder or single CSVs, contacts of any program as a table, .vcf, .ics,
 * mbox (plain or gz), a Maildir, a single .eml, the JSON of Monica and Atomic CRM, a file of
 * "friends". The kind is told by content, the name only helps. Never follows a link out of a
 * folder.
 */
#pragma once

#include "formats/record.h"

/* Reads one path into `sink`. A file that no reader knows is reported through left_out
 * ("file-unknown"); so are truncated ones, after their good part. Errors: TK_ERROR_NOT_FOUND
 * "file-missing", TK_ERROR_UNAVAILABLE "file-unreadable", TK_ERROR_TOO_LARGE "zip-bomb", and
 * whatever the sink set. */
gboolean
brought_read(const char *path, RecordSink *sink, GError **error);

/* Shows the sink each table of contacts that reading the path would meet, and nothing else: what
 * its columns are taken for can be settled before a row is read. Of tables within packed files only
 * those named .csv are seen, and none in a tar. Errors: as brought_read(). */
gboolean
brought_tables(const char *path, RecordSink *sink, GError **error);

/* Bytes that brought_read() will go through, for a progress bar. */
int64_t
brought_size(const char *path);
