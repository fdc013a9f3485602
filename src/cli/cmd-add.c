/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "base/tk-error.h"
#include "cli/person-options.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>

static gboolean
run_add(const Call *call, GError **error)
{
    g_autofree char *name = call_words(call, 0);
    PersonWish wish = person_wish(call);

    if (wish.name == NULL)
        wish.name = name;
    g_autoptr(TkJson) answer = add_person(call->workspace, &wish, error);

    if (answer == NULL)
        return FALSE;
    /* TRANSLATORS: {name} is the person who was added */
    g_autofree char *line = filled(_("{name} is in."), "name", wish.name, NULL);

    call_print_done(call, answer, line);
    return TRUE;
}

const Command cmd_add = {
    .name = "add",
    .group = GROUP_PEOPLE,
    .summary = N_("Add a person by hand"),
    .synopsis = "NAME [--email ADDRESS] [--title TEXT] [--organisation NAME]",
    .example = "tokopp add Kari Holm --email kari@nordvarme.example --organisation Nordvarme",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .least = 1,
    .options = person_options,
    .run = run_add,
};
