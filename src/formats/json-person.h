/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * json-person.h - a person of a CRM's JSON on the way to a sink: its texts, within limits, and what
 * a value that nobody labelled is (an address, a number, a profile).
 */
#pragma once

#include "base/tk-json.h"
#include "formats/record.h"

typedef struct JsonPerson JsonPerson;

JsonPerson *
json_person_new(void);
void
json_person_free(JsonPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JsonPerson, json_person_free)

/* Empty again, of this source. What was handed out before is gone. */
void
json_person_begin(JsonPerson *person, const char *source);

/* The record; what is put into it may be changed until json_person_begin(). */
RecordPerson *
json_person_record(JsonPerson *person);

/* A member's text (a number as its digits) without blanks around it, "" where there is none, cut at
 * TK_LIMIT_FIELD. Lives until json_person_begin(). */
const char *
json_person_text(JsonPerson *person, const TkJson *object, const char *key);
/* Keeps a copy of a text as long. */
const char *
json_person_keep(JsonPerson *person, const char *text);

/* Further ones than fit (100) are dropped, empty ones passed over. */
void
json_person_address(JsonPerson *person, const char *kind, const char *value, const char *label);
void
json_person_note(JsonPerson *person, const char *text, int64_t at);
/* One note "#one #other" of an array of names. */
void
json_person_tags(JsonPerson *person, const TkJson *names);
/* The present post, if any of the two is known. */
void
json_person_post(JsonPerson *person, const char *title, const char *organisation);

/* email, phone, linkedin or url; NULL for what is none of them. */
const char *
json_person_kind_of(const char *value);

/* "2021-05-03T10:00:00.000000Z", "2021-05-03 10:00:00", "2021-05-03" (noon); FALSE for what is no
 * time. */
gboolean
json_person_instant(const char *text, int64_t *out_at);

/* The first line of a text, at most 200 columns: what an interaction is about. Caller frees. */
char *
json_person_subject(const char *text);
