/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/doubles.h"

#include <glib/gi18n.h>

static gboolean
run_join(const Call *call, GError **error)
{
    TkId person = 0, other = 0;

    if (!call_find_person(call, call_word(call, 0), &person, error) ||
        !call_find_person(call, call_word(call, 1), &other, error))
        return FALSE;
    g_autoptr(TkJson) answer = join_people(call->workspace, person, other, error);

    if (answer == NULL)
        return FALSE;
    call_print_done(call, answer, _("Joined. tokopp part makes two of them again."));
    return TRUE;
}

const Command cmd_join = {
    .name = "join",
    .group = GROUP_PEOPLE,
    .summary = N_("Make one person of two records"),
    .synopsis = "PERSON OTHER",
    .details = N_("The first one stays and takes over all that names the other. Names of several "
                  "words need quotes here, and two people of one name their ids or addresses."),
    .example = "tokopp join \"Kari Holm\" kari@frimail.example",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .least = 2,
    .most = 2,
    .run = run_join,
};
