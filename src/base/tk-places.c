/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-places.h"

#include "base/tk-error.h"

#include <string.h>

#define OWNER_ONLY 0700

/* The specification has a relative path count as unset. */
static char *
find_base(const char *variable, const char *below_home)
{
    const char *set = g_getenv(variable);

    if (set != NULL && g_path_is_absolute(set))
        return g_strdup(set);
    return g_build_filename(g_get_home_dir(), below_home, NULL);
}

char *
tk_place_without_password(const char *place)
{
    if (!g_str_has_prefix(place, "postgresql://") && !g_str_has_prefix(place, "postgres://"))
        return g_strdup(place);

    /* Up to the last @: who forgets to write one as %40 must not see the half of it. */
    g_autoptr(GRegex) in_authority = g_regex_new("(://[^/@:]*):[^/]*@", 0, 0, NULL);
    g_autoptr(GRegex) in_query = g_regex_new("([?&][a-z]*password=)[^&]*", 0, 0, NULL);
    g_autofree char *half = g_regex_replace(in_authority, place, -1, 0, "\\1:***@", 0, NULL);

    return g_regex_replace(in_query, half, -1, 0, "\\1***", 0, NULL);
}

/* A folder that cannot be made is reported by whoever then opens the file. */
static char *
place(const char *variable, const char *below_home, const char *name)
{
    g_autofree char *base = find_base(variable, below_home);
    char *path = g_build_filename(base, "tokopp", name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);

    g_mkdir_with_parents(folder, OWNER_ONLY);
    return path;
}

char *
tk_place_data(const char *name)
{
    return place("XDG_DATA_HOME", ".local/share", name);
}

char *
tk_place_config(const char *name)
{
    return place("XDG_CONFIG_HOME", ".config", name);
}

char *
tk_place_state(const char *name)
{
    return place("XDG_STATE_HOME", ".local/state", name);
}

/* Installed beside the program first, so that an installation can be moved as a whole. */
static char *
find_share(void)
{
    const char *set = g_getenv("TOKOPP_SHARE");

    if (set != NULL && *set != '\0')
        return g_strdup(set);

    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);

    if (program != NULL) {
        g_autofree char *folder = g_path_get_dirname(program);
        g_autofree char *beside = g_build_filename(folder, "..", "share", "tokopp", NULL);

        if (g_file_test(beside, G_FILE_TEST_IS_DIR))
            return g_steal_pointer(&beside);
    }
    if (g_file_test(TOKOPP_SHARE_SOURCE, G_FILE_TEST_IS_DIR))
        return g_strdup(TOKOPP_SHARE_SOURCE);
    return g_strdup(TOKOPP_SHARE_INSTALLED);
}

/* A name may hold a language that came from outside: it stays below share/. */
static gboolean
name_stays_inside(const char *name)
{
    g_auto(GStrv) parts = g_strsplit(name, "/", -1);

    if (g_path_is_absolute(name))
        return FALSE;
    for (char **part = parts; *part != NULL; part++) {
        if (strcmp(*part, "..") == 0)
            return FALSE;
    }
    return TRUE;
}

GBytes *
tk_share_read(const char *name, GError **error)
{
    g_autofree char *share = find_share();
    g_autofree char *path = g_build_filename(share, name, NULL);
    char *contents = NULL;
    gsize length = 0;

    if (!name_stays_inside(name) || !g_file_get_contents(path, &contents, &length, NULL))
        return tk_fail_null(error, TK_ERROR_UNAVAILABLE, "share-missing", name);
    return g_bytes_new_take(contents, length);
}

static int
compare_names(gconstpointer one, gconstpointer other)
{
    return strcmp(*(const char *const *) one, *(const char *const *) other);
}

char **
tk_share_list(const char *folder, GError **error)
{
    g_autofree char *share = find_share();
    g_autofree char *path = g_build_filename(share, folder, NULL);
    g_autoptr(GDir) files = name_stays_inside(folder) ? g_dir_open(path, 0, NULL) : NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    if (files == NULL)
        return tk_fail_null(error, TK_ERROR_UNAVAILABLE, "share-missing", folder);
    for (const char *name = g_dir_read_name(files); name != NULL; name = g_dir_read_name(files)) {
        if (name[0] != '.')
            g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return (char **) g_ptr_array_free(g_steal_pointer(&names), FALSE);
}
