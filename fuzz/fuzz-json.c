/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * fuzz-json.c - what comes in over HTTP: targets, bodies, forms, file names.
 *
 * The first byte chooses the reader. What each promises of anything that it lets through is
 * asserted: nothing hidden in a path, a value that is written and read again is the same, no file
 * name that leads away.
 */
#include "fuzz.h"

#include "base/tk-json.h"
#include "http/multipart.h"
#include "http/request.h"
#include "http/upload.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void
try_json(const char *text, size_t length)
{
    g_autoptr(TkJson) value = tk_json_parse(text, length, NULL);

    if (value == NULL)
        return;
    g_autofree char *written = tk_json_text(value);
    g_autoptr(TkJson) again = tk_json_parse(written, strlen(written), NULL);

    if (again == NULL || !json_equal(value, again))
        abort();
    fuzz_canary(written);
}

static void
try_target(const char *text, size_t length)
{
    g_autofree char *target = g_strndup(text, length);
    g_auto(Request) request = { .target = target };
    unsigned number = 0;

    if (!request_take_target(&request, NULL))
        return;
    if (request.path[0] != '/' || strstr(request.path, "/../") != NULL ||
        g_str_has_suffix(request.path, "/..") || !g_utf8_validate(request.path, -1, NULL))
        abort();
    if (request_parameter_number(&request, "limit", 1, 200, &number, NULL) &&
        (number < 1 || number > 200))
        abort();
    fuzz_canary(request.path);
}

typedef struct {
    GString *seen;
} FormNotes;

static gboolean
note_part(const char *name, const char *file_name, gpointer data, GError **error)
{
    FormNotes *notes = data;

    (void) error;
    g_string_append_printf(notes->seen, "[%s|%s|", name, file_name != NULL ? file_name : "");
    return TRUE;
}

static gboolean
note_bytes(const char *bytes, gsize length, gpointer data, GError **error)
{
    FormNotes *notes = data;

    (void) error;
    g_string_append_len(notes->seen, bytes, (gssize) length);
    return TRUE;
}

/* What came out, or NULL for what is malformed. */
static GString *
read_form(const char *text, size_t length, size_t piece)
{
    FormNotes notes = { g_string_new(NULL) };
    const MultipartReader reader = { note_part, note_bytes, &notes };
    g_autoptr(Multipart) form = multipart_new("multipart/form-data; boundary=x", &reader, NULL);
    gboolean fine = form != NULL;

    for (size_t at = 0; at < length && fine; at += piece)
        fine = multipart_push(form, text + at, MIN(piece, length - at), NULL);
    if (fine && multipart_end(form, NULL))
        return notes.seen;
    g_string_free(notes.seen, TRUE);
    return NULL;
}

/* However a form is cut into pieces, the same comes out. */
static void
try_form(const char *text, size_t length)
{
    GString *whole = read_form(text, length, length + 1);
    GString *pieces = read_form(text, length, 1 + length % 7);

    if ((whole == NULL) != (pieces == NULL) || (whole != NULL && !g_string_equal(whole, pieces)))
        abort();
    if (whole != NULL) {
        fuzz_canary(whole->str);
        g_string_free(whole, TRUE);
    }
    if (pieces != NULL)
        g_string_free(pieces, TRUE);
}

static void
try_name(const char *text, size_t length)
{
    g_autofree char *name = g_strndup(text, length);
    g_autofree char *safe = upload_safe_name(name);

    if (*safe == '\0' || *safe == '.' || strpbrk(safe, "/\\\r\n") != NULL || strlen(safe) > 100 ||
        !g_utf8_validate(safe, -1, NULL))
        abort();
    fuzz_canary(safe);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const readers[])(const char *, size_t) = { try_json, try_target, try_form,
                                                             try_name };

    if (size == 0)
        return 0;
    readers[data[0] % G_N_ELEMENTS(readers)]((const char *) data + 1, size - 1);
    return 0;
}
