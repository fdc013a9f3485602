/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/people.h"

#include "actions/own-person.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "domain/tie.h"
#include "store/queries.h"
#include "store/search.h"
#include "store/tables.h"

#include <string.h>

#define TIMELINE_ROWS 50
#define NOTE_ROWS     50
#define MEETING_ROWS  20
#define NAMED_MOST    5 /* namesakes that a refusal lists */

/* What every view of people needs once: who I am, what the hour is. */
typedef struct {
    const Workspace *workspace;
    MethodLimits limits;
    int64_t now;
    TkId me;
} View;

static gboolean
view_begin(View *view, const Workspace *workspace, GError **error)
{
    view->workspace = workspace;
    view->now = workspace_now(workspace);
    workspace_limits(workspace, &view->limits);
    return person_find_me(workspace, &view->me, error);
}

static gboolean
my_tie(const View *view, TkId person, Tie **out_tie, GError **error)
{
    g_autoptr(GPtrArray) found = tie_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(view->me), DB_VALUE_NUMBER(person) };

    *out_tie = NULL;
    if (view->me == 0)
        return TRUE;
    if (!store_run(view->workspace->store, &SQL_TIE_BY_PAIR, values, G_N_ELEMENTS(values),
                   tie_collect, found, error))
        return FALSE;
    if (found->len > 0 && !tie_is_bare(g_ptr_array_index(found, 0)))
        *out_tie = g_ptr_array_steal_index(found, 0);
    return TRUE;
}

static TkJson *
person_row(const View *view, const Person *person, const Tie *tie)
{
    TkJson *row = json_object();

    tk_json_set_text(row, "about", "person");
    tk_json_set_id(row, "id", person->id);
    tk_json_set_text(row, "name", person->name);
    tk_json_set_text(row, "title", person->title);
    tk_json_set_text(row, "organisation", person->organisation_name);
    tk_json_set_text(row, "tie", tie_word(tie, view->now, &view->limits));
    json_object_set_new(row, "fading",
                        json_boolean(tie != NULL && tie_is_fading(tie, view->now, &view->limits)));
    tk_json_set_take(row, "last", view_instant(tie != NULL ? tie->last_at : 0));
    return row;
}

/* What a hit that is no person is called, and whom it is about; NULL for one that is gone. */
static char *
name_of_hit(Store *store, const SearchHit *hit, TkId *out_person)
{
    *out_person = 0;
    if (g_str_equal(hit->about, "organisation")) {
        g_autoptr(Organisation) organisation = organisation_load(store, hit->id, NULL);

        return organisation != NULL ? g_strdup(organisation->name) : NULL;
    }
    if (g_str_equal(hit->about, "note")) {
        g_autoptr(Note) note = note_load(store, hit->id, NULL);

        *out_person = note != NULL ? note->person_id : 0;
        return note != NULL ? g_strdup(note->text) : NULL;
    }
    g_autoptr(Message) message = message_load(store, hit->id, NULL);

    *out_person = message != NULL ? message->person_id : 0;
    return message != NULL ? g_strdup(message->subject) : NULL;
}

/* A row that is gone since the index was read is left out. */
static gboolean
append_hit(const View *view, const SearchHit *hit, TkJson *rows, GError **error)
{
    Store *store = view->workspace->store;

    if (g_str_equal(hit->about, "person")) {
        g_autoptr(Person) person = person_load(store, hit->id, NULL);
        g_autoptr(Tie) tie = NULL;

        if (person == NULL || person->id == view->me)
            return TRUE;
        if (!my_tie(view, hit->id, &tie, error))
            return FALSE;
        json_array_append_new(rows, person_row(view, person, tie));
        return TRUE;
    }
    TkId about_person = 0;
    g_autofree char *name = name_of_hit(store, hit, &about_person);

    if (name == NULL)
        return TRUE;
    TkJson *row = json_object();

    tk_json_set_text(row, "about", hit->about);
    tk_json_set_id(row, "id", hit->id);
    tk_json_set_text(row, "name", name);
    if (!g_str_equal(hit->about, "organisation"))
        tk_json_set_take(row, "person", view_person_ref(view->workspace, about_person));
    json_array_append_new(rows, row);
    return TRUE;
}

TkJson *
search_people(const Workspace *workspace, const char *typed, unsigned limit, GError **error)
{
    unsigned most = limit == 0 || limit > TK_LIMIT_PAGE ? TK_LIMIT_PAGE : limit;
    g_autoptr(GPtrArray) hits = NULL;
    g_autoptr(TkJson) rows = json_array();
    View view;

    if (!view_begin(&view, workspace, error))
        return NULL;
    hits = search_find(workspace->store, typed, NULL, most, error);
    if (hits == NULL)
        return NULL;
    for (guint at = 0; at < hits->len; at++)
        if (!append_hit(&view, g_ptr_array_index(hits, at), rows, error))
            return NULL;
    TkJson *answer = json_object();

    tk_json_set_take(answer, "rows", g_steal_pointer(&rows));
    json_object_set_new(answer, "next", json_null());
    return answer;
}

static gboolean
read_cursor(const char *after, int64_t *out_standing, TkId *out_person, GError **error)
{
    g_auto(GStrv) parts = after != NULL ? g_strsplit(after, ".", 3) : NULL;

    *out_standing = G_MAXINT64;
    *out_person = G_MAXINT64;
    if (after == NULL || *after == '\0')
        return TRUE;
    if (g_strv_length(parts) != 2 ||
        !g_ascii_string_to_signed(parts[0], 10, 0, G_MAXINT64, out_standing, NULL) ||
        !tk_id_from_text(parts[1], out_person))
        return tk_fail(error, TK_ERROR_INVALID, "cursor-malformed", after);
    return TRUE;
}

TkJson *
list_people(const Workspace *workspace, const char *after, unsigned limit, GError **error)
{
    unsigned most = limit == 0 || limit > TK_LIMIT_PAGE ? TK_LIMIT_PAGE : limit;
    g_autoptr(GPtrArray) ties = tie_array_new();
    g_autoptr(TkJson) rows = json_array();
    int64_t standing = 0;
    TkId last = 0;
    View view;

    if (!view_begin(&view, workspace, error) || !read_cursor(after, &standing, &last, error))
        return NULL;
    const DbValue values[] = { DB_VALUE_NUMBER(view.me), DB_VALUE_NUMBER(standing),
                               DB_VALUE_NUMBER(last), DB_VALUE_NUMBER((int64_t) most + 1) };

    if (!store_run(workspace->store, &SQL_TIE_STRONGEST, values, G_N_ELEMENTS(values), tie_collect,
                   ties, error))
        return NULL;
    for (guint at = 0; at < MIN(ties->len, most); at++) {
        const Tie *tie = g_ptr_array_index(ties, at);
        g_autoptr(Person) person = person_load(workspace->store, tie->to_person_id, NULL);

        if (person != NULL)
            json_array_append_new(rows, person_row(&view, person, tie_is_bare(tie) ? NULL : tie));
    }
    TkJson *answer = json_object();

    tk_json_set_take(answer, "rows", g_steal_pointer(&rows));
    if (ties->len > most) {
        const Tie *tie = g_ptr_array_index(ties, most - 1);
        g_autofree char *id = tk_id_to_text(tie->to_person_id);
        g_autofree char *next = g_strdup_printf("%" G_GINT64_FORMAT ".%s", tie->standing, id);

        tk_json_set_text(answer, "next", next);
    } else {
        json_object_set_new(answer, "next", json_null());
    }
    return answer;
}

static gboolean
take_person_id(const DbRow *row, gpointer data, GError **error)
{
    TkId id = db_row_number(row, "person_id");

    (void) error;
    g_array_append_val((GArray *) data, id);
    return TRUE;
}

static gboolean
find_by_address(const Workspace *workspace, const char *kind, const char *folded, GArray *out_ids,
                GError **error)
{
    const DbValue values[] = { DB_VALUE_TEXT(kind), DB_VALUE_TEXT(folded) };

    return *folded == '\0' || store_run(workspace->store, &SQL_PERSON_ID_BY_ADDRESS, values,
                                        G_N_ELEMENTS(values), take_person_id, out_ids, error);
}

/* "Kari Holm (Nordvarme AS), Kari Holmberg (Fjordkraft)" */
static gboolean
refuse_ambiguous(const Workspace *workspace, const GArray *ids, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint at = 0; at < MIN(ids->len, NAMED_MOST); at++) {
        g_autoptr(Person) person =
            person_load(workspace->store, g_array_index(ids, TkId, at), NULL);
        g_autofree char *id = tk_id_to_text(g_array_index(ids, TkId, at));

        if (person == NULL)
            continue;
        g_string_append_printf(names, "%s%s (%s%s%s)", names->len > 0 ? "; " : "", person->name,
                               person->organisation_name,
                               *person->organisation_name != '\0' ? ", " : "", id);
    }
    return tk_fail(error, TK_ERROR_AMBIGUOUS, "person-ambiguous", names->str);
}

/* The words as a search: good when it finds one person only. */
static gboolean
find_by_search(const Workspace *workspace, const char *words, GArray *out_ids, GError **error)
{
    g_autoptr(GPtrArray) hits =
        search_find(workspace->store, words, "person", 2 * NAMED_MOST, error);

    if (hits == NULL)
        return FALSE;
    for (guint at = 0; at < hits->len; at++) {
        const SearchHit *hit = g_ptr_array_index(hits, at);

        if (g_str_equal(hit->about, "person"))
            g_array_append_val(out_ids, hit->id);
    }
    return TRUE;
}

gboolean
find_person(const Workspace *workspace, const char *words, TkId *out_person, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(TkId));
    g_autofree char *name = tk_text_fold(words);
    g_autofree char *email = tk_address_fold("email", words);
    TkId id = 0;

    if (tk_id_from_text(words, &id)) {
        g_autoptr(Person) person = person_load(workspace->store, id, NULL);

        if (person != NULL) {
            *out_person = id;
            return TRUE;
        }
    }
    if (!find_by_address(workspace, "name", name, ids, error) ||
        (ids->len == 0 && !find_by_address(workspace, "email", email, ids, error)) ||
        (ids->len == 0 && *name != '\0' && !find_by_search(workspace, words, ids, error)))
        return FALSE;
    if (ids->len == 0)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-person", words);
    if (ids->len > 1)
        return refuse_ambiguous(workspace, ids, error);
    *out_person = g_array_index(ids, TkId, 0);
    return TRUE;
}

static gboolean
set_addresses(const View *view, TkId person, TkJson *answer, GError **error)
{
    g_autoptr(GPtrArray) addresses = person_address_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(person) };

    if (!store_run(view->workspace->store, &SQL_PERSON_ADDRESS_OF_PERSON, values,
                   G_N_ELEMENTS(values), person_address_collect, addresses, error))
        return FALSE;
    TkJson *rows = json_array();

    for (guint at = 0; at < addresses->len; at++) {
        const PersonAddress *address = g_ptr_array_index(addresses, at);

        if (g_str_equal(address->kind, "uid") || g_str_equal(address->kind, "name"))
            continue;
        TkJson *row = json_object();

        tk_json_set_text(row, "kind", address->kind);
        tk_json_set_text(row, "value", address->value);
        tk_json_set_text(row, "label", address->label);
        json_array_append_new(rows, row);
    }
    tk_json_set_take(answer, "addresses", rows);
    return TRUE;
}

static gboolean
set_positions(const View *view, TkId person, TkJson *answer, GError **error)
{
    g_autoptr(GPtrArray) positions = position_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(person) };

    if (!store_run(view->workspace->store, &SQL_POSITION_OF_PERSON, values, G_N_ELEMENTS(values),
                   position_collect, positions, error))
        return FALSE;
    TkJson *rows = json_array();

    for (guint at = 0; at < positions->len; at++) {
        const Position *position = g_ptr_array_index(positions, at);
        g_autoptr(Organisation) organisation =
            position->organisation_id != 0
                ? organisation_load(view->workspace->store, position->organisation_id, NULL)
                : NULL;
        TkJson *row = json_object();

        tk_json_set_text(row, "kind", position->kind);
        tk_json_set_text(row, "title", position->title);
        tk_json_set_text(row, "organisation", organisation != NULL ? organisation->name : "");
        tk_json_set_take(row, "from", view_day(position->from_day));
        tk_json_set_take(row, "until", view_day(position->until_day));
        tk_json_set_text(row, "source", position->source);
        json_array_append_new(rows, row);
    }
    tk_json_set_take(answer, "positions", rows);
    return TRUE;
}

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
set_history(const View *view, TkId person, TkJson *answer, GError **error)
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

static gboolean
set_tie(const View *view, TkId person, TkJson *answer, GError **error)
{
    g_autoptr(Tie) tie = NULL;

    if (!my_tie(view, person, &tie, error))
        return FALSE;
    g_autoptr(TieReason) reason = tie_reason(tie, view->now, &view->limits);
    TkJson *facts = tk_json_parse(reason->facts, strlen(reason->facts), NULL);
    TkJson *row = json_object();

    tk_json_set_text(row, "word", tie_word(tie, view->now, &view->limits));
    json_object_set_new(row, "strength",
                        json_real(tie != NULL ? tie_strength(tie, view->now, &view->limits) : 0));
    tk_json_set_text(row, "own_word", tie != NULL ? tie->own_word : "");
    tk_json_set_text(row, "reason", reason->key);
    tk_json_set_take(row, "facts", facts != NULL ? facts : json_object());
    tk_json_set_take(answer, "tie", row);
    json_object_set_new(answer, "fading",
                        json_boolean(tie != NULL && tie_is_fading(tie, view->now, &view->limits)));
    return TRUE;
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
    g_autoptr(Person) person = person_load(workspace->store, id, error);
    g_autoptr(TkJson) answer = json_object();
    View view;

    if (person == NULL || !view_begin(&view, workspace, error))
        return NULL;
    set_person(person, answer);
    if (!set_addresses(&view, id, answer, error) || !set_positions(&view, id, answer, error) ||
        !set_tie(&view, id, answer, error) || !set_history(&view, id, answer, error))
        return NULL;
    return g_steal_pointer(&answer);
}
