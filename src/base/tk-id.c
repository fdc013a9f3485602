/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-id.h"

#include <string.h>

#define COUNTER_BITS 21
#define EPOCH        INT64_C(1577836800000) /* 2020-01-01T00:00:00Z in milliseconds */

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

TkId
tk_id_new(TkWorld *world, TkId after)
{
    int64_t since = world->now(world) - EPOCH;

    if (since < 1)
        since = 1; /* a clock before 2020 still makes positive ids */
    if (after >> COUNTER_BITS >= since)
        return after + 1; /* within a millisecond only the first is thrown for */
    /* Half the counter is left free, so that a millisecond holds at least a million ids. */
    int64_t start = (int64_t) (tk_world_number(world) >> (64 - COUNTER_BITS + 1));

    return (since << COUNTER_BITS) | start;
}

char *
tk_id_to_text(TkId id)
{
    char *text = g_malloc(TK_ID_LETTERS + 1);
    uint64_t rest = (uint64_t) id;

    for (int at = TK_ID_LETTERS - 1; at >= 0; at--) {
        text[at] = letters[rest & 31];
        rest >>= 5;
    }
    text[TK_ID_LETTERS] = '\0';
    return text;
}

gboolean
tk_id_from_text(const char *text, TkId *out_id)
{
    uint64_t number = 0;

    if (text == NULL || strlen(text) != TK_ID_LETTERS)
        return FALSE;
    for (int at = 0; at < TK_ID_LETTERS; at++) {
        char letter = g_ascii_toupper(text[at]);

        if (letter == 'O')
            letter = '0';
        if (letter == 'I' || letter == 'L')
            letter = '1';
        const char *found = strchr(letters, letter);

        if (found == NULL || (at == 0 && found - letters > 7))
            return FALSE;
        number = number << 5 | (uint64_t) (found - letters);
    }
    if (number == 0 || number > INT64_MAX)
        return FALSE;
    *out_id = (TkId) number;
    return TRUE;
}
