/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/near-text.h"

#include "language/letters.h"
#include "language/near-number.h"

#include <string.h>

#define WORD_LEAST    2 /* letters; one alone is a bullet or an initial */
#define PHRASE_REACH  4 /* words from the first of a phrase to its second */
#define SMALL_FIGURE  12
#define SMALL_WEIGHT  0.6 /* "three" stands in many sentences */
#define FIGURE_WEIGHT 1.2
#define NAME_WEIGHT   1.3
#define MONTH_WEIGHT  0.8
#define GROUP_KEYS    G_GUINT64_CONSTANT(0x6700000000000000)
#define FNV_BASIS     G_GUINT64_CONSTANT(14695981039346656037)
#define FNV_PRIME     G_GUINT64_CONSTANT(1099511628211)

typedef struct {
    guint first_number, numbers; /* of the vocabulary, in NearReader.numbers */
    guint folded;                /* offset in NearReader.folded */
    NearMeaning meaning;
    double value; /* a figure in digits */
    guint month;
    gboolean digits, whole, capital, first;
} Token;

struct NearReader {
    const NearBook *book;
    struct sb_stemmer *stemmer;
    GArray *tokens, *numbers, *groups, *pieces;
    GString *folded;
};

NearReader *
near_reader_new(const NearBook *book)
{
    NearReader *reader = g_new0(NearReader, 1);

    reader->book = book;
    reader->stemmer = near_book_stemmer(book);
    reader->tokens = g_array_new(FALSE, FALSE, sizeof(Token));
    reader->numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    reader->groups = g_array_new(FALSE, FALSE, sizeof(guint));
    reader->pieces = g_array_new(FALSE, FALSE, sizeof(double));
    reader->folded = g_string_new(NULL);
    return reader;
}

void
near_reader_free(NearReader *reader)
{
    if (reader == NULL)
        return;
    sb_stemmer_delete(reader->stemmer);
    g_array_unref(reader->tokens);
    g_array_unref(reader->numbers);
    g_array_unref(reader->groups);
    g_array_unref(reader->pieces);
    g_string_free(reader->folded, TRUE);
    g_free(reader);
}

/* Fowler, Noll and Vo's FNV-1a, 64 bits. */
static guint64
hash_on(guint64 hash, const void *bytes, gsize length)
{
    const guint8 *p = bytes;

    for (gsize i = 0; i < length; i++)
        hash = (hash ^ p[i]) * FNV_PRIME;
    return hash;
}

guint64
near_key_of_stem(const char *stem, gsize length)
{
    return hash_on(hash_on(FNV_BASIS, "s", 1), stem, length) >> 8;
}

static guint64
key_of_value(const char *kind, double value)
{
    char spelt[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(spelt, sizeof spelt, "%.6g", value);
    return hash_on(hash_on(FNV_BASIS, kind, 1), spelt, strlen(spelt)) >> 8;
}

static NearText *
text_empty(void)
{
    NearText *text = g_new0(NearText, 1);

    text->items = g_array_new(FALSE, FALSE, sizeof(NearItem));
    text->keys = g_array_new(FALSE, FALSE, sizeof(guint64));
    text->stems = g_string_new(NULL);
    text->sentences = g_array_new(FALSE, FALSE, sizeof(NearSentence));
    return text;
}

void
near_text_free(NearText *text)
{
    if (text == NULL)
        return;
    g_array_unref(text->items);
    g_array_unref(text->keys);
    g_string_free(text->stems, TRUE);
    g_array_unref(text->sentences);
    g_free(text);
}

const NearItem *
near_text_item(const NearText *text, guint index)
{
    return &g_array_index(text->items, NearItem, index);
}

const NearSentence *
near_text_sentence(const NearText *text, guint index)
{
    return &g_array_index(text->sentences, NearSentence, index);
}

const guint64 *
near_text_keys(const NearText *text, const NearItem *item)
{
    return &g_array_index(text->keys, guint64, item->first_key);
}

const char *
near_text_stem(const NearText *text, const NearItem *item)
{
    return text->stems->str + item->stem;
}

static void
add_digits(NearReader *reader, const char **p, const char *until)
{
    NearNumber number = { 0 };
    Token token = { .digits = TRUE, .folded = (guint) reader->folded->len };

    *p = near_number_read(*p, until, &number);
    token.value = number.value;
    token.month = number.month;
    token.whole = number.by_many;
    g_string_append_c(reader->folded, '\0');
    g_array_append_val(reader->tokens, token);
}

/* "Enova's" names Enova; a hyphen parts, so that "vd-posten" is "vd" and "posten". */
static void
add_word(NearReader *reader, const char **p, const char *until)
{
    const char *begin = *p, *end = begin;
    Token token = { .folded = (guint) reader->folded->len, .first_number = reader->numbers->len };

    while (end < until) {
        const char *next = g_utf8_next_char(end);
        gunichar sign = g_utf8_get_char(end);

        if (sign == '-' || !letters_in_word(sign, next < until ? g_utf8_get_char(next) : 0))
            break;
        end = next;
    }
    *p = end > begin ? end : g_utf8_next_char(begin);
    letters_fold_word(begin, end, reader->folded);
    if (reader->folded->len - token.folded > 2 &&
        g_str_has_suffix(reader->folded->str + token.folded, "'s"))
        g_string_truncate(reader->folded, reader->folded->len - 2);
    if (reader->folded->len == token.folded)
        return;
    g_string_append_c(reader->folded, '\0');
    token.capital = g_unichar_isupper(g_utf8_get_char(begin));
    token.first = reader->tokens->len == 0;
    token.meaning = near_book_look(reader->book, reader->stemmer,
                                   reader->folded->str + token.folded, reader->numbers);
    token.numbers = reader->numbers->len - token.first_number;
    g_array_append_val(reader->tokens, token);
}

static Token *
token_at(const NearReader *reader, guint index)
{
    return index < reader->tokens->len ? &g_array_index(reader->tokens, Token, index) : NULL;
}

static const char *
folded_of(const NearReader *reader, const Token *token)
{
    return reader->folded->str + token->folded;
}

static void
item_begin(NearText *text, NearItem *item)
{
    *item = (NearItem) { .weight = 1,
                         .sentence = text->sentences->len,
                         .first_key = text->keys->len,
                         .stem = (guint) text->stems->len };
}

static void
item_end(NearText *text, NearItem *item)
{
    item->keys = text->keys->len - item->first_key;
    g_array_append_val(text->items, *item);
}

static void
add_value(NearText *text, const char *kind, double value, double weight)
{
    NearItem item;
    guint64 key = key_of_value(kind, value);

    item_begin(text, &item);
    item.weight = weight;
    item.figure = TRUE;
    g_string_append_c(text->stems, '\0');
    g_array_append_val(text->keys, key);
    item_end(text, &item);
}

/* Adds the pieces that a token has of a figure: 12, "tusen", "tjuefem". */
static gboolean
take_pieces(NearReader *reader, const Token *token)
{
    if (token->digits) {
        if (token->month == 0)
            g_array_append_val(reader->pieces, token->value);
        return token->month == 0;
    }
    return near_book_figure(reader->book, folded_of(reader, token), reader->pieces);
}

/* 2 1000 300 40 -> 2340; 5 80 -> 85 (femogfirs). A piece that adds to nothing begins anew. */
static double
value_of_pieces(const GArray *pieces)
{
    double total = 0, part = 0;

    for (guint i = 0; i < pieces->len; i++) {
        double piece = g_array_index(pieces, double, i);

        if (piece >= 100 && (piece == 100 || piece == 1e3 || piece == 1e6 || piece == 1e9) &&
            i > 0) {
            part = (part > 0 ? part : 1) * piece;
            if (piece >= 1e3) {
                total += part;
                part = 0;
            }
        } else {
            part += piece;
        }
    }
    return total + part;
}

/* "hundred and forty", "half a million": what is joined to a hundred, or is many itself. "Two and
 * three" are two figures. */
static gboolean
take_joined(NearReader *reader, guint at)
{
    const Token *token = token_at(reader, at);
    guint pieces = reader->pieces->len;

    if (token == NULL || token->digits || pieces == 0 ||
        !near_book_figure(reader->book, folded_of(reader, token), reader->pieces))
        return FALSE;
    if (g_array_index(reader->pieces, double, pieces - 1) >= 100 ||
        g_array_index(reader->pieces, double, pieces) >= 1000)
        return TRUE;
    g_array_set_size(reader->pieces, pieces);
    return FALSE;
}

/* A figure from token `at` on; returns the token after it, `at` where there is none. "to" alone in
 * Bokmål is a figure, "en" alone is an article: that is for the weights to say. */
static guint
read_figure(NearReader *reader, NearText *text, guint at)
{
    const Token *first = token_at(reader, at);
    guint next = at;

    g_array_set_size(reader->pieces, 0);
    if (first->digits && (first->month != 0 || first->whole)) {
        add_value(text, "n", first->value,
                  first->value <= SMALL_FIGURE ? SMALL_WEIGHT : FIGURE_WEIGHT);
        if (first->month != 0)
            add_value(text, "m", first->month, MONTH_WEIGHT);
        return at + 1;
    }
    while (token_at(reader, next) != NULL) {
        const Token *token = token_at(reader, next);

        if (next > at && token->digits)
            break;
        if (next > at && token->meaning.joins && take_joined(reader, next + 1)) {
            next += 2;
            continue;
        }
        if (!take_pieces(reader, token))
            break;
        next++;
    }
    if (next == at || (next == at + 1 && !first->digits && first->meaning.stop))
        return at;
    double value = value_of_pieces(reader->pieces);

    if (value != 0)
        add_value(text, "n", value, value <= SMALL_FIGURE ? SMALL_WEIGHT : FIGURE_WEIGHT);
    return next;
}

/* The groups of the phrases that this word begins. */
static void
find_phrases(NearReader *reader, guint at)
{
    const Token *token = token_at(reader, at);

    for (guint n = 0; n < token->numbers; n++) {
        guint number = g_array_index(reader->numbers, guint, token->first_number + n);

        if (!near_book_begins_phrase(reader->book, number))
            continue;
        for (guint ahead = 1; ahead <= PHRASE_REACH; ahead++) {
            const Token *other = token_at(reader, at + ahead);

            for (guint o = 0; other != NULL && o < other->numbers; o++)
                near_book_phrase_groups(
                    reader->book, number,
                    g_array_index(reader->numbers, guint, other->first_number + o), reader->groups);
        }
    }
}

static void
add_group_keys(const NearReader *reader, NearText *text, NearItem *item)
{
    for (guint g = 0; g < reader->groups->len; g++) {
        guint group = g_array_index(reader->groups, guint, g);
        guint64 key = GROUP_KEYS | group;

        item->event |= !item->tail && !item->name && near_book_is_event(reader->book, group);
        g_array_append_val(text->keys, key);
    }
}

static void
read_word(NearReader *reader, NearText *text, guint at)
{
    const Token *token = token_at(reader, at);
    const char *folded = folded_of(reader, token);
    NearItem item;

    g_array_set_size(reader->groups, 0);
    find_phrases(reader, at);
    if ((token->meaning.stop && reader->groups->len == 0) || strlen(folded) < WORD_LEAST)
        return;
    item_begin(text, &item);
    item.name = token->capital && !token->first;
    item.weight = reader->groups->len > 0 ? 1 : token->meaning.weight;
    if (item.name && item.weight >= 1)
        item.weight = NAME_WEIGHT;
    item.tail = token->meaning.tail;
    const char *stem = (const char *) sb_stemmer_stem(reader->stemmer, (const sb_symbol *) folded,
                                                      (int) strlen(folded));
    guint64 key = near_key_of_stem(stem, strlen(stem));

    g_string_append(text->stems, stem);
    g_string_append_c(text->stems, '\0');
    g_array_append_val(text->keys, key);
    for (guint n = 0; n < token->numbers; n++)
        near_book_groups(reader->book,
                         g_array_index(reader->numbers, guint, token->first_number + n),
                         reader->groups);
    add_group_keys(reader, text, &item);
    item_end(text, &item);
}

/* "May", but not "may": what is a small word, too, is a month by its capital. */
static gboolean
is_month(const Token *token)
{
    return token->meaning.month != 0 && (!token->meaning.stop || (token->capital && !token->first));
}

static void
end_sentence(NearReader *reader, NearText *text, gsize from, gsize until, gboolean clause)
{
    NearSentence sentence = {
        .from = from, .until = until, .first_item = text->items->len, .clause = clause
    };
    guint at = 0;

    while (at < reader->tokens->len) {
        const Token *token = token_at(reader, at);
        guint next = read_figure(reader, text, at);

        sentence.you |= token->meaning.you;

        if (next == at && is_month(token))
            add_value(text, "m", token->meaning.month, MONTH_WEIGHT);
        else if (next == at)
            read_word(reader, text, at);
        at = MAX(next, at + 1);
    }
    sentence.items = text->items->len - sentence.first_item;
    if (reader->tokens->len > 0)
        g_array_append_val(text->sentences, sentence);
    g_array_set_size(reader->tokens, 0);
    g_array_set_size(reader->numbers, 0);
    g_string_truncate(reader->folded, 0);
}

/* A stop before a blank and a capital, or before the end of the line; a blank line. A line end
 * within a sentence is none: mails are hard-wrapped. */
static gboolean
ends_at(const char *p, const char *until)
{
    const char *next = p + 1;

    if (*p == '\n')
        return next >= until || *next == '\n' || *next == '-' || *next == '*';
    if (*p == '!' || *p == '?' || *p == ';')
        return TRUE;
    if (*p != '.')
        return FALSE;
    while (next < until && (*next == ' ' || *next == '\n' || *next == '\r'))
        next++;
    return next >= until || (next > p + 1 && g_unichar_isupper(g_utf8_get_char(next)));
}

NearText *
near_text_new(NearReader *reader, const char *text, gsize length, gboolean clauses)
{
    NearText *near_text = text_empty();
    const char *p = text, *until = text + length;
    gsize from = 0;

    while (p < until) {
        if (g_ascii_isdigit(*p)) {
            add_digits(reader, &p, until);
        } else if (g_unichar_isalnum(g_utf8_get_char(p))) {
            add_word(reader, &p, until);
        } else {
            gboolean clause = clauses && *p == ',';

            if (clause || ends_at(p, until)) {
                end_sentence(reader, near_text, from, (gsize) (p - text), clause);
                from = (gsize) (p - text) + 1;
            }
            p = g_utf8_next_char(p);
        }
    }
    end_sentence(reader, near_text, from, length, FALSE);
    return near_text;
}
