/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/share.h"

#include "base/tk-error.h"
#include "language/letters.h"
#include "language/proposal.h"
#include "language/share-private.h"

#include <string.h>

static const char *const snowball_names[LANGUAGE_COUNT] = { "norwegian", "danish", "swedish",
                                                            "english" };

typedef struct {
    LanguageShare *share;
    ShareRead read;
    gpointer data;
} Loader;

/* The file as text: valid UTF-8, NUL-terminated. */
static char *
read_text(const Loader *loader, const char *name, GError **error)
{
    g_autoptr(GBytes) bytes = loader->read(name, loader->data, error);
    gsize size = 0;

    if (bytes == NULL)
        return NULL;
    const char *data = g_bytes_get_data(bytes, &size);
    if (size > 0 && !g_utf8_validate_len(data, size, NULL))
        return tk_fail_null(error, TK_ERROR_INVALID, "share-malformed", name);
    return size > 0 ? g_strndup(data, size) : g_strdup("");
}

static gboolean
load_abbreviations(const Loader *loader, int language, GError **error)
{
    LanguageShare *share = loader->share;
    g_autofree char *name = g_strdup_printf("abbreviations/%s.txt", language_codes[language]);
    g_autofree char *text = read_text(loader, name, error);

    share->abbreviations[language] = abbreviations_new();
    return text != NULL && abbreviations_add(share->abbreviations[language], name, text, error) &&
           abbreviations_add(share->all_abbreviations, name, text, error);
}

static gboolean
load_cues(const Loader *loader, int language, GError **error)
{
    g_autofree char *name = g_strdup_printf("language/%s.words", language_codes[language]);
    g_autofree char *text = read_text(loader, name, error);

    return text != NULL && language_cues_add(loader->share->cues, language, name, text, error);
}

/* One book of rules: share/FOLDER/LANG/classes, and a file for each of its features. */
typedef struct {
    const char *folder;
    const char *const *names;
    guint count;
    gboolean weighed; /* its sentences are weighed by concepts, too */
} BookFiles;

static const BookFiles message_files = { "rules", feature_names, FEATURE_COUNT, TRUE };
static const BookFiles question_files = { "questions", question_feature_names,
                                          QUESTION_FEATURE_COUNT, FALSE };
static const BookFiles news_files = { "news", news_feature_names, NEWS_FEATURE_COUNT, FALSE };

static gboolean
load_concepts(const Loader *loader, int language, RuleBook *book, GError **error)
{
    g_autofree char *name = g_strdup_printf("rules/%s/concepts", language_codes[language]);
    g_autofree char *text = read_text(loader, name, error);

    return text != NULL && rule_book_add_classes(book, name, text, error);
}

static gboolean
load_rules(const Loader *loader, int language, const BookFiles *files, RuleBook **out_book,
           int *out_features, GError **error)
{
    const char *code = language_codes[language];
    RuleBook *book = rule_book_new(snowball_names[language], loader->share->cues, language);
    g_autofree char *classes = g_strdup_printf("%s/%s/classes", files->folder, code);
    g_autofree char *class_text = read_text(loader, classes, error);

    *out_book = book;
    if (class_text == NULL || !rule_book_add_classes(book, classes, class_text, error) ||
        (files->weighed && !load_concepts(loader, language, book, error)))
        return FALSE;
    for (guint i = 0; i < files->count; i++) {
        g_autofree char *name =
            g_strdup_printf("%s/%s/%s.rules", files->folder, code, files->names[i]);
        g_autofree char *text = read_text(loader, name, error);
        if (text == NULL || !rule_book_add_rules(book, files->names[i], name, text, error))
            return FALSE;
        out_features[i] = rule_book_feature(book, files->names[i]);
    }
    rule_book_close(book);
    return TRUE;
}

static gboolean
load_books(const Loader *loader, int language, GError **error)
{
    LanguageShare *share = loader->share;

    return load_rules(loader, language, &message_files, &share->rules[language],
                      share->features[language], error) &&
           load_rules(loader, language, &question_files, &share->questions[language],
                      share->question_features[language], error) &&
           load_rules(loader, language, &news_files, &share->news[language],
                      share->news_features[language], error);
}

/* What is written by hand is read first, and stays. */
static gboolean
load_near(const Loader *loader, int language, GError **error)
{
    static const char *const endings[] = { "words", "common" };
    NearBook *book = near_book_new(snowball_names[language], loader->share->cues, language);

    loader->share->near[language] = book;
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_autofree char *name = g_strdup_printf("near/%s.%s", language_codes[language], endings[i]);
        g_autofree char *text = read_text(loader, name, error);

        if (text == NULL || !near_book_add(book, name, text, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
load_bank(const Loader *loader, int language, GError **error)
{
    g_autofree char *name = g_strdup_printf("questions/%s/bank", language_codes[language]);
    g_autofree char *text = read_text(loader, name, error);

    if (text != NULL)
        loader->share->question_bank[language] = question_bank_new(name, text, error);
    return loader->share->question_bank[language] != NULL;
}

static gboolean
load_proposals(const Loader *loader, int language, GError **error)
{
    g_autofree char *name = g_strdup_printf("proposals/%s.txt", language_codes[language]);
    g_autofree char *text = read_text(loader, name, error);

    if (text != NULL)
        loader->share->proposals[language] = proposal_phrases_new(name, text, error);
    return loader->share->proposals[language] != NULL;
}

static gboolean
load_weights(const Loader *loader, GError **error)
{
    static const char name[] = "rules/weights";
    g_autofree char *text = read_text(loader, name, error);

    if (text != NULL)
        loader->share->weights = sentence_weights_new(name, text, error);
    return loader->share->weights != NULL;
}

static gboolean
load_phrase_words(const Loader *loader, int language, GError **error)
{
    g_autofree char *name = g_strdup_printf("drafts/%s/shapes", language_codes[language]);
    g_autofree char *text = read_text(loader, name, error);

    if (text != NULL)
        loader->share->phrase_words[language] = phrase_words_new(name, text, error);
    return loader->share->phrase_words[language] != NULL;
}

/* Lines "robert bob rob bobby": names that mean one person. */
static gboolean
load_nicknames(const Loader *loader, GError **error)
{
    g_autofree char *text = read_text(loader, "names/nicknames.txt", error);

    if (text == NULL)
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        if (*lines[i] == '#')
            continue;
        g_autofree char *folded = letters_fold(lines[i]);
        g_auto(GStrv) names = g_strsplit(folded, " ", -1);
        for (guint one = 0; names[one] != NULL; one++) {
            GPtrArray *same = g_hash_table_lookup(loader->share->nicknames, names[one]);
            if (same == NULL) {
                same = g_ptr_array_new_with_free_func(g_free);
                g_hash_table_insert(loader->share->nicknames, g_strdup(names[one]), same);
            }
            for (guint other = 0; names[other] != NULL; other++)
                g_ptr_array_add(same, g_strdup(names[other]));
        }
    }
    return TRUE;
}

/* Names in plain letters, parted by blanks. */
static gboolean
load_given_names(const Loader *loader, GError **error)
{
    g_autofree char *text = read_text(loader, "names/given.txt", error);

    if (text == NULL)
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) names = *lines[i] != '#' ? g_strsplit(lines[i], " ", -1) : NULL;
        for (guint n = 0; names != NULL && names[n] != NULL; n++)
            g_hash_table_add(loader->share->given_names, g_strdup(names[n]));
    }
    return TRUE;
}

/* share/drafts/kinds.txt lists the kinds: a new one is a line there and a file for each language.
 */
static gboolean
load_frames(const Loader *loader, GError **error)
{
    g_autofree char *text = read_text(loader, "drafts/kinds.txt", error);

    if (text == NULL)
        return FALSE;
    g_auto(GStrv) kinds = g_strsplit(text, "\n", -1);
    for (guint i = 0; kinds[i] != NULL; i++) {
        const char *kind = g_strstrip(kinds[i]);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            if (*kind == '\0' || *kind == '#')
                continue;
            g_autofree char *key = g_strdup_printf("%s/%s", language_codes[language], kind);
            g_autofree char *name = g_strdup_printf("drafts/%s.draft", key);
            g_autofree char *frames_text = read_text(loader, name, error);
            DraftFrames *frames =
                frames_text != NULL ? draft_frames_new(name, frames_text, error) : NULL;
            if (frames == NULL)
                return FALSE;
            g_hash_table_insert(loader->share->frames, g_steal_pointer(&key), frames);
        }
    }
    return TRUE;
}

static gboolean
load_mail_words(const Loader *loader, GError **error)
{
    g_autofree char *habits = read_text(loader, "mail/habits.txt", error);
    g_autofree char *absence = habits != NULL ? read_text(loader, "mail/absence.txt", error) : NULL;

    if (absence == NULL)
        return FALSE;
    loader->share->habits = mail_habits_new("mail/habits.txt", habits, error);
    if (loader->share->habits == NULL)
        return FALSE;
    loader->share->absence = absence_words_new("mail/absence.txt", absence, error);
    return loader->share->absence != NULL;
}

static gboolean
load_all(const Loader *loader, GError **error)
{
    if (!load_mail_words(loader, error) || !load_nicknames(loader, error) ||
        !load_given_names(loader, error) || !load_weights(loader, error))
        return FALSE;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        if (!load_abbreviations(loader, language, error) || !load_cues(loader, language, error) ||
            !load_books(loader, language, error) || !load_near(loader, language, error) ||
            !load_phrase_words(loader, language, error) ||
            !load_proposals(loader, language, error) || !load_bank(loader, language, error))
            return FALSE;
    }
    return load_frames(loader, error);
}

static void
frames_free_item(gpointer data)
{
    draft_frames_free(data);
}

static void
names_free_item(gpointer data)
{
    g_ptr_array_unref(data);
}

LanguageShare *
language_share_new(ShareRead read, gpointer data, GError **error)
{
    g_autoptr(LanguageShare) share = g_new0(LanguageShare, 1);
    const Loader loader = { share, read, data };
    UErrorCode status = U_ZERO_ERROR;

    share->cues = language_cues_new();
    share->all_abbreviations = abbreviations_new();
    share->nicknames = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, names_free_item);
    share->given_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    share->frames = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, frames_free_item);
    share->breaks = ubrk_open(UBRK_SENTENCE, "", NULL, 0, &status);
    if (U_FAILURE(status))
        return tk_fail_null(error, TK_ERROR_UNAVAILABLE, "icu-missing", u_errorName(status));
    if (!load_all(&loader, error))
        return NULL;
    return g_steal_pointer(&share);
}

void
language_share_free(LanguageShare *share)
{
    if (share == NULL)
        return;
    mail_habits_free(share->habits);
    sentence_weights_free(share->weights);
    absence_words_free(share->absence);
    language_cues_free(share->cues);
    abbreviations_free(share->all_abbreviations);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        abbreviations_free(share->abbreviations[i]);
        rule_book_free(share->rules[i]);
        rule_book_free(share->questions[i]);
        rule_book_free(share->news[i]);
        near_book_free(share->near[i]);
        question_bank_free(share->question_bank[i]);
        phrase_words_free(share->phrase_words[i]);
        g_clear_pointer(&share->proposals[i], g_hash_table_unref);
    }
    g_clear_pointer(&share->nicknames, g_hash_table_unref);
    g_clear_pointer(&share->given_names, g_hash_table_unref);
    g_clear_pointer(&share->frames, g_hash_table_unref);
    if (share->breaks != NULL)
        ubrk_close(share->breaks);
    g_free(share);
}

Reading *
language_share_read_by(const LanguageShare *share, const char *body, int language,
                       const Vocabulary *vocabulary, const ReadingFacts *facts)
{
    const ReadingTools tools = {
        .habits = share->habits,
        .breaks = share->breaks,
        .abbreviations = language < 0 ? share->all_abbreviations : share->abbreviations[language],
        .vocabulary = vocabulary,
    };

    return reading_new(&tools, body, facts);
}

Reading *
language_share_read(const LanguageShare *share, const char *body, int language,
                    const ReadingFacts *facts)
{
    return language_share_read_by(
        share, body, language, language < 0 ? NULL : rule_book_vocabulary(share->rules[language]),
        facts);
}
