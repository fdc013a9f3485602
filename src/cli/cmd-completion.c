/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "base/tk-error.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* The choices of an option as words, or NULL where any text will do. Caller frees. */
static char *
choices_of(const char *place)
{
    if (place == NULL || strchr(place, '|') == NULL)
        return NULL;
    g_auto(GStrv) words = g_strsplit(place, "|", -1);

    return g_strjoinv(" ", words);
}

static void
print_option_names(const CommandOption *options)
{
    for (; options != NULL && options->name != NULL; options++)
        printf(" --%s", options->name);
}

static void
print_names(const Call *call)
{
    for (const Command *const *next = call->table; *next != NULL; next++)
        printf("%s%s", next == call->table ? "" : " ", (*next)->name);
}

/* --- bash ----------------------------------------------------------------------------------- */

static void
print_bash_values(const CommandOption *options, const char *command)
{
    for (; options != NULL && options->name != NULL; options++) {
        g_autofree char *choices = choices_of(options->place);

        if (options->kind == OPTION_FILE)
            printf("        %s:--%s) COMPREPLY=($(compgen -f -- \"$word\")); return;;\n", command,
                   options->name);
        else if (choices != NULL)
            printf("        %s:--%s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return;;\n",
                   command, options->name, choices);
        else if (options->kind != OPTION_FLAG && options->kind != OPTION_MAYBE)
            printf("        %s:--%s) COMPREPLY=(); return;;\n", command, options->name);
    }
}

static void
print_bash_words(const Call *call, const Command *command)
{
    g_autofree char *choices = choices_of(command->choices);

    printf("        %s) options='", command->name);
    print_option_names(command->options);
    printf("'");
    if (command->words == WORDS_FILES)
        printf("; files=yes");
    if (command->words == WORDS_CHOICES)
        printf("; words='%s'", choices);
    if (command->words == WORDS_COMMANDS) {
        printf("; words='");
        print_names(call);
        printf("'");
    }
    printf(";;\n");
}

static void
print_bash(const Call *call)
{
    printf("# bash completion for tokopp; made by `tokopp completion bash`\n"
           "_tokopp() {\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    local command= each options= words= files=\n"
           "    for each in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        case $each in -*) ;; *) command=$each; break;; esac\n"
           "    done\n"
           "    case $command:$before in\n");
    print_bash_values(command_globals, "*");
    for (const Command *const *next = call->table; *next != NULL; next++)
        print_bash_values((*next)->options, (*next)->name);
    printf("    esac\n    case $command in\n        '') words='");
    print_names(call);
    printf("';;\n");
    for (const Command *const *next = call->table; *next != NULL; next++)
        print_bash_words(call, *next);
    printf("    esac\n"
           "    case $word in\n"
           "        -*) COMPREPLY=($(compgen -W \"$options");
    print_option_names(command_globals);
    printf("\" -- \"$word\"));;\n"
           "        *) COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
           "           [ -z \"$files\" ] || COMPREPLY+=($(compgen -f -- \"$word\"));;\n"
           "    esac\n"
           "}\n"
           "complete -o filenames -F _tokopp tokopp\n");
}

/* --- zsh ------------------------------------------------------------------------------------ */

/* Text inside single quotes and brackets of an _arguments specification. */
static void
print_zsh_text(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            fputs("'\\''", stdout);
        else if (strchr("[]:\\", *text) != NULL)
            printf("\\%c", *text);
        else
            fputc(*text, stdout);
    }
}

static void
print_zsh_options(const CommandOption *options)
{
    for (; options != NULL && options->name != NULL; options++) {
        g_autofree char *choices = choices_of(options->place);

        printf(" \\\n                '%s--%s%s[", options->kind == OPTION_LIST ? "*" : "",
               options->name, options->kind == OPTION_MAYBE ? "=-" : "");
        print_zsh_text(_(options->help));
        printf("]");
        if (options->kind == OPTION_FILE)
            printf(":file:_files");
        else if (choices != NULL)
            printf(":word:(%s)", choices);
        else if (options->kind == OPTION_MAYBE)
            printf("::folder:_files -/");
        else if (options->kind != OPTION_FLAG)
            printf(":word: ");
        printf("'");
    }
}

static void
print_zsh_command(const Call *call, const Command *command)
{
    g_autofree char *choices = choices_of(command->choices);

    printf("            %s) _arguments", command->name);
    print_zsh_options(command_globals);
    print_zsh_options(command->options);
    if (command->words == WORDS_FILES)
        printf(" '*:file:_files'");
    if (command->words == WORDS_CHOICES)
        printf(" '1:word:(%s)'", choices);
    if (command->words == WORDS_COMMANDS) {
        printf(" '1:command:(");
        print_names(call);
        printf(")'");
    }
    printf(";;\n");
}

static void
print_zsh(const Call *call)
{
    printf("#compdef tokopp\n# made by `tokopp completion zsh`\n_tokopp() {\n"
           "    local line state\n    local -a commands\n    commands=(\n");
    for (const Command *const *next = call->table; *next != NULL; next++) {
        printf("        '%s:", (*next)->name);
        print_zsh_text(_((*next)->summary));
        printf("'\n");
    }
    printf("    )\n    _arguments -C '1:command:->command' '*::word:->words'");
    print_zsh_options(command_globals);
    printf("\n    case $state in\n        command) _describe command commands;;\n"
           "        words) case $line[1] in\n");
    for (const Command *const *next = call->table; *next != NULL; next++)
        print_zsh_command(call, *next);
    printf("        esac;;\n    esac\n}\n_tokopp \"$@\"\n");
}

/* --- fish ----------------------------------------------------------------------------------- */

static void
print_fish_text(const char *text)
{
    fputc('\'', stdout);
    for (; *text != '\0'; text++) {
        if (*text == '\'' || *text == '\\')
            fputc('\\', stdout);
        fputc(*text, stdout);
    }
    fputc('\'', stdout);
}

static void
print_fish_options(const CommandOption *options, const char *condition)
{
    for (; options != NULL && options->name != NULL; options++) {
        g_autofree char *choices = choices_of(options->place);

        printf("complete -c tokopp%s -l %s", condition, options->name);
        if (options->letter != 0)
            printf(" -s %c", options->letter);
        if (choices != NULL)
            printf(" -x -a '%s'", choices);
        else if (options->kind == OPTION_FILE)
            printf(" -r -F");
        else if (options->kind != OPTION_FLAG && options->kind != OPTION_MAYBE)
            printf(" -x");
        printf(" -d ");
        print_fish_text(_(options->help));
        printf("\n");
    }
}

static void
print_fish(const Call *call)
{
    printf("# fish completion for tokopp; made by `tokopp completion fish`\n"
           "complete -c tokopp -f\n");
    print_fish_options(command_globals, "");
    for (const Command *const *next = call->table; *next != NULL; next++) {
        const Command *command = *next;
        g_autofree char *choices = choices_of(command->choices);
        g_autofree char *condition =
            g_strdup_printf(" -n '__fish_seen_subcommand_from %s'", command->name);

        printf("complete -c tokopp -n __fish_use_subcommand -a %s -d ", command->name);
        print_fish_text(_(command->summary));
        printf("\n");
        print_fish_options(command->options, condition);
        if (command->words == WORDS_FILES)
            printf("complete -c tokopp%s -F\n", condition);
        if (choices != NULL)
            printf("complete -c tokopp%s -a '%s'\n", condition, choices);
    }
}

static gboolean
run_completion(const Call *call, GError **error)
{
    const char *shell = call_word(call, 0);

    if (strcmp(shell, "bash") == 0)
        print_bash(call);
    else if (strcmp(shell, "zsh") == 0)
        print_zsh(call);
    else if (strcmp(shell, "fish") == 0)
        print_fish(call);
    else
        return tk_failf(error, TK_ERROR_INVALID, "word-not-among", "%s: bash|zsh|fish", shell);
    return TRUE;
}

const Command cmd_completion = {
    .name = "completion",
    .group = GROUP_PROGRAM,
    .summary = N_("Print what makes your shell complete tokopp's words"),
    .synopsis = "bash|zsh|fish",
    .example = "tokopp completion bash > ~/.local/share/bash-completion/completions/tokopp",
    .words = WORDS_CHOICES,
    .choices = "bash|zsh|fish",
    .least = 1,
    .most = 1,
    .run = run_completion,
};
