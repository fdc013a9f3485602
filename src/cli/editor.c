/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/editor.h"

#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SUBJECT_LINE "Subject:"

static const char *
editor_name(void)
{
    static const char *const names[] = { "VISUAL", "EDITOR" };

    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);

        if (value != NULL && *value != '\0')
            return value;
    }
    return "vi";
}

/* $EDITOR may hold words of its own ("code --wait"); no shell is asked. */
static gboolean
run_editor(const char *file, GError **error)
{
    const char *name = editor_name();
    g_auto(GStrv) words = NULL;
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    int status = 0;

    if (!g_shell_parse_argv(name, NULL, &words, NULL))
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "editor-failed", name);
    g_strv_builder_addv(builder, (const char **) words);
    g_strv_builder_add(builder, file);
    g_auto(GStrv) command = g_strv_builder_end(builder);

    if (!g_spawn_sync(NULL, command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN, NULL,
                      NULL, NULL, NULL, &status, NULL) ||
        !g_spawn_check_wait_status(status, NULL))
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "editor-failed", name);
    return TRUE;
}

static gboolean
read_back(const char *file, const char *before, char **out_subject, char **out_body, GError **error)
{
    g_autofree char *bytes = NULL, *text = NULL;
    gsize length = 0;
    char *body;

    if (!g_file_get_contents(file, &bytes, &length, NULL))
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "file-unreadable", file);
    if (length > TK_LIMIT_TEXT)
        return tk_fail(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    text = tk_text_mend(bytes, (gssize) length);
    if (strcmp(text, before) == 0)
        return tk_fail(error, TK_ERROR_CONFLICT, "nothing-changed", NULL);
    body = strchr(text, '\n');
    if (g_ascii_strncasecmp(text, SUBJECT_LINE, strlen(SUBJECT_LINE)) != 0 || body == NULL) {
        *out_subject = NULL;
        *out_body = g_strdup(g_strstrip(text));
        return TRUE;
    }
    *body++ = '\0';
    *out_subject = g_strdup(g_strstrip(text + strlen(SUBJECT_LINE)));
    *out_body = g_strdup(g_strstrip(body));
    return TRUE;
}

gboolean
editor_edit(const char *subject, const char *body, char **out_subject, char **out_body,
            GError **error)
{
    g_autofree char *before = g_strdup_printf(SUBJECT_LINE " %s\n\n%s\n", subject, body);
    g_autofree char *file = NULL;
    int descriptor = g_file_open_tmp("tokopp-XXXXXX.txt", &file, NULL);
    gboolean done;

    if (descriptor < 0)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "file-unwritable", g_get_tmp_dir());
    close(descriptor);
    done = g_file_set_contents_full(file, before, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
    if (!done)
        tk_fail(error, TK_ERROR_UNAVAILABLE, "file-unwritable", file);
    done = done && run_editor(file, error) && read_back(file, before, out_subject, out_body, error);
    g_unlink(file);
    return done;
}
