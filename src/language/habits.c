/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/habits.h"

#include "base/tk-error.h"
#include "language/letters.h"

#include <string.h>

#define SHORT_LINE    80 /* bytes; a longer line is no greeting, sign-off or signature */
#define GREETING_MOST 60 /* bytes between the opening word and the sign that ends it */
#define END_LINES     12 /* lines from the end in which a sign-off is looked for */
#define NAME_WORDS    5
#define CLOSING_WORDS 5 /* of a closing line that is known by its last word */

struct MailHabits {
    GHashTable *openers; /* folded phrase -> itself; so are all */
    GHashTable *fillers; /* words in a greeting that are no name */
    GHashTable *titles;
    GHashTable *closers;
    GHashTable *closing_words;
    GHashTable *devices; /* "sendt fra min" */
    GHashTable *quotes;  /* how a quoted mail below begins */
};

typedef struct {
    gsize from, until; /* until: before the line end */
} Line;

static GHashTable *
phrase_set(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static GHashTable *
section_of(const MailHabits *habits, const char *name)
{
    const struct {
        const char *name;
        GHashTable *phrases;
    } sections[] = {
        { "[openers]", habits->openers },
        { "[fillers]", habits->fillers },
        { "[titles]", habits->titles },
        { "[closers]", habits->closers },
        { "[closing words]", habits->closing_words },
        { "[devices]", habits->devices },
        { "[quotes]", habits->quotes },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(sections); i++) {
        if (g_strcmp0(sections[i].name, name) == 0)
            return sections[i].phrases;
    }
    return NULL;
}

MailHabits *
mail_habits_new(const char *name, const char *text, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(MailHabits) habits = g_new0(MailHabits, 1);
    GHashTable *section = NULL;

    habits->openers = phrase_set();
    habits->fillers = phrase_set();
    habits->titles = phrase_set();
    habits->closers = phrase_set();
    habits->closing_words = phrase_set();
    habits->devices = phrase_set();
    habits->quotes = phrase_set();
    for (guint i = 0; lines[i] != NULL; i++) {
        char *line = g_strstrip(lines[i]);
        if (*line == '\0' || *line == '#')
            continue;
        if (*line == '[')
            section = section_of(habits, line);
        else if (section != NULL)
            g_hash_table_add(section, letters_fold(line));
        if (section == NULL) {
            tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%u", name, i + 1);
            return NULL;
        }
    }
    return g_steal_pointer(&habits);
}

void
mail_habits_free(MailHabits *habits)
{
    if (habits == NULL)
        return;
    g_clear_pointer(&habits->openers, g_hash_table_unref);
    g_clear_pointer(&habits->fillers, g_hash_table_unref);
    g_clear_pointer(&habits->titles, g_hash_table_unref);
    g_clear_pointer(&habits->closers, g_hash_table_unref);
    g_clear_pointer(&habits->closing_words, g_hash_table_unref);
    g_clear_pointer(&habits->devices, g_hash_table_unref);
    g_clear_pointer(&habits->quotes, g_hash_table_unref);
    g_free(habits);
}

/* The length of the longest phrase of the set that the folded line begins with; 0 for none. */
static gsize
begins_with_phrase(GHashTable *phrases, const char *folded)
{
    gsize length = 0;
    gsize end = 0;
    char head[LETTERS_WORD_MOST * 2];

    for (guint words = 0; words < 4; words++) {
        end += strcspn(folded + end, " ");
        if (end == 0 || end >= sizeof head)
            break;
        memcpy(head, folded, end);
        head[end] = '\0';
        if (g_hash_table_contains(phrases, head))
            length = end;
        if (folded[end] == '\0')
            break;
        end++;
    }
    return length;
}

static Line
line_at(const char *text, gsize length, gsize from)
{
    const char *end = memchr(text + from, '\n', length - from);

    return (Line) { from, end != NULL ? (gsize) (end - text) : length };
}

static gboolean
is_blank(const char *text, Line line)
{
    for (gsize i = line.from; i < line.until; i++) {
        if (!g_ascii_isspace(text[i]))
            return FALSE;
    }
    return TRUE;
}

gboolean
mail_line_is_quoted(const char *from, const char *until)
{
    while (from < until && *from == ' ')
        from++;
    return from < until && *from == '>';
}

gboolean
mail_line_is_listed(const char *from)
{
    static const char *const bullets[] = { "- ", "* ", "+ ", "•", "–", "—", "·", "▪", "◦" };

    from += letters_span(from, " ");
    for (gsize i = 0; i < G_N_ELEMENTS(bullets); i++) {
        if (g_str_has_prefix(from, bullets[i]))
            return TRUE;
    }
    gsize digits = letters_span(from, "0123456789");
    return digits > 0 && digits < 3 && (from[digits] == ')' || from[digits] == '.') &&
           from[digits + 1] == ' ' && !g_unichar_islower(g_utf8_get_char(from + digits + 2));
}

static guint
count_words(const char *folded)
{
    folded += letters_span(folded, " ");
    guint words = *folded != '\0' ? 1 : 0;

    for (; *folded != '\0'; folded++)
        words += *folded == ' ';
    return words;
}

static char
last_sign(const char *text, Line line)
{
    gsize i = line.until;

    while (i > line.from && g_ascii_isspace(text[i - 1]))
        i--;
    return i > line.from ? text[i - 1] : '\0';
}

/* Two to four words that all begin with a capital, or one: what a person signs with. */
static gboolean
looks_like_name(const char *text, Line line)
{
    guint words = 0;
    gboolean in_word = FALSE;

    if (strchr("?!:;", last_sign(text, line)) != NULL || mail_line_is_listed(text + line.from))
        return FALSE;
    for (const char *p = text + line.from; p < text + line.until; p = g_utf8_next_char(p)) {
        gunichar sign = g_utf8_get_char(p);
        if (g_unichar_isalnum(sign) && !in_word) {
            words++;
            if (!g_unichar_isupper(sign))
                return FALSE;
        }
        in_word = g_unichar_isalnum(sign) || sign == '\'' || sign == 0x2019;
    }
    return words > 0 && words <= NAME_WORDS;
}

static gboolean
looks_like_contact(const char *text, Line line)
{
    guint digits = 0;

    for (gsize i = line.from; i < line.until; i++)
        digits += g_ascii_isdigit(text[i]) ? 1 : 0;
    if (digits >= 6)
        return TRUE;
    g_autofree char *copy = g_strndup(text + line.from, line.until - line.from);
    return strchr(copy, '@') != NULL || strstr(copy, "www.") != NULL || strstr(copy, "://") != NULL;
}

/* Where the body ends because a quoted mail, a device line or a divider begins. */
static gsize
cut_foreign(const MailHabits *habits, const char *text, gsize length)
{
    for (gsize at = 0; at < length;) {
        Line line = line_at(text, length, at);
        gsize size = line.until - line.from;
        const char *begin = text + line.from;
        if (size >= 2 && size < SHORT_LINE * 2 && !mail_line_is_quoted(begin, text + line.until)) {
            if (letters_span(begin, "-_ ") >= size && letters_span(begin, "-_") >= 2)
                return line.from;
            g_autofree char *folded = letters_fold_line(begin, text + line.until);
            if (begins_with_phrase(habits->devices, folded) > 0 && size < SHORT_LINE)
                return line.from;
            if (begins_with_phrase(habits->quotes, folded) > 0 &&
                (last_sign(text, line) == ':' || *begin == '-' || strchr(begin, '@') != NULL))
                return line.from;
        }
        at = line.until + 1;
    }
    return length;
}

static gboolean
is_closing(const MailHabits *habits, const char *text, Line line)
{
    if (line.until - line.from > SHORT_LINE || last_sign(text, line) == '?')
        return FALSE;
    g_autofree char *folded = letters_fold_line(text + line.from, text + line.until);
    gsize phrase = begins_with_phrase(habits->closers, folded);

    if (phrase > 0)
        return count_words(folded + phrase) <= NAME_WORDS;
    /* "Solige hilsener", "Stor kram": it is the last word that closes. */
    const char *last = strrchr(folded, ' ');
    return last != NULL && count_words(folded) <= CLOSING_WORDS &&
           strchr(".?!", last_sign(text, line)) == NULL &&
           g_hash_table_contains(habits->closing_words, last + 1);
}

/* Walks up from the end over what can be a signature; a closing phrase on the way settles it. */
static gsize
find_end(const MailHabits *habits, const char *text, gsize from, gsize until)
{
    gsize end = until;
    gsize at = until;

    for (guint lines = 0; lines < END_LINES && at > from;) {
        gsize begin = at;
        while (begin > from && text[begin - 1] != '\n')
            begin--;
        Line line = { begin, at };
        at = begin > from ? begin - 1 : from;
        if (is_blank(text, line)) {
            if (begin == from)
                break;
            continue;
        }
        lines++;
        if (is_closing(habits, text, line))
            return line.from;
        if (line.until - line.from > SHORT_LINE || strchr("?!:", last_sign(text, line)) != NULL)
            break;
        /* The first line is never a bare signature: then there would be no body at all. */
        if (begin > from && looks_like_name(text, line))
            end = line.from;
        else if (!looks_like_contact(text, line) &&
                 (last_sign(text, line) == '.' || line.until - line.from > SHORT_LINE / 2))
            break;
        if (begin == from)
            break;
    }
    return end;
}

/* A line "Kari," alone at the top greets, too. */
static gboolean
is_name_alone(const char *text, Line line)
{
    return line.until - line.from < SHORT_LINE && strchr(",!", last_sign(text, line)) != NULL &&
           last_sign(text, line) != '\0' &&
           looks_like_name(text, (Line) { line.from, line.until - 1 });
}

static gboolean
ends_title(const MailHabits *habits, const char *text, gsize from, gsize dot)
{
    gsize begin = dot;

    while (begin > from && g_ascii_isalpha(text[begin - 1]))
        begin--;
    g_autofree char *word = letters_fold_line(text + begin, text + dot);
    return g_hash_table_contains(habits->titles, word);
}

static gboolean
name_follows(const char *text, Line line, gsize from)
{
    from += letters_span(text + from, " ");
    gsize stop = from + letters_until(text + from, ",.!\n");

    return stop > from && stop < line.until && looks_like_name(text, (Line) { from, stop });
}

/* The end of a greeting that begins at `from` and whose opening word ends at `opened`. */
static gsize
greeting_end(const MailHabits *habits, const char *text, Line line, gsize opened)
{
    gsize i = opened;

    for (; i < line.until && i - opened < GREETING_MOST; i++) {
        if (text[i] == '.' && ends_title(habits, text, line.from, i))
            continue;
        /* "Hei igjen, Fredrik." has two signs; "Hei. Jeg ..." and "Hei, jeg ..." have one. */
        if (text[i] == ',' && name_follows(text, line, i + 1))
            continue;
        if (strchr(",.!:;?", text[i]) == NULL && strncmp(text + i, "–", strlen("–")) != 0 &&
            strncmp(text + i, "—", strlen("—")) != 0)
            continue;
        while (i < line.until && strchr(",.!:;?", text[i]) != NULL)
            i++;
        return i;
    }
    return i;
}

/* Without any sign in a long line only the capitalised words after the opener are the greeting. */
static gsize
greeting_end_of_names(const char *text, Line line, gsize opened)
{
    gsize end = opened;
    const char *p = text + opened;

    while (p < text + line.until) {
        while (p < text + line.until && *p == ' ')
            p++;
        if (p >= text + line.until || !g_unichar_isupper(g_utf8_get_char(p)))
            break;
        p += letters_until(p, " ,.!\n");
        end = MIN((gsize) (p - text), line.until);
    }
    return end;
}

static void
find_greeting(const MailHabits *habits, const char *text, gsize length, MailParts *parts)
{
    gsize at = 0;
    Line line = { 0, 0 };

    for (;;) {
        line = line_at(text, length, at);
        if (!is_blank(text, line) || line.until >= length)
            break;
        at = line.until + 1;
    }
    while (line.from < line.until && text[line.from] == ' ')
        line.from++;
    gsize head = MIN(line.until, line.from + SHORT_LINE * 2);
    while (head > line.from && head < line.until && ((guchar) text[head] & 0xC0) == 0x80)
        head--;
    g_autofree char *folded = letters_fold_line(text + line.from, text + head);
    gsize phrase = begins_with_phrase(habits->openers, folded);

    parts->greeting_from = parts->greeting_until = line.from;
    if (phrase == 0) {
        if (is_name_alone(text, line))
            parts->greeting_until = line.until;
        return;
    }
    /* Counts the opener's words over in the text, where signs may stand between them. */
    guint words = count_words(folded) - count_words(folded + phrase);
    gsize opened = line.from;
    for (guint word = 0; word < words; word++) {
        opened += letters_span(text + opened, " ,");
        opened += letters_until(text + opened, " ,.!:;?\n");
    }
    opened = MIN(opened, line.until);
    parts->greeting_until = greeting_end(habits, text, line, opened);
    gboolean ended =
        parts->greeting_until > opened && strchr(",.!:;?", text[parts->greeting_until - 1]) != NULL;
    if (!ended && parts->greeting_until < line.until)
        parts->greeting_until = greeting_end_of_names(text, line, opened);
}

MailParts
mail_parts_find(const MailHabits *habits, const char *text, gsize length)
{
    MailParts parts = { 0 };
    gsize foreign = cut_foreign(habits, text, length);

    find_greeting(habits, text, foreign, &parts);
    parts.text_from = parts.greeting_until;
    parts.text_until = find_end(habits, text, parts.text_from, foreign);
    parts.end_from = parts.text_until;
    return parts;
}

/* The end of the word that begins at `p`, or `p` where none begins. */
static const char *
word_end(const char *p, const char *until)
{
    while (p < until) {
        const char *next = g_utf8_next_char(p);
        if (!letters_in_word(g_utf8_get_char(p), next < until ? g_utf8_get_char(next) : 0))
            break;
        p = next;
    }
    return p;
}

char **
mail_greeting_names(const MailHabits *habits, const char *text, const MailParts *parts,
                    gboolean *out_titled)
{
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();
    const char *until = text + parts->greeting_until;
    guint count = 0;

    *out_titled = FALSE;
    for (const char *p = text + parts->greeting_from; p < until;) {
        const char *end = word_end(p, until);
        if (end == p) {
            p = g_utf8_next_char(p);
            continue;
        }
        g_autofree char *folded = letters_fold_line(p, end);
        gboolean filler = g_hash_table_contains(habits->fillers, folded) ||
                          g_hash_table_contains(habits->openers, folded);
        if (mail_word_is_title(habits, folded)) {
            *out_titled = TRUE;
        } else if (!filler) {
            /* "Hei og takk for sist!" greets nobody by name. */
            if (!g_unichar_isupper(g_utf8_get_char(p)))
                break;
            g_strv_builder_add(names, folded);
            count++;
        } else if (count > 0) {
            break;
        }
        p = end;
    }
    return g_strv_builder_end(names);
}

gboolean
mail_word_is_title(const MailHabits *habits, const char *folded)
{
    return g_hash_table_contains(habits->titles, folded);
}
