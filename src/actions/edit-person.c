/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/edit-person.h"

#include "actions/find-doubles.h"
#include "actions/milestone-keeper.h"
#include "actions/own-person.h"
#include "actions/search-keeper.h"
#include "actions/tie-keeper.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "domain/note.h"
#include "domain/person-name.h"
#include "domain/tie.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

static const char *const languages[] = { "nb", "da", "sv", "en", "", NULL };
static const char *const formalities[] = { "formal", "informal", "", NULL };
static const char *const terms[] = { "good", "strained", NULL };

static gboolean
one_of(const char *value, const char *const *words, const char *key, GError **error)
{
    return value == NULL || g_strv_contains(words, value) ||
           tk_fail(error, TK_ERROR_INVALID, key, value);
}

static gboolean
is_country(const char *country)
{
    return *country == '\0' ||
           (strlen(country) == 2 && g_ascii_isupper(country[0]) && g_ascii_isupper(country[1]));
}

static gboolean
check_sizes(const PersonWish *wish, GError **error)
{
    const char *const texts[] = { wish->name,        wish->email,     wish->linkedin,
                                  wish->phone,       wish->title,     wish->organisation,
                                  wish->place,       wish->how_known, wish->interests,
                                  wish->terms_reason };

    for (size_t at = 0; at < G_N_ELEMENTS(texts); at++)
        if (texts[at] != NULL && strlen(texts[at]) > TK_LIMIT_FIELD)
            return tk_fail(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    return TRUE;
}

static gboolean
check_wish(const PersonWish *wish, GError **error)
{
    if (!check_sizes(wish, error) ||
        !one_of(wish->language, languages, "language-unknown", error) ||
        !one_of(wish->formality, formalities, "formality-unknown", error) ||
        !one_of(wish->terms, terms, "terms-unknown", error))
        return FALSE;
    if (wish->own_word != NULL && !tie_word_is_known(wish->own_word))
        return tk_fail(error, TK_ERROR_INVALID, "own-word-unknown", wish->own_word);
    if (wish->country != NULL && !is_country(wish->country))
        return tk_fail(error, TK_ERROR_INVALID, "country-unknown", wish->country);
    if (wish->zone != NULL && *wish->zone != '\0' && !tk_zone_is_known(wish->zone))
        return tk_fail(error, TK_ERROR_INVALID, "zone-unknown", wish->zone);
    return TRUE;
}

static gboolean
take_person_id(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    if (*(TkId *) data == 0)
        *(TkId *) data = db_row_number(row, "person_id");
    return TRUE;
}

static gboolean
collect_address(const Workspace *workspace, TkId person, const char *kind, const char *folded,
                GPtrArray *out, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_TEXT(kind),
                               DB_VALUE_TEXT(folded) };

    return store_run(workspace->store, &SQL_PERSON_ADDRESS_SAME, values, G_N_ELEMENTS(values),
                     person_address_collect, out, error);
}

/* An address belongs to one person: with somebody else's the user is told whose it is. */
static gboolean
add_address(const Workspace *workspace, TkId person, const char *kind, const char *value,
            GError **error)
{
    gboolean is_name = g_str_equal(kind, "name");
    g_autofree char *folded = NULL;
    g_autoptr(GPtrArray) own = person_address_array_new();
    TkId owner = 0;

    if (value == NULL || *value == '\0')
        return TRUE;
    folded = is_name ? tk_text_fold(value) : tk_address_fold(kind, value);
    if (*folded == '\0')
        return tk_fail(error, TK_ERROR_INVALID, "address-malformed", value);
    const DbValue values[] = { DB_VALUE_TEXT(kind), DB_VALUE_TEXT(folded) };

    if (!is_name && !g_str_equal(kind, "phone") &&
        !store_run(workspace->store, &SQL_PERSON_ID_BY_ADDRESS, values, G_N_ELEMENTS(values),
                   take_person_id, &owner, error))
        return FALSE;
    if (owner != 0 && owner != person) {
        g_autoptr(Person) other = person_load(workspace->store, owner, NULL);

        return tk_fail(error, TK_ERROR_CONFLICT, "address-taken",
                       other != NULL ? other->name : value);
    }
    if (!collect_address(workspace, person, kind, folded, own, error))
        return FALSE;
    if (own->len > 0)
        return TRUE;
    const PersonAddress address = {
        .id = store_new_id(workspace->store),
        .person_id = person,
        .kind = (char *) kind,
        .value = (char *) value,
        .folded = folded,
        .label = (char *) "",
        .source = (char *) "hand",
    };

    return person_address_insert(workspace->store, &address, error);
}

static gboolean
take_wish(const Workspace *workspace, Person *person, const PersonWish *wish, GError **error)
{
    if (wish->name != NULL) {
        g_autoptr(PersonName) name = person_name_split(wish->name);

        if (*name->name == '\0')
            return tk_fail(error, TK_ERROR_INVALID, "person-without-name", NULL);
        tk_text_set(&person->name, name->name);
        tk_text_set(&person->given_name, name->given);
        tk_text_set(&person->family_name, name->family);
    }
    tk_text_set(&person->title, wish->title);
    tk_text_set(&person->language, wish->language);
    tk_text_set(&person->country, wish->country);
    tk_text_set(&person->zone, wish->zone);
    tk_text_set(&person->place, wish->place);
    tk_text_set(&person->formality, wish->formality);
    tk_text_set(&person->terms, wish->terms);
    tk_text_set(&person->terms_reason, wish->terms_reason);
    tk_text_set(&person->how_known, wish->how_known);
    tk_text_set(&person->interests, wish->interests);
    if (wish->organisation != NULL) {
        tk_text_set(&person->organisation_name, wish->organisation);
        if (!organisation_ensure(workspace, wish->organisation, &person->organisation_id, NULL,
                                 error))
            return FALSE;
    }
    person->changed_at = workspace_now(workspace);
    return TRUE;
}

/* The user's own word on a tie wins over what was computed (P6). Without one there is a row all the
 * same: the list of people is read from the ties. */
static gboolean
keep_tie(const Workspace *workspace, TkId person, const char *word, GError **error)
{
    TkId me = 0;

    if (!person_ensure_me(workspace, &me, error) ||
        (word != NULL && !tie_word_say(workspace, me, person, word, error)))
        return FALSE;
    g_autoptr(TieKeeper) keeper = tie_keeper_new(workspace, me);

    return tie_keeper_follow_word(keeper, person, error) && tie_keeper_flush(keeper, error);
}

static gboolean
keep_parts(const Workspace *workspace, const Person *person, const PersonWish *wish, GError **error)
{
    return add_address(workspace, person->id, "name", wish->name, error) &&
           add_address(workspace, person->id, "email", wish->email, error) &&
           add_address(workspace, person->id, "linkedin", wish->linkedin, error) &&
           add_address(workspace, person->id, "phone", wish->phone, error) &&
           keep_tie(workspace, person->id, wish->own_word, error) &&
           person_index(workspace, person, -1, error);
}

static TkJson *
id_and_undo(TkId id, StoreWork *work_take, GError **error)
{
    TkId entry = store_work_entry(work_take);

    if (!store_commit(work_take, error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_id(answer, "id", id);
    tk_json_set_id(answer, "undo", entry);
    return answer;
}

TkJson *
add_person(const Workspace *workspace, const PersonWish *wish, GError **error)
{
    g_autoptr(Person) person = person_new();
    g_autoptr(StoreWork) work = NULL;

    if (wish->name == NULL || *wish->name == '\0')
        return tk_fail_null(error, TK_ERROR_INVALID, "person-without-name", NULL);
    if (!check_wish(wish, error))
        return NULL;
    work = store_begin(workspace->store, workspace->door, "add-person", wish->name, error);
    if (work == NULL)
        return NULL;
    person->id = store_new_id(workspace->store);
    person->created_at = workspace_now(workspace);
    tk_text_set(&person->standing, "person");
    tk_text_set(&person->terms, "good");
    tk_text_set(&person->source, "hand");
    if (!take_wish(workspace, person, wish, error) ||
        !person_insert(workspace->store, person, error) ||
        !keep_parts(workspace, person, wish, error) ||
        !look_for_doubles(workspace, &person->id, 1, FALSE, NULL, error))
        return NULL;
    return id_and_undo(person->id, g_steal_pointer(&work), error);
}

/* L2: the user heard it, and changed the post by hand. It is told of and offered, not put on the
 * list for today: whoever writes it down may be just as well correcting a mistake. */
static gboolean
offer_news(const Workspace *workspace, const Person *before, const Person *now, TkId *out_milestone,
           GError **error)
{
    const MilestonePost was = { before->title, before->organisation_name, 0 };
    const MilestonePost is = { now->title, now->organisation_name, 0 };
    TkDay today = workspace_today(workspace);
    MilestoneWish wish = { .source = "hand", .state = "offered", .before = today };

    *out_milestone = 0;
    if (g_str_equal(was.title, is.title) && g_str_equal(was.organisation, is.organisation))
        return TRUE;
    g_autoptr(TitleWords) words = title_words_load(error);

    if (words == NULL)
        return FALSE;
    wish.type = milestone_between(words, &was, 1, &is, 1, today, &wish.was, &wish.is);
    return milestone_keep(workspace, words, before, &wish, out_milestone, error);
}

TkJson *
change_person(const Workspace *workspace, TkId id, const PersonWish *wish, GError **error)
{
    g_autoptr(Person) before = person_load(workspace->store, id, error);
    g_autoptr(Person) person = before != NULL ? person_load(workspace->store, id, error) : NULL;
    g_autoptr(StoreWork) work = NULL;
    TkId milestone = 0;

    if (person == NULL || !check_wish(wish, error))
        return NULL;
    work = store_begin(workspace->store, workspace->door, "change-person", person->name, error);
    if (work == NULL || !take_wish(workspace, person, wish, error) ||
        !person_put(workspace->store, person, NULL, error) ||
        !keep_parts(workspace, person, wish, error) ||
        !offer_news(workspace, before, person, &milestone, error) ||
        !look_for_doubles(workspace, &id, 1, FALSE, NULL, error))
        return NULL;
    TkJson *answer = id_and_undo(id, g_steal_pointer(&work), error);

    if (answer != NULL)
        tk_json_set_id(answer, "milestone", milestone);
    return answer;
}

TkJson *
add_note(const Workspace *workspace, TkId person_id, const char *text, const char *openness,
         GError **error)
{
    g_autoptr(Person) person = person_load(workspace->store, person_id, error);
    g_autoptr(Note) note = note_new();
    g_autoptr(StoreWork) work = NULL;

    if (person == NULL)
        return NULL;
    if (*text == '\0')
        return tk_fail_null(error, TK_ERROR_INVALID, "note-empty", person->name);
    if (strlen(text) > TK_LIMIT_TEXT)
        return tk_fail_null(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    if (!note_openness_is_known(openness))
        return tk_fail_null(error, TK_ERROR_INVALID, "openness-unknown", openness);
    work = store_begin(workspace->store, workspace->door, "add-note", person->name, error);
    if (work == NULL)
        return NULL;
    note->id = store_new_id(workspace->store);
    note->person_id = person_id;
    note->at = workspace_now(workspace);
    tk_text_set(&note->kind, "note");
    tk_text_set(&note->text, text);
    tk_text_set(&note->openness, openness);
    tk_text_set(&note->source, "hand");
    if (!note_insert(workspace->store, note, error) || !note_index(workspace, note, error))
        return NULL;
    return id_and_undo(note->id, g_steal_pointer(&work), error);
}
