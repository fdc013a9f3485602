/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/keep-safe.h"
#include "base/tk-error.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>

static gboolean
run_doctor(const Call *call, GError **error)
{
    g_autoptr(TkJson) answer = examine_store(call->workspace, error);
    gboolean fine;

    if (answer == NULL)
        return FALSE;
    fine = json_is_true(json_object_get(answer, "fine"));
    if (!call_answered(call, answer)) {
        const TkJson *findings = json_object_get(answer, "findings");

        for (size_t i = 0; i < json_array_size(findings); i++) {
            const TkJson *finding = json_array_get(findings, i);
            gboolean good = json_is_true(json_object_get(finding, "fine"));
            g_autofree char *key =
                g_strdup_printf("doctor-%s", tk_json_get_text(finding, "key", ""));
            g_autofree char *said = sentence(key, finding);
            g_autofree char *wrapped = terminal_wrap(said, call->terminal.columns, 2);

            g_print("%s%s%s %s\n", terminal_style(&call->terminal, good ? STYLE_GOOD : STYLE_BAD),
                    good ? "✓" : "✗", terminal_style(&call->terminal, STYLE_PLAIN), wrapped);
        }
        if (fine)
            g_print("%s\n", _("All is well."));
    }
    if (!fine)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-unwell", NULL);
    return TRUE;
}

const Command cmd_doctor = {
    .name = "doctor",
    .group = GROUP_KEEPING,
    .summary = N_("Look whether what is kept is whole"),
    .synopsis = "",
    .example = "tokopp doctor",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .run = run_doctor,
};
