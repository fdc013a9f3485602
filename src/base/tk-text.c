/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define FIRST_TABLED 0xC0
#define LAST_TABLED  0x17F

/* U+00C0 to U+017F: what a name in any European alphabet is folded to. NULL: ask ICU. " " for
 * signs.
 */
static const char *const latin[LAST_TABLED - FIRST_TABLED + 1] = {
    /* C0 */ "a",
    "a",
    "a",
    "a",
    "a",
    "a",
    "a",
    "c",
    "e",
    "e",
    "e",
    "e",
    "i",
    "i",
    "i",
    "i",
    /* D0 */ "d",
    "n",
    "o",
    "o",
    "o",
    "o",
    "o",
    " ",
    "o",
    "u",
    "u",
    "u",
    "u",
    "y",
    "th",
    "ss",
    /* E0 */ "a",
    "a",
    "a",
    "a",
    "a",
    "a",
    "a",
    "c",
    "e",
    "e",
    "e",
    "e",
    "i",
    "i",
    "i",
    "i",
    /* F0 */ "d",
    "n",
    "o",
    "o",
    "o",
    "o",
    "o",
    " ",
    "o",
    "u",
    "u",
    "u",
    "u",
    "y",
    "th",
    "y",
    /* 100 */ "a",
    "a",
    "a",
    "a",
    "a",
    "a",
    "c",
    "c",
    "c",
    "c",
    "c",
    "c",
    "c",
    "c",
    "d",
    "d",
    /* 110 */ "d",
    "d",
    "e",
    "e",
    "e",
    "e",
    "e",
    "e",
    "e",
    "e",
    "e",
    "e",
    "g",
    "g",
    "g",
    "g",
    /* 120 */ "g",
    "g",
    "g",
    "g",
    "h",
    "h",
    "h",
    "h",
    "i",
    "i",
    "i",
    "i",
    "i",
    "i",
    "i",
    "i",
    /* 130 */ "i",
    "i",
    "ij",
    "ij",
    "j",
    "j",
    "k",
    "k",
    "k",
    "l",
    "l",
    "l",
    "l",
    "l",
    "l",
    NULL,
    /* 140 */ NULL,
    "l",
    "l",
    "n",
    "n",
    "n",
    "n",
    "n",
    "n",
    NULL,
    "n",
    "n",
    "o",
    "o",
    "o",
    "o",
    /* 150 */ "o",
    "o",
    "o",
    "o",
    "r",
    "r",
    "r",
    "r",
    "r",
    "r",
    "s",
    "s",
    "s",
    "s",
    "s",
    "s",
    /* 160 */ "s",
    "s",
    "t",
    "t",
    "t",
    "t",
    "t",
    "t",
    "u",
    "u",
    "u",
    "u",
    "u",
    "u",
    "u",
    "u",
    /* 170 */ "u",
    "u",
    "u",
    "u",
    "w",
    "w",
    "y",
    "y",
    "y",
    "z",
    "z",
    "z",
    "z",
    "z",
    "z",
    "s",
};

/* What has been folded so far. The pairs that stand for å, æ and ø are joined here, so that no way
 * of writing gives another result and folding twice changes nothing. */
typedef struct {
    GString *text;
    char last; /* the letter before, or ' ' */
} Folded;

static void
fold_letter(Folded *folded, char letter)
{
    if (letter == ' ' && folded->last == ' ')
        return;
    if (folded->last == 'a' && (letter == 'a' || letter == 'e'))
        return;
    if (folded->last == 'o' && letter == 'e')
        return;
    g_string_append_c(folded->text, letter);
    folded->last = letter;
}

static void
fold_letters(Folded *folded, const char *letters)
{
    for (; *letters != '\0'; letters++)
        fold_letter(folded, *letters);
}

static gboolean
is_accent(gunichar letter)
{
    return (letter >= 0x300 && letter <= 0x36F) || (letter >= 0x1AB0 && letter <= 0x1AFF) ||
           (letter >= 0x1DC0 && letter <= 0x1DFF) || (letter >= 0x20D0 && letter <= 0x20FF) ||
           (letter >= 0xFE20 && letter <= 0xFE2F);
}

/* Letters, digits and the vowel signs without which a Hindi or Thai word falls apart; the modifier
 * letters (U+02B0 and on) are mostly somebody's apostrophe. */
static gboolean
belongs_to_a_word(gunichar letter)
{
    if (letter >= 0x2B0 && letter <= 0x2FF)
        return FALSE;
    return u_isalnum((UChar32) letter) ||
           (U_MASK(u_charType((UChar32) letter)) & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0;
}

/* FALSE when a letter needs ICU first: `normal` says that it has been there. */
static gboolean
fold_into(Folded *folded, const char *text, gboolean normal)
{
    while (*text != '\0') {
        if ((unsigned char) *text < 0x80) {
            fold_letter(folded, g_ascii_isalnum(*text) ? g_ascii_tolower(*text) : ' ');
            text++;
            continue;
        }
        gunichar letter = g_utf8_get_char(text);
        const char *known =
            letter >= FIRST_TABLED && letter <= LAST_TABLED ? latin[letter - FIRST_TABLED] : NULL;

        if (known != NULL) {
            fold_letters(folded, known);
        } else if (!is_accent(letter)) {
            if (!normal)
                return FALSE;
            if (belongs_to_a_word(letter)) {
                g_string_append_unichar(folded->text, letter);
                folded->last = 'x'; /* any letter that joins with nothing */
            } else {
                fold_letter(folded, ' ');
            }
        }
        text = g_utf8_next_char(text);
    }
    return TRUE;
}

static UChar *
normalise(const UNormalizer2 *form, const UChar *text, int32_t length, int32_t *out_length)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t needed = unorm2_normalize(form, text, length, NULL, 0, &code);
    UChar *normal = g_new(UChar, (gsize) needed + 1);

    code = U_ZERO_ERROR;
    *out_length = unorm2_normalize(form, text, length, normal, needed + 1, &code);
    g_assert(U_SUCCESS(code));
    return normal;
}

/* NFKC with case folding, then taken apart so that accents stand alone. Valid UTF-8 only. */
static char *
normalise_and_part(const char *text)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&code);
    const UNormalizer2 *part = unorm2_getNFDInstance(&code);
    glong units = 0;
    int32_t length = 0;
    g_autofree gunichar2 *wide = g_utf8_to_utf16(text, -1, NULL, &units, NULL);

    g_assert(U_SUCCESS(code) && wide != NULL && units <= G_MAXINT32 / 32);
    g_autofree UChar *folded = normalise(fold, (const UChar *) wide, (int32_t) units, &length);
    g_autofree UChar *parted = normalise(part, folded, length, &length);
    char *result = g_utf16_to_utf8((const gunichar2 *) parted, length, NULL, NULL, NULL);

    g_assert(result != NULL);
    return result;
}

char *
tk_text_fold(const char *text)
{
    g_autofree char *mended = NULL;

    if (text == NULL)
        return g_strdup("");
    if (!g_utf8_validate(text, -1, NULL)) {
        mended = tk_text_mend(text, -1);
        text = mended;
    }

    Folded folded = { g_string_sized_new(strlen(text) + 1), ' ' };

    if (!fold_into(&folded, text, FALSE)) {
        g_autofree char *normal = normalise_and_part(text);

        g_string_truncate(folded.text, 0);
        folded.last = ' ';
        fold_into(&folded, normal, TRUE);
    }
    if (folded.text->len > 0 && folded.text->str[folded.text->len - 1] == ' ')
        g_string_truncate(folded.text, folded.text->len - 1);
    return g_string_free(folded.text, FALSE);
}

char **
tk_text_fold_words(const char *text)
{
    g_autofree char *folded = tk_text_fold(text);

    if (*folded == '\0')
        return g_new0(char *, 1);
    return g_strsplit(folded, " ", -1);
}

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
