/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-who.c - who a record is about. A profile and a card are one person's; an address and a
 * name only where domain/same-person.h is sure, or where the record says nothing that is not known
 * of that person already (the same file again). Whoever is not sure stays two people, who are put
 * to the user: joining later loses nothing.
 */
#include "actions/importer.h"

#include "actions/known-record.h"
#include "base/tk-text.h"
#include "domain/organisation.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define CACHE_MOST 500000
#define SEVERAL    0 /* in the cache: more than one person's, ask the store */

static gboolean
take_person_id(const DbRow *row, gpointer data, GError **error)
{
    Bearers *found = data;

    (void) error;
    if (found->count < G_N_ELEMENTS(found->ids))
        found->ids[found->count++] = db_row_number(row, "person_id");
    return TRUE;
}

void
importer_remember(GHashTable *table, char *key_take, TkId id)
{
    if (g_hash_table_size(table) > CACHE_MOST)
        g_hash_table_remove_all(table);
    g_hash_table_replace(table, key_take, g_memdup2(&id, sizeof id));
}

static gboolean
is_identity(const char *kind)
{
    return g_str_equal(kind, "email") || g_str_equal(kind, "linkedin") || g_str_equal(kind, "uid");
}

void
importer_remember_address(Importer *importer, const char *kind, const char *folded, TkId person)
{
    g_autofree char *key = NULL;
    const TkId *known;

    if (!is_identity(kind))
        return;
    key = g_strconcat(kind, "\t", folded, NULL);
    known = g_hash_table_lookup(importer->people, key);
    importer_remember(importer->people, g_steal_pointer(&key),
                      known == NULL || *known == person ? person : SEVERAL);
}

gboolean
importer_find_by_address(Importer *importer, const char *kind, const char *folded, Bearers *out,
                         GError **error)
{
    g_autofree char *key = g_strconcat(kind, "\t", folded, NULL);
    const TkId *known = g_hash_table_lookup(importer->people, key);
    const DbValue values[] = { DB_VALUE_TEXT(kind), DB_VALUE_TEXT(folded) };

    *out = (Bearers) { 0 };
    if (known != NULL && *known != SEVERAL) {
        out->ids[0] = *known;
        out->count = 1;
        return TRUE;
    }
    if (!store_run(importer->store, &SQL_PERSON_ID_BY_ADDRESS, values, G_N_ELEMENTS(values),
                   take_person_id, out, error))
        return FALSE;
    /* Names are not remembered: a second bearer may come with the next record. */
    if (out->count == 1 && is_identity(kind))
        importer_remember(importer->people, g_steal_pointer(&key), out->ids[0]);
    return TRUE;
}

/* The record in hand as it is compared. */
typedef struct {
    const RecordPerson *record;
    const char *name; /* as it would be kept */
    char *folded;     /* the name */
    GPtrArray *emails, *phones, *profiles;
    SameReading *reading; /* once there is somebody to hold it against, else NULL */
} Asked;

static void
asked_clear(Asked *asked)
{
    g_clear_pointer(&asked->reading, same_reading_free);
    g_clear_pointer(&asked->folded, g_free);
    g_clear_pointer(&asked->emails, g_ptr_array_unref);
    g_clear_pointer(&asked->phones, g_ptr_array_unref);
    g_clear_pointer(&asked->profiles, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asked, asked_clear)

static GPtrArray *
folded_of_kind(const RecordPerson *record, const char *kind)
{
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);

    for (unsigned at = 0; at < record->address_count; at++) {
        if (!g_str_equal(record->addresses[at].kind, kind))
            continue;
        g_autofree char *folded = tk_address_fold(kind, record->addresses[at].value);

        if (*folded != '\0')
            g_ptr_array_add(values, g_steal_pointer(&folded));
    }
    g_ptr_array_add(values, NULL);
    return values;
}

static void
ask_about(Asked *asked, const RecordPerson *record, const char *name)
{
    asked->record = record;
    asked->name = name;
    asked->folded = tk_text_fold(name);
}

static void
read_asked(Asked *asked)
{
    const RecordPerson *record = asked->record;
    const RecordPosition *post = record->position_count > 0 ? &record->positions[0] : NULL;

    if (asked->reading != NULL)
        return;
    asked->emails = folded_of_kind(record, "email");
    asked->phones = folded_of_kind(record, "phone");
    asked->profiles = folded_of_kind(record, "linkedin");
    const SameRecord same = {
        .name = asked->name,
        .organisation = post != NULL ? post->organisation : "",
        .title = post != NULL ? post->title : "",
        .place = record->place,
        .country = "",
        .source = record->source,
        .emails = (const char *const *) asked->emails->pdata,
        .phones = (const char *const *) asked->phones->pdata,
        .profiles = (const char *const *) asked->profiles->pdata,
    };

    asked->reading = same_reading_new(&same);
}

/* All addresses of the record, and its name, are known of this person. */
static gboolean
has_addresses(const Known *known, const Asked *asked)
{
    const RecordPerson *record = asked->record;

    if (*asked->folded != '\0' && !person_card_has(known->card, "name", asked->folded))
        return FALSE;
    for (unsigned at = 0; at < record->address_count; at++) {
        const RecordAddress *address = &record->addresses[at];
        g_autofree char *folded = tk_address_fold(address->kind, address->value);

        if (g_str_has_prefix(address->value, "name:"))
            continue; /* made of the name by us (record.h) */
        if (*folded != '\0' && !person_card_has(known->card, address->kind, folded))
            return FALSE;
    }
    return TRUE;
}

typedef struct {
    const char *title;
    const char *folded; /* the organisation */
    gboolean found;
} PostAsked;

static gboolean
compare_post(const DbRow *row, gpointer data, GError **error)
{
    PostAsked *asked = data;
    g_autofree char *folded = organisation_fold(db_row_text(row, "organisation_name"));

    (void) error;
    asked->found |=
        g_str_equal(folded, asked->folded) && g_str_equal(db_row_text(row, "title"), asked->title);
    return TRUE;
}

/* The record says nothing of this person that is not known: it was read before. */
static gboolean
says_nothing_new(Importer *importer, const Known *known, const Asked *asked, gboolean *out_nothing,
                 GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(known->person->id) };
    const RecordPerson *record = asked->record;

    *out_nothing = has_addresses(known, asked);
    if (!*out_nothing || record->position_count == 0)
        return TRUE;
    g_autofree char *folded = organisation_fold(record->positions[0].organisation);
    PostAsked post = { record->positions[0].title, folded, FALSE };

    if (!store_run(importer->store, &SQL_POSITION_OF_PERSON, values, G_N_ELEMENTS(values),
                   compare_post, &post, error))
        return FALSE;
    *out_nothing = post.found;
    return TRUE;
}

static gboolean
begin_judging(Importer *importer, GError **error)
{
    if (importer->names != NULL)
        return TRUE;
    importer->names = name_book_load(error);
    return importer->names != NULL &&
           people_count(importer->workspace, &importer->people_known, error);
}

/* The best of those who may be meant, where that is sure. Of several who know all that the record
 * says the first. */
static gboolean
choose(Importer *importer, Asked *asked, const GArray *candidates, TkId *out_person, GError **error)
{
    double best = importer->same_join;

    for (guint at = 0; at < candidates->len; at++) {
        g_autoptr(Known) known = NULL;
        TkId id = g_array_index(candidates, TkId, at);
        gboolean nothing_new = FALSE;
        double chance;

        if (!known_load(importer->workspace, id, &known, error))
            return FALSE;
        if (known == NULL || id == importer->me)
            continue;
        if (!says_nothing_new(importer, known, asked, &nothing_new, error) ||
            !begin_judging(importer, error))
            return FALSE;
        if (nothing_new) {
            *out_person = id;
            return TRUE;
        }
        read_asked(asked);
        chance = same_person_chance(importer->names, asked->reading, known_reading(known),
                                    importer->people_known);
        if (chance >= best) {
            best = chance;
            *out_person = id;
        }
    }
    return TRUE;
}

static void
add_candidates(GArray *candidates, const Bearers *found)
{
    for (unsigned at = 0; at < found->count; at++) {
        gboolean stands = FALSE;

        for (guint other = 0; other < candidates->len; other++)
            stands |= g_array_index(candidates, TkId, other) == found->ids[at];
        if (!stands)
            g_array_append_val(candidates, found->ids[at]);
    }
}

/* A card of ours, a profile, a card that was read before: *out_person. Holders of an address that
 * several may share: candidates. */
static gboolean
find_by_identity(Importer *importer, const RecordPerson *record, GArray *candidates,
                 TkId *out_person, GError **error)
{
    for (unsigned at = 0; at < record->address_count && *out_person == 0; at++) {
        const RecordAddress *address = &record->addresses[at];
        Bearers found;

        if (!is_identity(address->kind))
            continue;
        if (!importer_find_own_card(importer, address, out_person, error))
            return FALSE;
        g_autofree char *folded = tk_address_fold(address->kind, address->value);

        if (*out_person != 0 || *folded == '\0')
            continue;
        if (!importer_find_by_address(importer, address->kind, folded, &found, error))
            return FALSE;
        if (found.count > 0 && !g_str_equal(address->kind, "email"))
            *out_person = found.ids[0];
        add_candidates(candidates, &found);
    }
    return TRUE;
}

static gboolean
add_bearers(Importer *importer, const Asked *asked, GArray *candidates, GError **error)
{
    Bearers found;

    if (strchr(asked->folded, ' ') == NULL)
        return TRUE; /* a single word is nobody's name alone */
    if (!importer_find_by_address(importer, "name", asked->folded, &found, error))
        return FALSE;
    add_candidates(candidates, &found);
    return TRUE;
}

gboolean
importer_find_person(Importer *importer, const RecordPerson *record, const char *name,
                     TkId *out_person, GError **error)
{
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(TkId));
    g_auto(Asked) asked = { 0 };

    *out_person = record->is_me ? importer->me : 0;
    if (*out_person != 0)
        return TRUE;
    if (!find_by_identity(importer, record, candidates, out_person, error))
        return FALSE;
    if (*out_person != 0)
        return TRUE;
    ask_about(&asked, record, name);
    return add_bearers(importer, &asked, candidates, error) &&
           (candidates->len == 0 || choose(importer, &asked, candidates, out_person, error));
}
