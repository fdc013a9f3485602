/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-settings.h"

#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-places.h"

#include <glib/gstdio.h>
#include <string.h>

#define DEFAULT_ORIGIN "default"
#define TOP_GROUP      "tokopp" /* the group of keys without a dot */

typedef struct {
    char *text;
    char *origin;
    int64_t number;
} Value;

struct TkSettings {
    gsize count;
    Value *values; /* as tk_setting_table, row by row */
};

static gsize
count_rows(void)
{
    gsize count = 0;

    while (tk_setting_table[count].key != NULL)
        count++;
    return count;
}

/* -1 for a key that is not in the table. */
static gssize
find_row(const char *key)
{
    for (gssize row = 0; tk_setting_table[row].key != NULL; row++) {
        if (strcmp(tk_setting_table[row].key, key) == 0)
            return row;
    }
    return -1;
}

static gboolean
read_boolean(const char *text, int64_t *out_number)
{
    static const char *const yes[] = { "true", "yes", "on", "1", NULL };
    static const char *const no[] = { "false", "no", "off", "0", NULL };
    g_autofree char *lower = g_ascii_strdown(text, -1);

    if (!g_strv_contains(yes, lower) && !g_strv_contains(no, lower))
        return FALSE;
    *out_number = g_strv_contains(yes, lower);
    return TRUE;
}

static gboolean
is_choice(const char *choices, const char *text)
{
    g_auto(GStrv) words = g_strsplit(choices, " ", -1);

    return g_strv_contains((const char *const *) words, text);
}

static gboolean
value_fits(const TkSettingRow *row, const char *text, int64_t *out_number)
{
    gint64 number = 0;

    if (strlen(text) > TK_LIMIT_FIELD || !g_utf8_validate(text, -1, NULL))
        return FALSE;
    switch (row->type) {
    case TK_SETTING_TEXT:
        return (row->choices == NULL || is_choice(row->choices, text)) &&
               (row->fits == NULL || row->fits(text));
    case TK_SETTING_BOOLEAN:
        return read_boolean(text, out_number);
    case TK_SETTING_NUMBER:
        if (!g_ascii_string_to_signed(text, 10, row->least, row->most, &number, NULL))
            return FALSE;
        *out_number = number;
        return TRUE;
    }
    g_assert_not_reached();
}

static gboolean
refuse_value(const char *key, const char *text, const char *origin, GError **error)
{
    return tk_failf(error, TK_ERROR_INVALID, "setting-value", "%s=%s (%s)", key, text, origin);
}

static gboolean
set_value(TkSettings *settings, const char *key, const char *text, const char *origin,
          GError **error)
{
    gssize row = find_row(key);
    int64_t number = 0;

    if (row < 0)
        return tk_failf(error, TK_ERROR_INVALID, "setting-unknown", "%s (%s)", key, origin);
    if (!value_fits(&tk_setting_table[row], text, &number))
        return refuse_value(key, text, origin, error);

    Value *value = &settings->values[row];

    g_free(value->text);
    g_free(value->origin);
    *value = (Value) { g_strdup(text), g_strdup(origin), number };
    return TRUE;
}

static TkSettings *
settings_from_table(void)
{
    TkSettings *settings = g_new0(TkSettings, 1);

    settings->count = count_rows();
    settings->values = g_new0(Value, settings->count);
    for (gsize row = 0; row < settings->count; row++) {
        const TkSettingRow *entry = &tk_setting_table[row];
        gboolean fits = set_value(settings, entry->key, entry->fallback, DEFAULT_ORIGIN, NULL);

        g_assert(fits); /* a default that does not fit is a mistake in the table */
    }
    return settings;
}

static gboolean
take_flags(TkSettings *settings, const char *const *flags, GError **error)
{
    for (; flags != NULL && *flags != NULL; flags++) {
        const char *equals = strchr(*flags, '=');

        if (equals == NULL)
            return tk_fail(error, TK_ERROR_INVALID, "setting-value", *flags);
        g_autofree char *key = g_strndup(*flags, (gsize) (equals - *flags));

        if (!set_value(settings, key, equals + 1, "flag", error))
            return FALSE;
    }
    return TRUE;
}

/* "follow-up.first-days" -> "TOKOPP_FOLLOW_UP_FIRST_DAYS" */
static char *
environment_name(const char *key)
{
    g_autofree char *upper = g_ascii_strup(key, -1);

    return g_strconcat("TOKOPP_", g_strdelimit(upper, ".-", '_'), NULL);
}

static gboolean
take_environment(TkSettings *settings, GError **error)
{
    for (gsize row = 0; row < settings->count; row++) {
        const char *key = tk_setting_table[row].key;
        g_autofree char *name = environment_name(key);
        g_autofree char *origin = g_strdup_printf("environment %s", name);
        const char *text = g_getenv(name);

        if (text != NULL && !set_value(settings, key, text, origin, error))
            return FALSE;
    }
    return TRUE;
}

/* An empty key file where there is none yet; NULL for one that cannot be read. */
static GKeyFile *
load_file(const char *path, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) fault = NULL;
    GStatBuf status = { 0 };

    if (g_stat(path, &status) == 0 && status.st_size > TK_LIMIT_TEXT)
        return tk_fail_null(error, TK_ERROR_TOO_LARGE, "settings-file", path);
    if (!g_key_file_load_from_file(
            file, path, G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, &fault) &&
        !g_error_matches(fault, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
        tk_failf(error, TK_ERROR_INVALID, "settings-file", "%s: %s", path, fault->message);
        return NULL;
    }
    return g_steal_pointer(&file);
}

static gboolean
take_group(TkSettings *settings, GKeyFile *file, const char *group, const char *origin,
           GError **error)
{
    g_auto(GStrv) names = g_key_file_get_keys(file, group, NULL, NULL);

    for (char **name = names; name != NULL && *name != NULL; name++) {
        g_autofree char *key =
            strcmp(group, TOP_GROUP) == 0 ? g_strdup(*name) : g_strconcat(group, ".", *name, NULL);
        g_autofree char *text = g_key_file_get_string(file, group, *name, NULL);

        if (text == NULL)
            return refuse_value(key, "", origin, error);
        if (!set_value(settings, key, text, origin, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
take_file(TkSettings *settings, const char *path, GError **error)
{
    g_autoptr(GKeyFile) file = load_file(path, error);
    g_autofree char *origin = g_strdup_printf("file %s", path);
    g_auto(GStrv) groups = NULL;

    if (file == NULL)
        return FALSE;
    groups = g_key_file_get_groups(file, NULL);
    for (char **group = groups; *group != NULL; group++) {
        if (!take_group(settings, file, *group, origin, error))
            return FALSE;
    }
    return TRUE;
}

/* "nb_NO.UTF-8" -> "nb"; NULL for a language that we do not speak. */
static const char *
language_of_locale(const char *locale)
{
    static const struct {
        const char *beginning;
        const char *language;
    } known[] = {
        { "nb", "nb" }, { "no", "nb" }, { "nn", "nb" },
        { "da", "da" }, { "sv", "sv" }, { "en", "en" },
    };

    for (gsize at = 0; at < G_N_ELEMENTS(known); at++) {
        if (strncmp(locale, known[at].beginning, 2) == 0 && !g_ascii_isalpha(locale[2]))
            return known[at].language;
    }
    return NULL;
}

static void
take_locale(TkSettings *settings)
{
    static const char *const names[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };

    for (gsize at = 0; at < G_N_ELEMENTS(names); at++) {
        const char *locale = g_getenv(names[at]);
        const char *language = locale != NULL ? language_of_locale(locale) : NULL;
        g_autofree char *origin = g_strdup_printf("environment %s", names[at]);

        if (language == NULL)
            continue;
        gboolean fits = set_value(settings, "language", language, origin, NULL);

        g_assert(fits);
        return;
    }
}

static gboolean
is_default(const TkSettings *settings, const char *key)
{
    return strcmp(tk_settings_origin(settings, key), DEFAULT_ORIGIN) == 0;
}

TkSettings *
tk_settings_new(const char *file, const char *const *flags, GError **error)
{
    g_autoptr(TkSettings) settings = settings_from_table();
    g_autofree char *path = file != NULL ? g_strdup(file) : tk_place_config("settings");

    /* Later ones win, so the weakest comes first. */
    if (!take_file(settings, path, error) || !take_environment(settings, error) ||
        !take_flags(settings, flags, error))
        return NULL;
    if (is_default(settings, "language"))
        take_locale(settings);
    if (is_default(settings, "me.language"))
        set_value(settings, "me.language", tk_settings_text(settings, "language"), DEFAULT_ORIGIN,
                  NULL);
    return g_steal_pointer(&settings);
}

TkSettings *
tk_settings_defaults(const char *const *overrides)
{
    TkSettings *settings = settings_from_table();
    gboolean right = take_flags(settings, overrides, NULL);

    g_assert(right);
    return settings;
}

void
tk_settings_free(TkSettings *settings)
{
    if (settings == NULL)
        return;
    for (gsize row = 0; row < settings->count; row++) {
        g_free(settings->values[row].text);
        g_free(settings->values[row].origin);
    }
    g_free(settings->values);
    g_free(settings);
}

static const Value *
value_of(const TkSettings *settings, const char *key, TkSettingType type)
{
    gssize row = find_row(key);

    g_assert(row >= 0 && tk_setting_table[row].type == type);
    return &settings->values[row];
}

const char *
tk_settings_text(const TkSettings *settings, const char *key)
{
    return value_of(settings, key, TK_SETTING_TEXT)->text;
}

int64_t
tk_settings_number(const TkSettings *settings, const char *key)
{
    return value_of(settings, key, TK_SETTING_NUMBER)->number;
}

gboolean
tk_settings_boolean(const TkSettings *settings, const char *key)
{
    return value_of(settings, key, TK_SETTING_BOOLEAN)->number != 0;
}

const char *
tk_settings_origin(const TkSettings *settings, const char *key)
{
    gssize row = find_row(key);

    g_assert(row >= 0);
    return settings->values[row].origin;
}

const char *
tk_settings_shown(const TkSettings *settings, const char *key)
{
    gssize row = find_row(key);

    g_assert(row >= 0);
    return settings->values[row].text;
}

gboolean
tk_settings_save(const char *file, const char *key, const char *value, GError **error)
{
    g_autofree char *path = file != NULL ? g_strdup(file) : tk_place_config("settings");
    gssize row = find_row(key);
    int64_t number = 0;

    if (row < 0)
        return tk_fail(error, TK_ERROR_INVALID, "setting-unknown", key);
    if (!value_fits(&tk_setting_table[row], value, &number))
        return refuse_value(key, value, "flag", error);

    g_autoptr(GKeyFile) settings = load_file(path, error);

    if (settings == NULL)
        return FALSE;
    const char *dot = strchr(key, '.');
    g_autofree char *group =
        dot != NULL ? g_strndup(key, (gsize) (dot - key)) : g_strdup(TOP_GROUP);

    g_key_file_set_string(settings, group, dot != NULL ? dot + 1 : key, value);

    gsize length = 0;
    g_autofree char *contents = g_key_file_to_data(settings, &length, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GError) fault = NULL;

    g_mkdir_with_parents(folder, 0700);
    if (!g_file_set_contents_full(path, contents, (gssize) length,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                  0600, &fault))
        return tk_fail_take(error, TK_ERROR_UNAVAILABLE, "settings-not-written",
                            g_steal_pointer(&fault));
    return TRUE;
}
