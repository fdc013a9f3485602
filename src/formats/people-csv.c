/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/people-csv.h"

#include "formats/csv.h"

#include <string.h>

enum {
    NAME,
    GIVEN_NAME,
    FAMILY_NAME,
    TITLE,
    ORGANISATION,
    EMAIL,
    PHONE,
    LINKEDIN,
    URL,
    PLACE,
    LANGUAGE,
    UID,
    COLUMNS,
    ADDRESSES_MOST = 100, /* of one row */
};

const char *const people_csv_columns[] = {
    [NAME] = "Name",   [GIVEN_NAME] = "Given name",     [FAMILY_NAME] = "Family name",
    [TITLE] = "Title", [ORGANISATION] = "Organisation", [EMAIL] = "Email",
    [PHONE] = "Phone", [LINKEDIN] = "LinkedIn",         [URL] = "Web page",
    [PLACE] = "Place", [LANGUAGE] = "Language",         [UID] = "UID",
    [COLUMNS] = NULL,
};

/* Which kind of address stands in which column. */
static const struct {
    unsigned column;
    const char *kind;
} address_columns[] = {
    { EMAIL, "email" }, { PHONE, "phone" }, { LINKEDIN, "linkedin" },
    { URL, "url" },     { UID, "uid" },
};

/* Signs that begin a formula, those of full width too, or that some program drops at the start. */
static gboolean
is_dangerous(const char *at)
{
    static const char *const wide[] = { "＝", "＋", "－", "＠" };

    if (*at != '\0' && strchr("=+-@\t\r\n", *at) != NULL)
        return TRUE;
    for (unsigned i = 0; i < G_N_ELEMENTS(wide); i++)
        if (g_str_has_prefix(at, wide[i]))
            return TRUE;
    return FALSE;
}

/* Quotes and apostrophes, which programs take off in one way or another, then such a sign. */
static gboolean
begins_a_formula(const char *at)
{
    return is_dangerous(at + strspn(at, "'\""));
}

/* Where a cell begins, to a program that cuts at this sign. */
static gboolean
may_end_a_cell(char sign)
{
    return sign != '\0' && strchr(",;|\t\r\n\v\f", sign) != NULL;
}

/* A guard goes before every beginning that may be a formula. One that has a guard still is such a
 * beginning, so that what comes first there is always a guard. */
char *
people_csv_guard(const char *text)
{
    GString *cell = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at++) {
        if ((at == text || may_end_a_cell(at[-1])) && begins_a_formula(at))
            g_string_append_c(cell, '\'');
        g_string_append_c(cell, *at);
    }
    return g_string_free(cell, FALSE);
}

char *
people_csv_unguard(const char *cell)
{
    GString *text = g_string_new(NULL);

    for (const char *at = cell; *at != '\0'; at++) {
        gboolean begins = text->len == 0 || may_end_a_cell(text->str[text->len - 1]);

        if (begins && *at == '\'' && begins_a_formula(at + 1))
            at++;
        g_string_append_c(text, *at);
    }
    return g_string_free(text, FALSE);
}

/* Every cell in quotes: whatever is in it, no reader cuts it. */
static void
add_cell(GString *out, unsigned column, const char *text)
{
    g_autofree char *cell = people_csv_guard(text);

    g_string_append(out, column > 0 ? ",\"" : "\"");
    for (const char *at = cell; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
    if (column == COLUMNS - 1)
        g_string_append(out, "\r\n");
}

void
people_csv_write_head(GString *out)
{
    g_string_append(out, "\xef\xbb\xbf");
    for (unsigned column = 0; column < COLUMNS; column++)
        add_cell(out, column, people_csv_columns[column]);
}

static char *
addresses_of(const RecordPerson *person, unsigned column)
{
    GString *joined = g_string_new(NULL);

    for (unsigned kind = 0; kind < G_N_ELEMENTS(address_columns); kind++)
        for (unsigned i = 0; i < person->address_count; i++) {
            if (address_columns[kind].column != column ||
                strcmp(person->addresses[i].kind, address_columns[kind].kind) != 0)
                continue;
            if (column == UID && joined->len > 0)
                continue;
            g_string_append_printf(joined, "%s%s", joined->len > 0 ? PEOPLE_CSV_BETWEEN : "",
                                   person->addresses[i].value);
        }
    return g_string_free(joined, FALSE);
}

void
people_csv_write(GString *out, const RecordPerson *person)
{
    gboolean has_post = person->position_count > 0;
    const char *const texts[COLUMNS] = {
        [NAME] = person->name,
        [GIVEN_NAME] = person->given_name,
        [FAMILY_NAME] = person->family_name,
        [TITLE] = has_post ? person->positions[0].title : "",
        [ORGANISATION] = has_post ? person->positions[0].organisation : "",
        [PLACE] = person->place,
        [LANGUAGE] = person->language != NULL ? person->language : "",
    };

    for (unsigned column = 0; column < COLUMNS; column++) {
        g_autofree char *addresses = texts[column] == NULL ? addresses_of(person, column) : NULL;

        add_cell(out, column, texts[column] != NULL ? texts[column] : addresses);
    }
}

gboolean
people_csv_is_at(Input *input)
{
    g_autoptr(GString) head = g_string_new(NULL);
    const char *row;

    people_csv_write_head(head);
    row = head->str + strlen("\xef\xbb\xbf"); /* the input has taken the mark off */
    return input_want(input, strlen(row)) && memcmp(input_data(input), row, strlen(row)) == 0;
}

/* One row, without guards. */
typedef struct {
    char *cells[COLUMNS];
    GPtrArray *values; /* what the addresses point into */
    RecordAddress addresses[ADDRESSES_MOST];
    unsigned address_count;
} Row;

static void
row_clear(Row *row)
{
    for (unsigned i = 0; i < COLUMNS; i++)
        g_free(row->cells[i]);
    g_clear_pointer(&row->values, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Row, row_clear)

static void
free_words(gpointer words)
{
    g_strfreev(words);
}

static void
take_addresses(Row *row, unsigned column, const char *kind)
{
    char **values = g_strsplit(row->cells[column], PEOPLE_CSV_BETWEEN, ADDRESSES_MOST);

    g_ptr_array_add(row->values, values);
    for (unsigned i = 0; values[i] != NULL && row->address_count < ADDRESSES_MOST; i++)
        if (*g_strstrip(values[i]) != '\0')
            row->addresses[row->address_count++] = (RecordAddress) { kind, values[i], "" };
}

/* A language that we can write; any other word is none. */
static const char *
language_of(const char *cell)
{
    static const char *const languages[] = { "nb", "da", "sv", "en", NULL };

    return g_strv_contains(languages, cell) ? cell : "";
}

static gboolean
take_row(const CsvRow *csv, Reading *reading, GError **error)
{
    g_auto(Row) row = { .values = g_ptr_array_new_with_free_func(free_words) };

    if (csv->count < COLUMNS)
        return reading_left_out(reading, csv->line, "row-too-short", csv->fields[0], error);
    for (unsigned i = 0; i < COLUMNS; i++)
        row.cells[i] = people_csv_unguard(csv->fields[i]);
    for (unsigned i = 0; i < G_N_ELEMENTS(address_columns); i++)
        take_addresses(&row, address_columns[i].column, address_columns[i].kind);
    if (*row.cells[NAME] == '\0' && row.address_count == 0)
        return reading_left_out(reading, csv->line, "row-without-name", csv->fields[TITLE], error);
    const RecordPosition post = { .kind = "post",
                                  .organisation = row.cells[ORGANISATION],
                                  .title = row.cells[TITLE] };
    const RecordPerson person = {
        .source = "csv",
        .name = row.cells[NAME],
        .given_name = row.cells[GIVEN_NAME],
        .family_name = row.cells[FAMILY_NAME],
        .place = row.cells[PLACE],
        .note = "",
        .language = language_of(row.cells[LANGUAGE]),
        .addresses = row.addresses,
        .address_count = row.address_count,
        .positions = &post,
        .position_count = *post.organisation != '\0' || *post.title != '\0' ? 1 : 0,
    };

    return (csv->cut == 0 || reading_left_out(reading, csv->line, "field-cut", NULL, error)) &&
           reading->sink->person(reading->sink, &person, error);
}

gboolean
people_csv_read(Input *input, Reading *reading, GError **error)
{
    g_autoptr(Csv) csv = csv_new(input);
    gboolean is_head = TRUE;
    int64_t before = 0;
    CsvResult result;
    CsvRow row;

    while ((result = csv_next(csv, &row)) != CSV_END) {
        gboolean is_good = TRUE;

        if (result == CSV_BROKEN)
            is_good = reading_left_out(reading, row.line, row.reason, row.fields[0], error);
        else if (!is_head)
            is_good = take_row(&row, reading, error);
        is_head = FALSE;
        if (!is_good || !reading_advance(reading, input_skipped(input) - before, error))
            return FALSE;
        before = input_skipped(input);
    }
    return TRUE;
}
