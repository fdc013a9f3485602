/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/rules.h"

#include "base/tk-error.h"
#include "language/pattern.h"

#include <string.h>

#define GUARD_REACH                                                                                \
    40 /* words to each side in which a guard counts: keeps huge "sentences" linear */

typedef struct {
    guint feature;
    GPtrArray *guards;          /* Pattern, same sentence */
    GPtrArray *guards_anywhere; /* Pattern */
    char **kinds;               /* NULL = all */
} Rule;

typedef struct {
    const Pattern *pattern;
    guint rule;
} Start;

struct RuleBook {
    Vocabulary *vocabulary;
    GHashTable *classes; /* name -> GArray of guint */
    GPtrArray *features; /* char * */
    GPtrArray *rules;    /* Rule */
    GPtrArray *patterns; /* Pattern, all of them */
    GArray *starts;      /* Start, in the order in which they were read */
    GPtrArray *index;    /* by number: GArray of guint into starts, or NULL; after closing */
    GPtrArray *class_of; /* by number: GPtrArray of names, or NULL; after closing */
};

static void
rule_free(gpointer data)
{
    Rule *rule = data;

    g_ptr_array_unref(rule->guards);
    g_ptr_array_unref(rule->guards_anywhere);
    g_strfreev(rule->kinds);
    g_free(rule);
}

static void
pattern_free_item(gpointer data)
{
    pattern_free(data);
}

static void
array_free_item(gpointer data)
{
    if (data != NULL)
        g_array_unref(data);
}

static void
names_free_item(gpointer data)
{
    if (data != NULL)
        g_ptr_array_unref(data);
}

RuleBook *
rule_book_new(const char *snowball, const LanguageCues *cues, int language)
{
    RuleBook *book = g_new0(RuleBook, 1);

    book->vocabulary = vocabulary_new(snowball, cues, language);
    book->classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, array_free_item);
    book->features = g_ptr_array_new_with_free_func(g_free);
    book->rules = g_ptr_array_new_with_free_func(rule_free);
    book->patterns = g_ptr_array_new_with_free_func(pattern_free_item);
    book->starts = g_array_new(FALSE, FALSE, sizeof(Start));
    return book;
}

void
rule_book_free(RuleBook *book)
{
    if (book == NULL)
        return;
    g_clear_pointer(&book->index, g_ptr_array_unref);
    g_clear_pointer(&book->class_of, g_ptr_array_unref);
    g_array_unref(book->starts);
    g_ptr_array_unref(book->patterns);
    g_ptr_array_unref(book->rules);
    g_ptr_array_unref(book->features);
    g_hash_table_unref(book->classes);
    vocabulary_free(book->vocabulary);
    g_free(book);
}

static int
compare_numbers(gconstpointer one, gconstpointer other)
{
    guint a = *(const guint *) one, b = *(const guint *) other;

    return (a > b) - (a < b);
}

static gboolean
malformed(const char *file, guint line, GError **error)
{
    return tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%u", file, line);
}

static gboolean
add_class_line(RuleBook *book, const char *line)
{
    const char *colon = strchr(line, ':');

    if (*line != '@' || colon == NULL || colon == line + 1)
        return FALSE;
    g_autofree char *name = g_strndup(line + 1, (gsize) (colon - line - 1));
    g_auto(GStrv) words = g_strsplit(colon + 1, " ", -1);
    GArray *numbers = g_hash_table_lookup(book->classes, name);
    if (numbers == NULL) {
        numbers = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(book->classes, g_strdup(name), numbers);
    }
    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] == '\0')
            continue;
        if (*words[i] == '@') {
            const GArray *other = g_hash_table_lookup(book->classes, words[i] + 1);
            if (other == NULL || other == numbers)
                return FALSE;
            g_array_append_vals(numbers, other->data, other->len);
            continue;
        }
        guint number = vocabulary_add(book->vocabulary, words[i]);
        g_array_append_val(numbers, number);
    }
    return TRUE;
}

gboolean
rule_book_add_classes(RuleBook *book, const char *file, const char *text, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        const char *line = g_strstrip(lines[i]);
        if (*line != '\0' && *line != '#' && !add_class_line(book, line))
            return malformed(file, i + 1, error);
    }
    GHashTableIter iterator;
    gpointer numbers = NULL;
    g_hash_table_iter_init(&iterator, book->classes);
    while (g_hash_table_iter_next(&iterator, NULL, &numbers))
        g_array_sort(numbers, compare_numbers);
    return TRUE;
}

static Rule *
add_rule(RuleBook *book, guint feature)
{
    Rule *rule = g_new0(Rule, 1);

    rule->feature = feature;
    rule->guards = g_ptr_array_new_with_free_func(pattern_free_item);
    rule->guards_anywhere = g_ptr_array_new_with_free_func(pattern_free_item);
    g_ptr_array_add(book->rules, rule);
    return rule;
}

static gboolean
add_rule_line(RuleBook *book, Rule *rule, const char *line)
{
    Pattern *pattern = NULL;

    if (g_str_has_prefix(line, "yes: ") || g_str_has_prefix(line, "no: "))
        return TRUE;
    if (g_str_has_prefix(line, "kinds: ")) {
        g_strfreev(rule->kinds);
        rule->kinds = g_strsplit(line + strlen("kinds: "), " ", -1);
        return TRUE;
    }
    if (strchr("+-", *line) == NULL)
        return FALSE;
    gsize sign = g_str_has_prefix(line, "--") ? 2 : 1;
    pattern = pattern_new(book->vocabulary, book->classes, line + sign);
    if (pattern == NULL)
        return FALSE;
    if (*line == '-') {
        g_ptr_array_add(sign == 2 ? rule->guards_anywhere : rule->guards, pattern);
        return TRUE;
    }
    Start start = { pattern, book->rules->len - 1 };
    g_ptr_array_add(book->patterns, pattern);
    g_array_append_val(book->starts, start);
    return TRUE;
}

gboolean
rule_book_add_rules(RuleBook *book, const char *feature, const char *file, const char *text,
                    GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Rule *rule = NULL;

    g_assert(book->index == NULL);
    if (rule_book_feature(book, feature) < 0)
        g_ptr_array_add(book->features, g_strdup(feature));
    for (guint i = 0; lines[i] != NULL; i++) {
        const char *line = g_strstrip(lines[i]);
        if (*line == '\0')
            rule = NULL;
        if (*line == '\0' || *line == '#')
            continue;
        if (rule == NULL)
            rule = add_rule(book, (guint) rule_book_feature(book, feature));
        if (!add_rule_line(book, rule, line))
            return malformed(file, i + 1, error);
    }
    return TRUE;
}

static void
index_class(RuleBook *book, const char *name, const GArray *numbers)
{
    for (guint i = 0; i < numbers->len; i++) {
        guint number = g_array_index(numbers, guint, i);
        GPtrArray *names = g_ptr_array_index(book->class_of, number);
        if (names == NULL)
            names = book->class_of->pdata[number] = g_ptr_array_new();
        if (!g_ptr_array_find(names, name, NULL))
            g_ptr_array_add(names, (gpointer) name);
    }
}

static int
compare_names(gconstpointer one, gconstpointer other)
{
    return strcmp(one, other);
}

static void
index_classes(RuleBook *book, guint size)
{
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(book->classes), compare_names);

    book->class_of = g_ptr_array_new_full(size, names_free_item);
    g_ptr_array_set_size(book->class_of, (int) size);
    for (const GList *name = names; name != NULL; name = name->next)
        index_class(book, name->data, g_hash_table_lookup(book->classes, name->data));
}

void
rule_book_close(RuleBook *book)
{
    guint size = vocabulary_size(book->vocabulary);

    index_classes(book, size);

    book->index = g_ptr_array_new_full(size, array_free_item);
    g_ptr_array_set_size(book->index, (int) size);
    for (guint i = 0; i < book->starts->len; i++) {
        const Start *start = &g_array_index(book->starts, Start, i);
        const GArray *numbers = pattern_beginnings(start->pattern);
        guint before = 0;
        for (guint n = 0; n < numbers->len; n++) {
            guint number = g_array_index(numbers, guint, n);
            if (number == before)
                continue;
            before = number;
            if (book->index->pdata[number] == NULL)
                book->index->pdata[number] = g_array_new(FALSE, FALSE, sizeof(guint));
            g_array_append_val((GArray *) book->index->pdata[number], i);
        }
    }
}

const Vocabulary *
rule_book_vocabulary(const RuleBook *book)
{
    return book->vocabulary;
}

int
rule_book_feature(const RuleBook *book, const char *feature)
{
    for (guint i = 0; i < book->features->len; i++) {
        if (strcmp(g_ptr_array_index(book->features, i), feature) == 0)
            return (int) i;
    }
    return -1;
}

const char *
rule_book_feature_name(const RuleBook *book, guint feature)
{
    return g_ptr_array_index(book->features, feature);
}

/* What one search keeps: which rules are out, and in which sentence a rule was last found. */
typedef struct {
    const RuleBook *book;
    const Reading *reading;
    const char *kind;
    GArray *hits;
    guint8 *standing; /* by rule: 0 not asked yet, 1 applies, 2 is out for this text */
    guint *found_in;  /* by rule: sentence + 1 of its last hit */
} Search;

static gboolean
guard_in_words(const Pattern *guard, const Reading *reading, const Sentence *sentence, guint from,
               guint until)
{
    guint ignored = 0;

    for (guint i = from; i < until; i++) {
        if (pattern_matches(guard, reading, sentence, i, &ignored))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_guarded(const Rule *rule, const Reading *reading, const Sentence *sentence, guint at)
{
    guint from = MAX(sentence->first_word, at > GUARD_REACH ? at - GUARD_REACH : 0);
    guint until = MIN(sentence->first_word + sentence->words, at + GUARD_REACH);

    for (guint i = 0; i < rule->guards->len; i++) {
        if (guard_in_words(g_ptr_array_index(rule->guards, i), reading, sentence, from, until))
            return TRUE;
    }
    return FALSE;
}

static gboolean
applies(const Rule *rule, const Reading *reading, const char *kind)
{
    if (rule->kinds != NULL && *kind != '\0' &&
        !g_strv_contains((const char *const *) rule->kinds, kind))
        return FALSE;
    for (guint i = 0; i < rule->guards_anywhere->len; i++) {
        const Pattern *guard = g_ptr_array_index(rule->guards_anywhere, i);
        for (guint s = 0; s < reading->sentences->len; s++) {
            const Sentence *sentence = reading_sentence(reading, s);
            if (guard_in_words(guard, reading, sentence, sentence->first_word,
                               sentence->first_word + sentence->words))
                return FALSE;
        }
    }
    return TRUE;
}

static void
try_start(Search *search, const Start *start, guint sentence_index, guint at)
{
    const Sentence *sentence = reading_sentence(search->reading, sentence_index);
    const Rule *rule = g_ptr_array_index(search->book->rules, start->rule);
    guint until = 0;

    if (search->standing[start->rule] == 2 || search->found_in[start->rule] == sentence_index + 1)
        return;
    if (!pattern_matches(start->pattern, search->reading, sentence, at, &until))
        return;
    if (search->standing[start->rule] == 0)
        search->standing[start->rule] = applies(rule, search->reading, search->kind) ? 1 : 2;
    if (search->standing[start->rule] == 2 || is_guarded(rule, search->reading, sentence, at))
        return;
    search->found_in[start->rule] = sentence_index + 1;
    const RuleHit hit = { rule->feature, reading_word(search->reading, at)->from,
                          reading_word(search->reading, until - 1)->until, sentence_index };
    g_array_append_val(search->hits, hit);
}

static void
try_word(Search *search, guint sentence_index, guint at)
{
    const Word *word = reading_word(search->reading, at);

    for (guint n = 0; n < word->number_count; n++) {
        guint number = g_array_index(search->reading->numbers, guint, word->number_from + n);
        const GArray *starts = g_ptr_array_index(search->book->index, number);
        for (guint i = 0; starts != NULL && i < starts->len; i++) {
            guint start = g_array_index(starts, guint, i);
            try_start(search, &g_array_index(search->book->starts, Start, start), sentence_index,
                      at);
        }
    }
}

GArray *
rule_book_find(const RuleBook *book, const Reading *reading, const char *kind)
{
    g_autofree guint8 *standing = g_new0(guint8, book->rules->len + 1);
    g_autofree guint *found_in = g_new0(guint, book->rules->len + 1);
    Search search = { book, reading, kind, NULL, standing, found_in };

    g_assert(book->index != NULL);
    search.hits = g_array_new(FALSE, FALSE, sizeof(RuleHit));
    for (guint s = 0; s < reading->sentences->len; s++) {
        const Sentence *sentence = reading_sentence(reading, s);
        for (guint w = 0; w < sentence->words; w++)
            try_word(&search, s, sentence->first_word + w);
    }
    return search.hits;
}

gboolean
rule_book_class_has(const RuleBook *book, const char *name, const Reading *reading,
                    const Word *word)
{
    const GArray *numbers = g_hash_table_lookup(book->classes, name);

    for (guint i = 0; numbers != NULL && i < word->number_count; i++) {
        guint number = g_array_index(reading->numbers, guint, word->number_from + i);
        if (g_array_binary_search((GArray *) numbers, &number, compare_numbers, NULL))
            return TRUE;
    }
    return FALSE;
}

const GPtrArray *
rule_book_classes_of(const RuleBook *book, guint number)
{
    return number < book->class_of->len ? g_ptr_array_index(book->class_of, number) : NULL;
}
