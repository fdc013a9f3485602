/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/crm-export.h"

#include "formats/crm-private.h"

#include <string.h>

void
crm_note_free(gpointer data)
{
    CrmNote *note = data;

    g_free(note->text);
    g_free(note);
}

static void
free_list(gpointer data)
{
    g_ptr_array_unref(data);
}

CrmExport *
crm_export_new(void)
{
    CrmExport *crm = g_new0(CrmExport, 1);

    crm->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    crm->kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    crm->activities = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
    crm->notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
    crm->person = json_person_new();
    crm->collection = g_string_new("");
    return crm;
}

void
crm_export_free(CrmExport *crm)
{
    if (crm == NULL)
        return;
    g_hash_table_unref(crm->names);
    g_hash_table_unref(crm->kinds);
    g_hash_table_unref(crm->activities);
    g_hash_table_unref(crm->notes);
    g_free(crm->exported_by);
    g_free(crm->me);
    json_person_free(crm->person);
    g_string_free(crm->collection, TRUE);
    g_free(crm);
}

static const JsonWalk *
walk_at(Input *input)
{
    g_autofree char *beginning = NULL;

    input_want(input, CRM_BEGINNING);
    beginning = g_strndup(input_data(input), MIN(input_length(input), CRM_BEGINNING));
    if (crm_is_monica(beginning))
        return &crm_monica;
    return crm_is_atomic(beginning) ? &crm_atomic : NULL;
}

gboolean
crm_export_is_at(Input *input)
{
    return walk_at(input) != NULL;
}

static gboolean
take_value(const JsonWalkValue *value, gpointer data, GError **error)
{
    CrmExport *crm = data;
    int64_t bytes = input_skipped(crm->input) - crm->told;

    if (!crm->format->take(value, crm, error))
        return FALSE;
    crm->told += bytes;
    return crm->is_learning || reading_advance(crm->reading, bytes, error);
}

static gboolean
go_through(CrmExport *crm, Input *input, gboolean *out_is_whole, GError **error)
{
    JsonWalk walk = { .take = take_value, .data = crm };

    crm->input = input;
    crm->told = 0;
    crm->format = walk_at(input);
    walk.wish = crm->format->wish;
    g_string_truncate(crm->collection, 0);
    return json_walk(input, &walk, out_is_whole, error);
}

void
crm_export_learn(CrmExport *crm, Input *input)
{
    gboolean is_whole = FALSE;

    crm->is_learning = TRUE;
    go_through(crm, input, &is_whole, NULL);
}

gboolean
crm_export_read(CrmExport *crm, Input *input, Reading *reading, GError **error)
{
    gboolean is_whole = FALSE;

    crm->is_learning = FALSE;
    crm->reading = reading;
    if (!go_through(crm, input, &is_whole, error) ||
        !reading_advance(reading, input_skipped(input) - crm->told, error))
        return FALSE;
    return is_whole || input_is_broken(input) ||
           reading_left_out(reading, 0, "json-broken", NULL, error);
}

gboolean
crm_left_out(CrmExport *crm, const JsonWalkValue *value, const char *reason, const char *subject,
             GError **error)
{
    return crm->is_learning ||
           reading_left_out(crm->reading, value->number, reason, subject, error);
}

void
crm_remember(GHashTable *table, const char *key, const char *text)
{
    if (*key != '\0' && *text != '\0' && g_hash_table_size(table) < CRM_THINGS)
        g_hash_table_replace(table, g_strdup(key), g_strdup(text));
}

gboolean
crm_tell(CrmExport *crm, RecordInteraction *interaction, const char *text, GError **error)
{
    static const char *const no_references[] = { NULL };
    RecordSink *sink = crm->reading->sink;
    g_autofree char *subject = json_person_subject(text);

    interaction->in_reply_to = "";
    interaction->references = no_references;
    interaction->subject = subject;
    interaction->text = text;
    return sink->interaction(sink, interaction, error);
}
