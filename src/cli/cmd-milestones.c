/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/milestones.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "cli/render.h"
#include "cli/sentences.h"
#include "cli/shown.h"

#include <glib/gi18n.h>
#include <string.h>

#define USUAL_ROWS 30

static TkId
id_of(const TkJson *row)
{
    TkId id = 0;

    tk_id_from_text(tk_json_get_text(row, "id", ""), &id);
    return id;
}

static void
print_rows(const Call *call, const TkJson *rows)
{
    g_autoptr(TerminalTable) table = terminal_table_new(6);
    g_autoptr(GArray) shown = g_array_new(FALSE, TRUE, sizeof(ShownRow));

    for (size_t i = 0; i < json_array_size(rows); i++) {
        const TkJson *row = json_array_get(rows, i);
        g_autofree char *number = g_strdup_printf("%zu", i + 1);
        g_autofree char *is = render_one_post(json_object_get(row, "is"));
        g_autofree char *was = render_one_post(json_object_get(row, "was"));
        ShownRow kept = shown_row_of(row);

        kept.milestone = id_of(row);
        g_array_append_val(shown, kept);
        terminal_table_add(table, number, word_for("news", tk_json_get_text(row, "state", "")),
                           tk_json_get_text(json_object_get(row, "person"), "name", ""),
                           word_for("milestone", tk_json_get_text(row, "type", "")), is, was);
    }
    terminal_table_print(table, &call->terminal, 0);
    shown_keep(call->settings, shown);
}

static gboolean
list_all(const Call *call, GError **error)
{
    unsigned limit = (unsigned) CLAMP(call_number(call, "limit", USUAL_ROWS), 1, TK_LIMIT_PAGE);
    const char *state = call_text(call, "state");
    g_autoptr(TkJson) list = list_milestones(call->workspace, state != NULL ? state : "waiting",
                                             call_text(call, "after"), limit, error);

    if (list == NULL)
        return FALSE;
    if (call_answered(call, list))
        return TRUE;
    const TkJson *rows = json_object_get(list, "rows");
    const char *next = tk_json_get_text(list, "next", NULL);

    if (json_array_size(rows) == 0) {
        g_print("%s\n", _("No news waits for a word from you."));
        return TRUE;
    }
    print_rows(call, rows);
    if (next != NULL) {
        g_autofree char *more =
            filled(_("There is more: tokopp milestones --after {next}"), "next", next, NULL);

        g_print("\n%s\n", more);
    }
    return TRUE;
}

/* A number that was shown, an id, or the person whose news they are. */
static gboolean
find(const Call *call, const char *words, TkId *out_milestone, GError **error)
{
    unsigned number = 0;
    ShownRow row = { 0 };

    if (!shown_number(words, &number))
        return find_milestone(call->workspace, words, out_milestone, error);
    if (!shown_find(call->settings, number, &row, error))
        return FALSE;
    if (row.milestone == 0)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-milestone", words);
    *out_milestone = row.milestone;
    return TRUE;
}

static gboolean
draft(const Call *call, const char *words, GError **error)
{
    TkId milestone = 0;

    if (!find(call, words, &milestone, error))
        return FALSE;
    g_autoptr(TkJson) answer =
        draft_milestone(call->workspace, milestone, call_text(call, "language"),
                        call_text(call, "formality"), error);

    if (answer == NULL)
        return FALSE;
    if (!call_answered(call, answer))
        render_message(call, json_object_get(answer, "message"));
    return TRUE;
}

static gboolean
end(const Call *call, const char *words, const char *state, GError **error)
{
    TkId milestone = 0;

    if (!find(call, words, &milestone, error))
        return FALSE;
    g_autoptr(TkJson) answer = end_milestone(call->workspace, milestone, state, error);

    if (answer == NULL)
        return FALSE;
    call_print_done(call, answer,
                    strcmp(state, "done") == 0 ? _("Done.") : _("Then we let it be."));
    return TRUE;
}

static gboolean
run_milestones(const Call *call, GError **error)
{
    const char *verb = call_word(call, 0);
    gboolean more = call_word_count(call) > 1;
    g_autofree char *words = call_words(call, more ? 1 : 0);
    g_autofree char *all = call_words(call, 0);

    if (verb == NULL || (!more && strcmp(verb, "list") == 0))
        return list_all(call, error);
    if (more && strcmp(verb, "done") == 0)
        return end(call, words, "done", error);
    if (more && strcmp(verb, "dismiss") == 0)
        return end(call, words, "dropped", error);
    if (more && strcmp(verb, "draft") == 0)
        return draft(call, words, error);
    return draft(call, all, error);
}

static const CommandOption options[] = {
    { "state", 0, OPTION_TEXT, "waiting|offered|open|done|dropped", N_("Only these") },
    { "language", 'l', OPTION_TEXT, "nb|da|sv|en",
      N_("The language to write in; otherwise theirs") },
    { "formality", 0, OPTION_TEXT, "formal|informal",
      N_("The tone; otherwise as usual with them") },
    { "limit", 'n', OPTION_NUMBER, "N", N_("At most so many rows") },
    { "after", 0, OPTION_TEXT, "CURSOR", N_("Go on where an earlier list ended") },
    { 0 },
};

const Command cmd_milestones = {
    .name = "milestones",
    .group = GROUP_PEOPLE,
    .summary = N_("What changed in people's working lives, and a word on it"),
    .synopsis = "[list | draft ROW | done ROW | dismiss ROW]",
    .details =
        N_("The few that matter most stand on the list for today; here are all of them. A row is "
           "opened with its number or the person's name: then you get the draft of a "
           "congratulation, or of a kind word to somebody who has left. What you wrote by another "
           "way you tick off with done; what you want to let be you dismiss."),
    .example = "tokopp milestones draft Kari Holm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .words = WORDS_CHOICES,
    .choices = "list|draft|done|dismiss",
    .options = options,
    .run = run_milestones,
};
