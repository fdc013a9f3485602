/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/messages.h"
#include "base/tk-error.h"
#include "cli/editor.h"
#include "cli/render.h"

#include <glib/gi18n.h>
#include <string.h>

static TkJson *
edit_in_editor(const Call *call, TkId id, GError **error)
{
    g_autoptr(TkJson) message = show_message(call->workspace, id, error);
    g_autofree char *subject = NULL, *body = NULL;

    if (message == NULL ||
        !editor_edit(tk_json_get_text(message, "subject", ""),
                     tk_json_get_text(message, "body", ""), &subject, &body, error))
        return NULL;
    return edit_message(call->workspace, id, subject, body, error);
}

static gboolean
run_edit(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    const char *subject = call_text(call, "subject"), *file = call_text(call, "body");
    g_autofree char *body = NULL;
    g_autoptr(TkJson) message = NULL;
    TkId id = 0;

    if (!call_find_message(call, words, &id, error))
        return FALSE;
    if (file != NULL) {
        body = call_read_text(file, error);
        if (body == NULL)
            return FALSE;
    }
    message = subject == NULL && body == NULL
                  ? edit_in_editor(call, id, error)
                  : edit_message(call->workspace, id, subject, body, error);
    if (message == NULL)
        return FALSE;
    if (!call_answered(call, message))
        render_message(call, message);
    return TRUE;
}

static const CommandOption options[] = {
    { "subject", 0, OPTION_TEXT, "TEXT", N_("The new subject") },
    { "body", 0, OPTION_FILE, "FILE", N_("A file with the new text") },
    { 0 },
};

const Command cmd_edit = {
    .name = "edit",
    .group = GROUP_WRITING,
    .summary = N_("Change a draft, and see at once what is found in it"),
    .synopsis = "MESSAGE [--subject TEXT] [--body FILE|-]",
    .details = N_("Without options it opens your editor ($VISUAL or $EDITOR). An approval does not "
                  "outlive a change."),
    .example = "tokopp edit Kari Holm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .least = 1,
    .options = options,
    .run = run_edit,
};
