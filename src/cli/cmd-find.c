/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/people.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "cli/render.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>

#define USUAL_ROWS 20

static gboolean
run_find(const Call *call, GError **error)
{
    g_autofree char *typed = call_words(call, 0);
    unsigned limit = (unsigned) CLAMP(call_number(call, "limit", USUAL_ROWS), 1, TK_LIMIT_PAGE);
    g_autoptr(TkJson) list = *typed != '\0' ? search_people(call->workspace, typed, limit, error)
                                            : list_people(call->workspace, NULL, limit, error);

    if (list == NULL)
        return FALSE;
    if (call_answered(call, list))
        return TRUE;
    if (json_array_size(json_object_get(list, "rows")) > 0) {
        render_people(call, json_object_get(list, "rows"));
        return TRUE;
    }
    if (*typed == '\0') {
        g_print("%s\n", _("Nobody here yet. Bring your contacts with tokopp import FILE."));
        return TRUE;
    }
    g_autofree char *line =
        /* TRANSLATORS: {words} is what the person searched for */
        filled(_("Nobody found for \"{words}\". Half a name is enough, and accents do not matter."),
               "words", typed, NULL);

    g_print("%s\n", line);
    return TRUE;
}

static const CommandOption options[] = {
    { "limit", 'n', OPTION_NUMBER, "N", N_("At most so many rows") },
    { 0 },
};

const Command cmd_find = {
    .name = "find",
    .group = GROUP_PEOPLE,
    .summary = N_("Find people by name, workplace, notes or mail subject"),
    .synopsis = "[WORDS]",
    .details = N_("Without words it shows the people you know best."),
    .example = "tokopp find holm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .options = options,
    .run = run_find,
};
