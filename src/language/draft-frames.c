/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/draft-frames.h"

#include "base/tk-error.h"

#include <string.h>

#define SENTENCES_MOST 100

static void
draft_line_free(gpointer data)
{
    DraftLine *line = data;

    g_strfreev(line->tags);
    g_free(line->text);
    g_free(line);
}

static void
draft_part_free(gpointer data)
{
    DraftPart *part = data;

    g_free(part->name);
    g_free(part->fact);
    g_ptr_array_unref(part->lines);
    g_free(part);
}

void
draft_frames_free(DraftFrames *frames)
{
    if (frames == NULL)
        return;
    g_strfreev(frames->needs);
    g_free(frames->include);
    g_ptr_array_unref(frames->parts);
    g_free(frames);
}

/* "part NAME [on FACT] [optional]" */
static gboolean
add_part(DraftFrames *frames, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    DraftPart *part = NULL;

    if (words[1] == NULL)
        return FALSE;
    part = g_new0(DraftPart, 1);
    part->name = g_strdup(words[1]);
    part->lines = g_ptr_array_new_with_free_func(draft_line_free);
    g_ptr_array_add(frames->parts, part);
    for (guint i = 2; words[i] != NULL; i++) {
        if (strcmp(words[i], "optional") == 0)
            part->optional = TRUE;
        else if (strcmp(words[i], "paragraph") == 0)
            part->paragraph = TRUE;
        else if (strcmp(words[i], "on") == 0 && words[i + 1] != NULL && part->fact == NULL)
            part->fact = g_strdup(words[++i]);
        else
            return FALSE;
    }
    if (part->fact == NULL)
        part->fact = g_strdup("");
    return TRUE;
}

/* "  tag tag: text", or "  : text" without tags. */
static gboolean
add_line(DraftFrames *frames, const char *line)
{
    const char *colon = strstr(line, ": ");

    if (frames->parts->len == 0 || colon == NULL)
        return FALSE;
    DraftPart *part = g_ptr_array_index(frames->parts, frames->parts->len - 1);
    g_autofree char *tags = g_strstrip(g_strndup(line, (gsize) (colon - line)));
    DraftLine *added = g_new0(DraftLine, 1);
    added->tags = *tags != '\0' ? g_strsplit(tags, " ", -1) : g_new0(char *, 1);
    added->text = g_strdup(colon + 2);
    added->stands_in = g_strv_contains((const char *const *) added->tags, "any");
    g_ptr_array_add(part->lines, added);
    return TRUE;
}

static gboolean
take_line(DraftFrames *frames, const char *line)
{
    guint64 limit = 0;

    if (g_str_has_prefix(line, "  "))
        return add_line(frames, line + 2);
    if (g_str_has_prefix(line, "part "))
        return add_part(frames, line);
    if (g_str_has_prefix(line, "needs: ")) {
        g_strfreev(frames->needs);
        frames->needs = g_strsplit(line + strlen("needs: "), " ", -1);
        return TRUE;
    }
    if (g_str_has_prefix(line, "include: ")) {
        g_free(frames->include);
        frames->include = g_strdup(line + strlen("include: "));
        return TRUE;
    }
    if (!g_str_has_prefix(line, "limit: ") ||
        !g_ascii_string_to_unsigned(line + strlen("limit: "), 10, 0, SENTENCES_MOST, &limit, NULL))
        return FALSE;
    frames->limit = (guint) limit;
    return TRUE;
}

DraftFrames *
draft_frames_new(const char *name, const char *text, GError **error)
{
    g_autoptr(DraftFrames) frames = g_new0(DraftFrames, 1);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    frames->needs = g_new0(char *, 1);
    frames->include = g_strdup("");
    frames->parts = g_ptr_array_new_with_free_func(draft_part_free);
    for (guint i = 0; lines[i] != NULL; i++) {
        const char *line = g_strchomp(lines[i]);
        if (*line == '\0' || *line == '#')
            continue;
        if (!take_line(frames, line)) {
            tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%u", name, i + 1);
            return NULL;
        }
    }
    return g_steal_pointer(&frames);
}
