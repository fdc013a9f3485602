/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/draft-phrase.h"

#include "base/tk-day.h"
#include "base/tk-error.h"
#include "language/judge.h"
#include "language/letters.h"
#include "language/share-private.h"

#include <string.h>

#define FOREIGN_PHRASE_LEAD 5 /* how clearly a phrase must be of another language */
#define MONTHS              12

struct PhraseWords {
    GHashTable *subjects;  /* words that begin a whole sentence: "du", "we" */
    GHashTable *questions; /* "hvordan" */
    GHashTable *marks;     /* of the infinitive: "å" */
    GHashTable *verbs;     /* infinitives people begin a purpose with */
    GHashTable *that, *because;
    GHashTable *reader;     /* "du", "din", "your" */
    GHashTable *possessive; /* "din", "your": the word before or after is ordinary */
    char **months;
    char *day; /* "{day}. {month}" */
};

const char *
phrase_shape_tag(PhraseShape shape)
{
    static const char *const tags[] = {
        [PHRASE_NONE] = "none",       [PHRASE_SENTENCE] = "sentence",
        [PHRASE_NOUN] = "noun",       [PHRASE_QUESTION] = "question",
        [PHRASE_TO] = "to",           [PHRASE_VERB] = "verb",
        [PHRASE_THAT] = "that",       [PHRASE_BECAUSE] = "because",
        [PHRASE_FOREIGN] = "foreign",
    };

    return tags[shape];
}

static GHashTable *
word_set(const char *line)
{
    GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) words = g_strsplit(line, " ", -1);

    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] != '\0')
            g_hash_table_add(set, letters_fold(words[i]));
    }
    return set;
}

static GHashTable **
set_named(PhraseWords *words, const char *name)
{
    const struct {
        const char *name;
        GHashTable **set;
    } sets[] = {
        { "subjects", &words->subjects }, { "questions", &words->questions },
        { "marks", &words->marks },       { "verbs", &words->verbs },
        { "that", &words->that },         { "because", &words->because },
        { "reader", &words->reader },     { "possessive", &words->possessive },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(sets); i++) {
        if (strcmp(sets[i].name, name) == 0)
            return sets[i].set;
    }
    return NULL;
}

static gboolean
take_words_line(PhraseWords *words, const char *line)
{
    const char *colon = strchr(line, ':');

    if (colon == NULL)
        return FALSE;
    g_autofree char *name = g_strndup(line, (gsize) (colon - line));
    const char *value = colon + 1 + strspn(colon + 1, " ");
    GHashTable **set = set_named(words, name);
    if (set != NULL) {
        g_clear_pointer(set, g_hash_table_unref);
        *set = word_set(value);
        return TRUE;
    }
    if (strcmp(name, "months") == 0) {
        g_strfreev(words->months);
        words->months = g_strsplit(value, " ", -1);
        return g_strv_length(words->months) == MONTHS;
    }
    g_free(words->day);
    words->day = g_strdup(value);
    return strcmp(name, "day") == 0;
}

PhraseWords *
phrase_words_new(const char *name, const char *text, GError **error)
{
    g_autoptr(PhraseWords) words = g_new0(PhraseWords, 1);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gboolean whole = FALSE;
    guint line = 0;

    for (; lines[line] != NULL; line++) {
        const char *read = g_strstrip(lines[line]);
        if (*read != '\0' && *read != '#' && !take_words_line(words, read))
            break;
    }
    whole = lines[line] == NULL && words->subjects != NULL && words->questions != NULL &&
            words->marks != NULL && words->verbs != NULL && words->that != NULL &&
            words->because != NULL && words->reader != NULL && words->possessive != NULL &&
            words->months != NULL && words->day != NULL;
    if (!whole) {
        tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%u", name, line + 1);
        return NULL;
    }
    return g_steal_pointer(&words);
}

void
phrase_words_free(PhraseWords *words)
{
    if (words == NULL)
        return;
    g_clear_pointer(&words->subjects, g_hash_table_unref);
    g_clear_pointer(&words->questions, g_hash_table_unref);
    g_clear_pointer(&words->marks, g_hash_table_unref);
    g_clear_pointer(&words->verbs, g_hash_table_unref);
    g_clear_pointer(&words->that, g_hash_table_unref);
    g_clear_pointer(&words->because, g_hash_table_unref);
    g_clear_pointer(&words->reader, g_hash_table_unref);
    g_clear_pointer(&words->possessive, g_hash_table_unref);
    g_strfreev(words->months);
    g_free(words->day);
    g_free(words);
}

/* One line, trimmed. */
static char *
joined(const char *phrase)
{
    g_autofree char *level = letters_level(phrase, strlen(phrase));
    g_auto(GStrv) words = g_strsplit_set(level, " \n", -1);
    GString *line = g_string_new(NULL);

    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] == '\0')
            continue;
        if (line->len > 0)
            g_string_append_c(line, ' ');
        g_string_append(line, words[i]);
    }
    return g_string_free(line, FALSE);
}

static gboolean
ends_sentence(const char *line)
{
    gsize length = strlen(line);

    while (length > 0 && strchr("\")'", line[length - 1]) != NULL)
        length--;
    return length > 0 && strchr(".!?", line[length - 1]) != NULL;
}

static gboolean
is_foreign(const LanguageShare *share, const char *folded, int language)
{
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);
    int scores[LANGUAGE_COUNT] = { 0 };

    for (guint i = 0; words[i] != NULL; i++)
        language_cues_weigh(share->cues, words[i], scores);
    int best = language_cues_best(scores, FOREIGN_PHRASE_LEAD);
    return best >= 0 && best != language;
}

PhraseShape
phrase_shape(const LanguageShare *share, const PhraseWords *words, const char *phrase, int language)
{
    g_autofree char *line = joined(phrase);
    g_autofree char *folded = letters_fold(line);
    g_auto(GStrv) parts = g_strsplit(folded, " ", -1);
    guint count = g_strv_length(parts);

    if (*folded == '\0')
        return PHRASE_NONE;
    if (ends_sentence(line) && count > 2)
        return PHRASE_SENTENCE;
    if (is_foreign(share, folded, language))
        return PHRASE_FOREIGN;
    if (g_hash_table_contains(words->subjects, parts[0]) && count > 2)
        return PHRASE_SENTENCE;
    if (g_hash_table_contains(words->questions, parts[0]) && count > 1)
        return PHRASE_QUESTION;
    if (g_hash_table_contains(words->because, parts[0]) && count > 2)
        return PHRASE_BECAUSE;
    if (g_hash_table_contains(words->that, parts[0]) && count > 2 &&
        (g_hash_table_contains(words->subjects, parts[1]) ||
         !g_hash_table_contains(words->marks, parts[0])))
        return PHRASE_THAT;
    if (g_hash_table_contains(words->marks, parts[0]) && count > 1)
        return PHRASE_TO;
    if (g_hash_table_contains(words->verbs, parts[0]) && count > 1)
        return PHRASE_VERB;
    return PHRASE_NOUN;
}

gboolean
phrase_addresses_reader(const PhraseWords *words, const char *phrase)
{
    g_autofree char *line = joined(phrase);
    g_autofree char *folded = letters_fold(line);
    g_auto(GStrv) parts = g_strsplit(folded, " ", -1);

    for (guint i = 0; parts[i] != NULL; i++) {
        if (g_hash_table_contains(words->reader, parts[i]))
            return TRUE;
    }
    return FALSE;
}

static char *
with_first_letter(const char *line, gunichar (*change)(gunichar letter))
{
    GString *changed = g_string_new(NULL);

    if (*line == '\0')
        return g_string_free(changed, FALSE);
    g_string_append_unichar(changed, change(g_utf8_get_char(line)));
    g_string_append(changed, g_utf8_next_char(line));
    return g_string_free(changed, FALSE);
}

/* TRUE for "Your talk", "Foredraget ditt", "Hvordan dere": a capital only because it came first. */
static gboolean
begins_ordinary(const LanguageShare *share, const PhraseWords *words, const char *line,
                PhraseShape shape, int language)
{
    g_autofree char *folded = letters_fold(line);
    g_auto(GStrv) parts = g_strsplit(folded, " ", -1);

    if (g_utf8_strlen(line, -1) < 2 || parts[0] == NULL || strcmp(parts[0], "i") == 0 ||
        g_str_has_prefix(parts[0], "i'") ||
        g_unichar_isupper(g_utf8_get_char(g_utf8_next_char(line))))
        return FALSE;
    if (shape != PHRASE_NOUN && shape != PHRASE_FOREIGN)
        return TRUE;
    for (int any = 0; any < LANGUAGE_COUNT; any++) {
        if ((any == language || shape == PHRASE_FOREIGN) &&
            language_cues_is_stop_word(share->cues, any, parts[0]))
            return TRUE;
    }
    return parts[1] != NULL && g_hash_table_contains(words->possessive, parts[1]);
}

char *
phrase_inside(const LanguageShare *share, const PhraseWords *words, const char *phrase,
              PhraseShape shape, int language)
{
    g_autofree char *line = joined(phrase);
    gsize length = strlen(line);

    while (length > 0 && strchr(".!?,;: -", line[length - 1]) != NULL)
        length--;
    line[length] = '\0';
    if (begins_ordinary(share, words, line, shape, language))
        return with_first_letter(line, g_unichar_tolower);
    return g_steal_pointer(&line);
}

char *
phrase_alone(const char *phrase)
{
    g_autofree char *line = joined(phrase);
    g_autofree char *capital = with_first_letter(line, g_unichar_toupper);

    return g_strconcat(capital, ends_sentence(capital) ? "" : ".", NULL);
}

char *
phrase_first_sentence(const LanguageShare *share, const char *phrase, int language)
{
    g_autofree char *line = joined(phrase);
    const MailParts parts = { .text_until = strlen(line) };
    g_autoptr(GArray) sentences = NULL;

    sentences = sentences_find(share->breaks, share->abbreviations[language], line, &parts);
    if (sentences->len == 0)
        return g_steal_pointer(&line);
    const Sentence *first = &g_array_index(sentences, Sentence, 0);
    return g_strndup(line + first->from, first->until - first->from);
}

char *
phrase_without_mark(const PhraseWords *words, const char *phrase)
{
    const char *space = strchr(phrase, ' ');

    if (space == NULL)
        return g_strdup(phrase);
    g_autofree char *first = letters_fold_line(phrase, space);
    return g_strdup(g_hash_table_contains(words->marks, first) ? space + 1 : phrase);
}

char *
phrase_day(const PhraseWords *words, int64_t day)
{
    int year = 0, month = 0, date = 0;
    g_autoptr(GString) text = g_string_new(words->day);
    g_autofree char *number = NULL;

    tk_day_to_date(day, &year, &month, &date);
    g_assert(month >= 1 && month <= MONTHS);
    number = g_strdup_printf("%d", date);
    g_string_replace(text, "{day}", number, 0);
    g_string_replace(text, "{month}", words->months[month - 1], 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}
