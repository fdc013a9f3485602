/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * workspace.h - all that an action may reach, handed in by the door.
 */
#pragma once

#include "base/tk-settings.h"
#include "base/tk-world.h"
#include "store/store.h"

typedef struct {
    Store *store;
    TkWorld *world;
    const TkSettings *settings;
    const struct LanguageShare *language; /* loaded rules and drafts (language/share.h) */
    const char *door;                     /* cli, http, mcp, job: for the journal */
} Workspace;
