/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/frames.h"

#include "base/tk-error.h"

#include <string.h>

static gboolean
note(const char *body, gsize length, gpointer data, GError **error)
{
    (void) error;
    g_assert_cmpuint(strlen(body), ==, length);
    g_string_append_printf(data, "[%s]", body);
    return TRUE;
}

/* What comes out of a stream that arrives in pieces of that size; NULL where it is refused. */
static char *
read_in_pieces(const char *stream, gsize piece, GError **error)
{
    g_autoptr(GString) seen = g_string_new(NULL);
    g_autoptr(Frames) frames = frames_new(note, seen);
    gsize length = strlen(stream);

    for (gsize at = 0; at < length; at += piece) {
        if (!frames_push(frames, stream + at, MIN(piece, length - at), error))
            return NULL;
    }
    return frames_end(frames, error) ? g_strdup(seen->str) : NULL;
}

static void
test_however_a_stream_is_cut_the_same_messages_come_out(void)
{
    const char *stream = "Content-Length: 2\r\n\r\n{}content-length:3\r\nContent-Type: x\r\n\r\n[1]"
                         "Content-Length: 0\r\n\r\nContent-Length: 1\r\n\r\n7";

    for (gsize piece = 1; piece <= strlen(stream); piece++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *seen = read_in_pieces(stream, piece, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(seen, ==, "[{}][[1]][][7]");
    }
}

static void
test_what_is_no_frame_is_refused_whole_and_in_pieces(void)
{
    static const struct {
        const char *stream, *key;
    } rows[] = {
        { "\r\n\r\n{}", "frame-malformed" },
        { "Hello there\r\n\r\n{}", "frame-malformed" },
        { "Content-Type: x\r\n\r\n{}", "frame-malformed" },
        { "Content-Length: -2\r\n\r\n{}", "frame-malformed" },
        { "Content-Length: two\r\n\r\n{}", "frame-malformed" },
        { "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "frame-malformed" },
        { "Content-Length: 5\r\n\r\n{}", "frame-malformed" },
        { "Content-Length: 2\r\n", "frame-malformed" },
        { "Content-Length: 99999999\r\n\r\n", "frame-too-large" },
        { "Content-Length: 18446744073709551617\r\n\r\n", "frame-malformed" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        for (gsize piece = 1; piece <= strlen(rows[i].stream); piece++) {
            g_autoptr(GError) error = NULL;
            g_autofree char *seen = read_in_pieces(rows[i].stream, piece, &error);
            g_assert_null(seen);
            g_assert_cmpstr(tk_error_face(error).key, ==, rows[i].key);
        }
    }
}

static void
test_a_header_without_end_is_refused_before_it_fills_the_memory(void)
{
    g_autoptr(GString) seen = g_string_new(NULL);
    g_autoptr(Frames) frames = frames_new(note, seen);
    g_autoptr(GError) error = NULL;
    gsize pushed = 0;

    while (frames_push(frames, "Content-Type: x\r\n", 17, &error))
        pushed += 17;
    g_assert_cmpuint(pushed, <=, FRAME_HEADER_MOST);
    g_assert_cmpstr(tk_error_face(error).key, ==, "frame-malformed");
}

static void
test_what_is_wrapped_is_read_again(void)
{
    g_autoptr(GString) frame = frame_of("{\"name\":\"\xC3\x85se\"}");
    g_autofree char *seen = read_in_pieces(frame->str, 5, NULL);

    g_assert_cmpstr(seen, ==, "[{\"name\":\"\xC3\x85se\"}]");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/frames/however-a-stream-is-cut-the-same-messages-come-out",
                    test_however_a_stream_is_cut_the_same_messages_come_out);
    g_test_add_func("/frames/what-is-no-frame-is-refused-whole-and-in-pieces",
                    test_what_is_no_frame_is_refused_whole_and_in_pieces);
    g_test_add_func("/frames/a-header-without-end-is-refused-before-it-fills-the-memory",
                    test_a_header_without_end_is_refused_before_it_fills_the_memory);
    g_test_add_func("/frames/what-is-wrapped-is-read-again", test_what_is_wrapped_is_read_again);
    return g_test_run();
}
