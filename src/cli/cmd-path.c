/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/find-path.h"
#include "base/tk-error.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <string.h>

/* "1  Ada Berg (warm) -> Kari Holm (light, likely)" */
static char *
steps_in_words(const TkJson *path)
{
    const TkJson *steps = json_object_get(path, "steps");
    gboolean likely = strcmp(tk_json_get_text(path, "certainty", ""), "likely") == 0;
    GString *line = g_string_new(NULL);

    for (size_t i = 0; i < json_array_size(steps); i++) {
        const TkJson *step = json_array_get(steps, i);

        g_string_append_printf(line, "%s%s (%s)", i > 0 ? " → " : "",
                               tk_json_get_text(json_object_get(step, "person"), "name", ""),
                               word_for("tie", tk_json_get_text(step, "word", "none")));
    }
    if (likely)
        g_string_append_printf(line, ", %s", word_for("certainty", "likely"));
    return g_string_free(line, FALSE);
}

static void
print_path(const Call *call, const TkJson *path, size_t number)
{
    const Terminal *terminal = &call->terminal;
    const TkJson *steps = json_object_get(path, "steps");
    g_autofree char *line = steps_in_words(path);
    g_autofree char *why =
        sentence(tk_json_get_text(path, "reason", ""), json_object_get(path, "facts"));
    g_autofree char *wrapped = terminal_wrap(why, terminal->columns, 5);
    gboolean tired = json_is_true(json_object_get(path, "tired"));

    g_print("%3zu  %s%s%s\n     %s%s%s\n     %s\n", number, terminal_style(terminal, STYLE_STRONG),
            line, terminal_style(terminal, STYLE_PLAIN),
            terminal_style(terminal, tired ? STYLE_WARN : STYLE_GOOD),
            word_for("gate", tk_json_get_text(path, "gate", "")),
            terminal_style(terminal, STYLE_PLAIN), wrapped);
    for (size_t i = 0; i < json_array_size(steps); i++) {
        const TkJson *step = json_array_get(steps, i);
        const char *key = tk_json_get_text(step, "reason", "");
        g_autofree char *said = sentence(key, json_object_get(step, "facts"));
        g_autofree char *with_name = g_strdup_printf(
            "%s: %s", tk_json_get_text(json_object_get(step, "person"), "name", ""), said);
        g_autofree char *evidence = terminal_wrap(with_name, terminal->columns, 7);

        if (*key != '\0')
            g_print("     %s- %s%s\n", terminal_style(terminal, STYLE_QUIET), evidence,
                    terminal_style(terminal, STYLE_PLAIN));
    }
}

static gboolean
run_path(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    TkId person = 0;
    const TkJson *rows;

    if (!call_find_person(call, words, &person, error))
        return FALSE;
    g_autoptr(TkJson) answer = find_paths(call->workspace, person, error);

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    rows = json_object_get(answer, "rows");
    if (json_array_size(rows) == 0)
        g_print("%s\n", _("No way known. You can write directly: that is fine, too."));
    for (size_t i = 0; i < json_array_size(rows); i++)
        print_path(call, json_array_get(rows, i), i + 1);
    return TRUE;
}

const Command cmd_path = {
    .name = "path",
    .group = GROUP_PEOPLE,
    .summary = N_("Who can open the door to somebody, and why"),
    .synopsis = "PERSON",
    .details =
        N_("Best way first, each with the weak link and what to do: ask, warm up first, write "
           "directly, or mend. What cannot be seen in your own mail and contacts is not guessed."),
    .example = "tokopp path Kari Holm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .least = 1,
    .run = run_path,
};
