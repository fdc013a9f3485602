/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

extern const Command cmd_add, cmd_answer, cmd_approve, cmd_ask, cmd_backup, cmd_campaign,
    cmd_change, cmd_completion, cmd_discard, cmd_doctor, cmd_done, cmd_edit, cmd_export, cmd_find,
    cmd_help, cmd_import, cmd_journal, cmd_judge, cmd_later, cmd_man, cmd_message, cmd_messages,
    cmd_milestones, cmd_note, cmd_open, cmd_path, cmd_redraft, cmd_restore, cmd_sample, cmd_sent,
    cmd_settings, cmd_show, cmd_today, cmd_undo, cmd_value;

const Command *const command_table[] = {
    &cmd_add,      &cmd_answer,     &cmd_approve, &cmd_ask,      &cmd_backup,     &cmd_campaign,
    &cmd_change,   &cmd_completion, &cmd_discard, &cmd_doctor,   &cmd_done,       &cmd_edit,
    &cmd_export,   &cmd_find,       &cmd_help,    &cmd_import,   &cmd_journal,    &cmd_judge,
    &cmd_later,    &cmd_man,        &cmd_message, &cmd_messages, &cmd_milestones, &cmd_note,
    &cmd_open,     &cmd_path,       &cmd_redraft, &cmd_restore,  &cmd_sample,     &cmd_sent,
    &cmd_settings, &cmd_show,       &cmd_today,   &cmd_undo,     &cmd_value,      NULL,
};
