/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-people.c - who a record is about. Sure signs (the same address, profile or card) join; a
 * name alone joins only when it is one person's and nothing speaks against it. Doubts stay two
 * people: joining later loses nothing, parting does.
 */
#include "actions/importer.h"

#include "actions/search-keeper.h"
#include "base/tk-day.h"
#include "base/tk-text.h"
#include "domain/organisation.h"
#include "domain/person-name.h"
#include "domain/person.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define CACHE_MOST 500000

typedef struct {
    TkId ids[2];
    unsigned count;
} Found;

static gboolean
take_person_id(const DbRow *row, gpointer data, GError **error)
{
    Found *found = data;

    (void) error;
    if (found->count < G_N_ELEMENTS(found->ids))
        found->ids[found->count++] = db_row_number(row, "person_id");
    return TRUE;
}

static gboolean
take_id(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(TkId *) data = db_row_number(row, "id");
    return TRUE;
}

static void
remember(GHashTable *table, char *key_take, TkId id)
{
    if (g_hash_table_size(table) > CACHE_MOST)
        g_hash_table_remove_all(table);
    g_hash_table_replace(table, key_take, g_memdup2(&id, sizeof id));
}

/* Whose address this is: out->count is 0, 1, or 2 for several people's. */
static gboolean
find_by_address(Importer *importer, const char *kind, const char *folded, Found *out,
                GError **error)
{
    g_autofree char *key = g_strconcat(kind, "\t", folded, NULL);
    const TkId *known = g_hash_table_lookup(importer->people, key);
    const DbValue values[] = { DB_VALUE_TEXT(kind), DB_VALUE_TEXT(folded) };

    *out = (Found) { 0 };
    if (known != NULL) {
        out->ids[0] = *known;
        out->count = 1;
        return TRUE;
    }
    if (!store_run(importer->store, &SQL_PERSON_ID_BY_ADDRESS, values, G_N_ELEMENTS(values),
                   take_person_id, out, error))
        return FALSE;
    /* Names are not remembered: a second bearer may come with the next record. */
    if (out->count == 1 && !g_str_equal(kind, "name"))
        remember(importer->people, g_steal_pointer(&key), out->ids[0]);
    return TRUE;
}

static gboolean
has_kind(Importer *importer, TkId person, const char *kind, gboolean *out_has, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_TEXT(kind) };
    TkId id = 0;

    if (!store_run(importer->store, &SQL_PERSON_HAS_KIND, values, G_N_ELEMENTS(values), take_id,
                   &id, error))
        return FALSE;
    *out_has = id != 0;
    return TRUE;
}

static gboolean
is_identity(const char *kind)
{
    return g_str_equal(kind, "email") || g_str_equal(kind, "linkedin") || g_str_equal(kind, "uid");
}

/* A name alone: whether the one person who bears it may be the one of these addresses. Somebody who
 * already has another address of the same kind is taken for a namesake. */
static gboolean
namesake_fits(Importer *importer, TkId person, const RecordAddress *addresses, unsigned count,
              const char *organisation, gboolean *out_fits, GError **error)
{
    *out_fits = FALSE;
    for (unsigned at = 0; at < count; at++) {
        gboolean has = FALSE;

        if (!is_identity(addresses[at].kind) || g_str_has_prefix(addresses[at].value, "name:"))
            continue;
        if (!has_kind(importer, person, addresses[at].kind, &has, error))
            return FALSE;
        if (has)
            return TRUE;
    }
    if (*organisation != '\0') {
        g_autoptr(Person) known = person_load(importer->store, person, error);

        if (known == NULL)
            return FALSE;
        g_autofree char *theirs = organisation_fold(known->organisation_name);
        g_autofree char *ours = organisation_fold(organisation);

        if (*theirs != '\0' && *ours != '\0' && !g_str_equal(theirs, ours))
            return TRUE;
    }
    *out_fits = TRUE;
    return TRUE;
}

static gboolean
find_by_name(Importer *importer, const char *name, const RecordAddress *addresses, unsigned count,
             const char *organisation, TkId *out_person, GError **error)
{
    g_autofree char *folded = tk_text_fold(name);
    gboolean fits = FALSE;
    Found found;

    *out_person = 0;
    if (strchr(folded, ' ') == NULL)
        return TRUE; /* a single word is nobody's name alone */
    if (!find_by_address(importer, "name", folded, &found, error))
        return FALSE;
    if (found.count != 1)
        return TRUE;
    if (!namesake_fits(importer, found.ids[0], addresses, count, organisation, &fits, error))
        return FALSE;
    if (fits)
        *out_person = found.ids[0];
    return TRUE;
}

static gboolean
find_person_of(Importer *importer, const RecordPerson *record, TkId *out_person, GError **error)
{
    const char *organisation = record->position_count > 0 ? record->positions[0].organisation : "";

    *out_person = 0;
    if (record->is_me) {
        *out_person = importer->me;
        return TRUE;
    }
    for (unsigned at = 0; at < record->address_count; at++) {
        const RecordAddress *address = &record->addresses[at];
        Found found;

        if (!is_identity(address->kind))
            continue;
        if (!importer_find_own_card(importer, address, out_person, error))
            return FALSE;
        if (*out_person != 0)
            return TRUE;
        g_autofree char *folded = tk_address_fold(address->kind, address->value);

        if (*folded == '\0')
            continue;
        if (!find_by_address(importer, address->kind, folded, &found, error))
            return FALSE;
        if (found.count > 0) {
            *out_person = found.ids[0];
            return TRUE;
        }
    }
    return find_by_name(importer, record->name, record->addresses, record->address_count,
                        organisation, out_person, error);
}

static gboolean
take_organisation(Importer *importer, const char *name, TkId *out_organisation, GError **error)
{
    g_autofree char *folded = organisation_fold(name);
    const TkId *known = g_hash_table_lookup(importer->organisations, folded);
    gboolean is_new = FALSE;

    *out_organisation = known != NULL ? *known : 0;
    if (known != NULL || *folded == '\0')
        return TRUE;
    if (!organisation_ensure(importer->workspace, name, out_organisation, &is_new, error))
        return FALSE;
    if (is_new)
        import_report_count(importer->report, IMPORT_ORGANISATIONS, IMPORT_NEW);
    remember(importer->organisations, g_steal_pointer(&folded), *out_organisation);
    return TRUE;
}

static gboolean
set_known_text(char **field, const char *value)
{
    return *value != '\0' && tk_text_set(field, value);
}

static gboolean
fill_text(char **field, const char *value)
{
    return **field == '\0' && set_known_text(field, value);
}

/* One address more, unless the person has it. *out_new tells. */
static gboolean
add_address(Importer *importer, TkId person, const char *kind, const char *value, const char *label,
            const char *source, gboolean *out_new, GError **error)
{
    g_autofree char *folded =
        g_str_equal(kind, "name") ? tk_text_fold(value) : tk_address_fold(kind, value);
    g_autoptr(GPtrArray) has = person_address_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_TEXT(kind),
                               DB_VALUE_TEXT(folded) };

    if (*folded == '\0')
        return TRUE;
    if (!store_run(importer->store, &SQL_PERSON_ADDRESS_SAME, values, G_N_ELEMENTS(values),
                   person_address_collect, has, error))
        return FALSE;
    if (has->len > 0)
        return TRUE;
    const PersonAddress address = {
        .id = store_new_id(importer->store),
        .person_id = person,
        .kind = (char *) kind,
        .value = (char *) value,
        .folded = folded,
        .label = (char *) label,
        .source = (char *) source,
    };

    if (!person_address_insert(importer->store, &address, error))
        return FALSE;
    if (is_identity(kind))
        remember(importer->people, g_strconcat(kind, "\t", folded, NULL), person);
    *out_new = TRUE;
    return TRUE;
}

static gboolean
add_position(Importer *importer, TkId person, const RecordPosition *record, const char *source,
             gboolean *out_new, GError **error)
{
    TkId organisation = 0, same = 0;

    if (!take_organisation(importer, record->organisation, &organisation, error))
        return FALSE;
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(organisation),
                               DB_VALUE_TEXT(record->title), DB_VALUE_TEXT(record->kind) };

    if (!store_run(importer->store, &SQL_POSITION_SAME, values, G_N_ELEMENTS(values), take_id,
                   &same, error))
        return FALSE;
    if (same != 0)
        return TRUE;
    const Position position = {
        .id = store_new_id(importer->store),
        .person_id = person,
        .organisation_id = organisation,
        .kind = (char *) record->kind,
        .title = (char *) record->title,
        .from_day = record->from,
        .until_day = record->until,
        .source = (char *) source,
        .seen_at = importer->seen_at,
    };

    *out_new = TRUE;
    return position_insert(importer->store, &position, error);
}

static gboolean
has_present_post(const RecordPerson *record)
{
    return record->position_count > 0 && g_str_equal(record->positions[0].kind, "post") &&
           record->positions[0].until == 0;
}

/* Addresses and positions; *out_new where one was added, *out_post_is_new where the present post
 * was. */
static gboolean
add_parts(Importer *importer, TkId person, const char *name, const RecordPerson *record,
          gboolean *out_new, gboolean *out_post_is_new, GError **error)
{
    *out_post_is_new = FALSE;
    if (*name != '\0' &&
        !add_address(importer, person, "name", name, "", record->source, out_new, error))
        return FALSE;
    for (unsigned at = 0; at < record->address_count; at++) {
        const RecordAddress *address = &record->addresses[at];
        TkId own = 0;

        if (!importer_find_own_card(importer, address, &own, error))
            return FALSE;
        if (own == 0 && !add_address(importer, person, address->kind, address->value,
                                     address->label, record->source, out_new, error))
            return FALSE;
    }
    for (unsigned at = 0; at < record->position_count; at++) {
        gboolean is_new = FALSE;

        if (!add_position(importer, person, &record->positions[at], record->source, &is_new, error))
            return FALSE;
        *out_new |= is_new;
        if (at == 0)
            *out_post_is_new = is_new && has_present_post(record);
    }
    return TRUE;
}

/* Takes over what the record knows and we do not. A post that was never seen before is news and
 * becomes the present one; a known one is not, so that two files that differ can be read in turn
 * without end. */
static gboolean
fill_person(Importer *importer, Person *person, const PersonName *name, const RecordPerson *record,
            gboolean post_is_new, GError **error)
{
    gboolean changed = fill_text(&person->name, name->name);

    changed |= fill_text(&person->given_name,
                         *record->given_name != '\0' ? record->given_name : name->given);
    changed |= fill_text(&person->family_name,
                         *record->family_name != '\0' ? record->family_name : name->family);
    changed |= fill_text(&person->place, record->place);
    if (record->language != NULL)
        changed |= fill_text(&person->language, record->language);
    changed |= fill_text(&person->source, record->source);
    changed |= fill_text(&person->terms, "good");
    changed |= fill_text(&person->standing, record->is_restricted ? "restricted" : "person");
    for (unsigned at = 0; at < record->address_count; at++)
        if (g_str_equal(record->addresses[at].kind, "email"))
            changed |=
                fill_text(&person->country, person_country_of_email(record->addresses[at].value));
    if (post_is_new) {
        const RecordPosition *post = &record->positions[0];
        TkId organisation = 0;

        if (!take_organisation(importer, post->organisation, &organisation, error))
            return FALSE;
        changed |= set_known_text(&person->title, post->title);
        if (organisation != 0 && organisation != person->organisation_id) {
            person->organisation_id = organisation;
            changed |= set_known_text(&person->organisation_name, post->organisation);
        }
    }
    if (changed)
        person->changed_at = importer->now;
    return TRUE;
}

static PersonName *
name_of(const RecordPerson *record)
{
    PersonName *name = person_name_split(record->name);

    if (*name->name != '\0')
        return name;
    for (unsigned at = 0; at < record->address_count; at++) {
        if (!g_str_equal(record->addresses[at].kind, "email"))
            continue;
        person_name_free(name);
        name = person_name_from_email(record->addresses[at].value);
        if (*name->name == '\0') {
            tk_text_set(&name->name, record->addresses[at].value);
        }
        return name;
    }
    return name;
}

static gboolean
make_person(Importer *importer, const PersonName *name, const RecordPerson *record,
            TkId *out_person, GError **error)
{
    g_autoptr(Person) person = person_new();
    gboolean new_part = FALSE, post_is_new = FALSE;

    person->id = store_new_id(importer->store);
    person->created_at = importer->now;
    if (!fill_person(importer, person, name, record, has_present_post(record), error) ||
        !person_insert(importer->store, person, error) ||
        !add_parts(importer, person->id, name->name, record, &new_part, &post_is_new, error) ||
        (!record->is_restricted && !tie_keeper_touch(importer->ties, person->id, error)))
        return FALSE;
    g_hash_table_add(importer->unindexed, g_memdup2(&person->id, sizeof person->id));
    import_report_count(importer->report, IMPORT_PEOPLE, IMPORT_NEW);
    *out_person = person->id;
    return TRUE;
}

gboolean
importer_take_person(Importer *importer, const RecordPerson *record, TkId *out_person,
                     GError **error)
{
    g_autoptr(PersonName) name = name_of(record);
    gboolean changed = FALSE, new_part = FALSE, post_is_new = FALSE;

    *out_person = 0;
    importer->seen_at = record->as_of != 0
                            ? MIN(importer->now, tk_day_instant(record->as_of, 0, "UTC"))
                            : importer->now;
    if (!find_person_of(importer, record, out_person, error))
        return FALSE;
    if (*name->name == '\0' && *out_person == 0)
        return TRUE;
    if (*out_person == 0)
        return make_person(importer, name, record, out_person, error);

    g_autoptr(Person) person = person_load(importer->store, *out_person, error);

    if (person == NULL ||
        !add_parts(importer, person->id, name->name, record, &new_part, &post_is_new, error))
        return FALSE;
    if (new_part && record->position_count > 0) {
        gboolean is_older = FALSE;

        if (!importer_see_change(importer, person, record, &is_older, error))
            return FALSE;
        post_is_new = post_is_new && !(is_older && *person->title != '\0');
    }
    if (!fill_person(importer, person, name, record, post_is_new, error) ||
        !person_put(importer->store, person, &changed, error))
        return FALSE;
    if (changed || new_part)
        g_hash_table_add(importer->unindexed, g_memdup2(&person->id, sizeof person->id));
    import_report_count(importer->report, IMPORT_PEOPLE,
                        changed || new_part ? IMPORT_CHANGED : IMPORT_SAME);
    return TRUE;
}

gboolean
importer_take_party(Importer *importer, const RecordParty *party, const char *source,
                    gboolean may_make, TkId *out_person, GError **error)
{
    gboolean named = g_str_equal(party->kind, "name");
    g_autofree char *folded =
        named ? tk_text_fold(party->name) : tk_address_fold(party->kind, party->value);
    Found found;

    *out_person = g_str_equal(party->kind, "me") ? importer->me : 0;
    if (*folded == '\0' || *out_person != 0)
        return TRUE;
    if (!find_by_address(importer, party->kind, folded, &found, error))
        return FALSE;
    if (found.count == 1 || (found.count > 1 && !named)) {
        *out_person = found.ids[0];
        return TRUE;
    }
    if (named || !may_make)
        return TRUE;
    const RecordAddress address = { .kind = party->kind, .value = party->value, .label = "" };
    const RecordPerson record = {
        .source = source,
        .name = party->name,
        .given_name = "",
        .family_name = "",
        .place = "",
        .note = "",
        .addresses = &address,
        .address_count = 1,
    };

    return importer_take_person(importer, &record, out_person, error);
}

gboolean
importer_take_own_address(Importer *importer, const char *kind, const char *value, GError **error)
{
    g_autofree char *folded = tk_address_fold(kind, value);
    gboolean is_new = FALSE;
    Found found;

    if (*folded == '\0')
        return TRUE;
    if (!find_by_address(importer, kind, folded, &found, error))
        return FALSE;
    if (found.count > 0)
        return TRUE; /* ours already, or a person's: joining people is the user's to say */
    return add_address(importer, importer->me, kind, value, "", "own", &is_new, error);
}
