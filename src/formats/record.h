/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * record.h - what any brought file holds, in one shape: people, what happened between people, and
 * what was left out and why.
 *
 * A reader hands records to a sink one by one and keeps none: memory does not grow with the file.
 * All texts are valid UTF-8, borrowed for the call, "" where not known.
 */
#pragma once

#include "base/tk-day.h"

#include <gio/gio.h>
#include <glib.h>

typedef struct {
    const char *kind;  /* email, phone, linkedin, url, uid */
    const char *value; /* as in the file; a uid "name:..." was made of a name by us, where the file
                          has none, and says nothing against another uid */
    const char *label; /* "work", "* Home", "" */
} RecordAddress;

typedef struct {
    const char *kind; /* post, education */
    const char *organisation;
    const char *title;
    TkDay from;  /* 0 = not known */
    TkDay until; /* 0 = still, or not known */
} RecordPosition;

typedef struct {
    const char *text;
    int64_t at; /* seconds UTC, 0 = not known */
} RecordNote;

typedef struct {
    const char *source; /* linkedin, vcard, mail, google, outlook, ... */
    const char *name;
    const char *given_name;
    const char *family_name;
    const char *place;
    const char *note;
    const char *language;    /* nb, da, sv, en; NULL or "" where not known */
    const RecordNote *notes; /* further ones */
    unsigned note_count;
    const char *known_through; /* the name of who made the two known; NULL or "" where not known */
    gboolean is_me;
    gboolean is_restricted; /* a LinkedIn member who withdrew: no name */
    const RecordAddress *addresses;
    unsigned address_count;
    const RecordPosition *positions; /* the current post first */
    unsigned position_count;
    TkDay connected; /* the day a network connection was made, 0 */
    TkDay as_of;     /* the latest day that the file knows of: what it tells held then; 0 */
} RecordPerson;

typedef struct {
    const char *name;
    const char *kind; /* email, linkedin, uid, name, me (the user, by no address) */
    const char *value;
    const char *role;  /* from, to, cc; with: was there, nobody began */
    gboolean is_robot; /* no-reply, mailer-daemon, a list's own address */
} RecordParty;

typedef struct {
    const char *source;
    const char *kind;        /* mail, message, call, meeting, gathering, invitation, endorsement,
                                recommendation */
    const char *external_id; /* Message-ID without <>, or a key that is the same at every reading;
                                never "" */
    const char *in_reply_to;
    const char *const *references; /* NULL-terminated, oldest first */
    int64_t at;                    /* seconds UTC */
    const char *subject;           /* decoded, without the Re: chain left off */
    gboolean is_bulk;              /* list, newsletter, robot: makes no persons and no ties */
    gboolean is_automatic;         /* an out-of-office or a bounce (RFC 3834, RFC 3464) */
    const char *text; /* plain text of a mail's body, only if the sink wants it for this one; what
                         the user wrote down themselves about a call or a meeting; else "" */
    const RecordParty *parties;
    unsigned party_count;
    gboolean has_note; /* an invitation with a message, a recommendation's text */
} RecordInteraction;

typedef struct {
    const char *file;
    int64_t
        line; /* 1-based line, or number of the mail or card in the file; 0 = the file as a whole */
    const char *reason;  /* key: "row-too-short", "date-not-a-day", "mail-without-date", ... */
    const char *subject; /* the value that did not fit, shortened, or "" */
} RecordLeftOut;

/* A table of contacts before its first row is handed out: what its columns are taken for. */
typedef struct {
    const char *file;
    const char *shape;       /* google, outlook, ... whose columns are known; "" = a guess */
    const char *fingerprint; /* the same for every file with columns of these names */
    unsigned count;
    const char *const *names; /* of the columns, "1", "2" where the file has none */
    const char **fields;      /* words of contact-column.h; the sink may put others there */
    const char *const *const *samples; /* rows of `count` cells each */
    unsigned sample_count;
} RecordTable;

typedef struct RecordSink RecordSink;

struct RecordSink {
    int64_t now; /* seconds UTC: what a calendar tells of later hours has not happened; 0: no
                    meetings are wanted */
    /* Each returns FALSE with `error` set to stop the reading. */
    gboolean (*person)(RecordSink *sink, const RecordPerson *person, GError **error);
    gboolean (*interaction)(RecordSink *sink, const RecordInteraction *interaction, GError **error);
    gboolean (*left_out)(RecordSink *sink, const RecordLeftOut *left_out, GError **error);
    /* Whether the text of the mail with these ids is wanted (threads of our own messages). */
    gboolean (*wants_text)(RecordSink *sink, const char *external_id, const char *in_reply_to,
                           const char *const *references);
    /* Own addresses found in the files (Email Addresses.csv, Profile): kind, value. */
    gboolean (*own_address)(RecordSink *sink, const char *kind, const char *value, GError **error);
    /* Bytes read of all bytes brought (0 = not known). Called at least each 256 KiB. */
    gboolean (*progress)(RecordSink *sink, const char *file, int64_t done, int64_t total,
                         GError **error);
    /* May settle what the columns are; NULL: they are what they seem. */
    gboolean (*table)(RecordSink *sink, RecordTable *table, GError **error);
    /* A file that is known and says nothing about people (Skills.csv). NULL: nobody asks. */
    gboolean (*not_used)(RecordSink *sink, const char *file, GError **error);
};
