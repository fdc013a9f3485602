/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * maildir.h - puts a mail into a Maildir folder, whole or not at all.
 */
#pragma once

#include <glib.h>

/* Writes `bytes` into `folder` (which has or gets cur/, new/ and tmp/) with the flags ("D" for a
 * draft) and returns the file's path; caller frees. `unique` names the mail; what is no letter or
 * digit in it becomes "-". tmp, fsync, then a link into cur: a mail that is there is never
 * overwritten. Errors: TK_ERROR_NOT_FOUND "folder-missing", TK_ERROR_CONFLICT "mail-exists",
 * TK_ERROR_UNAVAILABLE "folder-unwritable". */
char *
maildir_deliver(const char *folder, const char *bytes, gsize length, const char *flags,
                const char *unique, GError **error);
