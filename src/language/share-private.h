/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * share-private.h - what the files of share/ have become; for the files of this folder only.
 */
#pragma once

#include "language/absence.h"
#include "language/draft-frames.h"
#include "language/draft-phrase.h"
#include "language/message-features.h"
#include "language/near-book.h"
#include "language/question-bank.h"
#include "language/reading.h"
#include "language/rules.h"
#include "language/share.h"
#include "language/weights.h"
#include "language/which-language.h"

/* What the rules look for in a question: share/questions/LANG/NAME.rules. */
typedef enum {
    QUESTION_OPEN,
    QUESTION_CLOSED,
    QUESTION_LEADING,
    QUESTION_DOUBLE,
    QUESTION_JOB,
    QUESTION_SEARCHABLE,
    QUESTION_FEATURE_COUNT
} QuestionFeature;

extern const char *const question_feature_names[QUESTION_FEATURE_COUNT];

/* What the rules look for in a news item: share/news/LANG/NAME.rules. Up to NEWS_COMPANY an event,
 * behind it what tells about events. */
typedef enum {
    NEWS_NEW_JOB,
    NEWS_PROMOTION,
    NEWS_LEFT,
    NEWS_AWARD,
    NEWS_PUBLISHED,
    NEWS_COMPANY,
    NEWS_INSIDE,
    NEWS_OUTSIDE,
    NEWS_NOTHING,
    NEWS_FEATURE_COUNT
} NewsFeature;

extern const char *const news_feature_names[NEWS_FEATURE_COUNT];

struct LanguageShare {
    MailHabits *habits;
    AbsenceWords *absence;
    UBreakIterator *breaks;
    LanguageCues *cues;
    GHashTable *nicknames; /* folded name -> folded names that mean the same, GPtrArray */
    Abbreviations *abbreviations[LANGUAGE_COUNT];
    Abbreviations *all_abbreviations; /* for a text whose language is not known */
    RuleBook *rules[LANGUAGE_COUNT];
    SentenceWeights *weights;                    /* the same for all languages */
    int features[LANGUAGE_COUNT][FEATURE_COUNT]; /* Feature -> number in the rule book */
    RuleBook *questions[LANGUAGE_COUNT];
    int question_features[LANGUAGE_COUNT][QUESTION_FEATURE_COUNT];
    RuleBook *news[LANGUAGE_COUNT];
    int news_features[LANGUAGE_COUNT][NEWS_FEATURE_COUNT];
    NearBook *near[LANGUAGE_COUNT];
    QuestionBank *question_bank[LANGUAGE_COUNT];
    GHashTable *given_names; /* plain: "oystein" */
    PhraseWords *phrase_words[LANGUAGE_COUNT];
    GHashTable *proposals[LANGUAGE_COUNT]; /* what one click puts in: key -> text (proposal.h) */
    GHashTable *frames;                    /* "nb/outreach" -> DraftFrames */
};

/* A body read with the tools of `language` (-1: none known). */
Reading *
language_share_read(const LanguageShare *share, const char *body, int language,
                    const ReadingFacts *facts);

/* The same, with the vocabulary of another book of that language. */
Reading *
language_share_read_by(const LanguageShare *share, const char *body, int language,
                       const Vocabulary *vocabulary, const ReadingFacts *facts);
