/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/compose-draft.h"

#include "actions/draft-told.h"
#include "actions/due-keeper.h"
#include "actions/open-meeting.h"
#include "actions/own-manner.h"
#include "actions/own-person.h"
#include "actions/search-keeper.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "base/tk-error.h"
#include "base/tk-text.h"
#include "domain/due.h"
#include "domain/follow-up.h"
#include "language/draft.h"
#include "store/tables.h"

#include <string.h>

#define WORDINGS_COMPARED 24
#define WORDINGS_STEP     5 /* turns more than the first part of the frame */

/* RFC 5322 3.6.4: unique for ever, fixed before the first byte leaves. The right side is the
 * sender's own domain. */
static char *
make_message_id(const Workspace *workspace, TkId id)
{
    g_autofree char *own = own_email(workspace);
    const char *at = strrchr(own, '@');
    g_autofree char *letters = tk_id_to_text(id);
    g_autofree char *left = g_ascii_strdown(letters, -1);

    return g_strdup_printf("%s.%08x@%s", left, (unsigned) tk_world_number(workspace->world),
                           at != NULL && at[1] != '\0' ? at + 1 : "tokopp.invalid");
}

gboolean
draft_words_known(const char *language, const char *formality, GError **error)
{
    static const char *const languages[] = { "nb", "da", "sv", "en", NULL };
    static const char *const formalities[] = { "formal", "informal", NULL };

    if (language != NULL && !g_strv_contains(languages, language))
        return tk_fail(error, TK_ERROR_INVALID, "language-unknown", language);
    if (formality != NULL && !g_strv_contains(formalities, formality))
        return tk_fail(error, TK_ERROR_INVALID, "formality-unknown", formality);
    return TRUE;
}

const char *
draft_formality(const Workspace *workspace, const Person *person, const char *formality)
{
    if (formality != NULL)
        return formality;
    return *person->formality != '\0' ? person->formality
                                      : tk_settings_text(workspace->settings, "draft.formality");
}

static const char *
text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

/* What a message is about where no meeting stands behind it. */
static void
fill_occasion(const DraftOccasion *occasion, DraftFacts *facts)
{
    facts->purpose = facts->reason = facts->value_for_them = facts->value_for_me = "";
    facts->form = "";
    facts->occasion = occasion->what;
    facts->post = occasion->post;
    facts->organisation = occasion->organisation;
    facts->old_post = occasion->old_post;
    facts->old_organisation = occasion->old_organisation;
    if (occasion->subject != NULL) {
        facts->earlier_subject = occasion->subject;
        facts->earlier_day = occasion->day;
    }
}

static void
fill_meeting(const Meeting *meeting, DraftFacts *facts)
{
    facts->purpose = meeting->purpose;
    facts->reason = meeting->reason;
    facts->value_for_them = meeting->value_for_them;
    facts->value_for_me = meeting->value_for_me;
    facts->form = meeting->form;
    facts->minutes = meeting->minutes;
}

static void
fill_facts(const Workspace *workspace, const DraftWish *wish, const char *sender, const char *theme,
           DraftFacts *facts)
{
    const Person *receiver = wish->receiver;
    const Person *target = wish->target;

    *facts = (DraftFacts) {
        .kind = wish->kind,
        .language = wish->language,
        .formality = wish->formality,
        .number = wish->number,
        .sender_name = sender,
        .sender_background = tk_settings_text(workspace->settings, "me.background"),
        .receiver_name = receiver->name,
        .receiver_given_name = receiver->given_name,
        .receiver_family_name = receiver->family_name,
        .receiver_role = receiver->title,
        .receiver_organisation = receiver->organisation_name,
        .target_name = target != NULL ? target->name : "",
        .target_role = target != NULL ? target->title : "",
        .target_organisation = target != NULL ? target->organisation_name : "",
        .theme = text_or_empty(theme),
        .earlier_subject = wish->earlier != NULL ? wish->earlier->subject : "",
        .earlier_day = wish->earlier != NULL
                           ? tk_day_of(wish->earlier->sent_at, zone_of(workspace, receiver))
                           : 0,
        .today = wish->day,
    };
    if (wish->meeting != NULL)
        fill_meeting(wish->meeting, facts);
    else
        fill_occasion(wish->occasion, facts);
}

/* A follow-up goes into the thread of what it follows (F2). */
static void
join_thread(Message *message, const Message *earlier)
{
    tk_text_set(&message->in_reply_to, earlier->message_id);
    tk_text_set(&message->thread, *earlier->thread != '\0' ? earlier->thread : earlier->message_id);
}

/* Of a first draft's wordings the one nearest to how the user writes; where nothing is known of
 * that, and where other words are asked for, the variant itself. */
static Draft *
nearest_draft(const Workspace *workspace, const DraftFacts *facts, gboolean first, unsigned variant,
              GError **error)
{
    g_autoptr(Draft) best = draft_compose(workspace->language, facts, variant, error);

    if (best == NULL || !first || g_hash_table_size(facts->manner->pairs) == 0)
        return g_steal_pointer(&best);
    double nearest = draft_manner_nearness(facts->manner, best->body);

    for (unsigned turn = 1; turn < WORDINGS_COMPARED; turn++) {
        g_autoptr(Draft) draft =
            draft_compose(workspace->language, facts, variant + turn * WORDINGS_STEP, error);

        if (draft == NULL)
            return NULL;
        double near = draft_manner_nearness(facts->manner, draft->body);

        if (near <= nearest)
            continue;
        nearest = near;
        draft_free(best);
        best = g_steal_pointer(&draft);
    }
    return g_steal_pointer(&best);
}

Message *
compose_draft(const Workspace *workspace, const DraftWish *wish, unsigned variant, GError **error)
{
    g_autoptr(Campaign) campaign =
        wish->meeting != NULL && wish->meeting->campaign_id != 0
            ? campaign_load(workspace->store, wish->meeting->campaign_id, NULL)
            : NULL;
    g_autofree char *sender = own_name(workspace);
    g_autoptr(GPtrArray) texts = draft_told_new();
    g_autoptr(DraftManner) manner =
        own_manner_load(workspace, wish->language, wish->formality, error);
    DraftFacts facts;

    g_assert(workspace->language != NULL && (wish->meeting != NULL || wish->occasion != NULL));
    if (manner == NULL)
        return NULL;
    fill_facts(workspace, wish, sender, campaign != NULL ? campaign->theme : NULL, &facts);
    draft_told_lay(wish->told, &facts, texts);
    facts.manner = manner;

    g_autoptr(Draft) draft = nearest_draft(workspace, &facts, wish->first, variant, error);

    if (draft == NULL)
        return NULL;
    g_autofree char *told = wish->told != NULL ? tk_json_text(wish->told) : NULL;
    Message *message = message_new();

    message->id = store_new_id(workspace->store);
    message->meeting_id = wish->meeting != NULL ? wish->meeting->id : 0;
    message->person_id = wish->receiver->id;
    message->number = wish->number;
    message->created_at = workspace_now(workspace);
    message->changed_at = message->created_at;
    tk_text_set(&message->kind, wish->kind);
    tk_text_set(&message->language, wish->language);
    tk_text_set(&message->formality, wish->formality);
    tk_text_set(&message->subject, draft->subject);
    tk_text_set(&message->body, draft->body);
    tk_text_set(&message->proposed, draft->body);
    tk_text_set(&message->facts, text_or_empty(told));
    tk_text_set(&message->state, "draft");
    g_free(message->message_id);
    message->message_id = make_message_id(workspace, message->id);
    tk_text_set(&message->thread, message->message_id);
    if (wish->earlier != NULL)
        join_thread(message, wish->earlier);
    return message;
}

gboolean
draft_keep(const Workspace *workspace, const Person *person, const Message *message, GError **error)
{
    return message_insert(workspace->store, message, error) &&
           message_index(workspace, message, error) &&
           due_add(workspace,
                   due_for_message(message, person->name, "", workspace_today(workspace)), error);
}

gboolean
drop_follow_ups(const Workspace *workspace, TkId meeting, GError **error)
{
    g_autoptr(GPtrArray) messages = meeting_messages(workspace, meeting, error);

    if (messages == NULL)
        return FALSE;
    for (guint at = 0; at < messages->len; at++) {
        Message *message = g_ptr_array_index(messages, at);

        if (!g_str_equal(message->kind, "follow_up") || g_str_equal(message->state, "sent") ||
            g_str_equal(message->state, "discarded"))
            continue;
        if (!message_discard(message, workspace_now(workspace), error) ||
            !message_put(workspace->store, message, NULL, error) ||
            !due_replace(workspace, "message", message->id, "dropped", NULL, error))
            return FALSE;
    }
    return TRUE;
}

/* What the follow-up follows: the latest of the meeting's messages that has gone out. */
static const Message *
latest_sent(const GPtrArray *messages)
{
    const Message *latest = NULL;

    for (guint at = 0; at < messages->len; at++) {
        const Message *message = g_ptr_array_index(messages, at);

        if (g_str_equal(message->state, "sent") &&
            (latest == NULL || message->sent_at >= latest->sent_at))
            latest = message;
    }
    return latest;
}

/* The request itself, which every follow-up names. */
static const Message *
latest_request(const GPtrArray *messages)
{
    const Message *latest = NULL;

    for (guint at = 0; at < messages->len; at++) {
        const Message *message = g_ptr_array_index(messages, at);
        const MessageKind *kind = message_kind_find(message->kind);

        if (kind != NULL && kind->opens && g_str_equal(message->state, "sent") &&
            (latest == NULL || message->sent_at > latest->sent_at))
            latest = message;
    }
    return latest;
}

/* F3: the latest absence that this receiver told of. */
static TkDay
away_until(const GPtrArray *messages, TkId receiver)
{
    TkDay latest = 0;

    for (guint at = 0; at < messages->len; at++) {
        const Message *message = g_ptr_array_index(messages, at);

        if (message->person_id == receiver)
            latest = MAX(latest, message->away_day);
    }
    return latest;
}

FollowUpPast
follow_up_past_of(const Workspace *workspace, const GPtrArray *messages, const Person *receiver)
{
    FollowUpPast past =
        follow_up_past(messages, country_of(workspace, receiver), zone_of(workspace, receiver));

    past.away_until = away_until(messages, receiver->id);
    return past;
}

gboolean
follow_up_plan_of(const Workspace *workspace, TkId meeting, FollowUpPlan *out_plan, GError **error)
{
    g_autoptr(GPtrArray) messages = meeting_messages(workspace, meeting, error);
    const Message *request = messages != NULL ? latest_request(messages) : NULL;
    g_autoptr(Person) receiver = NULL;
    MethodLimits limits;

    *out_plan = (FollowUpPlan) { .step = FOLLOW_UP_NONE };
    if (request == NULL)
        return messages != NULL;
    receiver = person_load(workspace->store, request->person_id, error);
    if (receiver == NULL)
        return FALSE;
    workspace_limits(workspace, &limits);
    FollowUpPast past = follow_up_past_of(workspace, messages, receiver);

    *out_plan = follow_up_next(&past, &limits);
    return TRUE;
}

static gboolean
add_follow_up(const Workspace *workspace, Meeting *meeting, const Person *receiver,
              const FollowUpPlan *plan, const Message *request, const Message *latest,
              GError **error)
{
    g_autoptr(Person) target = meeting->person_id != receiver->id
                                   ? person_load(workspace->store, meeting->person_id, error)
                                   : NULL;
    const DraftWish wish = {
        .meeting = meeting,
        .receiver = receiver,
        .target = target,
        .earlier = request,
        .kind = "follow_up",
        .language = request->language,
        .formality = request->formality,
        .number = plan->number,
        .day = plan->due_day,
    };

    if (meeting->person_id != receiver->id && target == NULL)
        return FALSE;
    g_autoptr(Message) message =
        compose_draft(workspace, &wish, (unsigned) (meeting->id & 0xff) + plan->number, error);

    if (message == NULL)
        return FALSE;
    message->due_day = plan->due_day;
    message->introduction_id = request->introduction_id;
    join_thread(message, latest);
    TkDay asked = tk_day_of(request->sent_at, zone_of(workspace, receiver));

    return message_insert(workspace->store, message, error) &&
           message_index(workspace, message, error) &&
           due_add(workspace, due_for_follow_up(plan, meeting, message, receiver->name, asked),
                   error);
}

/* An introducer who stays silent has said nothing, and is free to be asked for another door (P5).
 */
static gboolean
let_introducer_go(const Workspace *workspace, const Message *request, GError **error)
{
    g_autoptr(Introduction) introduction = NULL;

    if (request == NULL || request->introduction_id == 0)
        return TRUE;
    introduction = introduction_load(workspace->store, request->introduction_id, error);
    if (introduction == NULL)
        return FALSE;
    return !introduction_is_open(introduction) ||
           (introduction_go(introduction, "declined", workspace_now(workspace), error) &&
            introduction_put(workspace->store, introduction, NULL, error));
}

gboolean
lay_to_rest(const Workspace *workspace, Meeting *meeting, const FollowUpPlan *until, GError **error)
{
    g_autoptr(GPtrArray) messages = NULL;
    g_autoptr(Person) person = person_load(workspace->store, meeting->person_id, error);

    if (person == NULL || !drop_follow_ups(workspace, meeting->id, error) ||
        !meeting_go_through(meeting, "resting", workspace_now(workspace), error))
        return FALSE;
    messages = meeting_messages(workspace, meeting->id, error);
    if (messages == NULL)
        return FALSE;
    const Message *request = latest_request(messages);

    if (!let_introducer_go(workspace, request, error) || !meeting_keep(workspace, meeting, error))
        return FALSE;
    if (until == NULL || request == NULL)
        return TRUE;
    TkDay asked = tk_day_of(request->sent_at, zone_of(workspace, person));

    return due_replace(workspace, "meeting", meeting->id, "dropped",
                       due_for_follow_up(until, meeting, NULL, person->name, asked), error);
}

gboolean
plan_follow_up(const Workspace *workspace, Meeting *meeting, GError **error)
{
    const MeetingStage *stage = meeting_stage_find(meeting->stage);
    g_autoptr(GPtrArray) messages = NULL;
    g_autoptr(Person) receiver = NULL;
    const Message *request = NULL;
    FollowUpPlan plan;

    if (!drop_follow_ups(workspace, meeting->id, error))
        return FALSE;
    if (stage == NULL || !stage->waiting) /* nobody is waited for */
        return meeting_keep(workspace, meeting, error);
    messages = meeting_messages(workspace, meeting->id, error);
    if (messages == NULL || !follow_up_plan_of(workspace, meeting->id, &plan, error))
        return FALSE;
    request = latest_request(messages);
    if (request == NULL || plan.step == FOLLOW_UP_NONE)
        return meeting_keep(workspace, meeting, error);
    receiver = person_load(workspace->store, request->person_id, error);
    if (receiver == NULL)
        return FALSE;
    if (plan.step == FOLLOW_UP_REST)
        return lay_to_rest(workspace, meeting, &plan, error);
    return meeting_keep(workspace, meeting, error) &&
           add_follow_up(workspace, meeting, receiver, &plan, request, latest_sent(messages),
                         error);
}
