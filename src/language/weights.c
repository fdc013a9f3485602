/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/weights.h"

#include "base/tk-error.h"
#include "language/letters.h"

#include <string.h>

#define MARK_MOST     64  /* bytes of a mark's name */
#define CONCEPTS_MOST 12  /* of one word */
#define CONCEPT_SIGN  '~' /* a class with this before its name is a concept */
#define NEAR          4   /* words within which two concepts are a pair */
#define LONG_SENTENCE 22  /* words */
#define STEP          100 /* weights are kept in hundredths */
#define STRONG        0.5 /* marks of at least this part of the strongest are pointed at */

const char *const part_names[PART_COUNT] = {
    [PART_JOB] = "job",     [PART_GUILT] = "guilt",     [PART_CREEPY] = "creepy",
    [PART_SALES] = "sales", [PART_BREACH] = "breach",   [PART_PANIC] = "panic",
    [PART_VAGUE] = "vague", [PART_ASK] = "ask",         [PART_REASON] = "reason",
    [PART_VALUE] = "value", [PART_WAY_OUT] = "way_out",
};

typedef struct {
    float weights[PART_COUNT];
} MarkWeights;

struct SentenceWeights {
    GHashTable *marks; /* name -> MarkWeights */
};

static int
part_number(const char *name)
{
    for (int i = 0; i < PART_COUNT; i++) {
        if (strcmp(part_names[i], name) == 0)
            return i;
    }
    return -1;
}

/* "b:har_du job 31 value -12" */
static gboolean
add_line(SentenceWeights *weights, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    g_autofree MarkWeights *mark = g_new0(MarkWeights, 1);
    guint count = g_strv_length(words);

    if (count < 3 || count % 2 == 0)
        return FALSE;
    for (guint i = 1; i < count; i += 2) {
        int part = part_number(words[i]);
        gint64 weight = 0;
        if (part < 0 || !g_ascii_string_to_signed(words[i + 1], 10, -100000, 100000, &weight, NULL))
            return FALSE;
        mark->weights[part] = (float) weight / STEP;
    }
    g_hash_table_insert(weights->marks, g_strdup(words[0]), g_steal_pointer(&mark));
    return TRUE;
}

SentenceWeights *
sentence_weights_new(const char *file, const char *text, GError **error)
{
    g_autoptr(SentenceWeights) weights = g_new0(SentenceWeights, 1);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    weights->marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; lines[i] != NULL; i++) {
        if (*lines[i] == '\0' || *lines[i] == '#')
            continue;
        if (!add_line(weights, lines[i])) {
            tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%u", file, i + 1);
            return NULL;
        }
    }
    return g_steal_pointer(&weights);
}

void
sentence_weights_free(SentenceWeights *weights)
{
    if (weights == NULL)
        return;
    g_hash_table_unref(weights->marks);
    g_free(weights);
}

typedef struct {
    const char *names[CONCEPTS_MOST]; /* what the word is about, each once */
    guint count;
    gsize from, until;
} Concepts;

static void
add_concept(Concepts *concepts, const char *name)
{
    for (guint i = 0; i < concepts->count; i++) {
        if (strcmp(concepts->names[i], name) == 0)
            return;
    }
    if (concepts->count < CONCEPTS_MOST)
        concepts->names[concepts->count++] = name;
}

/* Names and figures are all alike, so that no person and no sum is learnt. */
static void
add_nature(Concepts *concepts, const Reading *reading, const Word *word)
{
    static const struct {
        WordNature nature;
        const char *name;
    } natures[] = {
        { WORD_IS_NUMBER, "number" },     { WORD_IS_SENDER, "sender" },
        { WORD_IS_RECEIVER, "receiver" }, { WORD_IS_ORGANISATION, "org" },
        { WORD_IS_ROLE, "role" },         { WORD_IS_NAME, "name" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(natures); i++) {
        if (reading_word_has(reading, word, natures[i].nature)) {
            add_concept(concepts, natures[i].name);
            return;
        }
    }
}

static void
concepts_of(const RuleBook *rules, const Reading *reading, const Word *word, Concepts *out)
{
    *out = (Concepts) { .from = word->from, .until = word->until };
    add_nature(out, reading, word);
    for (guint n = 0; n < word->number_count; n++) {
        guint number = g_array_index(reading->numbers, guint, word->number_from + n);
        const GPtrArray *classes = rule_book_classes_of(rules, number);
        for (guint c = 0; classes != NULL && c < classes->len; c++) {
            const char *name = g_ptr_array_index(classes, c);
            if (*name == CONCEPT_SIGN)
                add_concept(out, name + 1);
        }
    }
}

typedef struct {
    SentenceMarkFound found;
    gpointer data;
} Teller;

static void
tell(const Teller *teller, const char *name, gsize from, gsize until)
{
    const SentenceMark mark = { name, from, until };

    teller->found(&mark, teller->data);
}

static void
tell_pairs(const Teller *teller, const Concepts *one, const Concepts *other)
{
    char name[MARK_MOST];

    for (guint a = 0; a < one->count; a++) {
        for (guint b = 0; b < other->count; b++) {
            g_snprintf(name, sizeof name, "%s_%s", one->names[a], other->names[b]);
            tell(teller, name, one->from, other->until);
        }
    }
}

static void
tell_hits(const Teller *teller, const RuleBook *rules, guint sentence, const GArray *hits)
{
    for (guint h = 0; h < hits->len; h++) {
        const RuleHit *hit = &g_array_index(hits, RuleHit, h);
        char name[MARK_MOST];
        if (hit->sentence != sentence)
            continue;
        g_snprintf(name, sizeof name, "rule:%s", rule_book_feature_name(rules, hit->feature));
        tell(teller, name, hit->from, hit->until);
    }
}

void
sentence_marks(const RuleBook *rules, const Reading *reading, guint sentence, const GArray *hits,
               SentenceMarkFound found, gpointer data)
{
    const Sentence *at = reading_sentence(reading, sentence);
    const Teller teller = { found, data };
    Concepts near[NEAR + 1] = { 0 }; /* the word and those before it, in a ring */
    guint count = MIN(at->words, SENTENCE_WORDS_MOST);

    tell(&teller, "*", at->from, at->until);
    if (at->question)
        tell(&teller, "?", at->from, at->until);
    /* In much that is said, more concepts meet by chance. */
    if (at->words > LONG_SENTENCE)
        tell(&teller, "?long", at->from, at->until);
    if (at->words > 2 * LONG_SENTENCE)
        tell(&teller, "?longer", at->from, at->until);
    for (guint i = 0; i < count; i++) {
        const Word *word = reading_word(reading, at->first_word + i);
        Concepts *own = &near[i % (NEAR + 1)];
        concepts_of(rules, reading, word, own);
        for (guint c = 0; c < own->count; c++)
            tell(&teller, own->names[c], word->from, word->until);
        for (guint before = 1; before <= MIN(i, NEAR); before++)
            tell_pairs(&teller, &near[(i - before) % (NEAR + 1)], own);
    }
    tell_hits(&teller, rules, sentence, hits);
}

typedef struct {
    const SentenceWeights *weights;
    GHashTable *met; /* MarkWeights that counted in this sentence: each counts once */
    double *scores;
    /* for pointing */
    Part part;
    float strongest;
    gsize from, until;
} Weighing;

static void
weigh_mark(const SentenceMark *mark, gpointer data)
{
    Weighing *weighing = data;
    MarkWeights *known = g_hash_table_lookup(weighing->weights->marks, mark->name);

    if (known == NULL || !g_hash_table_add(weighing->met, known))
        return;
    for (int part = 0; part < PART_COUNT; part++)
        weighing->scores[part] += known->weights[part];
}

void
sentence_weigh(const SentenceWeights *weights, const RuleBook *rules, const Reading *reading,
               guint sentence, const GArray *hits, double out_scores[PART_COUNT])
{
    g_autoptr(GHashTable) met = g_hash_table_new(NULL, NULL);
    Weighing weighing = { .weights = weights, .met = met, .scores = out_scores };

    for (int part = 0; part < PART_COUNT; part++)
        out_scores[part] = 0;
    sentence_marks(rules, reading, sentence, hits, weigh_mark, &weighing);
}

static float
weight_for(const Weighing *weighing, const SentenceMark *mark)
{
    const MarkWeights *known = g_hash_table_lookup(weighing->weights->marks, mark->name);

    /* "*" and "?" are said of the whole sentence. */
    return known == NULL || *mark->name == '*' || *mark->name == '?'
               ? 0
               : known->weights[weighing->part];
}

static void
seek_strongest(const SentenceMark *mark, gpointer data)
{
    Weighing *weighing = data;
    float weight = weight_for(weighing, mark);

    if (weight <= weighing->strongest)
        return;
    weighing->strongest = weight;
    weighing->from = mark->from;
    weighing->until = mark->until;
}

static void
widen(const SentenceMark *mark, gpointer data)
{
    Weighing *weighing = data;

    if (weight_for(weighing, mark) < weighing->strongest * STRONG)
        return;
    weighing->from = MIN(weighing->from, mark->from);
    weighing->until = MAX(weighing->until, mark->until);
}

void
sentence_point(const SentenceWeights *weights, const RuleBook *rules, const Reading *reading,
               guint sentence, const GArray *hits, Part part, gsize *out_from, gsize *out_until)
{
    const Sentence *at = reading_sentence(reading, sentence);
    Weighing weighing = { .weights = weights, .part = part, .from = at->from, .until = at->until };

    sentence_marks(rules, reading, sentence, hits, seek_strongest, &weighing);
    if (weighing.strongest > 0)
        sentence_marks(rules, reading, sentence, hits, widen, &weighing);
    *out_from = weighing.from;
    *out_until = weighing.until;
}
