/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/keep-in-touch.h"
#include "base/tk-error.h"
#include "cli/render.h"
#include "cli/sentences.h"
#include "cli/shown.h"

#include <glib/gi18n.h>
#include <string.h>

/* What one could write about: the news, or what was last written about. */
static const char *
occasion_of(const TkJson *row)
{
    const char *occasion = tk_json_get_text(row, "occasion", "none");

    return strcmp(occasion, "topic") == 0 ? tk_json_get_text(row, "topic", "")
                                          : word_for("occasion", occasion);
}

static gboolean
list_due(const Call *call, GError **error)
{
    g_autoptr(TkJson) list = list_touches(
        call->workspace, (unsigned) CLAMP(call_number(call, "limit", 0), 0, 1000), error);
    g_autoptr(TerminalTable) table = terminal_table_new(6);
    g_autoptr(GArray) shown = g_array_new(FALSE, TRUE, sizeof(ShownRow));

    if (list == NULL)
        return FALSE;
    if (call_answered(call, list))
        return TRUE;
    const TkJson *rows = json_object_get(list, "rows");

    if (json_array_size(rows) == 0)
        g_print("%s\n", _("You are in touch with everybody you are close to."));
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const TkJson *row = json_array_get(rows, i);
        g_autofree char *number = g_strdup_printf("%zu", i + 1);
        ShownRow kept = shown_row_of(row);

        kept.message = 0;
        g_array_append_val(shown, kept);
        terminal_table_add(
            table, number, tk_json_get_text(json_object_get(row, "person"), "name", ""),
            word_for("tie", tk_json_get_text(row, "word", "")), tk_json_get_text(row, "last", ""),
            word_for("channel", tk_json_get_text(row, "channel", "")), occasion_of(row));
    }
    terminal_table_print(table, &call->terminal, 0);
    shown_keep(call->settings, shown);
    return TRUE;
}

static gboolean
run_touch(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    TkId person = 0;

    if (call_word_count(call) == 0)
        return list_due(call, error);
    if (!call_find_person(call, words, &person, error))
        return FALSE;
    g_autoptr(TkJson) answer = draft_touch(call->workspace, person, call_text(call, "language"),
                                           call_text(call, "formality"), error);

    if (answer == NULL)
        return FALSE;
    if (!call_answered(call, answer))
        render_message(call, json_object_get(answer, "message"));
    return TRUE;
}

static const CommandOption options[] = {
    { "language", 'l', OPTION_TEXT, "nb|da|sv|en",
      N_("The language to write in; otherwise theirs") },
    { "formality", 0, OPTION_TEXT, "formal|informal",
      N_("The tone; otherwise as usual with them") },
    { "limit", 'n', OPTION_NUMBER, "N", N_("At most so many rows") },
    { 0 },
};

const Command cmd_touch = {
    .name = "touch",
    .group = GROUP_PEOPLE,
    .summary = N_("Who is due for a sign of life, and the draft of it"),
    .synopsis = "[ROW | PERSON]",
    .details = N_("Each relationship has a rhythm of its own: who wrote every week is missed after "
                  "three, who writes twice a year is not. You see how you two usually speak and "
                  "what you could take up; with a row or a name you get the draft. Whom a meeting "
                  "is on its way with, and what has gone cold, is left in peace."),
    .example = "tokopp touch Kari Holm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .options = options,
    .run = run_touch,
};
