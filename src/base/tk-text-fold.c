/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#define FIRST_TABLED 0xC0
#define LAST_TABLED  0x17F

/* U+00C0 to U+017F, row by row: what a letter of a name in any European alphabet is folded to.
 * T: th, S: ss, J: ij, a space for signs, ?: ask ICU. */
static const char latin[] = "aaaaaaaceeeeiiii" /* C0 */
                            "dnooooo ouuuuyTS"
                            "aaaaaaaceeeeiiii" /* E0 */
                            "dnooooo ouuuuyTy"
                            "aaaaaaccccccccdd" /* 100 */
                            "ddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiii" /* 120 */
                            "iiJJjjkkkllllll?"
                            "?llnnnnnn?nnoooo" /* 140 */
                            "oooorrrrrrssssss"
                            "ssttttttuuuuuuuu" /* 160 */
                            "uuuuwwyyyzzzzzzs";
G_STATIC_ASSERT(sizeof latin == LAST_TABLED - FIRST_TABLED + 2);

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
fold_coded(Folded *folded, char code)
{
    switch (code) {
    case 'T':
        fold_letter(folded, 't');
        fold_letter(folded, 'h');
        break;
    case 'S':
        fold_letter(folded, 's');
        fold_letter(folded, 's');
        break;
    case 'J':
        fold_letter(folded, 'i');
        fold_letter(folded, 'j');
        break;
    default:
        fold_letter(folded, code);
    }
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

/* One letter beyond ASCII. FALSE when ICU must see it first; `normal` says that it has. */
static gboolean
fold_beyond_ascii(Folded *folded, gunichar letter, gboolean normal)
{
    if (letter >= FIRST_TABLED && letter <= LAST_TABLED && latin[letter - FIRST_TABLED] != '?') {
        fold_coded(folded, latin[letter - FIRST_TABLED]);
        return TRUE;
    }
    if (is_accent(letter))
        return TRUE;
    if (!normal)
        return FALSE;
    if (belongs_to_a_word(letter)) {
        g_string_append_unichar(folded->text, letter);
        folded->last = 'x'; /* any letter that joins with nothing */
    } else {
        fold_letter(folded, ' ');
    }
    return TRUE;
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
        if (!fold_beyond_ascii(folded, g_utf8_get_char(text), normal))
            return FALSE;
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
