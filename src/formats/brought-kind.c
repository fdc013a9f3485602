/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/brought-kind.h"

#include <string.h>

/* A letter of the beginning, whether the file has one or two bytes for it. */
static gsize
narrow(const char *bytes, gsize length, char *out_text, gsize most)
{
    gboolean is_little = length >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0;
    gboolean is_big = length >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0;
    gboolean is_narrow = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0;
    gboolean is_bare_big =
        length >= 4 && bytes[0] == 0 && g_ascii_isgraph(bytes[1]) && bytes[2] == 0 && bytes[3] != 0;
    gboolean is_bare_little =
        length >= 4 && g_ascii_isgraph(bytes[0]) && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0;
    /* Of a big-endian letter the second byte is the one that tells. */
    gsize skip = is_big || is_narrow ? 3 : is_little ? 2 : is_bare_big ? 1 : 0;
    gsize step = is_little || is_big || is_bare_big || is_bare_little ? 2 : 1;
    gsize count = 0;

    skip = MIN(skip, length);
    bytes += skip;
    length -= skip;
    for (gsize i = 0; i < length && count < most; i += step)
        out_text[count++] = bytes[i];
    return count;
}

static gboolean
begins(const char *text, gsize length, const char *word)
{
    return length >= strlen(word) && g_ascii_strncasecmp(text, word, strlen(word)) == 0;
}

/* TRUE if lines of header fields stand there, and one of them is a mail's. */
static gboolean
is_mail(const char *text, gsize length)
{
    static const char *const fields[] = { "From:",         "To:",           "Date:",
                                          "Subject:",      "Received:",     "Message-ID:",
                                          "Return-Path:",  "MIME-Version:", "Delivered-To:",
                                          "Content-Type:", "Sender:",       "Cc:" };
    const char *end = text + length;
    unsigned known = 0;
    const char *at = text;

    while (at < end && *at != '\n' && *at != '\r') {
        const char *stop = memchr(at, '\n', (gsize) (end - at));
        const char *colon = memchr(at, ':', (gsize) ((stop != NULL ? stop : end) - at));

        if (*at != ' ' && *at != '\t') {
            if (colon == NULL || colon == at || memchr(at, ' ', (gsize) (colon - at)) != NULL)
                return known >= 2 && stop == NULL;
            for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++)
                known += begins(at, (gsize) (end - at), fields[i]) ? 1 : 0;
        }
        if (stop == NULL)
            break;
        at = stop + 1;
    }
    return known >= 2;
}

BroughtKind
brought_kind(const char *bytes, gsize length)
{
    char buffer[BROUGHT_KIND_BYTES];
    const char *text = buffer;
    gsize left;

    if (length == 0)
        return BROUGHT_EMPTY;
    if (length >= 4 && (memcmp(bytes, "PK\003\004", 4) == 0 || memcmp(bytes, "PK\005\006", 4) == 0))
        return BROUGHT_ZIP;
    if (length >= 3 && memcmp(bytes, "\x1f\x8b\x08", 3) == 0)
        return BROUGHT_GZIP;
    left = narrow(bytes, length, buffer, sizeof buffer);
    if (left >= 5 && memcmp(text, "From ", 5) == 0 && memchr(text, '\n', left) != NULL)
        return BROUGHT_MBOX;
    if (is_mail(text, left))
        return BROUGHT_MAIL;
    while (left > 0 && g_ascii_isspace(*text)) {
        text++;
        left--;
    }
    if (begins(text, left, "BEGIN:VCARD") || begins(text, left, "begin: vcard"))
        return BROUGHT_VCARD;
    if (left > 0 && *text == '{')
        return BROUGHT_JSON;
    if (left > 4 && memcmp(text, "### ", 4) == 0)
        return BROUGHT_WORDS;
    if (begins(text, left, "BEGIN:VCALENDAR"))
        return BROUGHT_CALENDAR;
    /* A NUL does not end a table; a file that only looks like one has no columns that we know. */
    if (memchr(text, ',', left) != NULL || memchr(text, ';', left) != NULL ||
        memchr(text, '\t', left) != NULL)
        return BROUGHT_TABLE;
    return BROUGHT_NOT_KNOWN;
}

static gboolean
ends(const char *name, const char *ending)
{
    gsize length = strlen(name);
    gsize wanted = strlen(ending);

    return length > wanted && g_ascii_strcasecmp(name + length - wanted, ending) == 0;
}

gboolean
brought_is_csv_name(const char *name)
{
    return ends(name, ".csv");
}

gboolean
brought_is_learned_name(const char *name)
{
    return ends(name, ".csv") || ends(name, ".json");
}
