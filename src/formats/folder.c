/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/folder.h"

#include "base/tk-error.h"
#include "base/tk-limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    DEPTH = 32,
    BATCH = 65536, /* names held and sorted at a time: a few MB */
};

typedef struct {
    const FolderWalk *walk;
    int64_t entries;
} Walking;

static gboolean
leave_out(const Walking *walking, const char *path, const char *reason, GError **error)
{
    const FolderWalk *walk = walking->walk;

    return walk->left_out == NULL || walk->left_out(path, reason, walk->data, error);
}

static int
compare_names(gconstpointer one, gconstpointer other)
{
    return strcmp(*(const char *const *) one, *(const char *const *) other);
}

/* Reads up to BATCH names, sorted; no name: the folder is read through. */
static GPtrArray *
next_batch(DIR *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const struct dirent *entry;

    while (names->len < BATCH && (entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            g_ptr_array_add(names, g_strdup(entry->d_name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

static gboolean
walk_folder(Walking *walking, int descriptor_take, const char *path, const char *parent,
            unsigned depth, GError **error);

static gboolean
visit_entry(Walking *walking, int folder, const char *path, const char *parent, const char *name,
            unsigned depth, GError **error)
{
    const FolderWalk *walk = walking->walk;
    g_autofree char *whole = g_build_filename(path, name, NULL);
    struct stat about;
    FolderFile file = { .path = whole, .name = name, .parent = parent };
    gboolean is_ok;

    if (fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return leave_out(walking, whole, "file-unreadable", error);
    if (S_ISDIR(about.st_mode)) {
        file.descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (file.descriptor < 0)
            return leave_out(walking, whole, "file-unreadable", error);
        return walk_folder(walking, file.descriptor, whole, name, depth + 1, error);
    }
    if (!S_ISREG(about.st_mode) ||
        (walk->wants != NULL && !walk->wants(name, parent, about.st_size, walk->data)))
        return TRUE;
    file.size = about.st_size;
    file.descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file.descriptor < 0)
        return leave_out(walking, whole, "file-unreadable", error);
    is_ok = walk->visit(&file, walk->data, error);
    if (file.descriptor >= 0)
        close(file.descriptor);
    return is_ok;
}

/* Half-delivered mails lie there. */
static gboolean
is_maildir_tmp(int folder, const char *name)
{
    return strcmp(name, "tmp") == 0 &&
           (faccessat(folder, "cur", F_OK, 0) == 0 || faccessat(folder, "new", F_OK, 0) == 0);
}

static gboolean
walk_names(Walking *walking, DIR *folder, const char *path, const char *parent, unsigned depth,
           GError **error)
{
    int descriptor = dirfd(folder);

    for (;;) {
        g_autoptr(GPtrArray) names = next_batch(folder);

        if (names->len == 0)
            return TRUE;
        for (unsigned i = 0; i < names->len; i++) {
            const char *name = g_ptr_array_index(names, i);

            if (++walking->entries > TK_LIMIT_FOLDER_ENTRIES)
                return leave_out(walking, path, "folder-too-large", error);
            if (is_maildir_tmp(descriptor, name))
                continue;
            if (!visit_entry(walking, descriptor, path, parent, name, depth, error))
                return FALSE;
        }
    }
}

static gboolean
walk_folder(Walking *walking, int descriptor_take, const char *path, const char *parent,
            unsigned depth, GError **error)
{
    DIR *folder = NULL;
    gboolean is_ok;

    if (depth > DEPTH) {
        close(descriptor_take);
        return leave_out(walking, path, "folder-too-deep", error);
    }
    folder = fdopendir(descriptor_take);
    if (folder == NULL) {
        close(descriptor_take);
        return leave_out(walking, path, "file-unreadable", error);
    }
    is_ok = walk_names(walking, folder, path, parent, depth, error);
    closedir(folder);
    return is_ok;
}

gboolean
folder_walk(const char *path, const FolderWalk *walk, GError **error)
{
    Walking walking = { .walk = walk };
    g_autofree char *name = g_path_get_basename(path);
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (descriptor < 0)
        return tk_fail(error, errno == ENOENT ? TK_ERROR_NOT_FOUND : TK_ERROR_UNAVAILABLE,
                       errno == ENOENT ? "file-missing" : "file-unreadable", path);
    return walk_folder(&walking, descriptor, path, name, 0, error);
}
