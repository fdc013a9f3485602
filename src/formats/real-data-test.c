/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/brought.h"

#include "formats/collected.h"

typedef struct {
    const char *name; /* under the folder of real data */
    unsigned persons, interactions, bulk_least, left_out_most;
} Case;

/* Counts as published with the data, or counted with grep. */
static const Case cases[] = {
    { "linkedin/sample_export.zip", 2001, 22369, 0, 41 },
    { "linkedin/kawsay", 2, 2, 0, 1 },
    { "linkedin/network-jobs", 10, 0, 0, 0 },
    { "mail/spamassassin_easy_ham_1.mbox", 0, 2500, 1500, 0 },
    { "mail/spamassassin_spam_2.mbox", 0, 1279, 100, 0 },
    { "mail/pipermail_2001-November.txt", 0, 164, 0, 0 },
    { "mail/maildir_easy_ham_2a", 0, 860, 500, 0 },
    { "mail/notmuch_lkml", 0, 210, 200, 0 },
    { "mime/MimeKit/mbox/issue1189.mbox.txt", 0, 4, 0, 0 },
    { "mime/MimeKit/messages", 0, 13, 0, 3 },
    { "mime/python-email", 0, 14, 1, 8 },
    { "vcard", 84, 0, 0, 3 },
    { "contacts", 258, 0, 0, 0 },
};

static void
test_reads_real_files_as_counted(gconstpointer data)
{
    const Case *wanted = data;
    g_autofree char *path = collected_shared_data(wanted->name);
    g_autoptr(Collected) seen = collected_new();
    g_autoptr(GError) error = NULL;

    if (path == NULL)
        return;
    seen->wants_text = TRUE;
    g_assert_true(brought_read(path, &seen->sink, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(seen->persons, ==, wanted->persons);
    g_assert_cmpuint(seen->interactions, ==, wanted->interactions);
    g_assert_cmpuint(seen->bulk, >=, wanted->bulk_least);
    g_assert_cmpuint(seen->left_out, <=, wanted->left_out_most);
    g_assert_cmpint(seen->done, ==, brought_size(path));
}

static void
test_the_sample_export_tells_whose_it_is(void)
{
    g_autofree char *path = collected_shared_data("linkedin/sample_export.zip");
    g_autoptr(Collected) seen = collected_new();

    if (path == NULL)
        return;
    g_assert_true(brought_read(path, &seen->sink, NULL));
    collected_assert_has(seen, "own linkedin=linkedin.com/in/fake-ada-byron-lovelace\n");
    collected_assert_has(seen, "own email=ada.personal@example.com\n");
    g_assert_cmpuint(collected_count(seen, "\nleft out"), ==,
                     collected_count(seen, " message-draft "));
}

typedef struct {
    unsigned files, read, refused, silent;
} Kind;

/* Each file by itself: it gives records, or it says why it does not, or it is known to say nothing;
 * none ends the program. */
static void
read_each(const char *path, Kind *kind)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    g_autoptr(Collected) seen = NULL;
    g_autoptr(GError) error = NULL;
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        read_each(inner, kind);
    }
    if (folder != NULL)
        return;
    seen = collected_new();
    kind->files++;
    if (!brought_read(path, &seen->sink, &error))
        g_assert_nonnull(error);
    if (seen->persons + seen->interactions > 0)
        kind->read++;
    else if (seen->left_out > 0 || seen->not_used > 0 || error != NULL)
        kind->refused++;
    else {
        kind->silent++;
        g_test_message("nothing in %s", path);
    }
}

static void
test_every_real_file_is_read_or_refused_with_a_reason(void)
{
    static const char *const kinds[] = { "mail", "mime", "vcard", "contacts", "linkedin", "ical" };

    for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *path = collected_shared_data(kinds[i]);
        Kind kind = { 0 };

        if (path == NULL)
            return;
        read_each(path, &kind);
        g_test_message("%-9s %4u files, %4u read, %3u refused with a reason", kinds[i], kind.files,
                       kind.read, kind.refused);
        g_assert_cmpuint(kind.read, >, 0);
        g_assert_cmpuint(kind.silent, ==, 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = g_strdup(cases[i].name);
        g_autofree char *path = NULL;

        g_strdelimit(name, "/", '-');
        path = g_strconcat("/real-data/reads-as-counted/", name, NULL);
        g_test_add_data_func(path, &cases[i], test_reads_real_files_as_counted);
    }
    g_test_add_func("/real-data/the-sample-export-tells-whose-it-is",
                    test_the_sample_export_tells_whose_it_is);
    g_test_add_func("/real-data/every-real-file-is-read-or-refused-with-a-reason",
                    test_every_real_file_is_read_or_refused_with_a_reason);
    return g_test_run();
}
