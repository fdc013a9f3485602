/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/draft-phrase.h"

#include "base/tk-day.h"
#include "language/draft-phrase-private.h"
#include "language/judge.h"
#include "language/letters.h"
#include "language/share-private.h"

#include <string.h>

#define FOREIGN_TIMES 2 /* so many times the small words of one language, and it is another */
#define SISTER_TIMES  9 /* "få se" is Norwegian and Swedish: none of its own, nearly */

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
are_sisters(int one, int other)
{
    int english = language_number("en");

    return one != english && other != english;
}

/* The language of a fragment as its small words tell: `language` itself unless another has more
 * than twice as many of them ("a plan for the spring" has a Norwegian "for"). Endings say too
 * little in so few words. */
static int
fragment_language(const LanguageShare *share, const char *folded, int language)
{
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);
    guint small[LANGUAGE_COUNT] = { 0 };
    int best = language;

    for (guint i = 0; words[i] != NULL; i++) {
        for (int any = 0; any < LANGUAGE_COUNT; any++)
            small[any] += language_cues_is_stop_word(share->cues, any, words[i]) ? 1 : 0;
    }
    for (int any = 0; any < LANGUAGE_COUNT; any++) {
        guint least = small[language] * (are_sisters(any, language) ? SISTER_TIMES : FOREIGN_TIMES);
        if (small[any] > MAX(least, any != best ? small[best] : 0))
            best = any;
    }
    return best;
}

/* "at Nina skiftede": a capital where a Danish infinitive would stand. */
static gboolean
second_is_name(const char *line)
{
    const char *space = strchr(line, ' ');

    return space != NULL && g_unichar_isupper(g_utf8_get_char(space + 1)) && space[2] != ' ';
}

static gboolean
begins_upper(const char *word)
{
    return g_unichar_isupper(g_utf8_get_char(word));
}

/* "Kari Lunde nevnte deg", "foredraget var": a subject of one word or of a name, and its verb. */
static gboolean
has_subject_and_verb(const PhraseWords *words, const char *line)
{
    g_auto(GStrv) parts = g_strsplit(line, " ", -1);
    guint verb = 1;

    while (begins_upper(parts[0]) && parts[verb] != NULL && begins_upper(parts[verb]))
        verb++;
    if (parts[verb] == NULL)
        return FALSE;
    g_autofree char *folded = letters_fold(parts[verb]);
    return g_hash_table_contains(words->finite, folded);
}

gboolean
phrase_is_received(const PhraseWords *words, const char *phrase)
{
    g_autofree char *line = joined(phrase);
    g_autofree char *bare = phrase_without_mark(words, line);
    g_autofree char *folded = letters_fold_line(bare, bare + strcspn(bare, " ,"));

    return g_hash_table_contains(words->receives, folded);
}

static gboolean
has_end(const char *word, const char *ends)
{
    g_auto(GStrv) each = g_strsplit(ends, " ", -1);

    for (guint i = 0; each[i] != NULL; i++) {
        if (*each[i] != '\0' && g_str_has_suffix(word, each[i]))
            return TRUE;
    }
    return FALSE;
}

/* "at spørge" is an infinitive, "at lederen spurgte" a clause: by the word behind. */
static gboolean
may_be_infinitive(const PhraseWords *words, const char *word)
{
    return *words->infinitive_ends == '\0' || g_hash_table_contains(words->verbs, word) ||
           (has_end(word, words->infinitive_ends) && !has_end(word, words->no_infinitive_ends));
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
    if (fragment_language(share, folded, language) != language)
        return PHRASE_FOREIGN;
    if (g_hash_table_contains(words->subjects, parts[0]) && count > 2)
        return PHRASE_SENTENCE;
    if (g_hash_table_contains(words->questions, parts[0]) && count > 1)
        return PHRASE_QUESTION;
    if (g_hash_table_contains(words->because, parts[0]) && count > 2)
        return PHRASE_BECAUSE;
    if (g_hash_table_contains(words->that, parts[0]) && count > 2 &&
        (g_hash_table_contains(words->subjects, parts[1]) || second_is_name(line) ||
         !may_be_infinitive(words, parts[1]) || !g_hash_table_contains(words->marks, parts[0])))
        return PHRASE_THAT;
    if (g_hash_table_contains(words->marks, parts[0]) && count > 1)
        return PHRASE_TO;
    if (g_hash_table_contains(words->verbs, parts[0]) && count > 1)
        return PHRASE_VERB;
    if (has_subject_and_verb(words, line))
        return PHRASE_SENTENCE;
    return PHRASE_NOUN;
}

char *
phrase_genitive(const char *name, int language)
{
    gunichar last = *name != '\0'
                        ? g_unichar_tolower(g_utf8_get_char(g_utf8_prev_char(name + strlen(name))))
                        : 0;
    gboolean hissing = last == 's' || last == 'x' || last == 'z';

    if (language == language_number("en"))
        return g_strconcat(name, last == 's' ? "'" : "'s", NULL);
    if (language == language_number("sv"))
        return g_strconcat(name, hissing ? "" : "s", NULL);
    return g_strconcat(name, hissing ? "'" : "s", NULL);
}

/* "{of}/til+{name}": the part behind the slash follows a noun, the one before it stands before. */
static void
append_retelling(GString *told, const char *instead, const char *name, gboolean after_noun,
                 int language)
{
    const char *slash = strchr(instead, '/');
    g_autofree char *of = phrase_genitive(name, language);
    g_autoptr(GString) word = g_string_new(NULL);

    if (slash == NULL)
        g_string_append(word, instead);
    else if (after_noun)
        g_string_append(word, slash + 1);
    else
        g_string_append_len(word, instead, slash - instead);
    g_string_replace(word, "+", " ", 0);
    g_string_replace(word, "{name}", name, 0);
    g_string_replace(word, "{of}", of, 0);
    g_string_append(told, word->str);
}

/* A Danish "I" is the pronoun by its capital only. */
static const char *
retelling_of(const PhraseWords *words, const char *from, const char *until)
{
    g_autofree char *written = g_strndup(from, (gsize) (until - from));
    g_autofree char *folded = letters_fold_line(from, until);

    if (g_hash_table_contains(words->retell, "I") && strcmp(folded, "i") == 0)
        return g_hash_table_lookup(words->retell, written);
    return g_hash_table_lookup(words->retell, folded);
}

char *
phrase_retold(const LanguageShare *share, const char *phrase, const char *name, int language)
{
    g_autofree char *line = joined(phrase);
    g_autofree char *whole = letters_fold(line);
    int spoken = fragment_language(share, whole, language);
    const PhraseWords *words = share->phrase_words[spoken];
    GString *told = g_string_new(NULL);
    gboolean after_noun = FALSE;

    for (const char *p = line; *p != '\0';) {
        const char *end = p;
        while (*end != '\0' &&
               letters_in_word(g_utf8_get_char(end), g_utf8_get_char(g_utf8_next_char(end))))
            end = g_utf8_next_char(end);
        if (end == p) {
            after_noun = after_noun && *p == ' ';
            end = g_utf8_next_char(p);
            g_string_append_len(told, p, end - p);
            p = end;
            continue;
        }
        const char *instead = retelling_of(words, p, end);
        g_autofree char *folded = letters_fold_line(p, end);
        if (instead != NULL)
            append_retelling(told, instead, name, after_noun, spoken);
        else
            g_string_append_len(told, p, end - p);
        after_noun = !language_cues_is_stop_word(share->cues, spoken, folded);
        p = end;
    }
    return g_string_free(told, FALSE);
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
    if (shape == PHRASE_SENTENCE && g_hash_table_contains(words->subjects, parts[0]))
        return TRUE;
    if (shape != PHRASE_NOUN && shape != PHRASE_FOREIGN && shape != PHRASE_SENTENCE)
        return TRUE;
    for (int any = 0; any < LANGUAGE_COUNT; any++) {
        if ((any == language || shape == PHRASE_FOREIGN) &&
            language_cues_is_stop_word(share->cues, any, parts[0]))
            return TRUE;
    }
    return parts[1] != NULL && g_hash_table_contains(words->possessive, parts[1]);
}

/* "2.30 p.m.": the stop belongs to the word. */
static gboolean
ends_shortened(const char *line, gsize length)
{
    return length > 4 && line[length - 1] == '.' && line[length - 3] == '.' &&
           g_ascii_isalpha(line[length - 2]);
}

char *
phrase_inside(const LanguageShare *share, const PhraseWords *words, const char *phrase,
              PhraseShape shape, int language)
{
    g_autofree char *line = joined(phrase);
    gsize length = strlen(line);

    while (length > 0 && strchr(".!?,;: -", line[length - 1]) != NULL &&
           !ends_shortened(line, length))
        length--;
    line[length] = '\0';
    if (begins_ordinary(share, words, line, shape, language))
        return with_first_letter(line, g_unichar_tolower);
    return g_steal_pointer(&line);
}

char *
phrase_post(const char *post, int language)
{
    const char *second = *post != '\0' ? g_utf8_next_char(post) : post;

    if (strcmp(language_codes[language], "en") == 0)
        return g_strdup(post);
    for (const char *at = second; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isupper(g_utf8_get_char(at)))
            return g_strdup(post);
    return with_first_letter(post, g_unichar_tolower);
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
phrase_day_as(const PhraseWords *words, const char *pattern, int64_t day)
{
    int year = 0, month = 0, date = 0;
    g_autoptr(GString) text = g_string_new(pattern);
    g_autofree char *number = NULL;

    tk_day_to_date(day, &year, &month, &date);
    g_assert(month >= 1 && month <= PHRASE_MONTHS);
    number = g_strdup_printf("%d", date);
    g_string_replace(text, "{day}", number, 0);
    g_string_replace(text, "{month}", words->months[month - 1], 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

char *
phrase_day(const PhraseWords *words, int64_t day)
{
    return phrase_day_as(words, words->day, day);
}
