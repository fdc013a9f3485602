/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "base/tk-error.h"
#include "cli/person-options.h"
#include "cli/sentences.h"
#include "cli/shown.h"

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
    if (tk_json_get_text(answer, "milestone", NULL) == NULL) {
        call_print_done(call, answer, _("Changed."));
        return TRUE;
    }
    /* A row's number means news in that command, and a person in this one. */
    unsigned row = 0;
    const char *whose =
        shown_number(words, &row) ? tk_json_get_text(answer, "milestone", "") : words;

    /* TRANSLATORS: {words} is what the user typed for the person, behind a command's name */
    g_autofree char *line =
        filled(_("Changed. If it is news, a word on it is kind: tokopp milestones draft {words}"),
               "words", whose, NULL);

    call_print_done(call, answer, line);
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
