/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/zip.h"

#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum {
    BLOCK = 64 << 10,
    RATIO_FREE = 1 << 20, /* unpacked bytes before the ratio is looked at */
    DEPTH = 1,            /* zips within the zip */
};

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_read_free)

typedef struct {
    InputSource source;
    Archive *archive;
    int64_t packed;   /* bytes of this zip */
    int64_t brought;  /* bytes of the outermost: what all is measured by */
    int64_t unpacked; /* of all entries so far, and of zips within */
    unsigned entries;
    unsigned depth;
    gboolean is_over; /* a limit was passed */
    gboolean is_broken;
    Reading *reading;
    ZipVisit visit;
    gpointer data;
} Zip;

static gssize
read_entry(InputSource *source, void *bytes, gsize size)
{
    Zip *zip = (Zip *) source;
    gssize got;

    if (zip->is_over)
        return -1;
    got = archive_read_data(zip->archive, bytes, size);
    if (got < 0) {
        zip->is_broken = TRUE;
        return -1;
    }
    zip->unpacked += got;
    if (zip->unpacked > TK_LIMIT_ZIP_UNPACKED ||
        zip->unpacked - RATIO_FREE > zip->brought * TK_LIMIT_ZIP_RATIO) {
        zip->is_over = TRUE;
        return -1;
    }
    return got;
}

static void
free_nothing(InputSource *source)
{
    (void) source;
}

static int64_t
archive_position(gpointer data)
{
    const Zip *zip = data;

    return MIN(archive_filter_bytes(zip->archive, -1), zip->packed);
}

static gboolean
leave_out(Zip *zip, const char *reason, const char *name, GError **error)
{
    if (zip->reading == NULL)
        return TRUE;
    return reading_left_out(zip->reading, 0, reason, name, error);
}

/* Nothing is unpacked to a name; but who writes such names meant harm. */
static gboolean
is_unsafe(const char *name)
{
    g_auto(GStrv) parts = NULL;

    if (name[0] == '/' || name[0] == '\\' || (g_ascii_isalpha(name[0]) && name[1] == ':'))
        return TRUE;
    parts = g_strsplit_set(name, "/\\", -1);
    return g_strv_contains((const char *const *) parts, "..");
}

static gboolean
read_archive(Zip *zip, int descriptor, GError **error);

static gboolean
write_all(int descriptor, const char *bytes, gsize length)
{
    while (length > 0) {
        gssize written = write(descriptor, bytes, length);

        if (written <= 0)
            return FALSE;
        bytes += written;
        length -= (gsize) written;
    }
    return TRUE;
}

/* A zip is read from its end, so one within goes through a file that has no name any more. */
static gboolean
read_inner(Zip *zip, const char *name, GError **error)
{
    g_autofree char *path = NULL;
    g_autofree char *buffer = g_malloc(BLOCK);
    int descriptor = g_file_open_tmp("tokopp-XXXXXX", &path, NULL);
    Zip inner = *zip;
    gboolean is_ok = TRUE;
    int64_t all = 0;
    gssize got;

    if (descriptor < 0)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "file-unreadable", name);
    unlink(path);
    while (is_ok && !zip->is_over && (got = read_entry(&zip->source, buffer, BLOCK)) > 0) {
        all += got;
        zip->is_over = all > TK_LIMIT_ZIP_INNER;
        is_ok = write_all(descriptor, buffer, (gsize) got);
    }
    inner.unpacked = zip->unpacked;
    inner.depth++;
    inner.packed = lseek(descriptor, 0, SEEK_END);
    inner.is_broken = FALSE;
    if (!is_ok)
        is_ok = tk_fail(error, TK_ERROR_UNAVAILABLE, "file-unreadable", name);
    else if (!zip->is_over)
        is_ok = read_archive(&inner, descriptor, error);
    zip->unpacked = inner.unpacked;
    zip->entries = inner.entries;
    close(descriptor);
    return is_ok;
}

static gboolean
read_one(Zip *zip, struct archive_entry *entry, GError **error)
{
    const char *raw = archive_entry_pathname(entry);
    g_autofree char *name = tk_text_mend(raw != NULL ? raw : "", -1);
    gboolean is_ok;

    if (++zip->entries > TK_LIMIT_ZIP_ENTRIES)
        return tk_fail(error, TK_ERROR_TOO_LARGE, "zip-bomb", name);
    if (is_unsafe(name))
        return leave_out(zip, "zip-name-unsafe", name, error);
    if (archive_entry_filetype(entry) != AE_IFREG)
        return TRUE;
    if (archive_entry_is_encrypted(entry))
        return leave_out(zip, "zip-encrypted", name, error);
    if (g_str_has_suffix(name, ".zip") && zip->depth < DEPTH)
        is_ok = read_inner(zip, name, error);
    else
        is_ok = zip->visit(name, &zip->source, zip->data, error);
    if (!is_ok)
        return FALSE;
    if (zip->is_over)
        return tk_fail(error, TK_ERROR_TOO_LARGE, "zip-bomb", name);
    return TRUE;
}

static gboolean
read_archive(Zip *zip, int descriptor, GError **error)
{
    g_autoptr(Archive) archive = archive_read_new();
    struct archive_entry *entry = NULL;
    int status;

    zip->archive = archive;
    archive_read_support_format_zip(archive);
    if (zip->depth == 0) {
        archive_read_support_format_tar(archive);
        archive_read_support_filter_gzip(archive);
    }
    if (lseek(descriptor, 0, SEEK_SET) < 0 ||
        archive_read_open_fd(archive, descriptor, BLOCK) != ARCHIVE_OK)
        return leave_out(zip, "zip-truncated", NULL, error);
    while ((status = archive_read_next_header(archive, &entry)) >= ARCHIVE_WARN &&
           status != ARCHIVE_EOF) {
        if (!read_one(zip, entry, error))
            return FALSE;
        zip->is_broken = FALSE;
    }
    if (status != ARCHIVE_EOF && !leave_out(zip, "zip-truncated", NULL, error))
        return FALSE;
    return TRUE;
}

gboolean
zip_read(int descriptor, int64_t packed, Reading *reading, ZipVisit visit, gpointer data,
         GError **error)
{
    Zip zip = { .source = { read_entry, free_nothing },
                .packed = packed,
                .brought = packed,
                .reading = reading,
                .visit = visit,
                .data = data };
    Reading *told = reading;
    gboolean is_ok;

    if (told != NULL) {
        told->position = archive_position;
        told->position_data = &zip;
    }
    is_ok = read_archive(&zip, descriptor, error);
    if (told != NULL)
        told->position = NULL;
    return is_ok;
}
