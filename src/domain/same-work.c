/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-work.h"

#include "base/tk-text.h"
#include "domain/organisation.h"

#include <string.h>

#define LABEL_LEAST  3
#define FAMILY_LEAST 3

/* Words that many organisations have, folded: by them alone two are not one. */
static const char *const common_words[] = {
    "the",
    "of",
    "and",
    "og",
    "och",
    "for",
    "i",
    "pa",
    "norsk",
    "norge",
    "nordic",
    "nordisk",
    "norway",
    "dansk",
    "danmark",
    "danish",
    "svensk",
    "svenska",
    "sverige",
    "sweden",
    "university",
    "universitetet",
    "universitet",
    "kommune",
    "kommun",
    "region",
    "city",
    "bank",
    "skole",
    "skola",
    "group",
    "gruppen",
    "konsern",
    "holding",
    "international",
    "global",
    "institute",
    "college",
    "school",
    "studio",
    "advokatfirmaet",
    "advokatfirma",
    "advokatbyra",
    "foreningen",
    "stiftelsen",
    "statens",
    "ministry",
    "council",
    "hospital",
    "sykehus",
    "sygehus",
    "department",
    "direktoratet",
    "new",
    "st",
    "den",
    "det",
    "de",
    "north",
    "south",
    "first",
};

/* Where everybody may have a box. The part before the last dot is enough: gmail.com, hotmail.se. */
static const char *const free_boxes[] = {
    "gmail",      "googlemail", "hotmail", "outlook",     "live",     "msn",      "yahoo",
    "ymail",      "icloud",     "me",      "mac",         "aol",      "gmx",      "proton",
    "protonmail", "pm",         "hey",     "fastmail",    "mail",     "online",   "telia",
    "spray",      "bredband",   "comhem",  "tele2",       "telenor",  "getmail",  "frisurf",
    "broadpark",  "c2i",        "start",   "lyse",        "mailbox",  "posteo",   "webmail",
    "jubii",      "sol",        "tdcadsl", "mail-online", "stofanet", "post",     "ofir",
    "passagen",   "swipnet",    "home",    "btinternet",  "sky",      "talktalk", "virginmedia",
    "ntlworld",   "comcast",    "verizon", "zoho",        "tutanota", "yandex",   "web",
};

static gboolean
stands_in(const char *word, const char *const *table, gsize count)
{
    for (gsize at = 0; at < count; at++)
        if (strcmp(table[at], word) == 0)
            return TRUE;
    return FALSE;
}

#define STANDS_IN(word, table) stands_in(word, table, G_N_ELEMENTS(table))

static char **
words_of(const char *organisation)
{
    g_autofree char *folded = organisation_fold(organisation);

    return g_strsplit(folded, " ", -1);
}

gboolean
same_work_says_something(const char *word)
{
    return strlen(word) >= LABEL_LEAST && !STANDS_IN(word, common_words);
}

void
same_work_keys(const char *organisation, char **out_first, char **out_whole)
{
    g_auto(GStrv) words = words_of(organisation);

    *out_whole = g_strjoinv("", words);
    *out_first = NULL;
    for (char **word = words; *word != NULL && *out_first == NULL; word++)
        if (same_work_says_something(*word))
            *out_first = g_strdup(*word);
    if (*out_first == NULL)
        *out_first = g_strdup(*out_whole);
}

/* The label that stands before the country's ("uk", "co.uk"): "larkspur" of
 * "mail.larkspur.example". NULL for no domain. */
static char *
main_label(const char *domain)
{
    g_auto(GStrv) labels = g_strsplit(domain, ".", -1);
    guint count = g_strv_length(labels);
    guint last = count > 2 && strlen(labels[count - 2]) <= LABEL_LEAST ? count - 2 : count - 1;

    return count < 2 || last < 1 ? NULL : g_strdup(labels[last - 1]);
}

static gboolean
is_free_box(const char *domain)
{
    g_autofree char *label = main_label(domain);

    return label == NULL || STANDS_IN(label, free_boxes);
}

char *
same_work_label(const char *email)
{
    const char *domain = strchr(email, '@');

    return domain == NULL || is_free_box(domain + 1) ? NULL : main_label(domain + 1);
}

/* "adeaneandsons" for "Adeane & Sons", "quillsoftware" for "Quill Software", "larkspur" for
 * "Larkspur Analytics". */
static gboolean
label_fits(const char *label, char *const *words)
{
    const char *at = label;
    guint taken = 0;

    for (; *words != NULL && *at != '\0'; words++) {
        gsize length = strlen(*words);

        if (taken > 0 && strncmp(at, *words, length) != 0) {
            gsize joint = g_str_has_prefix(at, "and") ? 3
                          : g_str_has_prefix(at, "og") || g_str_has_prefix(at, "och")
                              ? strlen(at) > 2 && at[1] == 'c' ? 3 : 2
                              : 0;

            at += strncmp(at + joint, *words, length) == 0 ? joint : 0;
        }
        if (strncmp(at, *words, length) != 0)
            return FALSE;
        at += length;
        taken++;
    }
    return *at == '\0' && taken > 0;
}

static gboolean
domain_fits(const char *domain, char *const *words)
{
    g_auto(GStrv) labels = g_strsplit(domain, ".", -1);
    guint count = g_strv_length(labels);

    if (is_free_box(domain))
        return FALSE;
    for (guint at = 0; at + 1 < count; at++) {
        g_auto(GStrv) pieces = g_strsplit(labels[at], "-", -1);
        g_autofree char *label = g_strjoinv("", pieces);

        if (strlen(label) >= LABEL_LEAST && same_work_says_something(label) &&
            label_fits(label, words))
            return TRUE;
    }
    return FALSE;
}

static const char *
domain_that_fits(const char *const *emails, char *const *words)
{
    for (; *emails != NULL; emails++) {
        const char *domain = strchr(*emails, '@');

        if (domain != NULL && words[0] != NULL && domain_fits(domain + 1, words))
            return domain + 1;
    }
    return NULL;
}

/* All words of the shorter stand in the longer, and one of them says something. */
static gboolean
is_part_of(char *const *shorter, char *const *longer)
{
    gboolean tells = FALSE;

    for (; *shorter != NULL; shorter++) {
        if (**shorter == '\0')
            continue;
        if (!g_strv_contains((const char *const *) longer, *shorter))
            return FALSE;
        tells |= same_work_says_something(*shorter);
    }
    return tells;
}

WorkFit
same_work_fit(const char *organisation, const char *const *emails, const char *other_organisation,
              const char *const *other_emails, const char **out_domain)
{
    g_auto(GStrv) a = words_of(organisation);
    g_auto(GStrv) b = words_of(other_organisation);
    g_autofree char *whole = g_strjoinv("", a);
    g_autofree char *other_whole = g_strjoinv("", b);
    const char *domain = domain_that_fits(emails, b);

    if (*whole != '\0' && g_str_equal(whole, other_whole))
        return WORK_EQUAL;
    if (*whole != '\0' && *other_whole != '\0' && (is_part_of(a, b) || is_part_of(b, a)))
        return WORK_NEAR;
    domain = domain != NULL ? domain : domain_that_fits(other_emails, a);
    if (domain != NULL) {
        if (out_domain != NULL)
            *out_domain = domain;
        return WORK_DOMAIN;
    }
    return *whole != '\0' && *other_whole != '\0' ? WORK_OTHER : WORK_UNKNOWN;
}

gboolean
same_work_has_two_boxes(const char *const *emails, const char *const *other_emails)
{
    gboolean two = FALSE;

    for (; *emails != NULL; emails++) {
        const char *domain = strchr(*emails, '@');

        if (domain == NULL || is_free_box(domain + 1))
            continue;
        for (const char *const *other = other_emails; *other != NULL; other++) {
            if (g_str_equal(*emails, *other))
                return FALSE;
            two |= g_str_has_suffix(*other, domain);
        }
    }
    return two;
}

gboolean
same_work_bears_name(const char *organisation, const char *const *emails, const char *family)
{
    g_auto(GStrv) words = words_of(organisation);

    if (strlen(family) < FAMILY_LEAST)
        return FALSE;
    for (char **word = words; *word != NULL; word++)
        if (g_str_has_prefix(*word, family))
            return TRUE;
    for (; *emails != NULL; emails++) {
        const char *domain = strchr(*emails, '@');

        if (domain != NULL && strstr(domain, family) != NULL)
            return TRUE;
    }
    return FALSE;
}
