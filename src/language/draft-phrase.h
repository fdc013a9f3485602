/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-phrase.h - what shape a person's own words have, so that a draft can put them into a frame
 * where they are good grammar.
 *
 * The words by which it is told stand in share/drafts/LANG/shapes. A phrase in another language
 * than the draft's is used as it is, behind a colon.
 */
#pragma once

#include "language/share.h"

#include <glib.h>

typedef enum {
    PHRASE_NONE,     /* nothing there */
    PHRASE_SENTENCE, /* one or more whole sentences: "You moved from law to product." */
    PHRASE_NOUN,     /* "your talk on heat pumps at Enova" */
    PHRASE_QUESTION, /* "how you price a barrel" */
    PHRASE_TO,       /* "to learn how you ..." */
    PHRASE_VERB,     /* "learn how you ...": the infinitive without its mark */
    PHRASE_THAT,     /* "that you moved to product" */
    PHRASE_BECAUSE,  /* "because you ..." */
    PHRASE_FOREIGN,  /* a fragment in another language */
} PhraseShape;

/* The tag that draft lines use: "noun", "sentence", ... */
const char *
phrase_shape_tag(PhraseShape shape);

typedef struct PhraseWords PhraseWords;

/* Errors: TK_ERROR_INVALID "share-malformed" with file and line. */
PhraseWords *
phrase_words_new(const char *name, const char *text, GError **error);
void
phrase_words_free(PhraseWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PhraseWords, phrase_words_free)

PhraseShape
phrase_shape(const LanguageShare *share, const PhraseWords *words, const char *phrase,
             int language);

/* TRUE for "hear what others did", "å få tall": what the one who is given it does, not the giver.
 */
gboolean
phrase_is_received(const PhraseWords *words, const char *phrase);

/* The phrase as told about `name` instead of to them: "your talk" -> "Nina's talk", "how you price
 * it" -> "how they price it". A foreign phrase is retold in its own language. */
char *
phrase_retold(const LanguageShare *share, const char *phrase, const char *name, int language);

/* White space joined, trailing stop and dash off; the first letter small where the word is an
 * ordinary one: for the middle of a sentence. */
char *
phrase_inside(const LanguageShare *share, const PhraseWords *words, const char *phrase,
              PhraseShape shape, int language);
/* A post inside a sentence: "Daglig leder" with a small letter, but not in English, and not what is
 * written with capitals on ("Head of Heat", "CEO"). */
char *
phrase_post(const char *post, int language);
/* As a sentence of its own: capital first, a stop last. */
char *
phrase_alone(const char *phrase);
/* Only the first of several sentences. */
char *
phrase_first_sentence(const LanguageShare *share, const char *phrase, int language);
/* "å lære hvordan ..." -> "lære hvordan ...": without the infinitive's mark. */
char *
phrase_without_mark(const PhraseWords *words, const char *phrase);

/* "Enova" -> "Enovas", "Enova's"; "Lars" -> "Lars'" (nb, da), "Lars" (sv), "Lars'" (en). */
char *
phrase_genitive(const char *name, int language);

/* "4. februar", "den 4 februari", "on 4 February". `day` as tk-day.h counts. */
char *
phrase_day(const PhraseWords *words, int64_t day);
