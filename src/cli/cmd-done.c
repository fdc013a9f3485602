/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/list-today.h"
#include "base/tk-error.h"
#include "cli/shown.h"

#include <glib/gi18n.h>

static gboolean
run_done(const Call *call, GError **error)
{
    TkId due = 0;

    if (!shown_find_due(call->settings, call_word(call, 0), &due, error))
        return FALSE;
    g_autoptr(TkJson) answer = mark_done(call->workspace, due, error);

    if (answer == NULL)
        return FALSE;
    call_print_done(call, answer, _("Done."));
    return TRUE;
}

const Command cmd_done = {
    .name = "done",
    .group = GROUP_DAY,
    .summary = N_("Tick off a row of the list for today"),
    .synopsis = "ROW",
    .details = N_("ROW is the number that the list showed, or the row's id."),
    .example = "tokopp done 2",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .least = 1,
    .most = 1,
    .run = run_done,
};
