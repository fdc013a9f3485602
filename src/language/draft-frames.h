/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-frames.h - the ways to say a message of one kind in one language:
 * share/drafts/LANG/KIND.draft.
 *
 *     needs: receiver_given_name sender_name reason purpose|theme
 *     limit: 4
 *     part reason on reason
 *       noun: Jeg skriver til deg på grunn av {reason}.
 *       any: Grunnen til at jeg skriver til akkurat deg: {reason}.
 *     part background on sender_background optional
 *       any: Kort om meg: {sender_background}.
 *
 * A part becomes one sentence (subject, greeting and closing: one line). A line's tags say when it
 * fits: the shape of the part's fact (draft-phrase.h), the form (coffee, call, video, lunch),
 * formal or informal, first or second, one or several (items of the part's list), has-FACT,
 * no-FACT; "a|b" is either. A line with `any` stands in where no other fits. A line that names a
 * fact which is not known never fits. `part link paragraph`: stands in a paragraph of its own.
 *
 * {fact} is the middle of a sentence; {fact:start} its beginning; {fact:sentence} one by itself;
 * {fact:first} its first sentence, behind a colon; {fact:bare} without "to"; {fact:genitive};
 * {fact:whole} as it is written. Lists: {fact:and}, {fact:or}, {fact:bullets}. A place: {place:at};
 * a title: {title:quoted}.
 */
#pragma once

#include <glib.h>

typedef struct {
    char **tags; /* "noun|wh", "coffee" */
    char *text;
    gboolean stands_in; /* tag "any" */
} DraftLine;

typedef struct {
    char *name;
    char *fact; /* whose shape decides, or "" */
    gboolean optional;
    gboolean paragraph; /* stands by itself: a link */
    GPtrArray *lines;   /* DraftLine */
} DraftPart;

typedef struct {
    char **needs;     /* facts without which there is no draft; "purpose|theme": either */
    guint limit;      /* sentences; 0 = none */
    GPtrArray *parts; /* DraftPart, in order */
    char *include;    /* kind whose draft is put below as a note that can be forwarded, or "" */
} DraftFrames;

/* Errors: TK_ERROR_INVALID "share-malformed" with file and line. */
DraftFrames *
draft_frames_new(const char *name, const char *text, GError **error);
void
draft_frames_free(DraftFrames *frames);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DraftFrames, draft_frames_free)
