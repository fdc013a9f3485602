/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "cli/help.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* Prints text as roff: nothing in it may begin a request or an escape. */
static void
print_roff(const char *text)
{
    gboolean at_start = TRUE;

    for (; *text != '\0'; text++) {
        if (at_start && (*text == '.' || *text == '\''))
            fputs("\\&", stdout);
        if (*text == '\\')
            fputs("\\e", stdout);
        else if (*text == '-')
            fputs("\\-", stdout);
        else
            fputc(*text, stdout);
        at_start = *text == '\n';
    }
}

static void
print_line(const char *request, const char *text)
{
    fputs(request, stdout);
    print_roff(text);
    fputc('\n', stdout);
}

static void
print_options(const CommandOption *options)
{
    for (; options != NULL && options->name != NULL; options++) {
        g_autofree char *usage = help_option_usage(options);

        printf(".TP\n");
        print_line(".B ", usage);
        print_line("", _(options->help));
    }
}

static void
print_command(const Command *command)
{
    g_autofree char *usage = g_strdup_printf("tokopp %s %s", command->name, command->synopsis);

    print_line(".SS ", usage);
    print_line("", _(command->summary));
    printf(".PP\n");
    if (command->details != NULL) {
        print_line("", _(command->details));
        printf(".PP\n");
    }
    print_options(command->options);
    printf(".PP\n%s\n.PP\n.RS\n", _("Example"));
    print_line("", command->example);
    printf(".RE\n");
}

static void
print_exit_statuses(void)
{
    static const struct {
        int status;
        const char *meaning;
    } rows[] = {
        { 0, N_("All went well.") },
        { 2, N_("The request itself is wrong.") },
        { 3, N_("What it names does not exist, or it names more than one.") },
        { 4, N_("It clashes with something already kept.") },
        { 5, N_("A rule of the method holds back; a reason may overrule it.") },
        { 6, N_("It is not allowed.") },
        { 7, N_("It is too large.") },
        { 8, N_("A disk or a server did not answer; try again later.") },
    };

    print_line(".SH ", _("EXIT STATUS"));
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        printf(".TP\n.B %d\n", rows[i].status);
        print_line("", _(rows[i].meaning));
    }
}

static gboolean
run_man(const Call *call, GError **error)
{
    (void) error;
    printf(".TH TOKOPP 1 \"\" \"tokopp %s\"\n", TOKOPP_VERSION);
    print_line(".SH ", _("NAME"));
    print_line("tokopp \\- ", _("from \"I should talk to her\" to a relationship that lasts"));
    print_line(".SH ", _("SYNOPSIS"));
    printf(".B tokopp\n[COMMAND] [WORDS] [OPTIONS]\n");
    print_line(".SH ", _("COMMANDS"));
    for (const Command *const *next = call->table; *next != NULL; next++)
        print_command(*next);
    print_line(".SH ", _("OPTIONS FOR EVERY COMMAND"));
    print_options(command_globals);
    print_exit_statuses();
    return TRUE;
}

const Command cmd_man = {
    .name = "man",
    .group = GROUP_PROGRAM,
    .summary = N_("Print the manual page"),
    .synopsis = "",
    .example = "tokopp man > tokopp.1",
    .run = run_man,
};
