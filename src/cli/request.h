/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * request.h - a command line taken apart: which command, its words, its options.
 *
 * Global options may stand before or after the command's name; without a name it is `today`.
 * "--name value", "--name=value", "-n value"; after "--" everything is a word.
 */
#pragma once

#include "cli/command.h"

typedef struct Request Request;

struct Request {
    const Command *command; /* NULL only when the first word names none */
    GPtrArray *words;       /* of borrowed texts from argv */
    GPtrArray *options;     /* what was given, in order; read it through request_option() */
};

Request *
request_new(void);
void
request_free(Request *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Request, request_free)

/* Reads argv[1..]. After an error the rest is read all the same, so that the error can be told in
 * the language that --set asks for and with the --json that stands behind it. Errors (the first):
 * TK_ERROR_INVALID "command-unknown" (subject: the word), "option-unknown", "option-needs-value",
 * "option-takes-no-value", "option-not-a-number", "option-not-among" (subject: option and choices),
 * "too-few-words", "too-many-words" (subject: the synopsis). */
gboolean
request_read(Request *request, const Command *const *table, int argc, char **argv, GError **error);

/* The last value given, or NULL; for a flag "" when given. Borrowed. An option that neither the
 * command nor the globals know is a bug and aborts. */
const char *
request_option(const Request *request, const char *name);

/* All values given, in order; NULL-terminated, of borrowed texts; free with g_free(). */
const char **
request_option_list(const Request *request, const char *name);

/* The command of that name, or NULL. */
const Command *
command_find(const Command *const *table, const char *name);
