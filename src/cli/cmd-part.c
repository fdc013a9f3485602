/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/doubles.h"
#include "base/tk-error.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>

static gboolean
run_part(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    const char *trace = call_text(call, "joined");
    TkId person = 0, joined = 0;

    if (trace != NULL && !tk_id_from_text(trace, &joined))
        return tk_fail(error, TK_ERROR_NOT_FOUND, "nothing-joined", trace);
    if (!call_find_person(call, words, &person, error))
        return FALSE;
    g_autoptr(TkJson) answer = part_person(call->workspace, person, joined, error);

    if (answer == NULL)
        return FALSE;
    const char *name = tk_json_get_text(json_object_get(answer, "parted"), "name", "");
    /* TRANSLATORS: {name} is the person who has a record of their own again */
    g_autofree char *line = filled(_("{name} is a person apart again."), "name", name, NULL);

    call_print_done(call, answer, line);
    return TRUE;
}

static const CommandOption options[] = {
    { "joined", 0, OPTION_TEXT, "ID", N_("Which of several that were joined; otherwise the last") },
    { 0 },
};

const Command cmd_part = {
    .name = "part",
    .group = GROUP_PEOPLE,
    .summary = N_("Make two records again of one that was joined"),
    .synopsis = "PERSON",
    .details =
        N_("Each gets back what was its own before they were joined. What came in since then "
           "stays with the one that stayed."),
    .example = "tokopp part Kari Holm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .least = 1,
    .options = options,
    .run = run_part,
};
