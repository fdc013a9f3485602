/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/serve.h"

#include "actions/network-keeper.h"
#include "base/tk-error.h"
#include "base/tk-places.h"
#include "http/gate.h"
#include "http/imports.h"
#include "http/page.h"
#include "http/router.h"
#include "http/server.h"
#include "http/upload.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>

#define USUAL_PATIENCE   60
#define MOST_CONNECTIONS 512

/* Whose workspace is it? */
typedef struct {
    pthread_t thread;
    gboolean taken;
    Workspace *workspace;
} ThreadSpace;

struct HttpDoor {
    const TkSettings *settings;
    TkWorld *world;
    struct LanguageShare *language;
    Gate *gate;
    Router router;
    UploadPlace *uploads;
    Imports *imports;
    NetworkKeeper *network;
    Server *server;
    char *address;
    GMutex lock;
    GArray *spaces; /* of ThreadSpace */
};

static void
space_clear(gpointer data)
{
    workspace_close(((ThreadSpace *) data)->workspace);
}

static Workspace *
open_workspace(const HttpDoor *door, GError **error)
{
    Workspace *workspace =
        workspace_open(door->settings, door->world, door->language, "http", error);

    if (workspace != NULL)
        network_keeper_join(door->network, workspace);
    return workspace;
}

/* This thread's own, or one that no thread has taken yet. */
static Workspace *
find_workspace(HttpDoor *door)
{
    for (guint i = 0; i < door->spaces->len; i++) {
        ThreadSpace *space = &g_array_index(door->spaces, ThreadSpace, i);

        if (!space->taken) {
            space->taken = TRUE;
            space->thread = pthread_self();
        }
        if (pthread_equal(space->thread, pthread_self()))
            return space->workspace;
    }
    return NULL;
}

static const Workspace *
workspace_of_thread(HttpDoor *door, GError **error)
{
    ThreadSpace space = { .thread = pthread_self(), .taken = TRUE };

    g_mutex_lock(&door->lock);
    Workspace *found = find_workspace(door);
    g_mutex_unlock(&door->lock);
    if (found != NULL)
        return found;

    space.workspace = open_workspace(door, error);
    if (space.workspace == NULL)
        return NULL;
    g_mutex_lock(&door->lock);
    g_array_append_val(door->spaces, space);
    g_mutex_unlock(&door->lock);
    return space.workspace;
}

static gboolean
take_head(Request *request, RouterBody *out_body, gpointer data, GError **error)
{
    const HttpDoor *door = data;

    return router_head(&door->router, request, out_body, error);
}

static void
answer(Request *request, Reply *reply, const GError *error, gpointer data)
{
    HttpDoor *door = data;
    g_autoptr(GError) fault = NULL;

    if (error != NULL) {
        router_refuse(&door->router, request, reply, error);
        return;
    }
    if (request->route != NULL) {
        request->imports = door->imports;
        request->workspace = workspace_of_thread(door, &fault);
    }
    if (fault != NULL)
        router_refuse(&door->router, request, reply, fault);
    else
        router_answer(&door->router, request, reply);
}

/* A name that people write where an address is meant. */
static const char *
host_of(const TkSettings *settings)
{
    const char *host = tk_settings_text(settings, "server.host");

    return strcmp(host, "localhost") == 0 || *host == '\0' ? "127.0.0.1" : host;
}

static unsigned
port_of(const TkSettings *settings, const HttpServeWish *wish)
{
    if (wish->port < 0)
        return 0;
    return wish->port > 0 ? (unsigned) wish->port
                          : (unsigned) tk_settings_number(settings, "server.port");
}

/* What one opens: the proxy's address where there is one, and the key where one is asked for. */
static char *
address_of(const HttpDoor *door)
{
    const char *origin = tk_settings_text(door->settings, "server.origin");
    const char *host = host_of(door->settings);
    const char *key = gate_open_key(door->gate);
    gboolean six = strchr(host, ':') != NULL;
    g_autofree char *base = NULL;

    if (*origin != '\0')
        base = g_strdup(origin);
    else
        base = g_strdup_printf("http://%s%s%s:%u", six ? "[" : "", host, six ? "]" : "",
                               server_port(door->server));
    g_autofree char *slashed =
        g_str_has_suffix(base, "/") ? g_strdup(base) : g_strconcat(base, "/", NULL);

    return key != NULL ? g_strconcat(slashed, "?key=", key, NULL) : g_strdup(slashed);
}

static gboolean
start_server(HttpDoor *door, const HttpServeWish *wish, GError **error)
{
    const ServerWish server_wish = {
        .address = host_of(door->settings),
        .port = port_of(door->settings, wish),
        .patience = wish->patience > 0 ? wish->patience : USUAL_PATIENCE,
        .connections = MOST_CONNECTIONS,
    };

    if (server_wish.port > G_MAXUINT16)
        return tk_fail(error, TK_ERROR_INVALID, "setting-value", "server.port");
    door->server = server_new(&server_wish, error);
    if (door->server == NULL)
        return FALSE;

    const GateWish gate_wish = {
        .address = server_wish.address,
        .port = server_port(door->server),
        .origin = tk_settings_text(door->settings, "server.origin"),
        .open_key = wish->open_key,
    };

    door->gate = gate_new(&gate_wish, door->world, error);
    if (door->gate == NULL)
        return FALSE;
    door->router = (Router) { door->gate, route_table, page_answer };
    door->address = address_of(door);

    const ServerDuty duty = { take_head, answer, door, door->uploads };

    return server_start(door->server, &duty, error);
}

/* The store is opened once before anything is answered, so that what is wrong with it is said to
 * whoever starts us. */
static gboolean
open_all(HttpDoor *door, GError **error)
{
    ThreadSpace first = { 0 };
    g_autofree char *folder = tk_place_state("uploads");

    door->language = workspace_language_load(error);
    if (door->language == NULL)
        return FALSE;
    door->network = network_keeper_new(door->settings, door->world, NETWORK_IDLE_SECONDS);
    first.workspace = open_workspace(door, error);
    if (first.workspace == NULL)
        return FALSE;
    g_array_append_val(door->spaces, first);
    door->uploads = upload_place_new(folder, error);
    if (door->uploads == NULL)
        return FALSE;
    door->imports = imports_new(door->settings, door->world, door->language, door->network);
    return TRUE;
}

HttpDoor *
http_start(const TkSettings *settings, TkWorld *world, const HttpServeWish *wish, GError **error)
{
    g_autoptr(HttpDoor) door = g_new0(HttpDoor, 1);

    door->settings = settings;
    door->world = world;
    g_mutex_init(&door->lock);
    door->spaces = g_array_new(FALSE, TRUE, sizeof(ThreadSpace));
    g_array_set_clear_func(door->spaces, space_clear);
    if (!open_all(door, error) || !start_server(door, wish, error))
        return NULL;
    if (wish->ready != NULL)
        wish->ready(door->address, wish->data);
    return g_steal_pointer(&door);
}

unsigned
http_port(const HttpDoor *door)
{
    return server_port(door->server);
}

const char *
http_address(const HttpDoor *door)
{
    return door->address;
}

void
http_stop(HttpDoor *door)
{
    if (door == NULL)
        return;
    /* Nobody asks any more, then nothing is worked on any more, then what both used goes. */
    g_clear_pointer(&door->server, server_free);
    g_clear_pointer(&door->imports, imports_free);
    g_clear_pointer(&door->uploads, upload_place_free);
    g_clear_pointer(&door->spaces, g_array_unref);
    g_clear_pointer(&door->network, network_keeper_free);
    g_clear_pointer(&door->gate, gate_free);
    g_clear_pointer(&door->language, workspace_language_free);
    g_mutex_clear(&door->lock);
    g_free(door->address);
    g_free(door);
}

gboolean
http_serve(const TkSettings *settings, TkWorld *world, const HttpServeWish *wish, GError **error)
{
    sigset_t ends;
    sigset_t before;
    int signal_number = 0;

    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    /* Blocked before there are threads, so that none of them is interrupted and we can wait. */
    pthread_sigmask(SIG_BLOCK, &ends, &before);

    HttpDoor *door = http_start(settings, world, wish, error);

    if (door != NULL)
        sigwait(&ends, &signal_number);
    http_stop(door);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return door != NULL;
}
