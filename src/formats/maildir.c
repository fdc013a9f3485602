/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/maildir.h"

#include "base/tk-error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    UNIQUE_BYTES = 180, /* of a file name, whose end the flags need */
};

static char *
clean_name(const char *unique)
{
    char *name = g_strndup(unique, UNIQUE_BYTES);

    for (char *at = name; *at != '\0'; at++)
        if (!g_ascii_isalnum(*at) && strchr("_-.=@+", *at) == NULL)
            *at = '-';
    /* A name that begins with "." is hidden from mail programs. */
    if (*name == '.' || *name == '\0') {
        char *shown = g_strconcat("m", name, NULL);

        g_free(name);
        return shown;
    }
    return name;
}

static gboolean
fail_at(const char *path, GError **error)
{
    return tk_failf(error, TK_ERROR_UNAVAILABLE, "folder-unwritable", "%s: %s", path,
                    g_strerror(errno));
}

static gboolean
make_folders(const char *folder, GError **error)
{
    static const char *const names[] = { "cur", "new", "tmp" };

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        return tk_fail(error, TK_ERROR_NOT_FOUND, "folder-missing", folder);
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);

        if (mkdir(path, 0700) != 0 && errno != EEXIST)
            return fail_at(path, error);
    }
    return TRUE;
}

static gboolean
write_whole(const char *path, const char *bytes, gsize length, GError **error)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    gboolean is_ok;

    if (descriptor < 0 && errno == EEXIST)
        return tk_fail(error, TK_ERROR_CONFLICT, "mail-exists", path);
    if (descriptor < 0)
        return fail_at(path, error);
    while (length > 0) {
        gssize written = write(descriptor, bytes, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            break;
        bytes += written;
        length -= (gsize) written;
    }
    is_ok = length == 0 && fsync(descriptor) == 0;
    is_ok = close(descriptor) == 0 && is_ok;
    return is_ok || fail_at(path, error);
}

static gboolean
sync_folder(const char *path, GError **error)
{
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    gboolean is_ok = descriptor >= 0 && fsync(descriptor) == 0;

    if (descriptor >= 0)
        close(descriptor);
    return is_ok || fail_at(path, error);
}

/* Another flag makes another file name of the same mail: it is there all the same. */
static gboolean
is_delivered(const char *folder, const char *name)
{
    g_autofree char *prefix = g_strconcat(name, ":2,", NULL);
    g_autoptr(GDir) listing = g_dir_open(folder, 0, NULL);
    const char *found;

    while (listing != NULL && (found = g_dir_read_name(listing)) != NULL)
        if (g_str_has_prefix(found, prefix))
            return TRUE;
    return FALSE;
}

char *
maildir_deliver(const char *folder, const char *bytes, gsize length, const char *flags,
                const char *unique, GError **error)
{
    g_autofree char *name = clean_name(unique);
    g_autofree char *file = g_strconcat(name, ":2,", flags, NULL);
    g_autofree char *waiting = g_build_filename(folder, "tmp", name, NULL);
    g_autofree char *cur = g_build_filename(folder, "cur", NULL);
    g_autofree char *path = g_build_filename(cur, file, NULL);
    int problem = 0;

    if (!make_folders(folder, error))
        return NULL;
    if (is_delivered(cur, name))
        return tk_fail_null(error, TK_ERROR_CONFLICT, "mail-exists", name);
    /* What a killed run left there was never a mail. */
    unlink(waiting);
    if (!write_whole(waiting, bytes, length, error)) {
        unlink(waiting);
        return NULL;
    }
    if (link(waiting, path) != 0)
        problem = errno;
    /* Some file systems know no links; rename would overwrite, but the name was free just now. */
    if (problem == EPERM || problem == EOPNOTSUPP)
        problem = rename(waiting, path) == 0 ? 0 : errno;
    unlink(waiting);
    errno = problem;
    if (problem == EEXIST)
        return tk_fail_null(error, TK_ERROR_CONFLICT, "mail-exists", name);
    if (problem != 0) {
        fail_at(path, error);
        return NULL;
    }
    if (!sync_folder(cur, error))
        return NULL;
    return g_steal_pointer(&path);
}
