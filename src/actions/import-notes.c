/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-notes.c - what a file says of somebody in words: kept once, for nobody else's eyes (I2).
 */
#include "actions/importer.h"

#include "actions/search-keeper.h"
#include "domain/note.h"
#include "store/queries.h"
#include "store/tables.h"

static gboolean
take_id(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(TkId *) data = db_row_number(row, "id");
    return TRUE;
}

static gboolean
take_note(Importer *importer, TkId person, const char *text, int64_t at, const char *source,
          GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_TEXT(text) };
    TkId same = 0;

    if (text == NULL || *text == '\0')
        return TRUE;
    if (!store_run(importer->store, &SQL_NOTE_SAME, values, G_N_ELEMENTS(values), take_id, &same,
                   error))
        return FALSE;
    import_report_count(importer->report, IMPORT_NOTES, same != 0 ? IMPORT_SAME : IMPORT_NEW);
    if (same != 0)
        return TRUE;
    const Note note = {
        .id = store_new_id(importer->store),
        .person_id = person,
        .kind = (char *) "note",
        .text = (char *) text,
        .openness = (char *) "internal",
        .source = (char *) source,
        .at = at != 0 ? MIN(at, importer->now) : importer->now,
    };

    return note_insert(importer->store, &note, error) &&
           note_index(importer->workspace, &note, error);
}

/* Who made the two known is how they know each other, as long as the user has not said it. */
static gboolean
take_known_through(Importer *importer, TkId id, const RecordPerson *record, GError **error)
{
    g_autoptr(Person) person = NULL;

    if (record->known_through == NULL || *record->known_through == '\0')
        return TRUE;
    person = person_load(importer->store, id, error);
    if (person == NULL)
        return FALSE;
    if (*person->how_known != '\0')
        return g_str_equal(person->how_known, record->known_through) ||
               take_note(importer, id, record->known_through, 0, record->source, error);
    g_free(person->how_known);
    person->how_known = g_strdup(record->known_through);
    person->changed_at = importer->now;
    return person_put(importer->store, person, NULL, error);
}

gboolean
importer_take_notes(Importer *importer, TkId person, const RecordPerson *record, GError **error)
{
    if (!take_note(importer, person, record->note, 0, record->source, error))
        return FALSE;
    for (unsigned at = 0; at < record->note_count; at++)
        if (!take_note(importer, person, record->notes[at].text, record->notes[at].at,
                       record->source, error))
            return FALSE;
    return take_known_through(importer, person, record, error);
}
