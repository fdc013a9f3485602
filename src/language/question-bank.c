/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/question-bank.h"

#include "base/tk-error.h"
#include "base/tk-text.h"
#include "language/draft-phrase.h"
#include "language/share-private.h"

#include <string.h>

#define RANK_RECOMMENDATION 9
#define SAID_COLUMNS        70 /* of a note that is quoted */

const char *const question_purpose_table[] = {
    "learn", "trends", "advice", "second", "host", NULL
};

typedef struct {
    char *purpose, *text;
    guint rank;
} BankRow;

struct QuestionBank {
    GPtrArray *rows; /* BankRow, in the order of the file */
};

/* A row with its places filled, and where it comes. */
typedef struct {
    char *text;
    guint rank, order;
    gboolean filled;
} Candidate;

static void
bank_row_free(gpointer data)
{
    BankRow *row = data;

    g_free(row->purpose);
    g_free(row->text);
    g_free(row);
}

static void
candidate_free(gpointer data)
{
    Candidate *candidate = data;

    g_free(candidate->text);
    g_free(candidate);
}

/* "learn 1: How ...?"; NULL where the line is none. */
static BankRow *
row_of(const char *line)
{
    const char *blank = strchr(line, ' '), *colon = strstr(line, ": ");
    g_autofree char *purpose = NULL;
    BankRow *row = NULL;
    guint rank = 0;

    if (blank == NULL || colon == NULL || blank > colon)
        return NULL;
    purpose = g_strndup(line, (gsize) (blank - line));
    if (strncmp(blank, " rec:", 5) == 0)
        rank = RANK_RECOMMENDATION;
    else if (colon == blank + 2 && blank[1] >= '1' && blank[1] <= '3')
        rank = (guint) (blank[1] - '0');
    if (rank == 0 || !g_strv_contains(question_purpose_table, purpose) || colon[2] == '\0')
        return NULL;
    row = g_new0(BankRow, 1);
    row->purpose = g_steal_pointer(&purpose);
    row->text = g_strdup(colon + 2);
    row->rank = rank;
    return row;
}

QuestionBank *
question_bank_new(const char *name, const char *text, GError **error)
{
    g_autoptr(QuestionBank) bank = g_new0(QuestionBank, 1);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    bank->rows = g_ptr_array_new_with_free_func(bank_row_free);
    for (guint i = 0; lines[i] != NULL; i++) {
        BankRow *row = NULL;

        if (*lines[i] == '\0' || *lines[i] == '#')
            continue;
        row = row_of(lines[i]);
        if (row == NULL) {
            tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%u", name, i + 1);
            return NULL;
        }
        g_ptr_array_add(bank->rows, row);
    }
    return g_steal_pointer(&bank);
}

void
question_bank_free(QuestionBank *bank)
{
    if (bank == NULL)
        return;
    g_ptr_array_unref(bank->rows);
    g_free(bank);
}

/* What stands in a place, as the middle of a sentence; NULL where it is not known. */
typedef struct {
    const char *place;
    char *value;
} Fill;

/* Only a noun stands well behind "changes in": "how it changes" would not. */
static char *
theme_inside(const LanguageShare *share, const char *theme, int language)
{
    const PhraseWords *words = share->phrase_words[language];

    if (phrase_shape(share, words, theme, language) != PHRASE_NOUN)
        return NULL;
    return phrase_inside(share, words, theme, PHRASE_NOUN, language);
}

/* The beginning of a note, on one line and without what would end the quotation. */
static char *
said_inside(const LanguageShare *share, const char *said, int language)
{
    g_autofree char *first = phrase_first_sentence(share, said, language);
    g_autofree char *line = g_strdelimit(g_strdup(first), "\r\n\t?!\"", ' ');

    g_strstrip(line);
    if (g_str_has_suffix(line, "."))
        line[strlen(line) - 1] = '\0';
    return *line != '\0' ? tk_text_shorten(line, SAID_COLUMNS) : NULL;
}

/* The row with its places filled, or NULL where one is not known. */
static char *
filled_text(const char *text, const Fill *fills, guint count)
{
    g_autoptr(GString) filled = g_string_new(text);

    for (guint i = 0; i < count; i++) {
        if (strstr(text, fills[i].place) == NULL)
            continue;
        if (fills[i].value == NULL)
            return NULL;
        g_string_replace(filled, fills[i].place, fills[i].value, 0);
    }
    return g_string_free(g_steal_pointer(&filled), FALSE);
}

static gboolean
was_asked(const char *asked_folded, const char *question)
{
    g_autofree char *folded = tk_text_fold(question);

    return strstr(asked_folded, folded) != NULL;
}

/* By rank, what is filled from the dossier first, then as the dice fall. */
static gint
by_order(gconstpointer one, gconstpointer other)
{
    const Candidate *a = *(const Candidate *const *) one, *b = *(const Candidate *const *) other;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->filled != b->filled)
        return a->filled ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order ? 1 : 0;
}

static GPtrArray *
candidates_of(const QuestionBank *bank, const QuestionWish *wish, const Fill *fills, guint count)
{
    GPtrArray *candidates = g_ptr_array_new_with_free_func(candidate_free);
    g_autofree char *asked = tk_text_fold(wish->asked);
    g_autoptr(GRand) dice = g_rand_new_with_seed(wish->seed);

    for (guint i = 0; i < bank->rows->len; i++) {
        const BankRow *row = g_ptr_array_index(bank->rows, i);
        guint order = g_rand_int(dice);
        g_autofree char *text = NULL;

        if (strcmp(row->purpose, wish->purpose) != 0)
            continue;
        text = filled_text(row->text, fills, count);
        if (text == NULL || was_asked(asked, text))
            continue;
        Candidate *candidate = g_new0(Candidate, 1);

        candidate->filled = strcmp(text, row->text) != 0;
        candidate->text = g_steal_pointer(&text);
        candidate->rank = row->rank;
        candidate->order = order;
        g_ptr_array_add(candidates, candidate);
    }
    g_ptr_array_sort(candidates, by_order);
    return candidates;
}

/* All but the last place go to questions by rank; the last to one for a recommendation (R5). */
static GPtrArray *
chosen_of(const GPtrArray *candidates, guint count)
{
    GPtrArray *chosen = g_ptr_array_new_with_free_func(g_free);
    const Candidate *recommendation = NULL;

    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *candidate = g_ptr_array_index(candidates, i);

        if (candidate->rank == RANK_RECOMMENDATION) {
            recommendation = candidate;
            break;
        }
        if (chosen->len + 1 < count)
            g_ptr_array_add(chosen, g_strdup(candidate->text));
    }
    if (recommendation != NULL)
        g_ptr_array_add(chosen, g_strdup(recommendation->text));
    return chosen;
}

GPtrArray *
question_bank_propose(const LanguageShare *share, const QuestionWish *wish)
{
    int language = MAX(0, language_number(wish->language));
    g_autofree char *role = *wish->role != '\0' ? phrase_post(wish->role, language) : NULL;
    g_autofree char *house = *wish->organisation != '\0' ? g_strdup(wish->organisation) : NULL;
    g_autofree char *theme =
        *wish->theme != '\0' ? theme_inside(share, wish->theme, language) : NULL;
    g_autofree char *said = *wish->said != '\0' ? said_inside(share, wish->said, language) : NULL;
    const Fill fills[] = {
        { "{role}", role }, { "{organisation}", house }, { "{theme}", theme }, { "{said}", said }
    };
    g_autoptr(GPtrArray) candidates =
        candidates_of(share->question_bank[language], wish, fills, G_N_ELEMENTS(fills));

    return chosen_of(candidates, CLAMP(wish->count, 1, QUESTIONS_AT_MOST));
}
