/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/test-pairs.h"

#include "base/tk-json.h"
#include "language/confidence.h"
#include "language/judge.h"
#include "language/test-share.h"

#include <string.h>

/* A text that names nobody goes to the one whom the note is about. */
static gboolean
is_told(const LanguageShare *share, const TkJson *pair, const char *language)
{
    const char *person = tk_json_get_text(pair, "person", "");
    g_autoptr(LeavingText) leaving =
        leaving_text_new(share, tk_json_get_text(pair, "other", ""), language);
    const Confidence confidence = {
        .text = tk_json_get_text(pair, "one", ""),
        .person = person,
        .organisation = tk_json_get_text(pair, "organisation", ""),
        .to_person = *person != '\0',
    };

    return leaving_text_tells(leaving, &confidence, NULL, NULL);
}

static gboolean
is_same(const LanguageShare *share, const TkJson *pair, const char *language)
{
    if (strcmp(tk_json_get_text(pair, "use", ""), "I2") == 0)
        return is_told(share, pair, language);
    return texts_are_nearly_same(share, tk_json_get_text(pair, "one", ""),
                                 tk_json_get_text(pair, "other", ""), language);
}

static void
count_pair(const LanguageShare *share, const TkJson *pair, const char *language, FILE *wrong,
           PairCount *count)
{
    gboolean same = json_is_true(json_object_get(pair, "same"));
    gboolean seen = is_same(share, pair, language);

    count->same += same ? 1 : 0;
    count->other += same ? 0 : 1;
    count->found += same && seen ? 1 : 0;
    count->alarms += !same && seen ? 1 : 0;
    if (wrong != NULL && same != seen)
        fprintf(wrong, "%s %s: %s\n    %s\n", same ? "missed" : "alarm",
                tk_json_get_text(pair, "id", ""), tk_json_get_text(pair, "one", ""),
                tk_json_get_text(pair, "other", ""));
}

gboolean
test_pairs_count(const LanguageShare *share, const char *language, const char *part,
                 const char *use, FILE *wrong, PairCount *out_count)
{
    g_autofree char *path = g_strdup_printf("tests/corpus/near/%s.pairs.jsonl", language);
    g_autofree char *text = test_source_file(path);

    *out_count = (PairCount) { 0 };
    if (text == NULL)
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_autoptr(TkJson) pair =
            *lines[i] != '\0' ? tk_json_parse(lines[i], strlen(lines[i]), NULL) : NULL;

        if (pair != NULL && strcmp(tk_json_get_text(pair, "part", ""), part) == 0 &&
            (use == NULL || strcmp(tk_json_get_text(pair, "use", ""), use) == 0))
            count_pair(share, pair, language, wrong, out_count);
    }
    return TRUE;
}
