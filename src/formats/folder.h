/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * folder.h - the files under a folder, in the order of their names, without following any link.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    const char *path;   /* for people and reports */
    const char *name;   /* the last part of it */
    const char *parent; /* the name of the folder it lies in */
    int descriptor;     /* open for reading; the visit may take it by setting -1 */
    int64_t size;
} FolderFile;

/* FALSE with `error` set stops. */
typedef gboolean (*FolderVisit)(FolderFile *file, gpointer data, GError **error);

typedef struct {
    FolderVisit visit;
    /* Whether a file should be opened at all; NULL: all. */
    gboolean (*wants)(const char *name, const char *parent, int64_t size, gpointer data);
    /* Told of what could not be opened ("file-unreadable") or lay too deep ("folder-too-deep",
     * "folder-too-large"); NULL: keeps quiet. */
    gboolean (*left_out)(const char *path, const char *reason, gpointer data, GError **error);
    gpointer data;
} FolderWalk;

/* Names that begin with "." are read too (Maildir++); a Maildir's tmp/ is not. Folders with very
 * many files come in batches, each in order. `path` itself may be a link. */
gboolean
folder_walk(const char *path, const FolderWalk *walk, GError **error);
