/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news-names.h"

#include "language/letters.h"

#include <string.h>

#define PERSON_WORDS_MOST 4
#define ROLE_WORDS_MOST   3

typedef struct {
    const LanguageShare *share;
    const RuleBook *book;
    int language;
    const Reading *reading;
    guint sentence, begin, end; /* words of the sentence */
    GArray *names;
} NameSearch;

static gboolean
is_in(const NameSearch *search, const char *class, guint word)
{
    return rule_book_class_has(search->book, class, search->reading,
                               reading_word(search->reading, word));
}

static const char *
folded_of(const NameSearch *search, guint word)
{
    return reading_folded(search->reading, reading_word(search->reading, word));
}

static gboolean
is_capital(const NameSearch *search, guint word)
{
    return reading_word(search->reading, word)->capital;
}

/* The list is written in plain letters; of "Hye-jin" the first part counts too. */
static gboolean
is_given(const NameSearch *search, guint word)
{
    static const char *const plain[][2] = { { "\xC3\xA5", "a" },
                                            { "\xC3\xA4", "a" },
                                            { "\xC3\xA6", "ae" },
                                            { "\xC3\xB6", "o" },
                                            { "\xC3\xB8", "o" } };
    g_autoptr(GString) name = g_string_new(folded_of(search, word));

    for (gsize i = 0; i < G_N_ELEMENTS(plain); i++)
        g_string_replace(name, plain[i][0], plain[i][1], 0);
    if (g_hash_table_contains(search->share->given_names, name->str))
        return TRUE;
    char *hyphen = strchr(name->str, '-');
    if (hyphen == NULL)
        return FALSE;
    *hyphen = '\0';
    return g_hash_table_contains(search->share->given_names, name->str);
}

/* The bytes between a word and the one after it. */
static char *
gap_after(const Reading *reading, guint word)
{
    const Word *one = reading_word(reading, word), *next = reading_word(reading, word + 1);

    return g_strndup(reading->text + one->until, next->from - one->until);
}

gboolean
news_words_touch(const Reading *reading, guint word)
{
    g_autofree char *gap = word + 1 < reading->words->len ? gap_after(reading, word) : NULL;

    return gap != NULL && strcmp(gap, " ") == 0;
}

static gboolean
has_possessive(const Reading *reading, guint word)
{
    const Word *w = reading_word(reading, word);
    gsize size = w->until - w->from;
    const char *end = reading->text + w->until;

    return size > 3 && (strncmp(end - 2, "'s", 2) == 0 ||
                        (size > 5 && strncmp(end - 4, "\xE2\x80\x99s", 4) == 0));
}

char *
news_words_text(const Reading *reading, guint first, guint words)
{
    const Word *one = reading_word(reading, first);
    const Word *last = reading_word(reading, first + words - 1);
    gsize until = last->until;

    if (has_possessive(reading, first + words - 1))
        until -= reading->text[until - 2] == '\'' ? 2 : 4;
    return g_strndup(reading->text + one->from, until - one->from);
}

/* "Loft & Ladder", "Hye-jin", "A. Berg" hold together; a comma or a quotation mark parts. */
static gboolean
holds_together(const Reading *reading, guint word)
{
    static const char *const joints[] = { " ", " & ", "-", "/", ". ", " + " };
    g_autofree char *gap = gap_after(reading, word);
    const Word *w = reading_word(reading, word);

    for (gsize i = 0; i < G_N_ELEMENTS(joints); i++) {
        if (strcmp(gap, joints[i]) == 0)
            return i != 4 || w->until - w->from <= 2;
    }
    return FALSE;
}

static gboolean
is_particle(const NameSearch *search, guint word)
{
    static const char *const particles[] = { "von", "van", "de", "der", "den", "la",
                                             "del", "da",  "el", "bin", "af",  "ten" };

    for (gsize i = 0; i < G_N_ELEMENTS(particles); i++) {
        if (strcmp(folded_of(search, word), particles[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Words from `at` that make one name; at least one. */
static guint
span_length(const NameSearch *search, guint at)
{
    guint words = 1;

    while (at + words < search->end && holds_together(search->reading, at + words - 1) &&
           !has_possessive(search->reading, at + words - 1)) {
        guint next = at + words;
        if (is_in(search, "me", next))
            break;
        gboolean particle = is_particle(search, next) && next + 1 < search->end &&
                            is_capital(search, next + 1) && holds_together(search->reading, next) &&
                            is_given(search, at);
        if (!is_capital(search, next) && !particle &&
            !is_in(search, "org_noun", next)) /* "Høgtun folkehøgskole" */
            break;
        words++;
        if (!is_capital(search, next) && !particle)
            break;
    }
    return words;
}

static gboolean
has_sign(const NameSearch *search, guint first, guint words)
{
    for (guint i = first; i + 1 < first + words; i++) {
        g_autofree char *gap = gap_after(search->reading, i);
        if (strpbrk(gap, "&+/") != NULL)
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_age(const NameSearch *search, guint last)
{
    const char *after = search->reading->text + reading_word(search->reading, last)->until;

    return after[0] == ' ' && after[1] == '(' && g_ascii_isdigit(after[2]) &&
           g_ascii_isdigit(after[3]) && after[4] == ')';
}

/* Titles before the name, from its last word backwards: "daglig leder", "naval architect". */
static void
find_role(const NameSearch *search, NewsName *name)
{
    guint from = name->first;

    if (from == search->begin || !news_words_touch(search->reading, from - 1) ||
        !is_in(search, "title", from - 1))
        return;
    from--;
    while (from > search->begin && name->first - from < ROLE_WORDS_MOST &&
           news_words_touch(search->reading, from - 1) && is_in(search, "before_title", from - 1))
        from--;
    name->role = from;
    name->role_words = name->first - from;
}

static NameKind
kind_of(const NameSearch *search, const NewsName *name, gboolean titled)
{
    guint last = name->first + name->words - 1;

    if (name->first > search->begin && is_in(search, "firm_noun", name->first - 1))
        return NAME_ORGANISATION; /* "firmaet Lovdal Berg" */
    if (name->words > PERSON_WORDS_MOST + 1 || has_sign(search, name->first, name->words) ||
        is_in(search, "org_noun", last) || is_in(search, "org_word", name->first) ||
        (is_in(search, "org_word", last) && !is_in(search, "surname", last)))
        return NAME_ORGANISATION;
    if (name->words >= 2 && (is_given(search, name->first) || titled))
        return NAME_PERSON;
    if (is_in(search, "org_word", last))
        return NAME_ORGANISATION;
    if (name->words >= 2 && (name->role_words > 0 || has_age(search, last)))
        return NAME_PERSON;
    if ((name->words == 2 || name->words == 3) && !is_in(search, "place", name->first) &&
        !is_in(search, "month", last))
        return NAME_MAYBE_PERSON;
    return NAME_ORGANISATION;
}

/* A sentence begins with a capital whatever its first word is. */
static guint
words_that_only_begin(const NameSearch *search, guint at, guint words)
{
    guint skipped = 0;

    while (skipped < words) {
        guint word = at + skipped;
        gboolean first = word == search->begin;
        gboolean stop = language_cues_is_stop_word(search->share->cues, search->language,
                                                   folded_of(search, word));
        gboolean titled = is_in(search, "title", word) || is_in(search, "honorific", word);
        gboolean common = first && (is_in(search, "common_noun", word) ||
                                    is_in(search, "firm_noun", word)); /* "Selskapet Kaldluft" */
        gboolean before_given =
            words - skipped >= 3 && first && !is_given(search, word) && is_given(search, word + 1);
        /* "Audiolog Ditte Schønberg": what somebody is, before a name that no list knows. */
        before_given |= (words - skipped == 3 || words - skipped == 4) && first &&
                        is_in(search, "agent", word) && !is_in(search, "org_word", at + words - 1);
        gboolean opens =
            stop && !is_given(search, word) && skipped + 2 < words && is_given(search, word + 1);
        if (!opens &&
            (is_given(search, word) || !((first && stop) || common || titled || before_given)))
            break;
        skipped++;
    }
    return skipped;
}

static guint
add_name(NameSearch *search, guint at)
{
    guint words = span_length(search, at);
    guint skipped = words_that_only_begin(search, at, words);
    NewsName name = { .sentence = search->sentence,
                      .first = at + skipped,
                      .words = words - skipped };

    if (skipped == words || is_in(search, "month", name.first) || is_in(search, "me", name.first) ||
        is_in(search, "pronoun", name.first))
        return words;
    find_role(search, &name);
    if (name.role_words == 0 && skipped > 0 && !is_in(search, "honorific", name.first - 1)) {
        name.role = name.first - 1;
        name.role_words =
            is_in(search, "title", name.role) || is_in(search, "agent", name.role) ? 1 : 0;
    }
    if (name.role_words > 0 && is_in(search, "firm_noun", name.first - 1))
        name.role_words = 0;
    name.kind = kind_of(search, &name, skipped > 0 && is_in(search, "honorific", name.first - 1));
    name.full = name.first;
    name.full_words = name.words;
    name.place = (is_in(search, "place", name.first) &&
                  (name.words == 1 || !is_in(search, "org_word", name.first + name.words - 1))) ||
                 (name.words == 1 && name.first > search->begin &&
                  (is_in(search, "in", name.first - 1) || is_in(search, "from", name.first - 1)) &&
                  !is_in(search, "org_noun", name.first));
    g_array_append_val(search->names, name);
    return words;
}

/* "Lie" where the item names Kari Lie in full. */
static void
name_in_full(const NameSearch *search, NewsName *name)
{
    for (guint i = 0; i < search->names->len && name->words == 1; i++) {
        const NewsName *other = &g_array_index(search->names, NewsName, i);
        if (other->kind == NAME_PERSON && other->words > 1 &&
            strcmp(folded_of(search, name->first),
                   folded_of(search, other->first + other->words - 1)) == 0) {
            name->kind = NAME_PERSON;
            name->full = other->first;
            name->full_words = other->words;
            return;
        }
    }
}

/* The first "I" of each sentence; where none is, the beginning of the last sentence. */
static void
add_author(NameSearch *search)
{
    guint before = search->names->len, sentences = search->reading->sentences->len;

    for (guint s = 0; s < sentences; s++) {
        const Sentence *sentence = reading_sentence(search->reading, s);
        guint end = sentence->first_word + sentence->words;
        guint at = sentence->first_word;
        while (at < end && !is_in(search, "me", at))
            at++;
        if (at == end && (s + 1 < sentences || search->names->len > before || sentence->words == 0))
            continue;
        at = MIN(at, end - 1);
        const NewsName name = { .kind = NAME_PERSON,
                                .sentence = s,
                                .first = at,
                                .words = 1,
                                .full = at,
                                .full_words = 1,
                                .author = TRUE };
        g_array_append_val(search->names, name);
    }
}

GArray *
news_names_find(const LanguageShare *share, int language, const Reading *reading,
                gboolean signed_by_somebody)
{
    NameSearch search = { .share = share,
                          .book = share->news[language],
                          .language = language,
                          .reading = reading,
                          .names = g_array_new(FALSE, FALSE, sizeof(NewsName)) };

    for (guint s = 0; s < reading->sentences->len; s++) {
        const Sentence *sentence = reading_sentence(reading, s);
        search.sentence = s;
        search.begin = sentence->first_word;
        search.end = sentence->first_word + sentence->words;
        for (guint w = search.begin; w < search.end;)
            w += is_capital(&search, w) ? add_name(&search, w) : 1;
    }
    for (guint i = 0; i < search.names->len; i++)
        name_in_full(&search, &g_array_index(search.names, NewsName, i));
    if (signed_by_somebody)
        add_author(&search);
    return search.names;
}
