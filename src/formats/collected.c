/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/collected.h"

#include "base/tk-error.h"

#include <string.h>

static void
check_text(const char *text)
{
    g_assert_nonnull(text);
    g_assert_true(g_utf8_validate(text, -1, NULL));
}

static gboolean
goes_on(Collected *collected, GError **error)
{
    unsigned records = collected->persons + collected->interactions + collected->left_out;

    if (collected->stop_after == 0 || records < collected->stop_after)
        return TRUE;
    return tk_fail(error, TK_ERROR_CONFLICT, "test-stops", NULL);
}

static void
append_day(GString *text, const char *name, TkDay day)
{
    g_autofree char *shown = tk_day_to_text(day);

    if (day != 0)
        g_string_append_printf(text, " %s=%s", name, shown);
}

static gboolean
collect_person(RecordSink *sink, const RecordPerson *person, GError **error)
{
    Collected *collected = (Collected *) sink;
    GString *text = collected->text;

    check_text(person->source);
    check_text(person->name);
    check_text(person->given_name);
    check_text(person->family_name);
    check_text(person->place);
    check_text(person->note);
    g_string_append_printf(text, "person '%s' '%s' '%s'", person->name, person->given_name,
                           person->family_name);
    if (*person->place != '\0')
        g_string_append_printf(text, " place='%s'", person->place);
    if (*person->note != '\0')
        g_string_append_printf(text, " note='%s'", person->note);
    if (person->language != NULL && *person->language != '\0')
        g_string_append_printf(text, " language=%s", person->language);
    for (unsigned i = 0; i < person->note_count; i++) {
        check_text(person->notes[i].text);
        g_string_append_printf(text, " note+='%s'", person->notes[i].text);
        if (person->notes[i].at != 0)
            g_string_append_printf(text, "@%" G_GINT64_FORMAT, person->notes[i].at);
    }
    if (person->known_through != NULL && *person->known_through != '\0')
        g_string_append_printf(text, " through='%s'", person->known_through);
    g_string_append_printf(text, "%s%s", person->is_me ? " me" : "",
                           person->is_restricted ? " restricted" : "");
    append_day(text, "connected", person->connected);
    for (unsigned i = 0; i < person->address_count; i++) {
        const RecordAddress *address = &person->addresses[i];

        check_text(address->value);
        check_text(address->label);
        g_assert_cmpstr(address->value, !=, "");
        g_string_append_printf(text, " %s=%s", address->kind, address->value);
        if (*address->label != '\0')
            g_string_append_printf(text, "(%s)", address->label);
    }
    for (unsigned i = 0; i < person->position_count; i++) {
        const RecordPosition *position = &person->positions[i];

        check_text(position->organisation);
        check_text(position->title);
        g_string_append_printf(text, " %s='%s, %s'", position->kind, position->title,
                               position->organisation);
        append_day(text, "from", position->from);
        append_day(text, "until", position->until);
    }
    g_string_append_c(text, '\n');
    collected->persons++;
    return goes_on(collected, error);
}

static gboolean
collect_interaction(RecordSink *sink, const RecordInteraction *interaction, GError **error)
{
    Collected *collected = (Collected *) sink;
    GString *text = collected->text;

    check_text(interaction->subject);
    check_text(interaction->text);
    check_text(interaction->external_id);
    check_text(interaction->in_reply_to);
    g_assert_cmpstr(interaction->external_id, !=, "");
    g_assert_nonnull(interaction->references);
    g_string_append_printf(text, "%s <%s> at=%" G_GINT64_FORMAT, interaction->kind,
                           interaction->external_id, interaction->at);
    if (*interaction->in_reply_to != '\0')
        g_string_append_printf(text, " reply=<%s>", interaction->in_reply_to);
    for (unsigned i = 0; interaction->references[i] != NULL; i++) {
        check_text(interaction->references[i]);
        g_string_append_printf(text, " ref=<%s>", interaction->references[i]);
    }
    g_string_append_printf(
        text, " '%s'%s%s%s", interaction->subject, interaction->is_bulk ? " bulk" : "",
        interaction->is_automatic ? " automatic" : "", interaction->has_note ? " note" : "");
    for (unsigned i = 0; i < interaction->party_count; i++) {
        const RecordParty *party = &interaction->parties[i];

        check_text(party->name);
        check_text(party->value);
        g_string_append_printf(text, " %s:%s=%s'%s'%s", party->role, party->kind, party->value,
                               party->name, party->is_robot ? "robot" : "");
    }
    if (*interaction->text != '\0')
        g_string_append_printf(text, " text=[%s]", interaction->text);
    g_string_append_c(text, '\n');
    collected->interactions++;
    collected->bulk += interaction->is_bulk ? 1 : 0;
    collected->automatic += interaction->is_automatic ? 1 : 0;
    return goes_on(collected, error);
}

static gboolean
collect_left_out(RecordSink *sink, const RecordLeftOut *left_out, GError **error)
{
    Collected *collected = (Collected *) sink;

    check_text(left_out->file);
    check_text(left_out->subject);
    g_string_append_printf(collected->text, "left out %" G_GINT64_FORMAT " %s '%s'\n",
                           left_out->line, left_out->reason, left_out->subject);
    collected->left_out++;
    return goes_on(collected, error);
}

static gboolean
collect_wants_text(RecordSink *sink, const char *external_id, const char *in_reply_to,
                   const char *const *references)
{
    const Collected *collected = (const Collected *) sink;

    check_text(external_id);
    check_text(in_reply_to);
    g_assert_nonnull(references);
    return collected->wants_text;
}

static gboolean
collect_own_address(RecordSink *sink, const char *kind, const char *value, GError **error)
{
    Collected *collected = (Collected *) sink;

    check_text(value);
    g_string_append_printf(collected->text, "own %s=%s\n", kind, value);
    return goes_on(collected, error);
}

static gboolean
collect_not_used(RecordSink *sink, const char *file, GError **error)
{
    Collected *collected = (Collected *) sink;
    g_autofree char *name = g_path_get_basename(file);

    (void) error;
    g_string_append_printf(collected->text, "not used %s\n", name);
    collected->not_used++;
    return TRUE;
}

static gboolean
collect_progress(RecordSink *sink, const char *file, int64_t done, int64_t total, GError **error)
{
    Collected *collected = (Collected *) sink;

    (void) total;
    (void) error;
    check_text(file);
    g_assert_cmpint(done, >=, 0);
    collected->done = done;
    return TRUE;
}

Collected *
collected_new(void)
{
    Collected *collected = g_new0(Collected, 1);

    collected->sink = (RecordSink) { .now = COLLECTED_NOW,
                                     .person = collect_person,
                                     .interaction = collect_interaction,
                                     .left_out = collect_left_out,
                                     .wants_text = collect_wants_text,
                                     .own_address = collect_own_address,
                                     .progress = collect_progress,
                                     .not_used = collect_not_used };
    collected->reading = (Reading) { .sink = &collected->sink, .file = "here" };
    collected->text = g_string_new("");
    return collected;
}

void
collected_free(Collected *collected)
{
    if (collected == NULL)
        return;
    g_string_free(collected->text, TRUE);
    g_free(collected);
}

unsigned
collected_count(const Collected *collected, const char *part)
{
    unsigned count = 0;

    for (const char *at = collected->text->str; (at = strstr(at, part)) != NULL; at++)
        count++;
    return count;
}

const char *
collected_lines_with(const Collected *collected, const char *part)
{
    return strstr(collected->text->str, part) != NULL ? part : collected->text->str;
}

typedef struct {
    InputSource source;
    const char *bytes;
    gsize left;
    gsize first; /* bytes before the cut */
} SplitSource;

static gssize
read_split(InputSource *source, void *bytes, gsize size)
{
    SplitSource *split = (SplitSource *) source;

    size = MIN(size, split->first > 0 ? split->first : split->left);
    memcpy(bytes, split->bytes, size);
    split->bytes += size;
    split->left -= size;
    split->first -= MIN(size, split->first);
    return (gssize) size;
}

void
collected_assert_splits(const char *bytes, gsize length, CollectedRead read)
{
    static const gsize steps[] = { 1, 2, 3, 7 };
    g_autoptr(Collected) whole = collected_new();
    g_autoptr(InputSource) all = input_source_bytes(bytes, length, 0);

    read(all, whole);
    g_assert_cmpuint(whole->text->len, >, 0);
    for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_autoptr(Collected) part = collected_new();
        g_autoptr(InputSource) source = input_source_bytes(bytes, length, steps[i]);

        read(source, part);
        g_assert_cmpstr(part->text->str, ==, whole->text->str);
    }
    for (gsize cut = 1; cut < length; cut++) {
        g_autoptr(Collected) part = collected_new();
        SplitSource source = { { read_split, NULL }, bytes, length, cut };

        read(&source.source, part);
        g_assert_cmpstr(part->text->str, ==, whole->text->str);
    }
}

char *
collected_shared_data(const char *name)
{
    const char *root = g_getenv("TOKOPP_SOURCE");
    g_autofree char *path =
        g_build_filename(root != NULL ? root : ".", "..", "shared", "data", name, NULL);

    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return g_steal_pointer(&path);
    g_test_skip("no real data beside the source");
    return NULL;
}

char *
collected_fixture(const char *name)
{
    const char *root = g_getenv("TOKOPP_SOURCE");

    return g_build_filename(root != NULL ? root : ".", "tests", "fixtures", "formats", name, NULL);
}

unsigned
collected_count_wanted(unsigned usual)
{
    const char *text = g_getenv("TOKOPP_CARDS");
    guint64 number = usual;

    if (text != NULL)
        g_assert_true(g_ascii_string_to_unsigned(text, 10, 1, 100000000, &number, NULL));
    return (unsigned) number;
}
