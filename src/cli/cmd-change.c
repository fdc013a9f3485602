/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "base/tk-error.h"
#include "cli/person-options.h"

#include <glib/gi18n.h>

static gboolean
run_change(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    PersonWish wish = person_wish(call);
    TkId person = 0;

    if (!call_find_person(call, words, &person, error))
        return FALSE;
    g_autoptr(TkJson) answer = change_person(call->workspace, person, &wish, error);

    if (answer == NULL)
        return FALSE;
    call_print_done(call, answer, _("Changed."));
    return TRUE;
}

const Command cmd_change = {
    .name = "change",
    .group = GROUP_PEOPLE,
    .summary = N_("Change what is known about somebody"),
    .synopsis = "PERSON [OPTIONS]",
    .details = N_("What you do not name stays as it is."),
    .example = "tokopp change Kari Holm --language nb --tie warm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .least = 1,
    .options = person_options,
    .run = run_change,
};
