/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

/* One a line, in alphabetical order. */
/* clang-format off */
#define COMMANDS(COMMAND) \
    COMMAND(add) \
    COMMAND(answer) \
    COMMAND(approve) \
    COMMAND(ask) \
    COMMAND(backup) \
    COMMAND(campaign) \
    COMMAND(change) \
    COMMAND(completion) \
    COMMAND(discard) \
    COMMAND(doctor) \
    COMMAND(done) \
    COMMAND(doubles) \
    COMMAND(draft) \
    COMMAND(edit) \
    COMMAND(export) \
    COMMAND(find) \
    COMMAND(help) \
    COMMAND(import) \
    COMMAND(join) \
    COMMAND(journal) \
    COMMAND(judge) \
    COMMAND(later) \
    COMMAND(man) \
    COMMAND(message) \
    COMMAND(messages) \
    COMMAND(milestones) \
    COMMAND(news) \
    COMMAND(note) \
    COMMAND(open) \
    COMMAND(part) \
    COMMAND(path) \
    COMMAND(questions) \
    COMMAND(redraft) \
    COMMAND(restore) \
    COMMAND(sample) \
    COMMAND(sent) \
    COMMAND(settings) \
    COMMAND(show) \
    COMMAND(today) \
    COMMAND(touch) \
    COMMAND(undo) \
    COMMAND(value)
/* clang-format on */

#define DECLARE(name) extern const Command cmd_##name;
#define PLACE(name)   &cmd_##name,

COMMANDS(DECLARE)

const Command *const command_table[] = { COMMANDS(PLACE) NULL };
