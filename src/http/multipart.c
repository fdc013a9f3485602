/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/multipart.h"

#include "base/tk-error.h"

#include <string.h>

#define BOUNDARY_MOST    70   /* RFC 2046 section 5.1.1 */
#define HEADER_MOST      8192 /* of one part; a file's name is the longest thing there */
#define PARTS_MOST       16
#define NAME_MOST        1024
#define HEADER_END       "\r\n\r\n"
#define DELIMITER_PREFIX "\r\n--"

typedef enum {
    MULTIPART_PREAMBLE,  /* before the first boundary */
    MULTIPART_AFTERWARD, /* just behind a boundary: another part or the end? */
    MULTIPART_HEADER,
    MULTIPART_BYTES,
    MULTIPART_EPILOGUE, /* behind the last boundary; ignored */
} MultipartState;

struct Multipart {
    MultipartReader reader;
    char *delimiter; /* CR LF -- boundary */
    gsize delimiter_length;
    GByteArray *pending; /* came in and not used yet */
    MultipartState state;
    unsigned parts;
    gsize skip; /* bytes at the beginning of a part that are the header's line end */
};

static gboolean
malformed(GError **error)
{
    return tk_fail(error, TK_ERROR_INVALID, "multipart-malformed", NULL);
}

/* The value of one parameter of a header such as `form-data; name="x"; filename="y"`: FALSE where
 * it is malformed; NULL in `out` where it is not there. Quoted values keep their backslashes but
 * for \" and \\: browsers send %22 for a quote (WHATWG HTML 4.10.21.8), others a backslash. */
static gboolean
take_parameter(const char *header, const char *name, char **out)
{
    const char *next = strchr(header, ';');

    *out = NULL;
    while (next != NULL) {
        next += 1;
        next += strspn(next, " \t");
        gsize name_length = strcspn(next, "=;");
        gboolean wanted =
            name_length == strlen(name) && g_ascii_strncasecmp(next, name, name_length) == 0;
        g_autoptr(GString) value = g_string_new(NULL);

        next += name_length;
        if (*next != '=')
            return FALSE;
        next += 1;
        if (*next == '"') {
            for (next += 1; *next != '"'; next++) {
                if (*next == '\0')
                    return FALSE;
                if (*next == '\\' && (next[1] == '"' || next[1] == '\\'))
                    next += 1;
                g_string_append_c(value, *next);
            }
            next += 1;
        } else {
            gsize length = strcspn(next, "; \t");

            g_string_append_len(value, next, (gssize) length);
            next += length;
        }
        next += strspn(next, " \t");
        if (*next != '\0' && *next != ';')
            return FALSE;
        if (wanted) {
            *out = g_string_free(g_steal_pointer(&value), FALSE);
            return TRUE;
        }
        next = *next == ';' ? next : NULL;
    }
    return TRUE;
}

Multipart *
multipart_new(const char *content_type, const MultipartReader *reader, GError **error)
{
    g_autofree char *boundary = NULL;

    if (!take_parameter(content_type, "boundary", &boundary) || boundary == NULL ||
        *boundary == '\0' || strlen(boundary) > BOUNDARY_MOST ||
        strpbrk(boundary, "\r\n") != NULL) {
        malformed(error);
        return NULL;
    }

    Multipart *multipart = g_new0(Multipart, 1);

    multipart->reader = *reader;
    multipart->delimiter = g_strconcat(DELIMITER_PREFIX, boundary, NULL);
    multipart->delimiter_length = strlen(multipart->delimiter);
    multipart->pending = g_byte_array_new();
    /* The first boundary may be the first bytes: a line end before it is taken as read. */
    g_byte_array_append(multipart->pending, (const guint8 *) "\r\n", 2);
    return multipart;
}

void
multipart_free(Multipart *multipart)
{
    if (multipart == NULL)
        return;
    g_free(multipart->delimiter);
    g_byte_array_unref(multipart->pending);
    g_free(multipart);
}

static void
use(Multipart *multipart, gsize length)
{
    g_byte_array_remove_range(multipart->pending, 0, (guint) length);
}

/* Bytes up to the next delimiter go on; of the rest as much as can be no beginning of one. */
static gboolean
take_until_delimiter(Multipart *multipart, gboolean *out_found, GError **error)
{
    const char *bytes = (const char *) multipart->pending->data;
    gsize length = multipart->pending->len;
    const char *found = memmem(bytes, length, multipart->delimiter, multipart->delimiter_length);
    gsize sure = found != NULL ? (gsize) (found - bytes)
                               : length - MIN(length, multipart->delimiter_length - 1);

    gsize skip = MIN(multipart->skip, sure);

    multipart->skip -= skip;
    if (sure > skip && multipart->state == MULTIPART_BYTES &&
        !multipart->reader.bytes(bytes + skip, sure - skip, multipart->reader.data, error))
        return FALSE;
    use(multipart, found != NULL ? sure + multipart->delimiter_length : sure);
    *out_found = found != NULL;
    return TRUE;
}

/* What stands behind a boundary: "--" ends it all, white space and a line end begin a part. */
static gboolean
take_boundary_end(Multipart *multipart, gboolean *out_more, GError **error)
{
    const char *bytes = (const char *) multipart->pending->data;
    gsize length = multipart->pending->len;
    gsize blank = 0;

    *out_more = FALSE;
    while (blank < length && (bytes[blank] == ' ' || bytes[blank] == '\t'))
        blank++;
    if (blank > BOUNDARY_MOST)
        return malformed(error);
    if (length < blank + 2)
        return TRUE;
    if (blank == 0 && memcmp(bytes, "--", 2) == 0)
        multipart->state = MULTIPART_EPILOGUE;
    else if (memcmp(bytes + blank, "\r\n", 2) == 0)
        multipart->state = MULTIPART_HEADER;
    else
        return malformed(error);
    /* The line end stays: it is what an empty header block ends with. */
    use(multipart, blank);
    *out_more = TRUE;
    return TRUE;
}

static gboolean
begin_part(Multipart *multipart, const char *header, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(header, "\r\n", -1);
    g_autofree char *name = NULL;
    g_autofree char *file_name = NULL;
    gboolean told = FALSE;

    if (++multipart->parts > PARTS_MOST)
        return malformed(error);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        const char *disposition = "content-disposition:";

        if (g_ascii_strncasecmp(lines[i], disposition, strlen(disposition)) != 0)
            continue;
        if (told || !take_parameter(lines[i], "name", &name) ||
            !take_parameter(lines[i], "filename", &file_name))
            return malformed(error);
        told = TRUE;
    }
    if (name == NULL || strlen(name) > NAME_MOST || !g_utf8_validate(name, -1, NULL))
        return malformed(error);
    multipart->state = MULTIPART_BYTES;
    return multipart->reader.begin(name, file_name, multipart->reader.data, error);
}

static gboolean
take_header(Multipart *multipart, gboolean *out_more, GError **error)
{
    const char *bytes = (const char *) multipart->pending->data;
    const char *found = memmem(bytes, multipart->pending->len, HEADER_END, strlen(HEADER_END));

    *out_more = found != NULL;
    /* The longest header may have come with all but the last byte of its end: else it would depend
     * on how the bytes were cut whether it is too long. */
    if (found == NULL)
        return multipart->pending->len < HEADER_MOST + strlen(HEADER_END) || malformed(error);

    gsize length = (gsize) (found - bytes);

    if (length > HEADER_MOST || memchr(bytes, '\0', length) != NULL)
        return malformed(error);

    g_autofree char *header = g_strndup(bytes, length);

    /* The last line end is left in: where the part is empty, it belongs to the delimiter. */
    use(multipart, length + 2);
    multipart->skip = 2;
    return begin_part(multipart, header, error);
}

gboolean
multipart_push(Multipart *multipart, const char *bytes, gsize length, GError **error)
{
    gboolean more = TRUE;

    if (multipart->state == MULTIPART_EPILOGUE)
        return TRUE;
    g_byte_array_append(multipart->pending, (const guint8 *) bytes, (guint) length);
    while (more) {
        switch (multipart->state) {
        case MULTIPART_PREAMBLE:
        case MULTIPART_BYTES:
            if (!take_until_delimiter(multipart, &more, error))
                return FALSE;
            if (more)
                multipart->state = MULTIPART_AFTERWARD;
            break;
        case MULTIPART_AFTERWARD:
            if (!take_boundary_end(multipart, &more, error))
                return FALSE;
            break;
        case MULTIPART_HEADER:
            if (!take_header(multipart, &more, error))
                return FALSE;
            break;
        case MULTIPART_EPILOGUE:
            g_byte_array_set_size(multipart->pending, 0);
            more = FALSE;
            break;
        }
    }
    return TRUE;
}

gboolean
multipart_end(Multipart *multipart, GError **error)
{
    return multipart->state == MULTIPART_EPILOGUE || malformed(error);
}
