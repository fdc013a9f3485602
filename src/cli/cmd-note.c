/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/edit-person.h"
#include "base/tk-error.h"

#include <glib/gi18n.h>

static gboolean
run_note(const Call *call, GError **error)
{
    const char *openness = call_text(call, "openness");
    g_autofree char *text = call_words(call, 1);
    TkId person = 0;

    if (!call_find_person(call, call_word(call, 0), &person, error))
        return FALSE;
    g_autoptr(TkJson) answer =
        add_note(call->workspace, person, text, openness != NULL ? openness : "open", error);

    if (answer == NULL)
        return FALSE;
    call_print_done(call, answer, _("Noted."));
    return TRUE;
}

static const CommandOption options[] = {
    { "openness", 0, OPTION_TEXT, "open|confidence|internal",
      N_("May it be told: freely, not at all, or not outside the employer") },
    { 0 },
};

const Command cmd_note = {
    .name = "note",
    .group = GROUP_PEOPLE,
    .summary = N_("Write down something about somebody"),
    .synopsis = "PERSON TEXT",
    .details = N_("A name of several words needs quotes here. What was told in confidence never "
                  "reaches an outgoing text."),
    .example = "tokopp note \"Kari Holm\" \"Prefers tea\" --openness confidence",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .least = 2,
    .options = options,
    .run = run_note,
};
