/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/campaign.h"

Campaign *
campaign_new(void)
{
    Campaign *campaign = g_new0(Campaign, 1);

    campaign->name = g_strdup("");
    campaign->folded = g_strdup("");
    campaign->theme = g_strdup("");
    campaign->state = g_strdup("");
    return campaign;
}

void
campaign_free(Campaign *campaign)
{
    if (campaign == NULL)
        return;
    g_free(campaign->name);
    g_free(campaign->folded);
    g_free(campaign->theme);
    g_free(campaign->state);
    g_free(campaign);
}

Target *
target_new(void)
{
    Target *target = g_new0(Target, 1);

    target->step = g_strdup("");
    return target;
}

void
target_free(Target *target)
{
    if (target == NULL)
        return;
    g_free(target->step);
    g_free(target);
}
