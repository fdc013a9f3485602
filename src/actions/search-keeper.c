/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/search-keeper.h"

#include "actions/own-person.h"
#include "actions/workspace-private.h"
#include "base/tk-text.h"
#include "domain/tie.h"
#include "store/queries.h"
#include "store/search.h"
#include "store/tables.h"

#define PAGE 500

char *
search_mark_of_organisation(TkId organisation)
{
    return g_strdup_printf("~o:%" G_GINT64_MODIFIER "x", organisation);
}

char *
search_mark_of_person(TkId person)
{
    return g_strdup_printf("~p:%" G_GINT64_MODIFIER "x", person);
}

void
search_marks_add_stems(GPtrArray *marks, WordStems *stems, const char *text, unsigned most)
{
    g_autoptr(GPtrArray) found = word_stems_of(stems, text, most);

    for (guint at = 0; at < found->len; at++)
        g_ptr_array_add(marks, g_strconcat("~s:", (char *) g_ptr_array_index(found, at), NULL));
}

static gboolean
take_id(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(TkId *) data = db_row_number(row, "id");
    return TRUE;
}

static gboolean
standing_of(const Workspace *workspace, TkId person, int64_t *out_standing, GError **error)
{
    g_autoptr(GPtrArray) ties = tie_array_new();
    TkId me = 0;

    *out_standing = 0;
    if (!person_find_me(workspace, &me, error))
        return FALSE;
    const DbValue values[] = { DB_VALUE_NUMBER(me), DB_VALUE_NUMBER(person) };

    if (!store_run(workspace->store, &SQL_TIE_BY_PAIR, values, G_N_ELEMENTS(values), tie_collect,
                   ties, error))
        return FALSE;
    if (ties->len > 0)
        *out_standing = ((const Tie *) g_ptr_array_index(ties, 0))->standing;
    return TRUE;
}

/* `addresses`: PersonAddress, from `first` to before `end` those of this person. */
static gboolean
index_person(const Workspace *workspace, const Person *person, const GPtrArray *addresses,
             guint first, guint end, int64_t standing, gboolean is_new, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_autofree char *mark = search_mark_of_organisation(person->organisation_id);
    const char *const marks[] = { person->organisation_id != 0 ? mark : NULL, NULL };
    SearchThing thing = {
        .kind = SEARCH_PERSON,
        .id = person->id,
        .standing = standing,
        .marks = marks,
        .is_new = is_new,
    };

    /* The user is not somebody to be found, nor is a member who withdrew. */
    if (!g_str_equal(person->standing, "person"))
        return search_forget(workspace->store, SEARCH_PERSON, person->id, error);
    if (standing < 0 && !standing_of(workspace, person->id, &thing.standing, error))
        return FALSE;
    g_ptr_array_add(texts, person->name);
    g_ptr_array_add(texts, person->title);
    g_ptr_array_add(texts, person->organisation_name);
    g_ptr_array_add(texts, person->place);
    for (guint at = first; at < end; at++) {
        const PersonAddress *address = g_ptr_array_index(addresses, at);

        if (g_str_equal(address->kind, "email") ||
            (g_str_equal(address->kind, "name") && !g_str_equal(address->value, person->name)))
            g_ptr_array_add(texts, address->value);
    }
    g_ptr_array_add(texts, NULL);
    thing.texts = (const char *const *) texts->pdata;
    return search_index(workspace->store, &thing, error);
}

gboolean
person_card_index(const Workspace *workspace, const PersonCard *card, int64_t standing,
                  GError **error)
{
    return index_person(workspace, card->person, card->addresses, 0, card->addresses->len, standing,
                        card->is_new, error);
}

gboolean
person_index(const Workspace *workspace, const Person *person, int64_t standing, GError **error)
{
    g_autoptr(GPtrArray) addresses = person_address_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(person->id) };

    return store_run(workspace->store, &SQL_PERSON_ADDRESS_OF_PERSON, values, G_N_ELEMENTS(values),
                     person_address_collect, addresses, error) &&
           index_person(workspace, person, addresses, 0, addresses->len, standing, FALSE, error);
}

gboolean
person_index_restand(const Workspace *workspace, TkId person, int64_t standing, GError **error)
{
    return search_restand(workspace->store, SEARCH_PERSON, person, standing, error);
}

static gboolean
index_organisation(const Workspace *workspace, const Organisation *organisation, gboolean is_new,
                   GError **error)
{
    const char *const texts[] = { organisation->name, NULL };

    const SearchThing thing = {
        .kind = SEARCH_ORGANISATION, .id = organisation->id, .texts = texts, .is_new = is_new
    };

    return search_index(workspace->store, &thing, error);
}

gboolean
organisation_index(const Workspace *workspace, const Organisation *organisation, GError **error)
{
    return index_organisation(workspace, organisation, FALSE, error);
}

/* What somebody wrote: found by its words in any form, the newest first, and by whom it is about.
 */
typedef struct {
    SearchKind kind;
    TkId id, person;
    int64_t at;
    const char *texts[5]; /* ends with NULL */
} Prose;

static gboolean
prose_index(const Workspace *workspace, const Prose *prose, GError **error)
{
    g_autoptr(WordStems) stems = word_stems_new();
    g_autoptr(GPtrArray) marks = g_ptr_array_new_with_free_func(g_free);

    for (size_t at = 0; prose->texts[at] != NULL; at++)
        search_marks_add_stems(marks, stems, prose->texts[at], SEARCH_WORDS_MOST);
    if (prose->person != 0)
        g_ptr_array_add(marks, search_mark_of_person(prose->person));
    g_ptr_array_add(marks, NULL);
    const SearchThing thing = {
        .kind = prose->kind,
        .id = prose->id,
        .standing = prose->at,
        .texts = prose->texts,
        .marks = (const char *const *) marks->pdata,
    };

    return search_index(workspace->store, &thing, error);
}

gboolean
note_index(const Workspace *workspace, const Note *note, GError **error)
{
    const Prose prose = { SEARCH_NOTE, note->id, note->person_id, note->at, { note->text } };

    return prose_index(workspace, &prose, error);
}

gboolean
message_index(const Workspace *workspace, const Message *message, GError **error)
{
    const Prose prose = { SEARCH_MESSAGE,
                          message->id,
                          message->person_id,
                          message->created_at,
                          { message->subject, message->body } };

    return prose_index(workspace, &prose, error);
}

gboolean
meeting_index(const Workspace *workspace, const Meeting *meeting, GError **error)
{
    const Prose prose = {
        SEARCH_MEETING,
        meeting->id,
        meeting->person_id,
        meeting->starts_at != 0 ? meeting->starts_at : meeting->created_at,
        { meeting->purpose, meeting->reason, meeting->value_for_them, meeting->value_for_me },
    };

    return prose_index(workspace, &prose, error);
}

gboolean
organisation_ensure(const Workspace *workspace, const char *name, TkId *out_organisation,
                    gboolean *out_new, GError **error)
{
    g_autofree char *folded = organisation_fold(name);
    const DbValue values[] = { DB_VALUE_TEXT(folded) };
    g_autoptr(Organisation) organisation = NULL;

    *out_organisation = 0;
    if (*folded == '\0')
        return TRUE;
    if (!store_run(workspace->store, &SQL_ORGANISATION_ID_BY_FOLDED, values, G_N_ELEMENTS(values),
                   take_id, out_organisation, error))
        return FALSE;
    if (*out_organisation != 0)
        return TRUE;
    organisation = organisation_new();
    organisation->id = store_new_id(workspace->store);
    organisation->created_at = workspace_now(workspace);
    tk_text_set(&organisation->name, name);
    tk_text_set(&organisation->folded, folded);
    if (!organisation_insert(workspace->store, organisation, error) ||
        !index_organisation(workspace, organisation, TRUE, error))
        return FALSE;
    *out_organisation = organisation->id;
    if (out_new != NULL)
        *out_new = TRUE;
    return TRUE;
}

static gboolean
take_standing(const DbRow *row, gpointer data, GError **error)
{
    TkId id = db_row_number(row, "to_person_id");
    int64_t standing = db_row_number(row, "standing");

    (void) error;
    g_hash_table_insert(data, g_memdup2(&id, sizeof id), g_memdup2(&standing, sizeof standing));
    return TRUE;
}

/* A page of people in the order of their ids, with three queries for all of them. */
static gboolean
index_people_page(const Workspace *workspace, const GPtrArray *people, GError **error)
{
    g_autoptr(GPtrArray) addresses = person_address_array_new();
    g_autoptr(GHashTable) standings =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    const Person *first = g_ptr_array_index(people, 0);
    const Person *last = g_ptr_array_index(people, people->len - 1);
    TkId me = 0;
    guint from = 0, end = 0;

    if (!person_find_me(workspace, &me, error))
        return FALSE;
    const DbValue range[] = { DB_VALUE_NUMBER(first->id), DB_VALUE_NUMBER(last->id) };
    const DbValue tied[] = { DB_VALUE_NUMBER(me), range[0], range[1] };

    if (!store_run(workspace->store, &SQL_PERSON_ADDRESS_OF_RANGE, range, G_N_ELEMENTS(range),
                   person_address_collect, addresses, error) ||
        !store_run(workspace->store, &SQL_TIE_STANDING_OF_RANGE, tied, G_N_ELEMENTS(tied),
                   take_standing, standings, error))
        return FALSE;
    for (guint at = 0; at < people->len; at++, from = end) {
        const Person *person = g_ptr_array_index(people, at);
        const int64_t *standing = g_hash_table_lookup(standings, &person->id);

        while (end < addresses->len &&
               ((const PersonAddress *) g_ptr_array_index(addresses, end))->person_id == person->id)
            end++;
        if (!index_person(workspace, person, addresses, from, end, standing != NULL ? *standing : 0,
                          FALSE, error))
            return FALSE;
    }
    return TRUE;
}

/* All kinds, a page at a time. Each struct begins with its id, as each table does. */
typedef struct {
    const DbQuery *page;
    const DbQuery *of_person; /* NULL for what is about nobody */
    GPtrArray *(*array_new)(void);
    DbEach collect;
    gboolean (*index)(const Workspace *workspace, gconstpointer row, GError **error); /* NULL: a
                                                                          page of people at once */
} Indexed;

static gboolean
index_organisation_row(const Workspace *workspace, gconstpointer row, GError **error)
{
    return organisation_index(workspace, row, error);
}

static gboolean
index_meeting_row(const Workspace *workspace, gconstpointer row, GError **error)
{
    return meeting_index(workspace, row, error);
}

static gboolean
index_note_row(const Workspace *workspace, gconstpointer row, GError **error)
{
    return note_index(workspace, row, error);
}

static gboolean
index_message_row(const Workspace *workspace, gconstpointer row, GError **error)
{
    return message_index(workspace, row, error);
}

static const Indexed indexed[] = {
    { &SQL_PERSON_PAGE_FOR_INDEX, NULL, person_array_new, person_collect, NULL },
    { &SQL_ORGANISATION_PAGE_FOR_INDEX, NULL, organisation_array_new, organisation_collect,
      index_organisation_row },
    { &SQL_MEETING_PAGE_FOR_INDEX, &SQL_MEETING_OF_PERSON, meeting_array_new, meeting_collect,
      index_meeting_row },
    { &SQL_NOTE_PAGE_FOR_INDEX, &SQL_NOTE_OF_PERSON, note_array_new, note_collect, index_note_row },
    { &SQL_MESSAGE_PAGE_FOR_INDEX, &SQL_MESSAGE_OF_PERSON, message_array_new, message_collect,
      index_message_row },
};

static gboolean
index_rows(const Workspace *workspace, const Indexed *kind, const GPtrArray *rows, GError **error)
{
    if (kind->index == NULL)
        return rows->len == 0 || index_people_page(workspace, rows, error);
    for (guint at = 0; at < rows->len; at++)
        if (!kind->index(workspace, g_ptr_array_index(rows, at), error))
            return FALSE;
    return TRUE;
}

static gboolean
index_pages(const Workspace *workspace, const Indexed *kind, GError **error)
{
    TkId after = 0;
    guint count = PAGE;

    while (count == PAGE) {
        g_autoptr(GPtrArray) rows = kind->array_new();
        const DbValue values[] = { DB_VALUE_NUMBER(after), DB_VALUE_NUMBER(PAGE) };

        if (!store_run(workspace->store, kind->page, values, G_N_ELEMENTS(values), kind->collect,
                       rows, error) ||
            !index_rows(workspace, kind, rows, error))
            return FALSE;
        count = rows->len;
        if (count > 0)
            after = *(const TkId *) g_ptr_array_index(rows, count - 1);
    }
    return TRUE;
}

gboolean
search_index_people(const Workspace *workspace, GError **error)
{
    return index_pages(workspace, &indexed[0], error);
}

gboolean
person_index_things(const Workspace *workspace, TkId person, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(G_MAXINT32) };

    for (size_t at = 0; at < G_N_ELEMENTS(indexed); at++) {
        const Indexed *kind = &indexed[at];
        g_autoptr(GPtrArray) rows = kind->array_new();

        if (kind->of_person != NULL &&
            (!store_run(workspace->store, kind->of_person, values, G_N_ELEMENTS(values),
                        kind->collect, rows, error) ||
             !index_rows(workspace, kind, rows, error)))
            return FALSE;
    }
    return TRUE;
}

gboolean
search_rebuild(const Workspace *workspace, GError **error)
{
    if (!search_forget_all(workspace->store, error))
        return FALSE;
    for (size_t at = 0; at < G_N_ELEMENTS(indexed); at++)
        if (!index_pages(workspace, &indexed[at], error))
            return FALSE;
    return TRUE;
}

static gboolean
take_missing(const DbRow *row, gpointer data, GError **error)
{
    (void) row;
    (void) error;
    *(gboolean *) data = TRUE;
    return TRUE;
}

gboolean
search_make_ready(const Workspace *workspace, GError **error)
{
    gboolean missing = FALSE;

    if (!store_run(workspace->store, &SQL_SEARCH_IS_MISSING, NULL, 0, take_missing, &missing,
                   error))
        return FALSE;
    if (!missing)
        return TRUE;
    return search_make_anew(workspace, error);
}

gboolean
search_make_anew(const Workspace *workspace, GError **error)
{
    g_autoptr(StoreWork) work = store_begin(workspace->store, "job", "rebuild-search", "", error);

    return work != NULL && search_rebuild(workspace, error) &&
           store_commit(g_steal_pointer(&work), error);
}

static gboolean
take_counts(const DbRow *row, gpointer data, GError **error)
{
    SearchCounts *counts = data;
    int64_t missing = db_row_number(row, "missing");

    (void) error;
    counts->wanted = db_row_number(row, "wanted");
    counts->wrong = missing + db_row_number(row, "has") - (counts->wanted - missing);
    return TRUE;
}

gboolean
search_count(const Workspace *workspace, SearchCounts *out_counts, GError **error)
{
    return store_run(workspace->store, &SQL_SEARCH_COUNT, NULL, 0, take_counts, out_counts, error);
}
G_STATIC_ASSERT(SEARCH_PERSON == 1 && SEARCH_ORGANISATION == 2 && SEARCH_MEETING == 3 &&
                SEARCH_NOTE == 4 && SEARCH_MESSAGE == 5); /* as search.sql counts them */
