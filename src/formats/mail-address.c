/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/mail-address.h"

#include "formats/mail-header.h"

#include <string.h>

enum {
    NAME_BYTES = 998, /* of one name or address: the longest line RFC 5322 allows */
};

/* One address while it is read. */
typedef struct {
    GString *phrase;  /* words outside brackets and comments */
    GString *angle;   /* between < and > */
    GString *comment; /* between ( and ), the last one */
    gboolean has_angle;
    GStringChunk *texts;
    GArray *out;
    unsigned most;
} Reader;

static void
put(GString *text, char letter)
{
    if (text->len < NAME_BYTES)
        g_string_append_c_inline(text, letter);
}

/* "kari at nordvarme.no" -> "kari@nordvarme.no", in place; TRUE if it looked like that. */
static gboolean
undo_at(GString *text)
{
    char *at = strstr(text->str, " at ");
    const char *domain;

    if (at == NULL || at == text->str)
        return FALSE;
    domain = at + 4;
    if (strchr(domain, '.') == NULL || strpbrk(domain, " \t") != NULL ||
        memchr(text->str, ' ', (gsize) (at - text->str)) != NULL)
        return FALSE;
    g_string_erase(text, at - text->str, 3);
    *at = '@';
    return TRUE;
}

static void
trim(GString *text)
{
    gsize lead = strspn(text->str, " \t\r\n");

    g_string_erase(text, 0, (gssize) lead);
    while (text->len > 0 && g_ascii_isspace(text->str[text->len - 1]))
        g_string_truncate(text, text->len - 1);
}

/* A route (<@relay,@other:kari@x>) leads to the address behind its colon. */
static void
drop_route(GString *angle)
{
    const char *colon;

    if (angle->str[0] != '@')
        return;
    colon = strrchr(angle->str, ':');
    if (colon != NULL)
        g_string_erase(angle, 0, colon - angle->str + 1);
}

static const char *
keep_text(Reader *reader, GString *text, gboolean is_name)
{
    g_autofree char *decoded = NULL;
    const char *valid_until = NULL;

    if (!g_utf8_validate(text->str, (gssize) text->len, &valid_until))
        g_string_truncate(text, (gsize) (valid_until - text->str));
    if (!is_name || strstr(text->str, "=?") == NULL)
        return g_string_chunk_insert(reader->texts, text->str);
    decoded = mail_header_decode(text->str);
    return g_string_chunk_insert(reader->texts, g_strstrip(decoded));
}

/* TRUE when the one that was being read is one, and is kept. */
static void
finish(Reader *reader)
{
    MailAddress found = { "", "" };
    GString *address = reader->has_angle ? reader->angle : reader->phrase;
    GString *name = reader->has_angle ? reader->phrase : reader->comment;

    trim(reader->phrase);
    trim(reader->angle);
    trim(reader->comment);
    drop_route(reader->angle);
    if (strchr(address->str, '@') == NULL)
        undo_at(address);
    if (name->len == 0)
        name = reader->comment;
    if (strchr(address->str, '@') != NULL && strpbrk(address->str, " \t") == NULL &&
        address->str[0] != '@') {
        found.address = keep_text(reader, address, FALSE);
        found.name = name->len > 0 ? keep_text(reader, name, TRUE) : "";
        g_array_append_val(reader->out, found);
    }
    g_string_truncate(reader->phrase, 0);
    g_string_truncate(reader->angle, 0);
    g_string_truncate(reader->comment, 0);
    reader->has_angle = FALSE;
}

static const char *
read_quoted(Reader *reader, const char *at, GString *into)
{
    (void) reader;
    for (at++; *at != '\0' && *at != '"'; at++) {
        if (*at == '\\' && at[1] != '\0')
            at++;
        put(into, *at);
    }
    return *at == '"' ? at + 1 : at;
}

static const char *
read_comment(Reader *reader, const char *at)
{
    unsigned depth = 0;

    g_string_truncate(reader->comment, 0);
    do {
        if (*at == '(')
            depth++;
        else if (*at == ')')
            depth--;
        else if (*at == '\\' && at[1] != '\0')
            put(reader->comment, *++at);
        else
            put(reader->comment, *at);
        at++;
    } while (*at != '\0' && depth > 0);
    return at;
}

static const char *
read_angle(Reader *reader, const char *at)
{
    g_string_truncate(reader->angle, 0);
    reader->has_angle = TRUE;
    for (at++; *at != '\0' && *at != '>'; at++)
        if (!g_ascii_isspace(*at))
            put(reader->angle, *at);
    return *at == '>' ? at + 1 : at;
}

/* "Friends: a@x, b@y;" - a colon outside of everything ends a group's name. */
static void
drop_group_name(Reader *reader)
{
    g_string_truncate(reader->phrase, 0);
    g_string_truncate(reader->comment, 0);
}

gboolean
mail_addresses_read(const char *header, GStringChunk *texts, GArray *out_addresses, unsigned most)
{
    g_autoptr(GString) phrase = g_string_sized_new(128);
    g_autoptr(GString) angle = g_string_sized_new(128);
    g_autoptr(GString) comment = g_string_sized_new(128);
    Reader reader = { phrase, angle, comment, FALSE, texts, out_addresses, most };
    const char *at = header;

    while (*at != '\0') {
        switch (*at) {
        case '"':
            at = read_quoted(&reader, at, phrase);
            continue;
        case '(':
            at = read_comment(&reader, at);
            continue;
        case '<':
            at = read_angle(&reader, at);
            continue;
        case ':':
            drop_group_name(&reader);
            break;
        case ',':
        case ';':
            if (out_addresses->len >= most)
                return FALSE;
            finish(&reader);
            break;
        default:
            if (*at != '\\')
                put(phrase, g_ascii_isspace(*at) ? ' ' : *at);
            break;
        }
        at++;
    }
    if (out_addresses->len < most)
        finish(&reader);
    else if (phrase->len > 0 || reader.has_angle)
        return FALSE;
    return TRUE;
}

gboolean
mail_address_is_robot(const char *address)
{
    static const char *const beginnings[] = {
        "noreply",       "no-reply",     "no_reply",     "donotreply",
        "do-not-reply",  "do_not_reply", "ikke-svar",    "ikkesvar",
        "svar-ikke",     "svara-inte",   "inte-svara",   "nicht-antworten",
        "mailer-daemon", "maildaemon",   "postmaster",   "bounce",
        "listserv",      "majordomo",    "notification", "notify",
        "newsletter",    "nyhetsbrev",   "nyhedsbrev",   "auto-confirm",
        "autoreply",     "unsubscribe",  "root",         "cron",
        "daemon",        "nobody",       "invitations",  "messages-noreply",
        "mailman",
    };
    static const char *const parts[] = { "noreply", "no-reply", "no_reply", "donotreply",
                                         "do-not-reply" };
    static const char *const endings[] = { "-request", "-owner",       "-bounces",
                                           "-admin",   "-daemon",      "-robot",
                                           "-bot",     "-unsubscribe", "-subscribe" };
    const char *sign = strrchr(address, '@');
    gsize length = sign != NULL ? (gsize) (sign - address) : strlen(address);
    char local[65];
    const char *rest;

    /* RFC 5321 4.5.3.1.1: at most 64; machines that sign each bounce write longer ones. */
    if (length >= sizeof local)
        return TRUE;
    for (gsize i = 0; i < length; i++)
        local[i] = g_ascii_tolower(address[i]);
    local[length] = '\0';
    for (unsigned i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        if (!g_str_has_prefix(local, beginnings[i]))
            continue;
        rest = local + strlen(beginnings[i]);
        if (*rest == 's')
            rest++;
        if (!g_ascii_isalpha(*rest))
            return TRUE;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
        if (strstr(local, parts[i]) != NULL)
            return TRUE;
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(local, endings[i]) && length > strlen(endings[i]))
            return TRUE;
    return FALSE;
}
