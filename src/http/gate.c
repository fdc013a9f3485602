/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/gate.h"

#include "base/tk-error.h"

#include <gio/gio.h>
#include <string.h>

#define SECRET_BYTES 32
#define HOST_SIGNS   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-:"

typedef struct {
    char *host;   /* as the Host header spells it, lower case */
    char *origin; /* as the Origin header of our own page spells it */
} GateName;

struct Gate {
    GArray *names; /* of GateName */
    char *cookie_name;
    char *secret;
    char *set_cookie;
    char *open_key;
};

static void
name_clear(gpointer data)
{
    GateName *name = data;

    g_free(name->host);
    g_free(name->origin);
}

static void
add_name(Gate *gate, const char *scheme, const char *host, unsigned port, unsigned usual_port)
{
    g_autofree char *lower = g_ascii_strdown(host, -1);
    GateName name = { 0 };

    name.host = g_strdup_printf("%s:%u", lower, port);
    name.origin = g_strdup_printf("%s://%s:%u", scheme, lower, port);
    g_array_append_val(gate->names, name);
    /* A browser leaves the usual port out. */
    if (port == usual_port) {
        name.host = g_strdup(lower);
        name.origin = g_strdup_printf("%s://%s", scheme, lower);
        g_array_append_val(gate->names, name);
    }
}

/* http or https, a host of plain letters, perhaps a port, and nothing else. */
static gboolean
is_bare_address(GUri *uri)
{
    const char *scheme = g_uri_get_scheme(uri);
    const char *host = g_uri_get_host(uri);
    const char *path = g_uri_get_path(uri);

    return (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0) && host != NULL &&
           *host != '\0' && strspn(host, HOST_SIGNS) == strlen(host) &&
           (*path == '\0' || strcmp(path, "/") == 0) && g_uri_get_userinfo(uri) == NULL &&
           g_uri_get_query(uri) == NULL && g_uri_get_fragment(uri) == NULL;
}

static gboolean
add_origin(Gate *gate, const char *origin, GError **error)
{
    g_autoptr(GUri) uri = g_uri_parse(origin, G_URI_FLAGS_NONE, NULL);

    if (uri == NULL || !is_bare_address(uri))
        return tk_fail(error, TK_ERROR_INVALID, "origin-malformed", origin);

    const char *scheme = g_uri_get_scheme(uri);
    unsigned usual_port = strcmp(scheme, "https") == 0 ? 443 : 80;
    unsigned port = g_uri_get_port(uri) > 0 ? (unsigned) g_uri_get_port(uri) : usual_port;
    gboolean bare_six = strchr(g_uri_get_host(uri), ':') != NULL;
    g_autofree char *host =
        bare_six ? g_strdup_printf("[%s]", g_uri_get_host(uri)) : g_strdup(g_uri_get_host(uri));

    add_name(gate, scheme, host, port, usual_port);
    return TRUE;
}

static char *
random_letters(TkWorld *world)
{
    unsigned char bytes[SECRET_BYTES];
    GString *letters = g_string_sized_new(2 * SECRET_BYTES + 1);

    world->randomise(world, bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        g_string_append_printf(letters, "%02x", bytes[i]);
    return g_string_free(letters, FALSE);
}

gboolean
gate_is_loopback(const char *address)
{
    g_autoptr(GInetAddress) parsed = g_inet_address_new_from_string(address);

    return parsed != NULL && g_inet_address_get_is_loopback(parsed);
}

Gate *
gate_new(const GateWish *wish, TkWorld *world, GError **error)
{
    g_autoptr(Gate) gate = g_new0(Gate, 1);
    gboolean six = strchr(wish->address, ':') != NULL;
    g_autofree char *host = six ? g_strdup_printf("[%s]", wish->address) : g_strdup(wish->address);

    gate->names = g_array_new(FALSE, TRUE, sizeof(GateName));
    g_array_set_clear_func(gate->names, name_clear);
    add_name(gate, "http", "127.0.0.1", wish->port, 80);
    add_name(gate, "http", "localhost", wish->port, 80);
    add_name(gate, "http", "[::1]", wish->port, 80);
    add_name(gate, "http", host, wish->port, 80);
    if (wish->origin != NULL && *wish->origin != '\0' && !add_origin(gate, wish->origin, error))
        return NULL;

    gate->secret = random_letters(world);
    if (wish->open_key != NULL && *wish->open_key != '\0')
        gate->open_key = g_strdup(wish->open_key);
    else if (!gate_is_loopback(wish->address))
        gate->open_key = random_letters(world);
    /* Cookies know no port: two servers on one machine need two names. */
    gate->cookie_name = g_strdup_printf("tokopp-%u", wish->port);
    gate->set_cookie = g_strdup_printf("%s=%s; Path=/; HttpOnly; SameSite=Strict",
                                       gate->cookie_name, gate->secret);
    return g_steal_pointer(&gate);
}

void
gate_free(Gate *gate)
{
    if (gate == NULL)
        return;
    g_clear_pointer(&gate->names, g_array_unref);
    g_free(gate->cookie_name);
    g_free(gate->secret);
    g_free(gate->set_cookie);
    g_free(gate->open_key);
    g_free(gate);
}

/* The name that the request's Host speaks of, or NULL. */
static const GateName *
name_of(const Gate *gate, const Request *request)
{
    const char *host = request->headers[REQUEST_HOST];

    if (host == NULL)
        return NULL;
    for (guint i = 0; i < gate->names->len; i++) {
        const GateName *name = &g_array_index(gate->names, GateName, i);

        if (g_ascii_strcasecmp(name->host, host) == 0)
            return name;
    }
    return NULL;
}

gboolean
gate_check_host(const Gate *gate, const Request *request, GError **error)
{
    if (name_of(gate, request) == NULL)
        return tk_fail(error, TK_ERROR_FORBIDDEN, "host-not-allowed", NULL);
    return TRUE;
}

gboolean
gate_check_origin(const Gate *gate, const Request *request, gboolean writes, GError **error)
{
    const char *origin = request->headers[REQUEST_ORIGIN];
    const char *site = request->headers[REQUEST_SEC_FETCH_SITE];
    const GateName *name = name_of(gate, request);
    gboolean same = name != NULL && (origin == NULL || strcmp(origin, name->origin) == 0);

    /* "none" is somebody who typed the address: nobody types a write. */
    if (site != NULL && strcmp(site, "same-origin") != 0 && (writes || strcmp(site, "none") != 0))
        same = FALSE;
    if (!same)
        return tk_fail(error, TK_ERROR_FORBIDDEN, "origin-not-allowed", NULL);
    return TRUE;
}

/* Takes as long for a wrong text as for a right one of the same length. */
static gboolean
is_same_secret(const char *given, gsize length, const char *secret)
{
    unsigned char difference = 0;

    if (length != strlen(secret))
        return FALSE;
    for (gsize i = 0; i < length; i++)
        difference |= (unsigned char) (given[i] ^ secret[i]);
    return difference == 0;
}

gboolean
gate_check_session(const Gate *gate, const Request *request, GError **error)
{
    const char *pair = request->headers[REQUEST_COOKIE];
    gsize name_length = strlen(gate->cookie_name);

    while (pair != NULL && *pair != '\0') {
        pair += strspn(pair, "; \t");
        gsize length = strcspn(pair, ";");

        if (length > name_length && pair[name_length] == '=' &&
            strncmp(pair, gate->cookie_name, name_length) == 0 &&
            is_same_secret(pair + name_length + 1, length - name_length - 1, gate->secret))
            return TRUE;
        pair += length;
    }
    return tk_fail(error, TK_ERROR_FORBIDDEN, "no-session", NULL);
}

gboolean
gate_welcomes(const Gate *gate, const Request *request)
{
    const char *key = request_parameter(request, "key");

    if (!gate_check_host(gate, request, NULL) || !gate_check_origin(gate, request, FALSE, NULL))
        return FALSE;
    if (gate->open_key == NULL)
        return TRUE;
    return key != NULL && is_same_secret(key, strlen(key), gate->open_key);
}

const char *
gate_cookie(const Gate *gate)
{
    return gate->set_cookie;
}

const char *
gate_open_key(const Gate *gate)
{
    return gate->open_key;
}
