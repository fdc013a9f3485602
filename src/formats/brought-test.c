/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/brought.h"

#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "formats/collected.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define CARD "BEGIN:VCARD\nFN:Kari Holm\nEND:VCARD\n"
#define MAIL "From: kari@x.example\nTo: mina@y.example\nDate: 7 Dec 2026 08:30:15 GMT\n\nHei\n"

#define CALENDAR                                                                                   \
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261102T083000Z\n"                             \
    "ORGANIZER:mailto:mina@y.example\nATTENDEE:mailto:kari@x.example\nEND:VEVENT\nEND:VCALENDAR\n"

typedef struct {
    char *folder;
} Box;

static void
remove_all(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && !g_file_test(path, G_FILE_TEST_IS_SYMLINK) &&
           (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        remove_all(inner);
    }
    g_remove(path);
}

static void
box_set_up(Box *box, gconstpointer data)
{
    (void) data;
    box->folder = g_dir_make_tmp("tokopp-test-XXXXXX", NULL);
    g_assert_nonnull(box->folder);
}

static void
box_tear_down(Box *box, gconstpointer data)
{
    (void) data;
    remove_all(box->folder);
    g_free(box->folder);
}

static char *
put_file(const Box *box, const char *name, const char *bytes, gssize length)
{
    char *path = g_build_filename(box->folder, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);

    g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, bytes, length, NULL));
    return path;
}

static Collected *
read_path(const char *path)
{
    g_autoptr(GError) error = NULL;
    Collected *collected = collected_new();

    g_assert_true(brought_read(path, &collected->sink, &error));
    g_assert_no_error(error);
    return collected;
}

typedef struct {
    const char *name;
    const char *bytes;
    gsize length; /* 0: as long as the text */
} Entry;

static char *
put_zip(const Box *box, const char *name, const Entry *entries, unsigned count)
{
    char *path = g_build_filename(box->folder, name, NULL);
    struct archive *zip = archive_write_new();

    archive_write_set_format_zip(zip);
    g_assert_cmpint(archive_write_open_filename(zip, path), ==, ARCHIVE_OK);
    for (unsigned i = 0; i < count; i++) {
        gsize length = entries[i].length > 0 ? entries[i].length : strlen(entries[i].bytes);
        struct archive_entry *entry = archive_entry_new();

        archive_entry_set_pathname(entry, entries[i].name);
        archive_entry_set_size(entry, (gint64) length);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        g_assert_cmpint(archive_write_header(zip, entry), ==, ARCHIVE_OK);
        g_assert_cmpint(archive_write_data(zip, entries[i].bytes, length), ==, (int) length);
        archive_entry_free(entry);
    }
    g_assert_cmpint(archive_write_free(zip), ==, ARCHIVE_OK);
    return path;
}

static void
test_the_kind_is_told_by_content_and_not_by_name(Box *box, gconstpointer data)
{
    static const Entry files[] = {
        { "a.txt", CARD, 0 },
        { "b.csv", "\xef\xbb\xbf\r\n" CARD, 0 },
        { "c.vcf", MAIL, 0 },
        { "calendar", "\xef\xbb\xbf" CALENDAR, 0 },
        { "d", "From kari@x.example Mon Dec  7 09:30:15 2026\n" MAIL, 0 },
        { "e.dat", "First Name,Last Name,Connected On\nA,B,1 Jan 2024\n", 0 },
    };
    static const char *const parts[] = { "person 'Kari Holm'", "person 'Kari Holm'",
                                         "mail <digest:",      "meeting <calendar:a>",
                                         "mail <digest:",      "person 'A B'" };

    (void) data;
    for (unsigned i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = put_file(box, files[i].name, files[i].bytes, -1);
        g_autoptr(Collected) seen = read_path(path);

        collected_assert_has(seen, parts[i]);
        g_assert_cmpuint(seen->left_out, ==, 0);
        g_assert_cmpint(seen->done, ==, brought_size(path));
    }
}

static void
test_a_file_that_nobody_knows_is_named(Box *box, gconstpointer data)
{
    g_autofree char *empty = put_file(box, "empty", "", 0);
    g_autofree char *noise = put_file(box, "noise", "\1\2\3\0\4", 5);
    g_autoptr(Collected) of_empty = read_path(empty);
    g_autoptr(Collected) of_noise = read_path(noise);

    (void) data;
    g_assert_cmpstr(of_empty->text->str, ==, "left out 0 file-empty 'empty'\n");
    g_assert_cmpstr(of_noise->text->str, ==, "left out 0 file-unknown ''\n");
}

static void
test_a_mark_with_nothing_behind_it_ends_well(Box *box, gconstpointer data)
{
    static const char *const marks[] = { "\xfe\xff", "\xff\xfe", "\xef\xbb\xbf", "\xef\xbb",
                                         "\xfe" };

    (void) data;
    for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++) {
        g_autofree char *path = put_file(box, "mark", marks[i], -1);
        g_autoptr(Collected) seen = read_path(path);

        g_assert_cmpstr(seen->text->str, ==, "left out 0 file-unknown ''\n");
    }
}

static void
test_a_path_that_is_not_there_is_an_error(Box *box, gconstpointer data)
{
    g_autofree char *path = g_build_filename(box->folder, "missing", NULL);
    g_autoptr(Collected) seen = collected_new();
    g_autoptr(GError) error = NULL;

    (void) data;
    g_assert_false(brought_read(path, &seen->sink, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_NOT_FOUND);
    g_assert_cmpstr(tk_error_face(error).key, ==, "file-missing");
}

static void
test_a_zip_is_read_with_its_folders_and_one_zip_within(Box *box, gconstpointer data)
{
    static const Entry inner[] = { { "x/y/people.vcf", CARD, 0 } };
    g_autofree char *inner_path = put_zip(box, "inner.zip", inner, 1);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_autofree char *path = NULL;
    g_autoptr(Collected) seen = NULL;
    Entry outer[3] = { { "mail/one.eml", MAIL, 0 }, { "calendar/one.ics", CALENDAR, 0 } };

    (void) data;
    g_assert_true(g_file_get_contents(inner_path, &bytes, &length, NULL));
    outer[2] = (Entry) { "inner.zip", bytes, length };
    path = put_zip(box, "outer.zip", outer, 3);
    seen = read_path(path);
    g_assert_cmpuint(seen->persons, ==, 1);
    g_assert_cmpuint(seen->interactions, ==, 2);
    g_assert_cmpuint(seen->left_out, ==, 0);
}

/* Twenty zips in one another: as many as one likes could be packed into a kilobyte. */
static void
test_zips_within_zips_are_not_opened_without_end(Box *box, gconstpointer data)
{
    g_autofree char *bytes = g_strdup(CARD);
    gsize length = strlen(CARD);

    (void) data;
    for (unsigned depth = 1; depth <= 20; depth++) {
        const Entry entry = { depth == 1 ? "people.vcf" : "inner.zip", bytes, length };
        g_autofree char *name = g_strdup_printf("depth-%u.zip", depth);
        g_autofree char *path = put_zip(box, name, &entry, 1);
        g_autoptr(Collected) seen = read_path(path);

        g_assert_cmpuint(seen->persons, ==, depth <= 2 ? 1 : 0);
        g_assert_cmpuint(seen->left_out, ==, depth <= 2 ? 0 : 1);
        g_clear_pointer(&bytes, g_free);
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    }
}

static void
test_a_program_that_gives_out_json_is_known_in_a_zip_too(Box *box, gconstpointer data)
{
    static const Entry entries[] = {
        { "export/atomic.json",
          "{\"contacts\":[{\"id\":1,\"first_name\":\"Kari\",\"company_id\":7}],"
          "\"companies\":[{\"id\":7,\"name\":\"Nordvarme\"}]}",
          0 },
        { "export/friends.md", "### Friends:\n- Ola Nes\n", 0 },
        { "export/other.json", "{\"a\":1}", 0 },
    };
    g_autofree char *path = put_zip(box, "crm.zip", entries, G_N_ELEMENTS(entries));
    g_autoptr(Collected) seen = read_path(path);

    (void) data;
    collected_assert_has(seen, "post=', Nordvarme'");
    g_assert_cmpuint(seen->persons, ==, 2);
    g_assert_cmpuint(seen->left_out, ==, 0);
}

static void
test_names_that_lead_out_of_a_zip_are_not_read(Box *box, gconstpointer data)
{
    static const Entry entries[] = {
        { "../up.vcf", CARD, 0 },    { "/etc/x.vcf", CARD, 0 },     { "a/../../b.vcf", CARD, 0 },
        { "c\\..\\d.vcf", CARD, 0 }, { "good..name.vcf", CARD, 0 },
    };
    g_autofree char *path = put_zip(box, "slip.zip", entries, G_N_ELEMENTS(entries));
    g_autoptr(Collected) seen = read_path(path);

    (void) data;
    g_assert_cmpuint(collected_count(seen, "zip-name-unsafe"), ==, 4);
    g_assert_cmpuint(seen->persons, ==, 1);
}

static void
test_a_zip_bomb_is_refused_before_it_is_unpacked(Box *box, gconstpointer data)
{
    gsize length = 64 << 20;
    g_autofree char *zeros = g_strnfill(length, 'a');
    Entry entry = { "bomb.vcf", zeros, length };
    g_autofree char *path = NULL;
    g_autoptr(Collected) seen = collected_new();
    g_autoptr(GError) error = NULL;

    (void) data;
    memcpy(zeros, "BEGIN:VCARD\nFN:", 15);
    path = put_zip(box, "bomb.zip", &entry, 1);
    g_assert_cmpint(brought_size(path), <, (int64_t) length / TK_LIMIT_ZIP_RATIO);
    g_assert_false(brought_read(path, &seen->sink, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_TOO_LARGE);
    g_assert_cmpstr(tk_error_face(error).key, ==, "zip-bomb");
}

static char *
many_cards(unsigned count)
{
    GString *cards = g_string_new("");

    for (unsigned i = 0; i < count; i++)
        g_string_append_printf(cards, "BEGIN:VCARD\nFN:Person %u %x\nEND:VCARD\n", i,
                               g_random_int());
    return g_string_free(cards, FALSE);
}

static void
test_of_a_truncated_zip_the_good_part_counts(Box *box, gconstpointer data)
{
    g_autofree char *cards = many_cards(100000);
    const Entry entries[] = { { "good.vcf", CARD, 0 }, { "long.vcf", cards, 0 } };
    g_autofree char *path = put_zip(box, "whole.zip", entries, 2);
    g_autofree char *bytes = NULL;
    g_autofree char *cut = NULL;
    g_autoptr(Collected) seen = NULL;
    gsize length = 0;

    (void) data;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    cut = put_file(box, "cut.zip", bytes, (gssize) (length * 6 / 10));
    seen = read_path(cut);
    collected_assert_has(seen, "person 'Kari Holm'");
    g_assert_cmpuint(seen->persons, >, 40000);
    g_assert_cmpuint(seen->persons, <, 100000);
    collected_assert_has(seen, "file-truncated");
}

static void
test_a_zip_cut_at_any_place_ends_well(Box *box, gconstpointer data)
{
    const Entry entries[] = { { "good.vcf", CARD, 0 }, { "mail.eml", MAIL, 0 } };
    g_autofree char *path = put_zip(box, "whole.zip", entries, 2);
    g_autofree char *bytes = NULL;
    gsize length = 0;

    (void) data;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    for (gsize cut = 0; cut < length; cut++) {
        g_autofree char *part = put_file(box, "cut.zip", bytes, (gssize) cut);
        g_autoptr(Collected) seen = collected_new();
        g_autoptr(GError) error = NULL;

        if (!brought_read(part, &seen->sink, &error))
            g_assert_nonnull(error);
        else
            g_assert_cmpuint(seen->left_out + seen->persons + seen->interactions, >, 0);
    }
}

static void
test_a_packed_tar_is_read_like_a_zip(Box *box, gconstpointer data)
{
    static const struct {
        const char *name, *bytes;
    } entries[] = { { "Takeout/Contacts/All/All.vcf", CARD },
                    { "Takeout/Mail/All.mbox", "From x Mon Dec  7 09:30:15 2026\n" MAIL },
                    { "Takeout/Calendar/mina@y.example.ics", CALENDAR },
                    { "../up.vcf", CARD } };
    g_autofree char *path = g_build_filename(box->folder, "takeout.tgz", NULL);
    struct archive *tar = archive_write_new();
    g_autoptr(Collected) seen = NULL;

    (void) data;
    archive_write_set_format_ustar(tar);
    archive_write_add_filter_gzip(tar);
    g_assert_cmpint(archive_write_open_filename(tar, path), ==, ARCHIVE_OK);
    for (unsigned i = 0; i < G_N_ELEMENTS(entries); i++) {
        struct archive_entry *entry = archive_entry_new();

        archive_entry_set_pathname(entry, entries[i].name);
        archive_entry_set_size(entry, (gint64) strlen(entries[i].bytes));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        g_assert_cmpint(archive_write_header(tar, entry), ==, ARCHIVE_OK);
        archive_write_data(tar, entries[i].bytes, strlen(entries[i].bytes));
        archive_entry_free(entry);
    }
    g_assert_cmpint(archive_write_free(tar), ==, ARCHIVE_OK);
    seen = read_path(path);
    g_assert_cmpuint(seen->persons, ==, 1);
    g_assert_cmpuint(seen->interactions, ==, 2);
    g_assert_cmpuint(collected_count(seen, "zip-name-unsafe"), ==, 1);
}

static void
put_gzip(const char *path, const char *bytes, gsize length, const char *mode)
{
    gzFile file = gzopen(path, mode);

    g_assert_nonnull(file);
    g_assert_cmpint(gzwrite(file, bytes, (unsigned) length), ==, (int) length);
    g_assert_cmpint(gzclose(file), ==, Z_OK);
}

static void
test_a_packed_mailbox_of_several_members_is_read_to_its_end(Box *box, gconstpointer data)
{
    static const char mail[] = "From kari@x.example Mon Dec  7 09:30:15 2026\n" MAIL "\n";
    g_autofree char *path = g_build_filename(box->folder, "box.mbox.gz", NULL);
    g_autofree char *bytes = NULL;
    g_autofree char *cut = NULL;
    g_autoptr(Collected) seen = NULL;
    g_autoptr(Collected) part = NULL;
    gsize length = 0;

    (void) data;
    put_gzip(path, mail, sizeof mail - 1, "wb");
    put_gzip(path, mail, sizeof mail - 1, "ab");
    seen = read_path(path);
    g_assert_cmpuint(seen->interactions, ==, 2);
    g_assert_cmpuint(seen->left_out, ==, 0);
    g_assert_cmpint(seen->done, ==, brought_size(path));
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    cut = put_file(box, "cut.gz", bytes, (gssize) length - 10);
    part = read_path(cut);
    collected_assert_has(part, "file-truncated");
    g_assert_cmpuint(part->interactions, >=, 1);
}

static void
test_a_maildir_is_read_without_tmp_drafts_and_links(Box *box, gconstpointer data)
{
    static const char *const names[] = { "Mail/cur/1.x:2,S",       "Mail/new/2.x",
                                         "Mail/tmp/3.x",           "Mail/cur/4.x:2,DS",
                                         "Mail/.Sent/cur/5.x:2,S", "Mail/.Sent/tmp/6.x",
                                         "outside/7.eml" };
    g_autofree char *mail = g_build_filename(box->folder, "Mail", NULL);
    g_autofree char *outside = g_build_filename(box->folder, "outside", NULL);
    g_autofree char *file = g_build_filename(outside, "7.eml", NULL);
    g_autofree char *to_folder = g_build_filename(mail, "link", NULL);
    g_autofree char *to_file = g_build_filename(mail, "cur", "8.x:2,", NULL);
    g_autoptr(Collected) seen = NULL;

    (void) data;
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *text = g_strdup_printf("Message-ID: <%u@x>\n" MAIL, i + 1);

        g_free(put_file(box, names[i], text, -1));
    }
    g_assert_cmpint(symlink(outside, to_folder), ==, 0);
    g_assert_cmpint(symlink(file, to_file), ==, 0);
    seen = read_path(mail);
    g_assert_cmpuint(seen->interactions, ==, 3);
    collected_assert_has(seen, "<1@x>");
    collected_assert_has(seen, "<2@x>");
    collected_assert_has(seen, "<5@x>");
    g_assert_cmpstr(strstr(seen->text->str, "left out"), ==,
                    strstr(seen->text->str, "left out 0 mail-draft"));
    g_assert_cmpuint(seen->left_out, ==, 1);
}

static void
test_a_pipe_in_a_folder_does_not_hold_the_reading_up(Box *box, gconstpointer data)
{
    g_autofree char *pipe_path = g_build_filename(box->folder, "pipe", NULL);
    g_autoptr(Collected) seen = NULL;

    (void) data;
    g_free(put_file(box, "a.vcf", CARD, -1));
    g_assert_cmpint(mkfifo(pipe_path, 0600), ==, 0);
    seen = read_path(box->folder);
    g_assert_cmpuint(seen->persons, ==, 1);
}

#define ADD(name, function)                                                                        \
    g_test_add("/brought/" name, Box, NULL, box_set_up, function, box_tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("the-kind-is-told-by-content-and-not-by-name",
        test_the_kind_is_told_by_content_and_not_by_name);
    ADD("a-file-that-nobody-knows-is-named", test_a_file_that_nobody_knows_is_named);
    ADD("a-mark-with-nothing-behind-it-ends-well", test_a_mark_with_nothing_behind_it_ends_well);
    ADD("a-path-that-is-not-there-is-an-error", test_a_path_that_is_not_there_is_an_error);
    ADD("a-zip-is-read-with-its-folders-and-one-zip-within",
        test_a_zip_is_read_with_its_folders_and_one_zip_within);
    ADD("zips-within-zips-are-not-opened-without-end",
        test_zips_within_zips_are_not_opened_without_end);
    ADD("a-program-that-gives-out-json-is-known-in-a-zip-too",
        test_a_program_that_gives_out_json_is_known_in_a_zip_too);
    ADD("names-that-lead-out-of-a-zip-are-not-read",
        test_names_that_lead_out_of_a_zip_are_not_read);
    ADD("a-zip-bomb-is-refused-before-it-is-unpacked",
        test_a_zip_bomb_is_refused_before_it_is_unpacked);
    ADD("of-a-truncated-zip-the-good-part-counts", test_of_a_truncated_zip_the_good_part_counts);
    ADD("a-zip-cut-at-any-place-ends-well", test_a_zip_cut_at_any_place_ends_well);
    ADD("a-packed-tar-is-read-like-a-zip", test_a_packed_tar_is_read_like_a_zip);
    ADD("a-packed-mailbox-of-several-members-is-read-to-its-end",
        test_a_packed_mailbox_of_several_members_is_read_to_its_end);
    ADD("a-maildir-is-read-without-tmp-drafts-and-links",
        test_a_maildir_is_read_without_tmp_drafts_and_links);
    ADD("a-pipe-in-a-folder-does-not-hold-the-reading-up",
        test_a_pipe_in_a_folder_does_not_hold_the_reading_up);
    return g_test_run();
}
