/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/vcard.h"

#include "base/tk-text.h"
#include "formats/vcard-line.h"

#include <string.h>

enum {
    CARD_ADDRESSES = 100,
    CARD_POSTS = 10,
    CARD_LABELS = 100,
    LABEL_BYTES = 60,
    CARD_TEXT = 1 << 20, /* bytes kept of one card: names and notes, no pictures */
};

/* What a card says, until its END. Texts lie in `texts`, which is emptied for each card. */
typedef struct {
    Reading *reading;
    GStringChunk *texts;
    gsize kept;
    int64_t line;
    unsigned depth; /* BEGINs that are open; 2 in an AGENT */
    unsigned malformed;
    gboolean is_group;
    const char *full_name, *given, *family, *place, *note, *organisation, *title, *role, *language;
    RecordAddress addresses[CARD_ADDRESSES];
    const char *groups[CARD_ADDRESSES]; /* of addresses, "" if none */
    unsigned address_count;
    struct {
        const char *group, *text;
    } labels[CARD_LABELS];
    unsigned label_count;
} Card;

static const char *
keep(Card *card, const char *text)
{
    g_autofree char *mended = NULL;
    gsize length;

    /* Values are valid already; parameters and groups need not be. */
    if (!g_utf8_validate(text, -1, NULL))
        text = mended = tk_text_mend(text, -1);
    length = strlen(text);
    if (length == 0 || card->kept + length > CARD_TEXT)
        return "";
    card->kept += length;
    return g_string_chunk_insert_len(card->texts, text, (gssize) length);
}

static void
begin_card(Card *card, int64_t line)
{
    g_string_chunk_clear(card->texts);
    card->kept = 0;
    card->line = line;
    card->depth = 1;
    card->malformed = 0;
    card->is_group = FALSE;
    card->full_name = card->given = card->family = card->place = card->note = "";
    card->organisation = card->title = card->role = card->language = "";
    card->address_count = 0;
    card->label_count = 0;
}

/* The first of several wins: cards put the one that matters first. */
static void
keep_first(Card *card, const char **field, char *value)
{
    char *whole = NULL;

    if (**field != '\0')
        return;
    vcard_split(value, '\0', &whole, 1);
    *field = keep(card, g_strstrip(whole));
}

static gboolean
find_label(const char *name, gsize name_length, const char *value, gsize value_length,
           gpointer data)
{
    static const char *const not_labels[] = { "internet", "voice", "pref", "text", "uri", "x400" };
    char *label = data;

    if (name_length != 4 || g_ascii_strncasecmp(name, "TYPE", 4) != 0)
        return TRUE;
    for (unsigned i = 0; i < G_N_ELEMENTS(not_labels); i++)
        if (strlen(not_labels[i]) == value_length &&
            g_ascii_strncasecmp(not_labels[i], value, value_length) == 0)
            return TRUE;
    g_snprintf(label, LABEL_BYTES, "%.*s", (int) MIN(value_length, LABEL_BYTES - 1), value);
    return FALSE;
}

static void
add_address(Card *card, const VcardLine *line, const char *kind, char *value)
{
    char label[LABEL_BYTES] = "";
    unsigned i = card->address_count;
    char *whole = NULL;

    vcard_split(value, '\0', &whole, 1);
    whole = g_strstrip(whole);
    if (*whole == '\0' || i == CARD_ADDRESSES)
        return;
    vcard_line_params(line, find_label, label);
    card->addresses[i] = (RecordAddress) { kind, keep(card, whole), keep(card, label) };
    card->groups[i] = keep(card, line->group);
    if (*card->addresses[i].value != '\0')
        card->address_count++;
}

static gboolean
is_linkedin(const char *url)
{
    g_autofree char *lower = g_ascii_strdown(url, (gssize) MIN(strlen(url), 200));

    return strstr(lower, "linkedin.com/") != NULL;
}

static void
take_url(Card *card, const VcardLine *line)
{
    add_address(card, line, is_linkedin(line->value) ? "linkedin" : "url", line->value);
}

static void
take_profile(Card *card, const VcardLine *line)
{
    add_address(card, line, "linkedin", line->value);
}

static void
take_social(Card *card, const VcardLine *line)
{
    /* "x-apple:name" and the like lead nowhere. */
    if (is_linkedin(line->value))
        add_address(card, line, "linkedin", line->value);
    else if (g_ascii_strncasecmp(line->value, "http", 4) == 0)
        add_address(card, line, "url", line->value);
}

static void
take_telephone(Card *card, const VcardLine *line)
{
    gboolean is_uri = g_ascii_strncasecmp(line->value, "tel:", 4) == 0;

    /* RFC 3966: behind a semicolon stand an extension and the like. */
    if (is_uri)
        line->value[strcspn(line->value, ";")] = '\0';
    add_address(card, line, "phone", line->value + (is_uri ? 4 : 0));
}

static void
take_email(Card *card, const VcardLine *line)
{
    gboolean is_uri = g_ascii_strncasecmp(line->value, "mailto:", 7) == 0;

    add_address(card, line, "email", line->value + (is_uri ? 7 : 0));
}

static void
take_uid(Card *card, const VcardLine *line)
{
    add_address(card, line, "uid", line->value);
}

static void
take_name(Card *card, const VcardLine *line)
{
    char *parts[5];
    unsigned count = vcard_split(line->value, ';', parts, G_N_ELEMENTS(parts));

    if (*card->family != '\0' || *card->given != '\0')
        return;
    card->family = keep(card, g_strstrip(parts[0]));
    if (count > 1)
        card->given = keep(card, g_strstrip(parts[1]));
}

static void
take_organisation(Card *card, const VcardLine *line)
{
    char *parts[2];

    vcard_split(line->value, ';', parts, G_N_ELEMENTS(parts));
    if (*card->organisation == '\0')
        card->organisation = keep(card, g_strstrip(parts[0]));
}

/* ADR: post box; extended; street; locality; region; code; country. */
static void
take_place(Card *card, const VcardLine *line)
{
    char *parts[7];
    unsigned count = vcard_split(line->value, ';', parts, G_N_ELEMENTS(parts));
    const char *town = count > 3 ? g_strstrip(parts[3]) : "";
    const char *country = count > 6 ? g_strstrip(parts[6]) : "";
    g_autofree char *both = NULL;

    if (*card->place != '\0')
        return;
    both = g_strconcat(town, *town != '\0' && *country != '\0' ? ", " : "", country, NULL);
    card->place = keep(card, both);
}

static void
take_full_name(Card *card, const VcardLine *line)
{
    keep_first(card, &card->full_name, line->value);
}

static void
take_title(Card *card, const VcardLine *line)
{
    keep_first(card, &card->title, line->value);
}

static void
take_role(Card *card, const VcardLine *line)
{
    keep_first(card, &card->role, line->value);
}

static void
take_note(Card *card, const VcardLine *line)
{
    keep_first(card, &card->note, line->value);
}

/* LANG (RFC 6350, 6.4.4) names a language as RFC 5646 does. The first that we can write wins. */
static void
take_language(Card *card, const VcardLine *line)
{
    static const struct {
        const char *tag, *language;
    } known[] = { { "nb", "nb" }, { "no", "nb" }, { "nn", "nb" },
                  { "da", "da" }, { "sv", "sv" }, { "en", "en" } };
    const char *value = line->value + strspn(line->value, " \t");

    if (*card->language != '\0')
        return;
    for (unsigned i = 0; i < G_N_ELEMENTS(known); i++)
        if (g_ascii_strncasecmp(value, known[i].tag, 2) == 0 && !g_ascii_isalnum(value[2]))
            card->language = known[i].language;
}

static void
take_kind(Card *card, const VcardLine *line)
{
    card->is_group = g_ascii_strcasecmp(line->value, "group") == 0;
}

/* "_$!<Work>!$_" is Apple's way of writing a label that it translates. */
static void
take_label(Card *card, const VcardLine *line)
{
    char *text = NULL;
    gsize length;

    if (card->label_count == CARD_LABELS || *line->group == '\0')
        return;
    vcard_split(line->value, '\0', &text, 1);
    length = strlen(text);
    if (g_str_has_prefix(text, "_$!<") && g_str_has_suffix(text, ">!$_") && length > 8) {
        text[length - 4] = '\0';
        text += 4;
    }
    card->labels[card->label_count].group = keep(card, line->group);
    card->labels[card->label_count].text = keep(card, text);
    card->label_count++;
}

typedef struct {
    const char *name;
    void (*take)(Card *card, const VcardLine *line);
} Property;

static const Property properties[] = {
    { "FN", take_full_name },
    { "N", take_name },
    { "EMAIL", take_email },
    { "TEL", take_telephone },
    { "URL", take_url },
    { "ORG", take_organisation },
    { "TITLE", take_title },
    { "ROLE", take_role },
    { "ADR", take_place },
    { "NOTE", take_note },
    { "UID", take_uid },
    { "LANG", take_language },
    { "X-LANG", take_language },
    { "KIND", take_kind },
    { "X-ADDRESSBOOKSERVER-KIND", take_kind },
    { "X-ABLABEL", take_label },
    { "X-SOCIALPROFILE", take_social },
    { "SOCIALPROFILE", take_social },
    { "X-LINKEDIN", take_profile },
};

static gboolean
take_line(Card *card, VcardLine *line, GError **error)
{
    if (line->is_malformed) {
        card->malformed++;
        return reading_left_out(card->reading, line->number, "line-malformed", line->value, error);
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(properties); i++) {
        if (strcmp(properties[i].name, line->name) != 0)
            continue;
        if (line->is_cut &&
            !reading_left_out(card->reading, line->number, "field-cut", properties[i].name, error))
            return FALSE;
        properties[i].take(card, line);
        break;
    }
    return TRUE;
}

static void
put_labels(Card *card)
{
    for (unsigned i = 0; i < card->address_count; i++)
        for (unsigned j = 0; j < card->label_count && *card->groups[i] != '\0'; j++)
            if (g_ascii_strcasecmp(card->groups[i], card->labels[j].group) == 0) {
                card->addresses[i].label = card->labels[j].text;
                break;
            }
}

static const char *
first_of(const char *one, const char *other)
{
    return *one != '\0' ? one : other;
}

static gboolean
finish_card(Card *card, GError **error)
{
    RecordSink *sink = card->reading->sink;
    RecordPosition post = { .kind = "post", .organisation = card->organisation };
    RecordPerson person = { .source = "vcard",
                            .name = card->full_name,
                            .given_name = card->given,
                            .family_name = card->family,
                            .place = card->place,
                            .note = card->note,
                            .language = card->language,
                            .addresses = card->addresses,
                            .address_count = card->address_count,
                            .positions = &post };
    g_autofree char *joined = NULL;

    if (card->is_group)
        return reading_left_out(card->reading, card->line, "card-is-group", card->full_name, error);
    if (*person.name == '\0') {
        joined = g_strjoin(" ", card->given, card->family, NULL);
        person.name = first_of(g_strstrip(joined), card->organisation);
    }
    if (*person.name == '\0' && card->address_count == 0)
        return reading_left_out(card->reading, card->line, "card-empty", NULL, error);
    post.title = first_of(card->title, card->role);
    if (*post.organisation != '\0' || *post.title != '\0')
        person.position_count = 1;
    put_labels(card);
    return sink->person(sink, &person, error);
}

static gboolean
leave_unfinished(Card *card, GError **error)
{
    if (card->depth == 0)
        return TRUE;
    card->depth = 0;
    return reading_left_out(card->reading, card->line, "card-unfinished", card->full_name, error);
}

gboolean
vcard_read(Input *input, Reading *reading, GError **error)
{
    g_autoptr(VcardLines) lines = vcard_lines_new(input, FALSE);
    g_autoptr(GStringChunk) texts = g_string_chunk_new(4096);
    g_autofree Card *card = g_new0(Card, 1);
    VcardLine line;
    gboolean is_agent = FALSE;
    int64_t before = 0;

    card->reading = reading;
    card->texts = texts;
    card->full_name = card->language = "";
    while (vcard_lines_next(lines, &line)) {
        if (vcard_line_is_edge(&line, "BEGIN") && is_agent) {
            card->depth++;
        } else if (vcard_line_is_edge(&line, "BEGIN")) {
            if (!leave_unfinished(card, error))
                return FALSE;
            begin_card(card, line.number);
        } else if (vcard_line_is_edge(&line, "END") && card->depth > 0) {
            card->depth--;
            if (card->depth == 0 && !finish_card(card, error))
                return FALSE;
        } else if (card->depth == 1 && !take_line(card, &line, error)) {
            return FALSE;
        }
        /* vCard 2.1 puts a whole card into the value of AGENT. */
        is_agent = card->depth == 1 && strcmp(line.name, "AGENT") == 0 && line.length == 0;
        if (!reading_advance(reading, input_skipped(input) - before, error))
            return FALSE;
        before = input_skipped(input);
    }
    return leave_unfinished(card, error);
}
