/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-organisation.h"

#include "base/tk-text.h"
#include "domain/organisation.h"
#include "domain/same-name.h"
#include "domain/same-scale.h"
#include "domain/same-work.h"

#include <string.h>

#define BITS_TOGETHER 12.0 /* "Sjo mat" and "Sjomat" */
#define BITS_SLIP     9.0
#define BITS_PART     6.0 /* "Bergtatt", "Bergtatt Opplevelser" */
#define BITS_FORM     9.0 /* ... where what is more says nothing: "Norge", "Group" */
#define BITS_INITIALS 7.0
#define BITS_LABEL    8.0 /* their people write from one domain */
#define BITS_PEOPLE   2.0 /* for each, up to three */
#define BITS_PLACE    1.0

#define AGAINST_NAME    (-8.0) /* each has a word of its own: Epic Systems, Epic Games */
#define AGAINST_LABEL   (-3.0)
#define AGAINST_COUNTRY (-3.0)
#define AGAINST_PLACE   (-1.0)

#define TO_BE_ASKED         6.0 /* 0.985 */
#define LEAST_ORGANISATIONS 500
#define PEOPLE_MOST         3
#define INITIALS_LEAST      3
#define SLIP_LEAST          6

static char **
words_of(const char *name)
{
    g_autofree char *folded = organisation_fold(name);

    return tk_text_fold_words(folded);
}

/* "ntnu" of "norges teknisk naturvitenskapelige universitet". */
static char *
initials_of(char *const *words)
{
    GString *initials = g_string_new(NULL);

    for (; *words != NULL; words++)
        if (!g_str_equal(*words, "og") && !g_str_equal(*words, "and") && !g_str_equal(*words, "of"))
            g_string_append_unichar(initials, g_utf8_get_char(*words));
    return g_string_free(initials, FALSE);
}

static gboolean
is_initials_of(char *const *shorter, char *const *longer)
{
    g_autofree char *initials = initials_of(longer);

    return shorter[0] != NULL && shorter[1] == NULL && strlen(initials) >= INITIALS_LEAST &&
           g_str_equal(initials, shorter[0]);
}

/* All of the shorter stands in the longer; *out_more where what is more says something. */
static gboolean
is_part(char *const *shorter, char *const *longer, gboolean *out_more)
{
    gboolean tells = FALSE;

    for (char *const *word = shorter; *word != NULL; word++) {
        if (!g_strv_contains((const char *const *) longer, *word))
            return FALSE;
        tells |= same_work_says_something(*word);
    }
    *out_more = FALSE;
    for (char *const *word = longer; *word != NULL; word++)
        *out_more |= !g_strv_contains((const char *const *) shorter, *word) &&
                     same_work_says_something(*word);
    return tells;
}

static gboolean
is_part_of_either(char *const *one, char *const *other, gboolean *out_more)
{
    return is_part(one, other, out_more) || is_part(other, one, out_more);
}

static void
weigh_names(SameScale *scale, const char *one, const char *other)
{
    g_auto(GStrv) a = words_of(one);
    g_auto(GStrv) b = words_of(other);
    g_autofree char *whole = g_strjoinv("", a);
    g_autofree char *other_whole = g_strjoinv("", b);
    gboolean more = FALSE;

    if (g_str_equal(whole, other_whole))
        same_scale_weigh(scale, "double-same-organisation-name", BITS_TOGETHER, one, other);
    else if (is_part_of_either(a, b, &more))
        same_scale_weigh(scale, "double-part-organisation-name", more ? BITS_PART : BITS_FORM, one,
                         other);
    else if (is_initials_of(a, b) || is_initials_of(b, a))
        same_scale_weigh(scale, "double-initials", BITS_INITIALS, one, other);
    else if (same_name_is_slip(whole, other_whole, SLIP_LEAST))
        same_scale_weigh(scale, "double-spelling", BITS_SLIP, one, other);
    else
        same_scale_weigh(scale, "double-other-organisation-name", AGAINST_NAME, one, other);
}

static const char *
first_shared(const char *const *one, const char *const *other)
{
    for (; *one != NULL; one++)
        if (g_strv_contains(other, *one))
            return *one;
    return NULL;
}

static void
weigh_people(SameScale *scale, const SameOrganisation *one, const SameOrganisation *other,
             int64_t shared_people)
{
    const char *label = first_shared(one->labels, other->labels);

    if (label != NULL)
        same_scale_weigh(scale, "double-same-domain", BITS_LABEL, label, NULL);
    else if (one->labels[0] != NULL && other->labels[0] != NULL)
        same_scale_weigh(scale, "double-other-domain", AGAINST_LABEL, one->labels[0],
                         other->labels[0]);
    if (shared_people > 0) {
        g_autofree char *count = g_strdup_printf("%" G_GINT64_FORMAT, shared_people);

        same_scale_weigh(scale, "double-shared-people",
                         BITS_PEOPLE * (double) MIN(shared_people, PEOPLE_MOST), count, NULL);
    }
}

static void
weigh_place(SameScale *scale, const SameOrganisation *one, const SameOrganisation *other)
{
    g_autofree char *a = tk_text_fold(one->place);
    g_autofree char *b = tk_text_fold(other->place);

    if (*a != '\0' && *b != '\0')
        same_scale_weigh(scale, g_str_equal(a, b) ? "double-same-place" : "double-other-place",
                         g_str_equal(a, b) ? BITS_PLACE : AGAINST_PLACE, one->place, other->place);
    if (*one->country != '\0' && *other->country != '\0' &&
        !g_str_equal(one->country, other->country))
        same_scale_weigh(scale, "double-other-country", AGAINST_COUNTRY, one->country,
                         other->country);
}

void
same_organisation_judge(const SameOrganisation *one, const SameOrganisation *other,
                        int64_t organisations, int64_t shared_people, SameJudgement *out)
{
    g_auto(SameScale) scale = { 0 };

    same_scale_begin(&scale, MAX(organisations, LEAST_ORGANISATIONS), TRUE);
    weigh_names(&scale, one->name, other->name);
    weigh_people(&scale, one, other, shared_people);
    weigh_place(&scale, one, other);
    same_scale_doubt(&scale, TO_BE_ASKED);
    same_scale_end(&scale, out);
}

double
same_organisation_most(const SameOrganisation *one, const SameOrganisation *other,
                       int64_t organisations)
{
    SameScale scale = { 0 };

    same_scale_begin(&scale, MAX(organisations, LEAST_ORGANISATIONS), FALSE);
    weigh_names(&scale, one->name, other->name);
    same_scale_weigh(&scale, "", BITS_LABEL + BITS_PEOPLE * PEOPLE_MOST, "", NULL);
    weigh_place(&scale, one, other);
    same_scale_doubt(&scale, TO_BE_ASKED);
    return same_scale_chance(&scale);
}

static void
add(GPtrArray *words, char *word_take)
{
    g_autofree char *word = word_take;

    if (!g_ptr_array_find_with_equal_func(words, word, g_str_equal, NULL))
        g_ptr_array_add(words, g_steal_pointer(&word));
}

char **
same_organisation_words(const SameOrganisation *organisation)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) name = words_of(organisation->name);
    g_autofree char *whole = g_strjoinv("", name);
    g_autofree char *initials = initials_of(name);

    if (*whole != '\0') {
        g_autofree char *begin = g_utf8_substring(whole, 0, MIN(4, g_utf8_strlen(whole, -1)));
        g_autofree char *sound = name_sound(whole);

        add(words, g_strconcat("O:", sound, NULL));
        add(words, g_strdup_printf("B:%s %ld", begin, g_utf8_strlen(whole, -1) / 4));
        add(words, g_strconcat("N:", name[1] == NULL ? whole : initials, NULL));
    }
    for (char **word = name; *word != NULL && words->len < SAME_PERSON_WORDS / 2; word++)
        if (same_work_says_something(*word))
            add(words, g_strconcat("W:", *word, NULL));
    g_ptr_array_set_size(words, (gint) MIN(words->len, SAME_PERSON_WORDS));
    g_ptr_array_add(words, NULL);
    return (char **) g_ptr_array_free(g_steal_pointer(&words), FALSE);
}
