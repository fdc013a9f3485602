/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * contact-column.h - what a column of contacts is about, told by its name or by what stands in it.
 *
 * Names are known in English, Norwegian, Danish, Swedish and German as address books write them
 * (Google old and new, Outlook, Thunderbird, Yahoo, Atomic CRM) and as people call their own
 * columns. Numbers of columns mean nothing: they differ from file to file.
 */
#pragma once

#include <glib.h>

typedef enum {
    CONTACT_IGNORE,
    CONTACT_NAME, /* the whole name */
    CONTACT_GIVEN,
    CONTACT_MIDDLE,
    CONTACT_FAMILY,
    CONTACT_NICKNAME,
    CONTACT_ORGANISATION,
    CONTACT_TITLE, /* of the post, not of the person */
    CONTACT_EMAIL,
    CONTACT_PHONE,
    CONTACT_LINKEDIN,
    CONTACT_WEB,
    CONTACT_PLACE,
    CONTACT_COUNTRY,
    CONTACT_NOTE,
    CONTACT_TAGS,
    CONTACT_THROUGH, /* who made the two known to each other */
    CONTACT_LABEL,   /* what the address in another column is: work, home */
    CONTACT_FIELDS
} ContactField;

/* The words by which people and programs name the fields ("email"), by ContactField, then NULL. */
extern const char *const contact_field_words[CONTACT_FIELDS + 1];

/* CONTACT_FIELDS for a word that is none. */
ContactField
contact_field_of_word(const char *word);

typedef struct {
    ContactField field;
    ContactField of;   /* of a label: the field that it labels */
    unsigned number;   /* columns of one number belong together: "E-mail 2 - Type" and "- Value" */
    const char *label; /* what the name itself says: "work" of "Business Phone", else "" */
    gboolean is_known; /* the name is one of ours, be it one that we ignore */
} ContactColumn;

/* The form in which names are compared: tk_text_fold() without spaces. Caller owns it. */
char *
contact_column_fold(const char *name);

/* By its name alone. */
ContactColumn
contact_column_of_name(const char *name);

/* The names of Yahoo's telephone columns are single words that elsewhere mean other things. */
ContactColumn
contact_column_of_yahoo(const char *name);

/* By some of its values (empty ones say nothing): email, phone, linkedin, web, name, or
 * CONTACT_IGNORE. */
ContactField
contact_column_of_values(const char *const *values, unsigned count);

/* TRUE for something like an e-mail address. */
gboolean
contact_is_email(const char *value);
