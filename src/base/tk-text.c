/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-text.h"

#include <string.h>
#include <unicode/ucol.h>

/* Windows-1252 above 0x7F where it differs from Latin-1; 0 for the five bytes it leaves open. */
static const gunichar windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static gunichar
letter_of_byte(unsigned char byte)
{
    if (byte < 0x80 || byte > 0x9F)
        return byte;
    return windows[byte - 0x80] != 0 ? windows[byte - 0x80] : 0xFFFD;
}

/* Appends valid UTF-8 without its control signs. U+0080 to U+009F is nearly always Windows-1252
 * that somebody took for Latin-1, and a terminal would obey it. */
static void
append_without_controls(GString *mended, const char *valid, gsize length)
{
    const char *end = valid + length;

    while (valid < end) {
        unsigned char byte = (unsigned char) *valid;

        if (byte == 0xC2 && (unsigned char) valid[1] < 0xA0) {
            g_string_append_unichar(mended, letter_of_byte((unsigned char) valid[1]));
            valid += 2;
            continue;
        }
        if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F)
            byte = ' ';
        g_string_append_c(mended, (char) byte);
        valid++;
    }
}

char *
tk_text_mend(const char *bytes, gssize length)
{
    if (bytes == NULL)
        return g_strdup("");

    gsize left = length < 0 ? strlen(bytes) : (gsize) length;
    GString *mended = g_string_sized_new(left + 1);

    while (left > 0) {
        const char *end = NULL;

        g_utf8_validate_len(bytes, left, &end);
        gsize valid = (gsize) (end - bytes);

        append_without_controls(mended, bytes, valid);
        bytes = end;
        left -= valid;
        if (left > 0) {
            if (*bytes == '\0')
                g_string_append_c(mended, ' ');
            else
                g_string_append_unichar(mended, letter_of_byte((unsigned char) *bytes));
            bytes++;
            left--;
        }
    }
    return g_string_free(mended, FALSE);
}

static void
collators_free(gpointer collators)
{
    g_hash_table_unref(collators);
}

static void
collator_free(gpointer collator)
{
    ucol_close(collator);
}

/* An ICU collator belongs to one thread and is dear to open. */
static UCollator *
collator_for(const char *language)
{
    static const char *const languages[] = { "nb", "nn", "no", "da", "sv", "en", "fi", "de", NULL };
    static GPrivate cache = /* check: allow-static: a cache per thread */
        G_PRIVATE_INIT(collators_free);
    GHashTable *collators = g_private_get(&cache);
    UErrorCode code = U_ZERO_ERROR;

    if (language == NULL || !g_strv_contains(languages, language))
        language = "en";
    if (collators == NULL) {
        collators = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, collator_free);
        g_private_set(&cache, collators);
    }
    UCollator *collator = g_hash_table_lookup(collators, language);

    if (collator == NULL) {
        collator = ucol_open(language, &code);
        g_assert(U_SUCCESS(code));
        g_hash_table_insert(collators, g_strdup(language), collator);
    }
    return collator;
}

int
tk_text_compare(const char *one, const char *other, const char *language)
{
    UErrorCode code = U_ZERO_ERROR;
    int order = 0;

    one = one != NULL ? one : "";
    other = other != NULL ? other : "";
    order = ucol_strcollUTF8(collator_for(language), one, -1, other, -1, &code);
    if (order == 0 || U_FAILURE(code))
        order = strcmp(one, other); /* a total order, so that lists never jump */
    return order;
}

static unsigned
columns_of(gunichar letter)
{
    if (g_unichar_iszerowidth(letter) || g_unichar_iscntrl(letter))
        return 0;
    return g_unichar_iswide(letter) ? 2 : 1;
}

unsigned
tk_text_columns(const char *text)
{
    unsigned columns = 0;
    g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", -1);

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at))
        columns += columns_of(g_utf8_get_char(at));
    return columns;
}

char *
tk_text_shorten(const char *text, unsigned columns)
{
    g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", -1);
    unsigned used = 0;
    const char *at = valid;

    if (tk_text_columns(valid) <= columns)
        return g_steal_pointer(&valid);
    if (columns == 0)
        return g_strdup("");
    /* One column is the dots'. Accents follow their letter. */
    while (*at != '\0' && used + columns_of(g_utf8_get_char(at)) <= columns - 1) {
        used += columns_of(g_utf8_get_char(at));
        at = g_utf8_next_char(at);
    }
    while (at > valid && at[-1] == ' ')
        at--;
    return g_strdup_printf("%.*s…", (int) (at - valid), valid);
}

char *
tk_text_digest(const char *text)
{
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text != NULL ? text : "", -1);
}

gboolean
tk_text_set(char **field, const char *value)
{
    if (value == NULL || g_strcmp0(*field, value) == 0)
        return FALSE;
    char *fresh = g_strdup(value);

    g_free(*field);
    *field = fresh;
    return TRUE;
}
