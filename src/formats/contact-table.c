/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/contact-table.h"

#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "formats/contact-private.h"

#include <string.h>

enum {
    HEADER_ROWS = 40, /* rows in which the column names must come */
    SAMPLE_ROWS = 3,
    VALUE_ROWS = 50, /* rows whose cells are looked at */
};

typedef struct {
    const char *shape;
    const char *source; /* of the people in it */
    const char *names;  /* folded, all must be there; with # for numbers */
} Shape;

static const Shape shapes[] = {
    { "google", "google", "email#value email#type" },
    { "google", "google", "email#value email#label" },
    { "google", "google", "firstname lastname email#value" },
    { "google", "google", "givenname familyname groupmembership" },
    { "google", "google", "firstname lastname fileas labels" },
    { "thunderbird", "thunderbird", "firstname lastname displayname primaryemail" },
    { "outlook", "outlook", "firstname lastname emailaddress businessphone" },
    { "outlook", "outlook", "firstname lastname emailaddress jobtitle suffix" },
    { "yahoo", "yahoo", "first last email yahooid" },
    { "yahoo", "yahoo", "first last email yahoophone" },
    { "yahoo", "yahoo", "first last email messengerid" },
    { "atomic", "atomic", "firstname lastname emailwork phonework" },
    { "atomic", "atomic", "firstname lastname hasnewsletter" },
    /* Not people. */
    { "companies", "", "name sector size" },
    { "deals", "", "name stage amount" },
};

/* A name with its number taken out, as the table above has it. */
static char *
fold_with_sign(const char *name)
{
    g_autofree char *folded = contact_column_fold(name);
    GString *text = g_string_new("");

    for (const char *at = folded; *at != '\0'; at++) {
        if (!g_ascii_isdigit(*at))
            g_string_append_c(text, *at);
        else if (at == folded || !g_ascii_isdigit(at[-1]))
            g_string_append_c(text, '#');
    }
    return g_string_free(text, FALSE);
}

static const Shape *
find_shape(char *const *names, unsigned count)
{
    g_autoptr(GHashTable) has = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (unsigned i = 0; i < count; i++)
        g_hash_table_add(has, fold_with_sign(names[i]));
    for (unsigned i = 0; i < G_N_ELEMENTS(shapes); i++) {
        g_auto(GStrv) wanted = g_strsplit(shapes[i].names, " ", -1);
        gboolean has_all = TRUE;

        for (unsigned at = 0; wanted[at] != NULL; at++)
            has_all = has_all && g_hash_table_contains(has, wanted[at]);
        if (has_all)
            return &shapes[i];
    }
    return NULL;
}

static unsigned
count_known(const CsvRow *row)
{
    unsigned known = 0;

    for (unsigned i = 0; i < row->count; i++)
        known += contact_column_of_name(row->fields[i]).is_known ? 1 : 0;
    return known;
}

static gboolean
has_values(const CsvRow *row)
{
    for (unsigned i = 0; i < row->count; i++)
        if (contact_is_email(row->fields[i]) || strstr(row->fields[i], "://") != NULL)
            return TRUE;
    return FALSE;
}

/* The row of column names: the first that names two columns that we know; else, if the rows are
 * mostly alike, the first of them. *out_is_data if that one holds values already. FALSE: none. */
static gboolean
find_header(const TablePeek *peek, unsigned *out_at, gboolean *out_is_data)
{
    unsigned rows = MIN(peek->rows->len, HEADER_ROWS);

    *out_is_data = FALSE;
    for (*out_at = 0; *out_at < rows; (*out_at)++) {
        CsvRow row = table_peek_row(peek, *out_at);

        if (row.count >= 2 && count_known(&row) >= 2 && !has_values(&row))
            return TRUE;
    }
    if (peek->has_controls || peek->columns < 2 || peek->alike < 2 ||
        peek->alike * 10 < peek->rows->len * 6)
        return FALSE;
    for (*out_at = 0; *out_at < rows; (*out_at)++) {
        CsvRow row = table_peek_row(peek, *out_at);

        if (row.count != peek->columns)
            continue;
        *out_is_data = has_values(&row);
        return TRUE;
    }
    return FALSE;
}

static void
name_columns(ContactTable *table, const CsvRow *header, gboolean is_data)
{
    g_autoptr(GString) all = g_string_new(is_data ? "no names" : "");
    g_autofree char *digest = NULL;

    table->count = header->count;
    table->names = g_new0(char *, header->count + 1);
    for (unsigned i = 0; i < header->count; i++) {
        g_autofree char *name =
            is_data ? g_strdup_printf("%u", i + 1) : g_strdup(header->fields[i]);
        g_autofree char *folded = contact_column_fold(name);

        table->names[i] = g_strdup(g_strstrip(name));
        g_string_append_c(all, '\x1f');
        g_string_append(all, folded);
    }
    digest = tk_text_digest(all->str);
    table->fingerprint = g_strndup(digest, 32);
}

static void
guess_by_names(ContactTable *table)
{
    gboolean is_yahoo = strcmp(table->shape, "yahoo") == 0;
    unsigned titles = 0;

    for (unsigned i = 0; i < table->count; i++) {
        table->columns[i] = is_yahoo ? contact_column_of_yahoo(table->names[i])
                                     : contact_column_of_name(table->names[i]);
        titles += table->columns[i].field == CONTACT_TITLE ? 1 : 0;
    }
    /* Beside a job title a bare title is an honorific. */
    for (unsigned i = 0; i < table->count && titles > 1; i++) {
        g_autofree char *folded = contact_column_fold(table->names[i]);

        if (strcmp(folded, "title") == 0 || strcmp(folded, "titel") == 0 ||
            strcmp(folded, "tittel") == 0)
            table->columns[i].field = CONTACT_IGNORE;
    }
}

static gboolean
has_field(const ContactTable *table, ContactField field)
{
    for (unsigned i = 0; i < table->count; i++)
        if (table->columns[i].field == field)
            return TRUE;
    return FALSE;
}

static void
guess_by_values(ContactTable *table, const TablePeek *peek, unsigned first)
{
    unsigned rows = MIN(peek->rows->len, first + VALUE_ROWS);
    gboolean has_name = has_field(table, CONTACT_NAME) || has_field(table, CONTACT_GIVEN) ||
                        has_field(table, CONTACT_FAMILY);

    for (unsigned column = 0; column < table->count; column++) {
        const char *values[VALUE_ROWS];
        unsigned count = 0;
        ContactField field;

        if (table->columns[column].is_known)
            continue;
        for (unsigned at = first; at < rows; at++) {
            CsvRow row = table_peek_row(peek, at);

            if (column < row.count)
                values[count++] = row.fields[column];
        }
        field = contact_column_of_values(values, count);
        if (field == CONTACT_NAME && has_name)
            continue;
        has_name = has_name || field == CONTACT_NAME;
        table->columns[column].field = field;
    }
}

static void
take_samples(ContactTable *table, const TablePeek *peek, unsigned first)
{
    table->samples = g_new0(char **, SAMPLE_ROWS + 1);
    for (unsigned at = first; at < peek->rows->len && table->sample_count < SAMPLE_ROWS; at++) {
        CsvRow row = table_peek_row(peek, at);
        char **cells = g_new0(char *, table->count + 1);

        for (unsigned i = 0; i < table->count; i++)
            cells[i] = g_strdup(i < row.count ? row.fields[i] : "");
        table->samples[table->sample_count++] = cells;
    }
}

ContactTable *
contact_table_new(const TablePeek *peek, const char *file)
{
    g_autoptr(ContactTable) table = NULL;
    gboolean is_data = FALSE;
    const Shape *shape = NULL;
    unsigned at = 0;
    CsvRow header;

    if (!find_header(peek, &at, &is_data))
        return NULL;
    header = table_peek_row(peek, at);
    table = g_new0(ContactTable, 1);
    table->file = g_strdup(file);
    table->separator = peek->separator;
    table->first = is_data ? at : at + 1;
    name_columns(table, &header, is_data);
    shape = is_data ? NULL : find_shape(table->names, table->count);
    table->shape = shape != NULL ? shape->shape : "";
    table->source = shape != NULL ? shape->source : "csv";
    table->columns = g_new0(ContactColumn, table->count);
    guess_by_names(table);
    guess_by_values(table, peek, table->first);
    take_samples(table, peek, table->first);
    table->fields = g_new0(const char *, table->count + 1);
    for (unsigned i = 0; i < table->count; i++)
        table->fields[i] = contact_field_words[table->columns[i].field];
    table->record = (RecordTable) { .file = table->file,
                                    .shape = table->shape,
                                    .fingerprint = table->fingerprint,
                                    .count = table->count,
                                    .names = (const char *const *) table->names,
                                    .fields = table->fields,
                                    .samples = (const char *const *const *) table->samples,
                                    .sample_count = table->sample_count };
    return g_steal_pointer(&table);
}

void
contact_table_free(ContactTable *table)
{
    if (table == NULL)
        return;
    for (unsigned i = 0; i < table->sample_count; i++)
        g_strfreev(table->samples[i]);
    g_free(table->samples);
    g_strfreev(table->names);
    g_free(table->fields);
    g_free(table->columns);
    g_free(table->fingerprint);
    g_free(table->file);
    g_free(table);
}

RecordTable *
contact_table_record(ContactTable *table)
{
    return &table->record;
}

void
contact_table_settle(ContactTable *table)
{
    for (unsigned i = 0; i < table->count; i++) {
        ContactField field = contact_field_of_word(table->fields[i]);

        if (field == CONTACT_FIELDS)
            field = CONTACT_IGNORE;
        if (field != table->columns[i].field)
            table->columns[i] = (ContactColumn) { .field = field, .label = "" };
    }
}

gboolean
contact_table_makes_people(const ContactTable *table)
{
    gboolean has_name = FALSE, has_more = FALSE;

    for (unsigned i = 0; i < table->count; i++) {
        switch (contact_field_of_word(table->fields[i])) {
        case CONTACT_NAME:
        case CONTACT_GIVEN:
        case CONTACT_FAMILY:
            has_name = TRUE;
            break;
        case CONTACT_EMAIL:
        case CONTACT_LINKEDIN:
            return TRUE;
        case CONTACT_PHONE:
        case CONTACT_ORGANISATION:
        case CONTACT_TITLE:
            has_more = TRUE;
            break;
        default:
            break;
        }
    }
    return has_name && has_more;
}

gboolean
contact_table_is_of_others(const ContactTable *table)
{
    return strcmp(table->shape, "companies") == 0 || strcmp(table->shape, "deals") == 0;
}
