/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-rows.c - what was found, as rows, with the words marked that were typed.
 */
#include "actions/search-look.h"
#include "actions/views.h"
#include "base/tk-text.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define EXCERPT_LETTERS 140
#define EXCERPT_BEFORE  40 /* letters before the first word that was typed */

void
search_text_clear(SearchText *text)
{
    for (char **one = text->texts; *one != NULL; one++)
        g_free(*one);
}

/* A struct's texts, the first of which is its name. */
static void
fill_text(SearchText *out, TkId person, int64_t at, const char *const texts[SEARCH_TEXTS])
{
    out->is_there = TRUE;
    out->person = person;
    out->at = at;
    for (size_t one = 0; one < SEARCH_TEXTS; one++)
        out->texts[one] = g_strdup(texts[one] != NULL ? texts[one] : "");
}

static void
fill_from_row(SearchText *out, SearchKind kind, gconstpointer row)
{
    const Person *person = row;
    const Organisation *organisation = row;
    const Meeting *meeting = row;
    const Note *note = row;
    const Message *message = row;

    if (kind == SEARCH_PERSON)
        fill_text(out, person->id, 0,
                  (const char *const[]) { person->name, person->title, person->organisation_name,
                                          person->place });
    else if (kind == SEARCH_ORGANISATION)
        fill_text(out, 0, 0, (const char *const[]) { organisation->name, NULL, NULL, NULL });
    else if (kind == SEARCH_MEETING)
        fill_text(out, meeting->person_id,
                  meeting->starts_at != 0 ? meeting->starts_at : meeting->created_at,
                  (const char *const[]) { meeting->purpose, meeting->reason,
                                          meeting->value_for_them, meeting->value_for_me });
    else if (kind == SEARCH_NOTE)
        fill_text(out, note->person_id, note->at,
                  (const char *const[]) { note->text, NULL, NULL, NULL });
    else
        fill_text(out, message->person_id,
                  message->sent_at != 0 ? message->sent_at : message->created_at,
                  (const char *const[]) { message->subject, message->body, NULL, NULL });
}

gboolean
search_text_load(Store *store, const SearchHit *hit, SearchText *out, GError **error)
{
    static const struct {
        const StoreTable *table;
        GPtrArray *(*array_new)(void);
        DbEach collect;
    } tables[] = {
        [SEARCH_PERSON] = { &TABLE_PERSON, person_array_new, person_collect },
        [SEARCH_ORGANISATION] = { &TABLE_ORGANISATION, organisation_array_new,
                                  organisation_collect },
        [SEARCH_MEETING] = { &TABLE_MEETING, meeting_array_new, meeting_collect },
        [SEARCH_NOTE] = { &TABLE_NOTE, note_array_new, note_collect },
        [SEARCH_MESSAGE] = { &TABLE_MESSAGE, message_array_new, message_collect },
    };
    g_autoptr(GPtrArray) rows = tables[hit->kind].array_new();

    *out = (SearchText) { 0 };
    if (!store_select(store, tables[hit->kind].table, hit->id, tables[hit->kind].collect, rows,
                      error))
        return FALSE;
    if (rows->len > 0)
        fill_from_row(out, hit->kind, g_ptr_array_index(rows, 0));
    return TRUE;
}

/* Spans. */

static gboolean
has_stem_of(const SearchLook *look, const char *run, const char *word)
{
    g_autoptr(GPtrArray) one = word_stems_of(look->stems, run, 4);
    g_autoptr(GPtrArray) other = word_stems_of(look->stems, word, 4);

    for (guint at = 0; at < one->len; at++)
        if (g_ptr_array_find_with_equal_func(other, g_ptr_array_index(one, at), g_str_equal, NULL))
            return TRUE;
    return FALSE;
}

static gboolean
is_of_phrase(const SearchLook *look, const char *folded)
{
    for (guint at = 0; at < look->wish->phrases->len; at++) {
        g_auto(GStrv) words = g_strsplit(g_ptr_array_index(look->wish->phrases, at), " ", -1);

        if (g_strv_contains((const char *const *) words, folded))
            return TRUE;
    }
    return FALSE;
}

/* Most words of a text begin with another letter than all that was typed. */
static gboolean
may_be_typed(const SearchLook *look, const char *at)
{
    unsigned char first = (unsigned char) g_ascii_tolower(*at);

    return first >= G_N_ELEMENTS(look->begins) || look->begins[first];
}

/* One run of letters of a shown text, [at, end), against what was typed. */
static gboolean
is_typed(const SearchLook *look, const char *at, const char *end, gboolean in_prose)
{
    if (!may_be_typed(look, at))
        return FALSE;
    g_autofree char *run = g_strndup(at, (gsize) (end - at));
    g_autofree char *folded = tk_text_fold(run);
    const GPtrArray *words = look->wish->words;

    if (*folded == '\0')
        return FALSE;
    for (guint one = 0; one < words->len; one++) {
        const char *word = g_ptr_array_index(words, one);

        if (g_str_has_prefix(folded, word))
            return TRUE;
        /* Endings differ, beginnings do not. */
        if (in_prose && *folded == *word && has_stem_of(look, run, word))
            return TRUE;
    }
    return is_of_phrase(look, folded) ||
           g_ptr_array_find_with_equal_func(look->near, folded, g_str_equal, NULL);
}

static gboolean
is_of_word(const char *at)
{
    gunichar sign = (unsigned char) *at;

    if (sign < 0x80)
        return g_ascii_isalnum(*at);
    sign = g_utf8_get_char(at);
    return g_unichar_isalnum(sign) || g_unichar_ismark(sign);
}

/* The next word of a text at or after `at`; FALSE at its end. */
static gboolean
next_word(const char **at, const char **out_end)
{
    while (**at != '\0' && !is_of_word(*at))
        *at = g_utf8_next_char(*at);
    for (*out_end = *at; **out_end != '\0' && is_of_word(*out_end);)
        *out_end = g_utf8_next_char(*out_end);
    return **at != '\0';
}

gboolean
search_spans_add(const SearchLook *look, const char *field, const char *text, gboolean in_prose,
                 TkJson *spans)
{
    gboolean any = FALSE;
    const char *end = text;

    for (const char *at = text; next_word(&at, &end); at = end) {
        if (!is_typed(look, at, end, in_prose))
            continue;
        TkJson *span = json_object();

        tk_json_set_text(span, "field", field);
        tk_json_set_number(span, "from", at - text);
        tk_json_set_number(span, "until", end - text);
        json_array_append_new(spans, span);
        any = TRUE;
    }
    return any;
}

char *
search_excerpt(const SearchLook *look, const char *text)
{
    g_autofree char *line = g_strdup(text);
    const char *first = NULL, *end = NULL;

    g_strdelimit(line, "\r\n\t", ' ');
    if (g_utf8_strlen(line, -1) <= EXCERPT_LETTERS)
        return g_steal_pointer(&line);
    for (const char *at = line; first == NULL && next_word(&at, &end); at = end)
        if (is_typed(look, at, end, TRUE))
            first = at;
    glong place = first != NULL ? g_utf8_pointer_to_offset(line, first) : 0;
    const char *from = g_utf8_offset_to_pointer(line, MAX(place - EXCERPT_BEFORE, 0));

    /* From the beginning of a word on. */
    while (from > line && from < first && is_of_word(g_utf8_prev_char(from)))
        from = g_utf8_next_char(from);
    g_autofree char *part = tk_text_shorten(from, EXCERPT_LETTERS);

    return g_strconcat(from > line ? "…" : "", part, NULL);
}

/* Rows. */

typedef struct {
    const SearchLook *look;
    TkId person;
    TkJson *rows;
} PersonRow;

static gboolean
append_person(const DbRow *row, gpointer data, GError **error)
{
    const PersonRow *wanted = data;
    const PeopleView *view = &wanted->look->view;
    g_autoptr(Tie) kept = tie_from_row(row);
    const Tie *tie = tie_is_bare(kept) ? NULL : kept;
    const Person person = {
        .id = wanted->person,
        .name = (char *) db_row_text(row, "person_name"),
        .title = (char *) db_row_text(row, "person_title"),
        .organisation_name = (char *) db_row_text(row, "person_organisation"),
    };
    TkJson *shown = people_view_row(view, &person, tie);
    TkJson *spans = json_array();

    (void) error;
    search_spans_add(wanted->look, "name", person.name, FALSE, spans);
    search_spans_add(wanted->look, "title", person.title, FALSE, spans);
    search_spans_add(wanted->look, "organisation", person.organisation_name, FALSE, spans);
    tk_json_set_take(shown, "spans", spans);
    if (search_look_asks_for_ties(wanted->look)) {
        tk_json_set_text(shown, "reason", tie_reason_key(tie));
        tk_json_set_take(shown, "facts", tie_facts(tie, view->now, &view->limits));
    }
    json_array_append_new(wanted->rows, shown);
    return TRUE;
}

/* The first of the texts behind the name that has a word in it; else the first that says anything.
 */
static const char *
telling_text(const SearchLook *look, const SearchText *text)
{
    g_autoptr(TkJson) spans = json_array();

    for (size_t at = 1; at < SEARCH_TEXTS; at++)
        if (search_spans_add(look, "text", text->texts[at], TRUE, spans))
            return text->texts[at];
    return text->texts[1];
}

gboolean
search_row_append(const SearchLook *look, const SearchHit *hit, TkJson *rows, GError **error)
{
    const Workspace *workspace = look->view.workspace;
    PersonRow wanted = { look, hit->id, rows };
    const DbValue values[] = { DB_VALUE_NUMBER(look->view.me), DB_VALUE_NUMBER(hit->id) };
    g_auto(SearchText) text = { 0 };

    if (hit->kind == SEARCH_PERSON)
        return store_run(workspace->store, &SQL_PERSON_WITH_TIE, values, G_N_ELEMENTS(values),
                         append_person, &wanted, error);
    if (!search_text_load(workspace->store, hit, &text, error))
        return FALSE;
    if (!text.is_there)
        return TRUE;
    gboolean in_prose = hit->kind != SEARCH_ORGANISATION;
    g_autofree char *name = search_excerpt(look, text.texts[0]);
    g_autofree char *excerpt = search_excerpt(look, telling_text(look, &text));
    TkJson *row = json_object();
    TkJson *spans = json_array();

    tk_json_set_text(row, "about", search_kind_name(hit->kind));
    tk_json_set_id(row, "id", hit->id);
    tk_json_set_text(row, "name", name);
    search_spans_add(look, "name", name, in_prose, spans);
    if (in_prose) {
        search_spans_add(look, "text", excerpt, TRUE, spans);
        tk_json_set_text(row, "text", excerpt);
        tk_json_set_take(row, "at", view_instant(text.at));
        tk_json_set_take(row, "person", view_person_ref(workspace, text.person));
    }
    tk_json_set_take(row, "spans", spans);
    json_array_append_new(rows, row);
    return TRUE;
}
