/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/multipart.h"

#include "base/tk-error.h"

#include <string.h>

#define TYPE "multipart/form-data; boundary=AaB03x"

/* What came out, one text: "name|file|bytes\n" for each part. */
static gboolean
note_part(const char *name, const char *file_name, gpointer data, GError **error)
{
    GString *seen = data;

    (void) error;
    g_string_append_printf(seen, "%s[%s|%s|", seen->len > 0 ? "]" : "", name,
                           file_name != NULL ? file_name : "-");
    return TRUE;
}

static gboolean
note_bytes(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void) error;
    g_string_append_len(data, bytes, (gssize) length);
    return TRUE;
}

/* Reads `body` in pieces of `piece` bytes; NULL for what is malformed. */
static char *
read_body(const char *type, const char *body, gsize length, gsize piece)
{
    g_autoptr(GString) seen = g_string_new(NULL);
    const MultipartReader reader = { note_part, note_bytes, seen };
    g_autoptr(Multipart) multipart = multipart_new(type, &reader, NULL);

    if (multipart == NULL)
        return NULL;
    for (gsize at = 0; at < length; at += piece) {
        if (!multipart_push(multipart, body + at, MIN(piece, length - at), NULL))
            return NULL;
    }
    if (!multipart_end(multipart, NULL))
        return NULL;
    return g_strdup(seen->str);
}

static void
assert_reads(const char *body, const char *wanted)
{
    for (gsize piece = 1; piece <= strlen(body) + 1; piece++) {
        g_autofree char *seen = read_body(TYPE, body, strlen(body), piece);

        g_assert_cmpstr(seen, ==, wanted);
    }
}

static void
test_pieces_of_any_size_give_the_same(void)
{
    assert_reads("--AaB03x\r\nContent-Disposition: form-data; name=\"dry_run\"\r\n\r\ntrue\r\n"
                 "--AaB03x\r\nContent-Disposition: form-data; name=\"file\"; "
                 "filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\nName\r\nKari\r\n\r\n"
                 "--AaB03x--\r\n",
                 "[dry_run|-|true][file|a.csv|Name\r\nKari\r\n");
}

static void
test_what_is_nearly_a_boundary_is_content(void)
{
    assert_reads("--AaB03x\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n"
                 "\r\n--AaB03\r\n--AaB03\r\r\n-\r\n--\r\nAaB03x\r\n--AaB03x--",
                 "[f|-|\r\n--AaB03\r\n--AaB03\r\r\n-\r\n--\r\nAaB03x");
}

static void
test_a_preamble_an_epilogue_and_empty_parts_do_no_harm(void)
{
    assert_reads("preamble\r\n--AaB03x  \r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n\r\n"
                 "--AaB03x\r\nContent-Disposition: form-data; name=\"g\"\r\n\r\n--AaB03x--\r\n"
                 "epilogue\r\n--AaB03x\r\n",
                 "[f|-|][g|-|");
}

static void
test_names_may_be_quoted_or_not(void)
{
    assert_reads("--AaB03x\r\ncontent-disposition:form-data;name=f;filename=\"a\\\"b; c.vcf\"\r\n"
                 "\r\nx\r\n--AaB03x--",
                 "[f|a\"b; c.vcf|x");
}

static void
test_bytes_of_every_value_pass(void)
{
    g_autoptr(GString) body =
        g_string_new("--AaB03x\r\nContent-Disposition: form-data; name=f; filename=b\r\n\r\n");
    g_autoptr(GString) seen = g_string_new(NULL);
    const MultipartReader reader = { note_part, note_bytes, seen };
    g_autoptr(Multipart) multipart = multipart_new(TYPE, &reader, NULL);
    char all[256];

    for (unsigned i = 0; i < sizeof all; i++)
        all[i] = (char) i;
    g_string_append_len(body, all, sizeof all);
    g_string_append(body, "\r\n--AaB03x--");
    g_assert_true(multipart_push(multipart, body->str, body->len, NULL));
    g_assert_true(multipart_end(multipart, NULL));
    g_assert_cmpmem(seen->str + strlen("[f|b|"), seen->len - strlen("[f|b|"), all, sizeof all);
}

static void
test_what_is_no_form_is_refused(void)
{
    static const struct {
        const char *type;
        const char *body;
    } rows[] = {
        { "multipart/form-data", "" },
        { "multipart/form-data; boundary=", "" },
        { "multipart/form-data; boundary=\"\"", "" },
        { "multipart/form-data; boundary=\"unended", "" },
        { "multipart/form-data; charset", "" },
        { "multipart/form-data; "
          "boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "" },
        { TYPE, "" },
        { TYPE, "--AaB03x" },
        { TYPE, "--AaB03x\r\nContent-Disposition: form-data; name=f\r\n\r\ncut off" },
        { TYPE, "--AaB03x\r\nContent-Disposition: form-data; name=f\r\n\r\nx\r\n--AaB03x" },
        { TYPE, "--AaB03xyz\r\nContent-Disposition: form-data; name=f\r\n\r\nx\r\n--AaB03x--" },
        { TYPE, "--AaB03x\r\nContent-Type: text/plain\r\n\r\nno name\r\n--AaB03x--" },
        { TYPE, "--AaB03x\r\n\r\nno header\r\n--AaB03x--" },
        { TYPE, "--AaB03x\r\nContent-Disposition: form-data; name=\"f\r\n\r\nx\r\n--AaB03x--" },
        { TYPE, "--AaB03x\r\nContent-Disposition: form-data; filename=a\r\nContent-Disposition: "
                "form-data; name=f; filename=b\r\n\r\nx\r\n--AaB03x--" },
        { TYPE,
          "--AaB03x\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\nx\r\n--AaB03x--" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *seen = read_body(rows[i].type, rows[i].body, strlen(rows[i].body), 7);

        g_test_message("row %zu", i);
        g_assert_null(seen);
    }
}

static void
test_a_header_that_does_not_end_is_refused_early(void)
{
    const MultipartReader reader = { note_part, note_bytes, NULL };
    g_autoptr(Multipart) multipart = multipart_new(TYPE, &reader, NULL);
    g_autofree char *long_line = g_strnfill(4096, 'x');
    gboolean fine = multipart_push(multipart, "--AaB03x\r\n", 10, NULL);

    for (unsigned i = 0; i < 8 && fine; i++)
        fine = multipart_push(multipart, long_line, 4096, NULL);
    g_assert_false(fine);
}

/* Around the limit, byte by byte: found by fuzzing. */
static void
test_whether_a_header_is_too_long_does_not_depend_on_the_pieces(void)
{
    gboolean read = FALSE, refused = FALSE;

    for (unsigned more = 8100; more < 8200; more++) {
        g_autofree char *filler = g_strnfill(more, 'x');
        g_autofree char *body =
            g_strconcat("--AaB03x\r\nContent-Disposition: form-data; name=f\r\nX: ", filler,
                        "\r\n\r\nx\r\n--AaB03x--", NULL);
        g_autofree char *whole = read_body(TYPE, body, strlen(body), strlen(body));
        g_autofree char *bytes = read_body(TYPE, body, strlen(body), 1);

        g_assert_cmpstr(bytes, ==, whole);
        read |= whole != NULL;
        refused |= whole == NULL;
    }
    g_assert_true(read && refused);
}

static void
test_too_many_parts_are_refused(void)
{
    g_autoptr(GString) body = g_string_new(NULL);

    for (unsigned i = 0; i < 100; i++)
        g_string_append(body, "--AaB03x\r\nContent-Disposition: form-data; name=f\r\n\r\nx\r\n");
    g_string_append(body, "--AaB03x--");
    g_autofree char *seen = read_body(TYPE, body->str, body->len, body->len);

    g_assert_null(seen);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/multipart/whether-a-header-is-too-long-does-not-depend-on-the-pieces",
                    test_whether_a_header_is_too_long_does_not_depend_on_the_pieces);
    g_test_add_func("/multipart/pieces-of-any-size-give-the-same",
                    test_pieces_of_any_size_give_the_same);
    g_test_add_func("/multipart/what-is-nearly-a-boundary-is-content",
                    test_what_is_nearly_a_boundary_is_content);
    g_test_add_func("/multipart/a-preamble-an-epilogue-and-empty-parts-do-no-harm",
                    test_a_preamble_an_epilogue_and_empty_parts_do_no_harm);
    g_test_add_func("/multipart/names-may-be-quoted-or-not", test_names_may_be_quoted_or_not);
    g_test_add_func("/multipart/bytes-of-every-value-pass", test_bytes_of_every_value_pass);
    g_test_add_func("/multipart/what-is-no-form-is-refused", test_what_is_no_form_is_refused);
    g_test_add_func("/multipart/a-header-that-does-not-end-is-refused-early",
                    test_a_header_that_does_not_end_is_refused_early);
    g_test_add_func("/multipart/too-many-parts-are-refused", test_too_many_parts_are_refused);
    return g_test_run();
}
