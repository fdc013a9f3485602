/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * shown.h - the numbered rows that were shown last, so that `tokopp done 2` means the 2 one sees.
 *
 * The list moves on with every row that is done; the numbers do not, until a list is shown again.
 * They are kept in the XDG state folder together with the store they belong to. Losing them loses
 * nothing: ids always work.
 */
#pragma once

#include "base/tk-id.h"
#include "base/tk-json.h"
#include "base/tk-settings.h"

#include <glib.h>

typedef struct {
    TkId due;     /* the row itself; 0 where a list of other things was shown */
    TkId person;  /* 0 = none */
    TkId message; /* 0 = none */
    TkId milestone;
    TkId pair; /* of doubles */
} ShownRow;

/* Keeps `rows` (ShownRow, the first is number 1). A place that cannot be written is no error: the
 * numbers just do not work then. */
void
shown_keep(const TkSettings *settings, const GArray *rows);

/* TRUE for a text of one to four digits: no id, address or name looks like that. */
gboolean
shown_number(const char *words, unsigned *out_number);

/* Errors: TK_ERROR_NOT_FOUND "no-such-row". */
gboolean
shown_find(const TkSettings *settings, unsigned number, ShownRow *out_row, GError **error);

/* The row of the list for today that `words` name: a number shown, or an id. Errors:
 * TK_ERROR_NOT_FOUND "no-such-row", TK_ERROR_INVALID "not-a-row". */
gboolean
shown_find_due(const TkSettings *settings, const char *words, TkId *out_due, GError **error);

/* The row that a list of today or of messages shows as JSON. */
ShownRow
shown_row_of(const TkJson *row);
