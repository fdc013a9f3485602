/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * Thousands of drafts over random facts: what the program proposes must pass its own judge (M2).
 */
#include "language/draft.h"

#include "base/tk-day.h"
#include "base/tk-error.h"
#include "language/test-share.h"

#include <string.h>

#define DRAFTS_EACH  400 /* for each kind and language */
#define CHOICES_MOST 8

typedef struct {
    const char *language;
    const char *reasons[CHOICES_MOST], *purposes[CHOICES_MOST], *values[CHOICES_MOST];
    const char *backgrounds[CHOICES_MOST], *themes[CHOICES_MOST], *roles[CHOICES_MOST];
} Words;

static const Words words_by_language[] = {
    { "nb",
      { "foredraget ditt om småkraft på Voss", "Du gikk fra juss til kraft.",
        "at du byttet fra olje til vind", "fordi du har bygd opp nattvakten i Bodø",
        "Artikkelen din i Fagpressen", "your talk on small hydro", "rapporten deres om flom" },
      { "å forstå hvordan dere priser service", "hvordan dere valgte pilotkunder",
        "lære hva som var nytt i havvind", "prising av småkraft",
        "Jeg vil gjerne forstå hvordan du fordelte vaktene.", "", "hvorfor kaia sank" },
      { "tall fra 14 anlegg i kaldt klima", "Jeg viser deg gjerne avtalene våre.",
        "vise deg kartene våre fra Utsira", "å teste verktøyet ditt i tre borettslag",
        "hva 30 nattevakter har fortalt meg", "en liste over feilene vi gjorde",
        "a list of our mistakes" },
      { "", "ingeniør med ti år i felt", "sykepleier og student", "Head of Operations" },
      { "småkraft i bratt terreng", "hva som skjer i havvind", "", "Vind" },
      { "", "direktør", "leder for fundamenter", "Head of Heat", "Daglig leder", "CEO",
        "Sr. ingeniør" } },
    { "da",
      { "dit foredrag om solceller i Ribe", "Du gik fra jura til energi.",
        "at du skiftede fra olie til vind", "fordi du har bygget natholdet op",
        "Din artikel i Fagbladet", "your talk on small hydro", "jeres rapport om regnvand" },
      { "at forstå, hvordan I prissætter service", "hvordan I valgte pilotkunder",
        "lære, hvad der var nyt på havet", "priser på solceller",
        "Jeg vil gerne forstå, hvordan du fordelte vagterne.", "", "hvorfor kajen sank" },
      { "tal fra 14 anlæg", "Jeg viser dig gerne vores aftaler.", "vise dig vores kort",
        "at teste dit værktøj i tre foreninger", "hvad 30 nattevagter har fortalt mig",
        "en liste over de fejl, vi begik", "a list of our mistakes" },
      { "", "ingeniør med ti år i felten", "sygeplejerske", "Head of Operations" },
      { "solceller på gamle tage", "hvad der sker med havvind", "", "Vind" },
      { "", "direktør", "leder af anlæg", "Head of Heat", "Salgschef", "CTO", "Adm. direktør" } },
    { "sv",
      { "ditt föredrag om solceller i Lund", "Du gick från juridik till energi.",
        "att du bytte från olja till vind", "eftersom du har byggt upp nattlaget",
        "Din artikel i Facktidningen", "your talk on small hydro", "er rapport om dagvatten" },
      { "att förstå hur ni prissätter service", "hur ni valde pilotkunder",
        "lära mig vad som var nytt till havs", "priser på solceller",
        "Jag vill gärna förstå hur du fördelade passen.", "", "varför kajen sjönk" },
      { "siffror från 14 anläggningar", "Jag visar dig gärna våra avtal.", "visa dig våra kartor",
        "att testa ditt verktyg i tre föreningar", "vad 30 nattvakter har berättat för mig",
        "en lista över felen vi gjorde", "a list of our mistakes" },
      { "", "ingenjör med tio år i fält", "sjuksköterska", "Head of Operations" },
      { "solceller på gamla tak", "vad som händer med vindkraft", "", "Vind" },
      { "", "direktör", "chef för anläggning", "Head of Heat", "Verkställande direktör", "VD",
        "Bitr. chef" } },
    { "en",
      { "your talk on small hydro in Hull", "You moved from law to energy.",
        "that you moved from oil to wind", "because you built up the night team",
        "Your article in the Trade Review", "foredraget ditt om havet", "your report on floods" },
      { "to understand how you price service", "how you chose pilot customers",
        "learn what was new offshore", "pricing solar panels",
        "I'd like to understand how you shared out the shifts.", "", "why the quay sank" },
      { "figures from 14 plants", "I'll gladly show you our contracts.", "show you our maps",
        "to test your tool in three co-ops", "what 30 night nurses have told me",
        "a list of the mistakes we made", "en liste over feilene vi gjorde" },
      { "", "engineer with ten years in the field", "a nurse and student", "Head of Operations" },
      { "solar panels on old roofs", "what happens offshore", "", "Wind" },
      { "", "director", "head of foundations", "Head of Heat", "CEO", "Sr. Engineer",
        "VP, Sales" } },
};

static const char *const names[][2] = {
    { "Kari", "Kari Holm" },       { "Åse", "Åse Sæther" },    { "Lars", "Lars Lars" },
    { "Jean-Luc", "Jean-Luc Ås" }, { "Ida", "Ida El-Khatib" }, { "Max", "Max Ööst" },
};

static const char *
pick(GRand *dice, const char *const *choices)
{
    guint count = 0;

    while (count < CHOICES_MOST && choices[count] != NULL)
        count++;
    return choices[g_rand_int_range(dice, 0, (gint32) count)];
}

/* Titles and organisations as people write them, brought to the form they have in a letter. */
static void
pick_occasion(GRand *dice, const Words *words, DraftFacts *facts)
{
    static const char *const occasions[] = { "promotion", "new_post", "new_organisation",
                                             "left",      "retired",  NULL };
    static const char *const organisations[] = { "",           "Enova",       "Østlyn", "Å Energi",
                                                 "Lars & Co.", "Rav Kommune", "ISS",    NULL };

    facts->occasion = pick(dice, occasions);
    facts->post = pick(dice, words->roles);
    facts->old_post = pick(dice, words->roles);
    facts->organisation = pick(dice, organisations);
    facts->old_organisation = pick(dice, organisations);
    if (*facts->post == '\0' && *facts->organisation == '\0')
        facts->organisation = "Enova";
    if (strcmp(facts->kind, "touch") == 0)
        facts->occasion = g_rand_boolean(dice) ? "mail" : "meeting";
}

static DraftFacts
random_facts(GRand *dice, const Words *words, const char *kind)
{
    static const char *const forms[] = { "coffee", "call", "video", "lunch", "", "visit", NULL };
    static const char *const organisations[] = { "", "Enova", "Østlyn AS", "Lars & Co.", NULL };
    static const char *const subjects[] = { "Småkraft", "Re: Kaia", "Question about wind?", NULL };
    const char *const *receiver = names[g_rand_int_range(dice, 0, G_N_ELEMENTS(names))];
    DraftFacts facts = {
        .kind = kind,
        .language = words->language,
        .formality = g_rand_boolean(dice) ? "formal" : "informal",
        .number = g_rand_boolean(dice) ? 1 : 2,
        .sender_name = "Ola Nordmann",
        .sender_background = pick(dice, words->backgrounds),
        .receiver_name = receiver[1],
        .receiver_given_name = receiver[0],
        .receiver_family_name = "",
        .receiver_role = pick(dice, words->roles),
        .receiver_organisation = pick(dice, organisations),
        .target_name = names[g_rand_int_range(dice, 0, G_N_ELEMENTS(names))][1],
        .target_role = pick(dice, words->roles),
        .target_organisation = pick(dice, organisations),
        .purpose = pick(dice, words->purposes),
        .reason = pick(dice, words->reasons),
        .value_for_them = pick(dice, words->values),
        .value_for_me = "",
        .theme = pick(dice, words->themes),
        .form = pick(dice, forms),
        .minutes = g_rand_boolean(dice) ? 20 : 0,
        .earlier_subject = pick(dice, subjects),
        .earlier_day = 20400 + g_rand_int_range(dice, 0, 400),
    };

    pick_occasion(dice, words, &facts);
    if (*facts.purpose == '\0' && *facts.theme == '\0')
        facts.theme = words->themes[0];
    facts.today = facts.earlier_day + 8;
    if (strcmp(kind, "follow_up") == 0 && g_rand_boolean(dice))
        facts.target_name = "";
    return facts;
}

/* What the checker of this test can see of broken text; NULL when it is whole. */
static const char *
broken_text(const char *text)
{
    static const char *const marks[] = { "{",  "}",  "  ", " .", " ,",  "..", " ?", "?.",
                                         ".?", ",,", ",?", "?,", ": :", "!.", ".,", "(null)" };

    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        /* "Re: Question?" and "Co." are the user's own. */
        if (strstr(text, marks[i]) != NULL && strstr(text, "Co.") == NULL &&
            strstr(text, "wind?") == NULL)
            return marks[i];
    }
    return NULL;
}

static void
check_findings(const LanguageShare *share, const DraftFacts *facts, const Draft *draft)
{
    gboolean note = strcmp(facts->kind, "forwardable") == 0;
    const JudgeText text = {
        .kind = facts->kind,
        .language = facts->language,
        .sender_name = facts->sender_name,
        .receiver_name = note ? facts->target_name : facts->receiver_name,
        .receiver_role = note ? facts->target_role : facts->receiver_role,
        .receiver_organisation = note ? facts->target_organisation : facts->receiver_organisation,
        .context = "",
        .subject = draft->subject,
        .body = draft->body,
    };
    g_autoptr(GPtrArray) findings = judge_message(share, &text);

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        if (finding->severity == FINDING_WARNING && strcmp(finding->code, "mixed_language") == 0)
            continue; /* phrases in another language are used as given */
        g_test_message("%s %s: %s\n%s", facts->language, facts->kind, finding->code, draft->body);
        g_assert_not_reached();
    }
}

static void
test_every_draft_passes_the_judge(gconstpointer data)
{
    const char *kind = data;
    g_autoptr(LanguageShare) share = test_share();
    g_autoptr(GRand) dice = g_rand_new_with_seed(7);

    for (gsize l = 0; l < G_N_ELEMENTS(words_by_language); l++) {
        for (guint i = 0; i < DRAFTS_EACH; i++) {
            g_autoptr(GError) error = NULL;
            DraftFacts facts = random_facts(dice, &words_by_language[l], kind);
            g_autoptr(Draft) draft =
                draft_compose(share, &facts, (unsigned) g_rand_int_range(dice, 0, 1000), &error);
            g_assert_no_error(error);
            if (broken_text(draft->body) != NULL)
                g_test_message("broken: '%s'\n%s", broken_text(draft->body), draft->body);
            g_assert_null(broken_text(draft->body));
            g_assert_null(strstr(draft->subject, "{"));
            g_assert_cmpstr(draft->subject, !=, "");
            check_findings(share, &facts, draft);
        }
    }
}

static void
test_the_checker_sees_planted_faults(void)
{
    g_assert_nonnull(broken_text("Takk for {reason}."));
    g_assert_nonnull(broken_text("Takk  for sist."));
    g_assert_nonnull(broken_text("Har du tid.?"));
    g_assert_null(broken_text("Har du tid? Takk."));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/draft/M2/every-outreach-passes-the-judge", "outreach",
                         test_every_draft_passes_the_judge);
    g_test_add_data_func("/draft/P3/every-introduction-request-passes-the-judge", "intro_request",
                         test_every_draft_passes_the_judge);
    g_test_add_data_func("/draft/P3/every-forwardable-note-passes-the-judge", "forwardable",
                         test_every_draft_passes_the_judge);
    g_test_add_data_func("/draft/F2/every-follow-up-passes-the-judge", "follow_up",
                         test_every_draft_passes_the_judge);
    g_test_add_data_func("/draft/L2/every-word-on-a-change-passes-the-judge", "milestone",
                         test_every_draft_passes_the_judge);
    g_test_add_data_func("/draft/L1/every-sign-of-life-passes-the-judge", "touch",
                         test_every_draft_passes_the_judge);
    g_test_add_func("/draft/the-checker-sees-planted-faults", test_the_checker_sees_planted_faults);
    return g_test_run();
}
