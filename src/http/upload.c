/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/upload.h"

#include "base/tk-error.h"
#include "base/tk-text.h"
#include "http/multipart.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define OWNER_FOLDER 0700
#define OWNER_FILE   0600
#define NAME_MOST    100
#define FIELD_MOST   16
#define LOCK_NAME    "lock"

struct UploadPlace {
    char *folder; /* of this server alone */
    int lock;
};

struct Upload {
    gatomicrefcount owners;
    char *folder;
    char *name;
    char *path;
    int file; /* -1: none is open */
    int64_t length;
    int64_t most;
    GChecksum *digest;
    char *digest_text;
    Multipart *multipart; /* NULL: the body is the file */
    gboolean in_file;     /* the part that comes in is the file */
    gboolean in_dry_run;
    GString *field;
    gboolean dry_run;
};

static gboolean
not_kept(GError **error)
{
    return tk_fail(error, TK_ERROR_UNAVAILABLE, "upload-not-kept", g_strerror(errno));
}

/* A folder and what lies in it, one level of folders deep: there is no more below ours. */
static void
remove_folder(const char *path, unsigned levels)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name = NULL;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        /* unlink() never follows a link and never takes a folder. */
        if (unlink(inner) != 0 && levels > 0)
            remove_folder(inner, levels - 1);
    }
    rmdir(path);
}

static int
take_lock(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, LOCK_NAME, NULL);
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, OWNER_FILE);

    if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) != 0) {
        close(lock);
        return -1;
    }
    return lock;
}

/* Folders whose lock nobody holds were left by a server that was killed. */
static void
remove_left_behind(const char *folder)
{
    g_autoptr(GDir) servers = g_dir_open(folder, 0, NULL);
    const char *name = NULL;

    while (servers != NULL && (name = g_dir_read_name(servers)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        int lock = take_lock(path);

        if (lock < 0)
            continue;
        remove_folder(path, 1);
        close(lock);
    }
}

UploadPlace *
upload_place_new(const char *folder, GError **error)
{
    g_autofree char *own = g_build_filename(folder, "server-XXXXXX", NULL);

    if (g_mkdir_with_parents(folder, OWNER_FOLDER) != 0) {
        not_kept(error);
        return NULL;
    }
    remove_left_behind(folder);
    if (g_mkdtemp_full(own, OWNER_FOLDER) == NULL) {
        not_kept(error);
        return NULL;
    }

    int lock = take_lock(own);

    if (lock < 0) {
        not_kept(error);
        return NULL;
    }
    UploadPlace *place = g_new0(UploadPlace, 1);

    place->folder = g_steal_pointer(&own);
    place->lock = lock;
    return place;
}

void
upload_place_free(UploadPlace *place)
{
    if (place == NULL)
        return;
    remove_folder(place->folder, 1);
    close(place->lock);
    g_free(place->folder);
    g_free(place);
}

char *
upload_safe_name(const char *name)
{
    g_autofree char *mended = tk_text_mend(name != NULL ? name : "", -1);
    char *last = mended;

    for (char *sign = mended; *sign != '\0'; sign++) {
        if (*sign == '/' || *sign == '\\')
            last = sign + 1;
        else if ((unsigned char) *sign < ' ' || *sign == 0x7f)
            *sign = ' ';
    }
    g_strstrip(last);
    while (*last == '.')
        last++;
    if (*last == '\0')
        return g_strdup("upload");
    if (strlen(last) <= NAME_MOST)
        return g_strdup(last);

    /* Too long: the ending says what kind of file it is, so the middle goes. */
    const char *ending = strrchr(last, '.');

    if (ending == NULL || strlen(ending) > 16)
        ending = "";
    const char *cut = last + NAME_MOST - strlen(ending);

    while (cut > last && ((unsigned char) *cut & 0xc0) == 0x80)
        cut--;
    return g_strdup_printf("%.*s%s", (int) (cut - last), last, ending);
}

static gboolean
open_file(Upload *upload, const char *name, GError **error)
{
    if (upload->path != NULL)
        return tk_fail(error, TK_ERROR_INVALID, "upload-only-one-file", upload->name);
    upload->name = upload_safe_name(name);
    upload->path = g_build_filename(upload->folder, upload->name, NULL);
    upload->file =
        open(upload->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, OWNER_FILE);
    return upload->file >= 0 || not_kept(error);
}

static gboolean
write_file(Upload *upload, const char *bytes, gsize length, GError **error)
{
    if ((int64_t) length > upload->most - upload->length)
        return tk_fail(error, TK_ERROR_TOO_LARGE, "upload-too-large", upload->name);
    upload->length += (int64_t) length;
    g_checksum_update(upload->digest, (const guchar *) bytes, (gssize) length);
    while (length > 0) {
        ssize_t written = write(upload->file, bytes, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return not_kept(error);
        bytes += written;
        length -= (gsize) written;
    }
    return TRUE;
}

static gboolean
begin_part(const char *name, const char *file_name, gpointer data, GError **error)
{
    Upload *upload = data;

    g_string_truncate(upload->field, 0);
    upload->in_file = file_name != NULL;
    upload->in_dry_run = file_name == NULL && strcmp(name, "dry_run") == 0;
    if (upload->in_file)
        return open_file(upload, file_name, error);
    if (!upload->in_dry_run)
        return tk_fail(error, TK_ERROR_INVALID, "field-unknown", name);
    return TRUE;
}

static gboolean
take_part(const char *bytes, gsize length, gpointer data, GError **error)
{
    Upload *upload = data;

    if (upload->in_file)
        return write_file(upload, bytes, length, error);
    if (upload->field->len + length > FIELD_MOST)
        return tk_fail(error, TK_ERROR_INVALID, "field-type", "dry_run");
    g_string_append_len(upload->field, bytes, (gssize) length);
    upload->dry_run =
        strcmp(upload->field->str, "true") == 0 || strcmp(upload->field->str, "1") == 0;
    return TRUE;
}

static gboolean
is_form(const char *content_type)
{
    return content_type != NULL &&
           g_ascii_strncasecmp(content_type, "multipart/form-data", 19) == 0;
}

Upload *
upload_new(UploadPlace *place, const char *content_type, const char *name, int64_t most,
           GError **error)
{
    g_autoptr(Upload) upload = g_new0(Upload, 1);
    const MultipartReader reader = { begin_part, take_part, upload };
    g_autofree char *folder = g_build_filename(place->folder, "XXXXXX", NULL);

    g_atomic_ref_count_init(&upload->owners);
    upload->file = -1;
    upload->most = most;
    upload->digest = g_checksum_new(G_CHECKSUM_SHA256);
    upload->field = g_string_new(NULL);
    if (is_form(content_type)) {
        upload->multipart = multipart_new(content_type, &reader, error);
        if (upload->multipart == NULL)
            return NULL;
    }
    if (g_mkdtemp_full(folder, OWNER_FOLDER) == NULL) {
        not_kept(error);
        return NULL;
    }
    upload->folder = g_steal_pointer(&folder);
    if (upload->multipart == NULL && !open_file(upload, name, error))
        return NULL;
    return g_steal_pointer(&upload);
}

Upload *
upload_share(Upload *upload)
{
    g_atomic_ref_count_inc(&upload->owners);
    return upload;
}

void
upload_free(Upload *upload)
{
    if (upload == NULL || !g_atomic_ref_count_dec(&upload->owners))
        return;
    if (upload->file >= 0)
        close(upload->file);
    if (upload->folder != NULL)
        remove_folder(upload->folder, 0);
    g_clear_pointer(&upload->multipart, multipart_free);
    g_clear_pointer(&upload->digest, g_checksum_free);
    if (upload->field != NULL)
        g_string_free(upload->field, TRUE);
    g_free(upload->folder);
    g_free(upload->name);
    g_free(upload->path);
    g_free(upload->digest_text);
    g_free(upload);
}

gboolean
upload_push(Upload *upload, const char *bytes, gsize length, GError **error)
{
    if (upload->multipart != NULL)
        return multipart_push(upload->multipart, bytes, length, error);
    return write_file(upload, bytes, length, error);
}

gboolean
upload_end(Upload *upload, GError **error)
{
    if (upload->multipart != NULL && !multipart_end(upload->multipart, error))
        return FALSE;
    if (upload->path == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "upload-without-file", NULL);

    int file = upload->file;

    upload->file = -1;
    if (close(file) != 0)
        return not_kept(error);
    upload->digest_text = g_strdup_printf("%s %s %d", g_checksum_get_string(upload->digest),
                                          upload->name, upload->dry_run);
    return TRUE;
}

const char *
upload_path(const Upload *upload)
{
    return upload->path;
}

const char *
upload_name(const Upload *upload)
{
    return upload->name;
}

const char *
upload_digest(const Upload *upload)
{
    return upload->digest_text;
}

gboolean
upload_is_dry_run(const Upload *upload)
{
    return upload->dry_run;
}
