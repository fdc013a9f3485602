/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/messages.h"
#include "base/tk-error.h"
#include "cli/render.h"

#include <glib/gi18n.h>

static gboolean
run_redraft(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    TkId id = 0;

    if (!call_find_message(call, words, &id, error))
        return FALSE;
    g_autoptr(TkJson) message = redraft_message(call->workspace, id, error);

    if (message == NULL)
        return FALSE;
    if (!call_answered(call, message))
        render_message(call, message);
    return TRUE;
}

const Command cmd_redraft = {
    .name = "redraft",
    .group = GROUP_WRITING,
    .summary = N_("Say the same in other words"),
    .synopsis = "MESSAGE",
    .details = N_("What you left as it was proposed is said in other words; the sentences that you "
                  "wrote or changed stay, and so do your greeting and sign-off."),
    .example = "tokopp redraft Kari Holm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .least = 1,
    .run = run_redraft,
};
