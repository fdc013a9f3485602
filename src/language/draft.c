/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * A draft is put together part by part (draft-frames.h); what stands in a part is chosen by the
 * shape of the user's own words. When it has more sentences than its kind allows, optional parts go
 * first, then the further sentences of the user's longer facts.
 */
#include "language/draft.h"

#include "base/tk-error.h"
#include "domain/person-name.h"
#include "language/draft-phrase.h"
#include "language/judge.h"
#include "language/letters.h"
#include "language/share-private.h"

#include <string.h>

#define SUBJECT_MOST 72 /* letters; a longer subject is cut in most lists of mail */

typedef struct {
    const char *name;
    const char *value;
    gboolean own_words; /* phrases of the user: may be sentences */
} Fact;

#define FACTS_MOST 32

typedef struct {
    const LanguageShare *share;
    const PhraseWords *words;
    const DraftFrames *frames;
    const DraftFacts *given;
    int language;
    guint variant;
    guint dropped;    /* optional parts left out, from the last */
    gboolean shorten; /* only the first sentence of each of the user's facts */
    Fact facts[FACTS_MOST];
    guint fact_count;
    GPtrArray *owned; /* char *, what facts point to */
} Composing;

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

static void
add_fact(Composing *composing, const char *name, const char *value, gboolean own_words)
{
    g_assert(composing->fact_count < FACTS_MOST);
    composing->facts[composing->fact_count++] =
        (Fact) { name, value != NULL ? value : "", own_words };
}

static const Fact *
fact_named(const Composing *composing, const char *name)
{
    for (guint i = 0; i < composing->fact_count; i++) {
        if (strcmp(composing->facts[i].name, name) == 0)
            return &composing->facts[i];
    }
    return NULL;
}

static gboolean
is_known(const Composing *composing, const char *name)
{
    const Fact *fact = fact_named(composing, name);

    return fact != NULL && *fact->value != '\0';
}

static PhraseShape
shape_of(const Composing *composing, const Fact *fact)
{
    if (fact == NULL || *fact->value == '\0')
        return PHRASE_NONE;
    if (!fact->own_words)
        return PHRASE_NOUN;
    return phrase_shape(composing->share, composing->words, fact->value, composing->language);
}

static char *
with_capital(const char *text)
{
    GString *changed = g_string_new(NULL);

    if (*text != '\0') {
        g_string_append_unichar(changed, g_unichar_toupper(g_utf8_get_char(text)));
        g_string_append(changed, g_utf8_next_char(text));
    }
    return g_string_free(changed, FALSE);
}

/* A name stands as it is written: "Å Energi", "Lars & Co." only without the stop. */
static char *
name_inside(const char *name)
{
    g_autofree char *line = g_strstrip(g_strdup(name));
    gsize length = strlen(line);

    while (length > 0 && strchr(".!?,;: -", line[length - 1]) != NULL)
        length--;
    return g_strndup(line, length);
}

/* What stands for "{name}" or "{name:manner}"; NULL when the fact is not known. */
static char *
fill_place(const Composing *composing, const char *place)
{
    g_auto(GStrv) halves = g_strsplit(place, ":", 2);
    const char *manner = halves[1] != NULL ? halves[1] : "";
    const Fact *fact = fact_named(composing, halves[0]);
    g_autofree char *value = NULL;

    if (fact == NULL || !is_known(composing, halves[0]))
        return NULL;
    value = composing->shorten && fact->own_words
                ? phrase_first_sentence(composing->share, fact->value, composing->language)
                : g_strdup(fact->value);
    if (strcmp(manner, "sentence") == 0)
        return phrase_alone(value);
    if (strcmp(manner, "whole") == 0)
        return g_steal_pointer(&value);
    if (strcmp(manner, "first") == 0) {
        /* Behind a colon: one sentence, whatever stood there. */
        g_autofree char *first =
            phrase_first_sentence(composing->share, value, composing->language);
        return phrase_inside(composing->share, composing->words, first, shape_of(composing, fact),
                             composing->language);
    }
    g_autofree char *inside = fact->own_words
                                  ? phrase_inside(composing->share, composing->words, value,
                                                  shape_of(composing, fact), composing->language)
                                  : name_inside(value);
    if (strcmp(manner, "bare") == 0)
        return phrase_without_mark(composing->words, inside);
    if (strcmp(manner, "genitive") == 0)
        return phrase_genitive(inside, composing->language);
    if (strcmp(manner, "start") == 0)
        return with_capital(inside);
    return g_steal_pointer(&inside);
}

/* The line with its places filled, or NULL when one of them is not known. */
static char *
fill_line(const Composing *composing, const char *text)
{
    g_autoptr(GString) filled = g_string_new(NULL);

    while (*text != '\0') {
        const char *close = *text == '{' ? strchr(text, '}') : NULL;
        if (close == NULL) {
            g_string_append_c(filled, *text++);
            continue;
        }
        g_autofree char *place = g_strndup(text + 1, (gsize) (close - text - 1));
        g_autofree char *value = fill_place(composing, place);
        if (value == NULL)
            return NULL;
        g_string_append(filled, value);
        text = close + 1;
    }
    return g_string_free(g_steal_pointer(&filled), FALSE);
}

static const char *
text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

static gboolean
tag_holds(const Composing *composing, const Fact *fact, const char *tag, PhraseShape shape)
{
    gboolean gets = strcmp(tag, "gets") == 0;

    if (gets || strcmp(tag, "gives") == 0)
        return fact != NULL && phrase_is_received(composing->words, fact->value) == gets;
    if (strcmp(tag, phrase_shape_tag(shape)) == 0 || strcmp(tag, composing->given->form) == 0 ||
        strcmp(tag, composing->given->formality) == 0 ||
        strcmp(tag, text_or_empty(composing->given->occasion)) == 0)
        return TRUE;
    if (g_str_has_prefix(tag, "has-"))
        return is_known(composing, tag + strlen("has-"));
    if (g_str_has_prefix(tag, "no-"))
        return !is_known(composing, tag + strlen("no-"));
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
    const Fact *fact = fact_named(composing, part->fact);
    PhraseShape shape = *part->fact != '\0' ? shape_of(composing, fact) : PHRASE_NOUN;
    g_autoptr(GPtrArray) fitting = g_ptr_array_new_with_free_func(g_free);

    for (guint pass = 0; pass < 2 && fitting->len == 0; pass++) {
        for (guint i = 0; i < part->lines->len; i++) {
            const DraftLine *line = g_ptr_array_index(part->lines, i);
            if (line->stands_in != (pass == 1) || !line_fits(composing, fact, line, shape))
                continue;
            char *filled = fill_line(composing, line->text);
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

static guint
count_optional(const DraftFrames *frames)
{
    guint count = 0;

    for (guint i = 0; i < frames->parts->len; i++)
        count += ((const DraftPart *) g_ptr_array_index(frames->parts, i))->optional ? 1 : 0;
    return count;
}

/* Puts all parts together; the subject comes out by itself. */
static Draft *
compose_parts(const Composing *composing)
{
    Draft *draft = g_new0(Draft, 1);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *greeting = NULL;
    g_autofree char *closing = NULL;
    guint turn = composing->variant;
    guint optional = count_optional(composing->frames);

    for (guint i = 0; i < composing->frames->parts->len; i++) {
        const DraftPart *part = g_ptr_array_index(composing->frames->parts, i);
        if (part->optional && optional-- <= composing->dropped)
            continue;
        g_autofree char *words = compose_part(composing, part, &turn);
        if (words == NULL)
            continue;
        if (strcmp(part->name, "subject") == 0)
            draft->subject = draft->subject != NULL ? draft->subject : with_capital(words);
        else if (strcmp(part->name, "greeting") == 0)
            greeting = g_steal_pointer(&words);
        else if (strcmp(part->name, "closing") == 0)
            closing = g_steal_pointer(&words);
        else
            g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", words);
    }
    draft->body =
        g_strdup_printf("%s\n\n%s\n\n%s\n%s\n", greeting != NULL ? greeting : "", text->str,
                        closing != NULL ? closing : "", composing->given->sender_name);
    draft->forwardable = g_strdup("");
    if (draft->subject == NULL)
        draft->subject = g_strdup("");
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

static gboolean
need_is_met(const Composing *composing, const char *need)
{
    g_auto(GStrv) either = g_strsplit(need, "|", -1);

    for (guint i = 0; either[i] != NULL; i++) {
        const Fact *fact = fact_named(composing, either[i]);
        if (fact != NULL && *fact->value != '\0')
            return TRUE;
    }
    return FALSE;
}

static gboolean
check_needs(const Composing *composing, GError **error)
{
    g_autoptr(GString) missing = g_string_new(NULL);

    for (guint i = 0; composing->frames->needs[i] != NULL; i++) {
        const char *need = composing->frames->needs[i];
        if (need_is_met(composing, need))
            continue;
        g_string_append(missing, missing->len > 0 ? ", " : "");
        g_string_append_len(missing, need, (gssize) strcspn(need, "|"));
    }
    return missing->len == 0 || tk_fail(error, TK_ERROR_INVALID, "draft-needs", missing->str);
}

/* Takes a text that a fact is to point to. */
static const char *
own(Composing *composing, char *text_take)
{
    g_ptr_array_add(composing->owned, text_take);
    return text_take;
}

/* To an introducer the user's own words are told about the person to be met, not to them. A whole
 * sentence gets its stop first: "Nina moved" would not be known by its "you" any more. */
static void
add_own_words(Composing *composing, const char *name, const char *value)
{
    gboolean to_introducer = strcmp(composing->given->kind, "intro_request") == 0 ||
                             (strcmp(composing->given->kind, "follow_up") == 0 &&
                              *composing->given->target_name != '\0');

    if (to_introducer && *value != '\0') {
        PhraseShape shape =
            phrase_shape(composing->share, composing->words, value, composing->language);
        g_autofree char *whole = shape == PHRASE_SENTENCE ? phrase_alone(value) : g_strdup(value);
        value = own(composing, phrase_retold(composing->share, whole,
                                             fact_named(composing, "target_given")->value,
                                             composing->language));
    }
    add_fact(composing, name, value, TRUE);
}

/* "Anne Marie Lund" -> "Anne Marie"; the first word where no given name can be told. */
static char *
given_name_of(const char *name)
{
    g_autoptr(PersonName) split = person_name_split(name);
    g_autofree char *given = person_name_to_greet(split->given);

    return *given != '\0' ? g_steal_pointer(&given) : g_strndup(name, strcspn(name, " "));
}

static void
add_occasion(Composing *composing)
{
    const DraftFacts *given = composing->given;

    add_fact(composing, "occasion", given->occasion, FALSE);
    add_fact(composing, "post",
             own(composing, phrase_post(text_or_empty(given->post), composing->language)), FALSE);
    add_fact(composing, "organisation", given->organisation, FALSE);
    add_fact(composing, "old_post",
             own(composing, phrase_post(text_or_empty(given->old_post), composing->language)),
             FALSE);
    add_fact(composing, "old_organisation", given->old_organisation, FALSE);
}

static void
gather_facts(Composing *composing)
{
    const DraftFacts *given = composing->given;

    add_fact(composing, "sender_name", given->sender_name, FALSE);
    add_fact(composing, "sender_background", given->sender_background, TRUE);
    add_fact(composing, "receiver_name", given->receiver_name, FALSE);
    add_fact(composing, "receiver_given_name", given->receiver_given_name, FALSE);
    add_fact(composing, "receiver_family_name", given->receiver_family_name, FALSE);
    add_fact(composing, "receiver_role", given->receiver_role, FALSE);
    add_fact(composing, "receiver_organisation", given->receiver_organisation, FALSE);
    add_fact(composing, "target_name", given->target_name, FALSE);
    add_fact(composing, "target_given", own(composing, given_name_of(given->target_name)), FALSE);
    add_fact(composing, "target_role", given->target_role, FALSE);
    add_fact(composing, "target_organisation", given->target_organisation, FALSE);
    add_own_words(composing, "purpose", given->purpose);
    add_own_words(composing, "reason", given->reason);
    add_own_words(composing, "value_for_them", given->value_for_them);
    add_own_words(composing, "value_for_me", given->value_for_me);
    add_own_words(composing, "theme", given->theme);
    add_fact(composing, "form", given->form, FALSE);
    add_fact(composing, "earlier_subject", given->earlier_subject, FALSE);
    add_fact(composing, "minutes",
             given->minutes > 0
                 ? own(composing, g_strdup_printf("%" G_GINT64_FORMAT, given->minutes))
                 : "",
             FALSE);
    add_fact(composing, "earlier_day",
             given->earlier_day > 0
                 ? own(composing, phrase_day(composing->words, given->earlier_day))
                 : "",
             FALSE);
    add_occasion(composing);
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
    given_name = given_name_of(facts->target_name);
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
    gather_facts(&composing);
    if (check_needs(&composing, error))
        draft = compose_within_limit(&composing);
    g_ptr_array_unref(composing.owned);
    if (draft == NULL)
        return NULL;
    shorten_subject(draft);
    if (*frames->include != '\0' && !add_note(share, facts, frames->include, variant, draft, error))
        return NULL;
    return g_steal_pointer(&draft);
}
