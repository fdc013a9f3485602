/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/journal.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>

#define USUAL_ROWS 20

static gboolean
run_journal(const Call *call, GError **error)
{
    unsigned limit = (unsigned) CLAMP(call_number(call, "limit", USUAL_ROWS), 1, TK_LIMIT_PAGE);
    g_autoptr(TkJson) list = list_journal(call->workspace, limit, error);
    g_autoptr(TerminalTable) table = terminal_table_new(4);
    const TkJson *rows;

    if (list == NULL)
        return FALSE;
    if (call_answered(call, list))
        return TRUE;
    rows = json_object_get(list, "rows");
    if (json_array_size(rows) == 0)
        g_print("%s\n", _("Nothing was done yet."));
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const TkJson *row = json_array_get(rows, i);
        g_autofree char *key = g_strdup_printf("deed-%s", tk_json_get_text(row, "deed", ""));
        g_autofree char *deed = sentence(key, row);
        g_autofree char *day = time_in_words(tk_json_get_text(row, "at", NULL), call_zone(call));
        const char *state = json_is_true(json_object_get(row, "undone"))     ? _("taken back")
                            : json_is_true(json_object_get(row, "undoable")) ? ""
                                                                             : _("stays");

        terminal_table_add(table, tk_json_get_text(row, "id", ""), day, deed, state);
    }
    terminal_table_print(table, &call->terminal, 0);
    return TRUE;
}

static const CommandOption options[] = {
    { "limit", 'n', OPTION_NUMBER, "N", N_("At most so many rows") },
    { 0 },
};

const Command cmd_journal = {
    .name = "journal",
    .group = GROUP_DAY,
    .summary = N_("Show what was done, newest first"),
    .synopsis = "",
    .example = "tokopp journal --limit 5",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .options = options,
    .run = run_journal,
};
