/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/keep-safe.h"
#include "base/tk-error.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>

static gboolean
run_restore(const Call *call, GError **error)
{
    g_autoptr(TkJson) answer = restore_store(call->workspace, call_word(call, 0), error);

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    g_autofree char *line = places_fill(_("All is back as it was in {file}: {rows} rows."), answer);

    g_print("%s\n", line);
    return TRUE;
}

const Command cmd_restore = {
    .name = "restore",
    .group = GROUP_KEEPING,
    .summary = N_("Put everything back from a copy"),
    .synopsis = "FILE",
    .details =
        N_("Only into an empty store, so that nothing can be lost: name a new one with --store."),
    .example = "tokopp restore ~/tokopp-2026-12-07.backup --store new.db",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .words = WORDS_FILES,
    .least = 1,
    .most = 1,
    .run = run_restore,
};
