/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/export-data.h"

#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "base/tk-error.h"
#include "base/tk-new-file.h"
#include "domain/person-uid.h"
#include "formats/people-csv.h"
#include "formats/vcard-write.h"
#include "store/permanent-rows.h"
#include "store/queries.h"
#include "store/tables.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define PEOPLE_AT_ONCE 200
#define PIECE_BYTES    (256 << 10)

static const TkNewFileKeys keys = { .exists = "export-exists",
                                    .failed = "export-failed",
                                    .full = "store-full" };

static const struct {
    const char *word;
    const char *file;
    const char *type;
} formats[] = {
    [EXPORT_VCARD] = { "vcard", "people.vcf", "text/vcard; charset=utf-8" },
    [EXPORT_VCARD_3_0] = { "vcard", "people.vcf", "text/vcard; charset=utf-8" },
    [EXPORT_CSV] = { "csv", "people.csv", "text/csv; charset=utf-8" },
    [EXPORT_JSONL] = { "jsonl", "tokopp.jsonl", "application/x-ndjson" },
};

gboolean
export_format_from_words(const char *format, const char *version, ExportFormat *out_format,
                         GError **error)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (!g_str_equal(formats[i].word, format))
            continue;
        *out_format = (ExportFormat) i;
        if (version == NULL || (i == EXPORT_VCARD && g_str_equal(version, "4.0")))
            return TRUE;
        *out_format = EXPORT_VCARD_3_0;
        return (i == EXPORT_VCARD && g_str_equal(version, "3.0")) ||
               tk_fail(error, TK_ERROR_INVALID, "export-version", version);
    }
    return tk_fail(error, TK_ERROR_INVALID, "export-format", format);
}

const char *
export_word_of_file(const char *name)
{
    static const struct {
        const char *ending, *word;
    } endings[] = { { ".vcf", "vcard" },
                    { ".vcard", "vcard" },
                    { ".csv", "csv" },
                    { ".jsonl", "jsonl" },
                    { ".ndjson", "jsonl" } };
    g_autofree char *lower = g_ascii_strdown(name, -1);

    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(lower, endings[i].ending))
            return endings[i].word;
    return NULL;
}

const char *
export_file_name(ExportFormat format)
{
    return formats[format].file;
}

const char *
export_media_type(ExportFormat format)
{
    return formats[format].type;
}

/* What is being written, a piece at a time. */
typedef struct {
    const Workspace *workspace;
    ExportFormat format;
    int descriptor;
    GString *piece;
    int64_t count; /* people or rows */
    int64_t bytes;
} Export;

static gboolean
fail_writing(GError **error)
{
    int cause = errno;

    return tk_fail(error, TK_ERROR_UNAVAILABLE, cause == ENOSPC ? "store-full" : "export-failed",
                   g_strerror(cause));
}

static gboolean
flush(Export *export, gsize least, GError **error)
{
    const char *at = export->piece->str;
    gsize left = export->piece->len;

    if (left < least)
        return TRUE;
    while (left > 0) {
        gssize written = write(export->descriptor, at, left);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail_writing(error);
        at += written;
        left -= (gsize) written;
    }
    export->bytes += (int64_t) export->piece->len;
    g_string_truncate(export->piece, 0);
    return TRUE;
}

/* A page of people with what belongs to them, each list in the order of people. */
typedef struct {
    GPtrArray *people;
    GPtrArray *addresses;
    GPtrArray *notes;
    guint next_address;
    guint next_note;
} Page;

static void
page_clear(Page *page)
{
    g_clear_pointer(&page->people, g_ptr_array_unref);
    g_clear_pointer(&page->addresses, g_ptr_array_unref);
    g_clear_pointer(&page->notes, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Page, page_clear)

static gboolean
read_page(const Workspace *workspace, TkId after, Page *page, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(after), DB_VALUE_NUMBER(PEOPLE_AT_ONCE) };

    page->people = person_array_new();
    page->addresses = person_address_array_new();
    page->notes = note_array_new();
    if (!store_run(workspace->store, &SQL_PERSON_PAGE_FOR_INDEX, values, G_N_ELEMENTS(values),
                   person_collect, page->people, error))
        return FALSE;
    if (page->people->len == 0)
        return TRUE;
    const Person *first = g_ptr_array_index(page->people, 0);
    const Person *last = g_ptr_array_index(page->people, page->people->len - 1);
    const DbValue range[] = { DB_VALUE_NUMBER(first->id), DB_VALUE_NUMBER(last->id) };

    return store_run(workspace->store, &SQL_PERSON_ADDRESS_OF_RANGE, range, G_N_ELEMENTS(range),
                     person_address_collect, page->addresses, error) &&
           store_run(workspace->store, &SQL_NOTE_OF_RANGE, range, G_N_ELEMENTS(range), note_collect,
                     page->notes, error);
}

static void
write_person(Export *export, const RecordPerson *record, const char *const *notes)
{
    if (export->format == EXPORT_CSV)
        people_csv_write(export->piece, record);
    else
        vcard_write_person(export->piece, record, notes,
                           export->format == EXPORT_VCARD ? VCARD_4_0 : VCARD_3_0);
    export->count++;
}

/* The rows of one person are the next in the page's lists. Whoever has no UID gets ours. */
static void
take_person(Export *export, Page *page, const Person *person)
{
    g_autoptr(GArray) addresses = g_array_new(FALSE, FALSE, sizeof(RecordAddress));
    g_autoptr(GPtrArray) notes = g_ptr_array_new();
    g_autofree char *uid = person_uid(person);
    gboolean has_uid = FALSE;

    for (; page->next_address < page->addresses->len; page->next_address++) {
        const PersonAddress *address = g_ptr_array_index(page->addresses, page->next_address);
        const RecordAddress record = { address->kind, address->value, address->label };

        if (address->person_id != person->id)
            break;
        has_uid |= g_str_equal(address->kind, "uid");
        if (!g_str_equal(address->kind, "name") && *address->value != '\0')
            g_array_append_val(addresses, record);
    }
    for (; page->next_note < page->notes->len; page->next_note++) {
        const Note *note = g_ptr_array_index(page->notes, page->next_note);

        if (note->person_id != person->id)
            break;
        g_ptr_array_add(notes, note->text);
    }
    g_ptr_array_add(notes, NULL);
    if (!g_str_equal(person->standing, "person"))
        return;
    const RecordAddress own = { "uid", uid, "" };

    if (!has_uid)
        g_array_append_val(addresses, own);
    const RecordPosition post = { .kind = "post",
                                  .organisation = person->organisation_name,
                                  .title = person->title };
    const RecordPerson record = {
        .source = "tokopp",
        .name = person->name,
        .given_name = person->given_name,
        .family_name = person->family_name,
        .place = person->place,
        .note = "",
        .language = person->language,
        .addresses = (const RecordAddress *) (gpointer) addresses->data,
        .address_count = addresses->len,
        .positions = &post,
        .position_count = *person->title != '\0' || *person->organisation_name != '\0' ? 1 : 0,
    };

    write_person(export, &record, (const char *const *) notes->pdata);
}

static gboolean
export_people(Export *export, GError **error)
{
    TkId after = 0;

    if (export->format == EXPORT_CSV)
        people_csv_write_head(export->piece);
    for (;;) {
        g_auto(Page) page = { 0 };

        if (!read_page(export->workspace, after, &page, error))
            return FALSE;
        if (page.people->len == 0)
            return TRUE;
        for (guint at = 0; at < page.people->len; at++)
            take_person(export, &page, g_ptr_array_index(page.people, at));
        after = ((const Person *) g_ptr_array_index(page.people, page.people->len - 1))->id;
        if (!flush(export, PIECE_BYTES, error))
            return FALSE;
    }
}

static void
write_json(Export *export, const TkJson *value)
{
    g_autofree char *text = tk_json_text(value);

    g_string_append(export->piece, text);
    g_string_append_c(export->piece, '\n');
}

/* Ids as letters: as numbers, half of all programs would round them. */
static gboolean
is_id(const char *column, DbType type)
{
    return type == DB_NUMBER && (g_str_equal(column, "id") || g_str_has_suffix(column, "_id"));
}

static gboolean
take_row(const StoreRow *row, gpointer data, GError **error)
{
    Export *export = data;
    g_autoptr(TkJson) object = json_object();

    tk_json_set_text(object, "table", row->table);
    for (unsigned i = 0; i < row->column_count; i++) {
        const char *column = row->columns[i];

        if (row->types[i] == DB_TEXT)
            tk_json_set_text(object, column, row->values[i].text);
        else if (row->types[i] == DB_REAL)
            tk_json_set_take(object, column, json_real(row->values[i].real));
        else if (is_id(column, row->types[i]))
            tk_json_set_id(object, column, row->values[i].number);
        else
            tk_json_set_number(object, column, row->values[i].number);
    }
    write_json(export, object);
    export->count++;
    return flush(export, PIECE_BYTES, error);
}

static gboolean
export_everything(Export *export, GError **error)
{
    g_autoptr(TkJson) head = json_object();
    g_autofree char *at = tk_instant_to_text(workspace_now(export->workspace));

    tk_json_set_text(head, "format", EXPORT_JSONL_FORMAT);
    tk_json_set_number(head, "version", EXPORT_JSONL_VERSION);
    tk_json_set_number(head, "schema", store_schema_version());
    tk_json_set_text(head, "at", at);
    write_json(export, head);
    return store_each_permanent_row(export->workspace->store, take_row, export, error);
}

TkJson *
export_to_descriptor(const Workspace *workspace, ExportFormat format, int descriptor,
                     GError **error)
{
    g_autoptr(GString) piece = g_string_sized_new(PIECE_BYTES);
    Export export = { workspace, format, descriptor, piece, 0, 0 };
    gboolean is_good;

    is_good =
        format == EXPORT_JSONL ? export_everything(&export, error) : export_people(&export, error);
    if (!is_good || !flush(&export, 0, error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_text(answer, "format", formats[format].word);
    tk_json_set_number(answer, format == EXPORT_JSONL ? "rows" : "people", export.count);
    tk_json_set_number(answer, "bytes", export.bytes);
    return answer;
}

TkJson *
export_to_file(const Workspace *workspace, ExportFormat format, const char *name, gboolean over,
               GError **error)
{
    g_autoptr(TkNewFile) file = NULL;
    g_autoptr(TkJson) answer = NULL;
    g_auto(WorkspaceLook) look = { 0 };

    if (!over && g_file_test(name, G_FILE_TEST_EXISTS))
        return tk_fail_null(error, TK_ERROR_CONFLICT, "export-exists", name);
    file = tk_new_file_open(name, &keys, error);
    if (file == NULL)
        return NULL;
    if (!workspace_look(workspace, &look, error))
        return NULL;
    answer = export_to_descriptor(workspace, format, tk_new_file_descriptor(file), error);
    if (answer == NULL || !tk_new_file_finish(file, over, error))
        return NULL;
    tk_json_set_text(answer, "file", name);
    return g_steal_pointer(&answer);
}
