/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-people.c - makes the people of records, and takes over what a record knows and we do not.
 *
 * Of somebody who is made here nothing can be in the store yet, so nothing is asked for: an import
 * into a new store is nearly all of such.
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

static gboolean
take_id(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(TkId *) data = db_row_number(row, "id");
    return TRUE;
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
    if (is_new) {
        import_report_count(importer->report, IMPORT_ORGANISATIONS, IMPORT_NEW);
        g_array_append_val(importer->new_organisations, *out_organisation);
    }
    importer_remember(importer->organisations, g_steal_pointer(&folded), *out_organisation);
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

static gboolean
take_found(const DbRow *row, gpointer data, GError **error)
{
    (void) row;
    (void) error;
    *(gboolean *) data = TRUE;
    return TRUE;
}

/* `card` is that of somebody who was made just now, or NULL. */
static gboolean
has_address(Importer *importer, const PersonCard *card, TkId person, const char *kind,
            const char *folded, gboolean *out_has, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_TEXT(kind),
                               DB_VALUE_TEXT(folded) };

    *out_has = card != NULL && person_card_has(card, kind, folded);
    return card != NULL || store_run(importer->store, &SQL_PERSON_ADDRESS_SAME, values,
                                     G_N_ELEMENTS(values), take_found, out_has, error);
}

/* One address more, unless the person has it. *out_new tells. */
static gboolean
add_address(Importer *importer, PersonCard *card, TkId person, const RecordAddress *record,
            const char *source, gboolean *out_new, GError **error)
{
    const char *kind = record->kind;
    g_autofree char *folded = g_str_equal(kind, "name") ? tk_text_fold(record->value)
                                                        : tk_address_fold(kind, record->value);
    g_autoptr(PersonAddress) address = NULL;
    gboolean has = FALSE;

    if (*folded == '\0')
        return TRUE;
    if (!has_address(importer, card, person, kind, folded, &has, error))
        return FALSE;
    if (has)
        return TRUE;
    importer_remember_address(importer, kind, folded, person);
    address = g_new(PersonAddress, 1);
    *address = (PersonAddress) {
        .id = store_new_id(importer->store),
        .person_id = person,
        .kind = g_strdup(kind),
        .value = g_strdup(record->value),
        .folded = g_steal_pointer(&folded),
        .label = g_strdup(record->label),
        .source = g_strdup(source),
    };
    if (!person_address_insert(importer->store, address, error))
        return FALSE;
    *out_new = TRUE;
    if (card != NULL)
        g_ptr_array_add(card->addresses, g_steal_pointer(&address));
    return TRUE;
}

static gboolean
has_position(Importer *importer, TkId person, TkId organisation, const RecordPosition *record,
             gboolean *out_has, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(organisation),
                               DB_VALUE_TEXT(record->title), DB_VALUE_TEXT(record->kind) };
    TkId same = 0;

    if (!store_run(importer->store, &SQL_POSITION_SAME, values, G_N_ELEMENTS(values), take_id,
                   &same, error))
        return FALSE;
    *out_has = same != 0;
    return TRUE;
}

/* `is_first` of somebody new: there is none that it could be the same as. */
static gboolean
add_position(Importer *importer, TkId person, gboolean is_first, const RecordPosition *record,
             const char *source, gboolean *out_new, GError **error)
{
    TkId organisation = 0;
    gboolean has = FALSE;

    if (!take_organisation(importer, record->organisation, &organisation, error) ||
        (!is_first && !has_position(importer, person, organisation, record, &has, error)))
        return FALSE;
    if (has)
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
 * was. `card` as in has_address(). */
static gboolean
add_parts(Importer *importer, PersonCard *card, TkId person, const char *name,
          const RecordPerson *record, gboolean *out_new, gboolean *out_post_is_new, GError **error)
{
    const RecordAddress called = { .kind = "name", .value = name, .label = "" };

    *out_post_is_new = FALSE;
    if (*name != '\0' &&
        !add_address(importer, card, person, &called, record->source, out_new, error))
        return FALSE;
    for (unsigned at = 0; at < record->address_count; at++) {
        const RecordAddress *address = &record->addresses[at];
        TkId own = 0;

        if (!importer_find_own_card(importer, address, &own, error) ||
            (own == 0 &&
             !add_address(importer, card, person, address, record->source, out_new, error)))
            return FALSE;
    }
    for (unsigned at = 0; at < record->position_count; at++) {
        gboolean is_new = FALSE;

        if (!add_position(importer, person, card != NULL && at == 0, &record->positions[at],
                          record->source, &is_new, error))
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
    Person *person = person_new();
    g_autoptr(PersonCard) card = person_card_new(person);
    gboolean new_part = FALSE, post_is_new = FALSE;

    card->is_new = TRUE;
    person->id = store_new_id(importer->store);
    person->created_at = importer->now;
    if (!fill_person(importer, person, name, record, has_present_post(record), error) ||
        !person_insert(importer->store, person, error) ||
        !add_parts(importer, card, person->id, name->name, record, &new_part, &post_is_new, error))
        return FALSE;
    if (!record->is_restricted)
        tie_keeper_begin(importer->ties, person->id);
    *out_person = person->id;
    g_hash_table_replace(importer->unindexed, g_memdup2(&person->id, sizeof person->id),
                         g_steal_pointer(&card));
    import_report_count(importer->report, IMPORT_PEOPLE, IMPORT_NEW);
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
    if (!importer_find_person(importer, record, name->name, out_person, error))
        return FALSE;
    if (*name->name == '\0' && *out_person == 0)
        return TRUE;
    if (*out_person == 0)
        return make_person(importer, name, record, out_person, error);

    g_autoptr(Person) person = person_load(importer->store, *out_person, error);

    if (person == NULL ||
        !add_parts(importer, NULL, person->id, name->name, record, &new_part, &post_is_new, error))
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
        g_hash_table_replace(importer->unindexed, g_memdup2(&person->id, sizeof person->id), NULL);
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
    Bearers found;

    *out_person = g_str_equal(party->kind, "me") ? importer->me : 0;
    if (*folded == '\0' || *out_person != 0)
        return TRUE;
    if (!importer_find_by_address(importer, party->kind, folded, &found, error))
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
    Bearers found;

    if (*folded == '\0')
        return TRUE;
    if (!importer_find_by_address(importer, kind, folded, &found, error))
        return FALSE;
    if (found.count > 0)
        return TRUE; /* ours already, or a person's: joining people is the user's to say */
    const RecordAddress own = { .kind = kind, .value = value, .label = "" };

    return add_address(importer, NULL, importer->me, &own, "own", &is_new, error);
}
