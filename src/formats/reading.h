/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * reading.h - what every reader of this room carries along: the sink, the name of the file in hand
 * and how far the bytes have come.
 *
 * A reader never stops at a bad row: it names it here and goes on. Only the sink stops a reading.
 */
#pragma once

#include "formats/record.h"

typedef struct {
    RecordSink *sink;
    const char *file;    /* as shown in reports: a path, or a name inside a zip */
    int64_t done_before; /* bytes on disk of the files read before this one */
    int64_t total;       /* bytes on disk of all that was brought, 0 = not known */
    int64_t since_last;  /* bytes since progress was told */
    int64_t done_here;   /* bytes of this file, when position is NULL */
    /* Bytes on disk used up of this file, where they differ from those that were read (packed
     * ones); or NULL. */
    int64_t (*position)(gpointer position_data);
    gpointer position_data;
} Reading;

/* Names what was left out. `subject` may be NULL, of any length and in any encoding. */
gboolean
reading_left_out(Reading *reading, int64_t line, const char *reason, const char *subject,
                 GError **error);

/* Names a file that is known and says nothing about people. */
gboolean
reading_not_used(Reading *reading, GError **error);

/* Counts `bytes` as read and tells the sink each 256 KiB. */
gboolean
reading_advance(Reading *reading, int64_t bytes, GError **error);

/* Tells the sink at once: at the end of a file. */
gboolean
reading_tell(Reading *reading, GError **error);
