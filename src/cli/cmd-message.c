/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/messages.h"
#include "base/tk-error.h"
#include "cli/render.h"

#include <glib/gi18n.h>

static gboolean
run_message(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    TkId id = 0;

    if (!call_find_message(call, words, &id, error))
        return FALSE;
    g_autoptr(TkJson) message = show_message(call->workspace, id, error);

    if (message == NULL)
        return FALSE;
    if (!call_answered(call, message))
        render_message(call, message);
    return TRUE;
}

const Command cmd_message = {
    .name = "message",
    .group = GROUP_WRITING,
    .summary = N_("Show a draft or what was sent, with what is found in it"),
    .synopsis = "MESSAGE",
    .details =
        N_("MESSAGE is the number of a row that was just shown, an id, or the name of the person "
           "whose draft is open."),
    .example = "tokopp message Kari Holm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .least = 1,
    .run = run_message,
};
