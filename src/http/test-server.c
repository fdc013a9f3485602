/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-server.c - the HTTP door alone, for the tests that talk to it over a socket.
 *
 *     http-test-server --routes                      the table of routes, one JSON object a line
 *     http-test-server [--sample N] [--patience S] [--key K] [KEY=VALUE ...]
 *                                                    serves on any free port with these settings
 */
#include "actions/make-sample.h"
#include "actions/workspace.h"
#include "base/tk-error.h"
#include "http/route.h"
#include "http/serve.h"

#include <stdio.h>

#define SEED 7

static void
print_routes(void)
{
    for (const Route *const *group = route_table; *group != NULL; group++) {
        for (const Route *route = *group; route->method != NULL; route++) {
            g_autoptr(TkJson) line = json_object();
            g_autofree char *text = NULL;

            tk_json_set_text(line, "method", route->method);
            tk_json_set_text(line, "path", route->path);
            tk_json_set_number(line, "access", route->access);
            tk_json_set_text(line, "query", route->query != NULL ? route->query : "");
            tk_json_set_text(line, "fields", route->fields != NULL ? route->fields : "");
            tk_json_set_take(line, "writes", json_boolean(route_writes(route)));
            tk_json_set_take(line, "upload", json_boolean(route->flags & ROUTE_UPLOAD));
            text = tk_json_text(line);
            puts(text);
        }
    }
}

static gboolean
fill(const TkSettings *settings, int people, GError **error)
{
    struct LanguageShare *language = workspace_language_load(error);

    if (language == NULL)
        return FALSE;

    Workspace *workspace = workspace_open(settings, tk_world_real(), language, "cli", error);
    g_autoptr(TkJson) answer = NULL;

    if (workspace != NULL)
        answer = make_sample(workspace, people, SEED, error);
    workspace_close(workspace);
    workspace_language_free(language);
    return answer != NULL;
}

static void
tell(const char *address, gpointer data)
{
    (void) data;
    printf("ready %s\n", address);
    fflush(stdout);
}

int
main(int argc, char **argv)
{
    gboolean routes = FALSE;
    int sample = 0;
    int patience = 0;
    g_autofree char *key = NULL;
    const GOptionEntry options[] = {
        { "routes", 0, 0, G_OPTION_ARG_NONE, &routes, "Print the routes", NULL },
        { "sample", 0, 0, G_OPTION_ARG_INT, &sample, "So many made-up people", "N" },
        { "patience", 0, 0, G_OPTION_ARG_INT, &patience, "Seconds for a slow client", "S" },
        { "key", 0, 0, G_OPTION_ARG_STRING, &key, "What opens the page", "K" },
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GOptionContext) context = g_option_context_new("[KEY=VALUE ...]");
    g_autoptr(GError) error = NULL;
    g_autoptr(TkSettings) settings = NULL;
    HttpServeWish wish = { .port = -1, .ready = tell };

    g_option_context_add_main_entries(context, options, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return 2;
    }
    if (routes) {
        print_routes();
        return 0;
    }
    wish.open_key = key;
    wish.patience = (unsigned) patience;
    settings = tk_settings_defaults((const char *const *) argv + 1);
    if ((sample > 0 && !fill(settings, sample, &error)) ||
        !http_serve(settings, tk_world_real(), &wish, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return tk_error_face(error).exit_status;
    }
    return 0;
}
