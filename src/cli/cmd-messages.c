/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/messages.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "cli/render.h"

#include <glib/gi18n.h>

#define USUAL_ROWS 30

static gboolean
run_messages(const Call *call, GError **error)
{
    unsigned limit = (unsigned) CLAMP(call_number(call, "limit", USUAL_ROWS), 1, TK_LIMIT_PAGE);
    g_autoptr(TkJson) list = list_messages(call->workspace, call_text(call, "state"),
                                           call_text(call, "after"), limit, error);

    if (list == NULL)
        return FALSE;
    if (call_answered(call, list))
        return TRUE;
    if (json_array_size(json_object_get(list, "rows")) == 0)
        g_print("%s\n", _("No messages here."));
    render_message_heads(call, json_object_get(list, "rows"));
    return TRUE;
}

static const CommandOption options[] = {
    { "state", 0, OPTION_TEXT, "draft|approved|sent|discarded", N_("Only these") },
    { "limit", 'n', OPTION_NUMBER, "N", N_("At most so many rows") },
    { "after", 0, OPTION_TEXT, "CURSOR", N_("Go on where an earlier list ended") },
    { 0 },
};

const Command cmd_messages = {
    .name = "messages",
    .group = GROUP_WRITING,
    .summary = N_("List drafts and what was sent"),
    .synopsis = "",
    .example = "tokopp messages --state draft",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .options = options,
    .run = run_messages,
};
