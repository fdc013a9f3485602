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

static gboolean
take_id(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(TkId *) data = db_row_number(row, "id");
    return TRUE;
}

static gboolean
collect_values(const Workspace *workspace, TkId person, GPtrArray *texts, GError **error)
{
    g_autoptr(GPtrArray) addresses = person_address_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(person) };

    if (!store_run(workspace->store, &SQL_PERSON_ADDRESS_OF_PERSON, values, G_N_ELEMENTS(values),
                   person_address_collect, addresses, error))
        return FALSE;
    for (guint at = 0; at < addresses->len; at++) {
        const PersonAddress *address = g_ptr_array_index(addresses, at);

        if (g_str_equal(address->kind, "email") || g_str_equal(address->kind, "name"))
            g_ptr_array_add(texts, g_strdup(address->value));
    }
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

gboolean
person_index(const Workspace *workspace, const Person *person, int64_t standing, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    int64_t known = standing;

    /* The user is not somebody to be found, nor is a member who withdrew. */
    if (!g_str_equal(person->standing, "person"))
        return TRUE;
    if (known < 0 && !standing_of(workspace, person->id, &known, error))
        return FALSE;
    g_ptr_array_add(texts, g_strdup(person->name));
    g_ptr_array_add(texts, g_strdup(person->title));
    g_ptr_array_add(texts, g_strdup(person->organisation_name));
    g_ptr_array_add(texts, g_strdup(person->place));
    if (!collect_values(workspace, person->id, texts, error))
        return FALSE;
    g_ptr_array_add(texts, NULL);
    const SearchThing thing = {
        .kind = SEARCH_PERSON,
        .id = person->id,
        .standing = known,
        .texts = (const char *const *) texts->pdata,
    };

    return search_index(workspace->store, &thing, error);
}

gboolean
person_index_restand(const Workspace *workspace, TkId person, int64_t standing, GError **error)
{
    return search_restand(workspace->store, SEARCH_PERSON, person, standing, error);
}

gboolean
organisation_index(const Workspace *workspace, const Organisation *organisation, GError **error)
{
    const char *const texts[] = { organisation->name, NULL };

    const SearchThing thing = { .kind = SEARCH_ORGANISATION,
                                .id = organisation->id,
                                .texts = texts };

    return search_index(workspace->store, &thing, error);
}

gboolean
note_index(const Workspace *workspace, const Note *note, GError **error)
{
    const char *const texts[] = { note->text, NULL };

    const SearchThing thing = { .kind = SEARCH_NOTE, .id = note->id, .texts = texts };

    return search_index(workspace->store, &thing, error);
}

gboolean
message_index(const Workspace *workspace, const Message *message, GError **error)
{
    const char *const texts[] = { message->subject, message->body, NULL };

    const SearchThing thing = { .kind = SEARCH_MESSAGE, .id = message->id, .texts = texts };

    return search_index(workspace->store, &thing, error);
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
        !organisation_index(workspace, organisation, error))
        return FALSE;
    *out_organisation = organisation->id;
    if (out_new != NULL)
        *out_new = TRUE;
    return TRUE;
}

gboolean
search_index_people(const Workspace *workspace, GError **error)
{
    TkId after = 0;
    guint count = PAGE;

    while (count == PAGE) {
        g_autoptr(GPtrArray) people = person_array_new();
        const DbValue values[] = { DB_VALUE_NUMBER(after), DB_VALUE_NUMBER(PAGE) };

        if (!store_run(workspace->store, &SQL_PERSON_PAGE_FOR_INDEX, values, G_N_ELEMENTS(values),
                       person_collect, people, error))
            return FALSE;
        for (guint at = 0; at < people->len; at++) {
            const Person *person = g_ptr_array_index(people, at);

            if (!person_index(workspace, person, -1, error))
                return FALSE;
            after = person->id;
        }
        count = people->len;
    }
    return TRUE;
}

static gboolean
index_organisations(const Workspace *workspace, GError **error)
{
    TkId after = 0;
    guint count = PAGE;

    while (count == PAGE) {
        g_autoptr(GPtrArray) organisations = organisation_array_new();
        const DbValue values[] = { DB_VALUE_NUMBER(after), DB_VALUE_NUMBER(PAGE) };

        if (!store_run(workspace->store, &SQL_ORGANISATION_PAGE_FOR_INDEX, values,
                       G_N_ELEMENTS(values), organisation_collect, organisations, error))
            return FALSE;
        for (guint at = 0; at < organisations->len; at++) {
            const Organisation *organisation = g_ptr_array_index(organisations, at);

            if (!organisation_index(workspace, organisation, error))
                return FALSE;
            after = organisation->id;
        }
        count = organisations->len;
    }
    return TRUE;
}

static gboolean
index_notes(const Workspace *workspace, GError **error)
{
    TkId after = 0;
    guint count = PAGE;

    while (count == PAGE) {
        g_autoptr(GPtrArray) notes = note_array_new();
        const DbValue values[] = { DB_VALUE_NUMBER(after), DB_VALUE_NUMBER(PAGE) };

        if (!store_run(workspace->store, &SQL_NOTE_PAGE_FOR_INDEX, values, G_N_ELEMENTS(values),
                       note_collect, notes, error))
            return FALSE;
        for (guint at = 0; at < notes->len; at++) {
            const Note *note = g_ptr_array_index(notes, at);

            if (!note_index(workspace, note, error))
                return FALSE;
            after = note->id;
        }
        count = notes->len;
    }
    return TRUE;
}

static gboolean
index_messages(const Workspace *workspace, GError **error)
{
    TkId after = 0;
    guint count = PAGE;

    while (count == PAGE) {
        g_autoptr(GPtrArray) messages = message_array_new();
        const DbValue values[] = { DB_VALUE_NUMBER(after), DB_VALUE_NUMBER(PAGE) };

        if (!store_run(workspace->store, &SQL_MESSAGE_PAGE_FOR_INDEX, values, G_N_ELEMENTS(values),
                       message_collect, messages, error))
            return FALSE;
        for (guint at = 0; at < messages->len; at++) {
            const Message *message = g_ptr_array_index(messages, at);

            if (!message_index(workspace, message, error))
                return FALSE;
            after = message->id;
        }
        count = messages->len;
    }
    return TRUE;
}

gboolean
search_rebuild(const Workspace *workspace, GError **error)
{
    return search_forget_all(workspace->store, error) && search_index_people(workspace, error) &&
           index_organisations(workspace, error) && index_notes(workspace, error) &&
           index_messages(workspace, error);
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
    g_autoptr(StoreWork) work = NULL;
    gboolean missing = FALSE;

    if (!store_run(workspace->store, &SQL_SEARCH_IS_MISSING, NULL, 0, take_missing, &missing,
                   error))
        return FALSE;
    if (!missing)
        return TRUE;
    work = store_begin(workspace->store, "job", "rebuild-search", "", error);
    return work != NULL && search_rebuild(workspace, error) &&
           store_commit(g_steal_pointer(&work), error);
}
