/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * cli.h - the terminal's door: words in, one action, the answer out.
 */
#pragma once

#include "cli/command.h"

/* Reads the command line, runs its command and gives the exit status: 0, or that of the error
 * (tk-error.c), told once as a sentence on standard error; with --json as JSON on standard output,
 * too. `further` are commands that main.c joins on from other doors; ends with NULL. */
int
cli_main(int argc, char **argv, const Command *const *further, TkWorld *world);
