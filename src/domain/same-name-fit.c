/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * same-name-fit.c - how far two names that were read may be one person's.
 */
#include "domain/same-name.h"

#include <string.h>

#define LETTERS_FOR_ONE 4 /* so long must a word be for one wrong letter to be a slip */
#define LETTERS_FOR_TWO 9
#define FAMILY_FOR_ONE  5
#define NICKNAME_LEAST  3

/* The next letter of all words after each other; '\0' at their end. */
static char
next_letter(char *const **words, const char **at)
{
    while (**words != NULL && **at == '\0') {
        (*words)++;
        *at = **words != NULL ? **words : "";
    }
    return **words != NULL ? *(*at)++ : '\0';
}

/* "Inge Lise" and "Ingelise". */
static gboolean
joined_equal(char *const *one, char *const *other)
{
    const char *a_at = *one != NULL ? *one : "", *b_at = *other != NULL ? *other : "";
    char a, b;

    do {
        a = next_letter(&one, &a_at);
        b = next_letter(&other, &b_at);
    } while (a == b && a != '\0');
    return a == b;
}

static gboolean
sounds_equal(const char *one, const char *other)
{
    g_autofree char *sound = name_sound(one);
    g_autofree char *other_sound = name_sound(other);

    return g_str_equal(sound, other_sound);
}

/* Wrong, missing, further and exchanged letters (the optimal string alignment distance), counted
 * no further than `most`; `other` is of at most as many letters. */
static guint
letters_wrong(const char *one, const char *other, guint most)
{
    gsize length = strlen(one), other_length = strlen(other);
    guint rows[3][64] = { { 0 } };

    if (length >= G_N_ELEMENTS(rows[0]) || length - other_length > most)
        return most + 1;
    for (gsize j = 0; j <= other_length; j++)
        rows[0][j] = (guint) j;
    for (gsize i = 1; i <= length; i++) {
        guint *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];

        now[0] = (guint) i;
        for (gsize j = 1; j <= other_length; j++) {
            gboolean same = one[i - 1] == other[j - 1];

            now[j] = MIN(MIN(before[j], now[j - 1]) + 1, before[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                now[j] = MIN(now[j], earlier[j - 2] + 1);
        }
    }
    return rows[length % 3][other_length];
}

gboolean
same_name_is_slip(const char *one, const char *other, gsize letters_for_one)
{
    gsize length = strlen(one), other_length = strlen(other);
    guint most;

    if (length < other_length)
        return same_name_is_slip(other, one, letters_for_one);
    if (other_length < letters_for_one)
        return FALSE;
    most = other_length >= LETTERS_FOR_TWO ? 2 : 1;
    return letters_wrong(one, other, most) <= most;
}

static gboolean
is_vowel(char letter)
{
    return letter != '\0' && strchr("aeiouy", letter) != NULL;
}

/* Anna and Anne, Daniel and Daniela: the end alone makes it another person's. */
static gboolean
differs_at_the_end(const char *one, const char *other)
{
    gsize same = 0, length = strlen(one), other_length = strlen(other);

    while (one[same] != '\0' && one[same] == other[same])
        same++;
    if (length == other_length)
        return same + 1 == length && is_vowel(one[same]) && is_vowel(other[same]);
    return same >= MIN(length, other_length) &&
           is_vowel((length > other_length ? one : other)[MAX(length, other_length) - 1]);
}

/* Bea for Beatrix, Percy for Percival: the beginning of a name that is none itself. */
static gboolean
is_beginning(const NameBook *book, const char *shorter, const char *longer)
{
    gsize length = strlen(shorter);

    if (name_book_knows(book, FALSE, shorter) && name_book_knows(book, FALSE, longer))
        return FALSE;
    if (length > 1 && shorter[length - 1] == 'e' && shorter[length - 2] == 'i')
        length -= 2;
    else if (length > 1 && strchr("yi", shorter[length - 1]) != NULL)
        length--;
    return length >= NICKNAME_LEAST && strlen(longer) >= length + 2 &&
           strncmp(shorter, longer, length) == 0 && !differs_at_the_end(shorter, longer);
}

/* The first given names. */
static NameFit
first_fit(const NameBook *book, const SameName *a, const SameName *b)
{
    const char *one = a->given[0], *other = b->given[0];

    if (g_str_equal(one, other))
        return NAME_EQUAL;
    if (same_name_is_initial(one) || same_name_is_initial(other))
        return one[0] == other[0] ? NAME_INITIAL : NAME_OTHER;
    if (name_book_same_given(book, one, other) || is_beginning(book, one, other) ||
        is_beginning(book, other, one))
        return NAME_SET;
    if (g_str_equal(a->given_sound, b->given_sound) ||
        same_name_is_slip(one, other, LETTERS_FOR_ONE))
        return (name_book_knows(book, FALSE, one) && name_book_knows(book, FALSE, other)) ||
                       differs_at_the_end(one, other)
                   ? NAME_NEAR
                   : NAME_TYPO;
    return NAME_OTHER;
}

static gboolean
stands_behind(char *const *words, const char *word)
{
    return words[0] != NULL && g_strv_contains((const char *const *) words + 1, word);
}

static gboolean
is_called(const NameBook *book, char *const *words, const char *word)
{
    for (words++; *words != NULL; words++)
        if (name_book_same_given(book, *words, word))
            return TRUE;
    return FALSE;
}

/* What stands behind the first given name: Per Erik is not Per Egil. */
static NameFit
second_fit(const NameBook *book, char *const *one, char *const *other)
{
    const char *a = one[1], *b = a != NULL ? other[1] : NULL;

    if (b == NULL || g_str_has_prefix(a, b) || g_str_has_prefix(b, a) || sounds_equal(a, b))
        return NAME_EQUAL;
    return name_book_knows(book, FALSE, a) && name_book_knows(book, FALSE, b) ? NAME_OTHER
                                                                              : NAME_NEAR;
}

NameFit
same_name_given_fit(const NameBook *book, const SameName *one, const SameName *other)
{
    char *const *a = one->given, *const *b = other->given;
    NameFit fit;

    if (a[0] == NULL || b[0] == NULL)
        return NAME_UNKNOWN;
    if (joined_equal(a, b))
        return NAME_EQUAL;
    fit = first_fit(book, one, other);
    if (fit != NAME_OTHER) {
        NameFit second = second_fit(book, a, b);

        if (second != NAME_EQUAL)
            return second;
    }
    if (fit == NAME_EQUAL)
        return NAME_MORE;
    if (fit == NAME_OTHER && (is_called(book, a, b[0]) || is_called(book, b, a[0])))
        return NAME_CALLED;
    return fit;
}

/* A family name of one that stands anywhere behind the other's first name: married, hyphenated, a
 * middle name. */
static const char *
shared_part(const SameName *one, const SameName *other)
{
    for (char **word = one->family; *word != NULL; word++)
        if (!same_name_is_initial(*word) &&
            (g_strv_contains((const char *const *) other->family, *word) ||
             stands_behind(other->given, *word)))
            return *word;
    return NULL;
}

NameFit
same_name_family_fit(const NameBook *book, const SameName *one, const SameName *other,
                     const char **out_part)
{
    const char *a = one->family_whole, *b = other->family_whole;
    const char *part = NULL;

    if (*a == '\0' || *b == '\0')
        return NAME_UNKNOWN;
    if (g_str_equal(a, b))
        return NAME_EQUAL;
    if (same_name_is_initial(a) || same_name_is_initial(b))
        return a[0] == b[0] ? NAME_INITIAL : NAME_OTHER;
    part = shared_part(one, other);
    part = part != NULL ? part : shared_part(other, one);
    if (part != NULL) {
        if (out_part != NULL)
            *out_part = part;
        return NAME_PART;
    }
    if (g_str_equal(one->family_sound, other->family_sound) ||
        same_name_is_slip(a, b, FAMILY_FOR_ONE))
        return name_book_knows(book, TRUE, a) && name_book_knows(book, TRUE, b) ? NAME_NEAR
                                                                                : NAME_TYPO;
    return NAME_OTHER;
}
