/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/ask-person.h"

#include "actions/change-message.h"
#include "actions/compose-draft.h"
#include "actions/due-keeper.h"
#include "actions/may-leave.h"
#include "actions/open-meeting.h"
#include "actions/own-person.h"
#include "actions/search-keeper.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-text.h"
#include "domain/due.h"
#include "domain/request.h"
#include "domain/tie.h"
#include "domain/value.h"
#include "store/queries.h"
#include "store/tables.h"

/* A rule that holds back lets go for a reason, which is kept with the meeting; without one its
 * refusal stands. */
static gboolean
refused_or_overruled(Meeting *meeting, const char *rule, const AskWish *wish, GError *refusal_take,
                     GError **error)
{
    if (refusal_take == NULL || method_is_overruled(meeting->overruled, rule)) {
        g_clear_error(&refusal_take);
        return TRUE;
    }
    if (wish->overrule == NULL || *wish->overrule == '\0' ||
        refusal_take->code != TK_ERROR_REFUSED) {
        g_propagate_error(error, refusal_take);
        return FALSE;
    }
    g_error_free(refusal_take);
    char *overruled = method_overrule(meeting->overruled, rule, wish->overrule, error);

    if (overruled == NULL)
        return FALSE;
    g_free(meeting->overruled);
    meeting->overruled = overruled;
    return TRUE;
}

/* V1, V3, F1 and T4 in this order: what is missing comes before what is too early or too much. */
static gboolean
check_gates(const Workspace *workspace, Meeting *meeting, const AskWish *wish, GError **error)
{
    GError *refusal = NULL;
    MethodLimits limits;
    unsigned open = 0;

    workspace_limits(workspace, &limits);
    value_stands(meeting, &refusal);
    if (!refused_or_overruled(meeting, "V1", wish, refusal, error))
        return FALSE;
    refusal = NULL;
    meeting_rest_is_over(workspace, meeting, &refusal);
    if (!refused_or_overruled(meeting, "F1", wish, refusal, error) ||
        !requests_count_open(workspace, meeting->id, FALSE, &open, error))
        return FALSE;
    refusal = NULL;
    request_may_open(open, &limits, &refusal);
    return refused_or_overruled(meeting, "T4", wish, refusal, error);
}

/* P2 and P5: whether the introducer may be asked at all. */
static gboolean
check_introducer(const Workspace *workspace, Meeting *meeting, const Person *introducer,
                 const AskWish *wish, GError **error)
{
    g_autoptr(GPtrArray) introductions = introduction_array_new();
    g_autoptr(GPtrArray) ties = tie_array_new();
    const DbValue of[] = { DB_VALUE_NUMBER(introducer->id) };
    GError *refusal = NULL;
    MethodLimits limits;
    TkId me = 0;

    workspace_limits(workspace, &limits);
    if (person_is_strained(introducer))
        tk_fail(&refusal, TK_ERROR_REFUSED, "tie-strained", introducer->name);
    if (!refused_or_overruled(meeting, "P2", wish, refusal, error) ||
        !person_find_me(workspace, &me, error))
        return FALSE;

    const DbValue pair[] = { DB_VALUE_NUMBER(me), DB_VALUE_NUMBER(introducer->id) };

    if (!store_run(workspace->store, &SQL_TIE_BY_PAIR, pair, G_N_ELEMENTS(pair), tie_collect, ties,
                   error) ||
        !store_run(workspace->store, &SQL_INTRODUCTION_OF_INTRODUCER, of, G_N_ELEMENTS(of),
                   introduction_collect, introductions, error))
        return FALSE;
    const char *word = tie_word(ties->len > 0 ? g_ptr_array_index(ties, 0) : NULL,
                                workspace_now(workspace), &limits);

    refusal = NULL;
    if (g_str_equal(word, "cold") || g_str_equal(word, "none"))
        tk_fail(&refusal, TK_ERROR_REFUSED, "tie-too-weak", introducer->name);
    if (!refused_or_overruled(meeting, "P2", wish, refusal, error))
        return FALSE;
    IntroducerLoad load = introducer_load(introductions, introducer->id, workspace_now(workspace));

    refusal = NULL;
    introducer_may_be_asked(&load, introducer->name, &limits, &refusal);
    g_autofree char *rule = introducer_rule(introducer->id);

    return refused_or_overruled(meeting, rule, wish, refusal, error);
}

/* The open draft to this receiver for this meeting, if there is one. */
static gboolean
find_draft(const Workspace *workspace, const Meeting *meeting, TkId receiver, Message **out_draft,
           GError **error)
{
    g_autoptr(GPtrArray) messages = meeting_messages(workspace, meeting->id, error);

    *out_draft = NULL;
    if (messages == NULL)
        return FALSE;
    for (guint at = 0; at < messages->len; at++) {
        const Message *message = g_ptr_array_index(messages, at);

        if (message->person_id == receiver && message_is_open_request(message)) {
            *out_draft = g_ptr_array_steal_index(messages, at);
            return TRUE;
        }
    }
    return TRUE;
}

static Introduction *
make_introduction(const Workspace *workspace, const Meeting *meeting, const Person *introducer,
                  GError **error)
{
    g_autoptr(Introduction) introduction = introduction_new();

    introduction->id = store_new_id(workspace->store);
    introduction->introducer_id = introducer->id;
    introduction->target_person_id = meeting->person_id;
    introduction->meeting_id = meeting->id;
    introduction->created_at = workspace_now(workspace);
    tk_text_set(&introduction->purpose_told, meeting->purpose);
    tk_text_set(&introduction->state, "drafted");
    if (!introduction_insert(workspace->store, introduction, error))
        return NULL;
    return g_steal_pointer(&introduction);
}

/* The draft, its row on the list for today, and for a request over somebody the introduction. */
static Message *
make_request(const Workspace *workspace, const Meeting *meeting, const Person *target,
             const Person *introducer, const AskWish *wish, GError **error)
{
    const Person *receiver = introducer != NULL ? introducer : target;
    const DraftWish draft = {
        .meeting = meeting,
        .receiver = receiver,
        .target = introducer != NULL ? target : NULL,
        .kind = introducer != NULL ? "intro_request" : "outreach",
        .language = wish->language != NULL ? wish->language : language_for(workspace, receiver),
        .formality = draft_formality(workspace, receiver, wish->formality),
        .first = TRUE,
        .day = workspace_today(workspace),
    };
    g_autoptr(Message) message =
        compose_draft(workspace, &draft, (unsigned) (meeting->id & 0xff), error);

    if (message == NULL)
        return NULL;
    if (introducer != NULL) {
        g_autoptr(Introduction) introduction =
            make_introduction(workspace, meeting, introducer, error);

        if (introduction == NULL)
            return NULL;
        message->introduction_id = introduction->id;
    }
    if (!message_insert(workspace->store, message, error) ||
        !message_index(workspace, message, error) ||
        !due_add(workspace,
                 due_for_message(message, receiver->name, introducer != NULL ? target->name : "",
                                 workspace_today(workspace)),
                 error))
        return NULL;
    return g_steal_pointer(&message);
}

/* Without two value sentences there is nothing to ask with, also where there is no meeting at all
 * yet (V1). */
static Meeting *
meeting_to_ask_for(const Workspace *workspace, const Person *target, GError **error)
{
    g_autoptr(Meeting) meeting = NULL;

    if (!open_meeting_find(workspace, target->id, &meeting, error))
        return NULL;
    if (meeting == NULL)
        return tk_fail_null(error, TK_ERROR_REFUSED, "value-missing",
                            "purpose, reason, value_for_them, value_for_me");
    return g_steal_pointer(&meeting);
}

/* What is asked already waits for its answer, and nobody who has agreed is asked again. A meeting
 * whose rest is over begins anew, through V1. */
static gboolean
make_ready_to_ask(const Workspace *workspace, Meeting *meeting, const char *name, GError **error)
{
    const MeetingStage *stage = meeting_stage_find(meeting->stage);
    int64_t now = workspace_now(workspace);

    if (stage != NULL && stage->waiting)
        return tk_fail(error, TK_ERROR_CONFLICT, "asked-already", name);
    if (g_str_equal(meeting->stage, "idea") || g_str_equal(meeting->stage, "resting"))
        return meeting_go(meeting, "valued", now, error);
    if (meeting_may_go(meeting->stage, "asked"))
        return TRUE;
    return tk_failf(error, TK_ERROR_CONFLICT, "stage-cannot-follow", "%s -> asked", meeting->stage);
}

static Message *
ask_within_work(const Workspace *workspace, const Person *target, const AskWish *wish,
                GError **error)
{
    g_autoptr(Meeting) meeting = meeting_to_ask_for(workspace, target, error);
    g_autoptr(Person) introducer = NULL;
    g_autoptr(Message) message = NULL;

    if (meeting == NULL || !check_gates(workspace, meeting, wish, error) ||
        !make_ready_to_ask(workspace, meeting, target->name, error))
        return NULL;
    if (wish->via != 0) {
        introducer = person_load(workspace->store, wish->via, error);
        if (introducer == NULL || !check_introducer(workspace, meeting, introducer, wish, error))
            return NULL;
    }
    if (!find_draft(workspace, meeting, introducer != NULL ? introducer->id : target->id, &message,
                    error))
        return NULL;
    if (message == NULL)
        message = make_request(workspace, meeting, target, introducer, wish, error);
    /* The meeting's own row ("ask her") gives way to the draft's. */
    if (message == NULL || !meeting_keep(workspace, meeting, error))
        return NULL;
    return g_steal_pointer(&message);
}

TkJson *
ask_person(const Workspace *workspace, TkId person, const AskWish *wish, GError **error)
{
    g_autoptr(Person) target = person_load(workspace->store, person, error);
    g_autoptr(StoreWork) work = NULL;

    if (target == NULL || !draft_words_known(wish->language, wish->formality, error))
        return NULL;
    if (wish->via == person)
        return tk_fail_null(error, TK_ERROR_INVALID, "path-to-oneself", target->name);
    work = store_begin(workspace->store, workspace->door, "ask", target->name, error);
    if (work == NULL)
        return NULL;
    g_autoptr(Message) message = ask_within_work(workspace, target, wish, error);

    return message != NULL ? finish_with_message(workspace, g_steal_pointer(&work), message, error)
                           : NULL;
}
