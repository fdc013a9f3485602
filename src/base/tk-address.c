/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-text.h"

#include <string.h>

#define MOST_EMAIL  320  /* 64 for the box, @, 255 for the host (RFC 5321 4.5.3.1) */
#define MOST_LINK   2048 /* longer ones are no profile, and decoding them again and again is dear */
#define LEAST_PHONE 3
#define MOST_PHONE  15 /* E.164 */

static gboolean
starts_with(const char *text, const char *beginning)
{
    return g_ascii_strncasecmp(text, beginning, strlen(beginning)) == 0;
}

static char *
fold_email(const char *value)
{
    if (starts_with(value, "mailto:"))
        value += strlen("mailto:");
    g_autofree char *lower =
        g_str_is_ascii(value) ? g_ascii_strdown(value, -1) : g_utf8_strdown(value, -1);
    const char *at = strchr(lower, '@');
    size_t length = strlen(lower);

    if (at == NULL || at == lower || at[1] == '\0' || strchr(at + 1, '@') != NULL ||
        length > MOST_EMAIL || lower[length - 1] == '.')
        return g_strdup("");
    for (const char *sign = lower; *sign != '\0'; sign++) {
        if ((unsigned char) *sign <= ' ' || strchr("<>()[]\\,;:\"", *sign) != NULL)
            return g_strdup("");
    }
    return g_steal_pointer(&lower);
}

/* Where an extension begins: ";ext=", "ext.", "x12" and their like end the number. */
static gboolean
begins_extension(gunichar letter)
{
    return letter == ';' || letter == ',' || letter == 'x' || letter == 'X' || letter == 'e' ||
           letter == 'E' || letter == '#' || letter == 'p' || letter == 'w';
}

static char *
fold_phone(const char *value)
{
    g_autoptr(GString) digits = g_string_new(NULL);
    gboolean abroad = FALSE;

    if (starts_with(value, "tel:"))
        value += strlen("tel:");
    for (const char *at = value; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        int digit = g_unichar_digit_value(letter);

        if (digit >= 0) {
            /* "+47 (0)22": the zero is dialled at home only. */
            if (abroad && digit == 0 && at > value && at[-1] == '(' && at[1] == ')')
                continue;
            g_string_append_c(digits, (char) ('0' + digit));
        } else if (letter == '+' && digits->len == 0) {
            abroad = TRUE;
        } else if (begins_extension(letter) && digits->len > 0) {
            break;
        } else if (g_unichar_isalpha(letter)) {
            return g_strdup("");
        }
    }
    if (!abroad && g_str_has_prefix(digits->str, "00")) {
        abroad = TRUE;
        g_string_erase(digits, 0, 2);
    }
    if (digits->len < LEAST_PHONE || digits->len > MOST_PHONE)
        return g_strdup("");
    return g_strconcat(abroad ? "+" : "", digits->str, NULL);
}

/* %41 to A; a percent sign without two hexadecimal digits stays. */
static char *
decode_percent_once(const char *text)
{
    g_autoptr(GString) bytes = g_string_new(NULL);

    while (*text != '\0') {
        if (*text == '%' && g_ascii_isxdigit(text[1]) && g_ascii_isxdigit(text[2])) {
            int byte = g_ascii_xdigit_value(text[1]) * 16 + g_ascii_xdigit_value(text[2]);

            g_string_append_c(bytes, (char) byte);
            text += 3;
        } else {
            g_string_append_c(bytes, *text);
            text++;
        }
    }
    return tk_text_mend(bytes->str, (gssize) bytes->len);
}

/* Some programs encode what was encoded already. Each round is shorter, so this ends. */
static char *
decode_percent(const char *text)
{
    g_autofree char *before = g_strdup(text);
    g_autofree char *after = decode_percent_once(before);

    while (strcmp(before, after) != 0) {
        g_free(before);
        before = g_steal_pointer(&after);
        after = decode_percent_once(before);
    }
    return g_steal_pointer(&after);
}

/* Takes slashes and white space off the end, and the language in "/in/kari/en": the same person
 * read in English. */
static void
trim_path(char *path)
{
    size_t length = strlen(path);

    for (;;) {
        if (length > 0 && (path[length - 1] == '/' || g_ascii_isspace(path[length - 1])))
            length--;
        else if (length > 7 && g_str_has_prefix(path, "/in/") && path[length - 3] == '/')
            length -= 3;
        else
            break;
    }
    path[length] = '\0';
}

/* "no.linkedin.com/in/kari" -> "/in/kari"; NULL for another host. */
static const char *
skip_linkedin_host(const char *text)
{
    size_t host = strcspn(text, "/?#");
    static const char name[] = "linkedin.com";
    size_t length = strlen(name);

    if (host < length || g_ascii_strncasecmp(text + host - length, name, length) != 0 ||
        (host > length && text[host - length - 1] != '.'))
        return NULL;
    return text + host;
}

static char *
decode_and_compose(const char *path)
{
    g_autofree char *decoded = decode_percent(path);

    decoded[strcspn(decoded, "?#")] = '\0';
    g_autofree char *lower = g_utf8_strdown(decoded, -1);

    return g_utf8_normalize(lower, -1, G_NORMALIZE_NFC);
}

static char *
fold_linkedin(const char *value)
{
    if (starts_with(value, "https://"))
        value += strlen("https://");
    else if (starts_with(value, "http://"))
        value += strlen("http://");
    const char *path = skip_linkedin_host(value);

    if (path == NULL || strlen(path) > MOST_LINK)
        return g_strdup("");
    g_autofree char *composed = g_str_is_ascii(path) && strchr(path, '%') == NULL
                                    ? g_ascii_strdown(path, -1)
                                    : decode_and_compose(path);

    composed[strcspn(composed, "?#")] = '\0';
    trim_path(composed);
    return *composed != '\0' ? g_strconcat("linkedin.com", composed, NULL) : g_strdup("");
}

char *
tk_address_fold(const char *kind, const char *value)
{
    g_autofree char *mended = tk_text_mend(value, -1);
    const char *trimmed = g_strstrip(mended);

    if (g_strcmp0(kind, "email") == 0)
        return fold_email(trimmed);
    if (g_strcmp0(kind, "phone") == 0)
        return fold_phone(trimmed);
    if (g_strcmp0(kind, "linkedin") == 0)
        return fold_linkedin(trimmed);
    if (g_strcmp0(kind, "uid") == 0)
        return g_ascii_strdown(trimmed, -1);
    return tk_text_fold(trimmed);
}
