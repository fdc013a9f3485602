/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-new-file.h - a file that gets its name only when it is whole and on the disk.
 *
 * It is written beside its place under another name, for its owner's eyes only (mode 0600);
 * whatever happens before the end, the name is untouched.
 */
#pragma once

#include <glib.h>

typedef struct TkNewFile TkNewFile;

/* What a failure is called by who writes. */
typedef struct {
    const char *exists; /* TK_ERROR_CONFLICT, with the name */
    const char *failed; /* TK_ERROR_UNAVAILABLE, with name and cause */
    const char *full;   /* the same, when it is for want of room */
} TkNewFileKeys;

/* `keys` is a constant. */
TkNewFile *
tk_new_file_open(const char *name, const TkNewFileKeys *keys, GError **error);

/* Drops what has not got its name yet; accepts NULL. */
void
tk_new_file_free(TkNewFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TkNewFile, tk_new_file_free)

/* The file's, which stays its own. */
int
tk_new_file_descriptor(const TkNewFile *file);

/* The name it goes by for now. Borrowed. */
const char *
tk_new_file_part(const TkNewFile *file);

/* Says what errno says, of this file. Returns FALSE. */
gboolean
tk_new_file_fail(const TkNewFile *file, GError **error);

gboolean
tk_new_file_write(TkNewFile *file, const void *bytes, gsize length, GError **error);

/* Syncs it, gives it its name and syncs the folder. Where the name is taken, also by one that came
 * meanwhile, it is replaced if `over`, and else a failure. */
gboolean
tk_new_file_finish(TkNewFile *file, gboolean over, GError **error);
