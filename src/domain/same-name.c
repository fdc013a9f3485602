/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-name.h"

#include "base/tk-text.h"
#include "domain/person-name.h"

#include <string.h>

void
same_name_clear(SameName *name)
{
    g_clear_pointer(&name->given, g_strfreev);
    g_clear_pointer(&name->family, g_strfreev);
    g_clear_pointer(&name->family_text, g_free);
    g_clear_pointer(&name->family_whole, g_free);
    g_clear_pointer(&name->family_sound, g_free);
    g_clear_pointer(&name->given_sound, g_free);
}

/* What they are compared by, once the words stand. */
static void
end_name(SameName *name)
{
    name->family_text = g_strjoinv(" ", name->family);
    name->family_whole = g_strjoinv("", name->family);
    name->family_sound = name_sound(name->family_whole);
    name->given_sound = name_sound(name->given[0] != NULL ? name->given[0] : "");
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
    end_name(out);
    return out->given[0] != NULL && out->family[0] != NULL;
}

gboolean
same_name_is_initial(const char *word)
{
    return word[0] != '\0' && word[1] == '\0';
}

/* The part is missing, an initial of what is shown, or the same. */
static gboolean
is_shown_by(char *const *part, char *const *shown)
{
    return part[0] == NULL || g_str_equal(part[0], shown[0]) ||
           (same_name_is_initial(part[0]) && part[0][0] == shown[0][0]);
}

static gboolean
lacks_something(const SameName *name)
{
    return name->given[0] == NULL || name->family[0] == NULL ||
           same_name_is_initial(name->given[0]) || same_name_is_initial(name->family[0]);
}

static void
complete(SameName *name, const char *const *emails)
{
    for (; *emails != NULL && lacks_something(name); emails++) {
        g_auto(SameName) shown = { 0 };

        if (same_name_is_shared_box(*emails) || !same_name_of_address(*emails, &shown) ||
            !is_shown_by(name->given, shown.given) || !is_shown_by(name->family, shown.family))
            continue;
        if (name->given[0] == NULL || same_name_is_initial(name->given[0])) {
            g_strfreev(name->given);
            name->given = g_steal_pointer(&shown.given);
        }
        if (name->family[0] == NULL || same_name_is_initial(name->family[0])) {
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
    end_name(out);
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
    end_name(out);
    return TRUE;
}
