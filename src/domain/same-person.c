/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-person.h"

#include "base/tk-text.h"
#include "domain/organisation.h"
#include "domain/person-name.h"

#include <math.h>
#include <string.h>

/* log2(m / u) of what is no name; m and u are orders of magnitude. */
#define BITS_EMAIL        20.0 /* one address in a million is a stranger's */
#define BITS_SHARED_BOX   1.0  /* info@ and the like say where, not who */
#define BITS_PROFILE      24.0
#define BITS_PHONE        12.0 /* a switchboard is shared */
#define BITS_ORGANISATION 5.5
#define BITS_DOMAIN       5.0
#define BITS_PLACE        1.5
#define AGAINST_GIVEN     (-9.0)
#define AGAINST_FAMILY    (-6.0) /* some marry */
#define AGAINST_PROFILE   (-9.0) /* one has one */
#define AGAINST_ELSEWHERE (-1.5) /* some change their post */
#define AGAINST_PLACE     (-1.0)
#define AGAINST_COUNTRY   (-1.5)
#define AGAINST_ON_MAILS  (-3.0)
#define NAME_ALONE        5.6 /* the most that a name alone can come to: 0.98 */
#define GIVEN_DIFFERS     3.0 /* the most with other given names: 0.89 */
#define LEAST_PEOPLE      500

typedef struct {
    const NameBook *book;
    double bits;     /* all together */
    double beside;   /* what speaks for it beside the name */
    gboolean doubt;  /* given names differ */
    TkJson *reasons; /* with a "bits" each, until they are sorted */
} Scale;

static void
weigh(Scale *scale, const char *key, double bits, const char *fact, const char *other)
{
    TkJson *reason = json_object();
    TkJson *facts = json_object();

    scale->bits += bits;
    tk_json_set_text(facts, "one", fact);
    tk_json_set_text(facts, "other", other != NULL ? other : fact);
    tk_json_set_text(reason, "key", key);
    tk_json_set_take(reason, "facts", facts);
    tk_json_set_text(reason, "speaks", bits >= 0 ? "for" : "against");
    json_object_set_new(reason, "bits", json_real(bits));
    json_array_append_new(scale->reasons, reason);
}

static void
weigh_beside(Scale *scale, const char *key, double bits, const char *fact, const char *other)
{
    scale->beside += MAX(bits, 0);
    weigh(scale, key, bits, fact, other);
}

/* The words of a name: given ones and those of the family. */
typedef struct {
    char **given, **family;
} Words;

static void
words_clear(Words *words)
{
    g_clear_pointer(&words->given, g_strfreev);
    g_clear_pointer(&words->family, g_strfreev);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

static void
words_of(const char *name, Words *out)
{
    g_autoptr(PersonName) split = person_name_split(name);

    out->given = tk_text_fold_words(split->given);
    out->family = tk_text_fold_words(split->family);
}

/* At most one letter is another, too many, or missing. */
static gboolean
nearly_equal(const char *one, const char *other)
{
    gsize length = strlen(one), other_length = strlen(other), front = 0, back = 0;

    if (length < other_length)
        return nearly_equal(other, one);
    if (length > other_length + 1 || other_length < 4)
        return FALSE;
    while (front < other_length && one[front] == other[front])
        front++;
    while (back < other_length - front && one[length - 1 - back] == other[other_length - 1 - back])
        back++;
    return front + back + 1 >= length;
}

static gboolean
sounds_equal(const char *one, const char *other)
{
    g_autofree char *sound = name_sound(one);
    g_autofree char *other_sound = name_sound(other);

    return g_str_equal(sound, other_sound);
}

static gboolean
is_initial(const char *word)
{
    return word[0] != '\0' && word[1] == '\0';
}

static void
weigh_given(Scale *scale, const Words *one, const Words *other)
{
    const char *a = one->given[0], *b = other->given[0];
    double bits;

    if (a == NULL || b == NULL)
        return;
    bits = MIN(name_book_bits(scale->book, FALSE, a), name_book_bits(scale->book, FALSE, b));
    if (g_str_equal(a, b))
        weigh(scale, "double-same-given", bits, a, b);
    else if (is_initial(a) || is_initial(b))
        weigh(scale, a[0] == b[0] ? "double-initial" : "double-other-given",
              a[0] == b[0] ? 3.5 : AGAINST_GIVEN, a, b);
    else if (name_book_same_given(scale->book, a, b))
        weigh(scale, "double-nickname", bits - 2, a, b);
    else if (sounds_equal(a, b) || nearly_equal(a, b))
        weigh(scale, "double-spelling", bits - 4, a, b);
    else
        weigh(scale, "double-other-given", AGAINST_GIVEN, a, b);
    scale->doubt = !g_str_equal(a, b) && a[0] != b[0] && !name_book_same_given(scale->book, a, b);
}

/* A family name of one that stands anywhere behind the other's first name: married, hyphenated, a
 * middle name. */
static const char *
shared_part(const Words *one, const Words *other)
{
    for (char **word = one->family; *word != NULL; word++) {
        if (g_strv_contains((const char *const *) other->family, *word) ||
            (other->given[0] != NULL &&
             g_strv_contains((const char *const *) other->given + 1, *word)))
            return *word;
    }
    return NULL;
}

static void
weigh_family(Scale *scale, const Words *one, const Words *other)
{
    g_autofree char *a = g_strjoinv(" ", one->family);
    g_autofree char *b = g_strjoinv(" ", other->family);
    const char *part = shared_part(one, other);
    double bits = 0;

    if (*a == '\0' || *b == '\0')
        return;
    part = part != NULL ? part : shared_part(other, one);
    bits = MIN(name_book_bits(scale->book, TRUE, a), name_book_bits(scale->book, TRUE, b));
    if (g_str_equal(a, b))
        weigh(scale, "double-same-family", bits, a, b);
    else if (sounds_equal(a, b) || nearly_equal(a, b))
        weigh(scale, "double-spelling", bits - 3, a, b);
    else if (part != NULL)
        weigh(scale, "double-part", name_book_bits(scale->book, TRUE, part) - 2.5, a, b);
    else
        weigh(scale, "double-other-family", AGAINST_FAMILY, a, b);
}

static void
weigh_names(Scale *scale, const SameRecord *one, const SameRecord *other)
{
    g_auto(Words) a = { 0 };
    g_auto(Words) b = { 0 };

    words_of(one->name, &a);
    words_of(other->name, &b);
    /* "Holm Kari" without a comma. */
    if (a.given[0] != NULL && b.given[0] != NULL && a.family[0] != NULL && b.family[0] != NULL &&
        g_str_equal(a.given[0], b.family[0]) && g_str_equal(b.given[0], a.family[0]) &&
        !g_str_equal(a.given[0], b.given[0])) {
        char **given = b.given;

        b.given = b.family;
        b.family = given;
        weigh(scale, "double-order", -1, one->name, other->name);
    }
    weigh_given(scale, &a, &b);
    weigh_family(scale, &a, &b);
}

static const char *
first_shared(const char *const *one, const char *const *other)
{
    for (; *one != NULL; one++)
        if (g_strv_contains(other, *one))
            return *one;
    return NULL;
}

static gboolean
is_shared_box(const char *email)
{
    static const char *const boxes[] = { "post",   "info",      "mail",    "kontakt", "contact",
                                         "office", "firmapost", "hello",   "hei",     "hej",
                                         "admin",  "sales",     "support", "kontor",  "team",
                                         "salg",   "booking",   NULL };
    g_autofree char *box = g_strndup(email, strcspn(email, "@"));

    return g_strv_contains(boxes, box);
}

static void
weigh_addresses(Scale *scale, const SameRecord *one, const SameRecord *other)
{
    const char *email = first_shared(one->emails, other->emails);
    const char *phone = first_shared(one->phones, other->phones);
    const char *profile = first_shared(one->profiles, other->profiles);

    if (email != NULL)
        weigh_beside(scale, "double-same-email",
                     is_shared_box(email) ? BITS_SHARED_BOX : BITS_EMAIL, email, NULL);
    if (phone != NULL)
        weigh_beside(scale, "double-same-phone", BITS_PHONE, phone, NULL);
    if (profile != NULL)
        weigh_beside(scale, "double-same-profile", BITS_PROFILE, profile, NULL);
    else if (one->profiles[0] != NULL && other->profiles[0] != NULL)
        weigh(scale, "double-other-profile", AGAINST_PROFILE, one->profiles[0], other->profiles[0]);
}

/* "kari@nordvarme.example" and "Nordvarme AS" belong together. */
static const char *
domain_that_fits(const char *const *emails, const char *organisation)
{
    g_autofree char *folded = organisation_fold(organisation);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);
    g_autofree char *joined = g_strjoinv("", words);

    if (strlen(joined) < 4)
        return NULL;
    for (; *emails != NULL; emails++) {
        const char *domain = strchr(*emails, '@');

        if (domain != NULL && strncmp(domain + 1, joined, strlen(joined)) == 0 &&
            strchr(".-", domain[1 + strlen(joined)]) != NULL)
            return domain + 1;
    }
    return NULL;
}

static void
weigh_work(Scale *scale, const SameRecord *one, const SameRecord *other)
{
    g_autofree char *a = organisation_fold(one->organisation);
    g_autofree char *b = organisation_fold(other->organisation);
    const char *domain = domain_that_fits(one->emails, other->organisation);

    domain = domain != NULL ? domain : domain_that_fits(other->emails, one->organisation);
    if (*a != '\0' && g_str_equal(a, b))
        weigh_beside(scale, "double-same-organisation", BITS_ORGANISATION, one->organisation,
                     other->organisation);
    else if (domain != NULL)
        weigh_beside(scale, "double-domain", BITS_DOMAIN, domain,
                     *a != '\0' ? one->organisation : other->organisation);
    else if (*a != '\0' && *b != '\0')
        weigh(scale, "double-other-organisation", AGAINST_ELSEWHERE, one->organisation,
              other->organisation);
}

static void
weigh_place(Scale *scale, const SameRecord *one, const SameRecord *other)
{
    g_autofree char *a = tk_text_fold(one->place);
    g_autofree char *b = tk_text_fold(other->place);

    if (*a != '\0' && *b != '\0')
        weigh_beside(scale, g_str_equal(a, b) ? "double-same-place" : "double-other-place",
                     g_str_equal(a, b) ? BITS_PLACE : AGAINST_PLACE, one->place, other->place);
    if (*one->country != '\0' && *other->country != '\0' &&
        !g_str_equal(one->country, other->country))
        weigh(scale, "double-other-country", AGAINST_COUNTRY, one->country, other->country);
}

static int
compare_reasons(gconstpointer one, gconstpointer other)
{
    double a = fabs(json_real_value(json_object_get(*(TkJson *const *) one, "bits")));
    double b = fabs(json_real_value(json_object_get(*(TkJson *const *) other, "bits")));

    return (a < b) - (a > b);
}

static TkJson *
sorted(const TkJson *reasons)
{
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    TkJson *answer = json_array();

    for (size_t at = 0; at < json_array_size(reasons); at++)
        g_ptr_array_add(order, json_array_get(reasons, at));
    g_ptr_array_sort(order, compare_reasons);
    for (guint at = 0; at < order->len; at++) {
        json_array_append(answer, g_ptr_array_index(order, at));
        json_object_del(g_ptr_array_index(order, at), "bits");
    }
    return answer;
}

void
same_judgement_clear(SameJudgement *judgement)
{
    g_clear_pointer(&judgement->reasons, json_decref);
}

void
same_person_judge(const NameBook *book, const SameRecord *one, const SameRecord *other,
                  int64_t people, int64_t on_same_mails, SameJudgement *out)
{
    g_autoptr(TkJson) reasons = json_array();
    Scale scale = { .book = book, .reasons = reasons };

    scale.bits = -log2((double) MAX(people, LEAST_PEOPLE));
    weigh_names(&scale, one, other);
    weigh_addresses(&scale, one, other);
    weigh_work(&scale, one, other);
    weigh_place(&scale, one, other);
    if (on_same_mails > 0) {
        g_autofree char *count = g_strdup_printf("%" G_GINT64_FORMAT, on_same_mails);

        weigh(&scale, "double-on-same-mails", AGAINST_ON_MAILS * MIN((double) on_same_mails, 3),
              count, NULL);
    }
    if (scale.beside < 3)
        scale.bits = MIN(scale.bits, NAME_ALONE);
    if (scale.doubt)
        scale.bits = MIN(scale.bits, GIVEN_DIFFERS);
    out->chance = 1 / (1 + exp2(-scale.bits));
    out->reasons = sorted(reasons);
}

static void
add_word(GPtrArray *words, const char *kind, const char *one, const char *other)
{
    gboolean swap = strcmp(one, other) > 0;

    g_ptr_array_add(words,
                    g_strdup_printf("%s:%s %s", kind, swap ? other : one, swap ? one : other));
}

char **
same_person_words(const NameBook *book, const SameRecord *record)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_auto(Words) name = { 0 };

    words_of(record->name, &name);
    if (name.given[0] != NULL) {
        g_autofree char *given = name_sound(name_book_stem(book, name.given[0]));
        g_autofree char *organisation = organisation_fold(record->organisation);
        g_autofree char *initial = g_utf8_substring(given, 0, *given != '\0' ? 1 : 0);

        for (char **family = name.family; *family != NULL; family++) {
            g_autofree char *sound = name_sound(*family);

            /* Either may be the family name: "Holm Kari". */
            g_autofree char *stem = name_sound(name_book_stem(book, *family));

            add_word(words, "n", given, sound);
            if (!g_str_equal(stem, sound))
                add_word(words, "n", name.given[0], stem);
            g_ptr_array_add(words, g_strdup_printf("i:%s %s", sound, initial));
        }
        if (*organisation != '\0')
            g_ptr_array_add(words, g_strdup_printf("o:%s %s", given, organisation));
    }
    for (const char *const *phone = record->phones; *phone != NULL; phone++) {
        gsize length = strlen(*phone);

        if (length >= 8)
            g_ptr_array_add(words, g_strconcat("p:", *phone + length - 8, NULL));
    }
    for (const char *const *email = record->emails; *email != NULL; email++)
        if (!is_shared_box(*email))
            g_ptr_array_add(words, g_strconcat("a:", *email, NULL));
    g_ptr_array_add(words, NULL);
    return (char **) g_ptr_array_free(g_steal_pointer(&words), FALSE);
}
