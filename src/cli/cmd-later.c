/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/list-today.h"
#include "base/tk-error.h"
#include "cli/sentences.h"
#include "cli/shown.h"

#include <glib/gi18n.h>

static gboolean
run_later(const Call *call, GError **error)
{
    TkId due = 0;
    TkDay until = 0;

    if (!shown_find_due(call->settings, call_word(call, 0), &due, error) ||
        !call_day(call, call_word(call, 1), &until, error))
        return FALSE;
    g_autoptr(TkJson) answer = put_off(call->workspace, due, until, error);

    if (answer == NULL)
        return FALSE;
    g_autofree char *day = weekday_in_words(until);
    /* TRANSLATORS: {day} is such as "Monday 7 December 2026" */
    g_autofree char *line = filled(_("It comes back on {day}."), "day", day, NULL);

    call_print_done(call, answer, line);
    return TRUE;
}

const Command cmd_later = {
    .name = "later",
    .group = GROUP_DAY,
    .summary = N_("Put off a row of the list until a day"),
    .synopsis = "ROW DAY",
    .details = N_("DAY is a date such as 2026-12-01, or +3 for three days from now."),
    .example = "tokopp later 2 2026-12-01",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .least = 2,
    .most = 2,
    .run = run_later,
};
