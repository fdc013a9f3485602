/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-kinds-test.c - what holds for every kind of draft, and for those around and after a
 * meeting.
 */
#include "language/draft.h"

#include "base/tk-day.h"
#include "base/tk-error.h"
#include "language/test-drafts.h"
#include "language/test-share.h"

#include <string.h>

/* Everything that any kind asks for. */
static DraftFacts
all_facts(const char *kind, const char *language, const char *formality)
{
    DraftFacts facts = test_known_facts(kind, language);

    facts.formality = formality;
    facts.purpose = facts.theme = "HVDC";
    facts.reason = facts.value_for_them = "SCADA";
    facts.times = "12.3. 14:00; 13.3. 10:00; 16.3. 15:00";
    facts.place = "Fuglen";
    facts.topics = "HVDC; SCADA";
    facts.said = "HVDC";
    facts.promise = "SCADA";
    facts.points = "HVDC; SCADA";
    facts.title = "Small Hydro";
    facts.link = "https://hydro.example/small";
    facts.outcome = "HVDC";
    facts.thought = "SCADA";
    facts.later = "2027";
    facts.occasion = "new_post";
    facts.post = "CTO";
    facts.organisation = "Enova";
    if (strcmp(kind, "follow_up") == 0)
        facts.target_name = "";
    if (strcmp(kind, "touch") == 0)
        facts.occasion = "mail";
    return facts;
}

static const char *const all_kinds[] = {
    "outreach", "intro_request", "forwardable", "follow_up", "propose",     "agenda",   "thank_you",
    "summary",  "share",         "milestone",   "touch",     "report_back", "thoughts", "decline",
};
static const char *const all_languages[] = { "nb", "da", "sv", "en" };

#define WAYS_LEAST 6

static char *
between_greeting_and_closing(const char *body)
{
    const char *from = strstr(body, "\n\n");
    const char *until = g_strrstr(body, "\n\n");

    g_assert_true(from != NULL && until > from);
    return g_strndup(from, (gsize) (until - from));
}

/* From the same facts, formal and informal together. */
static void
test_every_kind_is_said_in_six_ways_in_every_language(void)
{
    const LanguageShare *share = test_share();

    for (gsize k = 0; k < G_N_ELEMENTS(all_kinds); k++) {
        for (gsize l = 0; l < G_N_ELEMENTS(all_languages); l++) {
            g_autoptr(GHashTable) ways =
                g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
            for (unsigned variant = 0; variant < 96; variant++) {
                DraftFacts facts = all_facts(all_kinds[k], all_languages[l],
                                             variant % 2 == 0 ? "formal" : "informal");
                g_autoptr(Draft) draft = test_compose(share, &facts, variant / 2);
                g_hash_table_add(ways, between_greeting_and_closing(draft->body));
            }
            g_test_message("%s %s: %u", all_languages[l], all_kinds[k], g_hash_table_size(ways));
            g_assert_cmpuint(g_hash_table_size(ways), >=, WAYS_LEAST);
        }
    }
}

static void
test_each_later_kind_asks_for_what_it_is_about(void)
{
    static const struct {
        const char *kind, *needs;
    } rows[] = {
        { "propose", "times, place" },    { "agenda", "purpose, topics, value_for_them" },
        { "thank_you", "said" },          { "summary", "points" },
        { "share", "title, reason" },     { "report_back", "target_name, outcome" },
        { "thoughts", "title, thought" },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        DraftFacts facts = test_known_facts(rows[i].kind, "sv");
        facts.purpose = facts.reason = facts.value_for_them = facts.target_name = "";
        g_assert_null(draft_compose(share, &facts, 0, &error));
        g_assert_cmpstr(tk_error_face(error).key, ==, "draft-needs");
        g_assert_cmpstr(tk_error_face(error).subject, ==, rows[i].needs);
    }
}

static void
test_a_list_of_fragments_is_told_and_one_of_sentences_is_listed(void)
{
    const LanguageShare *share = test_share();
    DraftFacts facts = all_facts("agenda", "nb", "informal");

    facts.topics = "- prising\n- vaktlister\n- opplæring";
    g_autoptr(Draft) told = test_compose(share, &facts, 0);
    facts.topics = "Hvordan går det?; Hva nå?";
    g_autoptr(Draft) listed = test_compose(share, &facts, 0);

    g_test_message("%s%s", told->body, listed->body);
    g_assert_nonnull(strstr(told->body, "prising, vaktlister og opplæring"));
    g_assert_nonnull(strstr(listed->body, ":\n- Hvordan går det?\n- Hva nå?\n\n"));
}

static void
test_a_place_has_its_preposition_once(void)
{
    static const struct {
        const char *language, *place, *words;
    } rows[] = {
        { "nb", "Fuglen", " på Fuglen" },        { "nb", "Hos dere i Os", " hos dere i Os" },
        { "da", "Café Norden", " på Café" },     { "sv", "ditt kontor", " på ditt kontor" },
        { "en", "your office", " at your off" }, { "en", "in your lobby", " in your lobby" },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        DraftFacts facts = all_facts("propose", rows[i].language, "informal");
        facts.place = rows[i].place;
        g_autoptr(Draft) draft = test_compose(share, &facts, 0);
        g_assert_nonnull(strstr(draft->body, rows[i].words));
        g_assert_null(strstr(draft->body, "at in"));
    }
}

static void
test_the_thanks_of_the_same_day_say_today(void)
{
    static const char *const words[] = { "i dag", "i dag", "i dag", "today" };
    const LanguageShare *share = test_share();

    for (gsize l = 0; l < G_N_ELEMENTS(all_languages); l++) {
        DraftFacts facts = all_facts("thank_you", all_languages[l], "informal");
        facts.today = facts.earlier_day;
        g_autoptr(Draft) draft = test_compose(share, &facts, 0);
        g_assert_nonnull(strstr(draft->body, words[l]));
    }
}

static void
test_a_title_stands_in_the_languages_marks_and_its_link_by_itself(void)
{
    static const char *const titles[] = { "«Den 'røde' boka»", "»Den 'røde' boka«",
                                          "”Den 'røde' boka”", "\"Den 'røde' boka\"" };
    const LanguageShare *share = test_share();

    for (gsize l = 0; l < G_N_ELEMENTS(all_languages); l++) {
        DraftFacts facts = all_facts("share", all_languages[l], "informal");
        facts.title = "Den \"røde\" boka.";
        g_autoptr(Draft) draft = test_compose(share, &facts, 1);
        g_test_message("%s", draft->body);
        g_assert_nonnull(strstr(draft->body, titles[l]));
        g_assert_nonnull(strstr(draft->body, "\n\nhttps://hydro.example/small\n\n"));
    }
}

static void
test_a_danish_clause_has_its_commas(void)
{
    const LanguageShare *share = test_share();
    DraftFacts facts = all_facts("thank_you", "da", "informal");

    facts.said = "hvordan I fik værftet med";
    for (unsigned variant = 0; variant < 24; variant++) {
        g_autoptr(Draft) draft = test_compose(share, &facts, variant);
        g_assert_nonnull(strstr(draft->body, ", hvordan I fik værftet med."));
    }
    facts.said = "at lederne selv skrev planen";
    g_autoptr(Draft) draft = test_compose(share, &facts, 0);
    g_assert_nonnull(strstr(draft->body, ", at lederne selv skrev planen"));
}

static void
test_a_kind_no_names_another_and_a_later_day(void)
{
    const LanguageShare *share = test_share();
    DraftFacts facts = all_facts("decline", "en", "informal");

    facts.reason = "because we're opening a warehouse";
    facts.later = "after Easter";
    g_autoptr(Draft) draft = test_compose(share, &facts, 0);
    g_test_message("%s", draft->body);
    g_assert_nonnull(strstr(draft->body, "no this time because we're opening a warehouse."));
    g_assert_nonnull(strstr(draft->body, "Nina Lie at Enova"));
    g_assert_nonnull(strstr(draft->body, "ask me again after Easter."));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draft/M2/every-kind-is-said-in-six-ways-in-every-language",
                    test_every_kind_is_said_in_six_ways_in_every_language);
    g_test_add_func("/draft/M2/each-later-kind-asks-for-what-it-is-about",
                    test_each_later_kind_asks_for_what_it_is_about);
    g_test_add_func("/draft/N1/a-list-of-fragments-is-told-and-one-of-sentences-is-listed",
                    test_a_list_of_fragments_is_told_and_one_of_sentences_is_listed);
    g_test_add_func("/draft/M3/a-place-has-its-preposition-once",
                    test_a_place_has_its_preposition_once);
    g_test_add_func("/draft/A2/the-thanks-of-the-same-day-say-today",
                    test_the_thanks_of_the_same_day_say_today);
    g_test_add_func("/draft/L3/a-title-stands-in-the-languages-marks-and-its-link-by-itself",
                    test_a_title_stands_in_the_languages_marks_and_its_link_by_itself);
    g_test_add_func("/draft/M2/a-danish-clause-has-its-commas",
                    test_a_danish_clause_has_its_commas);
    g_test_add_func("/draft/H2/a-kind-no-names-another-and-a-later-day",
                    test_a_kind_no_names_another_and_a_later_day);
    return g_test_run();
}
