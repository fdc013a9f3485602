/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/json-person.h"

#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "formats/contact-column.h"

#include <string.h>

enum {
    ADDRESSES_MOST = 100,
    NOTES_MOST = 1000,
    SUBJECT_COLUMNS = 200, /* of the terminal's kind */
};

struct JsonPerson {
    GStringChunk *texts;
    GArray *addresses; /* RecordAddress */
    GArray *notes;     /* RecordNote */
    RecordPosition post;
    RecordPerson record;
};

JsonPerson *
json_person_new(void)
{
    JsonPerson *person = g_new0(JsonPerson, 1);

    person->texts = g_string_chunk_new(4096);
    person->addresses = g_array_new(FALSE, FALSE, sizeof(RecordAddress));
    person->notes = g_array_new(FALSE, FALSE, sizeof(RecordNote));
    json_person_begin(person, "");
    return person;
}

void
json_person_free(JsonPerson *person)
{
    if (person == NULL)
        return;
    g_string_chunk_free(person->texts);
    g_array_unref(person->addresses);
    g_array_unref(person->notes);
    g_free(person);
}

void
json_person_begin(JsonPerson *person, const char *source)
{
    g_string_chunk_clear(person->texts);
    g_array_set_size(person->addresses, 0);
    g_array_set_size(person->notes, 0);
    person->record = (RecordPerson) {
        .source = source, .name = "", .given_name = "", .family_name = "", .place = "", .note = ""
    };
}

RecordPerson *
json_person_record(JsonPerson *person)
{
    RecordPerson *record = &person->record;

    record->addresses = (const RecordAddress *) person->addresses->data;
    record->address_count = person->addresses->len;
    record->notes = (const RecordNote *) person->notes->data;
    record->note_count = person->notes->len;
    return record;
}

const char *
json_person_keep(JsonPerson *person, const char *text)
{
    gsize length = strlen(text);

    if (length > TK_LIMIT_FIELD) {
        length = TK_LIMIT_FIELD;
        while (length > 0 && ((unsigned char) text[length] & 0xc0) == 0x80)
            length--;
    }
    return g_string_chunk_insert_len(person->texts, text, (gssize) length);
}

const char *
json_person_text(JsonPerson *person, const TkJson *object, const char *key)
{
    const TkJson *value = json_object_get(object, key);

    if (json_is_string(value))
        return g_strstrip((char *) json_person_keep(person, json_string_value(value)));
    if (json_is_integer(value)) {
        g_autofree char *digits =
            g_strdup_printf("%" G_GINT64_FORMAT, (gint64) json_integer_value(value));

        return json_person_keep(person, digits);
    }
    return "";
}

void
json_person_address(JsonPerson *person, const char *kind, const char *value, const char *label)
{
    const RecordAddress address = { kind, value, label };

    if (*value != '\0' && person->addresses->len < ADDRESSES_MOST)
        g_array_append_val(person->addresses, address);
}

void
json_person_note(JsonPerson *person, const char *text, int64_t at)
{
    const RecordNote note = { text, at };

    if (*text != '\0' && person->notes->len < NOTES_MOST)
        g_array_append_val(person->notes, note);
}

void
json_person_tags(JsonPerson *person, const TkJson *names)
{
    g_autoptr(GString) tags = g_string_new("");

    for (size_t i = 0; i < json_array_size(names); i++) {
        g_autofree char *tag = g_strdup(json_string_value(json_array_get(names, i)));

        if (tag == NULL || *g_strstrip(tag) == '\0' || tags->len > TK_LIMIT_FIELD / 2)
            continue;
        g_strdelimit(tag, " \t\r\n", '-');
        g_string_append_printf(tags, "%s#%s", tags->len > 0 ? " " : "", tag);
    }
    json_person_note(person, json_person_keep(person, tags->str), 0);
}

void
json_person_post(JsonPerson *person, const char *title, const char *organisation)
{
    if (*title == '\0' && *organisation == '\0')
        return;
    person->post =
        (RecordPosition) { .kind = "post", .title = title, .organisation = organisation };
    person->record.positions = &person->post;
    person->record.position_count = 1;
}

const char *
json_person_kind_of(const char *value)
{
    switch (contact_column_of_values(&value, 1)) {
    case CONTACT_EMAIL:
        return "email";
    case CONTACT_PHONE:
        return "phone";
    case CONTACT_LINKEDIN:
        return "linkedin";
    case CONTACT_WEB:
        return "url";
    default:
        return NULL;
    }
}

gboolean
json_person_instant(const char *text, int64_t *out_at)
{
    g_autofree char *plain = NULL;
    char *dot;

    if (strlen(text) > 40)
        return FALSE;
    plain = g_strdup(text);
    if (strlen(plain) > 10 && plain[10] == ' ')
        plain[10] = 'T';
    dot = strchr(plain, '.');
    if (dot != NULL) {
        gsize digits = strspn(dot + 1, "0123456789");

        memmove(dot, dot + 1 + digits, strlen(dot + 1 + digits) + 1);
    }
    return tk_instant_from_text(plain, "", 12 * 60, out_at, NULL);
}

char *
json_person_subject(const char *text)
{
    g_autofree char *line = g_strndup(text, strcspn(text, "\r\n"));

    return tk_text_shorten(line, SUBJECT_COLUMNS);
}
