/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-desk.h - a workspace in memory with its language, for the tests of this room.
 */
#pragma once

#include "actions/workspace.h"

typedef struct {
    TkSettings *settings;
    struct LanguageShare *language;
    Workspace *workspace;
} Desk;

static inline void
desk_clear(Desk *desk)
{
    g_clear_pointer(&desk->workspace, workspace_close);
    g_clear_pointer(&desk->language, workspace_language_free);
    g_clear_pointer(&desk->settings, tk_settings_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, desk_clear)

static inline Desk
desk_open(void)
{
    const char *const words[] = { "store=:memory:", NULL };
    g_autoptr(GError) error = NULL;
    Desk desk = { .settings = tk_settings_defaults(words) };

    desk.language = workspace_language_load(&error);
    g_assert_no_error(error);
    desk.workspace = workspace_open(desk.settings, tk_world_real(), desk.language, "cli", &error);
    g_assert_no_error(error);
    return desk;
}

/* The key stands for its sentence. */
static inline char *
key_itself(const char *key, const TkJson *facts)
{
    (void) facts;
    return g_strdup(key);
}
