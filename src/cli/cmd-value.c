/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/campaigns.h"
#include "actions/set-value.h"
#include "base/tk-error.h"
#include "cli/render.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>

/* V4: a purpose that was told to somebody is a promise. */
static void
print_told_otherwise(const Call *call, const TkJson *answer)
{
    const TkJson *told = json_object_get(answer, "told_otherwise");

    for (size_t i = 0; i < json_array_size(told); i++) {
        const TkJson *row = json_array_get(told, i);
        const TkJson *person = json_object_get(row, "person");
        const char *name = json_is_string(person) ? json_string_value(person)
                                                  : tk_json_get_text(person, "name", "");
        g_autofree char *line =
            /* TRANSLATORS: {name} is an introducer, {purpose} what they were told the meeting is
               for */
            filled(_("{name} was told another purpose: \"{purpose}\". Let them know."), "name",
                   name, "purpose", tk_json_get_text(row, "purpose", ""), NULL);
        g_autofree char *wrapped = terminal_wrap(line, call->terminal.columns, 0);

        g_print("%s%s%s\n", terminal_style(&call->terminal, STYLE_WARN), wrapped,
                terminal_style(&call->terminal, STYLE_PLAIN));
    }
}

static gboolean
run_value(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    const char *campaign = call_text(call, "campaign");
    ValueWish wish = {
        .purpose = call_text(call, "purpose"),
        .reason = call_text(call, "reason"),
        .value_for_them = call_text(call, "for-them"),
        .value_for_me = call_text(call, "for-me"),
        .form = call_text(call, "form"),
        .minutes = call_number(call, "minutes", 0),
    };
    TkId person = 0;

    if (!call_find_person(call, words, &person, error) ||
        (campaign != NULL && !find_campaign(call->workspace, campaign, &wish.campaign, error)))
        return FALSE;
    g_autoptr(TkJson) answer = set_value(call->workspace, person, &wish, error);

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    render_meeting(call, json_object_get(answer, "meeting"));
    print_told_otherwise(call, answer);
    return TRUE;
}

static const CommandOption options[] = {
    { "purpose", 'p', OPTION_TEXT, "TEXT", N_("The one concrete thing the meeting is for") },
    { "reason", 'r', OPTION_TEXT, "TEXT",
      N_("Why it is this very person, as you would say it to them") },
    { "for-them", 't', OPTION_TEXT, "TEXT",
      N_("What they get from it, as you would say it to them") },
    { "for-me", 'm', OPTION_TEXT, "TEXT", N_("What you get from it") },
    { "form", 0, OPTION_TEXT, "coffee|call|video|lunch", N_("How you would meet") },
    { "minutes", 0, OPTION_NUMBER, "N", N_("How long it would take") },
    { "campaign", 0, OPTION_TEXT, "NAME", N_("The campaign it belongs to") },
    { 0 },
};

const Command cmd_value = {
    .name = "value",
    .group = GROUP_WRITING,
    .summary = N_("Say what both get out of a meeting"),
    .synopsis = "PERSON --purpose TEXT --reason TEXT --for-them TEXT --for-me TEXT",
    .details = N_("Nobody is asked before both sides stand. What you do not name stays as it is; "
                  "without any option it shows what stands so far."),
    .example =
        "tokopp value Kari Holm --purpose \"compare heat pump pilots\" --reason \"your talk at "
        "Enova\" --for-them \"our figures from 40 houses\" --for-me \"what went wrong in yours\"",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .least = 1,
    .options = options,
    .run = run_value,
};
