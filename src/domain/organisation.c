/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/organisation.h"

Organisation *
organisation_new(void)
{
    Organisation *organisation = g_new0(Organisation, 1);

    organisation->name = g_strdup("");
    organisation->folded = g_strdup("");
    organisation->field = g_strdup("");
    organisation->place = g_strdup("");
    organisation->country = g_strdup("");
    return organisation;
}

void
organisation_free(Organisation *organisation)
{
    if (organisation == NULL)
        return;
    g_free(organisation->name);
    g_free(organisation->folded);
    g_free(organisation->field);
    g_free(organisation->place);
    g_free(organisation->country);
    g_free(organisation);
}
