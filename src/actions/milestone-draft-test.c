/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * milestone-draft-test.c - from the news of somebody's working life to the words that went out
 * (L2), with every rule for messages on the way.
 */
#include "actions/journal.h"
#include "actions/list-today.h"
#include "actions/messages.h"
#include "actions/milestone-draft.h"
#include "actions/milestone-keeper.h"
#include "actions/milestones.h"
#include "actions/people.h"
#include "actions/test-workspace.h"
#include "store/tables.h"

#include <string.h>

typedef struct {
    const char *type;
    MilestonePost was, is;
} News;

static const News promotion = { "promotion",
                                { "Salgssjef", "Nordlys AS", 0 },
                                { "Salgsdirektør", "Nordlys AS", 0 } };
static const News left = { "left", { "Prosjektleder", "Kvarts AS", 0 }, { "", "", 0 } };

/* News of a person, as an import brings them. */
static TkId
news_of(TestDesk *desk, TkId person, const News *news)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TitleWords) words = title_words_load(&error);
    g_autoptr(Person) who = person_load(desk->workspace->store, person, &error);
    g_autoptr(StoreWork) work =
        store_begin(desk->workspace->store, "cli", "import", who->name, &error);
    const MilestoneWish wish = {
        .source = "linkedin",
        .state = "open",
        .type = milestone_type_of(news->type),
        .was = news->was,
        .is = news->is,
        .before = workspace_today(desk->workspace),
    };
    TkId made = 0;

    g_assert_true(milestone_keep(desk->workspace, words, who, &wish, &made, &error));
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
    g_assert_no_error(error);
    g_assert_cmpint(made, !=, 0);
    return made;
}

static TkId
petra(TestDesk *desk)
{
    return test_desk_person(desk, "Petra Opp", "petra@nordlys.example", "Nordlys AS");
}

static TkJson *
draft(TestDesk *desk, TkId milestone)
{
    g_autoptr(GError) error = NULL;
    TkJson *answer = draft_milestone(desk->workspace, milestone, NULL, NULL, &error);

    g_assert_no_error(error);
    return answer;
}

static char *
state_of(TestDesk *desk, TkId milestone)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Milestone) kept = milestone_load(desk->workspace->store, milestone, &error);

    g_assert_no_error(error);
    return g_strdup_printf("%s%s", kept->state, kept->message_id != 0 ? " with a message" : "");
}

static void
assert_state(TestDesk *desk, TkId milestone, const char *wanted)
{
    g_autofree char *state = state_of(desk, milestone);

    g_assert_cmpstr(state, ==, wanted);
}

static void
assert_today(TestDesk *desk, const char *wanted)
{
    g_autofree char *today = test_desk_today(desk);

    g_assert_cmpstr(today, ==, wanted);
}

static TkId
approve(TestDesk *desk, TkId message)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);

    g_assert_no_error(error);
    return message;
}

static void
test_the_draft_is_made_from_facts_and_stands_on_the_list(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId milestone = news_of(desk, petra(desk), &promotion);

    assert_today(desk, "milestone Petra Opp\n");
    g_autoptr(TkJson) answer = draft(desk, milestone);
    const char *body = test_text(answer, "message.body");

    g_test_message("%s", body);
    g_assert_true(g_str_has_prefix(body, "Hei Petra,"));
    g_assert_nonnull(strstr(body, "salgsdirektør hos Nordlys"));
    g_assert_cmpuint(
        json_array_size(json_object_get(json_object_get(answer, "message"), "findings")), ==, 0);
    assert_today(desk, "approve Petra Opp\n");
    assert_state(desk, milestone, "open with a message");
}

static void
test_asking_twice_gives_the_one_draft(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId milestone = news_of(desk, petra(desk), &promotion);
    g_autoptr(TkJson) once = draft(desk, milestone);
    g_autoptr(TkJson) again = draft(desk, milestone);

    g_assert_cmpstr(test_text(once, "message.id"), ==, test_text(again, "message.id"));
    assert_today(desk, "approve Petra Opp\n");
}

static void
test_sending_it_ends_the_news(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) again = NULL;
    TkId milestone = news_of(desk, petra(desk), &promotion);
    g_autoptr(TkJson) answer = draft(desk, milestone);
    g_autoptr(TkJson) early = mark_sent(desk->workspace, test_id(answer, "message.id"), 0, &error);

    test_refused(error, TK_ERROR_REFUSED, "not-approved"); /* M4 */
    TkId message = approve(desk, test_id(answer, "message.id"));
    g_autoptr(TkJson) sent = mark_sent(desk->workspace, message, 0, NULL);

    g_assert_nonnull(sent);
    assert_today(desk, "");
    assert_state(desk, milestone, "done with a message");
    g_assert_null(draft_milestone(desk->workspace, milestone, NULL, NULL, &again));
    test_refused(again, TK_ERROR_CONFLICT, "milestone-ended");
}

static void
test_undoing_each_step_leads_back_to_the_row(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId milestone = news_of(desk, petra(desk), &promotion);
    g_autoptr(TkJson) answer = draft(desk, milestone);
    TkId message = approve(desk, test_id(answer, "message.id"));
    g_autoptr(TkJson) sent = mark_sent(desk->workspace, message, 0, NULL);

    for (unsigned step = 0; step < 3; step++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);

        g_assert_no_error(error);
    }
    assert_today(desk, "milestone Petra Opp\n");
    assert_state(desk, milestone, "open");
}

static void
test_throwing_the_draft_away_brings_the_row_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId milestone = news_of(desk, petra(desk), &promotion);
    g_autoptr(TkJson) answer = draft(desk, milestone);
    g_autoptr(TkJson) dropped =
        discard_message(desk->workspace, test_id(answer, "message.id"), NULL);

    g_assert_nonnull(dropped);
    assert_today(desk, "milestone Petra Opp\n");
    assert_state(desk, milestone, "open");
}

static void
test_letting_the_news_be_drops_the_draft_with_it(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId milestone = news_of(desk, petra(desk), &promotion);
    g_autoptr(TkJson) answer = draft(desk, milestone);
    g_autoptr(TkJson) ended = end_milestone(desk->workspace, milestone, "dropped", NULL);
    g_autoptr(TkJson) message = show_message(desk->workspace, test_id(answer, "message.id"), NULL);

    g_assert_cmpstr(test_text(ended, "state"), ==, "dropped");
    g_assert_cmpstr(test_text(message, "state"), ==, "discarded");
    assert_today(desk, "");
    assert_state(desk, milestone, "dropped");
}

static void
test_who_left_gets_a_kind_word_without_the_hard_one(TestPlace *place)
{
    static const char *const hard[] = { "sparken", "sagt opp", "oppsagt", "jobb",  "stilling",
                                        "fyret",   "afskedig", "sparkad", "fired", "laid off" };
    static const char *const languages[] = { "nb", "da", "sv", "en" };
    static const char *const tones[] = { "formal", "informal" };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId milestone = news_of(desk, petra(desk), &left);

    for (size_t at = 0; at < G_N_ELEMENTS(languages) * G_N_ELEMENTS(tones); at++) {
        g_autoptr(TkJson) answer =
            draft_milestone(desk->workspace, milestone, languages[at / 2], tones[at % 2], NULL);
        g_autoptr(TkJson) gone = NULL;
        const char *body = test_text(answer, "message.body");

        g_test_message("%s", body);
        g_assert_nonnull(strstr(body, "Kvarts"));
        for (size_t word = 0; word < G_N_ELEMENTS(hard); word++)
            g_assert_null(strstr(body, hard[word]));
        g_assert_cmpuint(
            json_array_size(json_object_get(json_object_get(answer, "message"), "findings")), ==,
            0);
        gone = discard_message(desk->workspace, test_id(answer, "message.id"), NULL);
    }
}

/* T4: eight people get promoted; none of the drafts is a copy of another one. */
static void
test_no_two_get_nearly_the_same_words(TestPlace *place)
{
    static const char *const names[] = { "Ada Berg", "Bo Dahl",   "Eva Falk",   "Geir Holm",
                                         "Ida Juul", "Knut Lien", "Mia Nygård", "Odd Ruud" };
    g_autoptr(TestDesk) desk = test_desk_new(place);

    for (size_t at = 0; at < G_N_ELEMENTS(names); at++) {
        g_autofree char *address = g_strdup_printf("number%zu@nordlys.example", at);
        TkId person = test_desk_person(desk, names[at], address, "Nordlys AS");
        g_autoptr(TkJson) answer = draft(desk, news_of(desk, person, &promotion));
        TkId message = approve(desk, test_id(answer, "message.id"));
        g_autoptr(TkJson) sent = mark_sent(desk->workspace, message, 0, NULL);

        g_assert_nonnull(sent);
    }
}

static void
test_another_wording_says_the_same_facts(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) answer = draft(desk, news_of(desk, petra(desk), &promotion));
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) other =
        redraft_message(desk->workspace, test_id(answer, "message.id"), &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(other, "body"), !=, test_text(answer, "message.body"));
    g_assert_nonnull(strstr(test_text(other, "body"), "salgsdirektør hos Nordlys"));
}

/* A title that is a whole profile is no name for a post; the organisation carries the message. */
static void
test_what_cannot_be_named_is_left_out_and_never_a_blank(TestPlace *place)
{
    static const News shouting = { "new_organisation",
                                   { "Utvikler", "Kvarts AS", 0 },
                                   { "I help people find their why. Ask me!", "Nordlys AS", 0 } };
    static const News nameless = { "new_organisation",
                                   { "Utvikler", "Kvarts AS", 0 },
                                   { "I help people. Ask me!", "Stealth Startup", 0 } };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = draft(desk, news_of(desk, petra(desk), &shouting));
    TkId other = test_desk_person(desk, "Bo Dahl", "bo@kvarts.example", "Kvarts AS");

    g_assert_nonnull(strstr(test_text(answer, "message.body"), "hos Nordlys"));
    g_assert_null(strstr(test_text(answer, "message.body"), "Ask me"));
    g_assert_null(
        draft_milestone(desk->workspace, news_of(desk, other, &nameless), NULL, NULL, &error));
    test_refused(error, TK_ERROR_INVALID, "draft-needs");
}

static void
test_the_list_tells_whose_news_they_are_and_what_came_of_them(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId bo = test_desk_person(desk, "Bo Dahl", "bo@kvarts.example", "Kvarts AS");
    TkId first = news_of(desk, petra(desk), &promotion), second = news_of(desk, bo, &left);
    TkId found = 0;
    g_autoptr(TkJson) ended = end_milestone(desk->workspace, first, "done", &error);
    g_autoptr(TkJson) all = list_milestones(desk->workspace, NULL, NULL, 1, &error);
    g_autoptr(TkJson) rest =
        list_milestones(desk->workspace, NULL, test_text(all, "next"), 1, &error);
    g_autoptr(TkJson) waiting = list_milestones(desk->workspace, "waiting", NULL, 0, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(json_array_get(json_object_get(all, "rows"), 0), "person.name"), ==,
                    "Bo Dahl");
    g_assert_cmpstr(test_text(json_array_get(json_object_get(rest, "rows"), 0), "state"), ==,
                    "done");
    g_assert_cmpuint(json_array_size(json_object_get(waiting, "rows")), ==, 1);
    g_assert_true(find_milestone(desk->workspace, "Bo Dahl", &found, &error));
    g_assert_cmpint(found, ==, second);
    g_assert_false(find_milestone(desk->workspace, "Petra Opp", &found, &error));
    test_refused(error, TK_ERROR_NOT_FOUND, "no-such-milestone");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/milestone-draft/M2/the-draft-is-made-from-facts-and-stands-on-the-list",
                    test_the_draft_is_made_from_facts_and_stands_on_the_list);
    test_store_each("/milestone-draft/asking-twice-gives-the-one-draft",
                    test_asking_twice_gives_the_one_draft);
    test_store_each("/milestone-draft/L2/sending-it-ends-the-news", test_sending_it_ends_the_news);
    test_store_each("/milestone-draft/undoing-each-step-leads-back-to-the-row",
                    test_undoing_each_step_leads_back_to_the_row);
    test_store_each("/milestone-draft/throwing-the-draft-away-brings-the-row-back",
                    test_throwing_the_draft_away_brings_the_row_back);
    test_store_each("/milestone-draft/letting-the-news-be-drops-the-draft-with-it",
                    test_letting_the_news_be_drops_the_draft_with_it);
    test_store_each("/milestone-draft/L2/who-left-gets-a-kind-word-without-the-hard-one",
                    test_who_left_gets_a_kind_word_without_the_hard_one);
    test_store_each("/milestone-draft/T4/no-two-get-nearly-the-same-words",
                    test_no_two_get_nearly_the_same_words);
    test_store_each("/milestone-draft/M2/another-wording-says-the-same-facts",
                    test_another_wording_says_the_same_facts);
    test_store_each("/milestone-draft/M2/what-cannot-be-named-is-left-out-and-never-a-blank",
                    test_what_cannot_be_named_is_left_out_and_never_a_blank);
    test_store_each("/milestone-draft/R3/the-list-tells-whose-news-they-are-and-what-came-of-them",
                    test_the_list_tells_whose_news_they_are_and_what_came_of_them);
    return g_test_run();
}
