/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/proposal.h"

#include "base/tk-error.h"
#include "language/judge-language.h"
#include "language/letters.h"
#include "language/share-private.h"

#include <string.h>

/* What a candidate is made from. */
typedef struct {
    const LanguageShare *share;
    const JudgeText *given;
    const Reading *reading;
    GHashTable *phrases; /* of the text's language */
} Proposing;

static const char *const phrase_keys[] = { "treat",      "way-out",      "place-name",
                                           "place-role", "place-sender", "place-organisation" };

void
proposal_free(Proposal *proposal)
{
    if (proposal == NULL)
        return;
    g_free(proposal->text);
    g_free(proposal);
}

static void
proposal_free_item(gpointer data)
{
    proposal_free(data);
}

static Proposal *
proposal_new(gsize from, gsize until, char *text_take)
{
    Proposal *proposal = g_new0(Proposal, 1);

    *proposal = (Proposal) { from, until, text_take };
    return proposal;
}

char *
proposal_take(const Proposal *proposal, const char *body)
{
    return g_strdup_printf("%.*s%s%s", (int) proposal->from, body, proposal->text,
                           body + proposal->until);
}

GHashTable *
proposal_phrases_new(const char *name, const char *text, GError **error)
{
    g_autoptr(GHashTable) phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint at = 0; lines[at] != NULL; at++) {
        char *colon = strstr(lines[at], ": ");
        g_autofree char *place = g_strdup_printf("%s:%u", name, at + 1);

        if (*g_strstrip(lines[at]) == '\0' || *lines[at] == '#')
            continue;
        if (colon == NULL || colon[2] == '\0')
            return tk_fail_null(error, TK_ERROR_INVALID, "share-malformed", place);
        *colon = '\0';
        g_hash_table_insert(phrases, g_strdup(lines[at]), g_strdup(colon + 2));
    }
    for (guint at = 0; at < G_N_ELEMENTS(phrase_keys); at++) {
        if (!g_hash_table_contains(phrases, phrase_keys[at]))
            return tk_fail_null(error, TK_ERROR_INVALID, "share-malformed", name);
    }
    return g_steal_pointer(&phrases);
}

static char *
given_name(const char *name)
{
    return g_strndup(name, strcspn(name, " "));
}

static char *
family_name(const char *name)
{
    const char *space = strrchr(name, ' ');

    return g_strdup(space != NULL ? space + 1 : name);
}

/* TRUE where the word before `at` is a title: it goes with the family name. */
static gboolean
has_title_before(const Proposing *proposing, gsize at)
{
    const char *text = proposing->reading->text;
    gsize end = at;

    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '.'))
        end--;
    gsize from = end;

    while (from > 0 && !g_ascii_isspace(text[from - 1]))
        from--;
    g_autofree char *folded = letters_fold_line(text + from, text + end);

    return *folded != '\0' && mail_word_is_title(proposing->share->habits, folded);
}

/* "Hei Per Olsen," greets with a whole name and goes on doing so. */
static Proposal *
right_name(const Proposing *proposing, const Finding *finding)
{
    const Reading *reading = proposing->reading;
    const char *name = proposing->given->receiver_name;
    gsize until = finding->until;

    if (*name == '\0' || strpbrk(name, "\r\n") != NULL)
        return NULL;
    for (guint i = 0; i < reading->words->len; i++) {
        const Word *word = reading_word(reading, i);

        if (word->from == until + 1 && reading->text[until] == ' ' && word->capital &&
            word->until <= reading->parts.greeting_until)
            until = word->until;
    }
    /* Words of the greeting are no words of a sentence: the line itself is walked. */
    while (until < reading->parts.greeting_until && reading->text[until] == ' ' &&
           g_unichar_isupper(g_utf8_get_char(reading->text + until + 1)))
        until += 1 + strcspn(reading->text + until + 1, " ,!.\r\n");
    if (until > finding->until)
        return proposal_new(finding->from, until, g_strdup(name));
    return proposal_new(finding->from, until,
                        has_title_before(proposing, finding->from) ? family_name(name)
                                                                   : given_name(name));
}

static gboolean
phrase_lists(const Proposing *proposing, const char *key, const char *folded)
{
    const char *list = g_hash_table_lookup(proposing->phrases, key);
    g_auto(GStrv) items = g_strsplit(list, ",", -1);

    for (char **item = items; *item != NULL; item++) {
        g_autofree char *other = letters_fold(g_strstrip(*item));

        if (g_str_equal(other, folded))
            return TRUE;
    }
    return FALSE;
}

/* "[fornavn]", "{company}": what they stand for is known. */
static Proposal *
fill_place(const Proposing *proposing, const Finding *finding)
{
    const JudgeText *given = proposing->given;
    const struct {
        const char *key, *text;
    } places[] = { { "place-name", given->receiver_name },
                   { "place-organisation", given->receiver_organisation },
                   { "place-role", given->receiver_role },
                   { "place-sender", given->sender_name } };
    g_autofree char *inside =
        g_strndup(given->body + finding->from, finding->until - finding->from);
    g_strdelimit(inside, "{}[]<>%_-", ' ');
    g_autofree char *folded = letters_fold(g_strstrip(inside));

    for (guint at = 0; at < G_N_ELEMENTS(places); at++) {
        if (*places[at].text != '\0' && phrase_lists(proposing, places[at].key, folded))
            return proposal_new(finding->from, finding->until,
                                at == 0 ? given_name(places[at].text) : g_strdup(places[at].text));
    }
    return NULL;
}

/* The sentence in which `at` lies; without one the last; NULL where there is none. */
static const Sentence *
sentence_at(const Reading *reading, gsize at)
{
    for (guint i = 0; i < reading->sentences->len; i++) {
        const Sentence *sentence = reading_sentence(reading, i);

        if (sentence->from <= at && at < sentence->until)
            return sentence;
    }
    return reading->sentences->len > 0 ? reading_sentence(reading, reading->sentences->len - 1)
                                       : NULL;
}

static Proposal *
put_in(const Proposing *proposing, const char *key, gsize behind)
{
    const Sentence *sentence = sentence_at(proposing->reading, behind);

    if (sentence == NULL)
        return NULL;
    return proposal_new(
        sentence->until, sentence->until,
        g_strdup_printf(" %s", (const char *) g_hash_table_lookup(proposing->phrases, key)));
}

/* The sentences that it lies in, with the space before or behind them; never the only ones. */
static Proposal *
leave_out(const Proposing *proposing, const Finding *finding)
{
    const Reading *reading = proposing->reading;
    gsize from = G_MAXSIZE, until = 0;
    guint gone = 0;

    for (guint i = 0; i < reading->sentences->len; i++) {
        const Sentence *sentence = reading_sentence(reading, i);

        if (sentence->until <= finding->from || sentence->from >= finding->until)
            continue;
        from = MIN(from, sentence->from);
        until = MAX(until, sentence->until);
        gone++;
    }
    if (gone == 0 || gone >= reading->sentences->len)
        return NULL;
    if (reading->text[until] == ' ')
        until += strspn(reading->text + until, " ");
    else
        while (from > 0 && reading->text[from - 1] == ' ')
            from--;
    return proposal_new(from, until, g_strdup(""));
}

/* "!!!" is one sign, "HELP ME" is said in small letters. */
static Proposal *
calm_down(const Proposing *proposing, const Finding *finding)
{
    gsize size = finding->until - finding->from;
    g_autofree char *words = g_strndup(proposing->given->body + finding->from, size);

    if (strspn(words, "!?") == size)
        return proposal_new(finding->from, finding->until,
                            g_strdup(strchr(words, '?') != NULL ? "?" : "."));
    g_autofree char *small = g_utf8_strdown(words, -1);
    const Sentence *sentence = sentence_at(proposing->reading, finding->from);

    if (g_str_equal(small, words))
        return leave_out(proposing, finding);
    if (sentence == NULL || sentence->from != finding->from)
        return proposal_new(finding->from, finding->until, g_steal_pointer(&small));
    g_autofree char *first = g_utf8_substring(words, 0, 1);

    return proposal_new(finding->from, finding->until,
                        g_strconcat(first, g_utf8_next_char(small), NULL));
}

static Proposal *
candidate_for(const Proposing *proposing, const Finding *finding)
{
    static const char *const better_unsaid[] = { "guilt",       "asks_for_job",      "creepy",
                                                 "sales_pitch", "confidence_breach", NULL };

    if (g_str_equal(finding->code, "wrong_name"))
        return right_name(proposing, finding);
    if (g_str_equal(finding->code, "placeholder"))
        return fill_place(proposing, finding);
    if (g_str_equal(finding->code, "treat_missing"))
        return put_in(proposing, "treat", finding->from);
    if (g_str_equal(finding->code, "no_way_out"))
        return put_in(proposing, "way-out", proposing->reading->parts.text_until);
    if (g_str_equal(finding->code, "panic"))
        return calm_down(proposing, finding);
    return g_strv_contains(better_unsaid, finding->code) ? leave_out(proposing, finding) : NULL;
}

static guint
count_of(const GPtrArray *findings, const char *code)
{
    guint count = 0;

    for (guint i = 0; i < findings->len; i++)
        count +=
            g_str_equal(((const Finding *) g_ptr_array_index(findings, i))->code, code) ? 1 : 0;
    return count;
}

/* Judged again: that one is gone, and nothing that counts has come. */
static gboolean
mends(const Proposing *proposing, const Finding *finding, const GPtrArray *findings,
      const Proposal *proposal)
{
    g_autofree char *body = proposal_take(proposal, proposing->given->body);
    JudgeText text = *proposing->given;

    text.body = body;
    g_autoptr(GPtrArray) after = judge_message(proposing->share, &text);

    for (guint i = 0; i < after->len; i++) {
        const Finding *other = g_ptr_array_index(after, i);

        if (other->severity >= FINDING_WARNING &&
            count_of(after, other->code) > count_of(findings, other->code))
            return FALSE;
    }
    return count_of(after, finding->code) < count_of(findings, finding->code);
}

GPtrArray *
judge_propose(const LanguageShare *share, const JudgeText *text, const GPtrArray *findings)
{
    GPtrArray *proposals = g_ptr_array_new_with_free_func(proposal_free_item);
    int language = judge_language_choose(share, text);

    g_ptr_array_set_size(proposals, (int) findings->len);
    if (language < 0 || strlen(text->body) > PROPOSALS_TEXT)
        return proposals;
    g_autoptr(Reading) reading = language_share_read(share, text->body, language, NULL);
    const Proposing proposing = { share, text, reading, share->proposals[language] };

    for (guint i = 0; i < MIN(findings->len, PROPOSALS_MOST); i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        g_autoptr(Proposal) proposal = candidate_for(&proposing, finding);

        if (proposal != NULL && mends(&proposing, finding, findings, proposal))
            proposals->pdata[i] = g_steal_pointer(&proposal);
    }
    return proposals;
}
