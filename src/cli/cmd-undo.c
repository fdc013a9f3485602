/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/journal.h"
#include "base/tk-error.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>

static gboolean
run_undo(const Call *call, GError **error)
{
    const char *letters = call_word(call, 0);
    TkId entry = 0;
    int64_t kept;

    if (letters != NULL && !tk_id_from_text(letters, &entry))
        return tk_fail(error, TK_ERROR_INVALID, "not-an-entry", letters);
    g_autoptr(TkJson) answer = undo_deed(call->workspace, entry, error);

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    g_autofree char *key = g_strdup_printf("deed-%s", tk_json_get_text(answer, "deed", ""));
    g_autofree char *deed = sentence(key, answer);
    /* TRANSLATORS: {deed} is a line of the journal, such as "Added Kari Holm" */
    g_autofree char *line = filled(_("Taken back: {deed}"), "deed", deed, NULL);

    g_print("%s\n", line);
    kept = tk_json_get_number(answer, "kept", 0);
    if (kept > 0) {
        g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, (gint64) kept);
        g_autofree char *left = filled(
            ngettext("One row was changed since and stays as it is.",
                     "{count} rows were changed since and stay as they are.", (unsigned long) kept),
            "count", number, NULL);

        g_print("%s\n", left);
    }
    return TRUE;
}

const Command cmd_undo = {
    .name = "undo",
    .group = GROUP_DAY,
    .summary = N_("Take back what was done last, or an entry of the journal"),
    .synopsis = "[ENTRY]",
    .details =
        N_("An import, a tick, a change: whatever the journal shows as undoable. Taking back can "
           "be taken back, too."),
    .example = "tokopp undo",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .most = 1,
    .run = run_undo,
};
