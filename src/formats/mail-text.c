/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/mail-text.h"

#include "base/tk-limits.h"
#include "base/tk-text.h"

#include <gmime/gmime.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeContentType, g_object_unref)

enum {
    PART_DEPTH = 12,  /* multiparts within multiparts */
    PART_COUNT = 200, /* parts looked at in one mail */
    PART_HEADER = 16 << 10,
    TAG_BYTES = 1024, /* of one HTML tag */
};

typedef struct {
    char *plain; /* the first text/plain found */
    char *html;
    unsigned parts;
} Found;

static char *
cut(char *text_take)
{
    if (strlen(text_take) > TK_LIMIT_TEXT) {
        const char *valid_until = NULL;

        text_take[TK_LIMIT_TEXT] = '\0';
        g_utf8_validate(text_take, -1, &valid_until);
        text_take[valid_until - text_take] = '\0';
    }
    return text_take;
}

/* Undoes transfer encoding and charset. */
static char *
decode_part(const MailHeader *header, const char *charset, const char *body, gsize length)
{
    const char *name = header->values[MAIL_TRANSFER_ENCODING];
    g_autofree char *bytes = NULL;
    g_autofree char *text = NULL;
    GMimeEncoding encoding;
    gsize written = 0;
    gsize size;

    /* Base 64 needs four bytes for three, quoted-printable three for one: more is not needed for
     * a text of the length allowed. */
    length = MIN(length, (gsize) TK_LIMIT_TEXT * 3);
    g_mime_encoding_init_decode(&encoding,
                                g_mime_content_encoding_from_string(name != NULL ? name : "8bit"));
    bytes = g_malloc(g_mime_encoding_outlen(&encoding, length) + 1);
    size = g_mime_encoding_flush(&encoding, body, length, bytes);
    bytes[size] = '\0';
    if (charset != NULL && strlen(charset) < 40 && g_ascii_strcasecmp(charset, "utf-8") != 0)
        text = g_convert(bytes, (gssize) size, "UTF-8", charset, NULL, &written, NULL);
    if (text != NULL && g_utf8_validate(text, (gssize) written, NULL))
        return cut(g_steal_pointer(&text));
    return cut(tk_text_mend(bytes, (gssize) size));
}

static void
look_at(const MailHeader *header, const char *body, gsize length, unsigned depth, Found *found);

/* The next line that is a boundary, from `at` on; NULL if there is none. */
static const char *
find_boundary(const char *at, const char *end, const char *boundary, gsize boundary_length)
{
    while (at < end) {
        const char *stop;

        if ((gsize) (end - at) >= boundary_length + 2 && at[0] == '-' && at[1] == '-' &&
            memcmp(at + 2, boundary, boundary_length) == 0)
            return at;
        stop = memchr(at, '\n', (gsize) (end - at));
        if (stop == NULL)
            return NULL;
        at = stop + 1;
    }
    return NULL;
}

static void
look_at_part(const char *part, gsize length, unsigned depth, Found *found)
{
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
    g_autofree char *block = NULL;
    const char *end = part + length;
    const char *at = part;
    gsize header_length;
    MailHeader header;

    while (at < end && *at != '\n' && *at != '\r') {
        const char *stop = memchr(at, '\n', (gsize) (end - at));

        at = stop != NULL ? stop + 1 : end;
    }
    header_length = MIN((gsize) (at - part), PART_HEADER);
    block = g_strndup("", header_length);
    memcpy(block, part, header_length);
    mail_header_read(block, header_length, texts, &header);
    if (at < end && *at == '\r')
        at++;
    if (at < end && *at == '\n')
        at++;
    look_at(&header, at, (gsize) (end - at), depth + 1, found);
}

static void
look_at_parts(GMimeContentType *type, const char *body, gsize length, unsigned depth, Found *found)
{
    const char *boundary = g_mime_content_type_get_parameter(type, "boundary");
    const char *end = body + length;
    gsize boundary_length;
    const char *at;

    if (boundary == NULL || *boundary == '\0' || depth >= PART_DEPTH)
        return;
    boundary_length = strlen(boundary);
    at = find_boundary(body, end, boundary, boundary_length);
    while (at != NULL && found->plain == NULL && found->parts < PART_COUNT) {
        const char *from = memchr(at, '\n', (gsize) (end - at));
        const char *next;

        at += 2 + boundary_length;
        if (end - at >= 2 && at[0] == '-' && at[1] == '-')
            return;
        if (from == NULL)
            return;
        from++;
        next = find_boundary(from, end, boundary, boundary_length);
        found->parts++;
        look_at_part(from, (gsize) ((next != NULL ? next : end) - from), depth, found);
        at = next;
    }
}

static void
look_at(const MailHeader *header, const char *body, gsize length, unsigned depth, Found *found)
{
    const char *value = header->values[MAIL_CONTENT_TYPE];
    const char *disposition = header->values[MAIL_DISPOSITION];
    g_autoptr(GMimeContentType) type = NULL;
    const char *charset;

    if (disposition != NULL && g_ascii_strncasecmp(disposition, "attachment", 10) == 0)
        return;
    type = g_mime_content_type_parse(NULL, value != NULL ? value : "text/plain");
    charset = g_mime_content_type_get_parameter(type, "charset");
    if (g_mime_content_type_is_type(type, "multipart", "*"))
        look_at_parts(type, body, length, depth, found);
    else if (g_mime_content_type_is_type(type, "text", "plain") && found->plain == NULL)
        found->plain = decode_part(header, charset, body, length);
    else if (g_mime_content_type_is_type(type, "text", "html") && found->html == NULL)
        found->html = decode_part(header, charset, body, length);
}

char *
mail_text(const MailHeader *header, const char *body, gsize length)
{
    Found found = { NULL, NULL, 0 };
    g_autofree char *html = NULL;

    look_at(header, body, length, 0, &found);
    html = found.html;
    if (found.plain != NULL)
        return found.plain;
    return html != NULL ? mail_text_of_html(html) : g_strdup("");
}

static gboolean
is_tag(const char *tag, gsize length, const char *name)
{
    gsize name_length = strlen(name);

    return length >= name_length && g_ascii_strncasecmp(tag, name, name_length) == 0 &&
           (length == name_length || !g_ascii_isalnum(tag[name_length]));
}

/* Passes over what is not for reading: the content of <style>, <script>, <head>, <title>. */
static const char *
skip_hidden(const char *tag, gsize length, const char *after)
{
    static const char *const hidden[] = { "style", "script", "head", "title" };

    for (unsigned i = 0; i < G_N_ELEMENTS(hidden); i++) {
        if (!is_tag(tag, length, hidden[i]))
            continue;
        for (const char *at = after; (at = strstr(at, "</")) != NULL; at += 2)
            if (is_tag(at + 2, strlen(hidden[i]), hidden[i])) {
                const char *close = strchr(at, '>');

                return close != NULL ? close + 1 : at + strlen(at);
            }
        return after + strlen(after);
    }
    return after;
}

static const char *
read_tag(const char *at, GString *out)
{
    static const char *const breaks[] = { "br", "p",   "/p",  "div",        "/div",
                                          "tr", "/tr", "li",  "blockquote", "h1",
                                          "h2", "h3",  "/h1", "/h2",        "/h3" };
    /* A limit keeps a text full of "<" from being searched to its end for each of them. */
    const char *close = memchr(at, '>', strnlen(at, TAG_BYTES));
    gsize length;

    if (g_str_has_prefix(at, "<!--")) {
        close = strstr(at + 4, "-->");
        return close != NULL ? close + 3 : at + strlen(at);
    }
    if (close == NULL || (!g_ascii_isalpha(at[1]) && at[1] != '/' && at[1] != '!')) {
        g_string_append_c(out, '<');
        return at + 1;
    }
    length = (gsize) (close - at) - 1;
    for (unsigned i = 0; i < G_N_ELEMENTS(breaks); i++)
        if (is_tag(at + 1, length, breaks[i]) && out->len > 0 && out->str[out->len - 1] != '\n')
            g_string_append_c(out, '\n');
    return skip_hidden(at + 1, length, close + 1);
}

static const char *
read_entity(const char *at, GString *out)
{
    static const struct {
        const char *name, *text;
    } named[] = {
        { "amp;", "&" },    { "lt;", "<" },     { "gt;", ">" },     { "quot;", "\"" },
        { "nbsp;", " " },   { "apos;", "'" },   { "aring;", "å" },  { "Aring;", "Å" },
        { "oslash;", "ø" }, { "Oslash;", "Ø" }, { "aelig;", "æ" },  { "AElig;", "Æ" },
        { "auml;", "ä" },   { "ouml;", "ö" },   { "eacute;", "é" }, { "ndash;", "–" },
        { "hellip;", "…" }, { "rsquo;", "’" },  { "mdash;", "—" },
    };
    gboolean is_hexadecimal = at[1] == '#' && (at[2] == 'x' || at[2] == 'X');
    gunichar letter = 0;

    for (unsigned i = 0; i < G_N_ELEMENTS(named); i++)
        if (g_str_has_prefix(at + 1, named[i].name)) {
            g_string_append(out, named[i].text);
            return at + 1 + strlen(named[i].name);
        }
    if (at[1] == '#') {
        const char *digit = at + (is_hexadecimal ? 3 : 2);

        while (letter < 0x110000 &&
               (is_hexadecimal ? g_ascii_isxdigit(*digit) : g_ascii_isdigit(*digit)))
            letter =
                letter * (is_hexadecimal ? 16 : 10) + (gunichar) g_ascii_xdigit_value(*digit++);
        if (*digit == ';' && letter >= 32 && g_unichar_validate(letter)) {
            g_string_append_unichar(out, letter);
            return digit + 1;
        }
    }
    g_string_append_c(out, '&');
    return at + 1;
}

char *
mail_text_of_html(const char *html)
{
    GString *out = g_string_sized_new(strlen(html) / 2 + 1);
    const char *at = html;

    while (*at != '\0') {
        if (*at == '<') {
            at = read_tag(at, out);
        } else if (*at == '&') {
            at = read_entity(at, out);
        } else if (g_ascii_isspace(*at)) {
            if (out->len > 0 && !g_ascii_isspace(out->str[out->len - 1]))
                g_string_append_c(out, ' ');
            at++;
        } else {
            gsize run = strcspn(at, "<& \t\r\n\f\v");

            g_string_append_len(out, at, (gssize) run);
            at += run;
        }
    }
    return cut(g_strstrip(g_string_free(out, FALSE)));
}
