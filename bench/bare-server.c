/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * bare-server.c - the peer that the API is measured against: the same server library, one SQLite
 * read by key, a few fields as JSON, no check of anything.
 *
 *     bare-server STORE      prints "ready PORT", answers GET /ID with that person, ends with stdin
 */
#include <arpa/inet.h>
#include <glib.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define QUERY                                                                                      \
    "SELECT id, name, family_name, language, country FROM person WHERE account_id = 1 AND id = ?1"

typedef struct {
    const char *place;
    GMutex lock;
    GHashTable *readers; /* of each thread, by g_thread_self() */
} Bare;

typedef struct {
    sqlite3 *database;
    sqlite3_stmt *statement;
} Reader;

static Reader *
reader_of_thread(Bare *bare)
{
    Reader *reader = NULL;

    g_mutex_lock(&bare->lock);
    reader = g_hash_table_lookup(bare->readers, g_thread_self());
    if (reader == NULL) {
        reader = g_new0(Reader, 1);
        if (sqlite3_open_v2(bare->place, &reader->database,
                            SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
            sqlite3_prepare_v2(reader->database, QUERY, -1, &reader->statement, NULL) != SQLITE_OK)
            g_printerr("bare-server: %s\n", sqlite3_errmsg(reader->database));
        g_hash_table_insert(bare->readers, g_thread_self(), reader);
    }
    g_mutex_unlock(&bare->lock);
    return reader;
}

static char *
read_person(Reader *reader, gint64 id)
{
    char *answer = NULL;

    sqlite3_bind_int64(reader->statement, 1, id);
    if (sqlite3_step(reader->statement) == SQLITE_ROW)
        answer = g_strdup_printf(
            "{\"id\":%lld,\"name\":\"%s\",\"family_name\":\"%s\",\"language\":\"%s\",\"country\":\"%s\"}",
            (long long) sqlite3_column_int64(reader->statement, 0),
            sqlite3_column_text(reader->statement, 1), sqlite3_column_text(reader->statement, 2),
            sqlite3_column_text(reader->statement, 3), sqlite3_column_text(reader->statement, 4));
    sqlite3_reset(reader->statement);
    return answer != NULL ? answer : g_strdup("{}");
}

static enum MHD_Result
on_request(void *data, struct MHD_Connection *connection, const char *path, const char *method,
           const char *version, const char *bytes, size_t *length, void **context)
{
    (void) method;
    (void) version;
    (void) bytes;
    (void) length;
    /* An answer at the first call would close the connection each time. */
    if (*context == NULL) {
        *context = data;
        return MHD_YES;
    }

    char *answer = read_person(reader_of_thread(data), g_ascii_strtoll(path + 1, NULL, 10));
    struct MHD_Response *response =
        MHD_create_response_from_buffer(strlen(answer), answer, MHD_RESPMEM_MUST_FREE);

    MHD_add_response_header(response, "Content-Type", "application/json");
    enum MHD_Result queued = MHD_queue_response(connection, MHD_HTTP_OK, response);

    MHD_destroy_response(response);
    return queued;
}

int
main(int argc, char **argv)
{
    Bare bare = { .place = argc > 1 ? argv[1] : "" };
    struct sockaddr_in address = { .sin_family = AF_INET };
    unsigned threads = g_get_num_processors();

    bare.readers = g_hash_table_new(NULL, NULL);
    g_mutex_init(&bare.lock);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, on_request, &bare, MHD_OPTION_SOCK_ADDR,
        &address, MHD_OPTION_CONNECTION_LIMIT, 512U,
        threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, threads, MHD_OPTION_END);

    if (daemon == NULL) {
        fputs("bare-server: cannot start\n", stderr);
        return 1;
    }
    printf("ready %u\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    while (getchar() != EOF)
        continue;
    MHD_stop_daemon(daemon);
    return 0;
}
