/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * sample-history.c - three years of mails and meetings, as a working life leaves them: a few people
 * often, some now and then, most hardly ever.
 */
#include "actions/sample-world.h"

#include "base/tk-text.h"
#include "domain/interaction.h"
#include "store/tables.h"

#define DAYS (3 * 365)
#define WELL_KNOWN                                                                                 \
    160 /* of these the user really knows somebody; a larger network is mostly connections */
#define CIRCLES_WITH_ME 60  /* organisations in whose mails the user is included */
#define WORKING_MINUTE  480 /* 08:00 */

static gboolean
add_seat(Sample *sample, const Interaction *interaction, TkId person, const char *role,
         GPtrArray *participants, GError **error)
{
    Participant *participant = participant_new();

    participant->id = store_new_id(sample->store);
    participant->interaction_id = interaction->id;
    participant->person_id = person;
    tk_text_set(&participant->role, role);
    participant->at = interaction->at;
    g_ptr_array_add(participants, participant);
    return participant_insert(sample->store, participant, error);
}

gboolean
sample_happen(Sample *sample, const char *kind, int64_t at, gboolean from_me, gboolean with_me,
              const guint *others, unsigned count, const char *subject, GError **error)
{
    gboolean is_mail = g_str_equal(kind, "mail") || g_str_equal(kind, "message");
    g_autofree char *external =
        g_strdup_printf("made-up-%" G_GINT64_FORMAT "@tokopp.example", ++sample->next_external);
    g_autoptr(GPtrArray) participants = participant_array_new();
    const Interaction interaction = {
        .id = store_new_id(sample->store),
        .kind = (char *) kind,
        .direction = (char *) (!with_me  ? "between"
                               : from_me ? "out"
                               : is_mail ? "in"
                                         : "between"),
        .at = MIN(at, sample->now),
        .subject = (char *) subject,
        .external_id = external,
        .thread = external,
        .circle = count + (with_me ? 1 : 0),
        .source = (char *) SAMPLE_SOURCE,
        .text = (char *) "",
    };

    if (!interaction_insert(sample->store, &interaction, error))
        return FALSE;
    if (with_me && !add_seat(sample, &interaction, sample->me,
                             !is_mail  ? "with"
                             : from_me ? "from"
                                       : "to",
                             participants, error))
        return FALSE;
    for (unsigned other = 0; other < count; other++) {
        const SamplePerson *person = &g_array_index(sample->people, SamplePerson, others[other]);
        const char *role = !is_mail ? "with" : other == 0 && !from_me ? "from" : "to";

        if (!add_seat(sample, &interaction, person->id, role, participants, error))
            return FALSE;
    }
    sample->interactions++;
    return tie_keeper_add(sample->ties, &interaction, participants, error);
}

static int64_t
some_time(Sample *sample, unsigned days_ago)
{
    TkDay day = sample->today - days_ago;

    if (tk_day_weekday(day) > 5)
        day -= 2;
    return tk_day_instant(day, WORKING_MINUTE + (int) sample_roll(sample, 540), "Europe/Oslo");
}

/* An exchange: a mail, mostly an answer, sometimes a third person on it. */
static gboolean
exchange(Sample *sample, guint person, unsigned days_ago, GError **error)
{
    const SamplePerson *who = &g_array_index(sample->people, SamplePerson, person);
    const SampleOrganisation *organisation =
        &g_array_index(sample->organisations, SampleOrganisation, who->organisation);
    const char *subject = sample_word(sample, "subject", who->country);
    gboolean from_me = sample_roll(sample, 100) < 55;
    guint others[2] = { person, 0 };
    unsigned count = 1;
    int64_t at = some_time(sample, days_ago);

    if (organisation->members->len > 1 && sample_roll(sample, 4) == 0) {
        others[1] = g_array_index(organisation->members, guint,
                                  sample_roll(sample, organisation->members->len));
        count = others[1] != person ? 2 : 1;
    }
    if (!sample_happen(sample, "mail", at, from_me, TRUE, others, count, subject, error))
        return FALSE;
    if (sample_roll(sample, 100) < 80)
        return sample_happen(sample, "mail", at + 3600 * (1 + sample_roll(sample, 30)), !from_me,
                             TRUE, others, count, subject, error);
    return TRUE;
}

/* How often one speaks with somebody at this place of the order, in exchanges over the three years.
 */
static unsigned
exchanges_for(Sample *sample, guint place)
{
    if (place < 8)
        return 30 + sample_roll(sample, 30);
    if (place < 30)
        return 8 + sample_roll(sample, 12);
    if (place < WELL_KNOWN)
        return 1 + sample_roll(sample, 4);
    return sample_roll(sample, 12) == 0 ? 1 : 0;
}

/* Some friendships are fresh, some have gone quiet: the last exchange lies this many days back. */
static unsigned
quiet_for(Sample *sample, guint place)
{
    if (place < 8)
        return 1 + sample_roll(sample, 20);
    if (place < 30)
        return sample_roll(sample, 4) == 0 ? 190 + sample_roll(sample, 120)
                                           : 5 + sample_roll(sample, 120);
    return 20 + sample_roll(sample, 700);
}

static gboolean
history_of(Sample *sample, guint person, GError **error)
{
    unsigned exchanges = exchanges_for(sample, person);
    unsigned quiet = quiet_for(sample, person);

    if (sample_roll(sample, 100) < 70 &&
        !sample_happen(sample, "connection", some_time(sample, 400 + sample_roll(sample, DAYS)),
                       FALSE, TRUE, &person, 1, "", error))
        return FALSE;
    for (unsigned at = 0; at < exchanges; at++)
        if (!exchange(sample, person, quiet + sample_roll(sample, DAYS - quiet), error))
            return FALSE;
    if (person < 30 && exchanges > 0) {
        unsigned meetings = 1 + sample_roll(sample, person < 8 ? 5 : 2);

        for (unsigned at = 0; at < meetings; at++)
            if (!sample_happen(sample, "meeting",
                               some_time(sample, quiet + sample_roll(sample, DAYS - quiet)), TRUE,
                               TRUE, &person, 1, "", error))
                return FALSE;
    }
    return TRUE;
}

/* Colleagues write to each other with the user on copy: from that one knows who knows whom. */
static gboolean
circles_of(Sample *sample, const SampleOrganisation *organisation, gboolean with_me, GError **error)
{
    guint members[5];
    unsigned count = MIN(organisation->members->len, 2 + sample_roll(sample, 3));

    if (organisation->members->len < 2)
        return TRUE;
    for (unsigned round = 0; round < 1 + sample_roll(sample, 3); round++) {
        unsigned start = sample_roll(sample, organisation->members->len);

        for (unsigned at = 0; at < count; at++)
            members[at] = g_array_index(organisation->members, guint,
                                        (start + at) % organisation->members->len);
        if (!sample_happen(sample, "mail", some_time(sample, 3 + sample_roll(sample, 500)), FALSE,
                           with_me, members, count,
                           sample_word(sample, "subject", organisation->country), error))
            return FALSE;
    }
    return TRUE;
}

gboolean
sample_make_history(Sample *sample, GError **error)
{
    for (guint person = 0; person < sample->people->len; person++)
        if (!history_of(sample, person, error))
            return FALSE;
    for (guint at = 0; at < sample->organisations->len; at++)
        if (!circles_of(sample, &g_array_index(sample->organisations, SampleOrganisation, at),
                        at < CIRCLES_WITH_ME, error))
            return FALSE;
    return TRUE;
}
