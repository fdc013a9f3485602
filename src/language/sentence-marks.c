/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/sentence-marks.h"

#include "language/letters.h"
#include "language/which-language.h"

#include <math.h>
#include <string.h>

#define MARK_MOST     64  /* bytes of a mark's name */
#define CONCEPTS_MOST 12  /* of one word */
#define CONCEPT_SIGN  '~' /* a class with this before its name is a concept */
#define NEAR          4   /* words within which two concepts are a pair */
#define LONG_SENTENCE 22  /* words */
#define SHORT         6   /* words of a sentence that says little */
#define PIECE_LETTERS 4
#define USUAL_WORDS   12.0 /* of a sentence: there a piece counts as much as another mark */
#define PIECE_MOST    1.5  /* in a short one */

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
    const SentenceMark mark = { name, from, until, FALSE };

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
tell_hits(const Teller *teller, const MarkedText *text, guint sentence)
{
    for (guint h = 0; h < text->hits->len; h++) {
        const RuleHit *hit = &g_array_index(text->hits, RuleHit, h);
        char name[MARK_MOST];
        if (hit->sentence != sentence)
            continue;
        g_snprintf(name, sizeof name, "rule:%s", rule_book_feature_name(text->rules, hit->feature));
        tell(teller, name, hit->from, hit->until);
    }
}

static gboolean
is_nordic(const MarkedText *text)
{
    return strcmp(language_codes[text->language], "en") != 0;
}

static gboolean
has_pieces(const Reading *reading, const Word *word, const char *folded)
{
    return *folded != '\0' && strpbrk(folded, "0123456789") == NULL &&
           !reading_word_has(reading, word, WORD_IS_NAME) &&
           !reading_word_has(reading, word, WORD_IS_RECEIVER) &&
           !reading_word_has(reading, word, WORD_IS_SENDER);
}

/* "<wait>" in the letters that pieces are compared in. Returns its length in bytes. */
static gsize
fence(const char *folded, gboolean nordic, char out[LETTERS_WORD_MOST + 3])
{
    gsize size = 0;

    out[size++] = '<';
    for (const char *p = folded; *p != '\0' && size <= LETTERS_WORD_MOST; p++) {
        /* ae and oe as Swedish has them: the second bytes of their UTF-8 */
        gboolean second = nordic && p > folded && (guchar) p[-1] == 0xc3;
        out[size++] = second && (guchar) *p == 0xa6   ? (char) 0xa4
                      : second && (guchar) *p == 0xb8 ? (char) 0xb6
                                                      : *p;
    }
    out[size++] = '>';
    out[size] = '\0';
    return size;
}

/* A word of one or two letters is one piece. */
static void
tell_pieces(const Teller *teller, const MarkedText *text, const Word *word)
{
    const char *folded = reading_folded(text->reading, word);
    gboolean nordic = is_nordic(text);
    char fenced[LETTERS_WORD_MOST + 3], name[MARK_MOST];
    SentenceMark mark = { name, word->from, word->until, TRUE };

    if (!has_pieces(text->reading, word, folded))
        return;
    const char *end = fenced + fence(folded, nordic, fenced);
    const char *from = fenced, *until = fenced;
    for (guint i = 0; i < PIECE_LETTERS && until < end; i++)
        until = g_utf8_next_char(until);
    while (until <= end) {
        name[0] = nordic ? 'n' : 'e';
        name[1] = '~';
        memcpy(name + 2, from, (gsize) (until - from));
        name[2 + (until - from)] = '\0';
        teller->found(&mark, teller->data);
        if (until == end)
            return;
        from = g_utf8_next_char(from);
        until = g_utf8_next_char(until);
    }
}

static void
tell_place(const Teller *teller, const MarkedText *text, guint sentence)
{
    const Sentence *at = reading_sentence(text->reading, sentence);
    guint count = text->reading->sentences->len;
    char name[MARK_MOST];

    tell(teller, "*", at->from, at->until);
    if (at->question)
        tell(teller, "?", at->from, at->until);
    /* In much that is said, more concepts meet by chance. */
    if (at->words > LONG_SENTENCE)
        tell(teller, "?long", at->from, at->until);
    if (at->words > 2 * LONG_SENTENCE)
        tell(teller, "?longer", at->from, at->until);
    if (at->words < SHORT)
        tell(teller, "?short", at->from, at->until);
    if (count == 1)
        tell(teller, "?only", at->from, at->until);
    else if (sentence == 0)
        tell(teller, "?first", at->from, at->until);
    else
        tell(teller, sentence + 1 == count ? "?last" : "?inside", at->from, at->until);
    g_snprintf(name, sizeof name, "?%s", text->kind);
    tell(teller, name, at->from, at->until);
}

void
sentence_marks(const MarkedText *text, guint sentence, SentenceMarkFound found, gpointer data)
{
    const Sentence *at = reading_sentence(text->reading, sentence);
    const Teller teller = { found, data };
    Concepts near[NEAR + 1] = { 0 }; /* the word and those before it, in a ring */
    guint count = MIN(at->words, SENTENCE_WORDS_MOST);

    tell_place(&teller, text, sentence);
    for (guint i = 0; i < count; i++) {
        const Word *word = reading_word(text->reading, at->first_word + i);
        Concepts *own = &near[i % (NEAR + 1)];
        concepts_of(text->rules, text->reading, word, own);
        for (guint c = 0; c < own->count; c++)
            tell(&teller, own->names[c], word->from, word->until);
        for (guint before = 1; before <= MIN(i, NEAR); before++)
            tell_pairs(&teller, &near[(i - before) % (NEAR + 1)], own);
        tell_pieces(&teller, text, word);
    }
    tell_hits(&teller, text, sentence);
}

double
sentence_piece_share(const Sentence *sentence)
{
    return MIN(PIECE_MOST, sqrt(USUAL_WORDS / MAX(sentence->words, 1)));
}
