/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * json-lines.h - a stream of JSON objects in, one answer for each out, line by line.
 */
#pragma once

#include "cli/command.h"

typedef TkJson *(*JsonLineAnswer)(const Workspace *workspace, const char *line, gsize length,
                                  GError **error);

/* Reads `file` ("-": standard input) and prints an answer for each line, in order, as it comes. A
 * line that cannot be answered gives {"line": N, "error": reason}, and the rest is read all the
 * same. Memory does not grow with the file. Errors: those of opening it, TK_ERROR_INVALID
 * "lines-not-answered" (subject: how many) at the end. */
gboolean
json_lines_answer(const Call *call, const char *file, JsonLineAnswer answer, GError **error);
