/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * fuzz-lsp.c - what an editor sends: frames, messages, places in a text.
 *
 * First byte: how the stream is cut into pieces, and the units. Asserted: cut or whole, the same
 * messages come out; every message of the session is JSON; a place that was read lies on the border
 * of a character, and goes there and back.
 */
#include "fuzz.h"

#include "base/tk-json.h"
#include "base/tk-text.h"
#include "lsp/document.h"
#include "lsp/frames.h"
#include "lsp/letter.h"

#include <stdlib.h>
#include <string.h>

#define PIECES 13

static gboolean
note(const char *body, gsize length, gpointer data, GError **error)
{
    (void) error;
    g_string_append_len(data, body, (gssize) length);
    g_string_append_c(data, '|');
    return TRUE;
}

/* What came out, and whether it ended well. */
static GString *
read_frames(const char *bytes, size_t length, size_t piece, gboolean *out_fine)
{
    GString *seen = g_string_new(NULL);
    g_autoptr(Frames) frames = frames_new(note, seen);

    *out_fine = TRUE;
    for (size_t at = 0; at < length && *out_fine; at += piece)
        *out_fine = frames_push(frames, bytes + at, MIN(piece, length - at), NULL);
    *out_fine = *out_fine && frames_end(frames, NULL);
    return seen;
}

static void
try_frames(const char *bytes, size_t length, size_t piece)
{
    gboolean whole_fine = FALSE, pieces_fine = FALSE;
    GString *whole = read_frames(bytes, length, length + 1, &whole_fine);
    GString *pieces = read_frames(bytes, length, piece, &pieces_fine);

    if (whole_fine != pieces_fine || (whole_fine && !g_string_equal(whole, pieces)))
        abort();
    if (whole->len > 0)
        fuzz_canary(whole->str);
    g_string_free(whole, TRUE);
    g_string_free(pieces, TRUE);
}

static gboolean
drop(const TkJson *message, gpointer data, GError **error)
{
    (void) data;
    (void) error;
    if (!json_is_object(message))
        abort();
    return TRUE;
}

static char *
no_sentence(const char *key, const TkJson *facts)
{
    (void) facts;
    return g_strdup(key);
}

/* Texts are not judged here (fuzz-judge does that): none is opened. */
static void
try_session(const char *bytes, size_t length)
{
    static const char opening[] = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}";
    const LspWish wish = { .sentence = no_sentence, .send = drop };
    g_autoptr(LspSession) session = lsp_session_new(&wish);

    if (g_strstr_len(bytes, (gssize) length, "didOpen") != NULL ||
        g_strstr_len(bytes, (gssize) length, "\\u") != NULL)
        return;
    lsp_session_take(session, opening, strlen(opening), NULL);
    lsp_session_take(session, bytes, length, NULL);
}

static void
try_places(const char *bytes, size_t length, PositionUnits units)
{
    g_autofree char *text = tk_text_mend(bytes, (gssize) length);
    g_auto(Letter) letter = { 0 };
    PositionWalk walk = { 0 };

    letter_read(text, &letter);
    if (letter.body > strlen(text))
        abort();
    position_walk_to(&walk, text, letter.body, units);
    gsize byte = position_byte(text, &walk.position, units);
    if (byte > letter.body || ((guchar) text[byte] & 0xC0) == 0x80)
        abort();
    g_autofree char *changed = text_replaced(text, &walk.position, &walk.position, "", units);
    if (strcmp(changed, text) != 0)
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *) data + 1;

    if (size == 0)
        return 0;
    try_frames(bytes, size - 1, 1 + data[0] % PIECES);
    try_session(bytes, size - 1);
    try_places(bytes, size - 1, (PositionUnits) (data[0] % UNITS_COUNT));
    return 0;
}
