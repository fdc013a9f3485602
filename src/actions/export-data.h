/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * export-data.h - taking everything away: people as cards or as a table for other programs, or all
 * that is kept, one JSON object a line, for another tokopp.
 *
 * What goes out is of one moment, and memory does not grow with the store. Notes leave with a card
 * only when they are open (I2); the user, and members who withdrew, are on no card.
 */
#pragma once

#include "actions/workspace.h"

typedef enum { EXPORT_VCARD, EXPORT_VCARD_3_0, EXPORT_CSV, EXPORT_JSONL } ExportFormat;

/* The first line of EXPORT_JSONL is {"format","version","schema","at"} with this format. Each
 * further line is a row: "table", then its columns by name; ids are 13 letters or null. */
#define EXPORT_JSONL_FORMAT  "tokopp-everything"
#define EXPORT_JSONL_VERSION 1

/* By the words vcard, csv, jsonl, and for cards the version 4.0 or 3.0 (NULL: 4.0). Errors:
 * TK_ERROR_INVALID "export-format", "export-version". */
gboolean
export_format_from_words(const char *format, const char *version, ExportFormat *out_format,
                         GError **error);

/* The word for a file's ending (.vcf, .csv, .jsonl, .ndjson), NULL where it says nothing. */
const char *
export_word_of_file(const char *name);

/* What the file may be called, and its media type. Constant texts. */
const char *
export_file_name(ExportFormat format);
const char *
export_media_type(ExportFormat format);

/* Writes to an open descriptor, from where it stands, inside a look of the caller's
 * (workspace_look()). {"format","people" or "rows","bytes"}.
 * Errors: TK_ERROR_UNAVAILABLE "export-failed", "store-full". */
TkJson *
export_to_descriptor(const Workspace *workspace, ExportFormat format, int descriptor,
                     GError **error);

/* Writes a file that gets its name when it is whole; an earlier one is replaced only if `over`. The
 * same answer, with "file". Errors: also TK_ERROR_CONFLICT "export-exists". */
TkJson *
export_to_file(const Workspace *workspace, ExportFormat format, const char *name, gboolean over,
               GError **error);
