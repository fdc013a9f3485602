/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/letter.h"

#include <stddef.h>
#include <string.h>

#define NOT_KEPT ((size_t) -1)

/* Names as mail programs write them, and as one would in the four languages. */
static const struct {
    const char *name;
    size_t field; /* of Letter */
} lines[] = {
    { "subject", offsetof(Letter, subject) },
    { "emne", offsetof(Letter, subject) },
    { "ämne", offsetof(Letter, subject) },
    { "kind", offsetof(Letter, kind) },
    { "language", offsetof(Letter, language) },
    { "to", offsetof(Letter, receiver_name) },
    { "til", offsetof(Letter, receiver_name) },
    { "till", offsetof(Letter, receiver_name) },
    { "organisation", offsetof(Letter, receiver_organisation) },
    { "from", NOT_KEPT },
    { "fra", NOT_KEPT },
    { "från", NOT_KEPT },
    { "cc", NOT_KEPT },
    { "bcc", NOT_KEPT },
    { "reply-to", NOT_KEPT },
    { "in-reply-to", NOT_KEPT },
    { "date", NOT_KEPT },
};

void
letter_clear(Letter *letter)
{
    g_clear_pointer(&letter->subject, g_free);
    g_clear_pointer(&letter->kind, g_free);
    g_clear_pointer(&letter->language, g_free);
    g_clear_pointer(&letter->receiver_name, g_free);
    g_clear_pointer(&letter->receiver_organisation, g_free);
}

/* The row of `lines`, or -1. */
static int
line_named(const char *line, gsize length)
{
    const char *colon = memchr(line, ':', length);

    if (colon == NULL)
        return -1;
    g_autofree char *name = g_utf8_strdown(line, colon - line);
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        if (strcmp(name, lines[i].name) == 0)
            return (int) i;
    }
    return -1;
}

/* "Kari Holm <kari@example.com>" is Kari Holm; an address alone names nobody. */
static char *
name_of(const char *value)
{
    const char *bracket = strchr(value, '<');
    char *name = bracket != NULL ? g_strndup(value, (gsize) (bracket - value)) : g_strdup(value);

    g_strdelimit(name, "\"", ' ');
    g_strstrip(name);
    if (*name == '\0' || strchr(name, '@') != NULL)
        g_clear_pointer(&name, g_free);
    return name;
}

static void
keep_line(Letter *letter, const char *text, const char *colon, const char *end, size_t field)
{
    if (field == NOT_KEPT)
        return;
    char **place = (char **) (void *) ((char *) letter + field);
    g_autofree char *value = g_strstrip(g_strndup(colon + 1, (gsize) (end - colon - 1)));

    if (*place != NULL || *value == '\0')
        return;
    if (field == offsetof(Letter, kind)) {
        const char *from = colon + 1;
        while (g_ascii_isspace(*from))
            from++;
        letter->kind_from = (gsize) (from - text);
        letter->kind_until = letter->kind_from + strlen(value);
    }
    *place = field == offsetof(Letter, receiver_name) ? name_of(value) : g_steal_pointer(&value);
}

void
letter_read(const char *text, Letter *letter)
{
    const char *line = text;

    for (;;) {
        gsize length = strcspn(line, "\r\n");
        int row = line_named(line, length);
        if (row < 0)
            break;
        keep_line(letter, text, memchr(line, ':', length), line + length, lines[row].field);
        line += length;
        line += *line == '\r' ? 1 : 0;
        line += *line == '\n' ? 1 : 0;
    }
    if (line != text)
        line += strspn(line, "\r\n");
    letter->body = (gsize) (line - text);
}
