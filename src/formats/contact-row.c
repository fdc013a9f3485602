/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/contact-private.h"

#include <string.h>

enum {
    ROW_ADDRESSES = 60,
    ROW_NOTES = 10,
    ROW_NAMES = 3,
};

#define JOINED " ::: " /* Google puts several values of one kind into one cell so */

typedef struct {
    ContactTable *table;
    Reading *reading;
    const CsvRow *row;
    const char *name, *given, *middle, *family, *organisation, *title, *place, *country, *through;
    unsigned place_group;
    RecordAddress addresses[ROW_ADDRESSES];
    unsigned address_count;
    RecordNote notes[ROW_NOTES];
    unsigned note_count;
    GString *tags;
    GError **error;
} Contact;

static const char *
cell(const Contact *contact, unsigned column)
{
    return column < contact->row->count ? contact->row->fields[column] : "";
}

static void
keep_first(const char **field, const char *value)
{
    if (**field == '\0')
        *field = value;
}

/* "* Work" is Google's way of marking the first of several. */
static const char *
without_mark(const char *text)
{
    return g_str_has_prefix(text, "* ") ? text + 2 : text;
}

/* What another column of the same number calls this address. */
static const char *
label_of(const Contact *contact, const ContactColumn *column)
{
    for (unsigned i = 0; i < contact->table->count; i++) {
        const ContactColumn *other = &contact->table->columns[i];

        if (other->field == CONTACT_LABEL && other->of == column->field &&
            other->number == column->number)
            return without_mark(cell(contact, i));
    }
    return column->label;
}

static void
add_address(Contact *contact, const char *kind, const char *value, const char *label)
{
    if (*value == '\0' || contact->address_count == ROW_ADDRESSES)
        return;
    contact->addresses[contact->address_count++] =
        (RecordAddress) { .kind = kind, .value = value, .label = label };
}

static const char *
kind_of(ContactField field, const char *value)
{
    if (field == CONTACT_EMAIL)
        return "email";
    if (field == CONTACT_PHONE)
        return "phone";
    if (field == CONTACT_LINKEDIN || strstr(value, "linkedin.com/in/") != NULL)
        return "linkedin";
    return "url";
}

static gboolean
take_address(Contact *contact, const ContactColumn *column, char *values)
{
    const char *label = label_of(contact, column);

    for (char *next = NULL; values != NULL; values = next) {
        next = strstr(values, JOINED);
        if (next != NULL) {
            *next = '\0';
            next += strlen(JOINED);
        }
        g_strstrip(values);
        if (g_ascii_strncasecmp(values, "mailto:", 7) == 0)
            values += 7;
        if (column->field == CONTACT_EMAIL && *values != '\0' && !contact_is_email(values)) {
            if (!reading_left_out(contact->reading, contact->row->line, "email-not-one", values,
                                  contact->error))
                return FALSE;
            continue;
        }
        add_address(contact, kind_of(column->field, values), values, label);
    }
    return TRUE;
}

/* Groups that address books make by themselves say nothing. */
static gboolean
is_own_group(const char *tag)
{
    g_autofree char *folded = contact_column_fold(tag);

    return strcmp(folded, "mycontacts") == 0 || strcmp(folded, "starred") == 0 ||
           strcmp(folded, "othercontacts") == 0;
}

static void
take_tags(Contact *contact, const char *value)
{
    g_autofree char *spread = g_strdup(value);
    g_auto(GStrv) tags = NULL;

    for (char *at = spread; (at = strstr(at, JOINED)) != NULL;)
        memcpy(at, ";;;;;", strlen(JOINED));
    tags = g_strsplit_set(spread, ";,", -1);
    for (unsigned i = 0; tags[i] != NULL; i++) {
        char *tag = (char *) without_mark(g_strstrip(tags[i]));

        if (*tag == '\0' || is_own_group(tag))
            continue;
        g_strdelimit(tag, " \t\r\n", '-');
        g_string_append_printf(contact->tags, "%s#%s", contact->tags->len > 0 ? " " : "", tag);
    }
}

static void
take_note(Contact *contact, const char *text)
{
    if (*text != '\0' && contact->note_count + 1 < ROW_NOTES)
        contact->notes[contact->note_count++] = (RecordNote) { .text = text };
}

static gboolean
take_cell(Contact *contact, unsigned at)
{
    const ContactColumn *column = &contact->table->columns[at];
    char *value = g_strstrip(contact->row->fields[at]);

    switch (column->field) {
    case CONTACT_NAME:
        keep_first(&contact->name, value);
        break;
    case CONTACT_GIVEN:
        keep_first(&contact->given, value);
        break;
    case CONTACT_MIDDLE:
        keep_first(&contact->middle, value);
        break;
    case CONTACT_FAMILY:
        keep_first(&contact->family, value);
        break;
    case CONTACT_NICKNAME:
        add_address(contact, "name", value, "");
        break;
    case CONTACT_ORGANISATION:
        keep_first(&contact->organisation, value);
        break;
    case CONTACT_TITLE:
        keep_first(&contact->title, value);
        break;
    case CONTACT_EMAIL:
    case CONTACT_PHONE:
    case CONTACT_LINKEDIN:
    case CONTACT_WEB:
        return take_address(contact, column, value);
    case CONTACT_PLACE:
        if (*contact->place == '\0' && *value != '\0') {
            contact->place = value;
            contact->place_group = column->number;
        }
        break;
    case CONTACT_NOTE:
        take_note(contact, value);
        break;
    case CONTACT_TAGS:
        take_tags(contact, value);
        break;
    case CONTACT_THROUGH:
        keep_first(&contact->through, value);
        break;
    default:
        break;
    }
    return TRUE;
}

/* The country beside the town that was taken; without a town, the first. */
static void
take_country(Contact *contact)
{
    for (unsigned i = 0; i < contact->table->count; i++) {
        const ContactColumn *column = &contact->table->columns[i];

        if (column->field == CONTACT_COUNTRY &&
            (*contact->place == '\0' || column->number == contact->place_group))
            keep_first(&contact->country, cell(contact, i));
    }
}

static gboolean
give_person(Contact *contact)
{
    const char *parts[ROW_NAMES + 1] = { NULL };
    unsigned count = 0;
    g_autofree char *joined = NULL;
    g_autofree char *place = NULL;
    RecordPosition post = { .kind = "post" };
    RecordPerson person = { .source = contact->table->source, .note = "" };
    RecordSink *sink = contact->reading->sink;

    if (*contact->given != '\0')
        parts[count++] = contact->given;
    if (*contact->middle != '\0')
        parts[count++] = contact->middle;
    if (*contact->family != '\0')
        parts[count++] = contact->family;
    joined = g_strjoinv(" ", (char **) parts);
    person.name = *contact->name != '\0' ? contact->name : joined;
    if (*person.name == '\0' && contact->address_count == 0) {
        if (*contact->organisation == '\0')
            return reading_left_out(contact->reading, contact->row->line, "row-without-name", NULL,
                                    contact->error);
        person.name = contact->organisation;
    }
    take_country(contact);
    place = g_strconcat(contact->place,
                        *contact->place != '\0' && *contact->country != '\0' ? ", " : "",
                        contact->country, NULL);
    if (contact->tags->len > 0)
        contact->notes[contact->note_count++] = (RecordNote) { .text = contact->tags->str };
    post.organisation = contact->organisation;
    post.title = contact->title;
    person.given_name = contact->given;
    person.family_name = contact->family;
    person.place = place;
    person.known_through = contact->through;
    person.notes = contact->notes;
    person.note_count = contact->note_count;
    person.addresses = contact->addresses;
    person.address_count = contact->address_count;
    person.positions = &post;
    person.position_count = *post.organisation != '\0' || *post.title != '\0' ? 1 : 0;
    return sink->person(sink, &person, contact->error);
}

/* Cells beyond the last column: something with a comma in it was not quoted, and from there on
 * every value stands in the wrong column. */
static gboolean
is_too_wide(const ContactTable *table, const CsvRow *row)
{
    for (unsigned i = table->count; i < row->count; i++)
        if (*row->fields[i] != '\0')
            return TRUE;
    return FALSE;
}

static gboolean
read_row(ContactTable *table, const CsvRow *row, Reading *reading, GString *tags, GError **error)
{
    Contact contact = { .table = table,
                        .reading = reading,
                        .row = row,
                        .name = "",
                        .given = "",
                        .middle = "",
                        .family = "",
                        .organisation = "",
                        .title = "",
                        .place = "",
                        .country = "",
                        .through = "",
                        .tags = tags,
                        .error = error };

    if (is_too_wide(table, row))
        return reading_left_out(reading, row->line, "row-too-wide", row->fields[0], error);
    if (row->cut > 0 && !reading_left_out(reading, row->line, "field-cut", NULL, error))
        return FALSE;
    g_string_truncate(tags, 0);
    for (unsigned i = 0; i < MIN(table->count, row->count); i++)
        if (!take_cell(&contact, i))
            return FALSE;
    return give_person(&contact);
}

gboolean
contact_table_read(ContactTable *table, Input *input, Reading *reading, GError **error)
{
    g_autoptr(Csv) csv = csv_new(input);
    g_autoptr(GString) tags = g_string_new("");
    int64_t before = 0;
    CsvRow row;

    contact_table_settle(table);
    csv_set_separator(csv, table->separator);
    for (unsigned at = 0;;) {
        CsvResult result = csv_next(csv, &row);

        if (result == CSV_END)
            return TRUE;
        if (result == CSV_BROKEN &&
            !reading_left_out(reading, row.line, row.reason, row.fields[0], error))
            return FALSE;
        if (result == CSV_ROW && at++ >= table->first &&
            !read_row(table, &row, reading, tags, error))
            return FALSE;
        if (!reading_advance(reading, input_skipped(input) - before, error))
            return FALSE;
        before = input_skipped(input);
    }
}
