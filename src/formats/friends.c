/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/friends.h"

#include "base/tk-day.h"
#include "base/tk-text.h"
#include "formats/json-person.h"

#include <string.h>

#define ALSO "a.k.a. "

enum {
    PEOPLE_MOST = 100,     /* named in one line */
    KEPT_BYTES = 16 << 20, /* of lines: nobody writes more by hand */
    BEGINNING = 4 << 10,
};

typedef enum { NOTHING, ACTIVITIES, NOTES, FRIENDS, LOCATIONS } Section;

static const struct {
    const char *heading;
    Section section;
} headings[] = {
    { "### Activities:", ACTIVITIES },
    { "### Notes:", NOTES },
    { "### Friends:", FRIENDS },
    { "### Locations:", LOCATIONS },
};

/* A line of one of the sections, without its "- ". */
typedef struct {
    int64_t number;
    char *text;
    int64_t at;  /* of an activity or a note */
    GStrv names; /* whom it names; a friend by name and by-names */
    gboolean is_used;
} Line;

typedef struct {
    Reading *reading;
    GPtrArray *sections[LOCATIONS + 1]; /* of Line */
    GHashTable *by_name;                /* a friend's folded name -> GPtrArray of notes (Line) */
    gsize kept;
    JsonPerson *person;
} File;

static void
line_free(gpointer data)
{
    Line *line = data;

    g_free(line->text);
    g_strfreev(line->names);
    g_free(line);
}

static void
free_notes(gpointer data)
{
    g_ptr_array_unref(data);
}

static void
file_clear(File *file)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(file->sections); i++)
        g_clear_pointer(&file->sections[i], g_ptr_array_unref);
    g_clear_pointer(&file->by_name, g_hash_table_unref);
    g_clear_pointer(&file->person, json_person_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(File, file_clear)

static Section
section_of(const char *line)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(headings); i++)
        if (g_str_has_prefix(line, headings[i].heading))
            return headings[i].section;
    return NOTHING;
}

gboolean
friends_is_at(Input *input)
{
    g_autofree char *beginning = NULL;
    g_auto(GStrv) lines = NULL;

    input_want(input, BEGINNING);
    beginning = g_strndup(input_data(input), MIN(input_length(input), BEGINNING));
    lines = g_strsplit(beginning, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++)
        if (section_of(lines[i]) != NOTHING)
            return TRUE;
    return FALSE;
}

/* Whom "Lunch with **Kari Holm** and **Ola Nes**" names, each once; the stars go. */
static GStrv
take_names(char *text)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    char *to = text;
    char *name = NULL;

    for (const char *from = text; *from != '\0';) {
        if (!g_str_has_prefix(from, "**")) {
            *to++ = *from++;
            continue;
        }
        from += 2;
        if (name != NULL && to > name && names->len < PEOPLE_MOST)
            g_ptr_array_add(names, g_strndup(name, (gsize) (to - name)));
        name = name == NULL ? to : NULL;
    }
    *to = '\0';
    g_ptr_array_add(names, NULL);
    return (GStrv) g_ptr_array_free(g_steal_pointer(&names), FALSE);
}

/* "2026-01-04: Lunch": FALSE without a day. */
static gboolean
take_day(Line *line)
{
    g_autofree char *day = g_strndup(line->text, strcspn(line->text, ":"));
    const char *rest = line->text + strlen(day);
    TkDay found = 0;

    if (!tk_day_from_text(g_strstrip(day), &found) || *rest != ':')
        return FALSE;
    line->at = tk_day_instant(found, 12 * 60, "");
    memmove(line->text, rest + 1, strlen(rest + 1) + 1);
    g_strstrip(line->text);
    return TRUE;
}

static gboolean
take_line(File *file, Section section, int64_t number, const char *text, GError **error)
{
    Line *line = g_new0(Line, 1);

    line->number = number;
    line->text = tk_text_mend(text, -1);
    g_strstrip(line->text);
    file->kept += strlen(line->text) + sizeof *line;
    g_ptr_array_add(file->sections[section], line);
    if (section == FRIENDS || section == LOCATIONS)
        return TRUE;
    if (!take_day(line)) {
        line->is_used = TRUE;
        return reading_left_out(file->reading, number, "date-not-a-day", line->text, error);
    }
    line->names = take_names(line->text);
    if (*line->names != NULL)
        return TRUE;
    line->is_used = TRUE;
    return reading_left_out(file->reading, number, "row-without-name", line->text, error);
}

static gboolean
take_lines(File *file, Input *input, GError **error)
{
    Section section = NOTHING;
    int64_t number = 0, before = 0;
    InputLine line;

    while (input_line(input, &line)) {
        number++;
        if (section_of(line.text) != NOTHING)
            section = section_of(line.text);
        else if (line.is_long &&
                 !reading_left_out(file->reading, number, "line-too-long", line.text, error))
            return FALSE;
        else if (!line.is_long && section != NOTHING && g_str_has_prefix(line.text, "- ") &&
                 !take_line(file, section, number, line.text + 2, error))
            return FALSE;
        if (!reading_advance(file->reading, input_skipped(input) - before, error))
            return FALSE;
        before = input_skipped(input);
        if (file->kept > KEPT_BYTES)
            return reading_left_out(file->reading, number, "file-too-large", NULL, error);
    }
    return TRUE;
}

/* A note is told with everybody it names. */
static void
give_notes(File *file)
{
    const GPtrArray *notes = file->sections[NOTES];

    for (guint i = 0; i < notes->len; i++) {
        Line *note = g_ptr_array_index(notes, i);

        for (unsigned at = 0; note->names != NULL && note->names[at] != NULL; at++) {
            g_autofree char *folded = tk_text_fold(note->names[at]);
            GPtrArray *list = g_hash_table_lookup(file->by_name, folded);

            if (list == NULL) {
                list = g_ptr_array_new();
                g_hash_table_insert(file->by_name, g_steal_pointer(&folded), list);
            }
            g_ptr_array_add(list, note);
        }
    }
}

/* What stands between two signs, which become ends of texts; NULL where they are missing. */
static char *
cut_out(char *text, char open, char close)
{
    char *from = strchr(text, open);
    char *until = from != NULL ? strchr(from, close) : NULL;

    if (until == NULL)
        return NULL;
    *from = ' ';
    *until = '\0';
    return from + 1;
}

/* "Kari Holm (a.k.a. Kaisa a.k.a. KH) [Oslo] @choir @food". What is cut out ends the text before
 * it, so the parts are taken from the end. */
static gboolean
tell_friend(File *file, const Line *line, GError **error)
{
    RecordPerson *record = NULL;
    g_autofree char *tags_part = g_strdup(strstr(line->text, " @"));
    g_autofree char *text =
        g_strndup(line->text, strlen(line->text) - (tags_part != NULL ? strlen(tags_part) : 0));
    g_autofree char *place_part = g_strdup(text);
    g_autofree char *names_part = g_strdup(text);
    const char *place = cut_out(place_part, '[', ']');
    const char *also = cut_out(names_part, '(', ')');
    g_auto(GStrv) names = g_strsplit(also != NULL ? also : "", ALSO, PEOPLE_MOST);
    g_autofree char *folded = NULL;
    g_autofree char *uid = NULL;
    const GPtrArray *notes = NULL;

    text[strcspn(text, "([")] = '\0';
    g_strstrip(text);
    if (*text == '\0')
        return reading_left_out(file->reading, line->number, "row-without-name", line->text, error);
    folded = tk_text_fold(text);
    uid = g_strconcat("name:friends:", folded, NULL);
    notes = g_hash_table_lookup(file->by_name, folded);
    json_person_begin(file->person, "friends");
    json_person_address(file->person, "uid", uid, "");
    for (unsigned i = 1; names[0] != NULL && names[i] != NULL; i++)
        json_person_address(file->person, "name", g_strstrip(names[i]), "");
    for (guint i = 0; notes != NULL && i < notes->len; i++) {
        Line *note = g_ptr_array_index(notes, i);

        note->is_used = TRUE;
        json_person_note(file->person, note->text, note->at);
    }
    if (tags_part != NULL)
        json_person_note(file->person, g_strdelimit(g_strstrip(tags_part), "@", '#'), 0);
    record = json_person_record(file->person);
    record->name = text;
    record->place = place != NULL ? place : "";
    return file->reading->sink->person(file->reading->sink, record, error);
}

static gboolean
tell_activity(File *file, const Line *line, GError **error)
{
    static const char *const no_references[] = { NULL };
    RecordSink *sink = file->reading->sink;
    g_autoptr(GArray) parties = g_array_new(FALSE, FALSE, sizeof(RecordParty));
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
    const RecordParty me = { .name = "", .kind = "me", .value = "", .role = "with" };
    g_autofree char *digest = tk_text_digest(line->text);
    g_autofree char *subject = json_person_subject(line->text);
    g_autofree char *id = g_strdup_printf("friends:%" G_GINT64_FORMAT ":%.32s", line->at, digest);
    RecordInteraction activity = { .source = "friends",
                                   .kind = "meeting",
                                   .external_id = id,
                                   .in_reply_to = "",
                                   .references = no_references,
                                   .at = line->at,
                                   .subject = subject,
                                   .text = line->text };

    g_array_append_val(parties, me);
    for (unsigned i = 0; line->names[i] != NULL; i++) {
        g_autofree char *folded = tk_text_fold(line->names[i]);
        g_autofree char *uid = g_strconcat("name:friends:", folded, NULL);
        const RecordParty party = { .name = line->names[i],
                                    .kind = "uid",
                                    .value = g_string_chunk_insert(texts, uid),
                                    .role = "with" };

        g_array_append_val(parties, party);
    }
    activity.parties = (const RecordParty *) parties->data;
    activity.party_count = parties->len;
    return sink->interaction(sink, &activity, error);
}

static gboolean
tell(File *file, GError **error)
{
    const GPtrArray *friends = file->sections[FRIENDS];
    const GPtrArray *activities = file->sections[ACTIVITIES];
    const GPtrArray *notes = file->sections[NOTES];

    give_notes(file);
    for (guint i = 0; i < friends->len; i++)
        if (!tell_friend(file, g_ptr_array_index(friends, i), error))
            return FALSE;
    for (guint i = 0; i < activities->len; i++) {
        const Line *line = g_ptr_array_index(activities, i);

        if (!line->is_used && !tell_activity(file, line, error))
            return FALSE;
    }
    for (guint i = 0; i < notes->len; i++) {
        const Line *line = g_ptr_array_index(notes, i);

        if (!line->is_used &&
            !reading_left_out(file->reading, line->number, "row-without-name", line->text, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
friends_read(Input *input, Reading *reading, GError **error)
{
    g_auto(File) file = { .reading = reading };

    for (unsigned i = 0; i < G_N_ELEMENTS(file.sections); i++)
        file.sections[i] = g_ptr_array_new_with_free_func(line_free);
    file.by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_notes);
    file.person = json_person_new();
    return take_lines(&file, input, error) && tell(&file, error);
}
