/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/keep-in-touch.h"

#include "actions/change-message.h"
#include "actions/compose-draft.h"
#include "actions/due-keeper.h"
#include "actions/message-twins.h"
#include "actions/milestone-keeper.h"
#include "actions/milestones.h"
#include "actions/open-meeting.h"
#include "actions/own-person.h"
#include "actions/search-keeper.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-text.h"
#include "domain/due.h"
#include "domain/rhythm.h"
#include "store/queries.h"
#include "store/tables.h"

#define TIES_LOOKED_AT  300 /* the strongest: more than anybody can keep up */
#define ROWS_USUAL      7
#define EVENTS_LOOKED   20  /* for the last one that has a topic */
#define NEWS_LOOKED_AT  10  /* of a person's */
#define DAY_SAID_WITHIN 300 /* days: a date without a year is understood */
#define WORDINGS_TRIED  8

/* Why it is time, and over what. */
typedef struct {
    TkId milestone; /* news that wait */
    char *topic;    /* "" for none */
    TkDay topic_day;
} Occasion;

static void
occasion_clear(Occasion *occasion)
{
    g_free(occasion->topic);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Occasion, occasion_clear)

static gboolean
take_topic(const DbRow *row, gpointer data, GError **error)
{
    Occasion *occasion = data;
    g_autofree char *topic = rhythm_topic(db_row_text(row, "subject"));

    (void) error;
    if (*occasion->topic != '\0' || *topic == '\0' ||
        g_str_equal(db_row_text(row, "direction"), "between"))
        return TRUE;
    tk_text_set(&occasion->topic, topic);
    occasion->topic_day = tk_day_of(db_row_number(row, "at"), "");
    return TRUE;
}

static gboolean
find_occasion(const Workspace *workspace, TkId person, Occasion *out_occasion, GError **error)
{
    g_autoptr(GPtrArray) news = milestones_of_person(workspace, person, NEWS_LOOKED_AT, error);
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(EVENTS_LOOKED) };

    if (news == NULL)
        return FALSE;
    for (guint at = 0; at < news->len && out_occasion->milestone == 0; at++) {
        const Milestone *milestone = g_ptr_array_index(news, at);

        if (g_str_equal(milestone->state, "open") || g_str_equal(milestone->state, "offered"))
            out_occasion->milestone = milestone->id;
    }
    out_occasion->topic = g_strdup("");
    return store_run(workspace->store, &SQL_PERSON_TIMELINE, values, G_N_ELEMENTS(values),
                     take_topic, out_occasion, error);
}

/* The sign of life that is written and has not left, and when anything last went to them. */
static gboolean
look_at_messages(const Workspace *workspace, TkId person, Message **out_draft, int64_t *out_sent_at,
                 GError **error)
{
    g_autoptr(GPtrArray) messages = message_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(EVENTS_LOOKED) };

    *out_draft = NULL;
    *out_sent_at = 0;
    if (!store_run(workspace->store, &SQL_MESSAGE_OF_PERSON, values, G_N_ELEMENTS(values),
                   message_collect, messages, error))
        return FALSE;
    for (guint at = messages->len; at > 0; at--) {
        const Message *message = g_ptr_array_index(messages, at - 1);

        *out_sent_at = MAX(*out_sent_at, message->sent_at);
        if (g_str_equal(message->kind, "touch") && *out_draft == NULL &&
            (g_str_equal(message->state, "draft") || g_str_equal(message->state, "approved")))
            *out_draft = g_ptr_array_steal_index(messages, at - 1);
    }
    return TRUE;
}

/* Whether the line, bad terms, or a closed account keep them off the list. */
static gboolean
is_spoken_for(const Workspace *workspace, const Person *person, gboolean *out_is, GError **error)
{
    g_autoptr(Meeting) meeting = NULL;

    *out_is = TRUE;
    if (person_is_strained(person) || !g_str_equal(person->standing, "person"))
        return TRUE;
    if (!open_meeting_find(workspace, person->id, &meeting, error))
        return FALSE;
    *out_is = meeting != NULL;
    return TRUE;
}

static TkJson *
row_json(const Workspace *workspace, const Person *person, const Tie *tie, const Rhythm *rhythm,
         const Occasion *occasion, const Message *draft)
{
    g_autofree char *last = tk_day_to_text(rhythm->last_day);
    g_autoptr(TkJson) facts = json_object();
    TkJson *row = json_object();
    MethodLimits limits;

    workspace_limits(workspace, &limits);
    tk_json_set_text(facts, "name", person->name);
    tk_json_set_text(facts, "last_day", last);
    tk_json_set_take(row, "person", view_person_ref(workspace, person->id));
    tk_json_set_text(row, "word", tie_word(tie, workspace_now(workspace), &limits));
    tk_json_set_text(row, "reason", "rhythm-due");
    tk_json_set_take(row, "facts", g_steal_pointer(&facts));
    tk_json_set_text(row, "channel", rhythm->channel);
    tk_json_set_text(row, "occasion",
                     occasion->milestone != 0   ? "news"
                     : *occasion->topic != '\0' ? "topic"
                                                : "none");
    tk_json_set_text(row, "topic", occasion->topic);
    tk_json_set_take(row, "last", view_day(rhythm->last_day));
    tk_json_set_take(row, "due", view_day(rhythm->due_day));
    tk_json_set_number(row, "days", rhythm->days);
    tk_json_set_id(row, "milestone", occasion->milestone);
    tk_json_set_id(row, "message", draft != NULL ? draft->id : 0);
    return row;
}

/* The row where it is time; nothing is added where it is not. */
static gboolean
add_row(const Workspace *workspace, const Tie *tie, TkJson *rows, GError **error)
{
    Rhythm rhythm = { 0 };
    gboolean spoken_for = FALSE;
    int64_t sent_at = 0;
    g_auto(Occasion) occasion = { 0 };
    g_autoptr(Message) message = NULL;
    MethodLimits limits;

    workspace_limits(workspace, &limits);
    if (!rhythm_of(tie, workspace_now(workspace), &limits, &rhythm) ||
        rhythm.due_day > workspace_today(workspace))
        return TRUE;
    g_autoptr(Person) person = person_load(workspace->store, tie->to_person_id, error);

    if (person == NULL || !is_spoken_for(workspace, person, &spoken_for, error))
        return FALSE;
    if (spoken_for)
        return TRUE;
    if (!find_occasion(workspace, person->id, &occasion, error) ||
        !look_at_messages(workspace, person->id, &message, &sent_at, error))
        return FALSE;
    /* Written to since, and the mail has not been brought in yet. */
    if (tk_day_of(sent_at, "") + (TkDay) rhythm.days > workspace_today(workspace))
        return TRUE;
    json_array_append_new(rows, row_json(workspace, person, tie, &rhythm, &occasion, message));
    return TRUE;
}

TkJson *
list_touches(const Workspace *workspace, unsigned limit, GError **error)
{
    unsigned most = limit == 0 ? ROWS_USUAL : MIN(limit, TIES_LOOKED_AT);
    g_autoptr(GPtrArray) ties = tie_array_new();
    g_autoptr(TkJson) rows = json_array();
    TkId me = 0;

    if (!person_find_me(workspace, &me, error))
        return NULL;
    const DbValue values[] = { DB_VALUE_NUMBER(me), DB_VALUE_NUMBER(G_MAXINT64),
                               DB_VALUE_NUMBER(G_MAXINT64), DB_VALUE_NUMBER(TIES_LOOKED_AT) };

    if (!store_run(workspace->store, &SQL_PERSON_BY_STRONGEST_TIE, values, G_N_ELEMENTS(values),
                   tie_collect, ties, error))
        return NULL;
    for (guint at = 0; at < ties->len && json_array_size(rows) < most; at++)
        if (!add_row(workspace, g_ptr_array_index(ties, at), rows, error))
            return NULL;
    TkJson *answer = json_object();

    tk_json_set_take(answer, "rows", g_steal_pointer(&rows));
    return answer;
}

/* How the two speak, where that is known. */
static gboolean
channel_with(const Workspace *workspace, TkId person, const char **out_channel, GError **error)
{
    g_autoptr(GPtrArray) ties = tie_array_new();
    Rhythm rhythm = { 0 };
    MethodLimits limits;
    TkId me = 0;

    *out_channel = "mail";
    if (!person_find_me(workspace, &me, error))
        return FALSE;
    const DbValue pair[] = { DB_VALUE_NUMBER(me), DB_VALUE_NUMBER(person) };

    if (!store_run(workspace->store, &SQL_TIE_BY_PAIR, pair, G_N_ELEMENTS(pair), tie_collect, ties,
                   error))
        return FALSE;
    workspace_limits(workspace, &limits);
    if (ties->len > 0 &&
        rhythm_of(g_ptr_array_index(ties, 0), workspace_now(workspace), &limits, &rhythm))
        *out_channel = rhythm.channel;
    return TRUE;
}

/* T4: not nearly what somebody else gets, as far as there are other wordings, and not `unlike`. */
static Message *
first_unlike(const Workspace *workspace, const DraftWish *wish, const char *unlike, GError **error)
{
    g_autoptr(Message) last = NULL;

    for (unsigned turn = 0; turn < WORDINGS_TRIED; turn++) {
        g_autoptr(Message) message =
            compose_draft(workspace, wish, (unsigned) (wish->receiver->id & 0xff) + turn, error);
        TkId twin = 0;

        if (message == NULL || !message_find_twin(workspace, message, TWINS_WRITTEN, &twin, error))
            return NULL;
        gboolean is_other = unlike == NULL || !g_str_equal(message->body, unlike);

        if (is_other && twin == 0)
            return g_steal_pointer(&message);
        if (last == NULL || is_other) {
            message_free(last);
            last = g_steal_pointer(&message);
        }
    }
    return g_steal_pointer(&last);
}

static Message *
compose(const Workspace *workspace, const Person *person, const Occasion *about,
        const TouchWording *wording, GError **error)
{
    TkDay today = workspace_today(workspace);
    const char *channel = "mail";

    if (!channel_with(workspace, person->id, &channel, error))
        return NULL;
    const DraftOccasion occasion = {
        .what = channel,
        .post = "",
        .organisation = "",
        .old_post = "",
        .old_organisation = "",
        .subject = about->topic,
        .day = about->topic_day + DAY_SAID_WITHIN > today ? about->topic_day : 0,
    };
    const DraftWish wish = {
        .receiver = person,
        .occasion = &occasion,
        .kind = "touch",
        .language = wording->language,
        .formality = wording->formality,
        .day = today,
    };

    return first_unlike(workspace, &wish, wording->unlike, error);
}

Message *
touch_compose(const Workspace *workspace, const Person *person, const TouchWording *wording,
              GError **error)
{
    g_auto(Occasion) occasion = { 0 };

    if (!find_occasion(workspace, person->id, &occasion, error))
        return NULL;
    return compose(workspace, person, &occasion, wording, error);
}

gboolean
touch_message_left(const Workspace *workspace, const Message *message, GError **error)
{
    g_autoptr(GPtrArray) open = due_array_new();
    const DbValue values[] = { DB_VALUE_TEXT("person"), DB_VALUE_NUMBER(message->person_id) };

    if (!g_str_equal(message->kind, "touch"))
        return TRUE;
    if (!store_run(workspace->store, &SQL_DUE_OF_ABOUT, values, G_N_ELEMENTS(values), due_collect,
                   open, error))
        return FALSE;
    for (guint at = 0; at < open->len; at++) {
        Due *due = g_ptr_array_index(open, at);

        if (g_str_equal(due->act, "review"))
            continue;
        tk_text_set(&due->state, "done");
        due->ended_at = message->sent_at;
        if (!due_put(workspace->store, due, NULL, error))
            return FALSE;
    }
    return TRUE;
}

TkJson *
draft_touch(const Workspace *workspace, TkId id, const char *language, const char *formality,
            GError **error)
{
    g_autoptr(Person) person = person_load(workspace->store, id, error);
    g_auto(Occasion) occasion = { 0 };
    g_autoptr(Message) message = NULL;
    g_autoptr(StoreWork) work = NULL;
    int64_t sent_at = 0;

    if (person == NULL || !draft_words_known(language, formality, error) ||
        !find_occasion(workspace, id, &occasion, error))
        return NULL;
    if (occasion.milestone != 0)
        return draft_milestone(workspace, occasion.milestone, language, formality, error);
    const TouchWording wording = {
        .language = language != NULL ? language : language_for(workspace, person),
        .formality = draft_formality(workspace, person, formality),
    };

    work = store_begin(workspace->store, workspace->door, "draft-touch", person->name, error);
    if (work == NULL || !look_at_messages(workspace, id, &message, &sent_at, error))
        return NULL;
    if (message == NULL) {
        message = compose(workspace, person, &occasion, &wording, error);
        if (message == NULL || !draft_keep(workspace, person, message, error))
            return NULL;
    }
    return finish_with_message(workspace, g_steal_pointer(&work), message, error);
}
