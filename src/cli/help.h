/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * help.h - what the program can do, told from the command table.
 */
#pragma once

#include "cli/command.h"

void
help_print_all(const Call *call);
void
help_print_command(const Call *call, const Command *command);

/* The heading of a group, translated. Borrowed. */
const char *
help_group_title(CommandGroup group);

/* "-s, --seats N". Caller frees. */
char *
help_option_usage(const CommandOption *option);
