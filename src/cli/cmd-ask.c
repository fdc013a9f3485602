/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/ask-person.h"
#include "base/tk-error.h"
#include "cli/render.h"

#include <glib/gi18n.h>

static gboolean
run_ask(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    const char *via = call_text(call, "via");
    AskWish wish = {
        .language = call_text(call, "language"),
        .formality = call_text(call, "formality"),
        .overrule = call_text(call, "overrule"),
    };
    TkId person = 0;

    if (!call_find_person(call, words, &person, error) ||
        (via != NULL && !call_find_person(call, via, &wish.via, error)))
        return FALSE;
    g_autoptr(TkJson) answer = ask_person(call->workspace, person, &wish, error);

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    render_message(call, json_object_get(answer, "message"));
    return TRUE;
}

static const CommandOption options[] = {
    { "via", 0, OPTION_TEXT, "PERSON", N_("Ask this person for an introduction") },
    { "language", 'l', OPTION_TEXT, "nb|da|sv|en",
      N_("The language to write in; otherwise theirs") },
    { "formality", 0, OPTION_TEXT, "formal|informal",
      N_("The tone; otherwise as usual with them") },
    { "overrule", 0, OPTION_TEXT, "REASON",
      N_("Go ahead although a rule holds back, and say why") },
    { 0 },
};

const Command cmd_ask = {
    .name = "ask",
    .group = GROUP_WRITING,
    .summary = N_("Draft the message that asks for a meeting"),
    .synopsis = "PERSON [--via PERSON]",
    .details = N_("It is a draft in their language: nothing goes out before you approve it, word "
                  "by word. First say with tokopp value what you both get out of it."),
    .example = "tokopp ask Kari Holm --via \"Ada Berg\"",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .least = 1,
    .options = options,
    .run = run_ask,
};
