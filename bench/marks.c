/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * marks.c - the marks of sentences (language/weights.h), for tools/train-words.py: corpus lines in,
 * for each sentence a line out with the row's number, its first byte and the one behind it, what
 * its pieces count, and its marks.
 */
#include "base/tk-error.h"
#include "base/tk-json.h"
#include "language/share-private.h"

#include <stdio.h>
#include <string.h>

static GBytes *
read_file(const char *name, gpointer data, GError **error)
{
    g_autofree char *path = g_build_filename(data, name, NULL);
    char *text = NULL;
    gsize size = 0;

    if (!g_file_get_contents(path, &text, &size, NULL))
        return tk_fail_null(error, TK_ERROR_NOT_FOUND, "file-not-found", path);
    return g_bytes_new_take(text, size);
}

static void
print_mark(const SentenceMark *mark, gpointer data)
{
    (void) data;
    g_print("%s ", mark->name);
}

/* Each sentence on a line: which row, which sentence, its marks. */
static void
print_marks(const LanguageShare *share, guint number, const TkJson *row)
{
    int language = language_number(tk_json_get_text(row, "lang", ""));
    const TkJson *receiver = json_object_get(row, "receiver");
    const ReadingFacts facts = {
        .receiver_name = tk_json_get_text(receiver, "name", ""),
        .receiver_organisation = tk_json_get_text(receiver, "org", ""),
        .receiver_role = tk_json_get_text(receiver, "role", ""),
        .sender_name = tk_json_get_text(json_object_get(row, "sender"), "name", ""),
    };

    g_assert(language >= 0);
    const RuleBook *rules = share->rules[language];
    g_autoptr(Reading) reading =
        language_share_read(share, tk_json_get_text(row, "body", ""), language, &facts);
    g_autoptr(GArray) hits = rule_book_find(rules, reading, tk_json_get_text(row, "kind", ""));
    const MarkedText text = { rules, reading, hits, tk_json_get_text(row, "kind", ""), language };
    for (guint s = 0; s < reading->sentences->len; s++) {
        const Sentence *at = reading_sentence(reading, s);
        g_print("%u %zu %zu %.4f ", number, at->from, at->until, sentence_piece_share(at));
        sentence_marks(&text, s, print_mark, NULL);
        g_print("\n");
    }
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(LanguageShare) share = language_share_new(
        read_file, (gpointer) (argc > 1 ? argv[1] : TOKOPP_SHARE_SOURCE), &error);
    g_autofree char *line = NULL;
    size_t size = 0;

    if (share == NULL) {
        g_printerr("%s\n", error->message);
        return 1;
    }
    for (guint number = 0; getline(&line, &size, stdin) >= 0; number++) {
        g_autoptr(TkJson) row = tk_json_parse(line, strlen(line), NULL);
        g_assert(row != NULL);
        print_marks(share, number, row);
    }
    return 0;
}
