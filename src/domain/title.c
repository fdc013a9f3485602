/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/title.h"

#include "base/tk-text.h"
#include "domain/organisation.h"
#include "domain/title-private.h"

#include <string.h>

enum {
    PHRASE_WORDS = 5,      /* the longest phrase of the table */
    TITLE_WORDS = 24,      /* looked at of one title */
    STEM_LEAST = 2,        /* letters before the head of a compound */
    RANK_PLAIN = 20,       /* a title without any word of rank */
    RANK_LEADS = 40,       /* from here on somebody leads */
    RANK_DEPUTY = 45,      /* whoever stands in for a head that is not named */
    RANK_APART = 15,       /* between languages a smaller step counts for nothing */
    SLIP_LETTERS = 5,      /* a shorter word with one letter changed is another word */
    NAME_SLIP_LETTERS = 7, /* the same for an organisation */
    BRANCH_LETTERS = 3,    /* of the name that a branch begins with */
    INITIALS_LEAST = 3,    /* "UiO" */
    INITIALS_MOST = 7,
    LETTER_LETTERS = 60, /* a longer title is a description */
};

typedef struct {
    GPtrArray *words; /* meanings, each once; owned */
    int level;        /* "II", "3": 0 where there is none */
    int rank;
    gboolean nordic, english;
} Title;

static void
title_clear(Title *title)
{
    g_clear_pointer(&title->words, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Title, title_clear)

static void
add_word(Title *title, const char *word)
{
    if (!g_ptr_array_find_with_equal_func(title->words, word, g_str_equal, NULL))
        g_ptr_array_add(title->words, g_strdup(word));
}

static void
add_meaning(Title *title, const TitleMeaning *meaning)
{
    g_auto(GStrv) parts = g_strsplit(meaning->word, " ", -1);

    for (size_t at = 0; parts[at] != NULL; at++)
        add_word(title, parts[at]);
    title->nordic |= meaning->nordic && !meaning->english;
    title->english |= meaning->english && !meaning->nordic;
}

static const char *
meaning_of(const TitleWords *words, const char *text)
{
    const TitleMeaning *meaning = g_hash_table_lookup(words->meaning, text);

    return meaning != NULL ? meaning->word : text;
}

/* The phrase as it stands, or with each of its words put in full: "product mgr". */
static const TitleMeaning *
meaning_of_phrase(const TitleWords *words, char *const *texts, size_t count)
{
    g_autoptr(GString) raw = g_string_new(texts[0]);
    g_autoptr(GString) full = g_string_new(meaning_of(words, texts[0]));

    for (size_t at = 1; at < count; at++) {
        g_string_append_printf(raw, " %s", texts[at]);
        g_string_append_printf(full, " %s", meaning_of(words, texts[at]));
    }
    const TitleMeaning *meaning = g_hash_table_lookup(words->meaning, raw->str);

    return meaning != NULL ? meaning : g_hash_table_lookup(words->meaning, full->str);
}

/* The longest phrase of the table that begins at `texts[0]`; 0 for none. */
static size_t
find_phrase(const TitleWords *words, char *const *texts, size_t left,
            const TitleMeaning **out_meaning)
{
    for (size_t count = MIN(left, (size_t) PHRASE_WORDS); count > 0; count--) {
        *out_meaning = meaning_of_phrase(words, texts, count);
        if (*out_meaning != NULL)
            return count;
    }
    return 0;
}

/* What stands before the head of a compound: "salgs", "prosjekt"; the joining s or e goes. */
static char *
stem_of(const TitleWords *words, const char *text, size_t length)
{
    g_autofree char *stem = g_strndup(text, length);

    if (!g_hash_table_contains(words->meaning, stem) && length > STEM_LEAST &&
        strchr("se", stem[length - 1]) != NULL)
        stem[length - 1] = '\0';
    return g_strdup(meaning_of(words, stem));
}

/* "salgssjef": its head and what stands before it. FALSE for a word that is no compound. */
static gboolean
add_compound(const TitleWords *words, Title *title, const char *text)
{
    size_t length = strlen(text), longest = 0;

    for (guint at = 0; at < words->compounds->len; at++) {
        const char *head = g_ptr_array_index(words->compounds, at);
        size_t letters = strlen(head);

        if (letters > longest && length >= letters + STEM_LEAST && g_str_has_suffix(text, head))
            longest = letters;
    }
    if (longest == 0)
        return FALSE;
    g_autofree char *stem = stem_of(words, text, length - longest);
    g_autofree char *head = g_strdup(meaning_of(words, text + length - longest));
    const TitleMeaning *both = meaning_of_phrase(words, (char *const[]) { stem, head }, 2);

    if (both != NULL) {
        add_word(title, both->word);
    } else {
        add_word(title, stem);
        add_word(title, head);
    }
    title->nordic = TRUE;
    return TRUE;
}

/* "Engineer II", "Engineer 3". */
static int
level_of(const char *text)
{
    static const char *const romans[] = { "i", "ii", "iii", "iv", "v" };

    for (size_t at = 0; at < G_N_ELEMENTS(romans); at++)
        if (g_str_equal(text, romans[at]))
            return (int) at + 1;
    return g_ascii_isdigit(text[0]) && text[1] == '\0' ? text[0] - '0' : 0;
}

static gboolean
has_word(const Title *title, const char *word)
{
    return g_ptr_array_find_with_equal_func(title->words, word, g_str_equal, NULL);
}

/* The highest of its words; "senior" and "junior", "assistant" and "deputy" move it. */
static int
rank_of(const TitleWords *words, const Title *title)
{
    int highest = 0;
    gboolean is_less = FALSE;

    if (has_word(title, "intern") || has_word(title, "apprentice") || has_word(title, "student"))
        return GPOINTER_TO_INT(g_hash_table_lookup(words->rank, "intern"));
    if (has_word(title, "personalassistant"))
        return RANK_PLAIN;
    for (guint at = 0; at < title->words->len; at++) {
        const char *word = g_ptr_array_index(title->words, at);

        highest = MAX(highest, GPOINTER_TO_INT(g_hash_table_lookup(words->rank, word)));
        is_less |= g_hash_table_contains(words->less, word);
    }
    if (has_word(title, "junior") && highest > RANK_PLAIN)
        highest -= 10;
    if (has_word(title, "senior"))
        highest = MAX(highest, RANK_PLAIN) + (highest >= RANK_LEADS ? 5 : 10);
    if (is_less && highest >= RANK_LEADS)
        highest -= 5;
    else if (is_less && has_word(title, "deputy"))
        highest = RANK_DEPUTY;
    else if (is_less && highest <= RANK_PLAIN)
        highest = RANK_PLAIN - 5;
    return (highest != 0 ? highest : RANK_PLAIN) + MAX(title->level - 1, 0);
}

/* What stands before a bar or a dot, without what is in brackets. */
static char *
main_part(const char *title)
{
    GString *part = g_string_new(NULL);
    unsigned depth = 0;

    for (const char *at = title; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);

        if (letter == '|' || letter == 0x2022 || letter == 0x00b7)
            break;
        if (letter == '(' || letter == '[')
            depth++;
        else if ((letter == ')' || letter == ']') && depth > 0)
            depth--;
        else if (depth == 0)
            g_string_append_unichar(part, letter);
    }
    return g_string_free(part, FALSE);
}

static void
read_words(const TitleWords *words, const char *text, Title *title)
{
    g_auto(GStrv) texts = tk_text_fold_words(text);
    size_t count = MIN(g_strv_length(texts), TITLE_WORDS);

    title->words = g_ptr_array_new_with_free_func(g_free);
    for (size_t at = 0; at < count;) {
        const TitleMeaning *meaning = NULL;
        size_t taken = find_phrase(words, texts + at, count - at, &meaning);

        if (taken > 0)
            add_meaning(title, meaning);
        else if (level_of(texts[at]) > 0)
            title->level = MAX(title->level, level_of(texts[at]));
        else if (!g_hash_table_contains(words->drop, texts[at]) &&
                 !add_compound(words, title, texts[at]))
            add_word(title, texts[at]);
        at += MAX(taken, 1);
    }
}

static void
read_title(const TitleWords *words, const char *text, Title *title)
{
    g_autofree char *part = main_part(text);

    read_words(words, part, title);
    title->rank = rank_of(words, title);
}

/* One letter more, less, other, or two neighbours changed about. Both are folded. */
static gboolean
is_one_slip(const char *one, const char *other)
{
    size_t a = strlen(one), b = strlen(other), front = 0, back = 0;

    if (MAX(a, b) - MIN(a, b) > 1)
        return FALSE;
    while (front < MIN(a, b) && one[front] == other[front])
        front++;
    while (back < MIN(a, b) - front && one[a - 1 - back] == other[b - 1 - back])
        back++;
    if (MAX(a, b) - front - back <= 1)
        return TRUE;
    return a == b && a - front - back == 2 && one[front] == other[front + 1] &&
           one[front + 1] == other[front];
}

static gboolean
is_same_word(const char *one, const char *other)
{
    return g_str_equal(one, other) || (strlen(one) >= SLIP_LETTERS &&
                                       strlen(other) >= SLIP_LETTERS && is_one_slip(one, other));
}

/* How many of the words of `some` are in `all`. */
static guint
count_shared(const Title *some, const Title *all)
{
    guint shared = 0;

    for (guint at = 0; at < some->words->len; at++) {
        gboolean there = FALSE;

        for (guint other = 0; other < all->words->len && !there; other++)
            there = is_same_word(g_ptr_array_index(some->words, at),
                                 g_ptr_array_index(all->words, other));
        shared += there ? 1 : 0;
    }
    return shared;
}

static gboolean
are_in_two_languages(const Title *one, const Title *other)
{
    return (one->nordic && !other->nordic && other->english) ||
           (other->nordic && !one->nordic && one->english);
}

TitleStep
title_compare(const TitleWords *words, const char *was, const char *is)
{
    g_auto(Title) old = { 0 }, new = { 0 };

    read_title(words, was, &old);
    read_title(words, is, &new);
    if (old.words->len == 0 || new.words->len == 0)
        return TITLE_SAME;
    int step = new.rank - old.rank;
    guint kept = count_shared(&old, &new), known = count_shared(&new, &old);
    gboolean is_part = kept == old.words->len || known == new.words->len;

    if (are_in_two_languages(&old, &new)) {
        if (step >= RANK_APART)
            return TITLE_HIGHER;
        return kept > 0 && step > -RANK_APART ? TITLE_SAME : TITLE_OTHER;
    }
    if (kept == old.words->len && known == new.words->len &&old.level == new.level)
        return TITLE_SAME;
    if (step > 0)
        return TITLE_HIGHER;
    return is_part ? TITLE_SAME : TITLE_OTHER;
}

/* The phrase is the text, or stands in it as whole words. */
static gboolean
says_one_of(GHashTable *phrases, const char *text)
{
    g_autofree char *folded = tk_text_fold(text);
    g_autofree char *padded = g_strdup_printf(" %s ", g_strstrip(folded));
    GHashTableIter iterator;
    gpointer phrase;

    g_hash_table_iter_init(&iterator, phrases);
    while (g_hash_table_iter_next(&iterator, &phrase, NULL)) {
        g_autofree char *whole = g_strdup_printf(" %s ", (const char *) phrase);

        if (strstr(padded, whole) != NULL)
            return TRUE;
    }
    return FALSE;
}

gboolean
title_is_seeking(const TitleWords *words, const char *text)
{
    return says_one_of(words->seeking, text);
}

gboolean
title_is_retired(const TitleWords *words, const char *text)
{
    return says_one_of(words->retired, text);
}

static char *
present_name(const TitleWords *words, const char *name)
{
    g_autofree char *folded = organisation_fold(name);
    const char *now = g_hash_table_lookup(words->renamed, folded);

    return now != NULL ? g_strdup(now) : g_steal_pointer(&folded);
}

static char *
without_spaces(const char *name)
{
    g_auto(GStrv) parts = g_strsplit(name, " ", -1);

    return g_strjoinv("", parts);
}

/* "Equinor" and "Equinor Energy". */
static gboolean
is_branch(const char *whole, const char *branch)
{
    size_t length = strlen(whole);

    return length >= BRANCH_LETTERS && strncmp(branch, whole, length) == 0 && branch[length] == ' ';
}

/* "UiO" and "Universitetet i Oslo", with or without the small words. */
static gboolean
is_initials(const TitleWords *words, const char *initials, const char *name)
{
    g_auto(GStrv) parts = g_strsplit(name, " ", -1);
    g_autoptr(GString) all = g_string_new(NULL), great = g_string_new(NULL);
    size_t length = strlen(initials);

    if (length < INITIALS_LEAST || length > INITIALS_MOST || strchr(initials, ' ') != NULL)
        return FALSE;
    for (size_t at = 0; parts[at] != NULL; at++) {
        g_string_append_c(all, *parts[at]);
        if (!g_hash_table_contains(words->drop, parts[at]))
            g_string_append_c(great, *parts[at]);
    }
    return g_str_equal(all->str, initials) || g_str_equal(great->str, initials);
}

/* "Universitetet i Oslo" and "University of Oslo": all words mean the same. */
static gboolean
says_the_same(const TitleWords *words, const char *one, const char *other)
{
    g_auto(Title) first = { 0 }, second = { 0 };

    read_words(words, one, &first);
    read_words(words, other, &second);
    return first.words->len > 1 && first.words->len == second.words->len &&
           count_shared(&first, &second) == first.words->len &&
           count_shared(&second, &first) == second.words->len;
}

gboolean
title_same_organisation(const TitleWords *words, const char *one, const char *other)
{
    g_autofree char *first = present_name(words, one);
    g_autofree char *second = present_name(words, other);
    g_autofree char *first_joined = without_spaces(first);
    g_autofree char *second_joined = without_spaces(second);

    if (g_str_equal(first_joined, second_joined))
        return TRUE;
    if (*first == '\0' || *second == '\0')
        return FALSE;
    return is_branch(first, second) || is_branch(second, first) ||
           is_initials(words, first, second) || is_initials(words, second, first) ||
           (strlen(first_joined) >= NAME_SLIP_LETTERS &&
            is_one_slip(first_joined, second_joined)) ||
           says_the_same(words, first, second);
}

char *
title_in_letter(const char *title)
{
    g_autofree char *part = main_part(title);
    const char *from = g_strstrip(part);
    const char *until = from + strlen(from);

    while (*from != '\0' && !g_unichar_isalnum(g_utf8_get_char(from)))
        from = g_utf8_next_char(from);
    while (until > from && !g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(until))))
        until = g_utf8_prev_char(until);
    if (g_utf8_strlen(from, until - from) > LETTER_LETTERS ||
        strpbrk(from, "!?\n\r:;{}<>\"") != NULL || strstr(from, ". ") != NULL ||
        strstr(from, "http") != NULL)
        return g_strdup("");
    return g_strndup(from, (size_t) (until - from));
}
