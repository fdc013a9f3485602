/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news-author.h"

#include <string.h>

#define NAME_WORDS_MOST 4
#define NAME_LONGEST    60 /* bytes */

/* What stands before a name that signs. */
static const char *const closings[] = {
    "hilsen",    "hilser",     "hilsner", "mvh",     "vh",   "klem",   "beste",
    "hälsning",  "hälsningar", "hälsar",  "regards", "best", "cheers", "yours",
    "sincerely", "from",       "takk",    "tak",     "tack", "thanks",
};

static const char *const dashes[] = { "\xE2\x80\x93", "\xE2\x80\x94", "/", "-", "~" };

void
news_author_clear(NewsAuthor *author)
{
    g_clear_pointer(&author->name, g_free);
    g_clear_pointer(&author->role, g_free);
    g_clear_pointer(&author->organisation, g_free);
}

static gboolean
is_closing(const char *word)
{
    g_autofree char *lower = g_utf8_strdown(word, -1);
    gsize size = strlen(lower);

    while (size > 0 && strchr(".,:!", lower[size - 1]) != NULL)
        lower[--size] = '\0';
    for (gsize i = 0; i < G_N_ELEMENTS(closings); i++) {
        if (strcmp(lower, closings[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The dash's size at the word's beginning; 0: none. */
static gsize
dash_size(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(dashes); i++) {
        if (g_str_has_prefix(word, dashes[i]))
            return strlen(dashes[i]);
    }
    return 0;
}

static gboolean
is_name_word(const char *word)
{
    return g_unichar_isupper(g_utf8_get_char(word)) && strpbrk(word, "0123456789?!\"") == NULL;
}

/* Two to four words with capitals that end the text, behind a dash or a closing. `words` of the
 * part before the first comma. */
static char *
name_of(char **words, guint count)
{
    guint first = count;

    while (first > 0 && count - first < NAME_WORDS_MOST && is_name_word(words[first - 1]) &&
           !is_closing(words[first - 1]))
        first--;
    gsize dash = first > 0 ? dash_size(words[first - 1]) : 0;

    if (dash > 0 && words[first - 1][dash] != '\0' && is_name_word(words[first - 1] + dash)) {
        g_autofree char *rest = g_strjoinv(" ", words + first);
        return *rest != '\0' ? g_strdup_printf("%s %s", words[first - 1] + dash, rest) : NULL;
    }
    if (count - first < 2 || first == 0 || (dash == 0 && !is_closing(words[first - 1])))
        return NULL;
    return g_strjoinv(" ", words + first);
}

/* The length of what stands before the name, its dash left out. */
static gsize
length_before(const char *text, gsize at)
{
    gboolean stripped = TRUE;

    while (stripped) {
        stripped = FALSE;
        for (; at > 0 && g_ascii_isspace(text[at - 1]); at--)
            stripped = TRUE;
        for (gsize i = 0; i < G_N_ELEMENTS(dashes); i++) {
            gsize size = strlen(dashes[i]);
            if (at >= size && strncmp(text + at - size, dashes[i], size) == 0) {
                at -= size;
                stripped = TRUE;
            }
        }
    }
    return at;
}

/* The line's last sentence or what follows a dash: "... ! - Isla Drummond, policy adviser". */
gsize
news_author_find(const char *text, NewsAuthor *author)
{
    const char *line = strrchr(text, '\n');

    line = line != NULL ? line + 1 : text;
    g_auto(GStrv) parts = g_strsplit(line, ", ", -1);
    guint count = g_strv_length(parts);

    for (guint part = count; part > 0; part--) {
        g_autofree char *stripped = g_strstrip(g_strdup(parts[part - 1]));
        gsize size = strlen(stripped);
        if (size > 0 && stripped[size - 1] == '.')
            stripped[size - 1] = '\0';
        g_auto(GStrv) words = g_strsplit(stripped, " ", -1);
        char *name = name_of(words, g_strv_length(words));
        if (name == NULL && count - part >= 2)
            break;
        if (name == NULL)
            continue;
        const char *at = g_strrstr(text, name);
        if (at == NULL || strlen(name) > NAME_LONGEST) {
            g_free(name);
            break;
        }
        author->name = name;
        author->role = g_strdup(count > part ? parts[part] : "");
        author->organisation = g_strdup(count > part + 1 ? parts[part + 1] : "");
        g_strchomp(author->organisation);
        return length_before(text, (gsize) (at - text));
    }
    return strlen(text);
}
