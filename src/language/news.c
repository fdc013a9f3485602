/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news.h"

#include "language/judge.h"
#include "language/news-item.h"

#include <string.h>

#define YEAR_REACH 12 /* bytes */

const char *const news_feature_names[NEWS_FEATURE_COUNT] = {
    [NEWS_NEW_JOB] = "new_job", [NEWS_PROMOTION] = "promotion", [NEWS_LEFT] = "left",
    [NEWS_AWARD] = "award",     [NEWS_PUBLISHED] = "published", [NEWS_COMPANY] = "company",
    [NEWS_INSIDE] = "inside",   [NEWS_OUTSIDE] = "outside",     [NEWS_NOTHING] = "nothing",
};

void
news_milestone_free(NewsMilestone *milestone)
{
    if (milestone == NULL)
        return;
    g_free(milestone->person);
    g_free(milestone->organisation);
    g_free(milestone->role);
    g_free(milestone);
}

static gboolean
tells(const NewsItem *item, guint sentence, NewsFeature feature)
{
    return sentence < item->reading->sentences->len &&
           item->counts[sentence * NEWS_FEATURE_COUNT + feature] > 0;
}

/* --- who --- */

static gboolean
may_be_person(const NewsItem *item, const NewsName *name, gboolean only_sure)
{
    if (name->kind == NAME_PERSON)
        return TRUE;
    /* After "at" or "in" stands where, not who. */
    return !only_sure && name->kind == NAME_MAYBE_PERSON && !name->place &&
           (name->first == reading_sentence(item->reading, name->sentence)->first_word ||
            !news_in_class(item, "where", name->first - 1));
}

/* The person in that sentence nearest to the event; -1: none. */
static int
nearest_person(const NewsItem *item, const NewsEvent *event, guint sentence)
{
    for (int round = 0; round < 2; round++) {
        int best = -1;
        for (guint i = 0; i < item->names->len; i++) {
            const NewsName *name = news_name_at(item, i);
            if (name->sentence != sentence || !may_be_person(item, name, round == 0))
                continue;
            if (best < 0 || (sentence == event->sentence &&
                             news_distance(item, name, event) <
                                 news_distance(item, news_name_at(item, (guint) best), event)))
                best = (int) i;
        }
        if (best >= 0)
            return best;
    }
    return -1;
}

static gboolean
begins_with_pronoun(const NewsItem *item, guint sentence)
{
    const Sentence *read = reading_sentence(item->reading, sentence);

    for (guint w = 0; w < MIN(read->words, 5u); w++) {
        if (news_in_class(item, "pronoun", read->first_word + w))
            return TRUE;
    }
    return FALSE;
}

/* Whose event it is: somebody in its sentence; for "She ..." whom the sentence before names; for a
 * sentence that names nobody, whom the next one does. */
static int
person_of(const NewsItem *item, const NewsEvent *event)
{
    int person = nearest_person(item, event, event->sentence);

    if (person >= 0)
        return person;
    for (guint s = event->sentence; s > 0 && begins_with_pronoun(item, event->sentence); s--) {
        person = nearest_person(item, event, s - 1);
        if (person >= 0)
            return person;
    }
    if (item->headed[event->sentence])
        return -1; /* what the headline says, the text says again */
    return event->feature == NEWS_NEW_JOB && event->sentence + 1 < item->reading->sentences->len
               ? nearest_person(item, event, event->sentence + 1)
               : -1;
}

/* --- what --- */

static gboolean
is_rise(const char *type)
{
    return strcmp(type, news_feature_names[NEWS_NEW_JOB]) == 0 ||
           strcmp(type, news_feature_names[NEWS_PROMOTION]) == 0;
}

/* A post that was told is not told again by "She takes over in May". */
static gboolean
is_told(const NewsItem *item, const char *type, const char *person, const char *organisation)
{
    for (guint i = 0; i < item->milestones->len; i++) {
        const NewsMilestone *told = g_ptr_array_index(item->milestones, i);
        gboolean same = strcmp(told->type, type) == 0 || (is_rise(told->type) && is_rise(type));
        if (same && strcmp(told->person, person) == 0 &&
            (*person != '\0' || strcmp(told->organisation, organisation) == 0))
            return TRUE;
    }
    return FALSE;
}

static void
add_milestone(NewsItem *item, const NewsEvent *event, const char *type, const NewsName *person)
{
    NewsMilestone *milestone = g_new0(NewsMilestone, 1);

    milestone->type = type;
    milestone->from = event->from;
    milestone->until = event->until;
    milestone->person = news_words_text(item->reading, person->first, person->words);
    milestone->organisation = news_organisation_near(item, person, event);
    milestone->role = news_role_of(item, event, person);
    milestone->sure = person->kind == NAME_PERSON && person->sentence == event->sentence;
    g_ptr_array_add(item->milestones, milestone);
}

/* A neighbouring sentence tells of the same person unless it names another; headlines play with
 * words and tell nothing. */
static gboolean
is_about(const NewsItem *item, guint sentence, int person)
{
    if (sentence >= item->reading->sentences->len || item->headed[sentence])
        return FALSE;
    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *name = news_name_at(item, i);
        if (name->sentence == sentence && name->kind == NAME_PERSON && (int) i != person)
            return FALSE;
    }
    return TRUE;
}

/* A new post is a promotion where the item shows that it is at the same house. */
static const char *
type_of(const NewsItem *item, const NewsEvent *event, int person)
{
    gboolean inside = FALSE, outside = FALSE, promoted = FALSE;

    if (event->feature != NEWS_NEW_JOB)
        return news_feature_names[event->feature];
    for (guint s = event->sentence > 0 ? event->sentence - 1 : 0; s <= event->sentence + 1; s++) {
        if (s != event->sentence && !is_about(item, s, person))
            continue;
        inside |= tells(item, s, NEWS_INSIDE);
        outside |= tells(item, s, NEWS_OUTSIDE);
        promoted |= s == event->sentence && tells(item, s, NEWS_PROMOTION);
    }
    return (inside && !outside) || promoted ? news_feature_names[NEWS_PROMOTION]
                                            : news_feature_names[NEWS_NEW_JOB];
}

/* "X has left and Y takes over": Y has an event of their own. */
static gboolean
has_own_event(const NewsItem *item, const NewsName *name)
{
    for (guint e = 0; e < item->events->len; e++) {
        const NewsEvent *event = &g_array_index(item->events, NewsEvent, e);
        if (event->sentence == name->sentence && event->from > news_name_from(item, name) &&
            event->feature < NEWS_COMPANY)
            return TRUE;
    }
    return FALSE;
}

/* "Mie Haugaard og Tue Sørvad", "Gale comes as editor and Costello as producer": both have it. */
static gboolean
has_as_behind(const NewsItem *item, const NewsName *name)
{
    const Sentence *sentence = reading_sentence(item->reading, name->sentence);

    for (guint w = name->first + name->words; w < sentence->first_word + sentence->words; w++) {
        if (news_in_class(item, "as", w))
            return TRUE;
    }
    return FALSE;
}

static int
coordinated_with(const NewsItem *item, int person)
{
    const NewsName *one = news_name_at(item, (guint) person);

    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *other = news_name_at(item, i);
        const NewsName *first = other->first < one->first ? other : one;
        const NewsName *second = first == one ? other : one;
        if (other->sentence != one->sentence || other->kind == NAME_ORGANISATION || other == one ||
            !news_in_class(item, "and", second->first - 1 - second->role_words))
            continue;
        if (second->first == first->first + first->words + 1 + second->role_words ||
            (second == other && !has_own_event(item, second) && has_as_behind(item, second)))
            return (int) i;
    }
    return -1;
}

static void
take_event_of_person(NewsItem *item, const NewsEvent *event)
{
    int person = person_of(item, event);

    if (person < 0)
        return;
    const char *type = type_of(item, event, person);
    int other = coordinated_with(item, person);
    for (int round = 0; round < 2; round++) {
        int who = round == 0 ? person : other;
        if (who < 0)
            continue;
        g_autofree char *name =
            news_words_text(item->reading, news_name_at(item, (guint) who)->first,
                            news_name_at(item, (guint) who)->words);
        if (!is_told(item, type, name, ""))
            add_milestone(item, event, type, news_name_at(item, (guint) who));
    }
}

static void
add_company(NewsItem *item, const NewsEvent *event, const NewsName *name)
{
    g_autofree char *text = news_words_text(item->reading, name->first, name->words);

    if (is_told(item, news_feature_names[NEWS_COMPANY], "", text))
        return;
    NewsMilestone *milestone = g_new0(NewsMilestone, 1);

    milestone->type = news_feature_names[NEWS_COMPANY];
    milestone->person = g_strdup("");
    milestone->organisation = g_steal_pointer(&text);
    milestone->role = g_strdup("");
    milestone->sure = name->sentence == event->sentence;
    milestone->from = event->from;
    milestone->until = event->until;
    g_ptr_array_add(item->milestones, milestone);
}

static gboolean
may_be_company(const NewsName *name, guint sentence)
{
    return name->sentence == sentence && name->kind != NAME_PERSON && !name->place;
}

static gboolean
only_begins(const NewsItem *item, const NewsName *name)
{
    return name->words == 1 &&
           name->first == reading_sentence(item->reading, name->sentence)->first_word;
}

/* The organisation nearest before the event, else the first of its sentence; -1: none. A single
 * word that begins a sentence is a name only where its own sentence names nothing else. */
static int
company_of(const NewsItem *item, const NewsEvent *event, guint sentence)
{
    gboolean own =
        sentence == event->sentence ? !item->headed[sentence] : item->headed[event->sentence];
    int found = -1;

    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *name = news_name_at(item, i);
        gboolean before = sentence == event->sentence && news_name_from(item, name) < event->from &&
                          !news_follows_where(item, name);
        if (!may_be_company(name, sentence) || (only_begins(item, name) && !own))
            continue;
        if (found < 0 || before || only_begins(item, news_name_at(item, (guint) found)))
            found = (int) i;
    }
    return found;
}

/* "Hauk and Rettvis & Co merge": both do. */
static int
partner_of(const NewsItem *item, int company, guint sentence)
{
    const NewsName *one = news_name_at(item, (guint) company);

    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *other = news_name_at(item, i);
        const NewsName *first = other->first < one->first ? other : one;
        const NewsName *second = first == one ? other : one;
        if (other != one && may_be_company(other, sentence) &&
            second->first == first->first + first->words + 1 &&
            news_in_class(item, "and", second->first - 1))
            return (int) i;
    }
    return -1;
}

static gboolean
take_company_in(NewsItem *item, const NewsEvent *event, guint sentence)
{
    int company = company_of(item, event, sentence);

    if (company < 0)
        return FALSE;
    int partner = partner_of(item, company, sentence);
    if (partner >= 0)
        add_company(item, event, news_name_at(item, (guint) MIN(company, partner)));
    add_company(item, event,
                news_name_at(item, (guint) (partner >= 0 ? MAX(company, partner) : company)));
    return TRUE;
}

static void
take_event_of_company(NewsItem *item, const NewsEvent *event)
{
    /* A headline's event is its text's; else who was named before. */
    if (item->headed[event->sentence] && event->sentence + 1 < item->reading->sentences->len &&
        take_company_in(item, event, event->sentence + 1))
        return;
    for (guint s = event->sentence + 1; s > 0; s--) {
        if (take_company_in(item, event, s - 1))
            return;
    }
}
static void
find_events(NewsItem *item)
{
    const int *features = item->share->news_features[item->language];
    g_autoptr(GArray) hits = rule_book_find(item->book, item->reading, "");

    for (guint h = 0; h < hits->len; h++) {
        const RuleHit *hit = &g_array_index(hits, RuleHit, h);
        for (guint f = 0; f < NEWS_FEATURE_COUNT; f++) {
            if ((int) hit->feature != features[f])
                continue;
            const NewsEvent event = { (NewsFeature) f, hit->sentence, hit->from, hit->until };
            item->counts[hit->sentence * NEWS_FEATURE_COUNT + f]++;
            if (f <= NEWS_COMPANY)
                g_array_append_val(item->events, event);
        }
    }
}

static gboolean
is_beside(const NewsEvent *event, const Word *word)
{
    return (word->until <= event->from && event->from - word->until <= YEAR_REACH) ||
           (word->from >= event->until && word->from - event->until <= YEAR_REACH) ||
           (word->from >= event->from && word->until <= event->until);
}

/* "In 1931" is history wherever it stands; "who in 2020 received" is, where the year stands with
 * the event. */
static gboolean
is_long_ago(const NewsItem *item, const NewsEvent *event)
{
    const Sentence *read = reading_sentence(item->reading, event->sentence);

    for (guint w = 1; w < read->words; w++) {
        const Word *word = reading_word(item->reading, read->first_word + w);
        const char *text = item->reading->text + word->from;
        gboolean year = word->until - word->from == 4 && (text[0] == '1' || text[0] == '2') &&
                        g_ascii_isdigit(text[1]) && g_ascii_isdigit(text[2]) &&
                        g_ascii_isdigit(text[3]);
        if (year && news_in_class(item, "in", read->first_word + w - 1) &&
            (text[0] == '1' || is_beside(event, word)))
            return TRUE;
    }
    return FALSE;
}

static gboolean
names_person(const NewsItem *item, guint sentence)
{
    for (guint i = 0; i < item->names->len; i++) {
        if (news_name_at(item, i)->sentence == sentence &&
            news_name_at(item, i)->kind == NAME_PERSON)
            return TRUE;
    }
    return FALSE;
}

/* What one sentence tells of one kind is told once; the stronger word goes before the weaker:
 * who is promoted has no new job beside it. */
static gboolean
is_outdone(const NewsItem *item, const NewsEvent *event)
{
    guint s = event->sentence;

    if (tells(item, s, NEWS_NOTHING) || is_long_ago(item, event))
        return TRUE;
    if (event->feature == NEWS_NEW_JOB &&
        (tells(item, s, NEWS_PROMOTION) || tells(item, s, NEWS_AWARD) ||
         (tells(item, s, NEWS_COMPANY) && !names_person(item, s))))
        return TRUE;
    return event->feature == NEWS_COMPANY && names_person(item, s) &&
           (tells(item, s, NEWS_AWARD) || tells(item, s, NEWS_PUBLISHED) ||
            tells(item, s, NEWS_NEW_JOB) || tells(item, s, NEWS_PROMOTION));
}

static void
mark_headline(NewsItem *item, const char *text)
{
    const char *line_end = strchr(text, '\n');

    for (guint s = 0; line_end != NULL && s < item->reading->sentences->len; s++)
        item->headed[s] = reading_sentence(item->reading, s)->until <= (gsize) (line_end - text);
}

static void
take_events(NewsItem *item)
{
    for (int round = 0; round < 2; round++) {
        for (guint e = 0; e < item->events->len; e++) {
            const NewsEvent *event = &g_array_index(item->events, NewsEvent, e);
            /* First what the text says; the headline only where the text says nothing. */
            if (item->headed[event->sentence] != (round == 1) || is_outdone(item, event) ||
                (round == 1 && item->milestones->len > 0))
                continue;
            if (event->feature == NEWS_COMPANY)
                take_event_of_company(item, event);
            else
                take_event_of_person(item, event);
        }
    }
}

/* Who takes over a post takes its name: "X leaves as service manager. Y takes the job." */
static void
hand_on_roles(const GPtrArray *milestones)
{
    for (guint i = 0; i < milestones->len; i++) {
        NewsMilestone *rise = g_ptr_array_index(milestones, i);
        for (guint j = 0; j < milestones->len && is_rise(rise->type); j++) {
            const NewsMilestone *left = g_ptr_array_index(milestones, j);
            if (*rise->role == '\0' && *left->role != '\0' &&
                strcmp(left->type, news_feature_names[NEWS_LEFT]) == 0) {
                g_free(rise->role);
                rise->role = g_strdup(left->role);
            }
        }
    }
}

GPtrArray *
news_read(const LanguageShare *share, const char *text, const char *language)
{
    GPtrArray *milestones = g_ptr_array_new_with_free_func((GDestroyNotify) news_milestone_free);
    int number = language_number(*language != '\0' ? language : language_of(share, text));

    if (number < 0)
        return milestones;
    g_autoptr(Reading) reading = language_share_read_by(
        share, text, number, rule_book_vocabulary(share->news[number]), NULL);
    guint sentences = reading->sentences->len;
    g_autoptr(GArray) names = news_names_find(share, number, reading);
    g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(NewsEvent));
    g_autofree guint *counts = g_new0(guint, (gsize) sentences * NEWS_FEATURE_COUNT + 1);
    g_autofree gboolean *headed = g_new0(gboolean, (gsize) sentences + 1);
    NewsItem item = { .share = share,
                      .book = share->news[number],
                      .language = number,
                      .reading = reading,
                      .names = names,
                      .events = events,
                      .counts = counts,
                      .headed = headed,
                      .milestones = milestones };

    mark_headline(&item, text);
    find_events(&item);
    take_events(&item);
    hand_on_roles(milestones);
    return milestones;
}
