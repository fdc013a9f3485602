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
        if (table[at][0] == word[0] && strcmp(table[at], word) == 0)
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
same_work_keys(const SameWork *work, char **out_first, char **out_whole)
{
    *out_whole = g_strdup(work->whole);
    *out_first = NULL;
    for (char **word = work->words; *word != NULL && *out_first == NULL; word++)
        if (same_work_says_something(*word))
            *out_first = g_strdup(*word);
    if (*out_first == NULL)
        *out_first = g_strdup(work->whole);
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

/* Those that may be an organisation's name, without hyphens; the last one is the country's. */
static char **
labels_of(const char *domain)
{
    g_auto(GStrv) labels = g_strsplit(domain, ".", -1);
    GPtrArray *kept = g_ptr_array_new();
    guint count = g_strv_length(labels);

    for (guint at = 0; at + 1 < count; at++) {
        g_auto(GStrv) pieces = g_strsplit(labels[at], "-", -1);
        g_autofree char *label = g_strjoinv("", pieces);

        if (same_work_says_something(label))
            g_ptr_array_add(kept, g_steal_pointer(&label));
    }
    g_ptr_array_add(kept, NULL);
    return (char **) g_ptr_array_free(kept, FALSE);
}

static void
clear_box(gpointer data)
{
    SameBox *box = data;

    g_strfreev(box->labels);
}

void
same_work_clear(SameWork *work)
{
    g_clear_pointer(&work->words, g_strfreev);
    g_clear_pointer(&work->whole, g_free);
    g_clear_pointer(&work->boxes, g_array_unref);
}

void
same_work_read(const char *organisation, const char *const *emails, SameWork *out)
{
    out->words = words_of(organisation);
    out->whole = g_strjoinv("", out->words);
    out->boxes = g_array_new(FALSE, FALSE, sizeof(SameBox));
    g_array_set_clear_func(out->boxes, clear_box);
    for (; *emails != NULL; emails++) {
        const char *at = strchr(*emails, '@');
        SameBox box = { .email = *emails, .domain = at != NULL ? at + 1 : NULL };

        if (at == NULL)
            continue;
        box.is_free = is_free_box(box.domain);
        box.labels = box.is_free ? NULL : labels_of(box.domain);
        g_array_append_val(out->boxes, box);
    }
}

static gboolean
box_fits(const SameBox *box, char *const *words)
{
    for (char **label = box->labels; label != NULL && *label != NULL; label++)
        if (label_fits(*label, words))
            return TRUE;
    return FALSE;
}

static const char *
domain_that_fits(const SameWork *work, char *const *words)
{
    for (guint at = 0; at < work->boxes->len && words[0] != NULL; at++) {
        const SameBox *box = &g_array_index(work->boxes, SameBox, at);

        if (box_fits(box, words))
            return box->domain;
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
same_work_fit(const SameWork *one, const SameWork *other, const char **out_domain)
{
    gboolean both = *one->whole != '\0' && *other->whole != '\0';
    const char *domain;

    if (both && g_str_equal(one->whole, other->whole))
        return WORK_EQUAL;
    if (both && (is_part_of(one->words, other->words) || is_part_of(other->words, one->words)))
        return WORK_NEAR;
    domain = domain_that_fits(one, other->words);
    domain = domain != NULL ? domain : domain_that_fits(other, one->words);
    if (domain != NULL) {
        if (out_domain != NULL)
            *out_domain = domain;
        return WORK_DOMAIN;
    }
    return both ? WORK_OTHER : WORK_UNKNOWN;
}

gboolean
same_work_has_two_boxes(const SameWork *one, const SameWork *other)
{
    gboolean two = FALSE;

    for (guint at = 0; at < one->boxes->len; at++) {
        const SameBox *box = &g_array_index(one->boxes, SameBox, at);

        for (guint next = 0; next < other->boxes->len && !box->is_free; next++) {
            const SameBox *theirs = &g_array_index(other->boxes, SameBox, next);

            if (g_str_equal(box->email, theirs->email))
                return FALSE;
            two |= g_str_equal(box->domain, theirs->domain);
        }
    }
    return two;
}

gboolean
same_work_bears_name(const SameWork *work, const char *family)
{
    if (strlen(family) < FAMILY_LEAST)
        return FALSE;
    for (char **word = work->words; *word != NULL; word++)
        if (g_str_has_prefix(*word, family))
            return TRUE;
    for (guint at = 0; at < work->boxes->len; at++)
        if (strstr(g_array_index(work->boxes, SameBox, at).domain, family) != NULL)
            return TRUE;
    return FALSE;
}
