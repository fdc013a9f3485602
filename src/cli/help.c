/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/help.h"

#include "cli/sentences.h"

#include <glib/gi18n.h>

#define INDENT 2

static const char *const group_titles[GROUP_COUNT] = {
    [GROUP_DAY] = N_("Every day"),
    [GROUP_PEOPLE] = N_("People and ways to them"),
    [GROUP_WRITING] = N_("Writing to somebody"),
    [GROUP_KEEPING] = N_("Bringing in and keeping safe"),
    [GROUP_PROGRAM] = N_("The program itself"),
};

const char *
help_group_title(CommandGroup group)
{
    return _(group_titles[group]);
}

char *
help_option_usage(const CommandOption *option)
{
    g_autofree char *letter =
        option->letter != 0 ? g_strdup_printf("-%c, ", option->letter) : g_strdup("");

    if (option->kind == OPTION_MAYBE)
        return g_strdup_printf("%s--%s[=%s]", letter, option->name, option->place);
    return g_strdup_printf("%s--%s%s%s", letter, option->name, option->place != NULL ? " " : "",
                           option->place != NULL ? option->place : "");
}

static void
print_heading(const Terminal *terminal, const char *heading)
{
    g_print("\n%s%s%s\n", terminal_style(terminal, STYLE_STRONG), heading,
            terminal_style(terminal, STYLE_PLAIN));
}

static void
print_wrapped(const Terminal *terminal, const char *text)
{
    g_autofree char *wrapped = terminal_wrap(text, terminal->columns, 0);

    g_print("%s\n", wrapped);
}

static void
print_options(const Terminal *terminal, const CommandOption *options)
{
    g_autoptr(TerminalTable) table = terminal_table_new(2);

    for (; options != NULL && options->name != NULL; options++) {
        g_autofree char *usage = help_option_usage(options);

        terminal_table_add(table, usage, _(options->help));
    }
    terminal_table_wrap_last(table);
    terminal_table_print(table, terminal, INDENT);
}

void
help_print_all(const Call *call)
{
    print_wrapped(
        &call->terminal,
        _("tokopp goes with you from \"I should talk to her\" to a relationship that lasts. "
          "Without a command it shows the list for today."));
    g_print("\n%s tokopp [COMMAND] [WORDS] [OPTIONS]\n", _("Usage:"));
    for (CommandGroup group = 0; group < GROUP_COUNT; group++) {
        g_autoptr(TerminalTable) table = terminal_table_new(2);

        for (const Command *const *next = call->table; *next != NULL; next++)
            if ((*next)->group == group)
                terminal_table_add(table, (*next)->name, _((*next)->summary));
        if (terminal_table_length(table) == 0)
            continue;
        print_heading(&call->terminal, help_group_title(group));
        terminal_table_wrap_last(table);
        terminal_table_print(table, &call->terminal, INDENT);
    }
    print_heading(&call->terminal, _("Options for every command"));
    print_options(&call->terminal, command_globals);
    g_print("\n%s\n", _("tokopp help COMMAND says more, with an example."));
}

void
help_print_command(const Call *call, const Command *command)
{
    print_wrapped(&call->terminal, _(command->summary));
    g_print("\n%s tokopp %s %s\n", _("Usage:"), command->name, command->synopsis);
    if (command->details != NULL) {
        g_print("\n");
        print_wrapped(&call->terminal, _(command->details));
    }
    if (command->options != NULL) {
        print_heading(&call->terminal, _("Options"));
        print_options(&call->terminal, command->options);
    }
    print_heading(&call->terminal, _("Options for every command"));
    print_options(&call->terminal, command_globals);
    print_heading(&call->terminal, _("Example"));
    g_print("  %s\n", command->example);
}
