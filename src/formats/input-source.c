/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/input.h"

#include "base/tk-limits.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum {
    GZIP_BUFFER = 128 << 10,
    RATIO_FREE = 1 << 20, /* unpacked bytes before the ratio is looked at */
};

typedef struct {
    InputSource source;
    int descriptor;
    gzFile packed; /* NULL: a plain file; closes the descriptor */
    int64_t plain_bytes;
} FileSource;

static gssize
read_plain(InputSource *source, void *bytes, gsize size)
{
    FileSource *file = (FileSource *) source;
    gssize got;

    do
        got = read(file->descriptor, bytes, size);
    while (got < 0 && errno == EINTR);
    if (got > 0)
        file->plain_bytes += got;
    return got;
}

static gssize
read_packed(InputSource *source, void *bytes, gsize size)
{
    FileSource *file = (FileSource *) source;
    int got = gzread(file->packed, bytes, (unsigned) MIN(size, GZIP_BUFFER));
    int problem = Z_OK;

    if (got > 0) {
        file->plain_bytes += got;
        if (file->plain_bytes - RATIO_FREE > gzoffset(file->packed) * (int64_t) TK_LIMIT_ZIP_RATIO)
            return -1;
        return got;
    }
    /* A file cut in the middle of its last member says so only here. */
    gzerror(file->packed, &problem);
    return got < 0 || (problem != Z_OK && problem != Z_STREAM_END) ? -1 : 0;
}

static void
free_file(InputSource *source)
{
    FileSource *file = (FileSource *) source;

    if (file->packed != NULL)
        gzclose(file->packed);
    else if (file->descriptor >= 0)
        close(file->descriptor);
    g_free(file);
}

InputSource *
input_source_file(int descriptor_take)
{
    FileSource *file = g_new0(FileSource, 1);

    file->source.read = read_plain;
    file->source.free = free_file;
    file->descriptor = descriptor_take;
    return &file->source;
}

InputSource *
input_source_gzip(int descriptor_take)
{
    FileSource *file = (FileSource *) input_source_file(descriptor_take);

    file->packed = gzdopen(descriptor_take, "rb");
    g_assert(file->packed != NULL);
    gzbuffer(file->packed, GZIP_BUFFER);
    file->source.read = read_packed;
    return &file->source;
}

int64_t
input_source_position(gpointer source)
{
    const FileSource *file = source;

    return file->packed != NULL ? gzoffset(file->packed) : file->plain_bytes;
}

typedef struct {
    InputSource source;
    const char *bytes;
    gsize left;
    gsize step;
} BytesSource;

static gssize
read_bytes(InputSource *source, void *bytes, gsize size)
{
    BytesSource *from = (BytesSource *) source;

    size = MIN(size, from->left);
    if (from->step > 0)
        size = MIN(size, from->step);
    memcpy(bytes, from->bytes, size);
    from->bytes += size;
    from->left -= size;
    return (gssize) size;
}

static void
free_bytes(InputSource *source)
{
    g_free(source);
}

InputSource *
input_source_bytes(const void *bytes, gsize length, gsize step)
{
    BytesSource *from = g_new0(BytesSource, 1);

    from->source.read = read_bytes;
    from->source.free = free_bytes;
    from->bytes = length > 0 ? bytes : "";
    from->left = length;
    from->step = step;
    return &from->source;
}
