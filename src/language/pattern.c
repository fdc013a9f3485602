/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/pattern.h"

#include <stdlib.h>
#include <string.h>

#define PLACES_MOST 64 /* bits of an automaton's state */
#define GAP_USUAL   3
#define GAP_MOST    12
#define DEPTH_MOST  8 /* brackets in brackets */

typedef enum {
    PLACE_WORD, /* one of the numbers */
    PLACE_NOT,  /* none of the numbers */
    PLACE_ANY,
} PlaceType;

typedef struct {
    PlaceType type;
    GArray *numbers; /* sorted */
    guint64 follow;  /* the places that may come next */
} Place;

struct Pattern {
    guint64 first, last;
    GArray *beginnings;
    gboolean at_begin, at_end, in_question;
    guint count;
    Place places[]; /* PLACES_MOST while it is put together, `count` afterwards: there are thousands
                     */
};

/* A piece of the pattern while it is put together (Glushkov's construction). */
typedef struct {
    guint64 first, last;
    gboolean empty; /* may be nothing */
} Piece;

typedef struct {
    Vocabulary *vocabulary;
    GHashTable *classes;
    Pattern *pattern;
    const char *p;
    guint depth;
} Compiler;

static gboolean
compile_alternatives(Compiler *compiler, Piece *out);

void
pattern_free(Pattern *pattern)
{
    if (pattern == NULL)
        return;
    for (guint i = 0; i < pattern->count; i++)
        g_clear_pointer(&pattern->places[i].numbers, g_array_unref);
    g_clear_pointer(&pattern->beginnings, g_array_unref);
    g_free(pattern);
}

static int
compare_numbers(gconstpointer one, gconstpointer other)
{
    guint a = *(const guint *) one, b = *(const guint *) other;

    return (a > b) - (a < b);
}

static gboolean
add_place(Pattern *pattern, PlaceType type, GArray *numbers_take, Piece *out)
{
    if (pattern->count == PLACES_MOST) {
        g_clear_pointer(&numbers_take, g_array_unref);
        return FALSE;
    }
    if (numbers_take != NULL)
        g_array_sort(numbers_take, compare_numbers);
    pattern->places[pattern->count] = (Place) { type, numbers_take, 0 };
    out->first = out->last = G_GUINT64_CONSTANT(1) << pattern->count++;
    out->empty = FALSE;
    return TRUE;
}

static void
chain(Pattern *pattern, Piece *one, const Piece *other)
{
    for (guint i = 0; i < pattern->count; i++) {
        if ((one->last & (G_GUINT64_CONSTANT(1) << i)) != 0)
            pattern->places[i].follow |= other->first;
    }
    one->first |= one->empty ? other->first : 0;
    one->last = other->last | (other->empty ? one->last : 0);
    one->empty = one->empty && other->empty;
}

/* Appends the numbers of one written word or class; FALSE for an unknown class. */
static gboolean
add_numbers(Compiler *compiler, const char *written, GArray *numbers)
{
    if (*written != '@') {
        guint number = vocabulary_add(compiler->vocabulary, written);
        g_array_append_val(numbers, number);
        return TRUE;
    }
    guint nature = vocabulary_nature(written + 1);
    const GArray *class = g_hash_table_lookup(compiler->classes, written + 1);
    if (nature != 0)
        g_array_append_val(numbers, nature);
    else if (class != NULL)
        g_array_append_vals(numbers, class->data, class->len);
    return nature != 0 || class != NULL;
}

static gboolean
compile_gap(Compiler *compiler, const char *written, Piece *out)
{
    guint64 words = GAP_USUAL;

    if (*written != '\0' && !g_ascii_string_to_unsigned(written, 10, 1, GAP_MOST, &words, NULL))
        return FALSE;
    *out = (Piece) { 0, 0, TRUE };
    for (guint64 i = 0; i < words; i++) {
        Piece any = { 0 };
        if (!add_place(compiler->pattern, PLACE_ANY, NULL, &any))
            return FALSE;
        any.empty = TRUE;
        chain(compiler->pattern, out, &any);
    }
    return TRUE;
}

static gboolean
compile_word(Compiler *compiler, Piece *out)
{
    gsize length = strcspn(compiler->p, " ()[]|");
    g_autofree char *written = g_strndup(compiler->p, length);
    gboolean negated = *written == '!';
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));

    compiler->p += length;
    if (length == 0)
        return FALSE;
    if (g_str_has_prefix(written, ".."))
        return compile_gap(compiler, written + 2, out);
    if (strcmp(written, "_") == 0)
        return add_place(compiler->pattern, PLACE_ANY, NULL, out);
    if (!add_numbers(compiler, written + negated, numbers))
        return FALSE;
    return add_place(compiler->pattern, negated ? PLACE_NOT : PLACE_WORD, g_steal_pointer(&numbers),
                     out);
}

static gboolean
compile_bracket(Compiler *compiler, Piece *out)
{
    char closing = *compiler->p == '(' ? ')' : ']';

    compiler->p++;
    if (++compiler->depth > DEPTH_MOST || !compile_alternatives(compiler, out) ||
        *compiler->p != closing)
        return FALSE;
    compiler->depth--;
    compiler->p++;
    if (closing == ']')
        out->empty = TRUE;
    return TRUE;
}

static gboolean
compile_chain(Compiler *compiler, Piece *out)
{
    *out = (Piece) { 0, 0, TRUE };
    for (;;) {
        Piece piece = { 0 };
        compiler->p += strspn(compiler->p, " ");
        if (*compiler->p == '\0' || strchr(")]|", *compiler->p) != NULL)
            return TRUE;
        if (strchr("([", *compiler->p) != NULL) {
            if (!compile_bracket(compiler, &piece))
                return FALSE;
        } else if (!compile_word(compiler, &piece)) {
            return FALSE;
        }
        chain(compiler->pattern, out, &piece);
    }
}

/* Single words among the alternatives share one place: "(a|b|c d)" takes three, not four. */
static gboolean
alternative_is_word(const char *p)
{
    p += strspn(p, " ");
    gsize length = strcspn(p, " ()[]|");
    const char *after = p + length;

    after += strspn(after, " ");
    return length > 0 && (*after == '|' || *after == ')' || *after == ']') && *p != '!' &&
           *p != '_' && *p != '.';
}

static gboolean
compile_alternatives(Compiler *compiler, Piece *out)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));

    *out = (Piece) { 0 };
    for (;;) {
        Piece piece = { 0 };
        if (alternative_is_word(compiler->p)) {
            compiler->p += strspn(compiler->p, " ");
            g_autofree char *written = g_strndup(compiler->p, strcspn(compiler->p, " ()[]|"));
            compiler->p += strcspn(compiler->p, "()[]|");
            if (!add_numbers(compiler, written, numbers))
                return FALSE;
        } else {
            if (!compile_chain(compiler, &piece) || piece.empty)
                return FALSE;
            out->first |= piece.first;
            out->last |= piece.last;
        }
        if (*compiler->p != '|')
            break;
        compiler->p++;
    }
    if (numbers->len > 0) {
        Piece words = { 0 };
        if (!add_place(compiler->pattern, PLACE_WORD, g_steal_pointer(&numbers), &words))
            return FALSE;
        out->first |= words.first;
        out->last |= words.last;
    }
    return TRUE;
}

/* Every match must begin with a word we know, or the index could not find it. */
static gboolean
collect_beginnings(Pattern *pattern)
{
    pattern->beginnings = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < pattern->count; i++) {
        const Place *place = &pattern->places[i];
        if ((pattern->first & (G_GUINT64_CONSTANT(1) << i)) == 0)
            continue;
        if (place->type != PLACE_WORD)
            return FALSE;
        g_array_append_vals(pattern->beginnings, place->numbers->data, place->numbers->len);
    }
    g_array_sort(pattern->beginnings, compare_numbers);
    return pattern->beginnings->len > 0;
}

Pattern *
pattern_new(Vocabulary *vocabulary, GHashTable *classes, const char *written)
{
    g_autoptr(Pattern) pattern = g_malloc0(sizeof *pattern + PLACES_MOST * sizeof(Place));
    g_autofree char *text = g_strstrip(g_strdup(written));
    Compiler compiler = { vocabulary, classes, pattern, text, 0 };
    gsize length = strlen(text);
    Piece whole = { 0 };

    if (length > 0 && text[length - 1] == '?') {
        pattern->in_question = TRUE;
        text[--length] = '\0';
        g_strchomp(text);
        length = strlen(text);
    }
    if (length > 0 && text[length - 1] == '$') {
        pattern->at_end = TRUE;
        text[--length] = '\0';
    }
    if (*compiler.p == '^') {
        pattern->at_begin = TRUE;
        compiler.p++;
    }
    if (!compile_chain(&compiler, &whole) || *compiler.p != '\0' || whole.empty)
        return NULL;
    pattern->first = whole.first;
    pattern->last = whole.last;
    if (!collect_beginnings(pattern))
        return NULL;
    gsize size = sizeof *pattern + pattern->count * sizeof(Place);
    return g_realloc(g_steal_pointer(&pattern), size);
}

const GArray *
pattern_beginnings(const Pattern *pattern)
{
    return pattern->beginnings;
}

static gboolean
place_takes(const Place *place, const Reading *reading, const Word *word)
{
    if (place->type == PLACE_ANY)
        return TRUE;
    for (guint i = 0; i < word->number_count; i++) {
        const guint *number = &g_array_index(reading->numbers, guint, word->number_from + i);
        if (bsearch(number, place->numbers->data, place->numbers->len, sizeof *number,
                    compare_numbers) != NULL)
            return place->type == PLACE_WORD;
    }
    return place->type == PLACE_NOT;
}

gboolean
pattern_matches(const Pattern *pattern, const Reading *reading, const Sentence *sentence, guint at,
                guint *out_until)
{
    guint end = sentence->first_word + sentence->words;
    guint64 wanted = pattern->first;
    guint until = 0;

    if ((pattern->in_question && !sentence->question) ||
        (pattern->at_begin && at != sentence->first_word))
        return FALSE;
    for (guint i = at; i < end && wanted != 0; i++) {
        const Word *word = reading_word(reading, i);
        guint64 next = 0;
        for (guint64 left = wanted; left != 0; left &= left - 1) {
            guint place = (guint) __builtin_ctzll(left);
            if (!place_takes(&pattern->places[place], reading, word))
                continue;
            next |= pattern->places[place].follow;
            if ((pattern->last & (G_GUINT64_CONSTANT(1) << place)) != 0 &&
                (!pattern->at_end || i + 1 == end))
                until = i + 1;
        }
        wanted = next;
    }
    if (until == 0)
        return FALSE;
    *out_until = until;
    return TRUE;
}
