/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/sentences.h"

#include "language/letters.h"

#include <string.h>
#include <unicode/utext.h>

#define WRAPPED_LINE 58 /* bytes from which a line counts as wrapped by a mail program */

typedef UBreakIterator *Breaks;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC(Breaks, ubrk_close, NULL)

/* What ICU is to read: the text with line ends only where a reader would stop. */
typedef struct {
    char *flow;
    gsize from, until;
} Flow;

static void
blank(char *text, gsize from, gsize until)
{
    if (until > from)
        memset(text + from, ' ', until - from);
}

static gsize
trimmed(const char *text, gsize from, gsize until)
{
    while (until > from && g_ascii_isspace(text[until - 1]))
        until--;
    return until;
}

/* Whether the line goes on in the next one, which begins at `next`. */
static gboolean
line_goes_on(const char *text, gsize from, gsize end, gsize next, gsize until)
{
    if (next >= until || end == from)
        return FALSE;
    gsize begin = next + letters_span(text + next, " ");
    if (begin >= until || text[begin] == '\n' || mail_line_is_listed(text + begin) ||
        mail_line_is_quoted(text + begin, text + until))
        return FALSE;
    gunichar first = g_utf8_get_char(text + begin);
    if (g_unichar_islower(first))
        return strchr(".!?", text[end - 1]) == NULL || end - from >= WRAPPED_LINE;
    return text[end - 1] == ',' || end - from >= WRAPPED_LINE;
}

/* A list line joins the one before it and its lead-in, so that all of it counts once. */
static void
join_list(Flow *flow, gsize last_end, gsize line_from)
{
    for (gsize i = last_end; i < line_from; i++)
        flow->flow[i] = ' ';
    /* A stop inside the list would end the sentence again. */
    for (gsize i = last_end; i > flow->from && i + 3 > last_end; i--) {
        if (strchr(".!?", flow->flow[i - 1]) == NULL)
            break;
        flow->flow[i - 1] = ',';
    }
}

static void
level_stops(char *flow, gsize from, gsize until)
{
    for (gsize i = from; i < until; i++) {
        if (strchr(".!?", flow[i]) != NULL)
            flow[i] = ',';
    }
}

static Flow
flow_of(const char *text, const MailParts *parts)
{
    Flow flow = { g_strndup(text, parts->text_until), parts->text_from, parts->text_until };
    gboolean in_list = FALSE;
    gsize last_end = flow.from;
    gboolean lead_in = FALSE;

    for (gsize at = flow.from; at < flow.until;) {
        const char *stop = memchr(text + at, '\n', flow.until - at);
        gsize line_end = stop != NULL ? (gsize) (stop - text) : flow.until;
        gsize end = trimmed(text, at, line_end);
        gsize next = line_end + 1;
        if (mail_line_is_quoted(text + at, text + end)) {
            blank(flow.flow, at, line_end);
        } else if (end > at) {
            gboolean listed = mail_line_is_listed(text + at);
            if (listed) {
                if (in_list || lead_in)
                    join_list(&flow, last_end, at);
                level_stops(flow.flow, at, end > at ? end - 1 : at);
            }
            in_list = listed;
            lead_in = text[end - 1] == ':';
            if (line_end < flow.until && line_goes_on(text, at, end, next, flow.until))
                flow.flow[line_end] = ' ';
            last_end = end;
        }
        at = next;
    }
    return flow;
}

static gboolean
has_word(const char *text, gsize from, gsize until)
{
    for (const char *p = text + from; p < text + until; p = g_utf8_next_char(p)) {
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            return TRUE;
    }
    return FALSE;
}

/* "example.org/quay?no=4": a sign inside a word ends nothing. */
static gboolean
joins_word(const char *text, gsize end, gsize until)
{
    gunichar next = end < until ? g_utf8_get_char(text + end) : ' ';

    return g_unichar_islower(next) || g_unichar_isdigit(next);
}

/* "He said 'Stop!' and left": a closing sign before a small letter ends nothing. */
static gboolean
joins_quote(const char *text, gsize end, gsize next, gsize until)
{
    if (next >= until || end == 0 || text[end - 1] == '.' || text[end - 1] == '!' ||
        text[end - 1] == '?')
        return FALSE;
    gunichar sign = g_utf8_get_char(text + next);
    gunichar closing = g_utf8_get_char(g_utf8_prev_char(text + end));
    return g_unichar_islower(sign) &&
           (closing == '"' || closing == '\'' || closing == ')' || closing == 0x201D ||
            closing == 0x2019 || closing == 0xBB || closing == 0xAB);
}

static void
add_sentence(GArray *sentences, const char *text, gsize from, gsize until)
{
    Sentence sentence = { .from = from, .until = until };
    gsize end = until;

    while (end > from && strchr("\")'.", text[end - 1]) != NULL)
        end--;
    for (gsize i = end; i > from && (text[i - 1] == '?' || text[i - 1] == '!'); i--) {
        sentence.question |= text[i - 1] == '?';
        sentence.exclaimed |= text[i - 1] == '!';
    }
    g_array_append_val(sentences, sentence);
}

/* Adds [from, until) as a sentence, or to the one before it where both are one. */
static void
take_piece(GArray *sentences, const Abbreviations *abbreviations, const char *text,
           const Flow *given, gsize from, gsize until, gboolean *join)
{
    const char *flow = given->flow;

    while (from < until && g_ascii_isspace(flow[from]))
        from++;
    until = trimmed(flow, from, until);
    if (from >= until)
        return;
    Sentence *last =
        sentences->len > 0 ? &g_array_index(sentences, Sentence, sentences->len - 1) : NULL;
    gboolean fresh_line = last != NULL && memchr(flow + last->until, '\n', from - last->until);
    if (!has_word(text, from, until)) {
        if (last != NULL && letters_span(flow + from, ".!?") > 0 && !fresh_line) {
            last->until = until;
            last->question |= flow[from] == '?';
        }
        return;
    }
    if (last != NULL && *join && !fresh_line) {
        gsize begin = last->from;
        g_array_set_size(sentences, sentences->len - 1);
        add_sentence(sentences, text, begin, until);
    } else {
        add_sentence(sentences, text, from, until);
    }
    gsize next = until + letters_span(flow + until, " ");
    *join = abbreviations_join(abbreviations, flow + from, flow + until, flow + given->until) ||
            joins_quote(flow, until, next, given->until) || joins_word(flow, until, given->until);
}

GArray *
sentences_find(const UBreakIterator *breaks, const Abbreviations *abbreviations, const char *text,
               const MailParts *parts)
{
    GArray *sentences = g_array_new(FALSE, FALSE, sizeof(Sentence));
    Flow flow = flow_of(text, parts);
    g_autofree char *buffer = flow.flow;
    UErrorCode status = U_ZERO_ERROR;
    UText reader = UTEXT_INITIALIZER;
    gboolean join = FALSE;

    g_auto(Breaks) own = ubrk_clone(breaks, &status);
    utext_openUTF8(&reader, buffer + parts->text_from,
                   (int64_t) (parts->text_until - parts->text_from), &status);
    if (own == NULL || U_FAILURE(status))
        return sentences;
    ubrk_setUText(own, &reader, &status);
    if (U_SUCCESS(status)) {
        int32_t from = ubrk_first(own);
        for (int32_t until = ubrk_next(own); until != UBRK_DONE; until = ubrk_next(own)) {
            take_piece(sentences, abbreviations, text, &flow, parts->text_from + (gsize) from,
                       parts->text_from + (gsize) until, &join);
            from = until;
        }
    }
    utext_close(&reader);
    return sentences;
}
