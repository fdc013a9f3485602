/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * main.c - picks the door: the terminal, which knows from here how to open the others.
 */
#include "base/tk-world.h"
#include "cli/cli.h"
#include "cli/sentences.h"
#include "http/serve.h"
#include "lsp/serve.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

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

static gboolean
run_lsp(const Call *call, GError **error)
{
    return lsp_serve(call->workspace, sentence, STDIN_FILENO, STDOUT_FILENO, error);
}

static const Command cmd_lsp = {
    .name = "lsp",
    .group = GROUP_WRITING,
    .summary = N_("Judge what you write in any editor (a language server)"),
    .synopsis = "",
    .details =
        N_("Your editor starts it and talks to it over standard input and output. Lines such "
           "as \"Subject: ...\", \"To: ...\" and \"Kind: follow_up\" before the text say what "
           "it is; else it is a first message. What you let stand is not told again while "
           "the text is open."),
    .example = "tokopp lsp",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE,
    .run = run_lsp,
};

static const Command *const further[] = { &cmd_lsp, &cmd_serve, NULL };

int
main(int argc, char **argv)
{
    return cli_main(argc, argv, further, tk_world_real());
}
