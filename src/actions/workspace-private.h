/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * workspace-private.h - the inside of a Workspace, for actions only.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/method.h"
#include "store/store.h"

struct Workspace {
    Store *store;
    TkWorld *world;
    const TkSettings *settings;
    const struct LanguageShare *language;
    const char *door;
    struct KnownPeople *known;     /* of the news (known-people.h) */
    struct NetworkKeeper *network; /* borrowed; NULL: none (network-keeper.h) */
};

/* Seconds since 1970; the user's own zone ("" counts as UTC). */
int64_t
workspace_now(const Workspace *workspace);
const char *
workspace_zone(const Workspace *workspace);

/* The method's limits as the settings have them. */
void
workspace_limits(const Workspace *workspace, MethodLimits *out_limits);
