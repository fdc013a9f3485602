/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/page.h"

#include "base/tk-error.h"

#include <string.h>
#include <zlib.h>

#define FRONT          "/index.html"
#define GZIP_ANY_WIDTH (15 + 16) /* zlib: the widest window, gzip wrapping */

static const PageFile *
find_file(const char *path)
{
    for (const PageFile *file = page_files; file->path != NULL; file++) {
        if (strcmp(file->path, path) == 0)
            return file;
    }
    return NULL;
}

/* Our own packing, so its length is known and it cannot be damaged. */
static GBytes *
unpack(const PageFile *file)
{
    guint8 *plain = g_malloc(file->plain_length);
    z_stream stream = { .next_in = (z_const Bytef *) file->bytes,
                        .avail_in = (uInt) file->length,
                        .next_out = plain,
                        .avail_out = (uInt) file->plain_length };
    int outcome = inflateInit2(&stream, GZIP_ANY_WIDTH);

    g_assert(outcome == Z_OK);
    outcome = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    g_assert(outcome == Z_STREAM_END);
    return g_bytes_new_take(plain, file->plain_length);
}

/* Is gzip among what the client takes, and not with q=0? */
static gboolean
takes_gzip(const Request *request)
{
    const char *header = request->headers[REQUEST_ACCEPT_ENCODING];

    if (header == NULL)
        return FALSE;

    g_auto(GStrv) codings = g_strsplit(header, ",", 32);

    for (unsigned i = 0; codings[i] != NULL; i++) {
        const char *coding = codings[i] + strspn(codings[i], " \t");
        const char *weight = strstr(coding, "q=");

        if (g_ascii_strncasecmp(coding, "gzip", 4) == 0 && strchr("; \t", coding[4]) != NULL)
            return weight == NULL || g_ascii_strtod(weight + 2, NULL) > 0;
    }
    return FALSE;
}

static gboolean
has_it_already(const Request *request, const PageFile *file)
{
    const char *etags = request->headers[REQUEST_IF_NONE_MATCH];

    return etags != NULL && (strcmp(etags, "*") == 0 || strstr(etags, file->etag) != NULL);
}

static void
hand_out(const Request *request, const PageFile *file, Reply *reply)
{
    gboolean packed = file->plain_length > 0 && takes_gzip(request);

    reply_header(reply, "Cache-Control",
                 file->lasting ? "private, max-age=31536000, immutable" : "no-cache");
    reply_header(reply, "ETag", file->etag);
    reply_header(reply, "Vary", "Accept-Encoding");
    if (has_it_already(request, file)) {
        reply->status = 304;
        return;
    }
    reply->status = 200;
    reply->type = file->type;
    if (packed)
        reply_header(reply, "Content-Encoding", "gzip");
    if (packed || file->plain_length == 0)
        reply->body = g_bytes_new_static(file->bytes, file->length);
    else
        reply->body = unpack(file);
}

gboolean
page_answer(const Gate *gate, const Request *request, Reply *reply, GError **error)
{
    const char *last = strrchr(request->path, '/') + 1;
    gboolean is_front = strchr(last, '.') == NULL;
    const PageFile *file = find_file(is_front ? FRONT : request->path);

    if (file == NULL)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-path", request->path);
    if (is_front && gate_welcomes(gate, request)) {
        reply_header(reply, "Set-Cookie", gate_cookie(gate));
        /* The key does its work once; it is not to stand in the address and the history. Always to
         * the front: a path of somebody's making could lead elsewhere. */
        if (request_parameter(request, "key") != NULL) {
            reply->status = 303;
            reply_header(reply, "Location", "/");
            reply_header(reply, "Cache-Control", "no-store");
            return TRUE;
        }
    }
    hand_out(request, file, reply);
    return TRUE;
}
