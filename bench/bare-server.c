/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * bare-server.c - the peer for the API: libmicrohttpd, one SQLite read, a JSON answer, and nothing
 * else.
 *
 * bare-server FILE PORT answers every GET with the row of a person that it reads anew each time. No
 * cookie, no check, no routing: what the same libraries can do at best.
 */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *file;
static __thread sqlite3 *db;
static __thread sqlite3_stmt *statement;

static void
open_store(void)
{
    if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db,
                           "SELECT id, name, title, organisation_name FROM person "
                           "WHERE account_id = 1 AND id >= ? LIMIT 1",
                           -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "bare-server: %s\n", sqlite3_errmsg(db));
        exit(1);
    }
}

static enum MHD_Result
answer(void *data, struct MHD_Connection *connection, const char *url, const char *method,
       const char *version, const char *upload, size_t *upload_size, void **request)
{
    static const char seen = 0;
    char text[2048];

    (void) data, (void) url, (void) method, (void) version, (void) upload, (void) upload_size;
    if (*request == NULL) { /* the headers; answering now would close the connection */
        *request = (void *) &seen;
        return MHD_YES;
    }
    if (db == NULL)
        open_store();
    sqlite3_bind_int64(statement, 1, 1);
    sqlite3_step(statement);
    snprintf(text, sizeof text,
             "{\"id\":%lld,\"name\":\"%s\",\"title\":\"%s\",\"organisation\":\"%s\"}",
             (long long) sqlite3_column_int64(statement, 0), sqlite3_column_text(statement, 1),
             sqlite3_column_text(statement, 2), sqlite3_column_text(statement, 3));
    sqlite3_reset(statement);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(strlen(text), text, MHD_RESPMEM_MUST_COPY);

    MHD_add_response_header(response, "Content-Type", "application/json");
    enum MHD_Result queued = MHD_queue_response(connection, 200, response);

    MHD_destroy_response(response);
    return queued;
}

int
main(int argc, char **argv)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    int signal_number = 0;
    sigset_t ends;

    if (argc != 3) {
        fprintf(stderr, "usage: bare-server FILE PORT\n");
        return 2;
    }
    file = argv[1];
    /* check: allow-blocked: the peer has no GLib, and only bench/run calls it */
    address.sin_port = htons((uint16_t) strtoul(argv[2], NULL, 10));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, answer, NULL, MHD_OPTION_SOCK_ADDR, &address,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned) sysconf(_SC_NPROCESSORS_ONLN), MHD_OPTION_END);

    if (daemon == NULL) {
        fprintf(stderr, "bare-server: the port is taken\n");
        return 1;
    }
    sigwait(&ends, &signal_number);
    MHD_stop_daemon(daemon);
    return 0;
}
