/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * importer.h - the inside of one import: who is who, what is new, written in pieces.
 *
 * Only for the files import-*.c. An Importer lives for one call of import_files().
 */
#pragma once

#include "actions/import-files.h"
#include "actions/import-report.h"
#include "actions/person-card.h"
#include "actions/tie-keeper.h"
#include "actions/workspace-private.h"
#include "domain/name-book.h"
#include "domain/person.h"
#include "domain/title.h"
#include "formats/record.h"

typedef struct {
    RecordSink sink; /* first: the readers hand it back */
    const Workspace *workspace;
    Store *store;
    const ImportWish *wish;
    ImportReport *report;
    TieKeeper *ties;
    StoreWork *work;   /* the piece being written */
    TkId entry;        /* the journal entry of all pieces */
    TkId run;          /* the row of import_run */
    unsigned in_piece; /* records since the last commit */
    int64_t piece_began;
    unsigned pieces;      /* that were written */
    TkId me;              /* the person that stands for the user */
    NameBook *names;      /* once somebody has to be told apart, else NULL */
    int64_t people_known; /* how many there were then */
    double same_join;     /* the chance from which two records are one */
    int64_t now;
    int64_t seen_at;         /* when the source of the record in hand said so */
    TitleWords *title_words; /* once something has changed, else NULL */
    unsigned milestones;     /* made by this import */
    gboolean stopped;        /* the door asked to stop */
    char *subject;           /* the first file's name, for the journal */
    GError *unreadable;      /* why the first path that could not be read could not */
    GHashTable *people;      /* "kind\tfolded" -> TkId*, what was looked up or made; emptied when it
                                grows large */
    GHashTable *organisations; /* folded -> TkId* */
    GArray *new_organisations; /* TkId, made in this piece */
    GHashTable *unindexed;     /* TkId* -> PersonCard of who was made in this piece, NULL of who was
                                  changed: not yet searchable */
    char *own_address;         /* guessed, or NULL */
    GHashTable *own_messages;  /* Message-ID -> TkId* of our messages that may be answered */
} Importer;

/* Who has an address: no more than SQL_PERSON_ID_BY_ADDRESS tells. */
#define BEARERS_MOST 8
typedef struct {
    TkId ids[BEARERS_MOST];
    unsigned count;
} Bearers;

gboolean
importer_find_by_address(Importer *importer, const char *kind, const char *folded, Bearers *out,
                         GError **error);

/* Whom a record of this name is about, 0 for nobody we know. */
gboolean
importer_find_person(Importer *importer, const RecordPerson *record, const char *name,
                     TkId *out_person, GError **error);

/* Whose an address is, so that it need not be looked up. */
void
importer_remember_address(Importer *importer, const char *kind, const char *folded, TkId person);

/* Keeps an id in one of the importer's tables, which are emptied when they grow large. */
void
importer_remember(GHashTable *table, char *key_take, TkId id);

/* The person a record is about: found, changed or made. 0 for one that makes no person. */
gboolean
importer_take_person(Importer *importer, const RecordPerson *record, TkId *out_person,
                     GError **error);

/* L2: a post that the source had not told of before is news, unless what is read is older than what
 * was known: *out_is_older. `person` is as it was before the record. */
gboolean
importer_see_change(Importer *importer, const Person *person, const RecordPerson *record,
                    gboolean *out_is_older, GError **error);

/* The person behind a party of an interaction; made when `may_make`. 0 when there is none. */
gboolean
importer_take_party(Importer *importer, const RecordParty *party, const char *source,
                    gboolean may_make, TkId *out_person, GError **error);

/* The person whose record this UID was made of (person-uid.h); 0 for any other address. */
gboolean
importer_find_own_card(Importer *importer, const RecordAddress *address, TkId *out_person,
                       GError **error);

/* A further address of the user's own. */
gboolean
importer_take_own_address(Importer *importer, const char *kind, const char *value, GError **error);

/* Notes about a person, each once. */
gboolean
importer_take_notes(Importer *importer, TkId person, const RecordPerson *record, GError **error);

gboolean
importer_take_interaction(Importer *importer, const RecordInteraction *record, GError **error);

/* A connection on a network is an interaction of its own kind, so that ties can be made again from
 * interactions alone. */
gboolean
importer_take_connection(Importer *importer, TkId person, const RecordPerson *record,
                         GError **error);

/* Finds out whose mailbox this is where no address of the user's own is known: the address that is
 * on nearly every mail. The answer's "own_address" says what was found. */
gboolean
importer_guess_own_address(Importer *importer, const char *const *paths, GError **error);

/* The row that shows a running, ended, failed or killed import. Need a work. */
gboolean
import_run_begin(const Workspace *workspace, TkId run, const char *const *paths, GError **error);
gboolean
import_run_end(const Workspace *workspace, TkId run, const char *state, const TkJson *report,
               GError **error);

/* Ends a piece when it is large enough. */
gboolean
importer_step(Importer *importer, GError **error);
