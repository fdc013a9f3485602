/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-name.h"

#include "base/tk-text.h"
#include "domain/person-name.h"

#include <string.h>

#define LETTERS_FOR_ONE 4 /* so long must a word be for one wrong letter to be a slip */
#define LETTERS_FOR_TWO 9
#define FAMILY_FOR_ONE  5
#define NICKNAME_LEAST  3

void
same_name_clear(SameName *name)
{
    g_clear_pointer(&name->given, g_strfreev);
    g_clear_pointer(&name->family, g_strfreev);
}

/* Folded last words that tell generations of one name apart. */
static const struct {
    const char *word;
    int generation;
} generations[] = {
    { "jr", 1 },        { "jnr", 1 },       { "junior", 1 }, { "d y", 1 },       { "dy", 1 },
    { "yngre", 1 },     { "den yngre", 1 }, { "sr", 2 },     { "snr", 2 },       { "senior", 2 },
    { "d a", 2 },       { "d e", 2 },       { "aldre", 2 },  { "den aldre", 2 }, { "eldre", 2 },
    { "den eldre", 2 }, { "ii", 3 },        { "iii", 4 },    { "iv", 5 },
};

static int
generation_of(const char *word)
{
    g_autofree char *folded = g_strstrip(tk_text_fold(word));

    for (gsize at = 0; at < G_N_ELEMENTS(generations); at++)
        if (g_str_equal(generations[at].word, folded))
            return generations[at].generation;
    return 0;
}

/* "Nils Moe jr." -> 1, and the text without it. */
static int
cut_generation(char *text)
{
    char *space;
    int generation;

    g_strchomp(text);
    space = strrchr(text, ' ');
    if (space == NULL)
        return 0;
    generation = generation_of(space + 1);
    if (generation == 0)
        return 0;
    *space = '\0';
    g_strchomp(text);
    if (g_str_has_suffix(text, " den") || g_str_has_suffix(text, ","))
        *strrchr(text, g_str_has_suffix(text, ",") ? ',' : ' ') = '\0';
    return generation;
}

/* "AD" among words that are not all capitals: initials written together. */
static gboolean
is_initials(const char *word)
{
    glong letters = 0;

    for (; *word != '\0'; word = g_utf8_next_char(word), letters++)
        if (!g_unichar_isupper(g_utf8_get_char(word)))
            return FALSE;
    return letters == 2;
}

static gboolean
has_small_letters(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (g_unichar_islower(g_utf8_get_char(text)))
            return TRUE;
    return FALSE;
}

static char **
words_of_given(const char *given, gboolean mixed)
{
    g_auto(GStrv) raw = g_strsplit_set(given, " -", -1);
    g_autoptr(GString) spaced = g_string_new(NULL);

    for (char **word = raw; *word != NULL; word++) {
        if (mixed && is_initials(*word)) {
            const char *second = g_utf8_next_char(*word);

            g_string_append_len(spaced, *word, second - *word);
            g_string_append_printf(spaced, " %s ", second);
        } else {
            g_string_append_printf(spaced, "%s ", *word);
        }
    }
    return tk_text_fold_words(spaced->str);
}

static char **
copy_words(char *const *words)
{
    return g_strdupv((char **) words);
}

gboolean
same_name_is_shared_box(const char *email)
{
    static const char *const boxes[] = {
        "post",      "info",         "mail",         "kontakt",    "contact",    "office",
        "firmapost", "hello",        "hei",          "hej",        "admin",      "sales",
        "support",   "kontor",       "team",         "salg",       "booking",    "order",
        "ordre",     "marked",       "marketing",    "reception",  "resepsjon",  "accounts",
        "faktura",   "invoice",      "verkstad",     "verksted",   "butikk",     "butik",
        "shop",      "presse",       "press",        "jobb",       "jobs",       "hr",
        "noreply",   "no-reply",     "kundeservice", "kundtjanst", "service",    "enquiries",
        "enquiry",   "help",         "webmaster",    "postmaster", "bestilling", "forsaljning",
        "studio",    "familien",     "familie",      "familjen",   "family",     "skole",
        "skola",     "bookings",     "finance",      "okonomi",    "ekonomi",    "drift",
        "regnskap",  "redaksjon",    "redaktion",    "styret",     "styrelsen",  "bestyrelsen",
        "board",     "reservations", "general",      "hallo",      NULL
    };
    g_autofree char *box = g_strndup(email, strcspn(email, "@"));

    return g_strv_contains(boxes, box);
}

gboolean
same_name_of_address(const char *email, SameName *out)
{
    g_autoptr(PersonName) shown = person_name_from_email(email);

    *out = (SameName) { 0 };
    if (*shown->given == '\0' || *shown->family == '\0')
        return FALSE;
    out->given = tk_text_fold_words(shown->given);
    out->family = tk_text_fold_words(shown->family);
    return out->given[0] != NULL && out->family[0] != NULL;
}

static gboolean
is_initial(const char *word)
{
    return word[0] != '\0' && word[1] == '\0';
}

/* The part is missing, an initial of what is shown, or the same. */
static gboolean
is_shown_by(char *const *part, char *const *shown)
{
    return part[0] == NULL || g_str_equal(part[0], shown[0]) ||
           (is_initial(part[0]) && part[0][0] == shown[0][0]);
}

static gboolean
lacks_something(const SameName *name)
{
    return name->given[0] == NULL || name->family[0] == NULL || is_initial(name->given[0]) ||
           is_initial(name->family[0]);
}

static void
complete(SameName *name, const char *const *emails)
{
    for (; *emails != NULL && lacks_something(name); emails++) {
        g_auto(SameName) shown = { 0 };

        if (same_name_is_shared_box(*emails) || !same_name_of_address(*emails, &shown) ||
            !is_shown_by(name->given, shown.given) || !is_shown_by(name->family, shown.family))
            continue;
        if (name->given[0] == NULL || is_initial(name->given[0])) {
            g_strfreev(name->given);
            name->given = g_steal_pointer(&shown.given);
        }
        if (name->family[0] == NULL || is_initial(name->family[0])) {
            g_strfreev(name->family);
            name->family = g_steal_pointer(&shown.family);
        }
    }
}

/* "Anne Berg (Holm)", "Anne Berg born Holm": the name of before is a family's name, too. */
static char *
former_name(char *text)
{
    static const char *const words[] = { " born ", " nee ", " née ",  " født ", " fødd ",
                                         " född ", " f. ",  " f.d. ", " fd ",   " f.dt. " };
    char *end = strchr(text, ')'), *begin = end != NULL ? strchr(text, '(') : NULL;

    if (begin != NULL && begin < end && strpbrk(begin, "/:0123456789") == NULL) {
        g_autofree char *inside = g_strdup_printf(" %.*s", (int) (end - begin - 1), begin + 1);
        g_autofree char *further = former_name(inside);

        return further != NULL ? g_steal_pointer(&further) : g_steal_pointer(&inside);
    }
    for (gsize at = 0; at < G_N_ELEMENTS(words); at++) {
        begin = strstr(text, words[at]);
        if (begin != NULL) {
            char *former = g_strdup(begin + strlen(words[at]));

            *begin = '\0';
            return former;
        }
    }
    return NULL;
}

static void
add_words(char ***words, char *const *further)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    char **all;

    g_strv_builder_addv(builder, (const char **) *words);
    g_strv_builder_addv(builder, (const char **) further);
    all = g_strv_builder_end(builder);
    g_strfreev(*words);
    *words = all;
}

/* "synnove.hatlem" where a name should be. */
static gboolean
is_box(const char *text)
{
    return strpbrk(text, " \t,") == NULL && strpbrk(text, "._") != NULL;
}

void
same_name_read(const char *name, const char *const *emails, SameName *out)
{
    g_autofree char *text = g_strdup(name);
    g_autofree char *former = NULL;
    g_autoptr(PersonName) split = NULL;

    out->generation = cut_generation(text);
    former = former_name(text);
    if (is_box(text) && strchr(text, '@') == NULL) {
        g_autofree char *address = g_strconcat(text, "@", NULL);

        split = person_name_from_email(address);
    }
    if (split == NULL || *split->name == '\0') {
        g_clear_pointer(&split, person_name_free);
        split = person_name_split(text);
    }
    out->given = words_of_given(split->given, has_small_letters(text));
    out->family = tk_text_fold_words(split->family);
    out->hyphenated = strchr(split->given, '-') != NULL;
    if (former != NULL && out->family[0] != NULL) {
        g_auto(GStrv) words = tk_text_fold_words(former);

        add_words(&out->family, words);
    }
    complete(out, emails);
}

static gboolean
joined_equal(char *const *one, char *const *other)
{
    g_autofree char *a = g_strjoinv("", (char **) one);
    g_autofree char *b = g_strjoinv("", (char **) other);

    return g_str_equal(a, b);
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

static NameFit
fit_words(const NameBook *book, const char *one, const char *other)
{
    if (g_str_equal(one, other))
        return NAME_EQUAL;
    if (is_initial(one) || is_initial(other))
        return one[0] == other[0] ? NAME_INITIAL : NAME_OTHER;
    if (name_book_same_given(book, one, other) || is_beginning(book, one, other) ||
        is_beginning(book, other, one))
        return NAME_SET;
    if (sounds_equal(one, other) || same_name_is_slip(one, other, LETTERS_FOR_ONE))
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
    fit = fit_words(book, a[0], b[0]);
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
        if (!is_initial(*word) && (g_strv_contains((const char *const *) other->family, *word) ||
                                   stands_behind(other->given, *word)))
            return *word;
    return NULL;
}

NameFit
same_name_family_fit(const NameBook *book, const SameName *one, const SameName *other,
                     const char **out_part)
{
    g_autofree char *a = g_strjoinv("", one->family);
    g_autofree char *b = g_strjoinv("", other->family);
    const char *part = NULL;

    if (*a == '\0' || *b == '\0')
        return NAME_UNKNOWN;
    if (g_str_equal(a, b))
        return NAME_EQUAL;
    if (is_initial(a) || is_initial(b))
        return a[0] == b[0] ? NAME_INITIAL : NAME_OTHER;
    part = shared_part(one, other);
    part = part != NULL ? part : shared_part(other, one);
    if (part != NULL) {
        if (out_part != NULL)
            *out_part = part;
        return NAME_PART;
    }
    if (sounds_equal(a, b) || same_name_is_slip(a, b, FAMILY_FOR_ONE))
        return name_book_knows(book, TRUE, a) && name_book_knows(book, TRUE, b) ? NAME_NEAR
                                                                                : NAME_TYPO;
    return NAME_OTHER;
}

gboolean
same_name_turned(const SameName *name, SameName *out)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();

    *out = (SameName) { 0 };
    for (char **word = name->given; *word != NULL; word++)
        g_ptr_array_add(words, *word);
    for (char **word = name->family; *word != NULL; word++)
        g_ptr_array_add(words, *word);
    if (words->len < 2 || name->family[0] == NULL)
        return FALSE;
    g_ptr_array_add(words, NULL);
    char *const family[] = { g_ptr_array_index(words, 0), NULL };

    out->family = copy_words(family);
    out->given = copy_words((char *const *) words->pdata + 1);
    out->generation = name->generation;
    return TRUE;
}
