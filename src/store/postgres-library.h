/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * postgres-library.h - PostgreSQL's client library, loaded when a store on a server is opened.
 *
 * Nearly everybody keeps one file on one machine. Linked in, libpq brings Kerberos, LDAP and two
 * TLS libraries along: thirty shared objects and half of the program's start, for nothing
 * (doc/decisions/0030-libpq-on-demand.md).
 */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

/* All that we call, with the types that libpq's own header gives. */
#define POSTGRES_FUNCTIONS(EACH)                                                                   \
    EACH(PQclear)                                                                                  \
    EACH(PQcmdStatus)                                                                              \
    EACH(PQcmdTuples)                                                                              \
    EACH(PQconnectdb)                                                                              \
    EACH(PQerrorMessage)                                                                           \
    EACH(PQexec)                                                                                   \
    EACH(PQexecPrepared)                                                                           \
    EACH(PQfinish)                                                                                 \
    EACH(PQfname)                                                                                  \
    EACH(PQgetvalue)                                                                               \
    EACH(PQnfields)                                                                                \
    EACH(PQntuples)                                                                                \
    EACH(PQprepare)                                                                                \
    EACH(PQreset)                                                                                  \
    EACH(PQresultErrorField)                                                                       \
    EACH(PQresultErrorMessage)                                                                     \
    EACH(PQresultStatus)                                                                           \
    EACH(PQserverVersion)                                                                          \
    EACH(PQsetClientEncoding)                                                                      \
    EACH(PQstatus)

#define POSTGRES_FIELD(name) __typeof__(&name) name;

typedef struct {
    POSTGRES_FUNCTIONS(POSTGRES_FIELD)
} PostgresLibrary;

/* Fills `out` whole. The library stays until the program ends. Errors: TK_ERROR_UNAVAILABLE
 * "store-cannot-open" with the loader's words where it is not installed. */
gboolean
postgres_library_load(PostgresLibrary *out, GError **error);
