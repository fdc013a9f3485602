/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/person-name.h"

#include "base/tk-text.h"

#include <string.h>

/* Folded words before a name, and behind it. */
static const char *const titles[] = {
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "dame",
    "herr",
    "frau",
    "hr",
    "fru",
    "froken",
    "direktor",
    "doktor",
    "docent",
    "rev",
    "advokat",
    "siving",
    "civing",
    "dipling",
    "phd",
    "lektor",
    "leg",
    "psykolog",
    "jur",
    "kand",
    "cand",
    "overlege",
    "overlakar",
    "rektor",
    "prost",
    "biskop",
    "pastor",
    "sogneprest",
    "civilingenjor",
    "sivilingenior",
    "lege",
    "lakare",
    "hon",
    "lord",
    "lady",
    "capt",
    "lt",
    "col",
    "revd",
    "master",
    "madame",
    "monsieur",
    "fil",
    "tekn",
    "ekon",
    "polkand",
};
static const char *const credentials[] = {
    "phd",  "ph d",  "md",   "mba",   "emba", "msc",  "bsc",   "ma",      "ba",   "llm",
    "llb",  "mph",   "jd",   "cpa",   "cfa",  "pmp",  "cissp", "cisa",    "cism", "esq",
    "jr",   "sr",    "ii",   "iii",   "iv",   "dds",  "rn",    "pe",      "csm",  "itil",
    "shrm", "sphr",  "phr",  "mrics", "frsa", "meng", "beng",  "dphil",   "acca", "fcca",
    "hd",   "cand",  "merc", "polit", "jur",  "mcsa", "gicsp", "prince2", "caia", "mbbs",
    "obe",  "mbe",   "cbe",  "kbe",   "frs",  "frcs", "mrcp",  "fca",     "aca",  "cima",
    "cfp",  "frm",   "pgce", "bvsc",  "dvm",  "od",   "psyd",  "edd",     "eng",  "ceng",
    "cipd", "mcipd", "qc",   "kc",    "ffa",  "hdr",  "cscp",  "csp",
};

/* Small words that belong to the family name that follows. */
static const char *const particles[] = {
    "von", "van", "de", "der", "den", "del", "della", "di", "da",  "dos", "du", "la",  "le",
    "af",  "av",  "zu", "zur", "ter", "ten", "el",    "al", "bin", "ibn", "st", "mac",
};

/* First halves of double given names that are spoken as one in the north. */
static const char *const double_names[] = {
    "anne",  "ann",   "anna", "hans", "jan",   "per",  "par",  "karl", "carl",  "lars",  "ole",
    "eva",   "inger", "else", "jens", "niels", "nils", "odd",  "tor",  "siv",   "bjorn", "rolf",
    "hanne", "tove",  "liv",  "kai",  "svein", "leif", "finn", "ida",  "marie", "maj",   "britt",
};

static gboolean
stands_in(const char *word, const char *const *table, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        if (table[i][0] == word[0] && strcmp(table[i], word) == 0)
            return TRUE;
    }
    return FALSE;
}

#define STANDS_IN(word, table) stands_in(word, table, G_N_ELEMENTS(table))

void
person_name_free(PersonName *name)
{
    if (name == NULL)
        return;
    g_free(name->name);
    g_free(name->given);
    g_free(name->family);
    g_free(name);
}

static PersonName *
name_of(const char *given, const char *family)
{
    PersonName *name = g_new0(PersonName, 1);

    name->given = g_strdup(given);
    name->family = g_strdup(family);
    name->name = g_strconcat(given, *given != '\0' && *family != '\0' ? " " : "", family, NULL);
    return name;
}

/* The sign that closes what this one opens, or 0. Quotes close themselves. */
static gunichar
closing_of(gunichar letter)
{
    switch (letter) {
    case '(':
        return ')';
    case '[':
        return ']';
    case '{':
        return '}';
    case '"':
        return '"';
    case 0x201C: /* English double quotes */
        return 0x201D;
    case 0x00AB:
        return 0x00BB;
    default:
        return 0;
    }
}

/* Letters, marks, digits and the signs that names are written with; no emoji. */
static gboolean
may_stand_in_name(gunichar letter)
{
    if (letter < 0x80)
        return g_ascii_isalnum((char) letter) || letter == '-' || letter == '\'' || letter == '.' ||
               letter == ',';
    return g_unichar_isalnum(letter) || g_unichar_ismark(letter) || letter == 0x2019 ||
           letter == 0x2010 || letter == 0x00B7;
}

/* Nicknames in brackets, emoji, and whatever follows a "|", "/" or " - " are left off. */
static char *
clean(const char *text)
{
    g_autofree char *valid = tk_text_mend(text, -1);
    g_autoptr(GString) kept = g_string_new(NULL);

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        gunichar closing = closing_of(letter);
        const char *end = NULL;

        if (letter == '|' || letter == '/' || letter == '@' ||
            (letter == ' ' &&
             (g_str_has_prefix(at, " - ") || g_str_has_prefix(at, " \xE2\x80\x93 "))))
            break;
        if (closing != 0)
            end = g_utf8_strchr(g_utf8_next_char(at), -1, closing);
        if (end != NULL)
            at = end;
        if (end == NULL && may_stand_in_name(letter))
            g_string_append_len(kept, at, g_utf8_next_char(at) - at);
        else
            g_string_append_c(kept, ' ');
    }
    return g_string_free(g_steal_pointer(&kept), FALSE);
}

/* "PhD", "M.D.": signs off, so that it can be looked up. */
static char *
bare(const char *word)
{
    char *folded = tk_text_fold(word);
    char *end = folded;

    for (const char *at = folded; *at != '\0'; at++)
        if (*at != ' ')
            *end++ = *at;
    *end = '\0';
    return folded;
}

static gboolean
is_title(const char *word)
{
    g_autofree char *folded = bare(word);

    return *folded == '\0' || STANDS_IN(folded, titles);
}

static gboolean
is_credential(const char *word)
{
    g_autofree char *folded = bare(word);

    return *folded == '\0' || STANDS_IN(folded, credentials);
}

/* Behind a name without a comma only what is written like one: "PhD", "MBA", but not Yo-Yo Ma. */
static gboolean
is_written_as_credential(const char *word)
{
    guint capitals = 0;

    for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at))
        capitals += g_unichar_isupper(g_utf8_get_char(at)) ? 1 : 0;
    return capitals >= 2 && is_credential(word);
}

static gboolean
is_abbreviation(const char *word)
{
    for (; *word != '\0'; word = g_utf8_next_char(word))
        if (g_unichar_islower(g_utf8_get_char(word)))
            return FALSE;
    return TRUE;
}

static gboolean
is_particle(const char *word)
{
    g_autofree char *folded = bare(word);

    return STANDS_IN(folded, particles);
}

/* An import asks this of every word it reads, and nearly all have a letter that needs no folding.
 */
static gboolean
is_word(const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        if (g_ascii_isalnum(*at))
            return TRUE;
    g_autofree char *folded = tk_text_fold(text);

    return *folded != '\0';
}

/* The words of a part, without titles in front and credentials behind. One word always stays: a
 * person may be called Ing or Ma. */
static GPtrArray *
words_of(const char *part)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) raw = g_strsplit_set(part, " \t\r\n,", -1);

    for (char **word = raw; *word != NULL; word++)
        if (is_word(*word))
            g_ptr_array_add(words, g_strdup(*word));
    while (words->len > 1 && is_title(g_ptr_array_index(words, 0)))
        g_ptr_array_remove_index(words, 0);
    while (words->len > 2 && is_written_as_credential(g_ptr_array_index(words, words->len - 1)))
        g_ptr_array_remove_index(words, words->len - 1);
    return words;
}

static char *
join_words(const GPtrArray *words, guint from, guint until)
{
    g_autoptr(GString) joined = g_string_new(NULL);

    for (guint i = from; i < until; i++) {
        if (i > from)
            g_string_append_c(joined, ' ');
        g_string_append(joined, g_ptr_array_index(words, i));
    }
    return g_string_free(g_steal_pointer(&joined), FALSE);
}

/* TRUE for "PhD, MBA" and the like, and for nothing at all. Where one of them is known the others
 * may be any that are written in capitals ("CFA, CQRM"). */
static gboolean
is_all_credentials(const char *part)
{
    g_auto(GStrv) words = g_strsplit_set(part, " ,", -1);
    gboolean any_known = FALSE, all = TRUE;

    for (char **word = words; *word != NULL; word++) {
        gboolean known = is_credential(*word) || is_title(*word);

        any_known |= known && **word != '\0';
        all = all && (known || is_abbreviation(*word));
    }
    for (char **word = words; *word != NULL && !any_known; word++)
        if (**word != '\0')
            return FALSE;
    return all;
}

static PersonName *
split_in_order(const char *text)
{
    g_autoptr(GPtrArray) words = words_of(text);
    g_autofree char *given = NULL;
    g_autofree char *family = NULL;
    guint border = words->len > 1 ? words->len - 1 : words->len;

    while (border > 1 && border < words->len && is_particle(g_ptr_array_index(words, border - 1)))
        border--;
    given = join_words(words, 0, border);
    family = join_words(words, border, words->len);
    return name_of(given, family);
}

/* Many mails carry the address again where the name should be. */
static gboolean
is_address(const char *text)
{
    return strchr(text, '@') != NULL && strpbrk(text, " \t\r\n") == NULL;
}

PersonName *
person_name_split(const char *text)
{
    g_autofree char *cleaned = clean(text);
    char *comma = strchr(cleaned, ',');
    char *further = NULL;
    g_autoptr(GPtrArray) family_words = NULL;
    g_autoptr(GPtrArray) given_words = NULL;
    g_autofree char *family = NULL;
    g_autofree char *given = NULL;

    if (is_address(text))
        return person_name_from_email(text);
    if (comma == NULL)
        return split_in_order(cleaned);
    *comma = '\0';
    if (is_all_credentials(comma + 1))
        return split_in_order(cleaned);
    further = strchr(comma + 1, ',');
    if (further != NULL && is_all_credentials(further + 1))
        *further = '\0';
    family_words = words_of(cleaned);
    given_words = words_of(comma + 1);
    if (family_words->len == 0 || given_words->len == 0)
        return split_in_order(family_words->len == 0 ? comma + 1 : cleaned);
    family = join_words(family_words, 0, family_words->len);
    given = join_words(given_words, 0, given_words->len);
    return name_of(given, family);
}

/* Boxes that many read, and words that are no names. */
static const char *const shared_boxes[] = {
    "post",          "info",       "mail",      "firmapost",    "kontakt",    "contact",
    "kontor",        "office",     "support",   "help",         "admin",      "sales",
    "salg",          "noreply",    "no",        "reply",        "hr",         "jobb",
    "jobs",          "faktura",    "invoice",   "press",        "presse",     "team",
    "hello",         "hei",        "hej",       "kundeservice", "kundtjanst", "service",
    "newsletter",    "nyhetsbrev", "booking",   "order",        "webmaster",  "postmaster",
    "reception",     "resepsjon",  "marketing", "do",           "not",        "donotreply",
    "notifications", "service",
};

static gboolean
may_be_name(const char *word)
{
    g_autofree char *folded = tk_text_fold(word);

    if (g_utf8_strlen(word, -1) < 2 || STANDS_IN(folded, shared_boxes))
        return FALSE;
    for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) {
        if (!g_unichar_isalpha(g_utf8_get_char(at)) && *at != '-')
            return FALSE;
    }
    return TRUE;
}

static char *
with_capitals(const char *word)
{
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean first = TRUE;

    for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);

        g_string_append_unichar(text,
                                first ? g_unichar_toupper(letter) : g_unichar_tolower(letter));
        first = letter == '-';
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

PersonName *
person_name_from_email(const char *address)
{
    g_autofree char *valid = tk_text_mend(address, -1);
    const char *at_sign = strchr(valid, '@');
    g_autofree char *box =
        at_sign == NULL ? g_strdup("") : g_strndup(valid, (gsize) (at_sign - valid));
    g_auto(GStrv) parts = NULL;
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *joined = NULL;

    box[strcspn(box, "+")] = '\0';
    parts = g_strsplit_set(box, "._", -1);
    for (char **part = parts; *part != NULL; part++) {
        if (!may_be_name(*part))
            return name_of("", "");
        g_ptr_array_add(words, with_capitals(*part));
    }
    if (words->len < 2 || words->len > 4)
        return name_of("", "");
    joined = join_words(words, 0, words->len);
    return split_in_order(joined);
}

static gboolean
is_initial(const char *word)
{
    g_autofree char *folded = tk_text_fold(word);

    g_strstrip(folded);
    return g_utf8_strlen(folded, -1) <= 1 || word[1] == '.';
}

/* "-sen", "-son", "-dotter" and the like: a second family name, not a second given one. */
static gboolean
ends_like_family(const char *folded)
{
    const char *const ends[] = { "sen", "son", "dotter", "datter", "dottir" };

    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        if (g_str_has_suffix(folded, ends[i]) && strlen(folded) > strlen(ends[i]) + 1)
            return TRUE;
    }
    return FALSE;
}

char *
person_name_to_greet(const char *given)
{
    g_autoptr(GPtrArray) words = words_of(given);
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;

    while (words->len > 0 && is_initial(g_ptr_array_index(words, 0)))
        g_ptr_array_remove_index(words, 0);
    if (words->len == 0)
        return g_strdup("");
    if (words->len == 1)
        return g_strdup(g_ptr_array_index(words, 0));
    first = tk_text_fold(g_ptr_array_index(words, 0));
    second = tk_text_fold(g_ptr_array_index(words, 1));
    if (STANDS_IN(first, double_names) && !is_initial(g_ptr_array_index(words, 1)) &&
        !ends_like_family(second))
        return join_words(words, 0, 2);
    return g_strdup(g_ptr_array_index(words, 0));
}

char *
person_name_sort_key(const char *given, const char *family, const char *name)
{
    g_autofree char *both = NULL;

    if (*family == '\0' && *given == '\0')
        return tk_text_fold(name);
    both = g_strdup_printf("%s %s", family, given);
    return g_strstrip(tk_text_fold(both));
}
