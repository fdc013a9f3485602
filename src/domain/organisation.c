/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/organisation.h"

#include "base/tk-text.h"

#include <string.h>

#define LETTER_LETTERS 60 /* a longer name is a description */

Organisation *
organisation_new(void)
{
    Organisation *organisation = g_new0(Organisation, 1);

    organisation->name = g_strdup("");
    organisation->folded = g_strdup("");
    organisation->field = g_strdup("");
    organisation->place = g_strdup("");
    organisation->country = g_strdup("");
    return organisation;
}

void
organisation_free(Organisation *organisation)
{
    if (organisation == NULL)
        return;
    g_free(organisation->name);
    g_free(organisation->folded);
    g_free(organisation->field);
    g_free(organisation->place);
    g_free(organisation->country);
    g_free(organisation);
}

/* Legal forms as tk_text_fold() leaves them: "A/S" has become "a s". The longer stand before the
 * shorter that ends them. Sources: ISO 20275 lists for NO, DK, SE, FI, DE, GB, US, NL, FR, IT. */
static const char *const legal_forms[] = {
    "gmbh co kg", "ab publ", "publ ab", "a m b a", "p l c", "l l c",        "l l p", "s p a",
    "s r l",      "a s",     "i s",     "k s",     "p s",   "n v",          "b v",   "s a",
    "pty ltd",    "pte ltd", "and co",  "as",      "asa",   "ans",          "da",    "enk",
    "nuf",        "sf",      "iks",     "ba",      "aps",   "ivs",          "amba",  "fmba",
    "smba",       "ab",      "publ",    "hb",      "kb",    "ek",           "oy",    "oyj",
    "abp",        "ky",      "tmi",     "osk",     "gmbh",  "mbh",          "ag",    "kg",
    "kga",        "ohg",     "gbr",     "ev",      "ug",    "se",           "ltd",   "limited",
    "llc",        "llp",     "lp",      "plc",     "inc",   "incorporated", "corp",  "corporation",
    "co",         "company", "pty",     "pte",     "sa",    "sas",          "sarl",  "srl",
    "spa",        "nv",      "bv",      "hf",      "ehf",
};

/* Folded names that say there is none, in nb, da, sv and en. */
static const char *const no_organisations[] = {
    "stealth",
    "stealth startup",
    "stealth mode",
    "stealth mode startup",
    "stealth mode startup company",
    "stealth company",
    "stealth start up",
    "stealth ai startup",
    "self employed",
    "selfemployed",
    "freelance",
    "freelancer",
    "independent",
    "independent consultant",
    "unemployed",
    "retired",
    "none",
    "n a",
    "na",
    "confidential",
    "confidential company",
    "private",
    "student",
    "open to work",
    "looking for new opportunities",
    "seeking new opportunities",
    "between jobs",
    "career break",
    "selvstendig",
    "selvstendig naringsdrivende",
    "frilans",
    "frilanser",
    "arbeidssoker",
    "arbeidsledig",
    "pensjonist",
    "ingen",
    "privat",
    "selvstandig",
    "selvstandig erhvervsdrivende",
    "jobsogende",
    "ledig",
    "pensioneret",
    "pensionist",
    "egenforetagare",
    "egen foretagare",
    "egenforetagande",
    "arbetssokande",
    "arbetslos",
    "pensionar",
    "ingen arbetsgivare",
};

static gboolean
is_none(const char *folded)
{
    if (*folded == '\0')
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(no_organisations); i++) {
        if (no_organisations[i][0] == folded[0] && strcmp(no_organisations[i], folded) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
organisation_is_none(const char *name)
{
    g_autofree char *folded = tk_text_fold(name);

    return is_none(g_strstrip(folded));
}

/* Takes `form` off the end of `name` where something is left before it. */
static gboolean
cut_end(char *name, gsize length, const char *form)
{
    gsize form_length = strlen(form);

    if (length < form_length + 2 || name[length - 1] != form[form_length - 1] ||
        name[length - form_length - 1] != ' ' || strcmp(name + length - form_length, form) != 0)
        return FALSE;
    name[length - form_length - 1] = '\0';
    return TRUE;
}

static gboolean
cut_front(char *name, const char *form)
{
    gsize form_length = strlen(form);

    if (strncmp(name, form, form_length) != 0 || name[form_length] != ' ' ||
        name[form_length + 1] == '\0')
        return FALSE;
    memmove(name, name + form_length + 1, strlen(name + form_length + 1) + 1);
    return TRUE;
}

static gboolean
cut_one_end(char *name)
{
    gsize length = strlen(name);

    for (gsize i = 0; i < G_N_ELEMENTS(legal_forms); i++) {
        if (cut_end(name, length, legal_forms[i]))
            return TRUE;
    }
    return FALSE;
}

/* Forms that stand in front by custom: "AB Volvo", "A/S Norske Shell", "Oy Karl Fazer Ab". Others
 * there are part of the name ("Co Lab"). */
static gboolean
cut_one_front(char *name)
{
    const char *const fronts[] = { "the", "ab", "as", "a s", "oy", "pt" };

    for (gsize i = 0; i < G_N_ELEMENTS(fronts); i++) {
        if (cut_front(name, fronts[i]))
            return TRUE;
    }
    return FALSE;
}

/* The forms that a letter leaves out, as they are written. "Co" and "Company" are part of a name.
 */
static const char *const letter_forms[] = { "AS",  "ASA", "A/S",     "ApS", "AB",  "HB",   "KB",
                                            "Oy",  "Oyj", "Abp",     "AG",  "BV",  "B.V",  "NV",
                                            "Ltd", "LTD", "Limited", "LLC", "LLP", "GmbH", "PLC",
                                            "plc", "Inc", "SA",      "ANS", NULL };

char *
organisation_in_letter(const char *name)
{
    g_autofree char *line = g_strstrip(g_strdup(name));
    char *space = NULL;

    if (g_str_has_suffix(line, "(publ)"))
        line[strlen(line) - strlen("(publ)")] = '\0';
    g_strchomp(line);
    while ((space = strrchr(line, ' ')) != NULL) {
        g_autofree char *last = g_strdup(space + 1);

        if (g_str_has_suffix(last, "."))
            last[strlen(last) - 1] = '\0';
        if (!g_strv_contains(letter_forms, last))
            break;
        *space = '\0';
        g_strchomp(line);
        if (g_str_has_suffix(line, ","))
            line[strlen(line) - 1] = '\0';
    }
    if (organisation_is_none(line) || g_utf8_strlen(line, -1) > LETTER_LETTERS ||
        strpbrk(line, "!?\n\r|:;{}<>\"") != NULL || strstr(line, "http") != NULL)
        return g_strdup("");
    return g_steal_pointer(&line);
}

char *
organisation_fold(const char *name)
{
    g_autofree char *folded = tk_text_fold(name);

    if (is_none(g_strstrip(folded)))
        return g_strdup("");
    while (cut_one_end(folded)) {
        /* "GmbH & Co. KG", "AB (publ)": one after the other */
    }
    cut_one_front(folded);
    return g_steal_pointer(&folded);
}
