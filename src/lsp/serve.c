/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/serve.h"

#include "base/tk-error.h"
#include "lsp/frames.h"
#include "lsp/session.h"

#include <errno.h>
#include <unistd.h>

#define PIECE (64 << 10) /* bytes read at a time */

static gboolean
write_message(const TkJson *message, gpointer data, GError **error)
{
    g_autofree char *text = tk_json_text(message);
    g_autoptr(GString) frame = frame_of(text);
    const int *out = data;

    for (gsize written = 0; written < frame->len;) {
        ssize_t got = write(*out, frame->str + written, frame->len - written);
        if (got < 0 && errno != EINTR)
            return tk_fail(error, TK_ERROR_UNAVAILABLE, "stream-broken", NULL);
        written += got > 0 ? (gsize) got : 0;
    }
    return TRUE;
}

static gboolean
take_frame(const char *body, gsize length, gpointer data, GError **error)
{
    LspSession *session = data;
    gboolean asked = FALSE;

    /* What comes behind "exit" is not read. */
    return lsp_session_is_over(session, &asked) || lsp_session_take(session, body, length, error);
}

gboolean
lsp_serve(const Workspace *workspace, LspSentence sentence, int in, int out, GError **error)
{
    const LspWish wish = {
        .workspace = workspace, .sentence = sentence, .send = write_message, .data = &out
    };
    g_autoptr(LspSession) session = lsp_session_new(&wish);
    g_autoptr(Frames) frames = frames_new(take_frame, session);
    g_autofree char *bytes = g_malloc(PIECE);
    gboolean asked = FALSE;

    while (!lsp_session_is_over(session, &asked)) {
        ssize_t got = read(in, bytes, PIECE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return tk_fail(error, TK_ERROR_UNAVAILABLE, "stream-broken", NULL);
        if (got == 0)
            return frames_end(frames, error);
        if (!frames_push(frames, bytes, (gsize) got, error))
            return FALSE;
    }
    return asked || tk_fail(error, TK_ERROR_INVALID, "exit-unasked", NULL);
}
