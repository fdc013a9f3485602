/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "base/tk-error.h"
#include "cli/help.h"
#include "cli/request.h"

#include <glib/gi18n.h>

static gboolean
run_help(const Call *call, GError **error)
{
    const char *name = call_word(call, 0);
    const Command *command = name != NULL ? command_find(call->table, name) : NULL;

    if (name == NULL)
        help_print_all(call);
    else if (command == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "command-unknown", name);
    else
        help_print_command(call, command);
    return TRUE;
}

const Command cmd_help = {
    .name = "help",
    .group = GROUP_PROGRAM,
    .summary = N_("Show what there is, or more about one command"),
    .synopsis = "[COMMAND]",
    .example = "tokopp help ask",
    .words = WORDS_COMMANDS,
    .most = 1,
    .run = run_help,
};
