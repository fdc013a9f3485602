/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * text -> tokens -> days, each with the phrase before it -> the first day back.
 */
#include "language/absence.h"

#include "base/tk-error.h"
#include "language/letters.h"
#include "language/share-private.h"

#include <string.h>

#define TEXT_MOST    20000 /* bytes that are looked at: the answer comes before what it quotes */
#define PHRASE_WORDS 4
#define LOOK_BACK                                                                                  \
    6 /* words between a phrase and its day: "back in the office on Monday the 7th"                \
       */
#define YEAR_DAYS 366

typedef enum {
    CUE_NONE,
    CUE_BACK,
    CUE_LAST,
    CUE_FROM,
    CUE_BETWEEN,
    CUE_STOP,
    CUE_MONTH,
    CUE_WEEKDAY,
    CUE_WEEK,
} Cue;

struct AbsenceWords {
    GHashTable *phrases; /* folded -> Cue << 8 | number */
};

typedef struct {
    char word[LETTERS_WORD_MOST + 1]; /* "" for a sign or a number */
    int number;                       /* -1 for none */
    unsigned digits;
    char sign; /* '.', '/', '-' or 0 */
} Token;

typedef struct {
    const AbsenceWords *words;
    const GArray *tokens;
    TkDay told;
} Search;

static Cue
cue_of_section(const char *line)
{
    static const struct {
        const char *name;
        Cue cue;
    } sections[] = {
        { "[back]", CUE_BACK },        { "[last]", CUE_LAST },  { "[from]", CUE_FROM },
        { "[between]", CUE_BETWEEN },  { "[stop]", CUE_STOP },  { "[months]", CUE_MONTH },
        { "[weekdays]", CUE_WEEKDAY }, { "[weeks]", CUE_WEEK },
    };

    for (gsize at = 0; at < G_N_ELEMENTS(sections); at++) {
        if (strcmp(sections[at].name, line) == 0)
            return sections[at].cue;
    }
    return CUE_NONE;
}

/* "desember 12": the number is cut off. TRUE unless a section that wants one has none. */
static gboolean
split_number(Cue cue, char *line, int *out_number)
{
    char *space = strrchr(line, ' ');
    gint64 number = 0;

    *out_number = 0;
    if (cue != CUE_MONTH && cue != CUE_WEEKDAY)
        return TRUE;
    if (space == NULL || !g_ascii_string_to_signed(space + 1, 10, 1, 12, &number, NULL))
        return FALSE;
    *space = '\0';
    *out_number = (int) number;
    return TRUE;
}

AbsenceWords *
absence_words_new(const char *name, const char *text, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(AbsenceWords) words = g_new0(AbsenceWords, 1);
    Cue cue = CUE_NONE;

    words->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint at = 0; lines[at] != NULL; at++) {
        char *line = g_strstrip(lines[at]);
        int number = 0;

        if (*line == '\0' || *line == '#')
            continue;
        gboolean is_section = *line == '[';

        if (is_section)
            cue = cue_of_section(line);
        if (cue == CUE_NONE || (!is_section && !split_number(cue, line, &number))) {
            tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%u", name, at + 1);
            return NULL;
        }
        if (!is_section)
            g_hash_table_insert(words->phrases, letters_fold(line),
                                GINT_TO_POINTER((int) cue << 8 | number));
    }
    return g_steal_pointer(&words);
}

void
absence_words_free(AbsenceWords *words)
{
    if (words == NULL)
        return;
    g_clear_pointer(&words->phrases, g_hash_table_unref);
    g_free(words);
}

static Cue
look_up(const AbsenceWords *words, const char *phrase, int *out_number)
{
    int found = GPOINTER_TO_INT(g_hash_table_lookup(words->phrases, phrase));

    *out_number = found & 0xff;
    return (Cue) (found >> 8);
}

static const Token *
token_at(const Search *search, guint at)
{
    static const Token none = { .number = -1 };

    return at < search->tokens->len ? &g_array_index(search->tokens, Token, at) : &none;
}

static const char *
add_number(const char *text, GArray *tokens)
{
    Token token = { .number = 0 };

    for (; g_ascii_isdigit(*text); text++, token.digits++) {
        if (token.digits < 5)
            token.number = token.number * 10 + (*text - '0');
    }
    g_array_append_val(tokens, token);
    return text;
}

static const char *
add_word(const char *text, GArray *tokens)
{
    const char *end = text;
    Token token = { .number = -1 };
    g_autoptr(GString) folded = g_string_new(NULL);

    while (g_unichar_isalpha(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    letters_fold_word(text, end, folded);
    g_strlcpy(token.word, folded->str, sizeof token.word);
    g_array_append_val(tokens, token);
    return end;
}

/* A range is written with a hyphen or a dash. */
static char
sign_of(gunichar letter)
{
    if (letter == '.' || letter == '/')
        return (char) letter;
    return letter == '-' || letter == 0x2013 || letter == 0x2014 ? '-' : '\0';
}

/* "t.o.m.", "d. 7.": the full stop of a single letter is part of the phrase. */
static gboolean
after_letter(const GArray *tokens)
{
    return tokens->len > 0 && strlen(g_array_index(tokens, Token, tokens->len - 1).word) == 1;
}

static GArray *
tokens_of(const char *text)
{
    GArray *tokens = g_array_new(FALSE, TRUE, sizeof(Token));

    while (*text != '\0') {
        gunichar letter = g_utf8_get_char(text);
        Token sign = { .number = -1, .sign = sign_of(letter) };

        if (g_ascii_isdigit(*text)) {
            text = add_number(text, tokens);
            continue;
        }
        if (g_unichar_isalpha(letter)) {
            text = add_word(text, tokens);
            continue;
        }
        if (sign.sign != '\0' && !(sign.sign == '.' && after_letter(tokens)))
            g_array_append_val(tokens, sign);
        text = g_utf8_next_char(text);
    }
    return tokens;
}

/* The next such date after the answer; with a year, that very one. 0 for none that is believed. */
static TkDay
believed(const Search *search, int year, int month, int day)
{
    int this_year = 0, ignored_month = 0, ignored_day = 0;
    TkDay found = 0;

    tk_day_to_date(search->told, &this_year, &ignored_month, &ignored_day);
    if (year > 0 && year < 100)
        year += 2000;
    if (!tk_day_from_date(year > 0 ? year : this_year, month, day, &found))
        return 0;
    if (year == 0 && found <= search->told && !tk_day_from_date(this_year + 1, month, day, &found))
        return 0;
    return found > search->told && found <= search->told + YEAR_DAYS ? found : 0;
}

static gboolean
is_year(const Token *token)
{
    return token->number >= 2000 && token->number <= 2999;
}

/* "3. desember", "3rd of December 2026", "den 3:e december": from the number on. */
static TkDay
day_then_month(const Search *search, guint at, guint *out_until)
{
    static const char *const ordinals[] = { "st", "nd", "rd", "th", "e", "a", "de", "of", NULL };
    int day = token_at(search, at)->number, month = 0;
    guint next = at + 1;

    while (token_at(search, next)->sign == '.' ||
           (*token_at(search, next)->word != '\0' &&
            g_strv_contains(ordinals, token_at(search, next)->word)))
        next++;
    if (look_up(search->words, token_at(search, next)->word, &month) != CUE_MONTH)
        return 0;
    next++;
    if (token_at(search, next)->sign == '.')
        next++;
    gboolean has_year = is_year(token_at(search, next));

    *out_until = has_year ? next + 1 : next;
    return believed(search, has_year ? token_at(search, next)->number : 0, month, day);
}

/* "December 3", "December 3rd, 2026". */
static TkDay
month_then_day(const Search *search, guint at, int month, guint *out_until)
{
    const Token *day = token_at(search, at + 1);
    guint next = at + 2;

    if (day->number < 1 || day->digits > 2)
        return 0;
    if (strlen(token_at(search, next)->word) == 2) /* st, nd, rd, th */
        next++;
    gboolean has_year = is_year(token_at(search, next));

    *out_until = has_year ? next + 1 : next;
    return believed(search, has_year ? token_at(search, next)->number : 0, month, day->number);
}

/* "3.12.", "03.12.2026", "3/12", "3/12-26", "2026-12-03". Of "3/12" and its American reading, the
 * one that comes first. */
static TkDay
day_of_figures(const Search *search, guint at, guint *out_until)
{
    const Token *one = token_at(search, at), *two = token_at(search, at + 2),
                *three = token_at(search, at + 4);
    char sign = token_at(search, at + 1)->sign, second = token_at(search, at + 3)->sign;

    *out_until = at + 3;
    if (sign == '\0' || two->number < 0)
        return 0;
    if (sign == '-') {
        *out_until = at + 5;
        return one->digits == 4 && second == '-' && three->number > 0
                   ? believed(search, one->number, two->number, three->number)
                   : 0;
    }
    if (one->digits > 2 || two->digits > 2)
        return 0;
    gboolean has_year = second != '\0' && three->number > 0 &&
                        (three->digits == 4 || (three->digits == 2 && second != '.') ||
                         (three->digits == 2 && sign == '.'));
    int year = has_year ? three->number : 0;
    TkDay nordic = believed(search, year, two->number, one->number);
    TkDay american = sign == '/' ? believed(search, year, one->number, two->number) : 0;

    *out_until = has_year ? at + 5 : at + 3;
    if (nordic == 0 || american == 0)
        return MAX(nordic, american);
    return MIN(nordic, american);
}

/* ISO 8601: week 1 holds 4 January, weeks begin on Monday. */
static TkDay
monday_of_week(const Search *search, int week)
{
    int year = 0, month = 0, day = 0;

    if (week < 1 || week > 53)
        return 0;
    tk_day_to_date(search->told, &year, &month, &day);
    for (int ahead = 0; ahead < 2; ahead++) {
        TkDay fourth = 0;

        if (!tk_day_from_date(year + ahead, 1, 4, &fourth))
            return 0;
        TkDay monday = fourth - (tk_day_weekday(fourth) - 1) + 7 * (week - 1);

        if (monday > search->told)
            return monday;
    }
    return 0;
}

static TkDay
next_weekday(const Search *search, int weekday)
{
    int ahead = (weekday - tk_day_weekday(search->told) + 7) % 7;

    return search->told + (ahead == 0 ? 7 : ahead);
}

/* "7. desember", "December 7", "7/12": a day with its month. */
static TkDay
dated_at(const Search *search, guint at, guint *out_until)
{
    const Token *token = token_at(search, at);
    int month = 0;

    *out_until = at + 1;
    if (look_up(search->words, token->word, &month) == CUE_MONTH)
        return month_then_day(search, at, month, out_until);
    if (token->number < 0)
        return 0;
    TkDay day = token->digits <= 2 ? day_then_month(search, at, out_until) : 0;

    return day != 0 ? day : day_of_figures(search, at, out_until);
}

/* "mandag", or "mandag d. 7. desember": the date says it better. */
static TkDay
weekday_at(const Search *search, guint at, int weekday, guint *out_until)
{
    guint after = at + 1;
    int ignored = 0;

    while (look_up(search->words, token_at(search, after)->word, &ignored) == CUE_STOP)
        after++;
    TkDay dated = dated_at(search, after, out_until);

    if (dated != 0 && tk_day_weekday(dated) == weekday)
        return dated;
    *out_until = at + 1;
    return next_weekday(search, weekday);
}

/* The day that begins at this token; *out_until is the token after it, also where it is none. */
static TkDay
day_at(const Search *search, guint at, guint *out_until)
{
    int number = 0;
    Cue cue = look_up(search->words, token_at(search, at)->word, &number);

    if (cue == CUE_WEEKDAY)
        return weekday_at(search, at, number, out_until);
    if (cue != CUE_WEEK)
        return dated_at(search, at, out_until);
    *out_until = at + 1;
    return monday_of_week(search, token_at(search, at + 1)->number);
}

/* The longest phrase that ends with token `last`; *out_words is how long it is. */
static Cue
phrase_before(const Search *search, guint last, guint *out_words)
{
    g_autoptr(GString) phrase = g_string_new(NULL);
    Cue found = CUE_NONE;
    int number = 0;

    for (guint words = 1; words <= PHRASE_WORDS && words <= last + 1; words++) {
        const Token *token = token_at(search, last + 1 - words);

        if (*token->word == '\0')
            break;
        if (words > 1)
            g_string_prepend_c(phrase, ' ');
        g_string_prepend(phrase, token->word);
        Cue cue = look_up(search->words, phrase->str, &number);

        if (cue == CUE_NONE)
            continue;
        found = cue;
        *out_words = words;
    }
    return found;
}

/* "3.-14. desember", "3 to 14 December": the second day of a range. */
static gboolean
ends_range(const Search *search, guint day)
{
    int ignored = 0;

    if (day < 2)
        return FALSE;
    if (token_at(search, day - 1)->sign == '-')
        return TRUE;
    return look_up(search->words, token_at(search, day - 1)->word, &ignored) == CUE_BETWEEN &&
           (token_at(search, day - 2)->number >= 0 ||
            look_up(search->words, token_at(search, day - 2)->word, &ignored) == CUE_MONTH);
}

/* What the words before a day make of it. */
static Cue
cue_before(const Search *search, guint day)
{
    guint left = day;

    for (guint steps = 0; left > 0 && steps < LOOK_BACK; steps++) {
        guint words = 1;
        Cue cue = CUE_STOP;

        if (token_at(search, left - 1)->sign == '\0')
            cue = phrase_before(search, left - 1, &words);
        if (cue == CUE_BACK || cue == CUE_LAST)
            return cue;
        if (cue == CUE_NONE || cue == CUE_MONTH || cue == CUE_WEEK)
            break;
        left -= words;
    }
    return ends_range(search, day) ? CUE_LAST : CUE_NONE;
}

TkDay
absence_back_day(const LanguageShare *share, const char *text, TkDay told)
{
    g_autofree char *level = letters_level(text, strnlen(text, TEXT_MOST));
    g_autoptr(GArray) tokens = tokens_of(level);
    const Search search = { share->absence, tokens, told };
    TkDay back = 0, last = 0;

    for (guint at = 0; at < tokens->len;) {
        guint until = at + 1;
        TkDay day = day_at(&search, at, &until);
        Cue cue = day != 0 ? cue_before(&search, at) : CUE_NONE;

        if (cue == CUE_BACK && (back == 0 || day < back))
            back = day;
        if (cue == CUE_LAST)
            last = MAX(last, day);
        at = day != 0 ? until : at + 1;
    }
    if (back != 0)
        return back;
    return last != 0 ? last + 1 : 0;
}
