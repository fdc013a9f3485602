/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "base/tk-error.h"
#include "cli/shown.h"

#include <glib/gi18n.h>

/* Behind a row is a message, news or a person; each has a command that shows it already. */
static gboolean
run_open(const Call *call, GError **error)
{
    const char *number_word = call_word(call, 0);
    const char *name = "show";
    unsigned number = 0;
    ShownRow row = { 0 };

    if (!shown_number(number_word, &number))
        return tk_fail(error, TK_ERROR_INVALID, "not-a-row", number_word);
    if (!shown_find(call->settings, number, &row, error))
        return FALSE;
    if (row.message != 0)
        name = "message";
    else if (row.milestone != 0)
        name = "milestones";
    for (const Command *const *next = call->table; *next != NULL; next++)
        if (g_strcmp0((*next)->name, name) == 0)
            return (*next)->run(call, error);
    g_assert_not_reached();
}

const Command cmd_open = {
    .name = "open",
    .group = GROUP_DAY,
    .summary = N_("Open what is behind a row of the list"),
    .synopsis = "ROW",
    .example = "tokopp open 1",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .least = 1,
    .most = 1,
    .run = run_open,
};
