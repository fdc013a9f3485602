/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/list-today.h"
#include "actions/session.h"
#include "base/tk-error.h"
#include "base/tk-text.h"
#include "cli/render.h"
#include "cli/sentences.h"
#include "cli/shown.h"

#include <glib/gi18n.h>
#include <string.h>

static unsigned
widest(const TkJson *rows, const char *what)
{
    unsigned columns = 0;

    for (size_t i = 0; i < json_array_size(rows); i++) {
        const TkJson *row = json_array_get(rows, i);
        const char *text = strcmp(what, "act") == 0
                               ? word_for("act", tk_json_get_text(row, "act", ""))
                               : tk_json_get_text(json_object_get(row, "person"), "name", "");

        columns = MAX(columns, tk_text_columns(text));
    }
    return columns;
}

/* The command that opens what is behind a row. */
static char *
opening_command(const TkJson *row, size_t number)
{
    const TkJson *about = json_object_get(row, "about");
    const char *kind = tk_json_get_text(about, "kind", "");
    const char *act = tk_json_get_text(row, "act", "");
    gboolean is_silence = strcmp(act, "rhythm") == 0 || strcmp(act, "warm_up") == 0;

    if (strcmp(tk_json_get_text(row, "act", ""), "doubles") == 0)
        return g_strdup("tokopp doubles");
    return g_strdup_printf("tokopp %s %zu",
                           strcmp(kind, "message") == 0     ? "message"
                           : strcmp(kind, "milestone") == 0 ? "milestones"
                           : is_silence                     ? "touch"
                                                            : "show",
                           number);
}

/* "1  Follow up  Kari Holm  tokopp message 1", and below it why. */
static void
print_row(const Call *call, const TkJson *row, size_t number, unsigned act_columns,
          unsigned name_columns)
{
    const Terminal *terminal = &call->terminal;
    const char *name = tk_json_get_text(json_object_get(row, "person"), "name", "");
    g_autofree char *act =
        terminal_pad(word_for("act", tk_json_get_text(row, "act", "")), act_columns);
    g_autofree char *who = terminal_pad(name, name_columns);
    g_autofree char *why =
        sentence(tk_json_get_text(row, "reason", ""), json_object_get(row, "facts"));
    g_autofree char *wrapped = terminal_wrap(why, terminal->columns, 5);
    g_autofree char *opens = opening_command(row, number);

    g_print("%3zu  %s%s%s  %s  %s%s%s\n     %s\n", number, terminal_style(terminal, STYLE_STRONG),
            act, terminal_style(terminal, STYLE_PLAIN), who, terminal_style(terminal, STYLE_QUIET),
            opens, terminal_style(terminal, STYLE_PLAIN), wrapped);
}

static void
print_heading(const Call *call, const TkJson *list)
{
    TkDay day = 0;
    unsigned count = (unsigned) json_array_size(json_object_get(list, "rows"));

    if (!tk_day_from_text(tk_json_get_text(list, "day", ""), &day))
        return;
    g_autofree char *number = g_strdup_printf("%u", count);
    g_autofree char *weekday = weekday_in_words(day);
    g_autofree char *line = count == 0 || tk_json_get_text(list, "next", NULL) != NULL
                                ? g_strdup(weekday)
                                : filled(ngettext("{day}: one thing waits for you",
                                                  "{day}: {count} things wait for you", count),
                                         "day", weekday, "count", number, NULL);
    /* Weekdays begin with a small letter in some languages, lines with a capital one. */
    g_autofree char *first = g_utf8_substring(line, 0, 1);
    g_autofree char *capital = g_utf8_strup(first, -1);

    g_print("%s%s%s%s\n\n", terminal_style(&call->terminal, STYLE_STRONG), capital,
            g_utf8_next_char(line), terminal_style(&call->terminal, STYLE_PLAIN));
}

static void
print_rows(const Call *call, const TkJson *rows)
{
    g_autoptr(GArray) shown = g_array_new(FALSE, TRUE, sizeof(ShownRow));
    unsigned act_columns = widest(rows, "act"), name_columns = widest(rows, "name");

    for (size_t i = 0; i < json_array_size(rows); i++) {
        ShownRow row = shown_row_of(json_array_get(rows, i));

        g_array_append_val(shown, row);
        print_row(call, json_array_get(rows, i), i + 1, act_columns, name_columns);
    }
    shown_keep(call->settings, shown);
}

static void
print_quiet(const Call *call, const char *text)
{
    g_autofree char *wrapped = terminal_wrap(text, call->terminal.columns, 0);

    g_print("\n%s%s%s\n", terminal_style(&call->terminal, STYLE_QUIET), wrapped,
            terminal_style(&call->terminal, STYLE_PLAIN));
}

static gboolean
run_today(const Call *call, GError **error)
{
    g_autoptr(TkJson) list = list_today(call->workspace, 0, call_text(call, "after"),
                                        (unsigned) call_number(call, "limit", 0), error);
    const char *next;

    if (list == NULL)
        return FALSE;
    if (call_answered(call, list))
        return TRUE;
    g_autoptr(TkJson) session = show_session(call->workspace, error);

    if (session == NULL)
        return FALSE;
    print_heading(call, list);
    if (json_array_size(json_object_get(list, "rows")) == 0)
        g_print("%s\n", _("Nothing waits today. A good day for a coffee."));
    print_rows(call, json_object_get(list, "rows"));
    next = tk_json_get_text(list, "next", NULL);
    if (next != NULL) {
        g_autofree char *more =
            filled(_("There is more: tokopp today --after {next}"), "next", next, NULL);

        print_quiet(call, more);
    }
    if (json_array_size(json_object_get(list, "rows")) > 0)
        print_quiet(call, _("tokopp done 1 when it is done, tokopp later 1 +3 to put it off."));
    if (json_is_true(json_object_get(session, "sample")))
        print_quiet(call, _("This is a made-up network, to try things with. Bring your own with "
                            "tokopp import, and it steps aside."));
    return TRUE;
}

static const CommandOption options[] = {
    { "limit", 'n', OPTION_NUMBER, "N", N_("At most so many rows") },
    { "after", 0, OPTION_TEXT, "CURSOR", N_("Go on where an earlier list ended") },
    { 0 },
};

const Command cmd_today = {
    .name = "today",
    .group = GROUP_DAY,
    .summary = N_("Show what to do now, in order"),
    .synopsis = "",
    .details =
        N_("Each row says who, what and why, and the command that opens the finished draft or "
           "the person behind it. The numbers stay good for tokopp done, later, message and "
           "show until the next list is shown."),
    .example = "tokopp --now 2026-12-07",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .options = options,
    .run = run_today,
};
