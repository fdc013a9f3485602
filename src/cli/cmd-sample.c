/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/make-sample.h"
#include "base/tk-error.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>

#define USUAL_PEOPLE 300
#define USUAL_SEED   1

static gboolean
run_sample(const Call *call, GError **error)
{
    int64_t people = call_number(call, "people", USUAL_PEOPLE);
    uint64_t seed = (uint64_t) call_number(call, "seed", USUAL_SEED);
    g_autoptr(TkJson) answer = make_sample(call->workspace, people, seed, error);

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    g_autofree char *line = places_fill(
        _("A made-up network is in: {people} people, {organisations} organisations, {interactions} "
          "emails and meetings. It steps aside when you import your own."),
        answer);
    g_autofree char *wrapped = terminal_wrap(line, call->terminal.columns, 0);

    g_print("%s\n", wrapped);
    return TRUE;
}

static const CommandOption options[] = {
    { "people", 0, OPTION_NUMBER, "N", N_("How many people (300)") },
    { "seed", 0, OPTION_NUMBER, "S", N_("Another seed gives another world (1)") },
    { 0 },
};

const Command cmd_sample = {
    .name = "sample",
    .group = GROUP_KEEPING,
    .summary = N_("Make a made-up network to try things with"),
    .synopsis = "[--people N] [--seed S]",
    .details = N_("Nobody in it is real. The same seed on the same day gives the same world."),
    .example = "tokopp sample --people 300 --seed 7",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .options = options,
    .run = run_sample,
};
