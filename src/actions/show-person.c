/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * show-person.c - all that is known of one person, with its sources.
 */
#include "actions/milestone-keeper.h"
#include "actions/people-view.h"
#include "actions/people.h"
#include "actions/shared-past.h"
#include "actions/views.h"
#include "domain/double-pair.h"
#include "domain/shared-time.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define TIMELINE_ROWS  50
#define NOTE_ROWS      50
#define MEETING_ROWS   20
#define JOINED_ROWS    50
#define MILESTONE_ROWS 20

static gboolean
append_timeline(const DbRow *row, gpointer data, GError **error)
{
    TkJson *entry = json_object();

    (void) error;
    tk_json_set_take(entry, "at", view_instant(db_row_number(row, "at")));
    tk_json_set_text(entry, "kind", db_row_text(row, "kind"));
    tk_json_set_text(entry, "direction", db_row_text(row, "direction"));
    tk_json_set_text(entry, "subject", db_row_text(row, "subject"));
    json_array_append_new(data, entry);
    return TRUE;
}

static gboolean
set_history(const PeopleView *view, TkId person, TkJson *answer, GError **error)
{
    Store *store = view->workspace->store;
    g_autoptr(GPtrArray) notes = note_array_new();
    g_autoptr(GPtrArray) meetings = meeting_array_new();
    const DbValue timeline[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(TIMELINE_ROWS) };
    const DbValue some[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(NOTE_ROWS) };
    const DbValue few[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(MEETING_ROWS) };
    TkJson *happened = json_array(), *note_rows = json_array(), *meeting_rows = json_array();

    tk_json_set_take(answer, "timeline", happened);
    tk_json_set_take(answer, "meetings", meeting_rows);
    tk_json_set_take(answer, "notes", note_rows);
    if (!store_run(store, &SQL_PERSON_TIMELINE, timeline, G_N_ELEMENTS(timeline), append_timeline,
                   happened, error) ||
        !store_run(store, &SQL_NOTE_OF_PERSON, some, G_N_ELEMENTS(some), note_collect, notes,
                   error) ||
        !store_run(store, &SQL_MEETING_OF_PERSON, few, G_N_ELEMENTS(few), meeting_collect, meetings,
                   error))
        return FALSE;
    for (guint at = 0; at < meetings->len; at++) {
        TkJson *meeting = view_meeting(view->workspace, g_ptr_array_index(meetings, at), error);

        if (meeting == NULL)
            return FALSE;
        json_array_append_new(meeting_rows, meeting);
    }
    for (guint at = 0; at < notes->len; at++) {
        const Note *note = g_ptr_array_index(notes, at);
        TkJson *row = json_object();

        tk_json_set_id(row, "id", note->id);
        tk_json_set_text(row, "kind", note->kind);
        tk_json_set_text(row, "text", note->text);
        tk_json_set_text(row, "openness", note->openness);
        tk_json_set_take(row, "at", view_instant(note->at));
        json_array_append_new(note_rows, row);
    }
    return TRUE;
}

/* What was joined into this record and can be parted from it again. */
static gboolean
set_joined(const PeopleView *view, TkId person, TkJson *answer, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(JOINED_ROWS) };
    g_autoptr(GPtrArray) traces = joined_array_new();
    TkJson *rows = json_array();

    tk_json_set_take(answer, "joined_from", rows);
    if (!store_run(view->workspace->store, &SQL_JOINED_OF_PERSON, values, G_N_ELEMENTS(values),
                   joined_collect, traces, error))
        return FALSE;
    for (guint at = 0; at < traces->len; at++) {
        const Joined *joined = g_ptr_array_index(traces, at);
        g_autoptr(TkJson) reasons = tk_json_parse(joined->reasons, strlen(joined->reasons), NULL);
        TkJson *row = json_object();

        tk_json_set_id(row, "id", joined->id);
        tk_json_set_text(row, "name", joined->name);
        tk_json_set_text(row, "source", joined->source);
        tk_json_set_text(row, "by", joined->by_whom);
        tk_json_set_take(row, "at", view_instant(joined->joined_at));
        json_object_set_new(row, "chance", json_real((double) joined->chance / DOUBLE_CHANCE_ONE));
        tk_json_set_take(row, "reasons",
                         reasons != NULL ? g_steal_pointer(&reasons) : json_array());
        json_array_append_new(rows, row);
    }
    return TRUE;
}

/* Where little else is known, a time at the same place says more (P6). */
static void
tell_past(const PeopleView *view, const SharedPast *past, TkJson *row)
{
    const char *word = tie_word_of(past->strength, &view->limits);
    TkJson *facts = json_object_get(row, "facts");

    tk_json_set_text(row, "word", word);
    json_object_set_new(row, "strength", json_real(past->strength));
    tk_json_set_text(row, "reason", "tie-together");
    tk_json_set_text(facts, "word", word);
    tk_json_set_text(facts, "organisation", past->organisation);
    tk_json_set_number(facts, "from_year", past->from_year);
    tk_json_set_number(facts, "until_year", past->until_year);
}

static gboolean
set_tie(const PeopleView *view, TkId person, TkJson *answer, GError **error)
{
    g_autoptr(Tie) tie = NULL;
    g_auto(SharedPast) past = { 0 };
    double strength = 0;

    if (!people_view_tie(view, person, &tie, error))
        return FALSE;
    TkJson *row = json_object();

    strength = tie_strength(tie, view->now, &view->limits);
    tk_json_set_text(row, "word", tie_word(tie, view->now, &view->limits));
    json_object_set_new(row, "strength", json_real(strength));
    tk_json_set_text(row, "own_word", tie != NULL ? tie->own_word : "");
    tk_json_set_text(row, "reason", tie_reason_key(tie));
    tk_json_set_take(row, "facts", tie_facts(tie, view->now, &view->limits));
    tk_json_set_take(answer, "tie", row);
    if (strength < SHARED_TIME_MOST && (tie == NULL || *tie->own_word == '\0') &&
        !shared_past_find(view->workspace, view->me, person, &past, error))
        return FALSE;
    if (past.strength > strength)
        tell_past(view, &past, row);
    json_object_set_new(answer, "fading",
                        json_boolean(tie != NULL && tie_is_fading(tie, view->now, &view->limits)));
    return TRUE;
}

/* R3: what changed since we met. */
static gboolean
set_milestones(const PeopleView *view, TkId person, TkJson *answer, GError **error)
{
    g_autoptr(GPtrArray) milestones =
        milestones_of_person(view->workspace, person, MILESTONE_ROWS, error);
    TkJson *rows = json_array();

    tk_json_set_take(answer, "milestones", rows);
    for (guint at = 0; milestones != NULL && at < milestones->len; at++)
        json_array_append_new(rows, milestone_json(g_ptr_array_index(milestones, at)));
    return milestones != NULL;
}

static void
set_person(const Person *person, TkJson *answer)
{
    g_auto(GStrv) topics = g_strsplit(person->interests, "\n", -1);
    TkJson *interests = json_array();
    TkJson *organisation = json_null();

    if (person->organisation_id != 0) {
        organisation = json_object();
        tk_json_set_id(organisation, "id", person->organisation_id);
        tk_json_set_text(organisation, "name", person->organisation_name);
    }
    for (size_t at = 0; topics[at] != NULL; at++)
        if (*topics[at] != '\0')
            json_array_append_new(interests, json_string(topics[at]));
    tk_json_set_id(answer, "id", person->id);
    tk_json_set_text(answer, "name", person->name);
    tk_json_set_text(answer, "given_name", person->given_name);
    tk_json_set_text(answer, "family_name", person->family_name);
    tk_json_set_text(answer, "title", person->title);
    tk_json_set_take(answer, "organisation", organisation);
    tk_json_set_text(answer, "language", person->language);
    tk_json_set_text(answer, "formality", person->formality);
    tk_json_set_text(answer, "country", person->country);
    tk_json_set_text(answer, "zone", person->zone);
    tk_json_set_text(answer, "place", person->place);
    tk_json_set_text(answer, "terms", person->terms);
    tk_json_set_text(answer, "terms_reason", person->terms_reason);
    tk_json_set_text(answer, "how_known", person->how_known);
    tk_json_set_text(answer, "standing", person->standing);
    tk_json_set_text(answer, "source", person->source);
    tk_json_set_take(answer, "interests", interests);
}

TkJson *
show_person(const Workspace *workspace, TkId id, GError **error)
{
    g_auto(WorkspaceLook) look = { 0 };
    g_autoptr(Person) person = NULL;
    g_autoptr(TkJson) answer = json_object();
    PeopleView view;

    if (!workspace_look(workspace, &look, error))
        return NULL;
    person = person_load(workspace->store, id, error);
    if (person == NULL || !people_view_begin(&view, workspace, error))
        return NULL;
    set_person(person, answer);
    if (!people_view_addresses(&view, id, answer, error) ||
        !people_view_positions(&view, id, answer, error) || !set_joined(&view, id, answer, error) ||
        !set_milestones(&view, id, answer, error) || !set_tie(&view, id, answer, error) ||
        !set_history(&view, id, answer, error))
        return NULL;
    return g_steal_pointer(&answer);
}
