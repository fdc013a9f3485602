/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/request.h"

#include "base/tk-error.h"

#include <string.h>

#define STANDARD_COMMAND "today"

typedef struct {
    const CommandOption *option;
    const char *value; /* borrowed from argv; "" for a flag */
} GivenOption;

Request *
request_new(void)
{
    Request *request = g_new0(Request, 1);

    request->words = g_ptr_array_new();
    request->options = g_ptr_array_new_with_free_func(g_free);
    return request;
}

void
request_free(Request *request)
{
    if (request == NULL)
        return;
    g_ptr_array_unref(request->words);
    g_ptr_array_unref(request->options);
    g_free(request);
}

const Command *
command_find(const Command *const *table, const char *name)
{
    for (; *table != NULL; table++)
        if (strcmp((*table)->name, name) == 0)
            return *table;
    return NULL;
}

/* The option in one table that the `length` letters of `name` spell, or that has the letter. */
static const CommandOption *
option_in(const CommandOption *table, const char *name, size_t length, char letter)
{
    for (; table != NULL && table->name != NULL; table++) {
        if (letter != 0 && table->letter == letter)
            return table;
        if (letter == 0 && strlen(table->name) == length && strncmp(table->name, name, length) == 0)
            return table;
    }
    return NULL;
}

static gboolean
value_fits(const CommandOption *option, const char *value, GError **error)
{
    if (option->kind == OPTION_NUMBER) {
        if (!g_ascii_string_to_signed(value, 10, 0, G_MAXINT64, NULL, NULL))
            return tk_failf(error, TK_ERROR_INVALID, "option-not-a-number", "--%s", option->name);
        return TRUE;
    }
    if (strchr(option->place, '|') == NULL)
        return TRUE;
    g_auto(GStrv) choices = g_strsplit(option->place, "|", -1);

    if (!g_strv_contains((const char *const *) choices, value))
        return tk_failf(error, TK_ERROR_INVALID, "option-not-among", "--%s %s", option->name,
                        option->place);
    return TRUE;
}

static void
keep_option(Request *request, const CommandOption *option, const char *value)
{
    GivenOption *given = g_new0(GivenOption, 1);

    given->option = option;
    given->value = value;
    g_ptr_array_add(request->options, given);
}

/* One argument that begins with "-", and its value, which may be the next argument. */
static gboolean
read_option(Request *request, const Command *command, char **argv, int argc, int *place,
            GError **error)
{
    const char *argument = argv[*place];
    gboolean is_long = argument[1] == '-';
    const char *name = argument + (is_long ? 2 : 1);
    const char *equals = is_long ? strchr(name, '=') : NULL;
    size_t length = equals != NULL ? (size_t) (equals - name) : strlen(name);
    char letter = is_long ? 0 : name[0];
    const char *value = equals != NULL ? equals + 1 : NULL;
    const CommandOption *option = option_in(command_globals, name, length, letter);

    if (option == NULL && command != NULL)
        option = option_in(command->options, name, length, letter);
    if (option == NULL || (!is_long && length != 1))
        return tk_fail(error, TK_ERROR_INVALID, "option-unknown", argument);
    if (option->kind == OPTION_FLAG) {
        if (value != NULL)
            return tk_fail(error, TK_ERROR_INVALID, "option-takes-no-value", argument);
        keep_option(request, option, "");
        return TRUE;
    }
    if (value == NULL && option->kind == OPTION_MAYBE)
        value = "";
    if (value == NULL) {
        if (*place + 1 >= argc)
            return tk_fail(error, TK_ERROR_INVALID, "option-needs-value", argument);
        value = argv[++*place];
    }
    if (!value_fits(option, value, error))
        return FALSE;
    keep_option(request, option, value);
    return TRUE;
}

static gboolean
words_fit(const Request *request, GError **error)
{
    const Command *command = request->command;
    g_autofree char *usage = g_strdup_printf("tokopp %s %s", command->name, command->synopsis);

    if (request_option(request, "help") != NULL)
        return TRUE;
    if (request->words->len < command->least)
        return tk_fail(error, TK_ERROR_INVALID, "too-few-words", usage);
    if (command->most > 0 && request->words->len > command->most)
        return tk_fail(error, TK_ERROR_INVALID, "too-many-words", usage);
    if (command->most == 0 && command->least == 0 && request->words->len > 0 &&
        *command->synopsis == '\0')
        return tk_fail(error, TK_ERROR_INVALID, "too-many-words", usage);
    return TRUE;
}

gboolean
request_read(Request *request, const Command *const *table, int argc, char **argv, GError **error)
{
    const Command *standard = command_find(table, STANDARD_COMMAND);
    g_autoptr(GError) first = NULL;
    gboolean only_words = FALSE, named = FALSE;

    request->command = standard;
    for (int place = 1; place < argc; place++) {
        const char *argument = argv[place];

        if (!only_words && strcmp(argument, "--") == 0)
            only_words = TRUE;
        else if (!only_words && argument[0] == '-' && argument[1] != '\0')
            read_option(request, request->command, argv, argc, &place,
                        first == NULL ? &first : NULL);
        else if (named)
            g_ptr_array_add(request->words, (gpointer) argument);
        else {
            named = TRUE;
            request->command = command_find(table, argument);
            if (request->command == NULL && first == NULL)
                tk_fail(&first, TK_ERROR_INVALID, "command-unknown", argument);
        }
    }
    if (first == NULL && request->command != NULL)
        words_fit(request, &first);
    if (first == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&first));
    return FALSE;
}

const char *
request_option(const Request *request, const char *name)
{
    for (unsigned i = request->options->len; i > 0; i--) {
        const GivenOption *given = g_ptr_array_index(request->options, i - 1);

        if (strcmp(given->option->name, name) == 0)
            return given->value;
    }
    g_assert(option_in(command_globals, name, strlen(name), 0) != NULL ||
             request->command == NULL ||
             option_in(request->command->options, name, strlen(name), 0) != NULL);
    return NULL;
}

const char **
request_option_list(const Request *request, const char *name)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new();

    for (unsigned i = 0; i < request->options->len; i++) {
        const GivenOption *given = g_ptr_array_index(request->options, i);

        if (strcmp(given->option->name, name) == 0)
            g_ptr_array_add(values, (gpointer) given->value);
    }
    g_ptr_array_add(values, NULL);
    return (const char **) g_ptr_array_free(g_steal_pointer(&values), FALSE);
}
