/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/tie.h"

Tie *
tie_new(void)
{
    Tie *tie = g_new0(Tie, 1);

    tie->own_word = g_strdup("");
    return tie;
}

void
tie_free(Tie *tie)
{
    if (tie == NULL)
        return;
    g_free(tie->own_word);
    g_free(tie);
}
