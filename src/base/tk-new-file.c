/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-new-file.h"

#include "base/tk-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

struct TkNewFile {
    char *name;
    char *part;
    int descriptor;
    const TkNewFileKeys *keys;
};

static gboolean
fail_about(const char *name, const TkNewFileKeys *keys, GError **error)
{
    int cause = errno;

    return tk_failf(error, TK_ERROR_UNAVAILABLE,
                    cause == ENOSPC || cause == EFBIG || cause == EDQUOT ? keys->full
                                                                         : keys->failed,
                    "%s: %s", name, g_strerror(cause));
}

TkNewFile *
tk_new_file_open(const char *name, const TkNewFileKeys *keys, GError **error)
{
    g_autoptr(TkNewFile) file = g_new0(TkNewFile, 1);

    file->keys = keys;
    file->name = g_strdup(name);
    file->part = g_strconcat(name, ".part-XXXXXX", NULL);
    file->descriptor = g_mkstemp_full(file->part, O_RDWR | O_CLOEXEC, 0600);
    if (file->descriptor < 0) {
        fail_about(name, keys, error);
        g_clear_pointer(&file->part, g_free);
        return NULL;
    }
    return g_steal_pointer(&file);
}

void
tk_new_file_free(TkNewFile *file)
{
    if (file == NULL)
        return;
    if (file->descriptor >= 0)
        close(file->descriptor);
    if (file->part != NULL)
        g_unlink(file->part);
    g_free(file->part);
    g_free(file->name);
    g_free(file);
}

int
tk_new_file_descriptor(const TkNewFile *file)
{
    return file->descriptor;
}

const char *
tk_new_file_part(const TkNewFile *file)
{
    return file->part;
}

gboolean
tk_new_file_fail(const TkNewFile *file, GError **error)
{
    return fail_about(file->name, file->keys, error);
}

gboolean
tk_new_file_write(TkNewFile *file, const void *bytes, gsize length, GError **error)
{
    const char *at = bytes;

    while (length > 0) {
        gssize written = write(file->descriptor, at, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return tk_new_file_fail(file, error);
        at += written;
        length -= (gsize) written;
    }
    return TRUE;
}

static gboolean
sync_folder(const TkNewFile *file, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(file->name);
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    gboolean synced = descriptor >= 0 && fsync(descriptor) == 0;

    if (!synced)
        fail_about(folder, file->keys, error);
    if (descriptor >= 0)
        close(descriptor);
    return synced;
}

static gboolean
give_name(TkNewFile *file, gboolean over, GError **error)
{
    if (over)
        return g_rename(file->part, file->name) == 0 || tk_new_file_fail(file, error);
    if (renameat2(AT_FDCWD, file->part, AT_FDCWD, file->name, RENAME_NOREPLACE) == 0)
        return TRUE;
    if (errno == EEXIST || g_file_test(file->name, G_FILE_TEST_EXISTS))
        return tk_fail(error, TK_ERROR_CONFLICT, file->keys->exists, file->name);
    /* A file system that cannot promise it: nobody was there a moment ago. */
    if ((errno != EINVAL && errno != ENOSYS) || g_rename(file->part, file->name) != 0)
        return tk_new_file_fail(file, error);
    return TRUE;
}

gboolean
tk_new_file_finish(TkNewFile *file, gboolean over, GError **error)
{
    if (fsync(file->descriptor) != 0)
        return tk_new_file_fail(file, error);
    if (!give_name(file, over, error))
        return FALSE;
    g_clear_pointer(&file->part, g_free);
    return sync_folder(file, error);
}
