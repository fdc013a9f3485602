/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/find-path.h"
#include "actions/organisation-paths.h"
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

static void
print_paths(const Call *call, const TkJson *rows)
{
    for (size_t i = 0; i < json_array_size(rows); i++)
        print_path(call, json_array_get(rows, i), i + 1);
}

static gboolean
path_to_person(const Call *call, TkId person, GError **error)
{
    g_autoptr(TkJson) answer = find_paths(call->workspace, person, error);
    const TkJson *rows;

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    rows = json_object_get(answer, "rows");
    if (json_array_size(rows) == 0)
        g_print("%s\n", _("No way known. You can write directly: that is fine, too."));
    print_paths(call, rows);
    return TRUE;
}

/* "  1  Kari Holm, Head of research (warm)", and on what that rests. */
static void
print_inside(const Call *call, const TkJson *row, size_t number)
{
    const Terminal *terminal = &call->terminal;
    const char *name = tk_json_get_text(json_object_get(row, "person"), "name", "");
    const char *title = tk_json_get_text(row, "title", "");
    g_autofree char *why =
        sentence(tk_json_get_text(row, "reason", ""), json_object_get(row, "facts"));
    g_autofree char *wrapped = terminal_wrap(why, terminal->columns, 5);

    g_print("%3zu  %s%s%s%s%s (%s)", number, terminal_style(terminal, STYLE_STRONG), name,
            terminal_style(terminal, STYLE_PLAIN), *title != '\0' ? ", " : "", title,
            word_for("tie", tk_json_get_text(row, "word", "none")));
    if (!json_is_true(json_object_get(row, "present")))
        /* TRANSLATORS: after a person's name: no longer works at the organisation asked for */
        g_print(", %s", _("has left"));
    g_print("\n     %s%s%s\n", terminal_style(terminal, STYLE_QUIET), wrapped,
            terminal_style(terminal, STYLE_PLAIN));
}

static void
print_organisation(const Call *call, const TkJson *answer)
{
    const TkJson *inside = json_object_get(answer, "inside"),
                 *rows = json_object_get(answer, "rows");
    const char *name = tk_json_get_text(json_object_get(answer, "organisation"), "name", "");

    if (json_array_size(inside) > 0) {
        /* TRANSLATORS: {name} is an organisation */
        g_autofree char *line = filled(_("Whom you know at {name}:"), "name", name, NULL);

        g_print("%s\n", line);
        for (size_t at = 0; at < json_array_size(inside); at++)
            print_inside(call, json_array_get(inside, at), at + 1);
    }
    if (json_array_size(rows) > 0) {
        /* TRANSLATORS: {name} is an organisation */
        g_autofree char *line = filled(_("Who knows somebody at {name}:"), "name", name, NULL);

        g_print("%s%s\n", json_array_size(inside) > 0 ? "\n" : "", line);
        print_paths(call, rows);
    }
    if (json_array_size(inside) + json_array_size(rows) == 0) {
        /* TRANSLATORS: {name} is an organisation */
        g_autofree char *line =
            filled(_("No way to {name} known. You can write directly: that is fine, too."), "name",
                   name, NULL);

        g_print("%s\n", line);
    }
}

static gboolean
path_to_organisation(const Call *call, TkId organisation, GError **error)
{
    g_autoptr(TkJson) answer = find_organisation_paths(call->workspace, organisation, error);

    if (answer == NULL)
        return FALSE;
    if (!call_answered(call, answer))
        print_organisation(call, answer);
    return TRUE;
}

static gboolean
run_path(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    TkId person = 0, organisation = 0;

    if (!call_find_person_or_organisation(call, words, &person, &organisation, error))
        return FALSE;
    return organisation != 0 ? path_to_organisation(call, organisation, error)
                             : path_to_person(call, person, error);
}

const Command cmd_path = {
    .name = "path",
    .group = GROUP_PEOPLE,
    .summary = N_("Who can open the door to a person or an organisation, and why"),
    .synopsis = "PERSON|ORGANISATION",
    .details =
        N_("Best way first, each with the weak link and what to do: ask, warm up first, write "
           "directly, or mend. What cannot be seen in your own mail and contacts is not guessed. "
           "For an organisation: whom you know there, and who knows somebody there."),
    .example = "tokopp path Kari Holm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .least = 1,
    .run = run_path,
};
