/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/letters.h"

#include <string.h>

#define TAG_MOST 400 /* bytes of an HTML tag that we blank; longer is no tag */

static gboolean
tag_breaks_line(const char *tag)
{
    static const char *const breaking[] = {
        "<br", "<p", "</p", "<div", "</div", "<li", "</li", "<tr", "</tr", "<h1", "<h2",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(breaking); i++) {
        if (g_ascii_strncasecmp(tag, breaking[i], strlen(breaking[i])) == 0 &&
            !g_ascii_isalnum(tag[strlen(breaking[i])]))
            return TRUE;
    }
    return FALSE;
}

/* Only a text that says it is HTML is read as HTML: "<navn>" in plain text is a finding. */
static gboolean
is_html(const char *text)
{
    static const char *const marks[] = { "</p>",    "<br>", "<br/>", "<br />", "</div>",
                                         "</html>", "</P>", "<BR>",  "</DIV>", "</HTML>" };

    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (strstr(text, marks[i]) != NULL)
            return TRUE;
    }
    return FALSE;
}

static void
blank_tags(char *text, gsize length)
{
    gsize i = 0;

    while (i < length) {
        if (text[i] != '<' ||
            !(g_ascii_isalpha(text[i + 1]) || strchr("/!", text[i + 1]) != NULL)) {
            i++;
            continue;
        }
        gsize end = i + 1;
        while (end < length && end - i < TAG_MOST && text[end] != '>' && text[end] != '<')
            end++;
        if (end == length || text[end] != '>') {
            i = end;
            continue;
        }
        gboolean breaks = tag_breaks_line(text + i);
        memset(text + i, ' ', end - i + 1);
        if (breaks)
            text[i] = '\n';
        i = end + 1;
    }
}

char *
letters_level(const char *body, gsize length)
{
    char *text = g_malloc(length + 1);
    const char *end = NULL;
    gsize at = 0;

    memcpy(text, body, length);
    text[length] = '\0';
    while (!g_utf8_validate_len(text + at, length - at, &end)) {
        at = (gsize) (end - text);
        text[at++] = '?';
    }
    for (gsize i = 0; i < length; i++) {
        if ((guchar) text[i] < 0x20 && text[i] != '\n')
            text[i] = ' ';
    }
    if (is_html(text))
        blank_tags(text, length);
    return text;
}

/* Letters whose accent tells words apart in our languages stay; the others lose it. */
static gunichar
without_accent(gunichar letter)
{
    gunichar base = 0, mark = 0;

    if (letter < 0x80 || letter == 0xE5 || letter == 0xE4 || letter == 0xF6 || letter == 0xE6 ||
        letter == 0xF8)
        return letter;
    return g_unichar_decompose(letter, &base, &mark) && g_unichar_ismark(mark) ? base : letter;
}

/* Mail from some systems writes å as a and a ring: joins the mark to the letter before it. */
static void
join_mark(GString *folded, gsize begin, gunichar mark)
{
    gunichar joined = 0;
    char *last = NULL;

    if (folded->len == begin)
        return;
    last = g_utf8_prev_char(folded->str + folded->len);
    if (!g_unichar_compose(g_utf8_get_char(last), mark, &joined))
        return;
    joined = without_accent(joined);
    g_string_truncate(folded, (gsize) (last - folded->str));
    g_string_append_unichar(folded, joined);
}

void
letters_fold_word(const char *from, const char *until, GString *folded)
{
    gsize begin = folded->len;

    for (const char *p = from; p < until && folded->len - begin < LETTERS_WORD_MOST - 4;
         p = g_utf8_next_char(p)) {
        gunichar sign = g_utf8_get_char(p);
        if (g_unichar_ismark(sign))
            join_mark(folded, begin, sign);
        else if (sign == 0x2019)
            g_string_append_c(folded, '\'');
        else
            g_string_append_unichar(folded, without_accent(g_unichar_tolower(sign)));
    }
}

gboolean
letters_in_word(gunichar sign, gunichar next)
{
    if (g_unichar_isalnum(sign) || g_unichar_ismark(sign))
        return TRUE;
    return (sign == '\'' || sign == 0x2019 || sign == '-') && g_unichar_isalnum(next);
}

char *
letters_fold_line(const char *from, const char *until)
{
    GString *line = g_string_new(NULL);
    const char *p = from;

    while (p < until) {
        const char *next = g_utf8_next_char(p);
        if (!g_unichar_isalnum(g_utf8_get_char(p))) {
            p = next;
            continue;
        }
        const char *begin = p;
        while (p < until) {
            next = g_utf8_next_char(p);
            if (!letters_in_word(g_utf8_get_char(p), next < until ? g_utf8_get_char(next) : 0))
                break;
            p = next;
        }
        if (line->len > 0)
            g_string_append_c(line, ' ');
        letters_fold_word(begin, p, line);
    }
    return g_string_free(line, FALSE);
}

char *
letters_fold(const char *text)
{
    return letters_fold_line(text, text + strlen(text));
}

gsize
letters_span(const char *text, const char *accepted)
{
    gsize length = 0;

    while (text[length] != '\0' && strchr(accepted, text[length]) != NULL)
        length++;
    return length;
}

gsize
letters_until(const char *text, const char *ends)
{
    gsize length = 0;

    while (text[length] != '\0' && strchr(ends, text[length]) == NULL)
        length++;
    return length;
}
