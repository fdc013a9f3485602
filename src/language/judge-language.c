/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/judge-language.h"

#include "language/letters.h"

#include <string.h>

#define FOREIGN_LEAD   14 /* by how much another language must lead in a sentence */
#define FOREIGN_WORDS  5  /* a shorter sentence says too little */
#define LETTERED_SHARE 4  /* the same where a word has a letter that no language of ours has */
#define UNKNOWN_WORDS  7  /* that a sentence must have to be of no language of ours */
#define UNKNOWN_SHARE  7  /* and at most each so-many-th may be a small word of the expected one */
#define FIFTH_WORDS    10 /* that a text must have to be of a language that is not ours */
#define FIFTH_SHARE    5  /* and at most each so-many-th may be a small word of ours */
#define LANGUAGE_LEAD  3  /* of a whole text */
#define FOREIGN_TIMES  2  /* and by how much a text of another language must outweigh the given */
#define OWN_WORDS      3  /* so many small words of the given language keep it */

static gboolean
is_own_small_word(const LanguageCues *cues, int language, const char *folded)
{
    const int english = language_number("en");

    /* The sisters share most; it is English that tells a foreign text by having none of them. */
    if (!language_cues_is_stop_word(cues, language, folded))
        return FALSE;
    return language == english ? !language_cues_is_stop_word(cues, 0, folded)
                               : !language_cues_is_stop_word(cues, english, folded);
}

/* Adds up the cues of the text; `given` >= 0: gives back how many of its words are small words of
 * that language. */
static guint
weigh_text(const LanguageShare *share, const char *text, int given, int scores[LANGUAGE_COUNT])
{
    guint own = 0;

    g_autofree char *level = letters_level(text, strlen(text));
    g_autofree char *folded = letters_fold(level);

    for (char *word = folded; *word != '\0';) {
        char *end = word + letters_until(word, " ");
        gboolean last = *end == '\0';
        *end = '\0';
        language_cues_weigh(share->cues, word, scores);
        own += given >= 0 && is_own_small_word(share->cues, given, word) ? 1 : 0;
        word = last ? end : end + 1;
    }
    return own;
}

const char *
language_of(const LanguageShare *share, const char *text)
{
    int scores[LANGUAGE_COUNT] = { 0 };

    weigh_text(share, text, -1, scores);
    int language = language_cues_best(scores, 1);

    return language >= 0 ? language_codes[language] : "";
}

gboolean
language_is_foreign(const LanguageShare *share, const char *text, const char *language)
{
    g_autofree char *level = letters_level(text, strlen(text));
    g_autofree char *folded = letters_fold(level);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);
    int number = language_number(language);
    guint counted = 0, small = 0;

    for (char **word = words; *word != NULL; word++) {
        counted += **word != '\0' ? 1 : 0;
        small += number >= 0 && language_cues_is_stop_word(share->cues, number, *word) ? 1 : 0;
    }
    return number < 0 || (counted >= FIFTH_WORDS && small * FIFTH_SHARE <= counted);
}

int
judge_language_choose(const LanguageShare *share, const JudgeText *text)
{
    int scores[LANGUAGE_COUNT] = { 0 };
    int given = language_number(text->language);

    guint own = weigh_text(share, text->body, given, scores);
    int found = language_cues_best(scores, given >= 0 ? FOREIGN_LEAD : LANGUAGE_LEAD);
    if (found < 0 ||
        (given >= 0 && (own >= OWN_WORDS || scores[found] < scores[given] * FOREIGN_TIMES)))
        return given;
    return found;
}

/* TRUE for a letter that none of the four languages writes in its own words. */
static gboolean
has_foreign_letter(const char *from, const char *until)
{
    static const char letters[] = "ěščřžýůťďňąćęłńśźżñßçãõœğışțș";

    for (const char *p = from; p < until; p = g_utf8_next_char(p)) {
        if (g_utf8_strchr(letters, -1, g_utf8_get_char(p)) != NULL)
            return TRUE;
    }
    return FALSE;
}

int
judge_language_foreign(const LanguageShare *share, const Reading *reading, const Sentence *sentence,
                       int expected)
{
    int scores[LANGUAGE_COUNT] = { 0 };
    guint counted = 0, own = 0, lettered = 0;

    for (guint i = 0; i < sentence->words; i++) {
        const Word *word = reading_word(reading, sentence->first_word + i);
        if (word->capital && !word->first)
            continue; /* names belong to no language */
        language_cues_weigh(share->cues, reading_folded(reading, word), scores);
        own += language_cues_is_stop_word(share->cues, expected, reading_folded(reading, word));
        lettered += has_foreign_letter(reading->text + word->from, reading->text + word->until);
        counted++;
    }
    int best = language_cues_best(scores, 0);
    if (lettered > 0 && counted >= FOREIGN_WORDS && own * LETTERED_SHARE <= counted)
        return LANGUAGE_COUNT;
    if (counted >= UNKNOWN_WORDS && own * UNKNOWN_SHARE <= counted)
        return best >= 0 && best != expected ? best : LANGUAGE_COUNT;
    if (counted < FOREIGN_WORDS || best < 0 || best == expected)
        return -1;
    return scores[best] - scores[expected] >= FOREIGN_LEAD ? best : -1;
}
