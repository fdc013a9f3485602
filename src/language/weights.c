/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/weights.h"

#include "base/tk-error.h"

#include <string.h>

#define STEP   100 /* weights are kept in hundredths */
#define STRONG 0.5 /* words of at least this part of the strongest are pointed at */

const char *const part_names[PART_COUNT] = {
    [PART_JOB] = "job",         [PART_GUILT] = "guilt",     [PART_CREEPY] = "creepy",
    [PART_SALES] = "sales",     [PART_BREACH] = "breach",   [PART_PANIC] = "panic",
    [PART_VAGUE] = "vague",     [PART_ASK] = "ask",         [PART_REASON] = "reason",
    [PART_VALUE] = "value",     [PART_WAY_OUT] = "way_out", [PART_SPECIFIC] = "specific",
    [PART_CONTEXT] = "context", [PART_THANKS] = "thanks",   [PART_PURPOSE] = "purpose",
    [PART_ASKS] = "asks",
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
    const SentenceWeights *weights;
    GHashTable *met; /* MarkWeights that counted in this sentence: each counts once */
    double share;    /* of a piece */
    double *scores;
} Weighing;

static void
weigh_mark(const SentenceMark *mark, gpointer data)
{
    Weighing *weighing = data;
    MarkWeights *known = g_hash_table_lookup(weighing->weights->marks, mark->name);

    if (known == NULL || !g_hash_table_add(weighing->met, known))
        return;
    for (int part = 0; part < PART_COUNT; part++)
        weighing->scores[part] += known->weights[part] * (mark->piece ? weighing->share : 1);
}

void
sentence_weigh(const SentenceWeights *weights, const MarkedText *text, guint sentence,
               double out_scores[PART_COUNT])
{
    g_autoptr(GHashTable) met = g_hash_table_new(NULL, NULL);
    Weighing weighing = {
        .weights = weights,
        .met = met,
        .share = sentence_piece_share(reading_sentence(text->reading, sentence)),
        .scores = out_scores,
    };

    for (int part = 0; part < PART_COUNT; part++)
        out_scores[part] = 0;
    sentence_marks(text, sentence, weigh_mark, &weighing);
}

typedef struct {
    const SentenceWeights *weights;
    GHashTable *met;
    const MarkedText *text;
    const Sentence *sentence;
    Part part;
    double share;
    double words[SENTENCE_WORDS_MOST]; /* what each speaks for the part */
} Pointing;

/* What is said of several words is said by each of them in part. */
static void
weigh_words(const SentenceMark *mark, gpointer data)
{
    Pointing *pointing = data;
    MarkWeights *known = g_hash_table_lookup(pointing->weights->marks, mark->name);
    guint first = 0, until = 0;

    /* "*" and "?" are said of the whole sentence. */
    if (known == NULL || *mark->name == '*' || *mark->name == '?' ||
        !g_hash_table_add(pointing->met, known))
        return;
    for (guint i = 0; i < MIN(pointing->sentence->words, SENTENCE_WORDS_MOST); i++) {
        const Word *word =
            reading_word(pointing->text->reading, pointing->sentence->first_word + i);
        if (word->until <= mark->from)
            first = i + 1;
        if (word->from < mark->until)
            until = i + 1;
    }
    double weight = known->weights[pointing->part] * (mark->piece ? pointing->share : 1);
    for (guint i = first; i < until; i++)
        pointing->words[i] += weight / (until - first);
}

void
sentence_point(const SentenceWeights *weights, const MarkedText *text, guint sentence, Part part,
               gsize *out_from, gsize *out_until)
{
    const Sentence *at = reading_sentence(text->reading, sentence);
    g_autoptr(GHashTable) met = g_hash_table_new(NULL, NULL);
    Pointing pointing = { .weights = weights,
                          .met = met,
                          .text = text,
                          .sentence = at,
                          .part = part,
                          .share = sentence_piece_share(at) };
    guint count = MIN(at->words, SENTENCE_WORDS_MOST);
    double strongest = 0;
    gboolean met_any = FALSE;

    sentence_marks(text, sentence, weigh_words, &pointing);
    for (guint i = 0; i < count; i++)
        strongest = MAX(strongest, pointing.words[i]);
    *out_from = at->from;
    *out_until = at->until;
    for (guint i = 0; i < count && strongest > 0; i++) {
        const Word *word = reading_word(text->reading, at->first_word + i);
        if (pointing.words[i] < strongest * STRONG)
            continue;
        *out_from = met_any ? *out_from : word->from;
        *out_until = word->until;
        met_any = TRUE;
    }
}
