/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/due.h"

#include "base/tk-error.h"
#include "base/tk-json.h"
#include "domain/value.h"

#include <string.h>

#define MINUTES_AN_HOUR 60
#define PREPARE_DAYS    3 /* days before the meeting on which preparing it comes up */

static void
set_text(char **text, const char *value)
{
    g_free(*text);
    *text = g_strdup(value);
}

static void
set_day(TkJson *facts, const char *key, TkDay day)
{
    g_autofree char *text = tk_day_to_text(day);

    tk_json_set_text(facts, key, text);
}

/* What every row has. `facts_take` becomes the evidence; NULL for a reason that needs none but the
 * name. */
static Due *
row(const char *act, TkId about_id, TkId person_id, const char *name, const char *reason,
    TkDay due_day, TkJson *facts_take)
{
    const TodayAct *known = today_act_find(act);
    g_autoptr(TkJson) facts = facts_take != NULL ? facts_take : json_object();
    Due *due = due_new();

    g_assert(known != NULL);
    tk_json_set_text(facts, "name", name);
    set_text(&due->act, act);
    due->rank = known->rank;
    due->due_day = due_day;
    set_text(&due->state, "open");
    due->person_id = person_id;
    set_text(&due->person_name, name);
    set_text(&due->reason, reason);
    g_free(due->evidence);
    due->evidence = tk_json_text(facts);
    set_text(&due->about, known->about);
    due->about_id = about_id;
    return due;
}

Due *
due_for_doubles(int64_t count, TkDay today)
{
    TkJson *facts;

    if (count <= 0)
        return NULL;
    facts = json_object();
    tk_json_set_number(facts, "count", count);
    return row("doubles", 0, 0, "", "doubles-wait", today, facts);
}

/* A draft's reason says what it is for; other kinds share one sentence. */
static const char *
reason_of_draft(const Message *message, gboolean with_target)
{
    if (strcmp(message->kind, "outreach") == 0)
        return "draft-outreach";
    if (strcmp(message->kind, "intro_request") == 0)
        return with_target ? "draft-introduction" : "draft-waits";
    if (strcmp(message->kind, "milestone") == 0)
        return "draft-milestone";
    if (strcmp(message->kind, "touch") == 0)
        return "draft-touch";
    return "draft-waits";
}

static const char *
act_of_draft(const Message *message)
{
    if (strcmp(message->kind, "follow_up") == 0)
        return "follow_up";
    return "approve";
}

Due *
due_for_message(const Message *message, const char *name, const char *target_name, TkDay today)
{
    g_autoptr(TkJson) facts = json_object();
    TkDay day = message->due_day != 0 ? message->due_day : today;
    gboolean with_target = *target_name != '\0';
    const char *act = act_of_draft(message);

    tk_json_set_text(facts, "kind", message->kind);
    tk_json_set_text(facts, "subject", message->subject);
    tk_json_set_number(facts, "number", message->number);
    if (with_target)
        tk_json_set_text(facts, "target", target_name);
    if (strcmp(message->state, "approved") == 0)
        return row("send", message->id, message->person_id, name, "approved-waits", day,
                   g_steal_pointer(&facts));
    if (strcmp(message->state, "draft") != 0)
        return NULL;
    return row(act, message->id, message->person_id, name,
               strcmp(act, "follow_up") == 0 ? "follow-up-draft"
                                             : reason_of_draft(message, with_target),
               day, g_steal_pointer(&facts));
}

Due *
due_for_follow_up(const FollowUpPlan *plan, const Meeting *meeting, const Message *message,
                  const char *name, TkDay asked_day)
{
    g_autoptr(TkJson) facts = json_object();
    TkId person_id = message != NULL ? message->person_id : meeting->person_id;
    const char *reason = plan->number == 1 ? "follow-up-first" : "follow-up-second";
    Due *due = NULL;

    if (plan->step == FOLLOW_UP_NONE)
        return NULL;
    set_day(facts, "asked_day", asked_day);
    if (plan->step == FOLLOW_UP_REST)
        return row("rest_over", meeting->id, meeting->person_id, name, "rest-over", plan->due_day,
                   g_steal_pointer(&facts));
    tk_json_set_number(facts, "number", plan->number);
    set_day(facts, "waited_from_day", plan->counts_from);
    due = row("follow_up", message != NULL ? message->id : meeting->id, person_id, name, reason,
              plan->due_day, g_steal_pointer(&facts));
    if (message == NULL)
        set_text(&due->about, "meeting");
    return due;
}

/* The most telling thing that is still wanting at the gate. */
static const char *
reason_of_value(const Meeting *meeting)
{
    g_autoptr(GError) error = NULL;
    TkErrorFace face = { 0 };
    gboolean theirs = FALSE, mine = FALSE;

    if (value_stands(meeting, &error))
        return NULL;
    face = tk_error_face(error);
    theirs = strstr(face.subject, "value_for_them") != NULL;
    mine = strstr(face.subject, "value_for_me") != NULL;
    if (strcmp(face.key, "value-same") == 0 || (theirs && mine))
        return "value-both-wanted";
    if (theirs)
        return "value-theirs-wanted";
    return mine ? "value-mine-wanted" : "purpose-wanted";
}

static char *
hour_of(int64_t at, const char *zone)
{
    int minute = tk_minute_of(at, zone);

    return g_strdup_printf("%02d:%02d", minute / MINUTES_AN_HOUR, minute % MINUTES_AN_HOUR);
}

/* A meeting with a time: preparing, the day itself, and the day after, when it is time to write
 * down what was said. */
static Due *
row_of_placed(const Meeting *meeting, const char *name, TkDay today, const char *zone)
{
    const char *place_zone = *meeting->zone != '\0' ? meeting->zone : zone;
    TkDay day = tk_day_of(meeting->starts_at, place_zone);
    g_autofree char *hour = hour_of(meeting->starts_at, place_zone);
    g_autoptr(TkJson) facts = json_object();
    gboolean prepared = strcmp(meeting->stage, "prepared") == 0;

    tk_json_set_text(facts, "time", hour);
    tk_json_set_text(facts, "place", meeting->place);
    set_day(facts, "meeting_day", day);
    if (today > day)
        return row("debrief", meeting->id, meeting->person_id, name, "debrief-wanted", day + 1,
                   g_steal_pointer(&facts));
    if (today == day || prepared)
        return row("meet_today", meeting->id, meeting->person_id, name,
                   *meeting->place != '\0' ? "meet-today" : "meet-today-no-place", day,
                   g_steal_pointer(&facts));
    return row("prepare", meeting->id, meeting->person_id, name, "prepare-meeting",
               MAX(today, day - PREPARE_DAYS), g_steal_pointer(&facts));
}

static Due *
row_of_idea(const Meeting *meeting, const char *name, TkDay today)
{
    const char *reason = reason_of_value(meeting);
    TkJson *facts = NULL;

    if (reason != NULL)
        return row("value", meeting->id, meeting->person_id, name, reason, today, NULL);
    facts = json_object();
    tk_json_set_text(facts, "purpose", meeting->purpose);
    return row("ask", meeting->id, meeting->person_id, name, "ready-to-ask", today, facts);
}

Due *
due_for_meeting(const Meeting *meeting, const char *name, TkDay today, const char *zone)
{
    const char *stage = meeting->stage;
    TkJson *facts = NULL;

    if (*stage == '\0' || strcmp(stage, "idea") == 0 || strcmp(stage, "valued") == 0)
        return row_of_idea(meeting, name, today);
    if ((strcmp(stage, "placed") == 0 || strcmp(stage, "prepared") == 0) && meeting->starts_at != 0)
        return row_of_placed(meeting, name, today, zone);
    if (strcmp(stage, "agreed") == 0)
        return row("place", meeting->id, meeting->person_id, name, "place-wanted", today, NULL);
    if (strcmp(stage, "moved") == 0 || strcmp(stage, "not_shown") == 0)
        return row("place", meeting->id, meeting->person_id, name, "new-time-wanted", today, NULL);
    if (strcmp(stage, "held") != 0)
        return NULL;
    facts = json_object();
    set_day(facts, "held_day", tk_day_of(meeting->stage_at, zone));
    return row("thank", meeting->id, meeting->person_id, name, "thank-today", today, facts);
}

Due *
due_for_rest(const Meeting *meeting, const char *name, const MethodLimits *limits, const char *zone)
{
    TkDay rested = tk_day_of(meeting->stage_at, zone);
    TkJson *facts = NULL;

    if (strcmp(meeting->stage, "resting") != 0)
        return NULL;
    facts = json_object();
    set_day(facts, "rested_day", rested);
    return row("rest_over", meeting->id, meeting->person_id, name, "rest-over-again",
               rested + (TkDay) limits->rest_days, facts);
}

Due *
due_for_answer(const Message *message, const char *name, TkDay answered_day)
{
    TkJson *facts = json_object();

    tk_json_set_text(facts, "subject", message->subject);
    set_day(facts, "answered_day", answered_day);
    return row("answer", message->id, message->person_id, name, "answer-came", answered_day, facts);
}

Due *
due_for_promise(const Note *note, const char *name, TkDay due_day, TkDay today)
{
    TkJson *facts = NULL;

    if (!note_is_open_promise(note) || strcmp(note->kind, "promise_mine") != 0)
        return NULL;
    facts = json_object();
    tk_json_set_text(facts, "promise", note->text);
    return row("keep_promise", note->id, note->person_id, name, "promise-open",
               due_day != 0 ? due_day : today, facts);
}

Due *
due_for_told_otherwise(const Introduction *introduction, const char *introducer_name,
                       const char *target_name, const char *purpose_now, TkDay today)
{
    TkJson *facts = json_object();

    tk_json_set_text(facts, "target", target_name);
    tk_json_set_text(facts, "told", introduction->purpose_told);
    tk_json_set_text(facts, "purpose", purpose_now);
    return row("tell_introducer", introduction->id, introduction->introducer_id, introducer_name,
               "told-otherwise", today, facts);
}

Due *
due_for_report_back(const Introduction *introduction, const char *introducer_name,
                    const char *target_name, TkDay today)
{
    TkJson *facts = NULL;

    if (!introduction_owes_report(introduction))
        return NULL;
    facts = json_object();
    tk_json_set_text(facts, "target", target_name);
    return row("report_back", introduction->id, introduction->introducer_id, introducer_name,
               "report-back", today, facts);
}

/* "Head of Heat, Nordlys", or whichever of the two is known. */
static void
set_post(TkJson *facts, const char *key, const char *title, const char *organisation)
{
    g_autofree char *both =
        g_strconcat(title, *title != '\0' && *organisation != '\0' ? ", " : "", organisation, NULL);

    tk_json_set_text(facts, key, both);
}

Due *
due_for_milestone(const Milestone *milestone, const char *name, TkDay today)
{
    static const char *const reasons[] = {
        [MILESTONE_NONE] = "",
        [MILESTONE_PROMOTION] = "milestone-promotion",
        [MILESTONE_NEW_POST] = "milestone-new-post",
        [MILESTONE_NEW_ORGANISATION] = "milestone-new-organisation",
        [MILESTONE_LEFT] = "milestone-left",
    };
    MilestoneType type = milestone_type_of(milestone->type);
    TkJson *facts = NULL;

    if (type == MILESTONE_NONE || strcmp(milestone->state, "open") != 0)
        return NULL;
    facts = json_object();
    /* "No longer at Nordlys": the title only where nothing else is known. */
    set_post(facts, "was",
             type == MILESTONE_LEFT && *milestone->was_organisation != '\0' ? ""
                                                                            : milestone->was_title,
             milestone->was_organisation);
    set_post(facts, "is", milestone->is_title, milestone->is_organisation);
    return row("milestone", milestone->id, milestone->person_id, name, reasons[type], today, facts);
}

/* The last contact, where there was one. */
static TkJson *
facts_of_tie(const Tie *tie)
{
    TkJson *facts = json_object();

    if (tie != NULL && tie->last_at != 0)
        set_day(facts, "last_day", tk_day_of(tie->last_at, ""));
    return facts;
}

static gboolean
has_contact(const Tie *tie)
{
    return tie != NULL && tie->last_at != 0;
}

Due *
due_for_warm_up(const Person *person, const Tie *tie, const char *target_name, TkDay today)
{
    TkJson *facts = facts_of_tie(tie);
    const char *reason = has_contact(tie) ? "tie-fades" : "tie-thin";

    if (*target_name != '\0') {
        tk_json_set_text(facts, "target", target_name);
        reason = has_contact(tie) ? "warm-up-for-path" : "warm-up-for-path-new";
    }
    return row("warm_up", person->id, person->id, person->name, reason, today, facts);
}

Due *
due_for_rhythm(const Person *person, const Tie *tie, TkDay due_day)
{
    return row("rhythm", person->id, person->id, person->name,
               has_contact(tie) ? "rhythm-due" : "rhythm-first", due_day, facts_of_tie(tie));
}

Due *
due_for_review(const Person *person, const Tie *tie, TkDay due_day)
{
    return row("review", person->id, person->id, person->name, "review-due", due_day,
               facts_of_tie(tie));
}
