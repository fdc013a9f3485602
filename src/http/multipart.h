/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * multipart.h - a form with a file in it (multipart/form-data, RFC 7578), read as it comes in.
 *
 * Bytes are pushed in pieces of any size; what belongs to a part goes on at once, so a file of
 * gigabytes never lies in memory. Own code, because server libraries have had holes at this place.
 */
#pragma once

#include <glib.h>

typedef struct Multipart Multipart;

typedef struct {
    /* A part begins; `file_name` is NULL where the part is an ordinary field. */
    gboolean (*begin)(const char *name, const char *file_name, gpointer data, GError **error);
    gboolean (*bytes)(const char *bytes, gsize length, gpointer data, GError **error);
    gpointer data;
} MultipartReader;

/* `content_type` is the header's value; its boundary has 1 to 70 signs. NULL with TK_ERROR_INVALID
 * "multipart-malformed". */
Multipart *
multipart_new(const char *content_type, const MultipartReader *reader, GError **error);
void
multipart_free(Multipart *multipart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Multipart, multipart_free)

/* Errors: TK_ERROR_INVALID "multipart-malformed", and the reader's own. After an error nothing more
 * is to be pushed. */
gboolean
multipart_push(Multipart *multipart, const char *bytes, gsize length, GError **error);

/* Nothing more comes: was the last boundary there? */
gboolean
multipart_end(Multipart *multipart, GError **error);
