/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/render.h"

#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct {
    const char *about, *heading;
} kinds[] = {
    { "organisation", N_("Organisations") },
    { "meeting", N_("Meetings") },
    { "note", N_("Notes") },
    { "message", N_("Messages") },
};

static TkJson *
rows_about(const TkJson *rows, const char *about)
{
    TkJson *found = json_array();

    for (size_t i = 0; i < json_array_size(rows); i++)
        if (strcmp(tk_json_get_text(json_array_get(rows, i), "about", ""), about) == 0)
            json_array_append(found, json_array_get(rows, i));
    return found;
}

/* How well one knows them, with the tie's one line. */
static void
render_ties(const Call *call, const TkJson *people)
{
    g_autoptr(TerminalTable) table = terminal_table_new(4);

    terminal_table_wrap_last(table);
    for (size_t i = 0; i < json_array_size(people); i++) {
        const TkJson *row = json_array_get(people, i);
        g_autofree char *post = render_post(row);
        g_autofree char *why =
            sentence(tk_json_get_text(row, "reason", ""), json_object_get(row, "facts"));

        terminal_table_add(table, tk_json_get_text(row, "name", ""), post,
                           word_for("tie", tk_json_get_text(row, "tie", "")), why);
    }
    terminal_table_print(table, &call->terminal, 0);
}

/* The name of an organisation alone; of the others day, whom it is about, and the words. */
static void
render_texts(const Call *call, const TkJson *rows)
{
    g_autoptr(TerminalTable) table = terminal_table_new(3);
    const char *zone = call_zone(call);

    terminal_table_wrap_last(table);
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const TkJson *row = json_array_get(rows, i);
        const char *text = tk_json_get_text(row, "text", "");
        const char *name = tk_json_get_text(row, "name", "");
        const char *at = tk_json_get_text(row, "at", NULL);
        g_autofree char *day = at != NULL ? time_in_words(at, zone) : NULL;
        g_autofree char *both =
            g_strconcat(name, *name != '\0' && *text != '\0' ? ": " : "", text, NULL);

        if (at != NULL)
            terminal_table_add(table, day,
                               tk_json_get_text(json_object_get(row, "person"), "name", ""), both);
        else
            g_print("%s\n", name);
    }
    terminal_table_print(table, &call->terminal, 0);
}

void
render_found(const Call *call, const TkJson *rows)
{
    g_autoptr(TkJson) people = rows_about(rows, "person");
    gboolean with_ties = json_object_get(json_array_get(people, 0), "reason") != NULL;

    if (with_ties)
        render_ties(call, people);
    else if (json_array_size(people) > 0)
        render_people(call, people);
    for (size_t at = 0; at < G_N_ELEMENTS(kinds); at++) {
        g_autoptr(TkJson) found = rows_about(rows, kinds[at].about);

        if (json_array_size(found) == 0)
            continue;
        render_heading(call, _(kinds[at].heading));
        render_texts(call, found);
    }
}
