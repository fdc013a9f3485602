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
replace_text(char **text, const char *with)
{
    g_free(*text);
    *text = g_strdup(with);
}

static void
add_milestone(NewsItem *item, const NewsEvent *event, const char *type, const NewsName *person)
{
    NewsMilestone *milestone = g_new0(NewsMilestone, 1);

    milestone->type = type;
    milestone->from = event->from;
    milestone->until = event->until;
    milestone->person = news_person_text(item, person);
    milestone->organisation = news_organisation_near(item, person, event);
    milestone->role = news_role_of(item, event, person);
    if (person->author && *milestone->organisation == '\0')
        replace_text(&milestone->organisation, item->author->organisation);
    if (person->author && *milestone->role == '\0')
        replace_text(&milestone->role, item->author->role);
    milestone->sure = person->kind == NAME_PERSON && person->sentence == event->sentence;
    g_ptr_array_add(item->milestones, milestone);
}

/* What somebody says is a view, no news. */
static gboolean
is_quoted(const NewsItem *item, guint sentence)
{
    const char *begin = item->reading->text + reading_sentence(item->reading, sentence)->from;

    return *begin == '"' || g_str_has_prefix(begin, "\xC2\xAB") ||
           g_str_has_prefix(begin, "\xE2\x80\x9C") || g_str_has_prefix(begin, "\xE2\x80\x9D") ||
           g_str_has_prefix(begin, "\xE2\x80\x93 ");
}

/* A neighbouring sentence tells of the same person unless it names another; headlines play with
 * words and tell nothing. */
static gboolean
is_about(const NewsItem *item, guint sentence, int person)
{
    if (sentence >= item->reading->sentences->len || item->headed[sentence] ||
        is_quoted(item, sentence))
        return FALSE;
    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *name = news_name_at(item, i);
        if (name->sentence == sentence && name->kind == NAME_PERSON &&
            !news_is_same_person(item, name, news_name_at(item, (guint) person)))
            return FALSE;
    }
    return TRUE;
}

/* "After ten years at A she becomes head of B": two houses. */
static gboolean
names_two_houses(const NewsItem *item, const NewsEvent *event)
{
    guint houses = 0;

    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *name = news_name_at(item, i);
        houses += name->sentence == event->sentence && name->kind == NAME_ORGANISATION &&
                          !name->place && news_follows_where(item, name)
                      ? 1
                      : 0;
    }
    return houses > 1;
}

/* A new post is a promotion where the item shows that it is at the same house. */
static const char *
type_of(const NewsItem *item, const NewsEvent *event, int person)
{
    const NewsName *name = news_name_at(item, (guint) person);
    gboolean inside = FALSE, outside = FALSE;
    gboolean promoted =
        event->feature == NEWS_NEW_JOB && tells(item, event->sentence, NEWS_PROMOTION);
    gboolean two = names_two_houses(item, event);

    if (event->feature != NEWS_NEW_JOB)
        return news_feature_names[event->feature];
    for (guint s = event->sentence > 0 ? event->sentence - 1 : 0; s <= event->sentence + 1; s++) {
        if (s != event->sentence && !is_about(item, s, person) &&
            !(s < event->sentence && item->headed[s]))
            continue;
        inside |= tells(item, s, NEWS_INSIDE) && !(two && s == event->sentence);
        /* "Leaves A and becomes head of B." */
        outside |= (tells(item, s, NEWS_OUTSIDE) || tells(item, s, NEWS_LEFT)) &&
                   !(s < event->sentence && item->headed[s]);
    }
    /* "Sales manager Ann Lee becomes director": she has a post there, if nothing says otherwise. */
    inside |= !two && name->role_words > 0 &&
              news_in_class(item, "staff", name->role + name->role_words - 1);
    return (inside && !outside) || promoted ? news_feature_names[NEWS_PROMOTION]
                                            : news_feature_names[NEWS_NEW_JOB];
}

static void
take_event_of_person(NewsItem *item, const NewsEvent *event)
{
    int person = news_person_of(item, event);

    if (person < 0)
        return;
    const char *type = type_of(item, event, person);
    int other = news_coordinated_with(item, person);
    for (int round = 0; round < 2; round++) {
        int who = round == 0 ? person : other;
        if (who < 0)
            continue;
        g_autofree char *name = news_person_text(item, news_name_at(item, (guint) who));
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

static void
take_event_of_company(NewsItem *item, const NewsEvent *event)
{
    g_autoptr(GArray) companies = news_companies_of(item, event);

    for (guint i = 0; i < companies->len; i++)
        add_company(item, event, news_name_at(item, g_array_index(companies, guint, i)));
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

static gboolean
is_denied(const NewsItem *item, const NewsEvent *event)
{
    return tells(item, event->sentence, NEWS_NOTHING) || is_long_ago(item, event);
}

/* A headline that asks tells nothing. */
static gboolean
asks(const NewsItem *item, const NewsEvent *event)
{
    const Sentence *sentence = reading_sentence(item->reading, event->sentence);

    return sentence->until > 0 && (item->reading->text[sentence->until - 1] == '?' ||
                                   item->reading->text[sentence->until] == '?');
}

/* What one sentence tells of one kind is told once; the stronger word goes before the weaker:
 * who is promoted has no new job beside it. */
static gboolean
is_outdone(const NewsItem *item, const NewsEvent *event)
{
    guint s = event->sentence;

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
    for (guint s = 0; s < item->reading->sentences->len; s++)
        item->denied |= !item->headed[s] && tells(item, s, NEWS_NOTHING);
    for (int round = 0; round < 2; round++) {
        for (guint e = 0; e < item->events->len; e++) {
            const NewsEvent *event = &g_array_index(item->events, NewsEvent, e);
            /* First what the text says; the headline only where the text says nothing. */
            if (item->headed[event->sentence] != (round == 1) ||
                (round == 1 && (item->milestones->len > 0 || item->denied || asks(item, event))))
                continue;
            if (event->feature == NEWS_COMPANY && is_quoted(item, event->sentence))
                continue;
            if (is_denied(item, event)) {
                item->denied = TRUE;
                continue;
            }
            if (is_outdone(item, event))
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
    g_auto(NewsAuthor) author = { 0 };
    g_autofree char *body = g_strndup(text, news_author_find(text, &author));
    g_autoptr(Reading) reading = language_share_read_by(
        share, body, number, rule_book_vocabulary(share->news[number]), NULL);
    guint sentences = reading->sentences->len;
    g_autoptr(GArray) names = news_names_find(share, number, reading, author.name != NULL);
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
                      .author = &author,
                      .milestones = milestones };

    mark_headline(&item, text);
    find_events(&item);
    take_events(&item);
    hand_on_roles(milestones);
    return milestones;
}
