/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/draft-person.h"
#include "actions/draft-text.h"
#include "actions/draft-told.h"
#include "base/tk-error.h"
#include "cli/json-lines.h"
#include "cli/render.h"

#include <glib/gi18n.h>

static gboolean
draft_to(const Call *call, GError **error)
{
    g_autofree char *name = call_words(call, 1);
    g_autofree const char **pairs = call_list(call, "fact");
    g_autoptr(TkJson) told = draft_told_of_pairs(pairs, error);
    TkId person = 0;

    if (told == NULL || !call_find_person(call, name, &person, error))
        return FALSE;
    const PersonDraftWish wish = {
        .kind = call_word(call, 0),
        .language = call_text(call, "language"),
        .formality = call_text(call, "formality"),
        .told = told,
    };
    g_autoptr(TkJson) answer = draft_person(call->workspace, person, &wish, error);

    if (answer == NULL)
        return FALSE;
    if (!call_answered(call, answer))
        render_message(call, json_object_get(answer, "message"));
    return TRUE;
}

static gboolean
run_draft(const Call *call, GError **error)
{
    if (call_flag(call, "jsonl"))
        return json_lines_answer(call, call_word_count(call) > 0 ? call_word(call, 0) : "-",
                                 draft_line, error);
    if (call_word_count(call) < 2)
        return tk_fail(error, TK_ERROR_INVALID, "too-few-words",
                       "tokopp draft KIND PERSON [--fact NAME=VALUE]");
    return draft_to(call, error);
}

static const CommandOption options[] = {
    { "fact", 'f', OPTION_LIST, "NAME=VALUE",
      N_("What the draft is to say: said, promise, points, times, place, title ...") },
    { "language", 'l', OPTION_TEXT, "nb|da|sv|en",
      N_("The language to write in; otherwise theirs") },
    { "formality", 0, OPTION_TEXT, "formal|informal",
      N_("The tone; otherwise as usual with them") },
    { "jsonl", 0, OPTION_FLAG, NULL, N_("Read one JSON object a line, answer one a line") },
    { 0 },
};

const Command cmd_draft = {
    .name = "draft",
    .group = GROUP_WRITING,
    .summary = N_("Draft a thank-you, an agenda, times and a place, a kind no ..."),
    .synopsis = "KIND PERSON [--fact NAME=VALUE]... | --jsonl [FILE]",
    .details = N_(
        "Kinds: propose, agenda, thank_you, summary, share, report_back, thoughts, decline. What "
        "is not known is asked for. The facts are purpose, reason, value_for_them, theme, form, "
        "minutes, times, place, topics, day, said, promise, points, title, link, outcome, "
        "thought, later, target_name, target_role and target_organisation; a list has \";\" "
        "between its items. A first message comes from tokopp ask, a sign of life from tokopp "
        "touch."),
    .example = "tokopp draft thank_you Kari Holm --fact said=\"your advice on pricing\"",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .least = 0,
    .options = options,
    .run = run_draft,
};
