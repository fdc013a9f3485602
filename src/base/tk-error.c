/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"

#include <stdarg.h>

typedef struct {
    const char *key; /* constant text */
    char *subject;
} TkErrorPrivate;

static void
tk_error_private_init(TkErrorPrivate *private)
{
    private->key = "unknown";
    private->subject = NULL;
}

static void
tk_error_private_copy(const TkErrorPrivate *from, TkErrorPrivate *to)
{
    to->key = from->key;
    to->subject = g_strdup(from->subject);
}

static void
tk_error_private_clear(TkErrorPrivate *private)
{
    g_free(private->subject);
}

G_DEFINE_EXTENDED_ERROR(TkError, tk_error)

/* The one place that says how a reason looks to a shell and to HTTP. Exit status 1 is left
 * to crashes and 2 is the shell's word for wrong usage. */
static const struct {
    const char *word;
    int exit_status;
    unsigned http_status;
} faces[TK_ERROR_COUNT] = {
    [TK_ERROR_INVALID] = { "invalid", 2, 400 },
    [TK_ERROR_NOT_FOUND] = { "not-found", 3, 404 },
    [TK_ERROR_AMBIGUOUS] = { "ambiguous", 3, 409 },
    [TK_ERROR_CONFLICT] = { "conflict", 4, 409 },
    [TK_ERROR_REFUSED] = { "refused", 5, 422 },
    [TK_ERROR_FORBIDDEN] = { "forbidden", 6, 403 },
    [TK_ERROR_TOO_LARGE] = { "too-large", 7, 413 },
    [TK_ERROR_UNAVAILABLE] = { "unavailable", 8, 503 },
};

gboolean
tk_fail(GError **error, TkError reason, const char *key, const char *subject)
{
    g_assert(key != NULL);
    g_assert(error == NULL || *error == NULL);

    if (error == NULL)
        return FALSE;
    /* A subject is often a piece of what came from outside, and ends in JSON or on a terminal. */
    g_autofree char *valid = g_utf8_make_valid(subject != NULL ? subject : "", -1);

    /* The message serves logs and test output; doors never print it. */
    g_set_error(error, TK_ERROR, reason, "%s: %s", key, valid);
    TkErrorPrivate *private = tk_error_get_private(*error);
    private->key = g_intern_string(key);
    private->subject = g_steal_pointer(&valid);
    return FALSE; /* check: allow-error-unset: this is what sets it */
}

void *
tk_fail_null(GError **error, TkError reason, const char *key, const char *subject)
{
    tk_fail(error, reason, key, subject);
    return NULL;
}

gboolean
tk_failf(GError **error, TkError reason, const char *key, const char *subject_format, ...)
{
    va_list arguments;

    va_start(arguments, subject_format);
    g_autofree char *subject = g_strdup_vprintf(subject_format, arguments);
    va_end(arguments);
    return tk_fail(error, reason, key, subject);
}

gboolean
tk_fail_take(GError **error, TkError reason, const char *key, GError *foreign_take)
{
    g_autoptr(GError) foreign = foreign_take;

    return tk_fail(error, reason, key, foreign != NULL ? foreign->message : NULL);
}

TkErrorFace
tk_error_face(const GError *error)
{
    TkErrorFace face = { .key = "unknown", .subject = "", .reason = "unavailable" };

    g_assert(error != NULL);
    if (error->domain != TK_ERROR) {
        face.subject = error->message;
        face.exit_status = faces[TK_ERROR_UNAVAILABLE].exit_status;
        face.http_status = faces[TK_ERROR_UNAVAILABLE].http_status;
        return face;
    }
    const TkErrorPrivate *private = tk_error_get_private((GError *) error);

    g_assert(error->code >= 0 && error->code < TK_ERROR_COUNT);
    face.key = private->key;
    face.subject = private->subject != NULL ? private->subject : "";
    face.reason = faces[error->code].word;
    face.exit_status = faces[error->code].exit_status;
    face.http_status = faces[error->code].http_status;
    return face;
}
