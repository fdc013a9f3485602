/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/question.h"

#include "language/share-private.h"

#include <string.h>

const char *const question_feature_names[QUESTION_FEATURE_COUNT] = {
    [QUESTION_OPEN] = "open",       [QUESTION_CLOSED] = "closed",
    [QUESTION_LEADING] = "leading", [QUESTION_DOUBLE] = "double",
    [QUESTION_JOB] = "job",         [QUESTION_SEARCHABLE] = "searchable",
};

/* MESSAGES.md's table. An open head is no finding: its lack is one. */
static const struct {
    QuestionFeature feature;
    const char *code, *advice;
    FindingSeverity severity;
} codes[] = {
    { QUESTION_CLOSED, "closed", "question-closed", FINDING_WARNING },
    { QUESTION_LEADING, "leading", "question-leading", FINDING_HINT },
    { QUESTION_DOUBLE, "double", "question-double", FINDING_HINT },
    { QUESTION_JOB, "job", "question-job", FINDING_ERROR },
    { QUESTION_SEARCHABLE, "searchable", "question-searchable", FINDING_HINT },
};

/* The bytes where a feature was first found; until == 0: not at all. */
typedef struct {
    gsize from, until;
} Place;

static gboolean
parts_clauses(const char *text, gsize from, gsize until)
{
    static const char *const marks[] = { ";", ":", "\xE2\x80\x93", "\xE2\x80\x94", " - " };

    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (g_strstr_len(text + from, (gssize) (until - from), marks[i]) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* The clauses of one sentence, as sentences of their own: after a semicolon, a colon or a dash a
 * question may begin anew. */
static void
add_clauses(const Reading *reading, const Sentence *sentence, GArray *clauses)
{
    Sentence clause = *sentence;

    for (guint w = 1; w < sentence->words; w++) {
        const Word *before = reading_word(reading, sentence->first_word + w - 1);
        const Word *word = reading_word(reading, sentence->first_word + w);
        if (!parts_clauses(reading->text, before->until, word->from))
            continue;
        clause.until = before->until;
        clause.words = sentence->first_word + w - clause.first_word;
        clause.question = FALSE;
        g_array_append_val(clauses, clause);
        clause = *sentence;
        clause.from = word->from;
        clause.first_word = sentence->first_word + w;
        clause.words = sentence->words - w;
    }
    g_array_append_val(clauses, clause);
}

/* "How do you plan the spring - could somebody like me be of use?": the first asks as well. */
static gboolean
begins_to_ask(const RuleBook *book, const Reading *reading, const Sentence *clause)
{
    return clause->question ||
           rule_book_class_has(book, "wh", reading, reading_word(reading, clause->first_word));
}

/* What asks: the clauses with a question mark, or all where there is none ("Tell me about ..."). */
static GArray *
clauses_that_ask(const RuleBook *book, const Reading *reading)
{
    g_autoptr(GArray) clauses = g_array_new(FALSE, FALSE, sizeof(Sentence));
    g_autoptr(GArray) asking = g_array_new(FALSE, FALSE, sizeof(Sentence));
    gboolean marked = FALSE;

    for (guint i = 0; i < reading->sentences->len; i++) {
        const Sentence *sentence = reading_sentence(reading, i);
        if (sentence->words > 0)
            add_clauses(reading, sentence, clauses);
    }
    for (guint i = 0; i < clauses->len; i++) {
        marked |= g_array_index(clauses, Sentence, i).question;
        if (begins_to_ask(book, reading, &g_array_index(clauses, Sentence, i)))
            g_array_append_val(asking, g_array_index(clauses, Sentence, i));
    }
    return marked ? g_steal_pointer(&asking) : g_steal_pointer(&clauses);
}

/* "Who are your clients, and how did you win them?": each half asks for itself. */
static GArray *
halves_of_doubles(const Reading *reading, const GArray *hits, int twice)
{
    GArray *halves = g_array_new(FALSE, FALSE, sizeof(Sentence));

    for (guint i = 0; i < reading->sentences->len; i++) {
        Sentence half = *reading_sentence(reading, i);
        const guint end = half.first_word + half.words;
        for (guint h = 0; h < hits->len; h++) {
            const RuleHit *hit = &g_array_index(hits, RuleHit, h);
            guint word = half.first_word;
            while (word < end && reading_word(reading, word)->from < hit->from)
                word++;
            if ((int) hit->feature != twice || hit->sentence != i || word == half.first_word ||
                word == end)
                continue;
            half.words = word - half.first_word;
            half.until = reading_word(reading, word - 1)->until;
            g_array_append_val(halves, half);
            half = *reading_sentence(reading, i);
            half.first_word = word;
            half.words = end - word;
            half.from = hit->from;
        }
        g_array_append_val(halves, half);
    }
    return halves;
}

/* A clause is closed where a rule says so, or where nothing shows that it is open. A text is closed
 * only if every clause of it is: one that is open leaves room to tell. */
static gboolean
is_closed(const GArray *hits, const int features[QUESTION_FEATURE_COUNT], guint clauses)
{
    for (guint clause = 0; clause < clauses; clause++) {
        gboolean open = FALSE, closed = FALSE;
        for (guint h = 0; h < hits->len; h++) {
            const RuleHit *hit = &g_array_index(hits, RuleHit, h);
            open |= hit->sentence == clause && (int) hit->feature == features[QUESTION_OPEN];
            closed |= hit->sentence == clause && (int) hit->feature == features[QUESTION_CLOSED];
        }
        if (open && !closed)
            return FALSE;
    }
    return clauses > 0;
}

static gboolean
all_are_closed(const RuleBook *book, const Reading *reading, const GArray *hits,
               const int features[QUESTION_FEATURE_COUNT])
{
    g_autoptr(GArray) halves = halves_of_doubles(reading, hits, features[QUESTION_DOUBLE]);
    Reading parted = *reading;

    if (halves->len == reading->sentences->len)
        return is_closed(hits, features, halves->len);
    parted.sentences = halves;
    g_autoptr(GArray) anew = rule_book_find(book, &parted, "");
    return is_closed(anew, features, halves->len);
}

static void
add_finding(GPtrArray *findings, guint code, const Place *place)
{
    Finding *finding = g_new0(Finding, 1);

    finding->code = codes[code].code;
    finding->advice = codes[code].advice;
    finding->severity = codes[code].severity;
    finding->from = place->from;
    finding->until = place->until;
    finding->subject = g_strdup("");
    g_ptr_array_add(findings, finding);
}

static void
note_place(Place places[QUESTION_FEATURE_COUNT], QuestionFeature feature, gsize from, gsize until)
{
    if (places[feature].until == 0)
        places[feature] = (Place) { from, until };
}

static void
judge_clauses(const LanguageShare *share, int language, Reading *reading, GPtrArray *findings)
{
    const int *features = share->question_features[language];
    Place places[QUESTION_FEATURE_COUNT] = { 0 };
    GArray *asking = clauses_that_ask(share->questions[language], reading);

    g_array_unref(reading->sentences);
    reading->sentences = asking;
    g_autoptr(GArray) hits = rule_book_find(share->questions[language], reading, "");
    for (guint h = 0; h < hits->len; h++) {
        const RuleHit *hit = &g_array_index(hits, RuleHit, h);
        for (guint f = 0; f < QUESTION_FEATURE_COUNT; f++) {
            if ((int) hit->feature == features[f])
                note_place(places, (QuestionFeature) f, hit->from, hit->until);
        }
    }
    if (asking->len > 1 && g_array_index(asking, Sentence, asking->len - 1).question) {
        const Sentence *second = &g_array_index(asking, Sentence, 1);
        note_place(places, QUESTION_DOUBLE, second->from, second->until);
    }
    places[QUESTION_CLOSED] = (Place) { 0 };
    if (all_are_closed(share->questions[language], reading, hits, features)) {
        const Sentence *first = reading_sentence(reading, 0);
        places[QUESTION_CLOSED] = (Place) { first->from, first->until };
    }
    for (guint code = 0; code < G_N_ELEMENTS(codes); code++) {
        if (places[codes[code].feature].until > 0)
            add_finding(findings, code, &places[codes[code].feature]);
    }
}

GPtrArray *
question_judge(const LanguageShare *share, const char *text, const char *language)
{
    GPtrArray *findings = g_ptr_array_new_with_free_func((GDestroyNotify) finding_free);
    int number = language_number(*language != '\0' ? language : language_of(share, text));

    if (number < 0)
        return findings;
    g_autoptr(Reading) reading = language_share_read_by(
        share, text, number, rule_book_vocabulary(share->questions[number]), NULL);
    judge_clauses(share, number, reading, findings);
    g_ptr_array_sort(findings, finding_compare);
    return findings;
}
