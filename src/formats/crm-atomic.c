/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * Atomic CRM: lists under the names of its tables. Notes name their contact, and a contact its
 * company, by number; numbers are of one installation, so a contact's card is known by number and
 * name.
 */
#include "formats/crm-private.h"

#include <string.h>

gboolean
crm_is_atomic(const char *beginning)
{
    static const char *const tables[] = { "sales", "companies", "contacts", "notes",
                                          "tasks", "deals",     "tags" };
    const char *at = beginning;
    gsize length = 0;

    if (*at != '{')
        return FALSE;
    at++;
    at += strspn(at, " \t\r\n");
    if (*at != '"')
        return FALSE;
    length = strcspn(++at, "\"");
    for (unsigned i = 0; i < G_N_ELEMENTS(tables); i++)
        if (strlen(tables[i]) == length && strncmp(at, tables[i], length) == 0) {
            at += length + (at[length] != '\0' ? 1 : 0);
            at += strspn(at, " \t\r\n:");
            return *at == '[';
        }
    return FALSE;
}

static JsonWalkWish
wish(const char *path, gpointer data)
{
    const CrmExport *crm = data;

    if (*path == '\0')
        return JSON_WALK_INTO;
    if (crm->is_learning)
        return strcmp(path, "companies") == 0 || strcmp(path, "notes") == 0       ? JSON_WALK_INTO
               : strcmp(path, "companies[]") == 0 || strcmp(path, "notes[]") == 0 ? JSON_WALK_TAKE
                                                                                  : JSON_WALK_PASS;
    return strcmp(path, "contacts") == 0     ? JSON_WALK_INTO
           : strcmp(path, "contacts[]") == 0 ? JSON_WALK_TAKE
                                             : JSON_WALK_PASS;
}

static void
learn_note(CrmExport *crm, const TkJson *note)
{
    const char *contact = json_person_text(crm->person, note, "contact_id");
    const char *text = json_person_text(crm->person, note, "text");
    GPtrArray *notes = g_hash_table_lookup(crm->notes, contact);
    CrmNote *kept = NULL;

    if (*contact == '\0' || crm->note_bytes + strlen(text) > CRM_TEXTS)
        return;
    if (notes == NULL && g_hash_table_size(crm->notes) < CRM_THINGS) {
        notes = g_ptr_array_new_with_free_func(crm_note_free);
        g_hash_table_insert(crm->notes, g_strdup(contact), notes);
    }
    if (notes == NULL)
        return;
    kept = g_new0(CrmNote, 1);
    kept->text = g_strdup(text);
    json_person_instant(tk_json_get_text(note, "date", ""), &kept->at);
    crm->note_bytes += strlen(text) + sizeof *kept;
    g_ptr_array_add(notes, kept);
}

/* Addresses of a kind: [{"email": ..., "type": ...}] in one member, or one member for each. */
static void
add_addresses(CrmExport *crm, const TkJson *contact, const char *const *lists, const char *member,
              const char *kind)
{
    for (; *lists != NULL; lists++) {
        const TkJson *list = json_object_get(contact, *lists);

        for (size_t i = 0; i < json_array_size(list); i++) {
            const TkJson *each = json_array_get(list, i);
            const char *value = json_person_text(crm->person, each, member);
            const char *seen = json_person_kind_of(value);

            if (seen != NULL && strcmp(seen, kind) == 0)
                json_person_address(crm->person, kind, value,
                                    json_person_text(crm->person, each, "type"));
        }
    }
}

static gboolean
take_contact(CrmExport *crm, const JsonWalkValue *value, GError **error)
{
    static const char *const emails[] = { "emails", "email_jsonb", NULL };
    static const char *const phones[] = { "phones", "phone_jsonb", NULL };
    RecordSink *sink = crm->reading->sink;
    const TkJson *contact = value->value;
    RecordPerson *person = json_person_record(crm->person);
    const char *number = json_person_text(crm->person, contact, "id");
    const GPtrArray *notes = g_hash_table_lookup(crm->notes, number);
    const char *company =
        g_hash_table_lookup(crm->names, json_person_text(crm->person, contact, "company_id"));
    g_autofree char *name = NULL;
    g_autofree char *uid = NULL;

    person->given_name = json_person_text(crm->person, contact, "first_name");
    person->family_name = json_person_text(crm->person, contact, "last_name");
    name = g_strjoin(" ", person->given_name, person->family_name, NULL);
    person->name = json_person_keep(crm->person, g_strstrip(name));
    if (*person->name == '\0')
        return crm_left_out(crm, value, "row-without-name", number, error);
    if (*number != '\0') {
        uid = g_strjoin(":", "name:atomic", number, name, NULL);
        json_person_address(crm->person, "uid", uid, "");
    }
    if (company == NULL)
        company = json_person_text(crm->person, contact, "company");
    json_person_post(crm->person, json_person_text(crm->person, contact, "title"), company);
    person->note = json_person_text(crm->person, contact, "background");
    json_person_address(crm->person, "linkedin",
                        json_person_text(crm->person, contact, "linkedin_url"), "");
    add_addresses(crm, contact, emails, "email", "email");
    add_addresses(crm, contact, phones, "number", "phone");
    json_person_tags(crm->person, json_object_get(contact, "tags"));
    for (guint i = 0; notes != NULL && i < notes->len; i++) {
        const CrmNote *note = g_ptr_array_index(notes, i);

        json_person_note(crm->person, note->text, note->at);
    }
    return sink->person(sink, json_person_record(crm->person), error);
}

static gboolean
take(const JsonWalkValue *value, gpointer data, GError **error)
{
    CrmExport *crm = data;

    json_person_begin(crm->person, "atomic");
    if (value->value == NULL)
        return crm_left_out(crm, value, value->reason, value->path, error);
    if (strcmp(value->path, "companies[]") == 0)
        crm_remember(crm->names, json_person_text(crm->person, value->value, "id"),
                     json_person_text(crm->person, value->value, "name"));
    else if (strcmp(value->path, "notes[]") == 0)
        learn_note(crm, value->value);
    else
        return take_contact(crm, value, error);
    return TRUE;
}

const JsonWalk crm_atomic = { wish, take, NULL };
