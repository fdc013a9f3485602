/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * main.c - picks the door: the terminal, which knows from here how to open the others.
 */
#include "base/tk-world.h"
#include "cli/cli.h"
#include "cli/sentences.h"
#include "http/serve.h"

#include <glib/gi18n.h>
#include <stdio.h>

static void
tell_address(const char *address, gpointer data)
{
    g_autofree char *line =
        /* TRANSLATORS: {address} is what to open in a browser */
        filled(_("tokopp is at {address} (Ctrl-C ends it)"), "address", address, NULL);

    (void) data;
    g_print("%s\n", line);
    fflush(stdout);
}

static gboolean
run_serve(const Call *call, GError **error)
{
    HttpServeWish wish = {
        .port = (int) call_number(call, "port", 0),
        .open_key = call_text(call, "key"),
        .ready = tell_address,
    };

    return http_serve(call->settings, call->world, &wish, error);
}

static const CommandOption serve_options[] = {
    { "port", 'p', OPTION_NUMBER, "N", N_("The port to listen on; else the setting server.port") },
    { "key", 0, OPTION_TEXT, "WORD", N_("Let in only who opens the page once with ?key=WORD") },
    { 0 },
};

static const Command cmd_serve = {
    .name = "serve",
    .group = GROUP_DAY,
    .summary = N_("Open the same in the browser"),
    .synopsis = "[--port N]",
    .example = "tokopp serve",
    .options = serve_options,
    .run = run_serve,
};

static const Command *const further[] = { &cmd_serve, NULL };

int
main(int argc, char **argv)
{
    return cli_main(argc, argv, further, tk_world_real());
}
