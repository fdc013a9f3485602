/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/sample-world.h"

#include "actions/search-keeper.h"
#include "base/tk-error.h"
#include "base/tk-places.h"
#include "base/tk-text.h"
#include "domain/organisation.h"
#include "store/tables.h"

#include <string.h>

const SampleCountry sample_countries[] = {
    { "NO", "Europe/Oslo", "nb", 45 },      { "DK", "Europe/Copenhagen", "da", 22 },
    { "SE", "Europe/Stockholm", "sv", 23 }, { "FI", "Europe/Helsinki", "sv", 4 },
    { "GB", "Europe/London", "en", 6 },     { 0 },
};

unsigned
sample_roll(Sample *sample, unsigned below)
{
    return (unsigned) (tk_world_number(sample->dice) % below);
}

gboolean
sample_read_words(Sample *sample, GError **error)
{
    g_autoptr(GBytes) bytes = tk_share_read("sample/words.tsv", error);

    if (bytes == NULL)
        return FALSE;
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (size_t at = 0; lines[at] != NULL; at++) {
        g_auto(GStrv) parts = g_strsplit(lines[at], "\t", 3);

        if (*lines[at] == '#' || *lines[at] == '\0')
            continue;
        if (g_strv_length(parts) != 3)
            return tk_failf(error, TK_ERROR_INVALID, "share-malformed",
                            "sample/words.tsv:%" G_GSIZE_FORMAT, at + 1);
        g_autofree char *key = g_strconcat(parts[0], "\t", parts[1], NULL);
        GPtrArray *list = g_hash_table_lookup(sample->words, key);

        if (list == NULL) {
            list = g_ptr_array_new_with_free_func(g_free);
            g_hash_table_insert(sample->words, g_steal_pointer(&key), list);
        }
        g_ptr_array_add(list, g_strdup(parts[2]));
    }
    return TRUE;
}

const char *
sample_word(Sample *sample, const char *kind, unsigned country)
{
    g_autofree char *key = g_strconcat(kind, "\t", sample_countries[country].code, NULL);
    const GPtrArray *list = g_hash_table_lookup(sample->words, key);

    g_assert(list != NULL && list->len > 0);
    return g_ptr_array_index(list, sample_roll(sample, list->len));
}

static unsigned
roll_country(Sample *sample)
{
    unsigned roll = sample_roll(sample, 100), country = 0;

    while (roll >= sample_countries[country].share) {
        roll -= sample_countries[country].share;
        country++;
    }
    return country;
}

/* "Fjordkraft Teknikk AS" -> "fjordkraftteknikk.example" (RFC 2606: nobody's). */
static char *
host_of(const char *name, unsigned number)
{
    g_autofree char *folded = organisation_fold(name);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);
    g_autofree char *joined = g_strjoinv("", words);

    return number == 0 ? g_strconcat(joined, ".example", NULL)
                       : g_strdup_printf("%s%u.example", joined, number);
}

static char *
made_up_name(Sample *sample, unsigned country)
{
    static const char *const forms[] = { "AS", "A/S", "AB", "Oy", "Ltd" };
    g_autofree char *stem = g_strconcat(sample_word(sample, "stem", country),
                                        sample_word(sample, "ending", country), NULL);

    return g_strdup_printf("%s %s %s", stem, sample_word(sample, "place", country), forms[country]);
}

static gboolean
add_organisation(Sample *sample, unsigned index, GHashTable *taken, GError **error)
{
    SampleOrganisation made = { .country = roll_country(sample) };
    unsigned tries = 0, number = 0;

    made.name = g_strdup(sample_word(sample, "organisation", made.country));
    while (g_hash_table_contains(taken, made.name) && tries++ < 20) {
        g_free(made.name);
        made.name = tries < 4 && index < 60
                        ? g_strdup(sample_word(sample, "organisation", made.country))
                        : made_up_name(sample, made.country);
    }
    if (g_hash_table_contains(taken, made.name)) {
        char *numbered = g_strdup_printf("%s %u", made.name, index);

        g_free(made.name);
        made.name = numbered;
    }
    g_hash_table_add(taken, g_strdup(made.name));
    do {
        g_free(made.host);
        made.host = host_of(made.name, number++);
    } while (!g_hash_table_add(taken, g_strdup(made.host)));
    made.members = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(sample->organisations, made);
    SampleOrganisation *kept = &g_array_index(sample->organisations, SampleOrganisation, index);

    return organisation_ensure(sample->workspace, kept->name, &kept->id, NULL, error);
}

gboolean
sample_add_address(Sample *sample, TkId person, const char *kind, const char *value, GError **error)
{
    g_autofree char *folded =
        g_str_equal(kind, "name") ? tk_text_fold(value) : tk_address_fold(kind, value);
    const PersonAddress address = {
        .id = store_new_id(sample->store),
        .person_id = person,
        .kind = (char *) kind,
        .value = (char *) value,
        .folded = folded,
        .label = (char *) "",
        .source = (char *) SAMPLE_SOURCE,
    };

    return person_address_insert(sample->store, &address, error);
}

/* given.family@host, numbered where somebody has it already. */
static char *
email_of(GHashTable *taken, const char *given, const char *family, const char *host)
{
    g_autofree char *first = tk_text_fold(given);
    g_autofree char *last = tk_text_fold(family);
    char *email = g_strdup_printf("%s.%s@%s", first, last, host);

    for (unsigned number = 2; !g_hash_table_add(taken, g_strdup(email)); number++) {
        g_free(email);
        email = g_strdup_printf("%s.%s%u@%s", first, last, number, host);
    }
    return email;
}

static gboolean
keep_person(Sample *sample, const SamplePerson *made, const SampleOrganisation *organisation,
            const char *given, const char *family, const char *email, GError **error)
{
    const SampleCountry *country = &sample_countries[made->country];
    const char *title = sample_word(sample, "title", made->country);
    const Person person = {
        .id = made->id,
        .name = made->name,
        .given_name = (char *) given,
        .family_name = (char *) family,
        .language = (char *) country->language,
        .formality = (char *) "",
        .country = (char *) country->code,
        .zone = (char *) country->zone,
        .place = (char *) sample_word(sample, "place", made->country),
        .title = (char *) title,
        .organisation_id = organisation->id,
        .organisation_name = organisation->name,
        .how_known = (char *) "",
        .interests = (char *) "",
        .terms = (char *) "good",
        .terms_reason = (char *) "",
        .standing = (char *) "person",
        .source = (char *) SAMPLE_SOURCE,
        .created_at = sample->now,
        .changed_at = sample->now,
    };
    const Position position = {
        .id = store_new_id(sample->store),
        .person_id = made->id,
        .organisation_id = organisation->id,
        .kind = (char *) "post",
        .title = (char *) title,
        .from_day = sample->today - 200 - sample_roll(sample, 3000),
        .source = (char *) SAMPLE_SOURCE,
        .seen_at = sample->now,
    };

    return person_insert(sample->store, &person, error) &&
           sample_add_address(sample, made->id, "name", made->name, error) &&
           sample_add_address(sample, made->id, "email", email, error) &&
           position_insert(sample->store, &position, error);
}

static gboolean
add_person(Sample *sample, GHashTable *taken, GError **error)
{
    unsigned at = sample_roll(sample, sample->organisations->len);
    SampleOrganisation *organisation =
        &g_array_index(sample->organisations, SampleOrganisation, at);
    /* Most work in the country of their organisation; one in twelve came from elsewhere. */
    unsigned country = sample_roll(sample, 12) == 0 ? roll_country(sample) : organisation->country;
    const char *given = sample_word(sample, "given", country);
    const char *family = sample_word(sample, "family", country);
    g_autofree char *email = email_of(taken, given, family, organisation->host);
    SamplePerson made = { store_new_id(sample->store), at, country,
                          g_strdup_printf("%s %s", given, family) };
    guint index = sample->people->len;

    g_array_append_val(sample->people, made);
    g_array_append_val(organisation->members, index);
    return keep_person(sample, &made, organisation, given, family, email, error);
}

gboolean
sample_make_people(Sample *sample, int64_t count, GError **error)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) emails = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    unsigned organisations = (unsigned) MAX(count / 5, 8);

    for (unsigned at = 0; at < organisations; at++)
        if (!add_organisation(sample, at, names, error))
            return FALSE;
    for (int64_t at = 0; at < count; at++)
        if (!add_person(sample, emails, error))
            return FALSE;
    return TRUE;
}
