/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/due.h"

#include "base/tk-text.h"
#include "domain/test-sentences.h"
#include "domain/value.h"

#include <string.h>

#define TODAY 20000
#define DAY   INT64_C(86400)
#define NOON  (DAY / 2)

static void
assert_row(const Due *due, const char *act, const char *reason, TkDay day)
{
    g_assert_nonnull(due);
    g_assert_cmpstr(due->act, ==, act);
    g_assert_cmpstr(due->reason, ==, reason);
    g_assert_cmpint(due->due_day, ==, day);
    g_assert_cmpint(due->rank, ==, today_rank(act));
    g_assert_cmpstr(due->state, ==, "open");
    g_assert_cmpstr(due->person_name, ==, "Kari Holm");
    assert_sentence_has_its_facts("today.tsv", reason, due->evidence);
}

static Message *
message_of(const char *kind, const char *state, TkDay due_day)
{
    Message *message = message_new();

    message->id = 5;
    message->person_id = 7;
    message->due_day = due_day;
    tk_text_set(&message->kind, kind);
    tk_text_set(&message->state, state);
    tk_text_set(&message->subject, "Heat \"pumps\"");
    return message;
}

static void
test_a_message_wants_its_next_step(void)
{
    const struct {
        const char *kind, *state, *target;
        TkDay due_day;
        const char *act, *reason;
        TkDay day;
    } rows[] = {
        { "outreach", "draft", "", 0, "approve", "draft-outreach", TODAY },
        { "intro_request", "draft", "Tuva", 0, "approve", "draft-introduction", TODAY },
        { "intro_request", "draft", "", 0, "approve", "draft-waits", TODAY },
        { "thank_you", "draft", "", 0, "approve", "draft-waits", TODAY },
        { "follow_up", "draft", "", TODAY + 9, "follow_up", "follow-up-draft", TODAY + 9 },
        { "outreach", "approved", "", 0, "send", "approved-waits", TODAY },
        { "follow_up", "approved", "", TODAY + 9, "send", "approved-waits", TODAY + 9 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Message) message = message_of(rows[i].kind, rows[i].state, rows[i].due_day);
        g_autoptr(Due) due = due_for_message(message, "Kari Holm", rows[i].target, TODAY);

        assert_row(due, rows[i].act, rows[i].reason, rows[i].day);
        g_assert_cmpstr(due->about, ==, "message");
        g_assert_cmpint(due->about_id, ==, 5);
        g_assert_cmpint(due->person_id, ==, 7);
    }
}

static void
test_a_message_that_left_wants_nothing(void)
{
    g_autoptr(Message) sent = message_of("outreach", "sent", 0);
    g_autoptr(Message) discarded = message_of("outreach", "discarded", 0);

    g_assert_null(due_for_message(sent, "Kari Holm", "", TODAY));
    g_assert_null(due_for_message(discarded, "Kari Holm", "", TODAY));
}

static void
test_a_follow_up_is_due_on_the_plans_day(void)
{
    g_autoptr(Meeting) meeting = meeting_new();
    g_autoptr(Message) message = message_of("follow_up", "draft", TODAY + 8);
    FollowUpPlan first = { FOLLOW_UP_FIRST, 1, TODAY + 8, TODAY };
    FollowUpPlan second = { FOLLOW_UP_SECOND, 2, TODAY + 20, TODAY + 8 };
    FollowUpPlan rest = { FOLLOW_UP_REST, 0, TODAY + 90, TODAY };
    FollowUpPlan none = { 0 };
    g_autoptr(Due) with_draft = due_for_follow_up(&first, meeting, message, "Kari Holm", TODAY);
    g_autoptr(Due) without = NULL;
    g_autoptr(Due) over = NULL;

    meeting->id = 3;
    meeting->person_id = 7;
    without = due_for_follow_up(&second, meeting, NULL, "Kari Holm", TODAY);
    over = due_for_follow_up(&rest, meeting, message, "Kari Holm", TODAY);
    assert_row(with_draft, "follow_up", "follow-up-first", TODAY + 8);
    g_assert_cmpstr(with_draft->about, ==, "message");
    assert_row(without, "follow_up", "follow-up-second", TODAY + 20);
    g_assert_cmpstr(without->about, ==, "meeting");
    g_assert_cmpint(without->about_id, ==, 3);
    assert_row(over, "rest_over", "rest-over", TODAY + 90);
    g_assert_null(due_for_follow_up(&none, meeting, message, "Kari Holm", TODAY));
}

static void
test_the_gate_says_what_is_wanting(void)
{
    const struct {
        const char *them, *me, *purpose, *reason;
    } rows[] = {
        { "", "", "prices of heat pumps", "value-both-wanted" },
        { "", "a view from inside", "prices of heat pumps", "value-theirs-wanted" },
        { "coffee", "a view from inside", "prices of heat pumps", "value-theirs-wanted" },
        { "our survey figures", "", "prices of heat pumps", "value-mine-wanted" },
        { "our survey figures", "our survey figures", "heat pump prices", "value-both-wanted" },
        { "our survey figures", "a view from inside", "", "purpose-wanted" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meeting) meeting = meeting_new();
        g_autoptr(Due) due = NULL;

        value_set(meeting, rows[i].purpose, "she led the reform", rows[i].them, rows[i].me, 1);
        due = due_for_meeting(meeting, "Kari Holm", TODAY, "Europe/Oslo");
        assert_row(due, "value", rows[i].reason, TODAY);
    }
}

static void
test_once_valued_it_is_time_to_ask(void)
{
    g_autoptr(Meeting) meeting = meeting_new();
    g_autoptr(Due) due = NULL;

    value_set(meeting, "prices of heat pumps", "she led the reform", "our survey figures",
              "a view from inside", 1);
    due = due_for_meeting(meeting, "Kari Holm", TODAY, "");
    assert_row(due, "ask", "ready-to-ask", TODAY);
}

static Meeting *
placed(const char *stage, TkDay day, const char *place)
{
    Meeting *meeting = meeting_new();

    tk_text_set(&meeting->stage, stage);
    tk_text_set(&meeting->place, place);
    meeting->starts_at = day * DAY + NOON;
    return meeting;
}

static void
test_a_meeting_with_a_time_is_prepared_met_and_written_down(void)
{
    const struct {
        const char *stage, *place;
        TkDay day;
        const char *act, *reason;
        TkDay due;
    } rows[] = {
        { "placed", "Kaffebrenneriet", TODAY + 10, "prepare", "prepare-meeting", TODAY + 7 },
        { "placed", "Kaffebrenneriet", TODAY + 1, "prepare", "prepare-meeting", TODAY },
        { "placed", "Kaffebrenneriet", TODAY, "meet_today", "meet-today", TODAY },
        { "prepared", "Kaffebrenneriet", TODAY + 1, "meet_today", "meet-today", TODAY + 1 },
        { "prepared", "", TODAY, "meet_today", "meet-today-no-place", TODAY },
        { "prepared", "", TODAY - 2, "debrief", "debrief-wanted", TODAY - 1 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meeting) meeting = placed(rows[i].stage, rows[i].day, rows[i].place);
        g_autoptr(Due) due = due_for_meeting(meeting, "Kari Holm", TODAY, "");

        assert_row(due, rows[i].act, rows[i].reason, rows[i].due);
    }
}

static void
test_other_stages_say_what_they_need(void)
{
    const char *const rows[][3] = {
        { "agreed", "place", "place-wanted" },
        { "moved", "place", "new-time-wanted" },
        { "not_shown", "place", "new-time-wanted" },
        { "held", "thank", "thank-today" },
    };
    const char *const silent[] = { "asked", "followed_up_1", "followed_up_2", "thanked",
                                   "kept",  "declined",      "resting",       "cancelled" };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meeting) meeting = placed(rows[i][0], TODAY, "");
        g_autoptr(Due) due = due_for_meeting(meeting, "Kari Holm", TODAY, "");

        assert_row(due, rows[i][1], rows[i][2], TODAY);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(silent); i++) {
        g_autoptr(Meeting) meeting = placed(silent[i], TODAY, "");

        g_assert_null(due_for_meeting(meeting, "Kari Holm", TODAY, ""));
    }
}

static void
test_rest_is_over_after_ninety_days(void)
{
    MethodLimits limits = method_limits_default();
    g_autoptr(Meeting) meeting = placed("resting", 0, "");
    g_autoptr(Meeting) asked = placed("asked", 0, "");
    g_autoptr(Due) due = NULL;

    meeting->stage_at = TODAY * DAY + NOON;
    due = due_for_rest(meeting, "Kari Holm", &limits, "");
    assert_row(due, "rest_over", "rest-over-again", TODAY + 90);
    g_assert_null(due_for_rest(asked, "Kari Holm", &limits, ""));
}

static Note *
note_of(const char *kind)
{
    Note *note = note_new();

    tk_text_set(&note->kind, kind);
    tk_text_set(&note->text, "send the survey");
    return note;
}

static void
test_promises_milestones_and_answers(void)
{
    g_autoptr(Note) mine = note_of("promise_mine");
    g_autoptr(Note) theirs = note_of("promise_theirs");
    g_autoptr(Milestone) milestone = milestone_new();
    g_autoptr(Message) message = message_of("outreach", "sent", 0);
    g_autoptr(Due) promise = due_for_promise(mine, "Kari Holm", TODAY + 2, TODAY);
    g_autoptr(Due) soon = due_for_promise(mine, "Kari Holm", 0, TODAY);
    g_autoptr(Due) answer = due_for_answer(message, "Kari Holm", TODAY - 1);

    assert_row(promise, "keep_promise", "promise-open", TODAY + 2);
    assert_row(soon, "keep_promise", "promise-open", TODAY);
    tk_text_set(&milestone->type, "promotion");
    tk_text_set(&milestone->is_title, "Head of Heat");
    g_assert_null(due_for_milestone(milestone, "Kari Holm", TODAY));
    tk_text_set(&milestone->state, "open");
    g_autoptr(Due) news = due_for_milestone(milestone, "Kari Holm", TODAY);

    assert_row(news, "milestone", "milestone-promotion", TODAY);
    tk_text_set(&milestone->type, "left");
    tk_text_set(&milestone->was_title, "Engineer");
    tk_text_set(&milestone->was_organisation, "Kvarts AS");
    g_autoptr(Due) left = due_for_milestone(milestone, "Kari Holm", TODAY);

    g_assert_nonnull(strstr(left->evidence, "\"was\":\"Kvarts AS\""));
    assert_row(answer, "answer", "answer-came", TODAY - 1);
    g_assert_null(due_for_promise(theirs, "Kari Holm", 0, TODAY));
    mine->done_at = 5;
    g_assert_null(due_for_promise(mine, "Kari Holm", 0, TODAY));
}

static void
test_introducers_hear_of_changes_and_how_it_went(void)
{
    g_autoptr(Introduction) introduction = introduction_new();
    g_autoptr(Due) told = NULL;
    g_autoptr(Due) report = NULL;

    introduction->introducer_id = 7;
    tk_text_set(&introduction->state, "made");
    tk_text_set(&introduction->purpose_told, "heat pumps");
    told = due_for_told_otherwise(introduction, "Kari Holm", "Tuva", "prices", TODAY);
    report = due_for_report_back(introduction, "Kari Holm", "Tuva", TODAY);
    assert_row(told, "tell_introducer", "told-otherwise", TODAY);
    assert_row(report, "report_back", "report-back", TODAY);
    tk_text_set(&introduction->state, "reported");
    g_assert_null(due_for_report_back(introduction, "Kari Holm", "Tuva", TODAY));
}

static void
test_ties_are_kept_warm(void)
{
    g_autoptr(Person) person = person_new();
    g_autoptr(Tie) tie = tie_new();
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify) due_free);
    const char *const reasons[] = { "tie-fades",        "tie-thin",
                                    "warm-up-for-path", "warm-up-for-path-new",
                                    "rhythm-due",       "rhythm-first",
                                    "review-due" };

    tk_text_set(&person->name, "Kari Holm");
    person->id = 7;
    tie->last_at = (TODAY - 200) * DAY;
    g_ptr_array_add(rows, due_for_warm_up(person, tie, "", TODAY));
    g_ptr_array_add(rows, due_for_warm_up(person, NULL, "", TODAY));
    g_ptr_array_add(rows, due_for_warm_up(person, tie, "Tuva", TODAY));
    g_ptr_array_add(rows, due_for_warm_up(person, NULL, "Tuva", TODAY));
    g_ptr_array_add(rows, due_for_rhythm(person, tie, TODAY));
    g_ptr_array_add(rows, due_for_rhythm(person, NULL, TODAY));
    g_ptr_array_add(rows, due_for_review(person, tie, TODAY));
    for (guint i = 0; i < rows->len; i++) {
        const Due *due = g_ptr_array_index(rows, i);

        assert_row(due, due->act, reasons[i], TODAY);
        g_assert_cmpint(due->about_id, ==, 7);
    }
}

/* Ties between me and somebody and between two others, in every shape that has its own sentence. */
static void
test_every_reason_of_a_tie_has_its_sentence(void)
{
    MethodLimits limits = method_limits_default();
    const TieEvent events[][3] = {
        { { "mail", "out", NOON, 2, FALSE },
          { "mail", "in", NOON, 2, FALSE },
          { "meeting", "both", NOON - 30 * DAY, 9, FALSE } },
        { { "connection", "both", NOON, 2, FALSE } },
        { { "endorsement", "in", NOON, 2, FALSE } },
        { { "mail", "both", NOON, 3, FALSE } },
        { { "mail", "in", NOON, 2, FALSE } },
        { { "mail", "out", NOON, 2, FALSE } },
        { { "mail", "out", NOON, 2, FALSE }, { "mail", "in", NOON, 2, FALSE } },
        { { "mail", "out", NOON, 2, FALSE },
          { "mail", "in", NOON, 2, FALSE },
          { "mail", "in", NOON, 2, FALSE } },
        { { "mail", "out", NOON, 2, FALSE },
          { "mail", "out", NOON, 2, FALSE },
          { "mail", "in", NOON, 2, FALSE } },
        { { "message", "out", NOON, 2, FALSE }, { "message", "in", NOON, 2, FALSE } },
        { { "meeting", "both", NOON, 2, FALSE } },
        { { "meeting", "both", NOON, 2, FALSE }, { "call", "both", NOON, 2, FALSE } },
    };
    g_autoptr(TieReason) none = tie_reason(NULL, NOON, &limits);

    assert_sentence_has_its_facts("tie.tsv", none->key, none->facts);
    for (gsize i = 0; i < G_N_ELEMENTS(events); i++) {
        for (int worded = 0; worded < 2; worded++) {
            g_autoptr(Tie) tie = tie_new();
            g_autoptr(TieReason) mine = NULL;
            g_autoptr(TieReason) between = NULL;

            for (gsize k = 0; k < 3 && events[i][k].kind != NULL; k++)
                tie_add(tie, &events[i][k], &limits);
            tk_text_set(&tie->own_word, worded != 0 ? "warm" : "");
            mine = tie_reason(tie, NOON, &limits);
            between = tie_reason_between(tie, NOON, &limits);
            assert_sentence_has_its_facts("tie.tsv", mine->key, mine->facts);
            assert_sentence_has_its_facts("tie.tsv", between->key, between->facts);
        }
    }
}

/* The keys that domain files raise, read out of the files themselves: none is without a sentence.
 */
static void
test_every_refusal_has_its_sentence(void)
{
    const char *source = g_getenv("TOKOPP_SOURCE");
    g_autoptr(GHashTable) sentences = sentences_of("errors-domain.tsv");
    g_autoptr(GRegex) raised =
        g_regex_new("tk_fail(?:f|_null)?\\(error,\\s*TK_ERROR_\\w+,\\s*\"([a-z-]+)\"", 0, 0, NULL);
    g_autofree char *folder = NULL;
    g_autoptr(GDir) files = NULL;
    const char *name = NULL;
    guint found = 0;

    if (source == NULL) {
        g_test_skip("TOKOPP_SOURCE is not set");
        return;
    }
    folder = g_build_filename(source, "src", "domain", NULL);
    files = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(files);
    while ((name = g_dir_read_name(files)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *text = NULL;
        g_autoptr(GMatchInfo) match = NULL;

        if (!g_str_has_suffix(name, ".c") || !g_file_get_contents(path, &text, NULL, NULL))
            continue;
        for (g_regex_match(raised, text, 0, &match); g_match_info_matches(match);
             g_match_info_next(match, NULL)) {
            g_autofree char *key = g_match_info_fetch(match, 1);

            g_test_message("%s: %s", name, key);
            g_assert_true(g_hash_table_contains(sentences, key));
            found++;
        }
    }
    g_assert_cmpuint(found, >=, 20);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/due/M4/a-message-wants-its-next-step", test_a_message_wants_its_next_step);
    g_test_add_func("/due/M4/what-left-wants-nothing", test_a_message_that_left_wants_nothing);
    g_test_add_func("/due/F1/due-on-the-plans-day", test_a_follow_up_is_due_on_the_plans_day);
    g_test_add_func("/due/V1/the-gate-says-what-is-wanting", test_the_gate_says_what_is_wanting);
    g_test_add_func("/due/V1/once-valued-it-is-time-to-ask", test_once_valued_it_is_time_to_ask);
    g_test_add_func("/due/A1/prepared-met-and-written-down",
                    test_a_meeting_with_a_time_is_prepared_met_and_written_down);
    g_test_add_func("/due/F1/rest-is-over-after-ninety-days", test_rest_is_over_after_ninety_days);
    g_test_add_func("/due/other-stages", test_other_stages_say_what_they_need);
    g_test_add_func("/due/A6/promises-milestones-answers", test_promises_milestones_and_answers);
    g_test_add_func("/due/V4/introducers-hear", test_introducers_hear_of_changes_and_how_it_went);
    g_test_add_func("/due/L8/ties-are-kept-warm", test_ties_are_kept_warm);
    g_test_add_func("/due/P6/every-reason-of-a-tie-has-its-sentence",
                    test_every_reason_of_a_tie_has_its_sentence);
    g_test_add_func("/due/every-refusal-has-its-sentence", test_every_refusal_has_its_sentence);
    return g_test_run();
}
