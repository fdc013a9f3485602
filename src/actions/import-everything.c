/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/import-everything.h"

#include "actions/everything-row.h"
#include "actions/export-data.h"
#include "actions/importer.h"
#include "actions/make-sample.h"
#include "actions/own-person.h"
#include "base/tk-error.h"
#include "base/tk-text.h"
#include "domain/tie.h"
#include "formats/json-lines.h"
#include "store/mark-store.h"
#include "store/permanent-rows.h"
#include "store/queries.h"
#include "store/tables.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    const Workspace *workspace;
    Store *store;
    const ImportWish *wish;
    const char *path;
    ImportReport *report;
    GHashTable *ours; /* TkId of the file -> TkId here, where they differ */
    gboolean was_empty;
    const StoreTable *found_in; /* the parent that was found last, and its table */
    TkId found;
    int64_t told; /* bytes when progress was told last */
    int64_t total;
} Everything;

#define PROGRESS_STEP (256 << 10)

static InputSource *
open_source(const char *path, GError **error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    unsigned char magic[2] = { 0 };

    if (descriptor < 0)
        return tk_fail_null(error, TK_ERROR_UNAVAILABLE, "file-unreadable", path);
    if (pread(descriptor, magic, sizeof magic, 0) == 2 && magic[0] == 0x1f && magic[1] == 0x8b)
        return input_source_gzip(descriptor);
    return input_source_file(descriptor);
}

/* Only regular files are looked into: what a pipe gives is gone. */
gboolean
is_everything(const char *path)
{
    static const char beginning[] = "{\"format\":\"" EXPORT_JSONL_FORMAT "\"";
    g_autoptr(InputSource) source = NULL;
    struct stat about;

    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode))
        return FALSE;
    source = open_source(path, NULL);
    if (source == NULL)
        return FALSE;
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, JSON_LINES_WINDOW);

    return input_want(input, sizeof beginning - 1) &&
           memcmp(input_data(input), beginning, sizeof beginning - 1) == 0;
}

static void
leave_out(Everything *everything, const JsonLine *line, const char *reason, const char *subject)
{
    const RecordLeftOut left_out = {
        .file = everything->path, .line = line->number, .reason = reason, .subject = subject
    };

    import_report_leave_out(everything->report, &left_out);
}

static TkId
our_id(const Everything *everything, TkId id)
{
    const TkId *ours = g_hash_table_lookup(everything->ours, &id);

    return ours != NULL ? *ours : id;
}

static gboolean
note_found(const DbRow *row, gpointer data, GError **error)
{
    (void) row;
    (void) error;
    *(gboolean *) data = TRUE;
    return TRUE;
}

static gboolean
take_id(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(TkId *) data = db_row_number(row, "id");
    return TRUE;
}

static const char *
text_in(const StoreTable *table, const DbValue *values, const char *column)
{
    for (unsigned i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i], column) == 0)
            return values[i].text;
    g_assert_not_reached();
}

/* Who stands here for what the row is about, under another id; 0 for nobody. */
static gboolean
find_ours(Everything *everything, const StoreTable *table, const DbValue *values, TkId *out_id,
          GError **error)
{
    const DbQuery *query = NULL;
    const char *key = NULL;

    *out_id = 0;
    if (table == &TABLE_PERSON && g_str_equal(text_in(table, values, "standing"), "me"))
        return person_find_me(everything->workspace, out_id, error);
    if (table == &TABLE_ORGANISATION) {
        query = &SQL_ORGANISATION_ID_BY_FOLDED;
        key = text_in(table, values, "folded");
    } else if (table == &TABLE_CAMPAIGN) {
        query = &SQL_CAMPAIGN_BY_FOLDED;
        key = text_in(table, values, "folded");
    } else if (table == &TABLE_INTERACTION) {
        query = &SQL_INTERACTION_ID_BY_EXTERNAL;
        key = text_in(table, values, "external_id");
    }
    if (query == NULL || *key == '\0')
        return TRUE;
    const DbValue value = DB_VALUE_TEXT(key);

    return store_run(everything->store, query, &value, 1, take_id, out_id, error);
}

static void
count(Everything *everything, const StoreTable *table, ImportOutcome outcome)
{
    if (table == &TABLE_PERSON)
        import_report_count(everything->report, IMPORT_PEOPLE, outcome);
    else if (table == &TABLE_ORGANISATION)
        import_report_count(everything->report, IMPORT_ORGANISATIONS, outcome);
    else if (table == &TABLE_INTERACTION)
        import_report_count(everything->report, IMPORT_INTERACTIONS, outcome);
}

/* Rows of one parent mostly follow each other. */
static gboolean
has_parents(Everything *everything, const StoreTable *table, const DbValue *values,
            gboolean *out_has, GError **error)
{
    *out_has = TRUE;
    for (const StoreParent *parent = table->parents; parent->table != NULL; parent++) {
        TkId id = values[parent->column].number;
        gboolean found = parent->table == everything->found_in && id == everything->found;

        if (!found &&
            !store_select(everything->store, parent->table, id, note_found, &found, error))
            return FALSE;
        if (found) {
            everything->found_in = parent->table;
            everything->found = id;
        }
        *out_has = *out_has && found;
    }
    return TRUE;
}

/* A row that is not here is added without a second look. */
static gboolean
put_or_add(Everything *everything, const StoreTable *table, const DbValue *values, gboolean is_new,
           gboolean *out_changed, GError **error)
{
    return is_new ? store_add(everything->store, table, values, error)
                  : store_put(everything->store, table, values, out_changed, error);
}

/* A row whose place another one may hold is tried in a work of its own, which may fail. */
static gboolean
put_tried(Everything *everything, const StoreTable *table, const DbValue *values, gboolean is_new,
          gboolean *out_changed, gboolean *out_fits, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(StoreWork) work = NULL;

    *out_fits = TRUE;
    if (!table->unique)
        return put_or_add(everything, table, values, is_new, out_changed, error);
    work = store_begin(everything->store, everything->workspace->door, "import", "", error);
    if (work == NULL)
        return FALSE;
    if (put_or_add(everything, table, values, is_new, out_changed, &cause))
        return store_commit(g_steal_pointer(&work), error);
    *out_fits = FALSE;
    if (g_error_matches(cause, TK_ERROR, TK_ERROR_CONFLICT))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&cause));
    return FALSE;
}

static gboolean
keep_row(Everything *everything, const StoreTable *table, const DbValue *values,
         const JsonLine *line, GError **error)
{
    gboolean was_there = FALSE, has = FALSE, changed = FALSE, fits = FALSE;

    if (!has_parents(everything, table, values, &has, error))
        return FALSE;
    if (!has) {
        leave_out(everything, line, "row-without-parent", table->name);
        return TRUE;
    }
    if (!store_select(everything->store, table, values[0].number, note_found, &was_there, error) ||
        !put_tried(everything, table, values, !was_there, &changed, &fits, error))
        return FALSE;
    if (!fits)
        leave_out(everything, line, "row-in-the-way", table->name);
    else
        count(everything, table, !was_there ? IMPORT_NEW : changed ? IMPORT_CHANGED : IMPORT_SAME);
    return TRUE;
}

/* What ours has already said: who took part in an interaction that is here, the same address twice.
 */
static gboolean
is_told_by_ours(Everything *everything, const StoreTable *table, const DbValue *from_file,
                const DbValue *values, gboolean *out_told, GError **error)
{
    *out_told = FALSE;
    if (everything->was_empty)
        return TRUE;
    if (table == &TABLE_PARTICIPANT) {
        for (unsigned i = 1; i < table->column_count; i++)
            if (strcmp(table->columns[i], "interaction_id") == 0)
                *out_told = values[i].number != from_file[i].number;
        return TRUE;
    }
    if (table == &TABLE_PERSON_ADDRESS && values[1].number != from_file[1].number) {
        const DbValue same[] = { values[1], DB_VALUE_TEXT(text_in(table, values, "kind")),
                                 DB_VALUE_TEXT(text_in(table, values, "folded")) };

        return store_run(everything->store, &SQL_PERSON_ADDRESS_SAME, same, G_N_ELEMENTS(same),
                         note_found, out_told, error);
    }
    return TRUE;
}

static gboolean
take_row(Everything *everything, const StoreTable *table, const JsonLine *line, GError **error)
{
    DbValue from_file[EVERYTHING_COLUMNS_MOST];
    DbValue values[EVERYTHING_COLUMNS_MOST];
    const char *wrong = everything_values(table, line->object, from_file);
    gboolean is_told = FALSE;
    TkId ours = 0;

    if (wrong != NULL) {
        leave_out(everything, line, "row-malformed", wrong);
        return TRUE;
    }
    memcpy(values, from_file, table->column_count * sizeof *values);
    for (unsigned i = 1; i < table->column_count; i++)
        if (everything_is_id(table, i))
            values[i].number = our_id(everything, values[i].number);
    if (!find_ours(everything, table, values, &ours, error))
        return FALSE;
    if (ours != 0 && ours != values[0].number) {
        g_hash_table_insert(everything->ours, g_memdup2(&values[0].number, sizeof values[0].number),
                            g_memdup2(&ours, sizeof ours));
        count(everything, table, IMPORT_SAME);
        return TRUE;
    }
    if (!is_told_by_ours(everything, table, from_file, values, &is_told, error))
        return FALSE;
    return is_told || keep_row(everything, table, values, line, error);
}

/* Marks are choices that were remembered: those of this store stand. */
static gboolean
take_mark(Everything *everything, const JsonLine *line, GError **error)
{
    const char *name = tk_json_get_text(line->object, "name", "");
    const char *value = tk_json_get_text(line->object, "value", "");
    g_autofree char *here = NULL;

    if (*name == '\0' || mark_is_own(name)) {
        leave_out(everything, line, "row-malformed", "name");
        return TRUE;
    }
    if (!everything->was_empty && g_str_has_prefix(name, "sample"))
        return TRUE; /* what is made up among what is not stays */
    here = mark_store_get(everything->store, name, error);
    if (here == NULL)
        return FALSE;
    return *here != '\0' || mark_store_set(everything->store, name, value, error);
}

/* The user's own word on a tie, as older programs wrote it (now its table says it). */
static gboolean
take_own_word(Everything *everything, const JsonLine *line, GError **error)
{
    const char *word = tk_json_get_text(line->object, "word", "");
    gboolean from_is_there = FALSE, to_is_there = FALSE;
    TkId from = 0, to = 0;

    if (!everything_id(json_object_get(line->object, "from_person_id"), &from) ||
        !everything_id(json_object_get(line->object, "to_person_id"), &to) ||
        !tie_word_is_known(word)) {
        leave_out(everything, line, "row-malformed", "own_word");
        return TRUE;
    }
    from = our_id(everything, from);
    to = our_id(everything, to);

    if (!store_select(everything->store, &TABLE_PERSON, from, note_found, &from_is_there, error) ||
        !store_select(everything->store, &TABLE_PERSON, to, note_found, &to_is_there, error))
        return FALSE;
    if (!from_is_there || !to_is_there || from == to) {
        leave_out(everything, line, "row-without-parent", "own_word");
        return TRUE;
    }
    return tie_word_say(everything->workspace, from, to, word, error);
}

static const StoreTable *
table_called(const char *name)
{
    for (const StoreTable *const *table = store_tables; *table != NULL; table++)
        if (strcmp((*table)->name, name) == 0)
            return store_table_leaves(name) ? *table : NULL;
    return NULL;
}

static gboolean
take_line(Everything *everything, const JsonLine *line, GError **error)
{
    const char *name = NULL;
    const StoreTable *table = NULL;

    if (line->object == NULL) {
        leave_out(everything, line, line->reason, line->beginning);
        return TRUE;
    }
    name = tk_json_get_text(line->object, "table", "");
    if (g_str_equal(name, "mark"))
        return take_mark(everything, line, error);
    if (g_str_equal(name, "own_word"))
        return take_own_word(everything, line, error);
    table = table_called(name);
    if (table != NULL)
        return take_row(everything, table, line, error);
    leave_out(everything, line, "row-of-unknown-table", name);
    return TRUE;
}

static gboolean
check_head(const JsonLine *line, const char *path, GError **error)
{
    int64_t version = line->object != NULL ? tk_json_get_number(line->object, "version", 0) : 0;
    int64_t schema = line->object != NULL ? tk_json_get_number(line->object, "schema", 0) : 0;

    if (version < 1 || schema < 1)
        return tk_fail(error, TK_ERROR_INVALID, "file-unreadable", path);
    if (version > EXPORT_JSONL_VERSION || schema > store_schema_version())
        return tk_failf(error, TK_ERROR_CONFLICT, "store-newer", "%" G_GINT64_FORMAT, schema);
    return TRUE;
}

static gboolean
tell_progress(Everything *everything, const Input *input, GError **error)
{
    const ImportWish *wish = everything->wish;

    if (input_skipped(input) - everything->told < PROGRESS_STEP)
        return TRUE;
    everything->told = input_skipped(input);
    return wish->progress == NULL ||
           wish->progress(everything->path, MIN(everything->told, everything->total),
                          everything->total, wish->progress_data) ||
           tk_fail(error, TK_ERROR_UNAVAILABLE, "import-stopped", NULL);
}

static gboolean
take_all(Everything *everything, GError **error)
{
    g_autoptr(InputSource) source = open_source(everything->path, error);
    g_autoptr(Input) input = NULL;
    g_autoptr(JsonLines) lines = NULL;
    JsonLine line = { 0 };
    TkId me = 0;

    if (source == NULL)
        return FALSE;
    input = input_new(source, INPUT_TEXT, JSON_LINES_WINDOW);
    lines = json_lines_new(input);
    json_lines_next(lines, &line);
    if (!check_head(&line, everything->path, error))
        return FALSE;
    while (json_lines_next(lines, &line))
        if (!take_line(everything, &line, error) || !tell_progress(everything, input, error))
            return FALSE;
    if (input_is_broken(input))
        leave_out(everything, &line, "file-truncated", "");
    return person_ensure_me(everything->workspace, &me, error) &&
           ties_rebuild(everything->workspace, error);
}

static void
everything_clear(Everything *everything)
{
    g_clear_pointer(&everything->ours, g_hash_table_unref);
    g_clear_pointer(&everything->report, import_report_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Everything, everything_clear)

static gboolean
look_if_empty(Everything *everything, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(0), DB_VALUE_NUMBER(1) };
    gboolean any = FALSE;

    if (!store_run(everything->store, &SQL_PERSON_PAGE_FOR_INDEX, values, G_N_ELEMENTS(values),
                   note_found, &any, error))
        return FALSE;
    everything->was_empty = !any;
    return TRUE;
}

static TkJson *
keep_run(Everything *everything, StoreWork *work_take, GError **error)
{
    g_autoptr(StoreWork) work = work_take;
    const ImportWish *wish = everything->wish;
    const char *const paths[] = { everything->path, NULL };
    TkId run = wish->run != 0 ? wish->run : store_new_id(everything->store);
    g_autoptr(TkJson) answer = import_report_json(everything->report);

    tk_json_set_id(answer, "id", run);
    tk_json_set_id(answer, "undo", wish->dry_run ? 0 : store_work_entry(work));
    json_object_set_new(answer, "dry_run", json_boolean(wish->dry_run));
    if (wish->dry_run)
        return g_steal_pointer(&answer);
    if (!import_run_begin(everything->workspace, run, paths, error) ||
        !import_run_end(everything->workspace, run, "ended", answer, error) ||
        !store_commit(g_steal_pointer(&work), error))
        return NULL;
    return g_steal_pointer(&answer);
}

TkJson *
import_everything(const Workspace *workspace, const char *path, const ImportWish *wish,
                  GError **error)
{
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *subject = tk_text_mend(name, -1);
    g_autoptr(StoreWork) work = NULL;
    struct stat about = { 0 };
    g_auto(Everything) everything = {
        .workspace = workspace,
        .store = workspace->store,
        .wish = wish,
        .path = path,
        .report = import_report_new(),
        .ours = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free),
    };

    if (stat(path, &about) == 0)
        everything.total = about.st_size;
    work = store_begin(workspace->store, workspace->door, "import", subject, error);
    if (work == NULL || !remove_sample(workspace, NULL, error) ||
        !look_if_empty(&everything, error) || !take_all(&everything, error))
        return NULL;
    return keep_run(&everything, g_steal_pointer(&work), error);
}
