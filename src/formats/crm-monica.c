/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * Monica 4: everything lies in "account.data", a list of collections with a type and values, each
 * value with a uuid, "properties" and, for a contact, "data": collections again. Activities are
 * told apart from contacts, which name them by uuid.
 */
#include "formats/crm-private.h"

#include <string.h>

#define COLLECTIONS "account.data[]"
#define FIELD_TYPES "account.instance.contact_field_types"

gboolean
crm_is_monica(const char *beginning)
{
    return *beginning == '{' && strstr(beginning, "\"app_version\"") != NULL &&
           strstr(beginning, "\"exported_by\"") != NULL;
}

static JsonWalkWish
wish(const char *path, gpointer data)
{
    static const char *const into[] = {
        "", "account", "account.data", COLLECTIONS, "account.instance", FIELD_TYPES,
    };
    CrmExport *crm = data;
    const char *type = crm->collection->str;

    if (strcmp(path, COLLECTIONS) == 0)
        g_string_truncate(crm->collection, 0);
    for (unsigned i = 0; i < G_N_ELEMENTS(into); i++)
        if (strcmp(path, into[i]) == 0)
            return JSON_WALK_INTO;
    if (strcmp(path, "exported_by") == 0 || strcmp(path, COLLECTIONS ".type") == 0 ||
        (crm->is_learning && strcmp(path, FIELD_TYPES "[]") == 0))
        return JSON_WALK_TAKE;
    if (strcmp(type, "contact") != 0 && strcmp(type, "user") != 0 &&
        (strcmp(type, "activity") != 0 || crm->is_learning))
        return JSON_WALK_PASS;
    if (strcmp(path, COLLECTIONS ".values") == 0)
        return JSON_WALK_INTO;
    return strcmp(path, COLLECTIONS ".values[]") == 0 ? JSON_WALK_TAKE : JSON_WALK_PASS;
}

/* The values of a contact's collection of this type. Members that were left away turn the list of
 * collections into an object. */
static const TkJson *
values_of(const TkJson *contact, const char *type)
{
    TkJson *data = json_object_get(contact, "data");
    const char *name = NULL;
    TkJson *each = NULL;
    size_t at = 0;

    json_array_foreach(data, at, each)
    {
        if (strcmp(tk_json_get_text(each, "type", ""), type) == 0)
            return json_object_get(each, "values");
    }
    json_object_foreach(data, name, each)
    {
        if (strcmp(tk_json_get_text(each, "type", ""), type) == 0)
            return json_object_get(each, "values");
    }
    return NULL;
}

static const TkJson *
properties_of(const TkJson *value)
{
    return json_object_get(value, "properties");
}

static const char *
name_of(CrmExport *crm, const TkJson *properties)
{
    static const char *const parts[] = { "first_name", "middle_name", "last_name" };
    g_autoptr(GString) name = g_string_new("");

    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
        const char *part = json_person_text(crm->person, properties, parts[i]);

        if (*part != '\0')
            g_string_append_printf(name, "%s%s", name->len > 0 ? " " : "", part);
    }
    return json_person_keep(crm->person, name->str);
}

static void
learn_contact(CrmExport *crm, const TkJson *contact)
{
    const char *uuid = tk_json_get_text(contact, "uuid", "");
    const TkJson *activities = values_of(contact, "activity");
    gpointer kept = NULL;

    crm_remember(crm->names, uuid, name_of(crm, properties_of(contact)));
    if (!g_hash_table_lookup_extended(crm->names, uuid, &kept, NULL))
        return;
    for (size_t i = 0; i < json_array_size(activities); i++) {
        const char *activity = json_string_value(json_array_get(activities, i));
        GPtrArray *people = NULL;

        if (activity == NULL)
            continue;
        people = g_hash_table_lookup(crm->activities, activity);
        if (people == NULL && g_hash_table_size(crm->activities) < CRM_THINGS) {
            people = g_ptr_array_new_with_free_func(g_free);
            g_hash_table_insert(crm->activities, g_strdup(activity), people);
        }
        if (people != NULL && people->len < CRM_PARTIES)
            g_ptr_array_add(people, g_strdup(uuid));
    }
}

static void
learn_field_type(CrmExport *crm, const TkJson *type)
{
    const TkJson *properties = properties_of(type);
    const char *protocol = tk_json_get_text(properties, "protocol", "");
    const char *word = tk_json_get_text(properties, "type", "");
    gboolean is_email = strcmp(protocol, "mailto:") == 0 || strcmp(word, "email") == 0;
    gboolean is_phone = strcmp(protocol, "tel:") == 0 || strcmp(word, "phone") == 0;

    if (is_email || is_phone)
        crm_remember(crm->kinds, tk_json_get_text(type, "uuid", ""), is_email ? "email" : "phone");
}

static gboolean
take_user(CrmExport *crm, const TkJson *user, GError **error)
{
    RecordSink *sink = NULL;
    const char *email = json_person_text(crm->person, user, "email");
    const char *me = tk_json_get_text(properties_of(user), "me_contact", "");

    if (g_strcmp0(crm->exported_by, tk_json_get_text(user, "uuid", "")) != 0)
        return TRUE;
    if (crm->is_learning) {
        g_free(crm->me);
        crm->me = g_strdup(me);
        return TRUE;
    }
    sink = crm->reading->sink;
    return *email == '\0' || sink->own_address == NULL ||
           sink->own_address(sink, "email", email, error);
}

static void
add_fields(CrmExport *crm, const TkJson *contact)
{
    const TkJson *fields = values_of(contact, "contact_field");

    for (size_t i = 0; i < json_array_size(fields); i++) {
        const TkJson *properties = properties_of(json_array_get(fields, i));
        const char *value = json_person_text(crm->person, properties, "data");
        const char *kind =
            g_hash_table_lookup(crm->kinds, tk_json_get_text(properties, "type", ""));
        const char *seen = json_person_kind_of(value);

        /* What is no address is none, whatever its type says; a name in a chat is nothing to us. */
        if (kind == NULL || strcmp(kind, "email") == 0)
            kind = seen;
        if (kind != NULL)
            json_person_address(crm->person, kind, value, "");
    }
}

static void
add_place(CrmExport *crm, const TkJson *contact, RecordPerson *person)
{
    const TkJson *first = json_array_get(values_of(contact, "address"), 0);
    const char *town = json_person_text(crm->person, properties_of(first), "city");
    const char *country = json_person_text(crm->person, properties_of(first), "country");
    g_autofree char *both =
        g_strconcat(town, *town != '\0' && *country != '\0' ? ", " : "", country, NULL);

    person->place = json_person_keep(crm->person, both);
}

static void
add_notes(CrmExport *crm, const TkJson *contact)
{
    const TkJson *properties = properties_of(contact);
    const TkJson *notes = values_of(contact, "note");

    json_person_note(crm->person, json_person_text(crm->person, properties, "food_preferences"), 0);
    json_person_tags(crm->person, json_object_get(properties, "tags"));
    for (size_t i = 0; i < json_array_size(notes); i++) {
        const TkJson *note = json_array_get(notes, i);
        int64_t at = 0;

        json_person_instant(tk_json_get_text(note, "created_at", ""), &at);
        json_person_note(crm->person, json_person_text(crm->person, properties_of(note), "body"),
                         at);
    }
}

/* What happened between the user and one contact. `from` is "me", "contact" or NULL for both. */
static gboolean
tell_between(CrmExport *crm, const JsonWalkValue *value, const char *kind, const char *id,
             const char *when, const char *text, const char *from, GError **error)
{
    const TkJson *contact = value->value;
    const char *uuid = tk_json_get_text(contact, "uuid", "");
    const char *mine = from == NULL ? "with" : strcmp(from, "me") == 0 ? "from" : "to";
    const char *theirs = from == NULL ? "with" : strcmp(from, "me") == 0 ? "to" : "from";
    const RecordParty parties[] = {
        { .name = "", .kind = "me", .value = "", .role = mine },
        { .name = json_person_record(crm->person)->name,
          .kind = "uid",
          .value = uuid,
          .role = theirs },
    };
    g_autofree char *external = g_strjoin(":", "monica", kind, uuid, id, NULL);
    RecordInteraction interaction = { .source = "monica",
                                      .kind = kind,
                                      .external_id = external,
                                      .parties = parties,
                                      .party_count = G_N_ELEMENTS(parties) };

    if (!json_person_instant(when, &interaction.at))
        return crm_left_out(crm, value, "date-not-a-day", when, error);
    return crm_tell(crm, &interaction, text, error);
}

static gboolean
tell_calls(CrmExport *crm, const JsonWalkValue *value, GError **error)
{
    const TkJson *calls = values_of(value->value, "call");

    for (size_t i = 0; i < json_array_size(calls); i++) {
        const TkJson *call = json_array_get(calls, i);
        const TkJson *properties = properties_of(call);
        const char *when = tk_json_get_text(properties, "called_at", "");
        const char *id = tk_json_get_text(call, "uuid", tk_json_get_text(call, "created_at", when));
        gboolean is_theirs = json_is_true(json_object_get(properties, "contact_called"));

        if (!tell_between(crm, value, "call", id, when,
                          json_person_text(crm->person, properties, "content"),
                          is_theirs ? "contact" : "me", error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
tell_conversation(CrmExport *crm, const JsonWalkValue *value, const TkJson *conversation,
                  GError **error)
{
    const TkJson *properties = properties_of(conversation);
    const TkJson *messages = json_object_get(properties, "messages");
    const char *happened = tk_json_get_text(properties, "happened_at", "");
    const char *id = tk_json_get_text(conversation, "uuid",
                                      tk_json_get_text(conversation, "created_at", happened));

    for (size_t i = 0; i < json_array_size(messages); i++) {
        const TkJson *message = properties_of(json_array_get(messages, i));
        const char *when = tk_json_get_text(message, "written_at", happened);
        gboolean is_mine = json_is_true(json_object_get(message, "written_by_me"));
        g_autofree char *number = g_strdup_printf("%s:%zu", id, i);

        if (!tell_between(crm, value, "message", number, when,
                          json_person_text(crm->person, message, "content"),
                          is_mine ? "me" : "contact", error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
take_contact(CrmExport *crm, const JsonWalkValue *value, GError **error)
{
    RecordSink *sink = crm->reading->sink;
    const TkJson *contact = value->value;
    const TkJson *properties = properties_of(contact);
    const TkJson *conversations = values_of(contact, "conversation");
    RecordPerson *person = json_person_record(crm->person);
    const char *uuid = tk_json_get_text(contact, "uuid", "");
    const char *through = tk_json_get_text(properties, "first_met_through", "");

    person->name = name_of(crm, properties);
    if (json_is_true(json_object_get(properties, "is_dead")))
        return crm_left_out(crm, value, "contact-dead", person->name, error);
    if (json_is_true(json_object_get(properties, "is_partial")))
        return crm_left_out(crm, value, "contact-partial", person->name, error);
    if (*person->name == '\0')
        return crm_left_out(crm, value, "row-without-name", NULL, error);
    person->given_name = json_person_text(crm->person, properties, "first_name");
    person->family_name = json_person_text(crm->person, properties, "last_name");
    person->note = json_person_text(crm->person, properties, "description");
    person->is_me = g_strcmp0(crm->me, uuid) == 0 && *uuid != '\0';
    person->known_through = g_hash_table_lookup(crm->names, through);
    json_person_post(crm->person, json_person_text(crm->person, properties, "job"),
                     json_person_text(crm->person, properties, "company"));
    json_person_address(crm->person, "uid", uuid, "");
    json_person_address(crm->person, "name", json_person_text(crm->person, properties, "nickname"),
                        "");
    add_fields(crm, contact);
    add_place(crm, contact, person);
    add_notes(crm, contact);
    if (!sink->person(sink, json_person_record(crm->person), error))
        return FALSE;
    if (person->is_me)
        return TRUE;
    if (!tell_calls(crm, value, error))
        return FALSE;
    for (size_t i = 0; i < json_array_size(conversations); i++)
        if (!tell_conversation(crm, value, json_array_get(conversations, i), error))
            return FALSE;
    return TRUE;
}

static gboolean
take_activity(CrmExport *crm, const JsonWalkValue *value, GError **error)
{
    const TkJson *properties = properties_of(value->value);
    const char *uuid = tk_json_get_text(value->value, "uuid", "");
    const char *when = tk_json_get_text(properties, "happened_at", "");
    const char *summary = json_person_text(crm->person, properties, "summary");
    const char *description = json_person_text(crm->person, properties, "description");
    const GPtrArray *people = g_hash_table_lookup(crm->activities, uuid);
    g_autoptr(GArray) parties = g_array_new(FALSE, FALSE, sizeof(RecordParty));
    const RecordParty me = { .name = "", .kind = "me", .value = "", .role = "with" };
    g_autofree char *text = g_strconcat(
        summary, *summary != '\0' && *description != '\0' ? "\n" : "", description, NULL);
    g_autofree char *external = g_strconcat("monica:activity:", uuid, NULL);
    RecordInteraction interaction = { .source = "monica",
                                      .kind = "meeting",
                                      .external_id = external };

    if (!json_person_instant(when, &interaction.at))
        return crm_left_out(crm, value, "date-not-a-day", when, error);
    if (people == NULL)
        return crm_left_out(crm, value, "row-without-name", summary, error);
    g_array_append_val(parties, me);
    for (guint i = 0; i < people->len; i++) {
        const char *contact = g_ptr_array_index(people, i);
        const char *name = g_hash_table_lookup(crm->names, contact);
        const RecordParty party = {
            .name = name != NULL ? name : "", .kind = "uid", .value = contact, .role = "with"
        };

        g_array_append_val(parties, party);
    }
    interaction.parties = (const RecordParty *) parties->data;
    interaction.party_count = parties->len;
    return crm_tell(crm, &interaction, text, error);
}

static gboolean
take(const JsonWalkValue *value, gpointer data, GError **error)
{
    CrmExport *crm = data;
    const char *type = crm->collection->str;

    json_person_begin(crm->person, "monica");
    if (value->value == NULL)
        return crm_left_out(crm, value, value->reason, type, error);
    if (strcmp(value->path, "exported_by") == 0) {
        g_free(crm->exported_by);
        crm->exported_by = g_strdup(json_string_value(value->value));
        return TRUE;
    }
    if (strcmp(value->path, COLLECTIONS ".type") == 0) {
        if (json_is_string(value->value))
            g_string_assign(crm->collection, json_string_value(value->value));
        return TRUE;
    }
    if (strcmp(value->path, FIELD_TYPES "[]") == 0)
        learn_field_type(crm, value->value);
    else if (strcmp(type, "user") == 0)
        return take_user(crm, value->value, error);
    else if (crm->is_learning)
        learn_contact(crm, value->value);
    else if (strcmp(type, "activity") == 0)
        return take_activity(crm, value, error);
    else
        return take_contact(crm, value, error);
    return TRUE;
}

const JsonWalk crm_monica = { wish, take, NULL };
