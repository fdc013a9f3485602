/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * linkedin-table.h - which table of a LinkedIn export a row of column names opens, and where its
 * columns stand.
 *
 * A table is known by its columns and not by the name of its file; only the two kinds of
 * recommendations have the same columns, so their file's name decides.
 */
#pragma once

#include "formats/csv.h"

typedef enum {
    LINKEDIN_NONE,
    LINKEDIN_CONNECTIONS,
    LINKEDIN_MESSAGES,
    LINKEDIN_INVITATIONS,
    LINKEDIN_ENDORSEMENTS_RECEIVED,
    LINKEDIN_ENDORSEMENTS_GIVEN,
    LINKEDIN_RECOMMENDATIONS_RECEIVED,
    LINKEDIN_RECOMMENDATIONS_GIVEN,
    LINKEDIN_POSITIONS,
    LINKEDIN_EDUCATION,
    LINKEDIN_PROFILE,
    LINKEDIN_EMAIL_ADDRESSES,
    LINKEDIN_CONTACTS, /* an address book that was uploaded: people, no ties */
} LinkedinKind;

enum { /* columns by table, the required ones first */
       CONNECTION_GIVEN = 0,
       CONNECTION_FAMILY,
       CONNECTION_DATE,
       CONNECTION_URL,
       CONNECTION_EMAIL,
       CONNECTION_COMPANY,
       CONNECTION_TITLE,

       MESSAGE_CONVERSATION = 0,
       MESSAGE_FROM,
       MESSAGE_SENDER,
       MESSAGE_DATE,
       MESSAGE_TO,
       MESSAGE_RECIPIENTS,
       MESSAGE_SUBJECT,
       MESSAGE_CONTENT,
       MESSAGE_FOLDER,
       MESSAGE_DRAFT,
       MESSAGE_CONVERSATION_DRAFT,

       INVITATION_FROM = 0,
       INVITATION_TO,
       INVITATION_DATE,
       INVITATION_DIRECTION,
       INVITATION_MESSAGE,
       INVITATION_INVITER,
       INVITATION_INVITEE,

       ENDORSEMENT_DATE = 0,
       ENDORSEMENT_SKILL,
       ENDORSEMENT_GIVEN,
       ENDORSEMENT_FAMILY,
       ENDORSEMENT_URL,
       ENDORSEMENT_STATUS,

       RECOMMENDATION_GIVEN = 0,
       RECOMMENDATION_FAMILY,
       RECOMMENDATION_TEXT,
       RECOMMENDATION_DATE,
       RECOMMENDATION_STATUS,
       RECOMMENDATION_COMPANY,
       RECOMMENDATION_TITLE,

       POSITION_COMPANY = 0,
       POSITION_TITLE,
       POSITION_FROM,
       POSITION_UNTIL,

       EDUCATION_SCHOOL = 0,
       EDUCATION_FROM,
       EDUCATION_UNTIL,
       EDUCATION_DEGREE,

       PROFILE_GIVEN = 0,
       PROFILE_FAMILY,
       PROFILE_HEADLINE,
       PROFILE_PLACE,

       EMAIL_ADDRESS = 0,
       EMAIL_CONFIRMED,
       EMAIL_PRIMARY,

       CONTACT_ROW_GIVEN = 0,
       CONTACT_ROW_FAMILY,
       CONTACT_ROW_EMAILS,
       CONTACT_ROW_PHONES,
       CONTACT_ROW_COMPANIES,
       CONTACT_ROW_TITLE,
       CONTACT_ROW_WHOLE,
       CONTACT_ROW_PLACE,
       CONTACT_ROW_PROFILES,

       LINKEDIN_COLUMNS = 12
};

typedef struct {
    LinkedinKind kind;
    int place[LINKEDIN_COLUMNS]; /* -1: not in this file */
    unsigned least;              /* fields that a row must have */
} LinkedinTable;

/* Fills `out_table` if the row names all columns that some table needs. `file` is its path. */
gboolean
linkedin_table_match(const CsvRow *row, const char *file, LinkedinTable *out_table);

/* The row's text in a column, "" where there is none. */
const char *
linkedin_cell(const LinkedinTable *table, const CsvRow *row, int column);

/* TRUE for the files of an export that say nothing about people (Skills.csv and so on). */
gboolean
linkedin_is_companion(const char *file);
