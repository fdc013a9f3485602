/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/interaction.h"

Interaction *
interaction_new(void)
{
    Interaction *interaction = g_new0(Interaction, 1);

    interaction->kind = g_strdup("");
    interaction->direction = g_strdup("");
    interaction->subject = g_strdup("");
    interaction->external_id = g_strdup("");
    interaction->thread = g_strdup("");
    interaction->source = g_strdup("");
    interaction->text = g_strdup("");
    return interaction;
}

void
interaction_free(Interaction *interaction)
{
    if (interaction == NULL)
        return;
    g_free(interaction->kind);
    g_free(interaction->direction);
    g_free(interaction->subject);
    g_free(interaction->external_id);
    g_free(interaction->thread);
    g_free(interaction->source);
    g_free(interaction->text);
    g_free(interaction);
}

Participant *
participant_new(void)
{
    Participant *participant = g_new0(Participant, 1);

    participant->role = g_strdup("");
    return participant;
}

void
participant_free(Participant *participant)
{
    if (participant == NULL)
        return;
    g_free(participant->role);
    g_free(participant);
}
