/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/people.h"
#include "base/tk-error.h"
#include "cli/render.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <string.h>

#define TIMELINE_ROWS 10

static void
print_addresses(const Call *call, const TkJson *person)
{
    const TkJson *addresses = json_object_get(person, "addresses");

    for (size_t i = 0; i < json_array_size(addresses); i++) {
        const TkJson *address = json_array_get(addresses, i);
        const char *kind = tk_json_get_text(address, "kind", "");

        if (strcmp(kind, "uid") != 0)
            render_field(call, word_for("address", kind), tk_json_get_text(address, "value", ""));
    }
}

static void
print_tie(const Call *call, const TkJson *person)
{
    const TkJson *tie = json_object_get(person, "tie");

    if (!json_is_object(tie))
        return;
    g_autofree char *why =
        sentence(tk_json_get_text(tie, "reason", ""), json_object_get(tie, "facts"));

    render_field(call, _("You two"), why);
    if (json_is_true(json_object_get(person, "fading")))
        render_field(call, "", _("It is fading: a small sign of life would do it good."));
}

static void
print_positions(const Call *call, const TkJson *person)
{
    const TkJson *positions = json_object_get(person, "positions");

    if (json_array_size(positions) == 0)
        return;
    g_autoptr(TerminalTable) table = terminal_table_new(3);

    for (size_t i = 0; i < json_array_size(positions); i++) {
        const TkJson *position = json_array_get(positions, i);
        const char *from = tk_json_get_text(position, "from", NULL);
        const char *until = tk_json_get_text(position, "until", NULL);
        /* The year is enough to see a career. */
        g_autofree char *years = from == NULL && until == NULL
                                     ? g_strdup("")
                                     : g_strdup_printf("%.4s–%.4s", from != NULL ? from : "",
                                                       until != NULL ? until : "");

        terminal_table_add(table, years, tk_json_get_text(position, "title", ""),
                           tk_json_get_text(position, "organisation", ""));
    }
    render_heading(call, _("Career"));
    terminal_table_print(table, &call->terminal, 0);
}

/* R3: what changed, and between which days. */
static void
print_milestones(const Call *call, const TkJson *person)
{
    const TkJson *milestones = json_object_get(person, "milestones");
    g_autoptr(TerminalTable) table = terminal_table_new(4);

    if (json_array_size(milestones) == 0)
        return;
    for (size_t i = 0; i < json_array_size(milestones); i++) {
        const TkJson *row = json_array_get(milestones, i);
        const char *after = tk_json_get_text(row, "after", NULL);
        const char *before = tk_json_get_text(row, "before", NULL);
        g_autofree char *days =
            g_strdup_printf("%s%s%s", after != NULL ? after : "", after != NULL ? "–" : "",
                            before != NULL ? before : "");
        g_autofree char *was = render_one_post(json_object_get(row, "was"));
        g_autofree char *is = render_one_post(json_object_get(row, "is"));

        terminal_table_add(table, days, word_for("milestone", tk_json_get_text(row, "type", "")),
                           was, is);
    }
    render_heading(call, _("What changed"));
    terminal_table_print(table, &call->terminal, 0);
}

static void
print_timeline(const Call *call, const TkJson *person)
{
    const TkJson *timeline = json_object_get(person, "timeline");
    const char *zone = call_zone(call);
    g_autoptr(TerminalTable) table = terminal_table_new(4);

    if (json_array_size(timeline) == 0)
        return;
    for (size_t i = 0; i < MIN(json_array_size(timeline), TIMELINE_ROWS); i++) {
        const TkJson *event = json_array_get(timeline, i);
        g_autofree char *day = time_in_words(tk_json_get_text(event, "at", NULL), zone);

        terminal_table_add(table, day, word_for("interaction", tk_json_get_text(event, "kind", "")),
                           word_for("direction", tk_json_get_text(event, "direction", "")),
                           tk_json_get_text(event, "subject", ""));
    }
    render_heading(call, _("Lately"));
    terminal_table_print(table, &call->terminal, 0);
}

static void
print_meetings_and_notes(const Call *call, const TkJson *person)
{
    const TkJson *meetings = json_object_get(person, "meetings");
    const TkJson *notes = json_object_get(person, "notes");

    for (size_t i = 0; i < json_array_size(meetings); i++) {
        const TkJson *meeting = json_array_get(meetings, i);

        render_heading(call, _("Meeting"));
        render_meeting(call, meeting);
        if (json_array_size(json_object_get(meeting, "messages")) > 0) {
            g_print("\n");
            render_message_heads(call, json_object_get(meeting, "messages"));
        }
    }
    if (json_array_size(notes) == 0)
        return;
    render_heading(call, _("Notes"));
    for (size_t i = 0; i < json_array_size(notes); i++) {
        const TkJson *note = json_array_get(notes, i);
        g_autofree char *day = time_in_words(tk_json_get_text(note, "at", NULL), call_zone(call));
        g_autofree char *label = g_strdup_printf(
            "%s, %s", day, word_for("openness", tk_json_get_text(note, "openness", "open")));

        render_field(call, label, tk_json_get_text(note, "text", ""));
    }
}

static gboolean
run_show(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    TkId id = 0;

    if (!call_find_person(call, words, &id, error))
        return FALSE;
    g_autoptr(TkJson) person = show_person(call->workspace, id, error);

    if (person == NULL)
        return FALSE;
    if (call_answered(call, person))
        return TRUE;
    g_autofree char *post = render_post(person);

    g_print("%s%s%s\n", terminal_style(&call->terminal, STYLE_STRONG),
            tk_json_get_text(person, "name", ""), terminal_style(&call->terminal, STYLE_PLAIN));
    if (*post != '\0')
        g_print("%s\n", post);
    g_print("\n");
    print_addresses(call, person);
    render_field(call, _("Place"), tk_json_get_text(person, "place", ""));
    render_field(call, _("Language"),
                 word_for("language", tk_json_get_text(person, "language", "")));
    if (strcmp(tk_json_get_text(person, "terms", ""), "strained") == 0) {
        const char *reason = tk_json_get_text(person, "terms_reason", "");

        render_field(call, _("Strained"), *reason != '\0' ? reason : _("yes"));
    }
    print_tie(call, person);
    print_positions(call, person);
    print_milestones(call, person);
    print_timeline(call, person);
    print_meetings_and_notes(call, person);
    return TRUE;
}

const Command cmd_show = {
    .name = "show",
    .group = GROUP_PEOPLE,
    .summary = N_("Show all you know about somebody"),
    .synopsis = "PERSON",
    .details =
        N_("PERSON is a name, an address, an id, or the number of a row that was just shown."),
    .example = "tokopp show Kari Holm",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .least = 1,
    .run = run_show,
};
