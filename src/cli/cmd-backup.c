/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/keep-safe.h"
#include "base/tk-error.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>

static gboolean
run_backup(const Call *call, GError **error)
{
    g_autoptr(TkJson) answer = backup_store(call->workspace, call_word(call, 0), error);

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    g_autofree char *line = places_fill(
        _("{file}: {rows} rows, {bytes} bytes, read back and found to be the same."), answer);

    g_print("%s\n", line);
    return TRUE;
}

const Command cmd_backup = {
    .name = "backup",
    .group = GROUP_KEEPING,
    .summary = N_("Write a copy of everything, and compare it"),
    .synopsis = "FILE",
    .example = "tokopp backup ~/tokopp-2026-12-07.backup",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .words = WORDS_FILES,
    .least = 1,
    .most = 1,
    .run = run_backup,
};
