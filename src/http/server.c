/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/server.h"

#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "http/visits.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <microhttpd.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define LISTEN_BACKLOG 256
#define HEAD_MOST      (32 << 10) /* first line and headers: browsers send under 8 KiB */
#define DRAIN_MOST     (16 << 20) /* of a refused body: beyond it we hang up without a word */
#define DECIMAL        10

struct Server {
    int listener; /* -1 once the daemon has it */
    unsigned port;
    gboolean six;
    unsigned patience;
    unsigned connections;
    ServerDuty duty;
    Visits *visits;
    struct MHD_Daemon *daemon;
};

/* One request on its way. */
typedef struct {
    Request request;
    char *target;
    gboolean begun;
    RouterBody body;
    GError *error; /* what is wrong with head or body */
    gsize dropped; /* bytes of a refused body */
} Exchange;

static void
exchange_free(Exchange *exchange)
{
    request_clear(&exchange->request);
    g_clear_error(&exchange->error);
    g_free(exchange->target);
    g_free(exchange);
}

static Visit *
visit_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info != NULL ? info->socket_context : NULL;
}

static enum MHD_Result
take_header(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
    Request *request = data;

    (void) kind;
    for (unsigned i = 0; i < REQUEST_HEADER_COUNT; i++) {
        if (g_ascii_strcasecmp(name, request_header_name(i)) != 0)
            continue;
        if (request->headers[i] != NULL)
            request->header_repeated = request_header_name(i);
        request->headers[i] = value != NULL ? value : "";
    }
    return MHD_YES;
}

static void
free_bytes(void *bytes)
{
    g_bytes_unref(bytes);
}

/* The library closes its own descriptor when all of it is sent. NULL where that cannot be had. */
static struct MHD_Response *
file_response(const Reply *reply)
{
    struct stat status;
    int descriptor = fcntl(reply->file, F_DUPFD_CLOEXEC, 0);

    if (descriptor < 0)
        return NULL;
    if (fstat(descriptor, &status) != 0) {
        close(descriptor);
        return NULL;
    }
    return MHD_create_response_from_fd64((uint64_t) status.st_size, descriptor);
}

static enum MHD_Result
send_reply(struct MHD_Connection *connection, const Reply *reply)
{
    struct MHD_Response *response = NULL;
    enum MHD_Result queued = MHD_NO;

    g_assert(reply->status != 0);
    if (reply->has_file) {
        response = file_response(reply);
        if (response == NULL)
            return MHD_NO;
    } else if (reply->body != NULL) {
        gsize length = 0;
        const void *bytes = g_bytes_get_data(reply->body, &length);

        /* The library asks for a pointer it could write to, and does not. */
        response = MHD_create_response_from_buffer_with_free_callback_cls(
            length, (void *) (guintptr) bytes, free_bytes, g_bytes_ref(reply->body));
    } else {
        response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    }
    g_assert(response != NULL);
    if (reply->type != NULL)
        MHD_add_response_header(response, "Content-Type", reply->type);
    for (unsigned i = 0; reply_common_headers[i] != NULL; i += 2)
        MHD_add_response_header(response, reply_common_headers[i], reply_common_headers[i + 1]);
    for (unsigned i = 0; i < reply->header_count; i++)
        MHD_add_response_header(response, reply->headers[i].name, reply->headers[i].value);
    if (reply->close)
        MHD_add_response_header(response, "Connection", "close");
    queued = MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    return queued;
}

static enum MHD_Result
answer(Server *server, struct MHD_Connection *connection, Exchange *exchange, gboolean hang_up)
{
    g_auto(Reply) reply = { 0 };

    visits_stage(server->visits, visit_of(connection), VISIT_REPLY);
    server->duty.answer(&exchange->request, &reply, exchange->error, server->duty.data);
    reply.close = reply.close || hang_up;
    return send_reply(connection, &reply);
}

/* Is so much announced that we would rather hang up than read it for nothing? */
static gboolean
announces_much(const Request *request)
{
    const char *length = request->headers[REQUEST_CONTENT_LENGTH];
    guint64 number = 0;

    if (length == NULL)
        return FALSE;
    return !g_ascii_string_to_unsigned(length, DECIMAL, 0, DRAIN_MOST, &number, NULL);
}

static enum MHD_Result
begin(Server *server, struct MHD_Connection *connection, Exchange *exchange)
{
    Request *request = &exchange->request;

    request->target = exchange->target;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, take_header, request);
    visits_stage(server->visits, visit_of(connection), VISIT_BODY);
    if (server->duty.head(request, &exchange->body, server->duty.data, &exchange->error) &&
        exchange->body == ROUTER_FILE)
        request->upload =
            upload_new(server->duty.uploads, request->headers[REQUEST_CONTENT_TYPE],
                       request_parameter(request, "name"), TK_LIMIT_HTTP_UPLOAD, &exchange->error);
    if (exchange->error != NULL && (announces_much(request) || !request_has_one_length(request)))
        return answer(server, connection, exchange, TRUE);
    /* Not answered yet, even where all is known: an answer to a head alone makes the library close
     * the connection each time. */
    return MHD_YES;
}

static gboolean
take_bytes(Exchange *exchange, const char *bytes, gsize length, GError **error)
{
    Request *request = &exchange->request;

    switch (exchange->body) {
    case ROUTER_FILE:
        return upload_push(request->upload, bytes, length, error);
    case ROUTER_FIELDS:
        if (request->body == NULL)
            request->body = g_byte_array_new();
        if (length > TK_LIMIT_HTTP_BODY - request->body->len)
            return tk_fail(error, TK_ERROR_TOO_LARGE, "body-too-large", NULL);
        g_byte_array_append(request->body, (const guint8 *) bytes, (guint) length);
        return TRUE;
    case ROUTER_NO_BODY:
        break;
    }
    return tk_fail(error, TK_ERROR_TOO_LARGE, "body-too-large", NULL);
}

static enum MHD_Result
on_request(void *data, struct MHD_Connection *connection, const char *path, const char *method,
           const char *version, const char *bytes, size_t *length, void **context)
{
    Server *server = data;
    Exchange *exchange = *context;

    (void) path;
    (void) version;
    exchange->request.method = method;
    if (!exchange->begun) {
        exchange->begun = TRUE;
        return begin(server, connection, exchange);
    }
    if (*length > 0) {
        gsize came = *length;

        *length = 0;
        visits_bytes(server->visits, visit_of(connection), came);
        if (exchange->error == NULL && take_bytes(exchange, bytes, came, &exchange->error))
            return MHD_YES;
        exchange->dropped += came;
        return exchange->dropped <= DRAIN_MOST ? MHD_YES : MHD_NO;
    }
    if (exchange->error == NULL && exchange->request.upload != NULL)
        upload_end(exchange->request.upload, &exchange->error);
    return answer(server, connection, exchange, FALSE);
}

/* Called with the first line, as it came: we decode it ourselves. */
static void *
on_first_line(void *data, const char *target, struct MHD_Connection *connection)
{
    Exchange *exchange = g_new0(Exchange, 1);

    (void) data;
    (void) connection;
    exchange->target = g_strdup(target);
    return exchange;
}

static void
on_completed(void *data, struct MHD_Connection *connection, void **context,
             enum MHD_RequestTerminationCode why)
{
    Server *server = data;

    (void) why;
    if (*context == NULL)
        return;
    exchange_free(*context);
    *context = NULL;
    visits_stage(server->visits, visit_of(connection), VISIT_HEAD);
}

static void
on_connection(void *data, struct MHD_Connection *connection, void **socket_context,
              enum MHD_ConnectionNotificationCode what)
{
    Server *server = data;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

        *socket_context = visits_begin(server->visits, info->connect_fd);
    } else {
        visits_end(server->visits, *socket_context);
    }
}

/* The library would decode %XX in place; the text is left as it is. */
static size_t
leave_encoded(void *data, struct MHD_Connection *connection, char *text)
{
    (void) data;
    (void) connection;
    return strlen(text);
}

/* What the library has to say about broken clients is of no use to anybody. */
G_GNUC_PRINTF(2, 0)
static void
keep_silent(void *data, const char *format, va_list arguments)
{
    (void) data;
    (void) format;
    (void) arguments;
}

static gboolean
cannot_start(GError **error)
{
    return tk_fail(error, TK_ERROR_UNAVAILABLE, "server-cannot-start", g_strerror(errno));
}

static gboolean
bind_and_listen(Server *server, GSocketAddress *address, GError **error)
{
    struct sockaddr_storage native = { 0 };
    gssize length = g_socket_address_get_native_size(address);
    int yes = 1;

    if (!g_socket_address_to_native(address, &native, sizeof native, NULL))
        return cannot_start(error);
    server->listener = socket(native.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (server->listener < 0)
        return cannot_start(error);
    /* A port that was just left is free again at once; one that somebody listens on is not. */
    setsockopt(server->listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(server->listener, (struct sockaddr *) &native, (socklen_t) length) != 0 ||
        listen(server->listener, LISTEN_BACKLOG) != 0) {
        if (errno != EADDRINUSE)
            return cannot_start(error);
        g_autofree char *place = g_socket_connectable_to_string(G_SOCKET_CONNECTABLE(address));
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "port-taken", place);
    }

    socklen_t bound_length = sizeof native;

    if (getsockname(server->listener, (struct sockaddr *) &native, &bound_length) != 0)
        return cannot_start(error);
    g_autoptr(GSocketAddress) bound = g_socket_address_new_from_native(&native, bound_length);

    server->port = g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(bound));
    return TRUE;
}

Server *
server_new(const ServerWish *wish, GError **error)
{
    g_autoptr(Server) server = g_new0(Server, 1);
    g_autoptr(GInetAddress) host = g_inet_address_new_from_string(wish->address);

    server->listener = -1;
    if (host == NULL)
        return tk_fail_null(error, TK_ERROR_INVALID, "host-unknown", wish->address);

    g_autoptr(GSocketAddress) address = g_inet_socket_address_new(host, (guint16) wish->port);

    server->six = g_inet_address_get_family(host) == G_SOCKET_FAMILY_IPV6;
    server->patience = wish->patience;
    server->connections = wish->connections;
    if (!bind_and_listen(server, address, error))
        return NULL;
    return g_steal_pointer(&server);
}

unsigned
server_port(const Server *server)
{
    return server->port;
}

gboolean
server_start(Server *server, const ServerDuty *duty, GError **error)
{
    unsigned threads = MAX(1, g_get_num_processors());
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG;
    const struct MHD_OptionItem options[] = {
        { MHD_OPTION_LISTEN_SOCKET, server->listener, NULL },
        { MHD_OPTION_CONNECTION_LIMIT, (intptr_t) MAX(server->connections, threads), NULL },
        { MHD_OPTION_CONNECTION_TIMEOUT, (intptr_t) server->patience, NULL },
        { MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEAD_MOST, NULL },
        { MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL },
        { MHD_OPTION_NOTIFY_COMPLETED, (intptr_t) on_completed, server },
        { MHD_OPTION_NOTIFY_CONNECTION, (intptr_t) on_connection, server },
        { MHD_OPTION_URI_LOG_CALLBACK, (intptr_t) on_first_line, server },
        { MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t) leave_encoded, server },
        /* One thread is no pool in the library's eyes. */
        { threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, (intptr_t) threads, NULL },
        { MHD_OPTION_END, 0, NULL },
    };

    server->duty = *duty;
    server->visits = visits_new(server->patience);
    if (server->six)
        flags |= MHD_USE_IPv6;
    /* The port is ignored: the socket is bound already. The logger comes first, by the library's
     * demand. */
    server->daemon =
        MHD_start_daemon(flags, 1, NULL, NULL, on_request, server, MHD_OPTION_EXTERNAL_LOGGER,
                         keep_silent, NULL, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
    if (server->daemon == NULL)
        return cannot_start(error);
    server->listener = -1;
    return TRUE;
}

void
server_free(Server *server)
{
    if (server == NULL)
        return;
    if (server->daemon != NULL)
        MHD_stop_daemon(server->daemon);
    if (server->listener >= 0)
        close(server->listener);
    g_clear_pointer(&server->visits, visits_free);
    g_free(server);
}
