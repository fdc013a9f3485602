/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * sample-story.c - a campaign half-way, made by the very actions a user would have used, each on
 * its own day.
 *
 * So nothing in the made-up network is in a state that the program itself could not have brought
 * about.
 */
#include "actions/ask-person.h"
#include "actions/campaigns.h"
#include "actions/due-keeper.h"
#include "actions/edit-person.h"
#include "actions/messages.h"
#include "actions/open-meeting.h"
#include "actions/sample-world.h"
#include "actions/search-keeper.h"
#include "actions/set-value.h"
#include "actions/take-answer.h"
#include "base/tk-error.h"
#include "base/tk-places.h"
#include "domain/due.h"
#include "domain/tie.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

/* How far each line of share/sample/story.tsv has come, in the order of the file. */
typedef enum {
    STORY_APPROVE,
    STORY_FOLLOW_UP,
    STORY_THANK,
    STORY_VALUE,
    STORY_SEND,
    STORY_ANSWER,
    STORY_REST,
    STORY_MEET_TODAY,
    STORY_ASK,
    STORY_PREPARE,
    STORY_PLACE,
    STORY_COUNT
} StoryStep;

typedef struct {
    unsigned country;
    char **texts; /* country, purpose, reason, for them, for me */
} StoryLine;

typedef struct {
    Sample *sample;
    GPtrArray *lines; /* GStrv */
    TkId campaign;
    guint next_person;
    GHashTable *taken; /* indices of those who have a line already */
} Story;

/* The same workspace on an earlier day, at ten in the morning. */
static void
on_day(const Sample *sample, TkDay day, Workspace *out)
{
    *out = *sample->workspace;
    out->world = tk_world_fixed(tk_day_instant(day, 600, "Europe/Oslo"), (uint64_t) day);
}

static TkDay
working_days_ago(const Sample *sample, unsigned count, const char *country)
{
    TkDay day = sample->today - 1;

    while (tk_day_count_working(day, sample->today, country) < count ||
           !tk_day_is_working(day, country))
        day--;
    return day;
}

static unsigned
country_index(const char *code)
{
    unsigned at = 0;

    while (sample_countries[at].code != NULL && !g_str_equal(sample_countries[at].code, code))
        at++;
    g_assert(sample_countries[at].code != NULL);
    return at;
}

/* Somebody of this country whom one hardly knows: a leader one would like to meet. In a small world
 * somebody of another country, but never one who has a line already. */
static const SamplePerson *
next_target(Story *story, unsigned country)
{
    const GArray *people = story->sample->people;
    guint otherwise = people->len;

    for (guint tried = 0; tried < people->len; tried++) {
        guint at = story->next_person++ % people->len;
        const SamplePerson *person = &g_array_index(people, SamplePerson, at);

        if (g_hash_table_contains(story->taken, GUINT_TO_POINTER(at)))
            continue;
        if (person->country == country && (at >= 30 || people->len < 60)) {
            g_hash_table_add(story->taken, GUINT_TO_POINTER(at));
            return person;
        }
        otherwise = at;
    }
    g_assert(otherwise < people->len); /* there are more people than lines */
    g_hash_table_add(story->taken, GUINT_TO_POINTER(otherwise));
    return &g_array_index(people, SamplePerson, otherwise);
}

static gboolean
give_value(const Story *story, const Workspace *workspace, TkId person, char **texts,
           GError **error)
{
    const ValueWish wish = {
        .purpose = texts[1],
        .reason = texts[2],
        .value_for_them = texts[3],
        .value_for_me = texts[4],
        .form = "coffee",
        .minutes = 45,
        .campaign = story->campaign,
    };
    g_autoptr(TkJson) answer = set_value(workspace, person, &wish, error);

    return answer != NULL;
}

/* An idea has a purpose and a reason, but nobody has thought of what both get out of it. */
static gboolean
bring_to_idea(const Story *story, const Workspace *workspace, TkId person, char **texts,
              GError **error)
{
    const ValueWish wish = { .purpose = texts[1], .reason = texts[2], .campaign = story->campaign };
    g_autoptr(TkJson) answer = set_value(workspace, person, &wish, error);

    return answer != NULL;
}

static gboolean
put_on_board(const Story *story, const Workspace *workspace, TkId person, GError **error)
{
    g_autoptr(TkJson) answer = add_target(workspace, story->campaign, NULL, person, error);

    return answer != NULL;
}

static TkId
message_of(const TkJson *answer)
{
    TkId id = 0;

    tk_id_from_text(tk_json_get_text(json_object_get(answer, "message"), "id", ""), &id);
    return id;
}

/* Drafts, and then approves and sends as far as asked for. */
static gboolean
write_to(const Workspace *workspace, TkId person, gboolean approve, gboolean send,
         TkId *out_message, GError **error)
{
    const AskWish wish = { .overrule = "made up" };
    g_autoptr(TkJson) asked = ask_person(workspace, person, &wish, error);
    g_autoptr(TkJson) approved = NULL;
    g_autoptr(TkJson) sent = NULL;

    if (asked == NULL)
        return FALSE;
    *out_message = message_of(asked);
    if (approve) {
        approved = approve_message(workspace, *out_message, NULL, 0, error);
        if (approved == NULL)
            return FALSE;
    }
    if (send) {
        sent = mark_sent(workspace, *out_message, 0, error);
        if (sent == NULL)
            return FALSE;
    }
    return TRUE;
}

/* Brings the meeting to `stage`; at `starts_at` where a time is agreed. */
static gboolean
bring_to(const Workspace *workspace, TkId person, const char *stage, int64_t starts_at,
         GError **error)
{
    g_autoptr(Meeting) meeting = NULL;

    if (!open_meeting_find(workspace, person, &meeting, error))
        return FALSE;
    g_assert(meeting != NULL);
    meeting->starts_at = starts_at;
    return meeting_go_through(meeting, stage, workspace_now(workspace), error) &&
           meeting_keep(workspace, meeting, error);
}

static gboolean
answer_yes(const Workspace *workspace, TkId message, GError **error)
{
    g_autoptr(TkJson) answer = record_answer(workspace, message, "yes", 0, error);

    return answer != NULL;
}

/* Two follow-ups went out, three months passed: another way may be tried. */
static gboolean
follow_up_to_rest(Story *story, const SamplePerson *person, TkDay day, GError **error)
{
    for (unsigned number = 1; number <= 2; number++) {
        Workspace then;
        TkId message = 0;
        g_autofree char *words = tk_id_to_text(person->id);

        day = tk_day_add_working(day, number == 1 ? 6 : 12, sample_countries[person->country].code);
        on_day(story->sample, day, &then);
        gboolean done = find_message(&then, words, &message, error);
        g_autoptr(TkJson) approved = done ? approve_message(&then, message, NULL, 0, error) : NULL;
        g_autoptr(TkJson) sent = approved != NULL ? mark_sent(&then, message, 0, error) : NULL;

        tk_world_fixed_free(then.world);
        if (sent == NULL)
            return FALSE;
    }
    return TRUE;
}

/* Their answer came into the mailbox this morning. */
static gboolean
let_answer(const Sample *sample, TkId message, GError **error)
{
    const AnswerFound answer = {
        .message = message,
        .answer_id = "made-up-answer@tokopp.example",
        .at = sample->now - 3600,
        .subject = "",
        .text = "",
    };
    gboolean moved = FALSE;

    return take_answer(sample->workspace, &answer, &moved, error);
}

static gboolean
tell_step(Story *story, StoryStep step, const SamplePerson *person, const Workspace *then,
          GError **error)
{
    const Sample *sample = story->sample;
    int64_t noon = tk_day_instant(sample->today, 13 * 60 + 30, "Europe/Oslo");
    TkId message = 0;

    switch (step) {
    case STORY_VALUE:
    case STORY_ASK:
    case STORY_COUNT:
        return TRUE;
    case STORY_APPROVE:
        return write_to(then, person->id, FALSE, FALSE, &message, error);
    case STORY_SEND:
        return write_to(then, person->id, TRUE, FALSE, &message, error);
    case STORY_FOLLOW_UP:
        return write_to(then, person->id, TRUE, TRUE, &message, error);
    case STORY_REST:
        return write_to(then, person->id, TRUE, TRUE, &message, error) &&
               follow_up_to_rest(story, person, tk_day_of(workspace_now(then), "Europe/Oslo"),
                                 error);
    case STORY_ANSWER:
        return write_to(then, person->id, TRUE, TRUE, &message, error) &&
               let_answer(sample, message, error);
    case STORY_PLACE:
        return write_to(then, person->id, TRUE, TRUE, &message, error) &&
               answer_yes(then, message, error);
    case STORY_MEET_TODAY:
    case STORY_PREPARE:
        return write_to(then, person->id, TRUE, TRUE, &message, error) &&
               answer_yes(then, message, error) &&
               bring_to(then, person->id, "placed", noon + (step == STORY_PREPARE ? 3 * 86400 : 0),
                        error);
    case STORY_THANK:
        return write_to(then, person->id, TRUE, TRUE, &message, error) &&
               answer_yes(then, message, error) &&
               bring_to(sample->workspace, person->id, "held", noon - 86400, error);
    }
    return TRUE;
}

static TkDay
day_of_step(const Sample *sample, StoryStep step, const char *country)
{
    static const unsigned working_days[STORY_COUNT] = {
        [STORY_FOLLOW_UP] = 7, [STORY_THANK] = 15, [STORY_VALUE] = 1,       [STORY_SEND] = 1,
        [STORY_ANSWER] = 4,    [STORY_REST] = 90,  [STORY_MEET_TODAY] = 10, [STORY_ASK] = 2,
        [STORY_PREPARE] = 9,   [STORY_PLACE] = 5,
    };

    if (working_days[step] == 0)
        return sample->today;
    return working_days_ago(sample, working_days[step], country);
}

static gboolean
tell_line(Story *story, StoryStep step, char **texts, GError **error)
{
    unsigned country = country_index(texts[0]);
    const SamplePerson *person = next_target(story, country);
    Workspace then;

    on_day(story->sample, day_of_step(story->sample, step, texts[0]), &then);
    gboolean told = put_on_board(story, &then, person->id, error) &&
                    (step == STORY_VALUE ? bring_to_idea(story, &then, person->id, texts, error)
                                         : give_value(story, &then, person->id, texts, error)) &&
                    tell_step(story, step, person, &then, error);

    tk_world_fixed_free(then.world);
    return told;
}

static const SamplePerson *
person_at(const Story *story, guint place)
{
    const Sample *sample = story->sample;

    return &g_array_index(sample->people, SamplePerson, place % sample->people->len);
}

static gboolean
leave_promise(Story *story, guint place, const char *text, GError **error)
{
    const Sample *sample = story->sample;
    const SamplePerson *person = person_at(story, place);
    const Note note = {
        .id = store_new_id(sample->store),
        .person_id = person->id,
        .kind = (char *) "promise_mine",
        .text = (char *) text,
        .openness = (char *) "open",
        .source = (char *) SAMPLE_SOURCE,
        .at = sample->now - 5 * 86400,
    };

    return note_insert(sample->store, &note, error) &&
           note_index(sample->workspace, &note, error) &&
           due_add(sample->workspace,
                   due_for_promise(&note, person->name, sample->today, sample->today), error);
}

/* Something new in somebody's working life (L2). */
static gboolean
leave_milestone(Story *story, guint place, const char *was, const char *is, GError **error)
{
    const Sample *sample = story->sample;
    const SamplePerson *person = person_at(story, place);
    const Milestone milestone = {
        .id = store_new_id(sample->store),
        .person_id = person->id,
        .type = (char *) "promotion",
        .was_title = (char *) was,
        .was_organisation = (char *) "",
        .is_title = (char *) is,
        .is_organisation = (char *) "",
        .after_day = sample->today - 60,
        .before_day = sample->today - 5,
        .source = (char *) SAMPLE_SOURCE,
        .state = (char *) "open",
        .seen_at = sample->now - 5 * 86400,
    };

    return milestone_insert(sample->store, &milestone, error) &&
           due_add(sample->workspace, due_for_milestone(&milestone, person->name, sample->today),
                   error);
}

/* Ties that fade, a rhythm that is due, a relationship to look at. */
static gboolean
look_after(Story *story, GError **error)
{
    const Sample *sample = story->sample;
    g_autoptr(GPtrArray) ties = tie_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(sample->me), DB_VALUE_NUMBER(G_MAXINT64),
                               DB_VALUE_NUMBER(G_MAXINT64), DB_VALUE_NUMBER(60) };
    MethodLimits limits;
    unsigned fading = 0;

    workspace_limits(sample->workspace, &limits);
    if (!store_run(sample->store, &SQL_PERSON_BY_STRONGEST_TIE, values, G_N_ELEMENTS(values),
                   tie_collect, ties, error))
        return FALSE;
    for (guint at = 0; at < ties->len; at++) {
        const Tie *tie = g_ptr_array_index(ties, at);
        g_autoptr(Person) person = person_load(sample->store, tie->to_person_id, error);
        Due *due = NULL;

        if (person == NULL)
            return FALSE;
        if (fading < 3 && tie_is_fading(tie, sample->now, &limits) && ++fading > 0)
            due = due_for_warm_up(person, tie, "", sample->today);
        else if (at == 2)
            due = due_for_rhythm(person, tie, sample->today);
        else if (at == 5)
            due = due_for_review(person, tie, sample->today);
        if (!due_add(sample->workspace, due, error))
            return FALSE;
    }
    return TRUE;
}

/* Somebody was asked to open a door and did; another was told a purpose that has changed since (P4,
 * V4). */
static gboolean
leave_introduction(Story *story, guint place, const char *state, const char *purpose_told,
                   GError **error)
{
    const Sample *sample = story->sample;
    const SamplePerson *introducer = &g_array_index(sample->people, SamplePerson, place);
    const SamplePerson *target =
        &g_array_index(sample->people, SamplePerson, sample->people->len - 1 - place);
    const Introduction introduction = {
        .id = store_new_id(sample->store),
        .introducer_id = introducer->id,
        .target_person_id = target->id,
        .purpose_told = (char *) purpose_told,
        .state = (char *) state,
        .asked_at = sample->now - 20 * 86400,
        .created_at = sample->now - 21 * 86400,
    };
    Due *due =
        g_str_equal(state, "made")
            ? due_for_report_back(&introduction, introducer->name, target->name, sample->today)
            : due_for_told_otherwise(&introduction, introducer->name, target->name,
                                     "hva borettslagene spør om", sample->today);

    return introduction_insert(sample->store, &introduction, error) &&
           due_add(sample->workspace, due, error);
}

static gboolean
read_story(Story *story, GError **error)
{
    g_autoptr(GBytes) bytes = tk_share_read("sample/story.tsv", error);

    if (bytes == NULL)
        return FALSE;
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (size_t at = 0; lines[at] != NULL; at++) {
        if (*lines[at] == '#' || *lines[at] == '\0')
            continue;
        char **texts = g_strsplit(lines[at], "\t", 5);

        g_ptr_array_add(story->lines, texts);
        if (g_strv_length(texts) != 5)
            return tk_failf(error, TK_ERROR_INVALID, "share-malformed",
                            "sample/story.tsv:%" G_GSIZE_FORMAT, at + 1);
    }
    return TRUE;
}

static gboolean
begin_campaign(Story *story, GError **error)
{
    g_autoptr(TkJson) campaign =
        add_campaign(story->sample->workspace, "Varmepumper i Norden",
                     "hvordan markedet for varmepumper ser ut om fem år", error);

    if (campaign == NULL)
        return FALSE;
    tk_id_from_text(tk_json_get_text(campaign, "id", ""), &story->campaign);
    for (guint at = 0; at < MIN(story->sample->organisations->len, 6); at++) {
        const SampleOrganisation *organisation =
            &g_array_index(story->sample->organisations, SampleOrganisation, at);
        g_autoptr(TkJson) target =
            add_target(story->sample->workspace, story->campaign, organisation->name, 0, error);

        if (target == NULL)
            return FALSE;
    }
    return TRUE;
}

gboolean
sample_make_story(Sample *sample, TkId *out_campaign, GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify) g_strfreev);
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    Story story = { .sample = sample, .lines = lines, .next_person = 30, .taken = taken };

    if (!read_story(&story, error) || !begin_campaign(&story, error))
        return FALSE;
    for (guint at = 0; at < MIN(lines->len, STORY_COUNT); at++)
        if (!tell_line(&story, (StoryStep) at, g_ptr_array_index(lines, at), error))
            return FALSE;
    *out_campaign = story.campaign;
    return leave_promise(&story, 1, "sende tallene fra piloten", error) &&
           leave_milestone(&story, 4, "utviklingsleder", "utviklingsdirektør", error) &&
           leave_introduction(&story, 3, "made", "hvordan dere regner på lønnsomheten", error) &&
           leave_introduction(&story, 6, "asked", "hvem som utdanner montører", error) &&
           look_after(&story, error);
}
