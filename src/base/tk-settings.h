/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-settings.h - every setting in one table, and where its value came from.
 *
 * Order: --set KEY=VALUE, then the environment (TOKOPP_FOLLOW_UP_FIRST_DAYS for
 * follow-up.first-days), then the file $XDG_CONFIG_HOME/tokopp/settings (GKeyFile: group follow-up,
 * key first-days), then the default in the table. A value that does not fit is an error that names
 * its place, never silently another value.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef enum {
    TK_SETTING_TEXT,
    TK_SETTING_NUMBER,
    TK_SETTING_BOOLEAN,
} TkSettingType;

typedef struct {
    const char *key; /* "follow-up.first-days" */
    TkSettingType type;
    const char *fallback; /* the default */
    int64_t least, most;  /* for numbers */
    const char *help;     /* N_() one line */
    const char *choices;  /* for texts: the words it may be, parted by spaces; NULL: any text */
    gboolean (*fits)(const char *value); /* for texts: a further check, or NULL */
} TkSettingRow;

extern const TkSettingRow tk_setting_table[]; /* ends with a NULL key */

typedef struct TkSettings TkSettings;

/* `file` may be NULL for the XDG place, `flags` is a NULL-terminated list of "key=value" or NULL.
 * Where nobody set `language`, LANGUAGE, LC_ALL, LC_MESSAGES and LANG are asked (origin
 * "environment LANG"); where nobody set me.language, it is as `language`.
 * Errors: TK_ERROR_INVALID "setting-unknown", "setting-value" (subject "KEY=VALUE (ORIGIN)"),
 * "settings-file" (subject: path and line). */
TkSettings *
tk_settings_new(const char *file, const char *const *flags, GError **error);

/* All defaults, reading neither file nor environment: for tests. `overrides` as flags above, must
 * be right. */
TkSettings *
tk_settings_defaults(const char *const *overrides);
void
tk_settings_free(TkSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TkSettings, tk_settings_free)

/* An unknown key or another type is a bug and aborts. Text is borrowed. */
const char *
tk_settings_text(const TkSettings *settings, const char *key);
int64_t
tk_settings_number(const TkSettings *settings, const char *key);
gboolean
tk_settings_boolean(const TkSettings *settings, const char *key);

/* The value of any setting as it was written, for `tokopp settings`. Borrowed. */
const char *
tk_settings_shown(const TkSettings *settings, const char *key);

/* "default", "file PATH", "environment NAME" or "flag". Borrowed. */
const char *
tk_settings_origin(const TkSettings *settings, const char *key);

/* Writes one value into the settings file (NULL: the XDG place), keeping its comments; atomically,
 * readable by the owner only. Errors: as above, and TK_ERROR_UNAVAILABLE "settings-not-written". */
gboolean
tk_settings_save(const char *file, const char *key, const char *value, GError **error);
