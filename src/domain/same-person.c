/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-person.h"

#include "domain/same-names.h"
#include "domain/same-reading.h"
#include "domain/same-scale.h"
#include "domain/same-work.h"

#include <string.h>

/* log2(m / u) of what is no name; m and u are orders of magnitude. */
#define BITS_EMAIL        20.0 /* one address in a million is a stranger's */
#define BITS_SHARED_BOX   1.0  /* info@ and the like say where, not who */
#define BITS_PROFILE      24.0
#define BITS_PHONE        13.0 /* a household's is shared, */
#define BITS_SWITCHBOARD  5.0  /* ... and a workplace's by all who are there */
#define BITS_ORGANISATION 5.5
#define BITS_NEAR_WORK    4.0
#define BITS_DOMAIN       5.0
#define BITS_PLACE        1.5
#define BITS_TITLE        1.5
#define BITS_INITIAL      3.5
#define BITS_ADDRESS_NAME 6.0 /* an address still shows the name of before */

#define AGAINST_GIVEN       (-9.0)
#define AGAINST_KNOWN_GIVEN (-14.0) /* both are names that are known, and other ones */
#define AGAINST_NEAR_GIVEN  (-4.0)
#define AGAINST_FAMILY      (-5.0) /* some marry */
#define AGAINST_GENERATION  (-12.0)
#define AGAINST_PROFILE     (-9.0) /* one has one */
#define AGAINST_BOX         (-5.0) /* one has one box at a workplace */
#define AGAINST_ELSEWHERE   (-1.5) /* some change their post */
#define AGAINST_TITLE       (-1.5)
#define AGAINST_PLACE       (-1.0)
#define AGAINST_COUNTRY     (-1.5)
#define AGAINST_ON_MAILS    (-3.0)

/* A fit that is not exact says less than the name. */
#define LESS_MORE   0.5
#define LESS_SET    2.0
#define LESS_CALLED 3.0
#define LESS_TYPO   4.0
#define LESS_PART   2.5
#define OWN_FIRM    3.0 /* the most that a family's name says in the family's firm */

/* The most that it can come to in spite of a doubt: */
#define NAME_ALONE    5.6    /* 0.98 */
#define TO_BE_ASKED   6.0    /* 0.985 */
#define GIVEN_DIFFERS 3.0    /* 0.89 */
#define TWO_NAMES     (-2.0) /* 0.2 */
#define LEAST_PEOPLE  2000

/* How well something speaks that is not the name. */
typedef enum { PROOF_NONE, PROOF_WORK, PROOF_PHONE, PROOF_OWN } Proof;

typedef struct {
    SameScale scale;
    const NameBook *book;
    double beside; /* what speaks for it beside the name */
    Proof proof;   /* the best there is */
} Scale;

static void
weigh(Scale *scale, const char *key, double bits, const char *fact, const char *other)
{
    same_scale_weigh(&scale->scale, key, bits, fact, other);
}

static void
weigh_beside(Scale *scale, const char *key, double bits, const char *fact, const char *other)
{
    scale->beside += MAX(bits, 0);
    weigh(scale, key, bits, fact, other);
}

static void
doubt(Scale *scale, double most)
{
    same_scale_doubt(&scale->scale, most);
}

/* Where nothing but the workplace is shared beside the name. */
static void
doubt_without_proof(Scale *scale)
{
    if (scale->proof < PROOF_PHONE)
        doubt(scale, TO_BE_ASKED);
}

static void
prove(Scale *scale, Proof proof)
{
    scale->proof = MAX(scale->proof, proof);
}

static const char *
first_shared(const char *const *one, const char *const *other)
{
    for (; *one != NULL; one++)
        if (g_strv_contains(other, *one))
            return *one;
    return NULL;
}

/* "+47 913 77 205" and "913 77 205" are one number: what stands behind the country and the trunk
 * prefix. */
static const char *
national(const char *phone)
{
    while (*phone == '+' || *phone == '0')
        phone++;
    return phone;
}

static const char *
shared_phone(const char *const *one, const char *const *other)
{
    for (; *one != NULL; one++) {
        const char *a = national(*one);

        for (const char *const *at = other; *at != NULL; at++) {
            const char *b = national(*at);

            if (strlen(a) >= 7 && strlen(b) >= 7 &&
                (g_str_has_suffix(a, b) || g_str_has_suffix(b, a)))
                return *one;
        }
    }
    return NULL;
}

/* One box may be written in several ways: it is told as this record has it. */
static const char *
shared_box(const SameReading *one, const SameReading *other)
{
    for (gsize at = 0; one->boxes[at] != NULL; at++)
        if (g_strv_contains((const char *const *) other->boxes, one->boxes[at]))
            return one->record.emails[at];
    return NULL;
}

static void
weigh_addresses(Scale *scale, const SameReading *one_reading, const SameReading *other_reading)
{
    const SameRecord *one = &one_reading->record, *other = &other_reading->record;
    const char *email = shared_box(one_reading, other_reading);
    const char *profile = first_shared(one->profiles, other->profiles);

    if (email != NULL && same_name_is_shared_box(email)) {
        weigh_beside(scale, "double-same-email", BITS_SHARED_BOX, email, NULL);
    } else if (email != NULL) {
        weigh_beside(scale, "double-same-email", BITS_EMAIL, email, NULL);
        prove(scale, PROOF_OWN);
    }
    if (profile != NULL) {
        weigh_beside(scale, "double-same-profile", BITS_PROFILE, profile, NULL);
        prove(scale, PROOF_OWN);
    } else if (one->profiles[0] != NULL && other->profiles[0] != NULL) {
        weigh(scale, "double-other-profile", AGAINST_PROFILE, one->profiles[0], other->profiles[0]);
        doubt(scale, TO_BE_ASKED);
    }
    if (email == NULL && same_work_has_two_boxes(&one_reading->work, &other_reading->work)) {
        weigh(scale, "double-two-boxes", AGAINST_BOX, one->emails[0], other->emails[0]);
        doubt(scale, TO_BE_ASKED);
    }
}

/* Whether they say the same; a post that both have says more than the word alone. */
static void
weigh_titles(Scale *scale, const SameReading *one, const SameReading *other, gboolean at_one_place)
{
    const char *a = one->record.title, *b = other->record.title;

    if (one->titles[0] == NULL || other->titles[0] == NULL)
        return;
    if (first_shared((const char *const *) one->titles, (const char *const *) other->titles) !=
        NULL) {
        weigh_beside(scale, "double-same-title", BITS_TITLE, a, b);
    } else if (at_one_place) {
        weigh(scale, "double-other-title", AGAINST_TITLE, a, b);
        doubt_without_proof(scale);
    }
}

static gboolean
weigh_work(Scale *scale, const SameReading *one_reading, const SameReading *other_reading)
{
    const SameRecord *one = &one_reading->record, *other = &other_reading->record;
    const char *domain = NULL;
    WorkFit fit = same_work_fit(&one_reading->work, &other_reading->work, &domain);

    if (fit == WORK_EQUAL || fit == WORK_NEAR)
        weigh_beside(scale, "double-same-organisation",
                     fit == WORK_EQUAL ? BITS_ORGANISATION : BITS_NEAR_WORK, one->organisation,
                     other->organisation);
    else if (fit == WORK_DOMAIN)
        weigh_beside(scale, "double-domain", BITS_DOMAIN, domain,
                     *other->organisation != '\0' ? other->organisation : one->organisation);
    else if (fit == WORK_OTHER)
        weigh(scale, "double-other-organisation", AGAINST_ELSEWHERE, one->organisation,
              other->organisation);
    if (fit != WORK_UNKNOWN && fit != WORK_OTHER)
        prove(scale, PROOF_WORK);
    return fit == WORK_EQUAL || fit == WORK_NEAR;
}

/* At one workplace many answer one telephone, those whose names are nearly the same among them. */
static void
weigh_phone(Scale *scale, const SameRecord *one, const SameRecord *other, gboolean at_one_place,
            const SameNames *names)
{
    const char *phone = shared_phone(one->phones, other->phones);
    gboolean one_name = (names->given == NAME_EQUAL || names->given == NAME_MORE) &&
                        (names->family == NAME_EQUAL || names->family == NAME_PART);

    if (phone == NULL) {
        if (at_one_place && one->phones[0] != NULL && other->phones[0] != NULL)
            doubt_without_proof(scale);
    } else if (at_one_place && !one_name) {
        weigh_beside(scale, "double-same-phone", BITS_SWITCHBOARD, phone, NULL);
    } else {
        weigh_beside(scale, "double-same-phone", BITS_PHONE, phone, NULL);
        prove(scale, PROOF_PHONE);
    }
}

static void
weigh_place(Scale *scale, const SameReading *one_reading, const SameReading *other_reading)
{
    const SameRecord *one = &one_reading->record, *other = &other_reading->record;
    const char *a = one_reading->place, *b = other_reading->place;

    if (*a != '\0' && *b != '\0')
        weigh_beside(scale, g_str_equal(a, b) ? "double-same-place" : "double-other-place",
                     g_str_equal(a, b) ? BITS_PLACE : AGAINST_PLACE, one->place, other->place);
    if (*one->country != '\0' && *other->country != '\0' &&
        !g_str_equal(one->country, other->country))
        weigh(scale, "double-other-country", AGAINST_COUNTRY, one->country, other->country);
}

static double
least_bits(const NameBook *book, gboolean is_family, const char *one, const char *other)
{
    return MIN(name_book_bits(book, is_family, one), name_book_bits(book, is_family, other));
}

static void
weigh_given(Scale *scale, const SameNames *names)
{
    const char *a = names->one->given[0], *b = names->other->given[0];
    double bits;

    if (names->given == NAME_UNKNOWN)
        return;
    bits = least_bits(scale->book, FALSE, a, b);
    switch (names->given) {
    case NAME_EQUAL:
        weigh(scale, "double-same-given", bits, a, b);
        break;
    case NAME_MORE:
        weigh(scale, "double-same-given", bits - LESS_MORE, a, b);
        break;
    case NAME_SET:
        weigh(scale, "double-nickname", bits - LESS_SET, a, b);
        break;
    case NAME_INITIAL:
        weigh(scale, "double-initial", BITS_INITIAL, a, b);
        break;
    case NAME_CALLED:
        weigh(scale, "double-called", bits - LESS_CALLED, a, b);
        break;
    case NAME_TYPO:
        weigh(scale, "double-spelling", bits - LESS_TYPO, a, b);
        break;
    case NAME_NEAR: {
        g_autofree char *all = g_strjoinv(" ", names->one->given);
        g_autofree char *others = g_strjoinv(" ", names->other->given);

        weigh(scale, "double-near-given", AGAINST_NEAR_GIVEN, all, others);
        break;
    }
    default:
        weigh(scale, "double-other-given",
              name_book_knows(scale->book, FALSE, a) && name_book_knows(scale->book, FALSE, b)
                  ? AGAINST_KNOWN_GIVEN
                  : AGAINST_GIVEN,
              a, b);
    }
}

static void
weigh_family(Scale *scale, const SameNames *names, double most)
{
    const char *a = names->one->family_text, *b = names->other->family_text;
    double bits;

    if (names->family == NAME_UNKNOWN)
        return;
    bits = MIN(least_bits(scale->book, TRUE, a, b), most);
    switch (names->family) {
    case NAME_EQUAL:
        weigh(scale, "double-same-family", bits, a, b);
        break;
    case NAME_INITIAL:
        weigh(scale, "double-initial", BITS_INITIAL, a, b);
        break;
    case NAME_PART:
        bits = MIN(name_book_bits(scale->book, TRUE, names->part), most);
        weigh(scale, "double-part", bits - LESS_PART, a, b);
        break;
    case NAME_TYPO:
        weigh(scale, "double-spelling", bits - LESS_TYPO, a, b);
        break;
    default:
        weigh(scale, "double-other-family", AGAINST_FAMILY, a, b);
    }
}

static void
weigh_names(Scale *scale, const SameNames *names, const SameRecord *one, const SameRecord *other,
            gboolean own_firm)
{
    if (names->turned)
        weigh(scale, "double-order", names->both_given ? AGAINST_NEAR_GIVEN : -1, one->name,
              other->name);
    weigh_given(scale, names);
    weigh_family(scale, names, own_firm ? OWN_FIRM : G_MAXDOUBLE);
    if (names->from_address)
        weigh(scale, "double-address-name", BITS_ADDRESS_NAME, one->name, other->name);
    if (names->one->generation != names->other->generation) {
        doubt(scale, TO_BE_ASKED);
        if (names->one->generation != 0 && names->other->generation != 0)
            weigh(scale, "double-generation", AGAINST_GENERATION, one->name, other->name);
    }
}

/* What the sum can't tell. */
static void
doubt_given(Scale *scale, const SameNames *names, gboolean own_firm)
{
    const NameFit given = names->given;

    if (given == NAME_OTHER || given == NAME_NEAR)
        doubt(scale, GIVEN_DIFFERS);
    if (given == NAME_OTHER && scale->proof != PROOF_OWN &&
        name_book_knows(scale->book, FALSE, names->one->given[0]) &&
        name_book_knows(scale->book, FALSE, names->other->given[0]))
        doubt(scale, TWO_NAMES);
    if ((given == NAME_INITIAL || given == NAME_TYPO || given == NAME_UNKNOWN) &&
        scale->proof < PROOF_OWN)
        doubt(scale, TO_BE_ASKED);
    if ((given == NAME_SET || given == NAME_CALLED) && scale->proof < PROOF_PHONE)
        doubt(scale, TO_BE_ASKED);
    if (given == NAME_CALLED ||
        (given == NAME_MORE && (own_firm || names->one->hyphenated || names->other->hyphenated)))
        doubt(scale, TO_BE_ASKED);
    if (own_firm && given != NAME_EQUAL)
        doubt(scale, TO_BE_ASKED);
}

static void
doubt_family(Scale *scale, const SameNames *names)
{
    const NameFit family = names->family;

    if (family == NAME_OTHER || family == NAME_NEAR)
        doubt(scale, TO_BE_ASKED);
    if ((family == NAME_TYPO && scale->proof < PROOF_PHONE) ||
        ((family == NAME_INITIAL || family == NAME_UNKNOWN) && scale->proof < PROOF_OWN))
        doubt(scale, TO_BE_ASKED);
    if (names->turned && scale->proof == PROOF_NONE)
        doubt(scale, TO_BE_ASKED);
    if (family != NAME_EQUAL && names->given != NAME_EQUAL && scale->proof < PROOF_OWN)
        doubt(scale, TO_BE_ASKED);
}

static gboolean
is_own_firm(const SameNames *names, const SameReading *one, const SameReading *other)
{
    const char *family = names->one->family_whole;

    return same_work_bears_name(&one->work, family) || same_work_bears_name(&other->work, family);
}

static void
weigh_on_mails(Scale *scale, int64_t on_same_mails)
{
    g_autofree char *count = g_strdup_printf("%" G_GINT64_FORMAT, on_same_mails);

    weigh(scale, "double-on-same-mails", AGAINST_ON_MAILS * MIN((double) on_same_mails, 3), count,
          NULL);
    doubt(scale, TO_BE_ASKED);
}

static void
weigh_all(Scale *scale, SameReading *one, SameReading *other, int64_t on_same_mails)
{
    SameNames names = { 0 };

    same_reading_end(one);
    same_reading_end(other);
    same_names_read(scale->book, one, other, &names);

    const gboolean own_firm = is_own_firm(&names, one, other);

    weigh_names(scale, &names, &one->record, &other->record, own_firm);
    weigh_addresses(scale, one, other);

    const gboolean at_one_place = weigh_work(scale, one, other);

    weigh_phone(scale, &one->record, &other->record, at_one_place, &names);
    weigh_titles(scale, one, other, at_one_place);
    weigh_place(scale, one, other);
    if (on_same_mails > 0)
        weigh_on_mails(scale, on_same_mails);
    doubt_given(scale, &names, own_firm);
    doubt_family(scale, &names);
    if (scale->beside < 3)
        doubt(scale, NAME_ALONE);
}

void
same_person_judge(const NameBook *book, SameReading *one, SameReading *other, int64_t people,
                  int64_t on_same_mails, SameJudgement *out)
{
    Scale scale = { .book = book };

    same_scale_begin(&scale.scale, MAX(people, LEAST_PEOPLE), TRUE);
    weigh_all(&scale, one, other, on_same_mails);
    same_scale_end(&scale.scale, out);
    same_scale_clear(&scale.scale);
}

double
same_person_chance(const NameBook *book, SameReading *one, SameReading *other, int64_t people)
{
    Scale scale = { .book = book };

    same_scale_begin(&scale.scale, MAX(people, LEAST_PEOPLE), FALSE);
    weigh_all(&scale, one, other, 0);
    return same_scale_chance(&scale.scale);
}
