/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/import-mapping.h"

#include "base/tk-error.h"
#include "formats/brought.h"
#include "formats/contact-column.h"
#include "store/mark-store.h"

#include <string.h>

typedef struct {
    RecordSink sink; /* first */
    const char *mapping;
    unsigned fitting;
    GError *misfit; /* why the first table that does not fit does not */
} Check;

static int
find_column(const RecordTable *table, const char *name)
{
    g_autofree char *wanted = contact_column_fold(name);

    for (unsigned i = 0; i < table->count; i++) {
        g_autofree char *folded = contact_column_fold(table->names[i]);

        if (strcmp(folded, wanted) == 0)
            return (int) i;
    }
    return -1;
}

/* An address column without one address in the rows that were looked at was meant otherwise. */
static gboolean
samples_fit(const RecordTable *table, unsigned column)
{
    unsigned filled = 0;

    for (unsigned row = 0; row < table->sample_count; row++) {
        const char *cell = table->samples[row][column];

        if (strchr(cell, '@') != NULL)
            return TRUE;
        filled += *cell != '\0' ? 1 : 0;
    }
    return filled == 0;
}

gboolean
import_mapping_set(RecordTable *table, unsigned column, const char *word, GError **error)
{
    ContactField field = contact_field_of_word(word);

    if (field == CONTACT_FIELDS)
        return tk_fail(error, TK_ERROR_INVALID, "map-field-unknown", word);
    if (field == CONTACT_EMAIL && !samples_fit(table, column))
        return tk_fail(error, TK_ERROR_INVALID, "map-not-email", table->names[column]);
    table->fields[column] = contact_field_words[field];
    return TRUE;
}

static gboolean
take_pair(RecordTable *table, const char *pair, GError **error)
{
    const char *sign = strrchr(pair, '=');
    g_autofree char *name = sign != NULL ? g_strndup(pair, (gsize) (sign - pair)) : NULL;
    g_autofree char *word = sign != NULL ? g_strstrip(g_strdup(sign + 1)) : NULL;
    int column;

    if (name == NULL || *g_strstrip(name) == '\0')
        return tk_fail(error, TK_ERROR_INVALID, "map-malformed", pair);
    if (contact_field_of_word(word) == CONTACT_FIELDS)
        return tk_fail(error, TK_ERROR_INVALID, "map-field-unknown", word);
    column = find_column(table, name);
    if (column < 0)
        return tk_fail(error, TK_ERROR_INVALID, "map-column-missing", name);
    return import_mapping_set(table, (unsigned) column, word, error);
}

gboolean
import_mapping_names_somebody(const RecordTable *table)
{
    for (unsigned i = 0; i < table->count; i++)
        switch (contact_field_of_word(table->fields[i])) {
        case CONTACT_NAME:
        case CONTACT_GIVEN:
        case CONTACT_FAMILY:
        case CONTACT_EMAIL:
        case CONTACT_LINKEDIN:
            return TRUE;
        default:
            break;
        }
    return FALSE;
}

static gboolean
apply(const char *mapping, RecordTable *table, GError **error)
{
    g_auto(GStrv) pairs = g_strsplit(mapping, ",", (int) table->count + 2);

    for (unsigned i = 0; pairs[i] != NULL; i++)
        if (!take_pair(table, pairs[i], error))
            return FALSE;
    if (!import_mapping_names_somebody(table))
        return tk_fail(error, TK_ERROR_INVALID, "map-without-person", table->file);
    return TRUE;
}

static gboolean
check_table(RecordSink *sink, RecordTable *table, GError **error)
{
    Check *check = (Check *) sink;
    g_autoptr(GError) misfit = NULL;

    (void) error;
    if (apply(check->mapping, table, &misfit))
        check->fitting++;
    else if (check->misfit == NULL)
        check->misfit = g_steal_pointer(&misfit);
    return TRUE;
}

gboolean
import_mapping_check(const char *mapping, const char *const *paths, GError **error)
{
    Check check = { .sink = { .table = check_table }, .mapping = mapping };
    g_autoptr(GError) misfit = NULL;

    for (size_t at = 0; paths[at] != NULL; at++)
        brought_tables(paths[at], &check.sink, NULL); /* what fails here fails when it is read */
    misfit = g_steal_pointer(&check.misfit);
    if (check.fitting > 0)
        return TRUE;
    if (misfit != NULL) {
        g_propagate_error(error, g_steal_pointer(&misfit));
        return FALSE;
    }
    return tk_fail(error, TK_ERROR_INVALID, "map-column-missing", mapping);
}

char *
import_mapping_mark(const RecordTable *table)
{
    return g_strconcat("mapping:", table->fingerprint, NULL);
}

/* A remembered choice that does not fit any more (a field we no longer know) is as none. */
static gboolean
take_remembered(RecordTable *table, const char *words)
{
    g_auto(GStrv) fields = g_strsplit(words, ",", -1);

    if (g_strv_length(fields) != table->count)
        return FALSE;
    for (unsigned i = 0; i < table->count; i++)
        if (contact_field_of_word(fields[i]) == CONTACT_FIELDS)
            return FALSE;
    for (unsigned i = 0; i < table->count; i++)
        table->fields[i] = contact_field_words[contact_field_of_word(fields[i])];
    return TRUE;
}

char *
import_mapping_text(const RecordTable *table)
{
    g_autofree const char **words = g_new0(const char *, table->count + 1);

    memcpy(words, table->fields, table->count * sizeof words[0]);
    return g_strjoinv(",", (char **) words);
}

static gboolean
remember(Importer *importer, const RecordTable *table, GError **error)
{
    g_autofree char *mark = import_mapping_mark(table);
    g_autofree char *value = import_mapping_text(table);

    return mark_store_set(importer->store, mark, value, error);
}

gboolean
importer_take_table(Importer *importer, RecordTable *table, GError **error)
{
    const char *mapping = importer->wish->mapping;
    g_autofree char *mark = import_mapping_mark(table);
    g_autofree char *remembered = NULL;
    gboolean is_remembered = FALSE;

    if (mapping != NULL) {
        g_autofree const char **guessed = g_memdup2(table->fields, table->count * sizeof(char *));

        /* That some table fits was checked; the others stay as they are. */
        if (apply(mapping, table, NULL)) {
            if (!remember(importer, table, error))
                return FALSE;
        } else {
            memcpy(table->fields, guessed, table->count * sizeof(char *));
        }
    } else {
        remembered = mark_store_get(importer->store, mark, error);
        if (remembered == NULL)
            return FALSE;
        is_remembered = *remembered != '\0' && take_remembered(table, remembered);
    }
    import_report_table(importer->report, table, is_remembered);
    return TRUE;
}
