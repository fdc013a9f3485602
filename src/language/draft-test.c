/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/draft.h"

#include "base/tk-day.h"
#include "base/tk-error.h"
#include "language/draft-phrase.h"
#include "language/share-private.h"
#include "language/test-drafts.h"
#include "language/test-share.h"

#include <string.h>

static void
test_what_is_missing_is_asked_for(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(GError) error = NULL;
    DraftFacts facts = test_known_facts("outreach", "nb");

    facts.reason = facts.value_for_them = facts.purpose = "";
    g_assert_null(draft_compose(share, &facts, 0, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
    g_assert_cmpstr(tk_error_face(error).key, ==, "draft-needs");
    g_assert_cmpstr(tk_error_face(error).subject, ==, "reason, purpose, value_for_them");
}

static void
test_an_unknown_kind_is_refused(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(GError) error = NULL;
    DraftFacts facts = test_known_facts("poem", "nb");

    g_assert_null(draft_compose(share, &facts, 0, &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "draft-kind");
}

static void
test_a_fragment_and_a_sentence_both_come_out_right(void)
{
    const LanguageShare *share = test_share();
    DraftFacts facts = test_known_facts("outreach", "nb");
    g_autoptr(Draft) fragment = test_compose(share, &facts, 0);

    facts.reason = "du gikk fra juss til kraft";
    g_autoptr(Draft) sentence = test_compose(share, &facts, 0);

    g_assert_nonnull(strstr(fragment->body, "på grunn av foredraget ditt om småkraft på Voss."));
    g_assert_nonnull(
        strstr(sentence->body, "\n\nDu gikk fra juss til kraft, og derfor skriver jeg "));
}

static void
test_a_foreign_phrase_stands_as_it_is_and_a_foreign_background_is_left_out(void)
{
    const LanguageShare *share = test_share();
    DraftFacts facts = test_known_facts("outreach", "nb");

    facts.reason = "your talk on small hydro";
    facts.sender_background = "an engineer with ten years in the field";
    g_autoptr(Draft) draft = test_compose(share, &facts, 0);
    g_assert_nonnull(strstr(draft->body, ": your talk on small hydro."));
    g_assert_null(strstr(draft->body, "engineer"));
}

static void
test_an_invitation_to_coffee_says_who_pays(void)
{
    static const struct {
        const char *language, *words;
    } rows[] = { { "nb", "by på en kaffe" },
                 { "da", "byde på en kop kaffe" },
                 { "sv", "bjuda på en kaffe" },
                 { "en", "buy you a coffee" } };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        DraftFacts facts = test_known_facts("outreach", rows[i].language);
        facts.theme = "solar power";
        facts.purpose = "";
        g_autoptr(Draft) draft = test_compose(share, &facts, 0);
        g_test_message("%s", draft->body);
        g_assert_nonnull(strstr(draft->body, rows[i].words));
    }
}

static void
test_an_introduction_request_carries_its_note(void)
{
    const LanguageShare *share = test_share();
    DraftFacts facts = test_known_facts("intro_request", "nb");
    g_autoptr(Draft) draft = test_compose(share, &facts, 0);

    g_assert_true(g_str_has_prefix(draft->body, "Hei Kari,"));
    g_assert_true(g_str_has_prefix(draft->forwardable, "Hei Nina,"));
    g_assert_nonnull(strstr(draft->body, draft->forwardable));
    g_assert_nonnull(strstr(draft->body, "helt i orden"));
}

static void
test_what_says_you_to_the_target_is_retold_to_the_introducer(void)
{
    static const struct {
        const char *language, *reason, *told;
    } rows[] = {
        { "nb", "foredraget ditt om småkraft", "foredraget til Nina om småkraft" },
        { "nb", "ditt foredrag om småkraft", "Ninas foredrag om småkraft" },
        { "nb", "hvordan dere priser det", "hvordan de priser det" },
        { "da", "dit foredrag om solceller", "Ninas foredrag om solceller" },
        { "da", "den måde I arbejder på i Ribe", "den måde de arbejder på i Ribe" },
        { "sv", "ditt föredrag om solceller", "Ninas föredrag om solceller" },
        { "en", "your talk on solar power", "Nina's talk on solar power" },
        { "nb", "your talk on solar power", "Nina's talk on solar power" },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *told =
            phrase_retold(share, rows[i].reason, "Nina", language_number(rows[i].language));
        g_assert_cmpstr(told, ==, rows[i].told);
    }
}

static void
test_the_genitive_follows_the_names_last_letter(void)
{
    static const struct {
        const char *language, *name, *genitive;
    } rows[] = {
        { "nb", "Enova", "Enovas" }, { "nb", "Lars", "Lars'" },   { "da", "Max", "Max'" },
        { "sv", "Lars", "Lars" },    { "sv", "Volvo", "Volvos" }, { "en", "Enova", "Enova's" },
        { "en", "James", "James'" }, { "nb", "Aas", "Aas'" },     { "nb", "", "s" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *genitive =
            phrase_genitive(rows[i].name, language_number(rows[i].language));
        g_assert_cmpstr(genitive, ==, rows[i].genitive);
    }
}

static void
test_a_follow_up_names_the_earlier_message_and_its_reason(void)
{
    static const struct {
        const char *language, *day;
    } rows[] = { { "nb", "Den 4. februar" },
                 { "da", "Den 4. februar" },
                 { "sv", "Den 4 februari" },
                 { "en", "On 4 February" } };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        DraftFacts facts = test_known_facts("follow_up", rows[i].language);
        facts.target_name = "";
        for (facts.number = 1; facts.number <= 2; facts.number++) {
            g_autoptr(Draft) draft = test_compose(share, &facts, 0);
            g_assert_nonnull(strstr(draft->body, rows[i].day));
            g_assert_nonnull(strstr(draft->body, "foredraget ditt om småkraft på Voss"));
            g_assert_cmpstr(draft->subject, ==, "Re: Småkraft");
        }
    }
}

static void
test_a_follow_up_to_an_introducer_is_about_the_note(void)
{
    static const struct {
        const char *language, *reason, *ask;
    } rows[] = { { "nb", "på grunn av foredraget til Nina", "avsnittet mitt videre til Nina" },
                 { "da", "kontakt med Nina Lie", "mit afsnit videre til Nina" },
                 { "sv", "kontakt med Nina Lie", "mitt stycke vidare till Nina" },
                 { "en", "in touch with Nina Lie", "my note on to Nina" } };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        DraftFacts facts = test_known_facts("follow_up", rows[i].language);
        for (facts.number = 1; facts.number <= 2; facts.number++) {
            g_autoptr(Draft) draft = test_compose(share, &facts, 0);
            g_test_message("%s", draft->body);
            g_assert_nonnull(strstr(draft->body, rows[i].reason));
            g_assert_nonnull(strstr(draft->body, rows[i].ask));
        }
    }
}

static void
test_variants_differ_and_the_same_number_gives_the_same_text(void)
{
    const LanguageShare *share = test_share();
    DraftFacts facts = test_known_facts("outreach", "nb");
    g_autoptr(GHashTable) bodies = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (unsigned variant = 0; variant < 12; variant++) {
        g_autoptr(Draft) one = test_compose(share, &facts, variant);
        g_autoptr(Draft) again = test_compose(share, &facts, variant);
        g_assert_cmpstr(one->body, ==, again->body);
        g_hash_table_add(bodies, g_strdup(one->body));
    }
    g_assert_cmpuint(g_hash_table_size(bodies), >=, 4);
}

static void
test_long_facts_are_brought_within_the_limit(void)
{
    const LanguageShare *share = test_share();
    DraftFacts facts = test_known_facts("outreach", "nb");

    facts.reason = "Du holdt foredrag på Voss. Det var fint. Jeg noterte mye.";
    facts.value_for_them = "Jeg har tall. De er ferske. Du får dem.";
    facts.sender_background = "ingeniør";
    g_autoptr(Draft) draft = test_compose(share, &facts, 0);
    g_assert_cmpuint(sentences_count(share, draft->body, "nb", NULL), <=, 4);
    g_assert_null(strstr(draft->body, "Kort om meg"));
    g_assert_nonnull(strstr(draft->body, "Jeg har tall."));
}

static void
test_what_the_other_receives_is_not_done_by_the_sender(void)
{
    static const struct {
        const char *language, *value, *words;
    } rows[] = {
        { "nb", "få tall fra 14 anlegg", "Til gjengjeld kan du få tall fra 14 anlegg." },
        { "nb", "å vise deg dataene mine", "Til gjengjeld kan jeg vise deg dataene mine." },
        { "da", "høre, hvad andre gør", "Til gengæld kan du høre, hvad andre gør." },
        { "sv", "att få siffror", "I gengäld kan du få siffror." },
        { "en", "hear what others did", "In return you can hear what others did." },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        DraftFacts facts = test_known_facts("outreach", rows[i].language);
        facts.value_for_them = rows[i].value;
        g_autoptr(Draft) draft = test_compose(share, &facts, 0);
        g_test_message("%s", draft->body);
        g_assert_nonnull(strstr(draft->body, rows[i].words));
    }
}

static void
test_names_and_subjects_stand_as_they_are_written(void)
{
    const LanguageShare *share = test_share();
    DraftFacts request = test_known_facts("intro_request", "nb");
    DraftFacts follow_up = test_known_facts("follow_up", "nb");

    follow_up.target_name = "";
    request.target_name = "Anne Marie Lund";
    request.target_organisation = "Å Energi";
    request.reason = "du bygde laget";
    follow_up.earlier_subject = "Kan vi snakke om kaia?";
    g_autoptr(Draft) asking = test_compose(share, &request, 0);
    g_autoptr(Draft) following = test_compose(share, &follow_up, 0);

    g_assert_nonnull(strstr(asking->body, "Anne Marie Lund i Å Energi"));
    g_assert_nonnull(strstr(asking->body, "Anne Marie bygde laget"));
    g_assert_true(g_str_has_prefix(asking->forwardable, "Hei Anne Marie,"));
    g_assert_cmpstr(following->subject, ==, "Re: Kan vi snakke om kaia?");
}

static void
test_shapes_are_told_apart(void)
{
    static const struct {
        const char *language, *phrase;
        PhraseShape shape;
    } rows[] = {
        { "nb", "", PHRASE_NONE },
        { "nb", "foredraget ditt", PHRASE_NOUN },
        { "nb", "tall fra ni anlegg", PHRASE_NOUN },
        { "nb", "å lære mer", PHRASE_TO },
        { "nb", "lære hvordan dere gjør", PHRASE_VERB },
        { "nb", "hvordan dere gjør det", PHRASE_QUESTION },
        { "nb", "at du byttet fag", PHRASE_THAT },
        { "nb", "fordi du byttet fag", PHRASE_BECAUSE },
        { "nb", "du byttet fag i vår", PHRASE_SENTENCE },
        { "nb", "Kari byttet fag i vår.", PHRASE_SENTENCE },
        { "nb", "Kari Lunde nevnte deg", PHRASE_SENTENCE },
        { "nb", "om fjernvarme har en framtid", PHRASE_THAT },
        { "da", "at forstå det", PHRASE_TO },
        { "da", "at du skiftede fag", PHRASE_THAT },
        { "da", "at lederen sagde det", PHRASE_THAT },
        { "da", "at to gik hjem", PHRASE_THAT },
        { "sv", "att förstå det", PHRASE_TO },
        { "sv", "att se det", PHRASE_TO },
        { "sv", "att cheferna gick hem", PHRASE_THAT },
        { "sv", "eftersom du bytte yrke", PHRASE_BECAUSE },
        { "en", "to understand it", PHRASE_TO },
        { "en", "your talk on the sea", PHRASE_NOUN },
        { "en", "foredraget ditt om havet", PHRASE_FOREIGN },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        int language = language_number(rows[i].language);
        g_test_message("%s: %s", rows[i].language, rows[i].phrase);
        g_assert_cmpstr(phrase_shape_tag(phrase_shape(share, share->phrase_words[language],
                                                      rows[i].phrase, language)),
                        ==, phrase_shape_tag(rows[i].shape));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draft/M2/what-is-missing-is-asked-for", test_what_is_missing_is_asked_for);
    g_test_add_func("/draft/M2/an-unknown-kind-is-refused", test_an_unknown_kind_is_refused);
    g_test_add_func("/draft/M2/a-fragment-and-a-sentence-both-come-out-right",
                    test_a_fragment_and_a_sentence_both_come_out_right);
    g_test_add_func(
        "/draft/M2/a-foreign-phrase-stands-as-it-is-and-a-foreign-background-is-left-out",
        test_a_foreign_phrase_stands_as_it_is_and_a_foreign_background_is_left_out);
    g_test_add_func("/draft/M3/an-invitation-to-coffee-says-who-pays",
                    test_an_invitation_to_coffee_says_who_pays);
    g_test_add_func("/draft/P3/an-introduction-request-carries-its-note",
                    test_an_introduction_request_carries_its_note);
    g_test_add_func("/draft/P3/what-says-you-to-the-target-is-retold-to-the-introducer",
                    test_what_says_you_to_the_target_is_retold_to_the_introducer);
    g_test_add_func("/draft/M2/the-genitive-follows-the-names-last-letter",
                    test_the_genitive_follows_the_names_last_letter);
    g_test_add_func("/draft/F2/a-follow-up-names-the-earlier-message-and-its-reason",
                    test_a_follow_up_names_the_earlier_message_and_its_reason);
    g_test_add_func("/draft/F2/a-follow-up-to-an-introducer-is-about-the-note",
                    test_a_follow_up_to_an_introducer_is_about_the_note);
    g_test_add_func("/draft/M2/variants-differ-and-the-same-number-gives-the-same-text",
                    test_variants_differ_and_the_same_number_gives_the_same_text);
    g_test_add_func("/draft/M2/long-facts-are-brought-within-the-limit",
                    test_long_facts_are_brought_within_the_limit);
    g_test_add_func("/draft/M2/what-the-other-receives-is-not-done-by-the-sender",
                    test_what_the_other_receives_is_not_done_by_the_sender);
    g_test_add_func("/draft/M2/names-and-subjects-stand-as-they-are-written",
                    test_names_and_subjects_stand_as_they_are_written);
    g_test_add_func("/draft/M2/shapes-are-told-apart", test_shapes_are_told_apart);
    return g_test_run();
}
