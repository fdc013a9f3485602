/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/reply.h"

#include "base/tk-error.h"

#include <string.h>
#include <unistd.h>

/* The same on page, data and failures, so that no reply can forget one. */
const char *const reply_common_headers[] = {
    "Content-Security-Policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src "
    "'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options",
    "nosniff",
    "Referrer-Policy",
    "no-referrer",
    "Cross-Origin-Opener-Policy",
    "same-origin",
    "Cross-Origin-Resource-Policy",
    "same-origin",
    NULL,
};

/* Where HTTP has a finer word than the reason's own status. */
static const struct {
    const char *key;
    unsigned status;
} finer_statuses[] = {
    { "method-not-allowed", 405 },
    { "content-type-unknown", 415 },
    { "imports-busy", 503 },
    { "server-full", 503 },
};

static void
drop_body(Reply *reply)
{
    g_clear_pointer(&reply->body, g_bytes_unref);
    if (reply->has_file)
        close(reply->file);
    reply->has_file = FALSE;
}

void
reply_clear(Reply *reply)
{
    drop_body(reply);
    for (unsigned i = 0; i < reply->header_count; i++)
        g_free(reply->headers[i].value);
    if (reply->then_data != NULL)
        reply->then_free(reply->then_data);
    *reply = (Reply) { 0 };
}

void
reply_text_take(Reply *reply, unsigned status, const char *type, char *text_take)
{
    drop_body(reply);
    reply->status = status;
    reply->type = type;
    reply->body = g_bytes_new_take(text_take, strlen(text_take));
}

void
reply_file_take(Reply *reply, unsigned status, const char *type, int descriptor_take)
{
    drop_body(reply);
    reply->status = status;
    reply->type = type;
    reply->has_file = TRUE;
    reply->file = descriptor_take;
}

void
reply_json(Reply *reply, unsigned status, const TkJson *value)
{
    reply_text_take(reply, status, "application/json", tk_json_text(value));
}

unsigned
reply_error_status(const GError *error)
{
    TkErrorFace face = tk_error_face(error);

    for (size_t i = 0; i < G_N_ELEMENTS(finer_statuses); i++) {
        if (strcmp(finer_statuses[i].key, face.key) == 0)
            return finer_statuses[i].status;
    }
    return face.http_status;
}

void
reply_error(Reply *reply, const GError *error)
{
    TkErrorFace face = tk_error_face(error);
    unsigned status = reply_error_status(error);
    g_autoptr(TkJson) problem = json_object();

    tk_json_set_text(problem, "type", "about:blank");
    tk_json_set_number(problem, "status", status);
    tk_json_set_text(problem, "reason", face.reason);
    tk_json_set_text(problem, "key", face.key);
    tk_json_set_text(problem, "subject", face.subject);
    reply_text_take(reply, status, "application/problem+json", tk_json_text(problem));
}

void
reply_header(Reply *reply, const char *name, const char *value)
{
    g_assert(reply->header_count < REPLY_HEADERS);
    reply->headers[reply->header_count].name = name;
    reply->headers[reply->header_count].value = g_strdup(value);
    reply->header_count++;
}

const char *
reply_header_value(const Reply *reply, const char *name)
{
    for (unsigned i = 0; i < reply->header_count; i++) {
        if (g_ascii_strcasecmp(reply->headers[i].name, name) == 0)
            return reply->headers[i].value;
    }
    return NULL;
}
