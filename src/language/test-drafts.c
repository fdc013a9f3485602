/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/test-drafts.h"

#include "base/tk-day.h"

#include "language/test-share.h"

#include <string.h>

typedef struct {
    const char *given, *whole;
} TestName;

static const TestName names[] = {
    { "Kari", "Kari Holm" },
    { "Åse", "Åse Sæther" },
    { "Lars", "Lars Lars" },
    { "Jean-Luc", "Jean-Luc Ås" },
    { "Ida", "Ida El-Khatib" },
    { "Max", "Max Ööst" },
    { "Anne Marie", "Anne Marie von Essen" },
    { "Bo", "Bo" },
    { "Siobhán", "Siobhán O'Brien" },
    { "Iris", "Iris Holz" },
    { "Nguyễn", "Nguyễn Thị Hạnh" },
    { "Beatrix", "Beatrix Ek-Zachariassen" },
};

static const char *const organisations[] = {
    "",           "Enova",           "Østlyn AS",
    "Lars & Co.", "Å Energi",        "Rav Kommune",
    "ISS",        "Bok \"og\" Form", "Hansen, Bø & Partnere",
    "e-Smart",    "24SevenOffice",   "Jazz",
};

DraftFacts
test_known_facts(const char *kind, const char *language)
{
    DraftFacts facts = {
        .kind = kind,
        .language = language,
        .formality = "informal",
        .number = 1,
        .sender_name = "Ola Nordmann",
        .sender_background = "",
        .receiver_name = "Kari Holm",
        .receiver_given_name = "Kari",
        .receiver_family_name = "Holm",
        .receiver_role = "",
        .receiver_organisation = "",
        .target_name = "Nina Lie",
        .target_role = "",
        .target_organisation = "Enova",
        .purpose = "prising av småkraft",
        .reason = "foredraget ditt om småkraft på Voss",
        .value_for_them = "tall fra ni kraftverk",
        .value_for_me = "",
        .theme = "",
        .form = "coffee",
        .earlier_subject = "Småkraft",
    };

    tk_day_from_date(2026, 2, 4, &facts.earlier_day);
    facts.today = facts.earlier_day + 8;
    return facts;
}

Draft *
test_compose(const LanguageShare *share, const DraftFacts *facts, unsigned variant)
{
    g_autoptr(GError) error = NULL;
    Draft *draft = draft_compose(share, facts, variant, &error);

    g_assert_no_error(error);
    return draft;
}

TestPhrases *
test_phrases(const char *language)
{
    g_autofree char *path = g_strdup_printf("tests/fixtures/drafts/%s.facts", language);
    g_autofree char *text = test_source_file(path);
    TestPhrases *phrases = g_new0(TestPhrases, 1);

    g_assert_nonnull(text);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    phrases->language = language;
    phrases->phrases =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
    for (guint i = 0; lines[i] != NULL; i++) {
        const char *colon = strchr(lines[i], ':');
        if (*lines[i] == '#' || colon == NULL)
            continue;
        g_autofree char *name = g_strndup(lines[i], (gsize) (colon - lines[i]));
        GPtrArray *values = g_hash_table_lookup(phrases->phrases, name);
        if (values == NULL) {
            values = g_ptr_array_new_with_free_func(g_free);
            g_hash_table_insert(phrases->phrases, g_steal_pointer(&name), values);
        }
        g_ptr_array_add(values, g_strstrip(g_strdup(colon + 1)));
    }
    return phrases;
}

void
test_phrases_free(TestPhrases *phrases)
{
    if (phrases == NULL)
        return;
    g_hash_table_unref(phrases->phrases);
    g_free(phrases);
}

static const char *
pick(GRand *dice, const TestPhrases *phrases, const char *name)
{
    const GPtrArray *values = g_hash_table_lookup(phrases->phrases, name);

    g_assert_nonnull(values);
    return g_ptr_array_index(values, g_rand_int_range(dice, 0, (gint32) values->len));
}

static const char *
pick_one(GRand *dice, const char *const *choices, gsize count)
{
    return choices[g_rand_int_range(dice, 0, (gint32) count)];
}

static const TestName *
pick_name(GRand *dice)
{
    return &names[g_rand_int_range(dice, 0, G_N_ELEMENTS(names))];
}

/* Titles and organisations brought to the form they have in a letter. */
static void
pick_occasion(GRand *dice, const TestPhrases *phrases, DraftFacts *facts)
{
    static const char *const occasions[] = { "promotion", "new_post", "new_organisation", "left",
                                             "retired" };

    facts->occasion = pick_one(dice, occasions, G_N_ELEMENTS(occasions));
    facts->post = pick(dice, phrases, "role");
    facts->old_post = pick(dice, phrases, "role");
    facts->organisation = pick_one(dice, organisations, G_N_ELEMENTS(organisations));
    facts->old_organisation = pick_one(dice, organisations, G_N_ELEMENTS(organisations));
    if (*facts->post == '\0' && *facts->organisation == '\0')
        facts->organisation = "Enova";
    if (strcmp(facts->kind, "touch") == 0)
        facts->occasion = g_rand_boolean(dice) ? "mail" : "meeting";
}

static void
pick_later_kinds(GRand *dice, const TestPhrases *phrases, DraftFacts *facts)
{
    facts->times = pick(dice, phrases, "times");
    facts->place = pick(dice, phrases, "place");
    facts->topics = pick(dice, phrases, "topics");
    facts->said = pick(dice, phrases, "said");
    facts->promise = pick(dice, phrases, "promise");
    facts->points = pick(dice, phrases, "points");
    facts->title = pick(dice, phrases, "title");
    facts->link = pick(dice, phrases, "link");
    facts->outcome = pick(dice, phrases, "outcome");
    facts->thought = pick(dice, phrases, "thought");
    facts->later = pick(dice, phrases, "later");
    if (strcmp(facts->kind, "decline") == 0)
        facts->reason = pick(dice, phrases, "refusal");
    if (strcmp(facts->kind, "decline") == 0 && g_rand_boolean(dice))
        facts->target_name = "";
}

DraftFacts
test_random_facts(GRand *dice, const TestPhrases *phrases, const char *kind)
{
    static const char *const forms[] = { "coffee", "call", "video", "lunch", "", "visit" };
    static const char *const subjects[] = { "Småkraft", "Re: Kaia", "Question about wind?" };
    const TestName *receiver = pick_name(dice);
    DraftFacts facts = {
        .kind = kind,
        .language = phrases->language,
        .formality = g_rand_boolean(dice) ? "formal" : "informal",
        .number = g_rand_boolean(dice) ? 1 : 2,
        .sender_name = "Ola Nordmann",
        .sender_background = pick(dice, phrases, "background"),
        .receiver_name = receiver->whole,
        .receiver_given_name = receiver->given,
        .receiver_family_name = "",
        .receiver_role = pick(dice, phrases, "role"),
        .receiver_organisation = pick_one(dice, organisations, G_N_ELEMENTS(organisations)),
        .target_name = pick_name(dice)->whole,
        .target_role = pick(dice, phrases, "role"),
        .target_organisation = pick_one(dice, organisations, G_N_ELEMENTS(organisations)),
        .purpose = pick(dice, phrases, "purpose"),
        .reason = pick(dice, phrases, "reason"),
        .value_for_them = pick(dice, phrases, "value"),
        .value_for_me = "",
        .theme = pick(dice, phrases, "theme"),
        .form = pick_one(dice, forms, G_N_ELEMENTS(forms)),
        .minutes = g_rand_boolean(dice) ? 20 : 0,
        .earlier_subject = pick_one(dice, subjects, G_N_ELEMENTS(subjects)),
        .earlier_day = 20400 + g_rand_int_range(dice, 0, 400),
    };

    if (strcmp(kind, "propose") == 0 && *facts.form == '\0')
        facts.form = "coffee";
    pick_occasion(dice, phrases, &facts);
    pick_later_kinds(dice, phrases, &facts);
    while (*facts.purpose == '\0' && *facts.theme == '\0')
        facts.theme = pick(dice, phrases, "theme");
    facts.today = facts.earlier_day + g_rand_int_range(dice, 0, 9);
    if (strcmp(kind, "follow_up") == 0 && g_rand_boolean(dice))
        facts.target_name = "";
    return facts;
}

/* Words that never follow themselves: "for for", "at at". The rest may ("Lars Lars"). */
static gboolean
may_double(const char *word)
{
    return g_unichar_isupper(g_utf8_get_char(word)) || g_unichar_isdigit(g_utf8_get_char(word)) ||
           strcmp(word, "-") == 0;
}

static gboolean
ends_with_one_of(const char *word, const char *const *ends)
{
    for (guint i = 0; ends[i] != NULL; i++) {
        if (g_str_has_suffix(word, ends[i]))
            return TRUE;
    }
    return FALSE;
}

/* "a apple", "an house": by the letter, as far as that tells. */
static gboolean
is_wrong_article(const char *article, const char *word)
{
    static const char *const sound_otherwise[] = {
        "hour", "honest", "one", "uni", "use", "eu", NULL
    };
    gboolean vowel = strchr("aeiouAEIOU", word[0]) != NULL;

    for (guint i = 0; sound_otherwise[i] != NULL; i++) {
        if (g_ascii_strncasecmp(word, sound_otherwise[i], strlen(sound_otherwise[i])) == 0)
            return FALSE;
    }
    return g_ascii_isalpha(word[0]) &&
           ((strcmp(article, "a") == 0 && vowel) || (strcmp(article, "an") == 0 && !vowel));
}

/* What is wrong between a word and the one before it; NULL for nothing. */
static const char *
broken_pair(const char *before, const char *word, const char *language)
{
    static const char *const stops[] = { ".", "!", "?", NULL };
    static const char *const short_forms[] = { "Co.",  "sr.",   "adm.", "bitr.", "Sr.",
                                               "Adm.", "Bitr.", "kl.",  "nr.",   "No.",
                                               "p.m.", "a.m.",  NULL };
    gunichar first = g_utf8_get_char(word);

    if (strcmp(before, word) == 0 && !may_double(word))
        return "a doubled word";
    if (strcmp(language, "en") == 0 && is_wrong_article(before, word))
        return "the wrong article";
    /* A day's number has a stop, and a small letter after it: "10. februar". */
    if (ends_with_one_of(before, stops) && !ends_with_one_of(before, short_forms) &&
        !g_ascii_isdigit(before[0]) && g_unichar_islower(first))
        return "a small letter after a stop";
    return NULL;
}

static const char *
broken_marks(const char *text)
{
    static const char *const marks[] = { "{",  "}",  "  ", " .", " ,",  "..", " ?",   "?.",
                                         ".?", ",,", ",?", "?,", ": :", "!.", ".,",   "(null)",
                                         ".!", "?!", "!!", "«»", "»«",  "””", "\"\"", "s's",
                                         ":.", ",.", "( ", " )", " :",  ".:", "[",    "]" };

    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (strstr(text, marks[i]) != NULL)
            return marks[i];
    }
    return NULL;
}

/* Without what stands in quotation marks, and without links: those are written by others. */
static char *
without_quotes(const char *text)
{
    static const char *const pattern =
        "«[^»]+»|»[^«]+«|”[^”]+”|\"[^\"]+\"|\\S+\\.example\\S*|[ap]\\.m\\.";
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);

    g_assert_nonnull(regex);
    return g_regex_replace(regex, text, -1, 0, "X", 0, NULL);
}

static char *
broken_paragraph(const char *paragraph, const char *language)
{
    g_auto(GStrv) words = g_strsplit_set(paragraph, " \n", -1);
    gsize length = strlen(paragraph);

    for (guint i = 1; words[i] != NULL; i++) {
        const char *what = broken_pair(words[i - 1], words[i], language);
        if (what != NULL)
            return g_strdup_printf("%s: %s %s", what, words[i - 1], words[i]);
    }
    if (strchr(paragraph, '\n') == NULL && length > 0 &&
        strchr(".!?X", paragraph[length - 1]) == NULL)
        return g_strdup_printf("no stop: %s", paragraph);
    return NULL;
}

char *
test_broken_text(const char *text, const char *language)
{
    g_autofree char *own = without_quotes(text);
    g_auto(GStrv) paragraphs = g_strsplit(own, "\n\n", -1);
    const char *mark = broken_marks(own);
    guint count = g_strv_length(paragraphs);

    if (mark != NULL)
        return g_strdup(mark);
    /* The first is the greeting, the last the sign-off. */
    for (guint i = 1; i + 1 < count; i++) {
        char *what = NULL;
        if (strstr(paragraphs[i], "---") != NULL ||
            strchr(paragraphs[i + 1], '-') == paragraphs[i + 1])
            break; /* the note to be forwarded has a sign-off of its own, and is tested by itself */
        what = broken_paragraph(paragraphs[i], language);
        if (what != NULL)
            return what;
    }
    return NULL;
}
