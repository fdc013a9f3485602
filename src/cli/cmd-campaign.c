/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/campaigns.h"
#include "base/tk-error.h"
#include "cli/render.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const steps[] = { "found", "path", "asked", "agreed", "held", "kept" };

static gboolean
new_campaign(const Call *call, GError **error)
{
    g_autofree char *name = call_words(call, 1);
    const char *theme = call_text(call, "theme");
    g_autoptr(TkJson) answer =
        add_campaign(call->workspace, name, theme != NULL ? theme : "", error);

    if (answer == NULL)
        return FALSE;
    /* TRANSLATORS: {name} is a campaign's name */
    g_autofree char *line = filled(
        _("The campaign \"{name}\" is open. Put organisations and people into it with tokopp "
          "campaign add."),
        "name", name, NULL);

    call_print_done(call, answer, line);
    return TRUE;
}

static gboolean
add_to_campaign(const Call *call, GError **error)
{
    g_autofree char *name = call_words(call, 1);
    const char *organisation = call_text(call, "org"), *who = call_text(call, "person");
    TkId campaign = 0, person = 0;

    if (organisation == NULL && who == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "campaign-add-whom", name);
    if (!find_campaign(call->workspace, name, &campaign, error) ||
        (who != NULL && !call_find_person(call, who, &person, error)))
        return FALSE;
    g_autoptr(TkJson) answer = add_target(call->workspace, campaign, organisation, person, error);

    if (answer == NULL)
        return FALSE;
    call_print_done(call, answer, _("It is on the campaign's board."));
    return TRUE;
}

static gboolean
list_all(const Call *call, GError **error)
{
    g_autoptr(TkJson) list = list_campaigns(call->workspace, error);
    g_autoptr(TerminalTable) table = terminal_table_new(2 + G_N_ELEMENTS(steps));
    const TkJson *rows;

    if (list == NULL)
        return FALSE;
    if (call_answered(call, list))
        return TRUE;
    rows = json_object_get(list, "rows");
    if (json_array_size(rows) == 0) {
        g_print("%s\n", _("No campaign yet. tokopp campaign new NAME --theme TEXT begins one."));
        return TRUE;
    }
    terminal_table_add(table, _("Campaign"), word_for("step", "found"), word_for("step", "path"),
                       word_for("step", "asked"), word_for("step", "agreed"),
                       word_for("step", "held"), word_for("step", "kept"), _("Theme"));
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const TkJson *row = json_array_get(rows, i);
        const TkJson *counts = json_object_get(row, "counts");
        char figures[G_N_ELEMENTS(steps)][24];

        for (unsigned step = 0; step < G_N_ELEMENTS(steps); step++)
            g_snprintf(figures[step], sizeof figures[step], "%" G_GINT64_FORMAT,
                       (gint64) tk_json_get_number(counts, steps[step], 0));
        terminal_table_add(table, tk_json_get_text(row, "name", ""), figures[0], figures[1],
                           figures[2], figures[3], figures[4], figures[5],
                           tk_json_get_text(row, "theme", ""));
    }
    terminal_table_print(table, &call->terminal, 0);
    return TRUE;
}

/* How far the step is, as a bar of six. */
static char *
step_bar(const char *step)
{
    GString *bar = g_string_new(NULL);
    gboolean reached = TRUE;

    for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_string_append(bar, reached ? "●" : "○");
        if (strcmp(steps[i], step) == 0)
            reached = FALSE;
    }
    return g_string_free(bar, FALSE);
}

static gboolean
show_one(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 1);
    g_autoptr(TerminalTable) table = terminal_table_new(4);
    TkId id = 0;
    const TkJson *rows;

    if (!find_campaign(call->workspace, words, &id, error))
        return FALSE;
    g_autoptr(TkJson) campaign = show_campaign(call->workspace, id, error);

    if (campaign == NULL)
        return FALSE;
    if (call_answered(call, campaign))
        return TRUE;
    g_print("%s%s%s\n%s\n\n", terminal_style(&call->terminal, STYLE_STRONG),
            tk_json_get_text(campaign, "name", ""), terminal_style(&call->terminal, STYLE_PLAIN),
            tk_json_get_text(campaign, "theme", ""));
    rows = json_object_get(campaign, "rows");
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const TkJson *row = json_array_get(rows, i);
        const char *step = tk_json_get_text(row, "step", "found");
        g_autofree char *bar = step_bar(step);

        terminal_table_add(table, bar, word_for("step", step),
                           tk_json_get_text(json_object_get(row, "organisation"), "name", ""),
                           tk_json_get_text(json_object_get(row, "person"), "name", ""));
    }
    if (json_array_size(rows) == 0)
        g_print("%s\n", _("Nobody on the board yet: tokopp campaign add NAME --org ORGANISATION"));
    terminal_table_print(table, &call->terminal, 0);
    return TRUE;
}

static gboolean
run_campaign(const Call *call, GError **error)
{
    const char *verb = call_word(call, 0);

    if (verb == NULL || strcmp(verb, "list") == 0)
        return list_all(call, error);
    if (call_word_count(call) < 2)
        return tk_fail(error, TK_ERROR_INVALID, "too-few-words",
                       "tokopp campaign new|add|show NAME");
    if (strcmp(verb, "new") == 0)
        return new_campaign(call, error);
    if (strcmp(verb, "add") == 0)
        return add_to_campaign(call, error);
    if (strcmp(verb, "show") == 0)
        return show_one(call, error);
    return tk_failf(error, TK_ERROR_INVALID, "word-not-among", "%s: new|add|show|list", verb);
}

static const CommandOption options[] = {
    { "theme", 0, OPTION_TEXT, "TEXT", N_("What is worth talking about, for both sides") },
    { "org", 0, OPTION_TEXT, "NAME", N_("The organisation to put on the board") },
    { "person", 0, OPTION_TEXT, "PERSON", N_("The person to put on the board") },
    { 0 },
};

const Command cmd_campaign = {
    .name = "campaign",
    .group = GROUP_PEOPLE,
    .summary = N_("A list of organisations in a field, and whom to meet there"),
    .synopsis = "[list | new NAME --theme TEXT | add NAME --org NAME | show NAME]",
    .details = N_("A theme is something you both could talk about for an hour, such as where the "
                  "field is going; your own search for work is none."),
    .example = "tokopp campaign new Heat pumps in the north --theme \"the market in five years\"",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .words = WORDS_CHOICES,
    .choices = "new|add|show|list",
    .options = options,
    .run = run_campaign,
};
