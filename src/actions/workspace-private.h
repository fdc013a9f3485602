/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * workspace-private.h - the inside of a Workspace, for actions only.
 */
#pragma once

#include "actions/workspace.h"
#include "store/store.h"

struct Workspace {
    Store *store;
    TkWorld *world;
    const TkSettings *settings;
    const struct LanguageShare *language;
    const char *door;
};
