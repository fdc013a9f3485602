/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "base/tk-error.h"
#include "base/tk-places.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <string.h>

/* "default", "file PATH", "environment NAME", "flag": the first word is ours to say. */
static char *
origin_in_words(const char *origin)
{
    g_auto(GStrv) parts = g_strsplit(origin, " ", 2);

    return g_strdup_printf("%s%s%s", word_for("origin", parts[0] != NULL ? parts[0] : ""),
                           g_strv_length(parts) > 1 ? " " : "",
                           g_strv_length(parts) > 1 ? parts[1] : "");
}

static char *
shown_value(const Call *call, const char *key)
{
    return tk_place_without_password(tk_settings_shown(call->settings, key));
}

static TkJson *
settings_json(const Call *call)
{
    TkJson *rows = json_array();
    TkJson *answer = json_object();

    for (const TkSettingRow *row = tk_setting_table; row->key != NULL; row++) {
        TkJson *setting = json_object();
        g_autofree char *value = shown_value(call, row->key);

        tk_json_set_text(setting, "key", row->key);
        tk_json_set_text(setting, "value", value);
        tk_json_set_text(setting, "origin", tk_settings_origin(call->settings, row->key));
        tk_json_set_text(setting, "default", row->fallback);
        tk_json_set_text(setting, "help", row->help);
        json_array_append_new(rows, setting);
    }
    tk_json_set_take(answer, "rows", rows);
    return answer;
}

static gboolean
show_all(const Call *call)
{
    g_autoptr(TkJson) answer = settings_json(call);
    g_autoptr(TerminalTable) table = terminal_table_new(4);

    if (call_answered(call, answer))
        return TRUE;
    for (const TkSettingRow *row = tk_setting_table; row->key != NULL; row++) {
        g_autofree char *origin = origin_in_words(tk_settings_origin(call->settings, row->key));
        g_autofree char *value = shown_value(call, row->key);

        terminal_table_add(table, row->key, value, origin, _(row->help));
    }
    terminal_table_wrap_last(table);
    terminal_table_print(table, &call->terminal, 0);
    return TRUE;
}

static gboolean
show_one(const Call *call, const char *key, GError **error)
{
    for (const TkSettingRow *row = tk_setting_table; row->key != NULL; row++) {
        if (strcmp(row->key, key) != 0)
            continue;
        g_autofree char *value = shown_value(call, key);

        g_print("%s\n", value);
        return TRUE;
    }
    return tk_fail(error, TK_ERROR_INVALID, "setting-unknown", key);
}

static gboolean
run_settings(const Call *call, GError **error)
{
    g_autofree char *value = call_words(call, 1);

    if (call_word_count(call) == 0)
        return show_all(call);
    if (call_word_count(call) == 1)
        return show_one(call, call_word(call, 0), error);
    if (!tk_settings_save(NULL, call_word(call, 0), value, error))
        return FALSE;
    if (!call->quiet)
        g_print("%s\n", _("Kept."));
    return TRUE;
}

const Command cmd_settings = {
    .name = "settings",
    .group = GROUP_PROGRAM,
    .summary = N_("Show each setting and where it comes from, or keep a value"),
    .synopsis = "[KEY [VALUE]]",
    .details =
        N_("A value comes from --set, then from the environment (TOKOPP_ME_NAME for me.name), "
           "then from the settings file, then it is the default."),
    .example = "tokopp settings me.name \"Ola Nordmann\"",
    .flags = COMMAND_JSON,
    .run = run_settings,
};
