/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judge-language.h - whose rules a message is read by, and which sentences are in another language.
 */
#pragma once

#include "language/judge.h"
#include "language/share-private.h"

/* The language the rules are taken from: the one given, unless nearly all words are another's. One
 * foreign sentence among own ones is mixture. -1 where nothing tells. */
int
judge_language_choose(const LanguageShare *share, const JudgeText *text);

/* The language of a sentence where it clearly is not the expected one, else -1. Which of two
 * sisters it is may stay in doubt; LANGUAGE_COUNT for one that is none of ours. */
int
judge_language_foreign(const LanguageShare *share, const Reading *reading, const Sentence *sentence,
                       int expected);
