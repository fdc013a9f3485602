/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * upload.h - a file that comes in over HTTP, written to disk as it comes.
 *
 * It lies under its own name, made harmless, in a folder of its own inside the server's own
 * folder, so that the import's report can speak of it as the person knows it.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Where one running server puts what comes in; held by a lock, so that the next start can tell what
 * a killed one left behind and take it away. */
typedef struct UploadPlace UploadPlace;

/* `folder` is made, owner only. Errors: TK_ERROR_UNAVAILABLE "upload-not-kept". */
UploadPlace *
upload_place_new(const char *folder, GError **error);
/* Removes what is left in it. */
void
upload_place_free(UploadPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UploadPlace, upload_place_free)

typedef struct Upload Upload;

/* `content_type` multipart/form-data: the file and the field dry_run stand in the form; anything
 * else: the body is the file, called `name` (NULL or "": "upload"). `most` bytes at most. Errors:
 * TK_ERROR_INVALID "multipart-malformed"; TK_ERROR_UNAVAILABLE "upload-not-kept". */
Upload *
upload_new(UploadPlace *place, const char *content_type, const char *name, int64_t most,
           GError **error);

/* One more owner: its file stays until the last has freed it. */
Upload *
upload_share(Upload *upload);

/* The last owner takes its folder and file away. Accepts NULL. */
void
upload_free(Upload *upload);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Upload, upload_free)

/* Errors: as above, and TK_ERROR_TOO_LARGE "upload-too-large", TK_ERROR_INVALID
 * "upload-only-one-file". */
gboolean
upload_push(Upload *upload, const char *bytes, gsize length, GError **error);

/* All came in. Errors: TK_ERROR_INVALID "upload-without-file". */
gboolean
upload_end(Upload *upload, GError **error);

/* Borrowed; of an upload that has ended. */
const char *
upload_path(const Upload *upload);
const char *
upload_name(const Upload *upload);
/* SHA-256 of its bytes and its fields, as letters. */
const char *
upload_digest(const Upload *upload);
gboolean
upload_is_dry_run(const Upload *upload);

/* A file name that can do no harm as a part of a path: the last segment of `name`, without control
 * signs, at most 100 bytes, its ending kept. Caller owns it. */
char *
upload_safe_name(const char *name);
