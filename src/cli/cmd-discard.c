/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/messages.h"
#include "base/tk-error.h"

#include <glib/gi18n.h>

static gboolean
run_discard(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    TkId id = 0;

    if (!call_find_message(call, words, &id, error))
        return FALSE;
    g_autoptr(TkJson) answer = discard_message(call->workspace, id, error);

    if (answer == NULL)
        return FALSE;
    call_print_done(call, answer, _("The draft is gone."));
    return TRUE;
}

const Command cmd_discard = {
    .name = "discard",
    .group = GROUP_WRITING,
    .summary = N_("Throw a draft away"),
    .synopsis = "MESSAGE",
    .example = "tokopp discard Kari Holm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .least = 1,
    .run = run_discard,
};
