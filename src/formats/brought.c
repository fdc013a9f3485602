/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/brought.h"

#include "base/tk-error.h"
#include "base/tk-text.h"
#include "formats/brought-kind.h"
#include "formats/contact-table.h"
#include "formats/crm-export.h"
#include "formats/csv.h"
#include "formats/folder.h"
#include "formats/friends.h"
#include "formats/icalendar.h"
#include "formats/input.h"
#include "formats/linkedin-table.h"
#include "formats/linkedin.h"
#include "formats/mail.h"
#include "formats/people-csv.h"
#include "formats/vcard.h"
#include "formats/zip.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    Reading reading;
    LinkedinSelf *self;
    CrmExport *crm;
    MailReader *mail;
    gboolean is_learning;   /* the first reading, which only learns whose LinkedIn export it is */
    gboolean is_collection; /* a folder or zip: files for nobody are usual there */
    gboolean is_export;     /* of LinkedIn: a table that is none of theirs is not guessed at */
    GPtrArray *tables;      /* of ContactTable, where only those are asked for; else NULL */
    unsigned known;         /* files that some reader knew */
} Brought;

enum {
    TABLES_MOST = 100, /* that are looked at before the reading */
};

/* Gives back the bytes that were looked at, then the rest of the source. */
typedef struct {
    InputSource source;
    InputSource *rest;
    const char *bytes;
    gsize left;
} Replay;

static gssize
read_replay(InputSource *source, void *bytes, gsize size)
{
    Replay *replay = (Replay *) source;

    if (replay->left == 0)
        return replay->rest->read(replay->rest, bytes, size);
    size = MIN(size, replay->left);
    memcpy(bytes, replay->bytes, size);
    replay->bytes += size;
    replay->left -= size;
    return (gssize) size;
}

static gboolean
not_known(Brought *brought, BroughtKind kind, GError **error)
{
    if (linkedin_is_companion(brought->reading.file))
        return reading_not_used(&brought->reading, error);
    if (brought->is_collection && !brought_is_csv_name(brought->reading.file))
        return TRUE;
    if (kind == BROUGHT_EMPTY) {
        g_autofree char *name = g_path_get_basename(brought->reading.file);

        return reading_left_out(&brought->reading, 0, "file-empty", name, error);
    }
    return reading_left_out(&brought->reading, 0, "file-unknown", NULL, error);
}

/* What a guess makes of a file among others must be good; a file that was brought by itself is
 * worth a question. */
static gboolean
is_worth_asking(const Brought *brought, ContactTable *table)
{
    if (contact_table_is_of_others(table))
        return FALSE;
    if (*contact_table_record(table)->shape != '\0')
        return TRUE;
    return !brought->is_export && (!brought->is_collection || contact_table_makes_people(table));
}

/* The first reading of a table. */
static void
learn_table(Brought *brought, Input *input)
{
    g_autoptr(TablePeek) peek = NULL;
    const char *file = brought->reading.file;
    ContactTable *table = NULL;

    if (people_csv_is_at(input))
        return;
    peek = table_peek_new(input);
    if (linkedin_opens(peek, file)) {
        brought->is_export = TRUE;
        if (brought->tables == NULL)
            linkedin_self_learn(brought->self, input, file);
        return;
    }
    if (brought->tables == NULL || brought->tables->len == TABLES_MOST ||
        linkedin_is_companion(file))
        return;
    table = contact_table_new(peek, file);
    if (table != NULL && is_worth_asking(brought, table))
        g_ptr_array_add(brought->tables, table);
    else
        contact_table_free(table);
}

static gboolean
read_table(Brought *brought, Input *input, gboolean *out_is_known, GError **error)
{
    Reading *reading = &brought->reading;
    RecordSink *sink = reading->sink;
    g_autoptr(TablePeek) peek = NULL;
    g_autoptr(ContactTable) table = NULL;

    *out_is_known = TRUE;
    if (linkedin_is_companion(reading->file))
        return reading_not_used(reading, error);
    peek = table_peek_new(input);
    if (linkedin_opens(peek, reading->file))
        return linkedin_read(brought->self, input, reading, out_is_known, error);
    table = contact_table_new(peek, reading->file);
    if (table != NULL && contact_table_is_of_others(table))
        return reading_not_used(reading, error);
    if (table == NULL || !is_worth_asking(brought, table)) {
        *out_is_known = FALSE;
        return TRUE;
    }
    if (sink->table != NULL && !sink->table(sink, contact_table_record(table), error))
        return FALSE;
    *out_is_known = contact_table_makes_people(table);
    return !*out_is_known || contact_table_read(table, input, reading, error);
}

/* The first reading of anything. */
static void
learn(Brought *brought, BroughtKind kind, Input *input)
{
    if (kind == BROUGHT_TABLE)
        learn_table(brought, input);
    else if (kind == BROUGHT_JSON && brought->tables == NULL && crm_export_is_at(input))
        crm_export_learn(brought->crm, input);
}

static gboolean
read_input(Brought *brought, BroughtKind kind, Input *input, gboolean *out_is_known, GError **error)
{
    Reading *reading = &brought->reading;

    *out_is_known = TRUE;
    switch (kind) {
    case BROUGHT_VCARD:
        return vcard_read(input, reading, error);
    case BROUGHT_CALENDAR:
        return icalendar_read(input, reading, error);
    case BROUGHT_MBOX:
        return mail_read_mbox(brought->mail, input, error);
    case BROUGHT_MAIL:
        return mail_read_single(brought->mail, input, error);
    case BROUGHT_JSON:
        *out_is_known = crm_export_is_at(input);
        return !*out_is_known || crm_export_read(brought->crm, input, reading, error);
    case BROUGHT_WORDS:
        *out_is_known = friends_is_at(input);
        return !*out_is_known || friends_read(input, reading, error);
    default:
        return people_csv_is_at(input) ? people_csv_read(input, reading, error)
                                       : read_table(brought, input, out_is_known, error);
    }
}

static gboolean
read_text(Brought *brought, BroughtKind kind, InputSource *source, GError **error)
{
    Reading *reading = &brought->reading;
    gboolean is_mail = kind == BROUGHT_MBOX || kind == BROUGHT_MAIL;
    gsize window = is_mail                ? MAIL_WINDOW
                   : kind == BROUGHT_JSON ? JSON_WALK_WINDOW
                                          : MAX(CSV_WINDOW, MAX(VCARD_WINDOW, ICALENDAR_WINDOW));
    g_autoptr(Input) input = input_new(source, is_mail ? INPUT_BYTES : INPUT_TEXT, window);
    gboolean is_known = TRUE;

    if (brought->is_learning) {
        learn(brought, kind, input);
        return TRUE;
    }
    if (!read_input(brought, kind, input, &is_known, error))
        return FALSE;
    brought->known += is_known ? 1 : 0;
    if (!is_known)
        return not_known(brought, kind, error);
    if (input_is_broken(input))
        return reading_left_out(reading, 0, "file-truncated", NULL, error);
    return TRUE;
}

/* One stream of bytes that is no zip and no gzip. */
static gboolean
read_source(Brought *brought, InputSource *source, gboolean is_mail, GError **error)
{
    char beginning[BROUGHT_KIND_BYTES];
    Replay replay = { .source = { read_replay, NULL }, .rest = source, .bytes = beginning };
    BroughtKind kind;
    gssize got = 0;

    while (replay.left < sizeof beginning &&
           (got = source->read(source, beginning + replay.left, sizeof beginning - replay.left)) >
               0)
        replay.left += (gsize) got;
    kind = is_mail ? BROUGHT_MAIL : brought_kind(beginning, replay.left);
    if (got < 0 && replay.left == 0 && !brought->is_learning)
        return reading_left_out(&brought->reading, 0, "file-truncated", NULL, error);
    if (kind >= BROUGHT_READABLE)
        return read_text(brought, kind, &replay.source, error);
    return brought->is_learning || not_known(brought, kind, error);
}

static gboolean
visit_zipped(const char *name, InputSource *source, gpointer data, GError **error)
{
    Brought *brought = data;
    const char *zip = brought->reading.file;
    gboolean is_ok;

    if (brought->is_learning && !brought_is_learned_name(name))
        return TRUE;
    brought->reading.file = name;
    is_ok = read_source(brought, source, FALSE, error);
    brought->reading.file = zip;
    return is_ok;
}

static gboolean
read_zip(Brought *brought, int descriptor, int64_t size, GError **error)
{
    gboolean was_collection = brought->is_collection;
    unsigned known = brought->known;

    brought->is_collection = TRUE;
    if (!zip_read(descriptor, size, brought->is_learning ? NULL : &brought->reading, visit_zipped,
                  brought, error))
        return FALSE;
    brought->is_collection = was_collection;
    if (!brought->is_learning && brought->known == known)
        return reading_left_out(&brought->reading, 0, "file-unknown", NULL, error);
    return TRUE;
}

/* A tar's first header says so at its 257th byte (POSIX 1003.1, ustar). */
static gboolean
is_tar(int descriptor, BroughtKind kind)
{
    char head[512] = { 0 };
    g_autoptr(InputSource) source = NULL;
    gsize got = 0;
    gssize more = 0;

    if (kind != BROUGHT_GZIP)
        return pread(descriptor, head, sizeof head, 0) == sizeof head &&
               memcmp(head + 257, "ustar", 5) == 0;
    source = input_source_gzip(dup(descriptor));
    while (got < sizeof head && (more = source->read(source, head + got, sizeof head - got)) > 0)
        got += (gsize) more;
    lseek(descriptor, 0, SEEK_SET);
    return got == sizeof head && memcmp(head + 257, "ustar", 5) == 0;
}

static gboolean
read_packed(Brought *brought, int descriptor, GError **error)
{
    g_autoptr(InputSource) source = NULL;
    Reading *reading = &brought->reading;
    int copy = dup(descriptor);
    gboolean is_ok;

    if (copy < 0)
        return reading_left_out(reading, 0, "file-unreadable", NULL, error);
    source = input_source_gzip(copy);
    reading->position = input_source_position;
    reading->position_data = source;
    is_ok = read_source(brought, source, FALSE, error);
    reading->position = NULL;
    return is_ok;
}

/* A Maildir's file, by the folder it lies in. */
static gboolean
is_maildir_name(const char *parent)
{
    return strcmp(parent, "cur") == 0 || strcmp(parent, "new") == 0;
}

/* Somebody wrote it anew while we read. */
static gboolean
has_shrunk(int descriptor, int64_t size)
{
    struct stat about;

    return fstat(descriptor, &about) == 0 && about.st_size < size;
}

static gboolean
read_file(Brought *brought, int descriptor, const char *name, const char *parent, int64_t size,
          GError **error)
{
    char magic[4] = { 0 };
    gssize got = pread(descriptor, magic, sizeof magic, 0);
    BroughtKind kind = got > 0 ? brought_kind(magic, (gsize) got) : BROUGHT_EMPTY;
    g_autoptr(InputSource) source = NULL;
    const char *flags = strstr(name, ":2,");

    if (kind == BROUGHT_ZIP)
        return read_zip(brought, descriptor, size, error);
    /* What comes as a tar (mail and calendars by the gigabyte) is read once only. */
    if (is_tar(descriptor, kind))
        return brought->is_learning || read_zip(brought, descriptor, size, error);
    if (kind == BROUGHT_GZIP)
        return brought->is_learning || read_packed(brought, descriptor, error);
    /* A draft has not been sent; that we may have put it there ourselves makes no mail of it. */
    if (is_maildir_name(parent) && flags != NULL && strchr(flags + 3, 'D') != NULL)
        return brought->is_learning ||
               reading_left_out(&brought->reading, 0, "mail-draft", NULL, error);
    source = input_source_file(dup(descriptor));
    return read_source(brought, source, is_maildir_name(parent), error) &&
           (!has_shrunk(descriptor, size) || brought->is_learning ||
            reading_left_out(&brought->reading, 0, "file-truncated", NULL, error));
}

static gboolean
visit_file(FolderFile *file, gpointer data, GError **error)
{
    Brought *brought = data;
    g_autofree char *shown = tk_text_mend(file->path, -1);
    Reading *reading = &brought->reading;
    gboolean is_ok;

    reading->file = shown;
    reading->done_here = 0;
    is_ok = read_file(brought, file->descriptor, file->name, file->parent, file->size, error);
    if (is_ok && !brought->is_learning) {
        reading->done_here = 0;
        reading->done_before += file->size;
        is_ok = reading_advance(reading, 0, error);
    }
    reading->file = "";
    return is_ok;
}

static gboolean
wants_file(const char *name, const char *parent, int64_t size, gpointer data)
{
    const Brought *brought = data;

    (void) size;
    return !brought->is_learning || (brought_is_learned_name(name) && !is_maildir_name(parent));
}

static gboolean
leave_out_file(const char *path, const char *reason, gpointer data, GError **error)
{
    Brought *brought = data;
    g_autofree char *shown = tk_text_mend(path, -1);
    gboolean is_ok;

    if (brought->is_learning)
        return TRUE;
    brought->reading.file = shown;
    is_ok = reading_left_out(&brought->reading, 0, reason, NULL, error);
    brought->reading.file = "";
    return is_ok;
}

static gboolean
read_path(Brought *brought, const char *path, const struct stat *about, GError **error)
{
    const FolderWalk walk = { visit_file, wants_file, leave_out_file, brought };
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *parent = g_path_get_basename(folder);
    FolderFile file = { .path = path, .name = name, .parent = parent, .size = about->st_size };
    gboolean is_ok;

    brought->is_collection = S_ISDIR(about->st_mode);
    if (S_ISDIR(about->st_mode))
        return folder_walk(path, &walk, error);
    if (!S_ISREG(about->st_mode))
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "file-unreadable", path);
    file.descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (file.descriptor < 0)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "file-unreadable", path);
    is_ok = visit_file(&file, brought, error);
    close(file.descriptor);
    return is_ok;
}

static gboolean
look_at_path(const char *path, struct stat *out_about, GError **error)
{
    if (stat(path, out_about) == 0)
        return TRUE;
    return tk_fail(error, errno == ENOENT ? TK_ERROR_NOT_FOUND : TK_ERROR_UNAVAILABLE,
                   errno == ENOENT ? "file-missing" : "file-unreadable", path);
}

gboolean
brought_read(const char *path, RecordSink *sink, GError **error)
{
    g_autoptr(LinkedinSelf) self = linkedin_self_new();
    g_autoptr(CrmExport) crm = crm_export_new();
    g_autoptr(MailReader) mail = NULL;
    Brought brought = { .reading = { .sink = sink, .file = "" }, .self = self, .crm = crm };
    g_autofree char *shown = tk_text_mend(path, -1);
    struct stat about;

    if (!look_at_path(path, &about, error))
        return FALSE;
    mail = mail_reader_new(&brought.reading);
    brought.mail = mail;
    brought.reading.total = brought_size(path);

    brought.is_learning = TRUE;
    if (!read_path(&brought, path, &about, error))
        return FALSE;
    brought.is_learning = FALSE;
    brought.reading = (Reading) { .sink = sink, .file = shown, .total = brought.reading.total };
    if (!linkedin_self_tell(self, &brought.reading, error) ||
        !read_path(&brought, path, &about, error))
        return FALSE;
    brought.reading.file = shown;
    return reading_tell(&brought.reading, error);
}

static void
free_table(gpointer table)
{
    contact_table_free(table);
}

gboolean
brought_tables(const char *path, RecordSink *sink, GError **error)
{
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(free_table);
    Brought brought = { .reading = { .sink = sink, .file = "" },
                        .is_learning = TRUE,
                        .tables = tables };
    struct stat about;

    if (!look_at_path(path, &about, error) || !read_path(&brought, path, &about, error))
        return FALSE;
    for (guint i = 0; i < tables->len; i++) {
        RecordTable *record = contact_table_record(g_ptr_array_index(tables, i));

        if ((*record->shape != '\0' || !brought.is_export) && !sink->table(sink, record, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
add_size(const char *name, const char *parent, int64_t size, gpointer data)
{
    int64_t *sum = data;

    (void) name;
    (void) parent;
    *sum += size;
    return FALSE; /* not to be opened for that */
}

int64_t
brought_size(const char *path)
{
    int64_t sum = 0;
    const FolderWalk walk = { .wants = add_size, .data = &sum };
    struct stat about;

    if (stat(path, &about) != 0)
        return 0;
    if (S_ISREG(about.st_mode))
        return about.st_size;
    if (!folder_walk(path, &walk, NULL))
        return 0;
    return sum;
}
