/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * A draft is put together part by part (draft-frames.h); what stands in a part is chosen by the
 * shape of the user's own words. When it has more sentences than its kind allows, optional parts go
 * first, then the further sentences of the user's longer facts.
 */
#include "language/draft.h"

#include "base/tk-error.h"
#include "language/draft-private.h"
#include "language/judge.h"

#include <string.h>

#define SUBJECT_MOST 72 /* letters; a longer subject is cut in most lists of mail */

void
draft_free(Draft *draft)
{
    if (draft == NULL)
        return;
    g_free(draft->subject);
    g_free(draft->body);
    g_free(draft->forwardable);
    g_free(draft);
}

static const char *
text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

static gboolean
is_several(const Fact *fact)
{
    g_auto(GStrv) items = phrase_items(fact != NULL ? fact->value : "");

    return items[0] != NULL && items[1] != NULL;
}

static gboolean
tag_holds(const Composing *composing, const Fact *fact, const char *tag, PhraseShape shape)
{
    gboolean gets = strcmp(tag, "gets") == 0;

    if (gets || strcmp(tag, "gives") == 0)
        return fact != NULL && phrase_is_received(composing->words, fact->value) == gets;
    if (strcmp(tag, phrase_shape_tag(shape)) == 0 ||
        strcmp(tag, text_or_empty(composing->given->form)) == 0 ||
        strcmp(tag, composing->given->formality) == 0 ||
        strcmp(tag, text_or_empty(composing->given->occasion)) == 0)
        return TRUE;
    if (g_str_has_prefix(tag, "has-"))
        return draft_is_known(composing, tag + strlen("has-"));
    if (g_str_has_prefix(tag, "no-"))
        return !draft_is_known(composing, tag + strlen("no-"));
    if (strcmp(tag, "one") == 0 || strcmp(tag, "several") == 0)
        return is_several(fact) == (strcmp(tag, "several") == 0);
    if (strcmp(tag, "first") == 0)
        return composing->given->number < 2;
    if (strcmp(tag, "second") == 0)
        return composing->given->number >= 2;
    return strcmp(tag, "any") == 0 && shape != PHRASE_NONE;
}

static gboolean
line_fits(const Composing *composing, const Fact *fact, const DraftLine *line, PhraseShape shape)
{
    for (guint i = 0; line->tags[i] != NULL; i++) {
        g_auto(GStrv) either = g_strsplit(line->tags[i], "|", -1);
        gboolean holds = FALSE;
        for (guint tag = 0; either[tag] != NULL && !holds; tag++)
            holds = tag_holds(composing, fact, either[tag], shape);
        if (!holds)
            return FALSE;
    }
    return TRUE;
}

/* The part in words, or NULL when no line fits. `turn` is the variant left to choose by. */
static char *
compose_part(const Composing *composing, const DraftPart *part, guint *turn)
{
    const Fact *fact = draft_fact(composing, part->fact);
    PhraseShape shape = *part->fact != '\0' ? draft_shape(composing, fact) : PHRASE_NOUN;
    g_autoptr(GPtrArray) fitting = g_ptr_array_new_with_free_func(g_free);

    for (guint pass = 0; pass < 2 && fitting->len == 0; pass++) {
        for (guint i = 0; i < part->lines->len; i++) {
            const DraftLine *line = g_ptr_array_index(part->lines, i);
            if (line->stands_in != (pass == 1) || !line_fits(composing, fact, line, shape))
                continue;
            char *filled = draft_fill_line(composing, line->text);
            if (filled != NULL)
                g_ptr_array_add(fitting, filled);
        }
    }
    if (fitting->len == 0)
        return NULL;
    guint choice = *turn % fitting->len;
    *turn /= fitting->len;
    return g_strdup(g_ptr_array_index(fitting, choice));
}

/* What stands by itself, above and below the text. */
enum { APART_SUBJECT, APART_GREETING, APART_CLOSING, APART_COUNT };

static int
apart_of(const char *part)
{
    static const char *const names[APART_COUNT] = { "subject", "greeting", "closing" };

    for (int i = 0; i < APART_COUNT; i++) {
        if (strcmp(names[i], part) == 0)
            return i;
    }
    return -1;
}

static guint
count_optional(const DraftFrames *frames)
{
    guint count = 0;

    for (guint i = 0; i < frames->parts->len; i++)
        count += ((const DraftPart *) g_ptr_array_index(frames->parts, i))->optional ? 1 : 0;
    return count;
}

/* A part's words behind what stands there. */
static void
append_part(GString *text, const DraftPart *part, const char *words, gboolean *after_paragraph)
{
    gboolean alone = part->paragraph || strchr(words, '\n') != NULL;

    if (text->len > 0)
        g_string_append(text, alone || *after_paragraph ? "\n\n" : " ");
    g_string_append(text, words);
    *after_paragraph = alone;
}

/* The parts between greeting and closing, and those by themselves: the subject comes out apart. */
static char *
compose_text(const Composing *composing, char *out_apart[APART_COUNT])
{
    GString *text = g_string_new(NULL);
    guint turn = composing->variant;
    guint optional = count_optional(composing->frames);
    gboolean after_paragraph = FALSE;

    for (guint i = 0; i < composing->frames->parts->len; i++) {
        const DraftPart *part = g_ptr_array_index(composing->frames->parts, i);
        if (part->optional && optional-- <= composing->dropped)
            continue;
        g_autofree char *words = compose_part(composing, part, &turn);
        if (words == NULL)
            continue;
        int apart = apart_of(part->name);
        if (apart < 0)
            append_part(text, part, words, &after_paragraph);
        else if (out_apart[apart] == NULL)
            out_apart[apart] = g_steal_pointer(&words);
    }
    return g_string_free(text, FALSE);
}

/* The sender's own greeting, or NULL. A note to be forwarded is read by a stranger. */
static char *
in_own_manner(const Composing *composing)
{
    const DraftManner *manner = composing->given->manner;

    if (manner == NULL || *manner->greeting == '\0' ||
        strcmp(composing->given->kind, "forwardable") == 0)
        return NULL;
    return draft_fill_line(composing, manner->greeting);
}

static gboolean
has_own_closing(const Composing *composing)
{
    const DraftManner *manner = composing->given->manner;

    return manner != NULL && *manner->closing != '\0' &&
           strcmp(composing->given->kind, "forwardable") != 0;
}

/* Puts all parts together. */
static Draft *
compose_parts(const Composing *composing)
{
    Draft *draft = g_new0(Draft, 1);
    char *apart[APART_COUNT] = { NULL };
    g_autofree char *text = compose_text(composing, apart);
    g_autofree char *subject = apart[APART_SUBJECT];
    g_autofree char *greeting = apart[APART_GREETING];
    g_autofree char *closing = apart[APART_CLOSING];

    g_autofree char *own_greeting = in_own_manner(composing);
    g_autofree char *end =
        has_own_closing(composing)
            ? g_strdup(composing->given->manner->closing)
            : g_strdup_printf("%s\n%s", text_or_empty(closing), composing->given->sender_name);

    draft->subject = draft_with_capital(text_or_empty(subject));
    draft->body =
        g_strdup_printf("%s\n\n%s\n\n%s\n",
                        own_greeting != NULL ? own_greeting : text_or_empty(greeting), text, end);
    draft->forwardable = g_strdup("");
    return draft;
}

static gboolean
is_too_long(const Composing *composing, const Draft *draft)
{
    return composing->frames->limit > 0 &&
           sentences_count(composing->share, draft->body, language_codes[composing->language],
                           NULL) > composing->frames->limit;
}

static Draft *
compose_within_limit(Composing *composing)
{
    guint optional = count_optional(composing->frames);
    g_autoptr(Draft) draft = compose_parts(composing);

    while (is_too_long(composing, draft) && composing->dropped < optional) {
        composing->dropped++;
        draft_free(g_steal_pointer(&draft));
        draft = compose_parts(composing);
    }
    if (is_too_long(composing, draft)) {
        composing->shorten = TRUE;
        draft_free(g_steal_pointer(&draft));
        draft = compose_parts(composing);
    }
    return g_steal_pointer(&draft);
}

/* The note for the person to be met, from the same facts: its receiver is the target. */
static gboolean
add_note(const LanguageShare *share, const DraftFacts *facts, const char *kind, unsigned variant,
         Draft *draft, GError **error)
{
    DraftFacts note_facts = *facts;
    g_autofree char *body = g_steal_pointer(&draft->body);
    g_autofree char *given_name = NULL;
    g_autoptr(Draft) note = NULL;

    note_facts.kind = kind;
    given_name = draft_given_name(facts->target_name);
    note_facts.receiver_name = facts->target_name;
    note_facts.receiver_given_name = given_name;
    note_facts.receiver_role = facts->target_role;
    note_facts.receiver_organisation = facts->target_organisation;
    note = draft_compose(share, &note_facts, variant, error);
    if (note == NULL) {
        draft->body = g_steal_pointer(&body);
        return FALSE;
    }
    g_free(draft->forwardable);
    draft->forwardable = g_steal_pointer(&note->body);
    draft->body = g_strdup_printf("%s\n---\n\n%s", body, draft->forwardable);
    return TRUE;
}

static void
shorten_subject(Draft *draft)
{
    if (g_utf8_strlen(draft->subject, -1) <= SUBJECT_MOST)
        return;
    char *cut = g_utf8_offset_to_pointer(draft->subject, SUBJECT_MOST - 1);
    char *space = g_strrstr_len(draft->subject, cut - draft->subject, " ");
    *(space != NULL ? space : cut) = '\0';
}

Draft *
draft_compose(const LanguageShare *share, const DraftFacts *facts, unsigned variant, GError **error)
{
    g_autofree char *key = g_strdup_printf("%s/%s", facts->language, facts->kind);
    const DraftFrames *frames = g_hash_table_lookup(share->frames, key);
    g_autoptr(Draft) draft = NULL;

    if (frames == NULL)
        return tk_fail_null(error, TK_ERROR_INVALID, "draft-kind", key);
    int language = language_number(facts->language);
    Composing composing = { .share = share,
                            .words = share->phrase_words[language],
                            .frames = frames,
                            .given = facts,
                            .language = language,
                            .variant = variant };
    composing.owned = g_ptr_array_new_with_free_func(g_free);
    draft_gather(&composing);
    if (draft_check_needs(&composing, error))
        draft = compose_within_limit(&composing);
    g_ptr_array_unref(composing.owned);
    if (draft == NULL)
        return NULL;
    shorten_subject(draft);
    if (*frames->include != '\0' && !add_note(share, facts, frames->include, variant, draft, error))
        return NULL;
    return g_steal_pointer(&draft);
}
