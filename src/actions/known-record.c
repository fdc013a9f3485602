/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/known-record.h"

#include "actions/workspace-private.h"
#include "base/tk-places.h"
#include "store/queries.h"

void
known_free(Known *known)
{
    if (known == NULL)
        return;
    same_reading_free(known->reading);
    person_card_free(known->own_card);
    g_ptr_array_unref(known->emails);
    g_ptr_array_unref(known->phones);
    g_ptr_array_unref(known->profiles);
    g_free(known);
}

static GPtrArray *
of_kind(const GPtrArray *addresses, const char *kind)
{
    GPtrArray *values = g_ptr_array_new();

    for (guint at = 0; at < addresses->len; at++) {
        PersonAddress *address = g_ptr_array_index(addresses, at);

        if (g_str_equal(address->kind, kind))
            g_ptr_array_add(values, address->folded);
    }
    g_ptr_array_add(values, NULL);
    return values;
}

Known *
known_new(const PersonCard *card)
{
    Known *known = g_new0(Known, 1);
    const Person *person = card->person;

    known->card = card;
    known->person = person;
    known->emails = of_kind(card->addresses, "email");
    known->phones = of_kind(card->addresses, "phone");
    known->profiles = of_kind(card->addresses, "linkedin");
    known->record = (SameRecord) {
        .name = person->name,
        .organisation = person->organisation_name,
        .title = person->title,
        .place = person->place,
        .country = person->country,
        .source = person->source,
        .emails = (const char *const *) known->emails->pdata,
        .phones = (const char *const *) known->phones->pdata,
        .profiles = (const char *const *) known->profiles->pdata,
    };
    return known;
}

SameReading *
known_reading(Known *known)
{
    if (known->reading == NULL)
        known->reading = same_reading_new(&known->record);
    return known->reading;
}

gboolean
known_load(const Workspace *workspace, TkId id, Known **out_known, GError **error)
{
    PersonCard *card = NULL;

    *out_known = NULL;
    if (!person_card_load(workspace, id, &card, error))
        return FALSE;
    if (card == NULL)
        return TRUE;
    *out_known = known_new(card);
    (*out_known)->own_card = card;
    return TRUE;
}

static char *
read_share(const char *name, GError **error)
{
    g_autoptr(GBytes) bytes = tk_share_read(name, error);
    gsize length = 0;
    const char *text;

    if (bytes == NULL)
        return NULL;
    text = g_bytes_get_data(bytes, &length);
    return g_strndup(text, length);
}

NameBook *
name_book_load(GError **error)
{
    g_autofree char *nicknames = read_share("names/nicknames.txt", error);
    g_autofree char *variants = nicknames != NULL ? read_share("names/variants.txt", error) : NULL;
    g_autofree char *common = variants != NULL ? read_share("names/common.txt", error) : NULL;

    return common != NULL ? name_book_new(nicknames, variants, common) : NULL;
}

static gboolean
take_count(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(int64_t *) data = db_row_number(row, "n");
    return TRUE;
}

gboolean
people_count(const Workspace *workspace, int64_t *out_count, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(PEOPLE_COUNTED) };

    return store_run(workspace->store, &SQL_DOUBLE_PEOPLE_COUNTED, values, G_N_ELEMENTS(values),
                     take_count, out_count, error);
}
