/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/messages.h"
#include "base/tk-error.h"

#include <glib/gi18n.h>

static gboolean
run_sent(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    TkId id = 0;
    int64_t at = 0;

    if (!call_find_message(call, words, &id, error) ||
        !call_instant(call, call_text(call, "at"), &at, error))
        return FALSE;
    g_autoptr(TkJson) answer = mark_sent(call->workspace, id, at, error);

    if (answer == NULL)
        return FALSE;
    call_print_done(call, answer,
                    _("Good. If no answer comes, a reminder will be on the list in time."));
    return TRUE;
}

static const CommandOption options[] = {
    { "at", 0, OPTION_TEXT, "TIME", N_("When it went; else now") },
    { 0 },
};

const Command cmd_sent = {
    .name = "sent",
    .group = GROUP_WRITING,
    .summary = N_("Say that a message went out"),
    .synopsis = "MESSAGE [--at TIME]",
    .example = "tokopp sent Kari Holm --at 2026-11-23T10:15",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .least = 1,
    .options = options,
    .run = run_sent,
};
