/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/introduction.h"

Introduction *
introduction_new(void)
{
    Introduction *introduction = g_new0(Introduction, 1);

    introduction->purpose_told = g_strdup("");
    introduction->state = g_strdup("");
    return introduction;
}

void
introduction_free(Introduction *introduction)
{
    if (introduction == NULL)
        return;
    g_free(introduction->purpose_told);
    g_free(introduction->state);
    g_free(introduction);
}
