/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/cli.h"

#include "base/tk-error.h"
#include "cli/help.h"
#include "cli/interface-language.h"
#include "cli/request.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define MORNING (9 * 60) /* the minute of `--now 2026-12-07` */

const CommandOption command_globals[] = {
    { "help", 'h', OPTION_FLAG, NULL, N_("Say what the command does and how") },
    { "json", 0, OPTION_FLAG, NULL, N_("Answer in JSON, for programs") },
    { "quiet", 'q', OPTION_FLAG, NULL, N_("Say nothing when all went well") },
    { "now", 0, OPTION_TEXT, "TIME", N_("Act as if it were that day or time") },
    { "store", 0, OPTION_FILE, "PLACE", N_("Use this file or postgresql:// address") },
    { "set", 0, OPTION_LIST, "KEY=VALUE", N_("Use this setting just this once") },
    { "version", 0, OPTION_FLAG, NULL, N_("Show the version") },
    { 0 },
};

static int
compare_names(const void *one, const void *other)
{
    return strcmp((*(const Command *const *) one)->name, (*(const Command *const *) other)->name);
}

static const Command **
join_tables(const Command *const *one, const Command *const *other)
{
    g_autoptr(GPtrArray) table = g_ptr_array_new();

    for (; *one != NULL; one++)
        g_ptr_array_add(table, (gpointer) *one);
    for (; other != NULL && *other != NULL; other++)
        g_ptr_array_add(table, (gpointer) *other);
    g_ptr_array_sort(table, compare_names);
    g_ptr_array_add(table, NULL);
    return (const Command **) g_ptr_array_free(g_steal_pointer(&table), FALSE);
}

/* Settings with what the command line says on top. */
static TkSettings *
read_settings(const Request *request, GError **error)
{
    g_autofree const char **set = request_option_list(request, "set");
    const char *store = request_option(request, "store");
    g_autoptr(GPtrArray) flags = g_ptr_array_new_with_free_func(g_free);

    for (unsigned i = 0; set[i] != NULL; i++)
        g_ptr_array_add(flags, g_strdup(set[i]));
    if (store != NULL)
        g_ptr_array_add(flags, g_strconcat("store=", store, NULL));
    g_ptr_array_add(flags, NULL);
    return tk_settings_new(NULL, (const char *const *) flags->pdata, error);
}

static gboolean
run_with_store(Call *call, GError **error)
{
    struct LanguageShare *language = NULL;
    gboolean done = FALSE;

    if ((call->command->flags & COMMAND_NEEDS_LANGUAGE) != 0) {
        language = workspace_language_load(error);
        if (language == NULL)
            return FALSE;
    }
    call->workspace = workspace_open(call->settings, call->world, language, "cli", error);
    if (call->workspace != NULL)
        done = call->command->run(call, error);
    g_clear_pointer(&call->workspace, workspace_close);
    workspace_language_free(language);
    return done;
}

static gboolean
run_command(Call *call, GError **error)
{
    const char *now = request_option(call->request, "now");
    g_autofree TkWorld *moved = NULL;

    if (now != NULL) {
        int64_t at = 0;

        if (!tk_instant_from_text(now, call_zone(call), MORNING, &at, error))
            return FALSE;
        call->world = moved = tk_world_from(at);
    }
    if ((call->command->flags & COMMAND_NEEDS_STORE) != 0)
        return run_with_store(call, error);
    return call->command->run(call, error);
}

static gboolean
answer_request(Call *call, GError **error)
{
    if (request_option(call->request, "version") != NULL) {
        g_print("tokopp %s\n", TOKOPP_VERSION);
        return TRUE;
    }
    if (request_option(call->request, "help") != NULL) {
        if (call->request->words->len == 0 && strcmp(call->command->name, "today") == 0)
            help_print_all(call);
        else
            help_print_command(call, call->command);
        return TRUE;
    }
    if (!run_command(call, error))
        return FALSE;
    if (fflush(stdout) != 0 || ferror(stdout) != 0)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "output-failed", NULL);
    return TRUE;
}

static void
print_error_json(const TkErrorFace *face, const char *said)
{
    g_autoptr(TkJson) error = json_object();
    g_autoptr(TkJson) answer = json_object();

    tk_json_set_text(error, "reason", face->reason);
    tk_json_set_text(error, "key", face->key);
    tk_json_set_text(error, "subject", face->subject);
    tk_json_set_text(error, "sentence", said);
    tk_json_set_number(error, "exit_status", face->exit_status);
    tk_json_set_take(answer, "error", g_steal_pointer(&error));
    g_autofree char *text = tk_json_text(answer);
    g_autofree char *shown = terminal_json(text);

    printf("%s\n", shown);
}

/* The one place where an error is told. */
static int
tell_error(const Request *request, gboolean answered, const GError *error)
{
    TkErrorFace face = tk_error_face(error);
    /* One error is one line, whatever a file is called. */
    g_autofree char *subject = g_strdelimit(g_strdup(face.subject), "\n", ' ');
    g_autofree char *said = sentence_about(face.key, subject);
    g_autofree char *clean = terminal_clean(said);

    if (request_option(request, "json") != NULL && !answered)
        print_error_json(&face, said);
    if (request->command != NULL)
        fprintf(stderr, "tokopp %s: %s\n", request->command->name, clean);
    else
        fprintf(stderr, "tokopp: %s\n", clean);
    return face.exit_status;
}

int
cli_main(int argc, char **argv, const Command *const *further, TkWorld *world)
{
    g_autofree const Command **table = join_tables(command_table, further);
    g_autoptr(Request) request = request_new();
    g_autoptr(GError) wrong_words = NULL;
    g_autoptr(GError) error = NULL;
    gboolean fine, answered = FALSE;

    terminal_guard();
    interface_language_begin();
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error with a sentence, no death */
    fine = request_read(request, table, argc, argv, &wrong_words);
    g_autoptr(TkSettings) settings = read_settings(request, &error);

    if (settings != NULL)
        interface_language_set(tk_settings_text(settings, "language"));
    if (!fine)
        return tell_error(request, FALSE, wrong_words);
    if (settings == NULL)
        return tell_error(request, FALSE, error);

    Call call = {
        .command = request->command,
        .table = table,
        .request = request,
        .settings = settings,
        .world = world,
        .terminal = terminal_look(),
        .json = request_option(request, "json") != NULL,
        .quiet = request_option(request, "quiet") != NULL,
        .answered = &answered,
    };
    if (answer_request(&call, &error))
        return 0;
    fflush(stdout);
    return tell_error(request, answered, error);
}
