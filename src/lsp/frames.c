/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/frames.h"

#include "base/tk-error.h"

#include <string.h>

#define LENGTH_NAME "Content-Length:"
#define DECIMAL     10

struct Frames {
    FrameTake take;
    gpointer data;
    GString *waiting; /* header or body that is not whole yet */
    gsize searched;   /* bytes of the header without its end */
    gsize body;       /* bytes of the body that is awaited; only with in_body */
    gboolean in_body;
};

Frames *
frames_new(FrameTake take, gpointer data)
{
    Frames *frames = g_new0(Frames, 1);

    frames->take = take;
    frames->data = data;
    frames->waiting = g_string_new(NULL);
    return frames;
}

void
frames_free(Frames *frames)
{
    if (frames == NULL)
        return;
    g_string_free(frames->waiting, TRUE);
    g_free(frames);
}

/* The length that a header tells. */
static gboolean
read_header(Frames *frames, const char *header, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(header, "\r\n", -1);
    gboolean told = FALSE;

    for (guint i = 0; lines[i] != NULL; i++) {
        guint64 length = 0;
        if (g_ascii_strncasecmp(lines[i], LENGTH_NAME, strlen(LENGTH_NAME)) != 0) {
            if (strchr(lines[i], ':') == NULL)
                return tk_fail(error, TK_ERROR_INVALID, "frame-malformed", NULL);
            continue; /* Content-Type and what else may come */
        }
        if (told || !g_ascii_string_to_unsigned(g_strstrip(lines[i] + strlen(LENGTH_NAME)), DECIMAL,
                                                0, G_MAXINT64, &length, NULL))
            return tk_fail(error, TK_ERROR_INVALID, "frame-malformed", NULL);
        if (length > FRAME_BODY_MOST)
            return tk_fail(error, TK_ERROR_TOO_LARGE, "frame-too-large", NULL);
        frames->body = (gsize) length;
        told = TRUE;
    }
    return told || tk_fail(error, TK_ERROR_INVALID, "frame-malformed", NULL);
}

/* TRUE and `out_whole` when the header stands whole at the beginning of what waits. */
static gboolean
take_header(Frames *frames, gboolean *out_whole, GError **error)
{
    const char *from = frames->waiting->str + frames->searched;
    const char *end = strstr(from, "\r\n\r\n");

    /* A NUL would hide what follows it. */
    if (strlen(frames->waiting->str) < MIN(frames->waiting->len, FRAME_HEADER_MOST) && end == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "frame-malformed", NULL);
    if (end == NULL || end - frames->waiting->str > FRAME_HEADER_MOST) {
        if (frames->waiting->len > FRAME_HEADER_MOST)
            return tk_fail(error, TK_ERROR_INVALID, "frame-malformed", NULL);
        frames->searched = frames->waiting->len > 3 ? frames->waiting->len - 3 : 0;
        *out_whole = FALSE;
        return TRUE;
    }
    g_autofree char *header = g_strndup(frames->waiting->str, (gsize) (end - frames->waiting->str));

    if (!read_header(frames, header, error))
        return FALSE;
    g_string_erase(frames->waiting, 0, end + 4 - frames->waiting->str);
    frames->searched = 0;
    frames->in_body = TRUE;
    *out_whole = TRUE;
    return TRUE;
}

static gboolean
take_body(Frames *frames, gboolean *out_whole, GError **error)
{
    *out_whole = frames->waiting->len >= frames->body;
    if (!*out_whole)
        return TRUE;
    g_autofree char *body = g_strndup(frames->waiting->str, frames->body);

    memcpy(body, frames->waiting->str, frames->body); /* with its NULs, if it has any */
    g_string_erase(frames->waiting, 0, (gssize) frames->body);
    frames->in_body = FALSE;
    return frames->take(body, frames->body, frames->data, error);
}

gboolean
frames_push(Frames *frames, const char *bytes, gsize length, GError **error)
{
    gboolean whole = TRUE;

    g_string_append_len(frames->waiting, bytes, (gssize) length);
    while (whole && (frames->waiting->len > 0 || (frames->in_body && frames->body == 0))) {
        if (!(frames->in_body ? take_body(frames, &whole, error)
                              : take_header(frames, &whole, error)))
            return FALSE;
    }
    return TRUE;
}

gboolean
frames_end(const Frames *frames, GError **error)
{
    return (frames->waiting->len == 0 && !frames->in_body) ||
           tk_fail(error, TK_ERROR_INVALID, "frame-malformed", NULL);
}

GString *
frame_of(const char *body)
{
    GString *frame = g_string_new(NULL);

    g_string_printf(frame, "%s %" G_GSIZE_FORMAT "\r\n\r\n", LENGTH_NAME, strlen(body));
    return g_string_append(frame, body);
}
