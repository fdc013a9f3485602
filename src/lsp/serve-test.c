/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/serve.h"

#include "base/tk-error.h"
#include "lsp/frames.h"
#include "lsp/test-desk.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What is answered to a stream of bytes; `key` is the failure, "" for none. */
static char *
served(const char *stream, const char **key)
{
    int in[2], out[2];
    g_autoptr(GError) error = NULL;
    char answer[4096] = "";

    g_assert_cmpint(pipe(in), ==, 0);
    g_assert_cmpint(pipe(out), ==, 0);
    g_assert_cmpint(write(in[1], stream, strlen(stream)), ==, (int) strlen(stream));
    close(in[1]);
    gboolean fine = lsp_serve(NULL, key_itself, in[0], out[1], &error);
    g_assert_true(fine == (error == NULL));
    *key = fine ? "" : tk_error_face(error).key;
    close(out[1]);
    g_assert_cmpint(read(out[0], answer, sizeof answer - 1), >=, 0);
    close(out[0]);
    close(in[0]);
    return g_strdup(answer);
}

static void
test_a_session_ends_well_when_it_was_shut_down_and_with_a_sentence_otherwise(void)
{
    static const struct {
        const char *messages, *key;
    } rows[] = {
        { "", "" },
        { "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}", "exit-unasked" },
        { "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}\n"
          "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}\n"
          "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}",
          "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(GStrv) messages = g_strsplit(rows[i].messages, "\n", -1);
        g_autoptr(GString) stream = g_string_new(NULL);
        const char *key = NULL;
        for (guint m = 0; messages[m] != NULL; m++) {
            g_autoptr(GString) frame = frame_of(messages[m]);
            g_string_append(stream, frame->str);
        }
        g_autofree char *answer = served(stream->str, &key);
        g_assert_cmpstr(key, ==, rows[i].key);
        g_assert_nonnull(answer);
    }
}

static void
test_bytes_that_are_no_frame_end_it(void)
{
    const char *key = NULL;
    g_autofree char *answer = served("GET / HTTP/1.1\r\n\r\n", &key);

    g_assert_cmpstr(key, ==, "frame-malformed");
    g_assert_cmpstr(answer, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func(
        "/serve/a-session-ends-well-when-it-was-shut-down-and-with-a-sentence-otherwise",
        test_a_session_ends_well_when_it_was_shut_down_and_with_a_sentence_otherwise);
    g_test_add_func("/serve/bytes-that-are-no-frame-end-it", test_bytes_that_are_no_frame_end_it);
    return g_test_run();
}
