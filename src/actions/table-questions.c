/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/table-questions.h"

#include "actions/import-everything.h"
#include "actions/import-mapping.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-text.h"
#include "formats/brought.h"
#include "formats/contact-column.h"
#include "store/mark-store.h"

#include <string.h>

enum {
    QUESTIONS_MOST = 20,
    SAMPLE_COLUMNS = 80, /* shown of a cell */
};

/* A table's mark, and what is to be remembered under it. */
typedef struct {
    char *mark;
    char *fields;
} Settled;

typedef struct {
    RecordSink sink; /* first */
    Store *store;
    GHashTable *seen;      /* marks of the tables that were asked about */
    TkJson *questions;     /* where they are listed */
    const TkJson *answers; /* where they are answered, else NULL */
    GArray *settled;       /* of Settled */
    char *left_alone;      /* the name of a table of which nothing is wanted */
    gboolean any_person;
} Questions;

static void
clear_settled(gpointer data)
{
    Settled *settled = data;

    g_free(settled->mark);
    g_free(settled->fields);
}

static void
questions_clear(Questions *questions)
{
    g_clear_pointer(&questions->seen, g_hash_table_unref);
    g_clear_pointer(&questions->questions, json_decref);
    g_clear_pointer(&questions->settled, g_array_unref);
    g_clear_pointer(&questions->left_alone, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Questions, questions_clear)

static TkJson *
describe(const RecordTable *table)
{
    TkJson *question = json_object();
    TkJson *columns = json_array();

    for (unsigned at = 0; at < table->count; at++) {
        TkJson *column = json_object();
        TkJson *samples = json_array();

        for (unsigned row = 0; row < table->sample_count; row++) {
            g_autofree char *shorter = tk_text_shorten(table->samples[row][at], SAMPLE_COLUMNS);

            json_array_append_new(samples, json_string(shorter));
        }
        tk_json_set_text(column, "name", table->names[at]);
        tk_json_set_text(column, "field", table->fields[at]);
        tk_json_set_take(column, "samples", samples);
        json_array_append_new(columns, column);
    }
    tk_json_set_text(question, "file", table->file);
    tk_json_set_text(question, "fingerprint", table->fingerprint);
    tk_json_set_take(question, "columns", columns);
    return question;
}

static const TkJson *
find_answer(const TkJson *answers, const char *fingerprint)
{
    for (size_t at = 0; at < json_array_size(answers); at++) {
        const TkJson *answer = json_array_get(answers, at);

        if (strcmp(tk_json_get_text(answer, "fingerprint", ""), fingerprint) == 0)
            return json_object_get(answer, "fields");
    }
    return NULL;
}

static gboolean
is_left_alone(const char *fields)
{
    g_auto(GStrv) words = g_strsplit(fields, ",", -1);

    for (unsigned at = 0; words[at] != NULL; at++)
        if (contact_field_of_word(words[at]) != CONTACT_IGNORE)
            return FALSE;
    return TRUE;
}

static gboolean
take_answer_to(Questions *questions, RecordTable *table, GError **error)
{
    const TkJson *fields = find_answer(questions->answers, table->fingerprint);
    g_autofree char *name = g_path_get_basename(table->file);
    Settled settled = { 0 };

    if (!json_is_array(fields) || json_array_size(fields) != table->count)
        return tk_fail(error, TK_ERROR_INVALID, "map-incomplete", name);
    for (unsigned at = 0; at < table->count; at++) {
        const char *word = json_string_value(json_array_get(fields, at));

        if (!import_mapping_set(table, at, word != NULL ? word : "", error))
            return FALSE;
    }
    settled = (Settled) { import_mapping_mark(table), import_mapping_text(table) };
    g_array_append_val(questions->settled, settled);
    if (is_left_alone(settled.fields)) {
        g_free(questions->left_alone);
        questions->left_alone = g_steal_pointer(&name);
        return TRUE;
    }
    questions->any_person = TRUE;
    return import_mapping_names_somebody(table) ||
           tk_fail(error, TK_ERROR_INVALID, "map-without-person", name);
}

/* Tables of one shape are one question; one that was left alone is asked about again. */
static gboolean
see_table(RecordSink *sink, RecordTable *table, GError **error)
{
    Questions *questions = (Questions *) sink;
    g_autofree char *mark = import_mapping_mark(table);
    g_autofree char *remembered = NULL;

    if (*table->shape != '\0' || g_hash_table_size(questions->seen) == QUESTIONS_MOST)
        return TRUE;
    remembered = mark_store_get(questions->store, mark, error);
    if (remembered == NULL)
        return FALSE;
    if (!is_left_alone(remembered) || !g_hash_table_add(questions->seen, g_steal_pointer(&mark)))
        return TRUE;
    if (questions->answers != NULL)
        return take_answer_to(questions, table, error);
    json_array_append_new(questions->questions, describe(table));
    return TRUE;
}

/* What fails for the file's sake fails when it is read, and with more to say. */
static gboolean
see_tables(const Workspace *workspace, const char *const *paths, Questions *questions,
           GError **error)
{
    questions->sink.table = see_table;
    questions->store = workspace->store;
    questions->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t at = 0; paths[at] != NULL; at++) {
        g_autoptr(GError) failure = NULL;

        if (is_everything(paths[at]) || brought_tables(paths[at], &questions->sink, &failure))
            continue;
        const char *key = tk_error_face(failure).key;

        if (!g_str_has_prefix(key, "file-") && !g_str_has_prefix(key, "zip-")) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return FALSE;
        }
    }
    return TRUE;
}

TkJson *
list_table_questions(const Workspace *workspace, const char *const *paths, GError **error)
{
    g_auto(Questions) questions = { .questions = json_array() };

    if (!see_tables(workspace, paths, &questions, error))
        return NULL;
    return g_steal_pointer(&questions.questions);
}

gboolean
answer_table_questions(const Workspace *workspace, const char *const *paths, const TkJson *answers,
                       GError **error)
{
    g_auto(Questions) questions = { .answers = answers };

    questions.settled = g_array_new(FALSE, FALSE, sizeof(Settled));
    g_array_set_clear_func(questions.settled, clear_settled);
    if (!see_tables(workspace, paths, &questions, error))
        return FALSE;
    if (questions.left_alone != NULL && !questions.any_person)
        return tk_fail(error, TK_ERROR_INVALID, "map-without-person", questions.left_alone);
    for (guint at = 0; at < questions.settled->len; at++) {
        const Settled *settled = &g_array_index(questions.settled, Settled, at);

        if (!mark_store_set(workspace->store, settled->mark, settled->fields, error))
            return FALSE;
    }
    return TRUE;
}
