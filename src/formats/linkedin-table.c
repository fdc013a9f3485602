/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/linkedin-table.h"

#include <string.h>

typedef struct {
    LinkedinKind kind;
    unsigned required;                     /* of the columns, from the first */
    const char *columns[LINKEDIN_COLUMNS]; /* as csv_fold() leaves them */
    const char *file;                      /* a part its folded name must have, or NULL */
} Layout;

static const Layout layouts[] = {
    { LINKEDIN_CONNECTIONS,
      3,
      { "firstname", "lastname", "connectedon", "url", "emailaddress", "company", "position" },
      NULL },
    { LINKEDIN_MESSAGES,
      4,
      { "conversationid", "from", "senderprofileurl", "date", "to", "recipientprofileurls",
        "subject", "content", "folder", "ismessagedraft", "isconversationdraft" },
      NULL },
    { LINKEDIN_INVITATIONS,
      4,
      { "from", "to", "sentat", "direction", "message", "inviterprofileurl", "inviteeprofileurl" },
      NULL },
    { LINKEDIN_ENDORSEMENTS_RECEIVED,
      4,
      { "endorsementdate", "skillname", "endorserfirstname", "endorserlastname",
        "endorserpublicurl", "endorsementstatus" },
      NULL },
    { LINKEDIN_ENDORSEMENTS_GIVEN,
      4,
      { "endorsementdate", "skillname", "endorseefirstname", "endorseelastname",
        "endorseepublicurl", "endorsementstatus" },
      NULL },
    { LINKEDIN_RECOMMENDATIONS_RECEIVED,
      4,
      { "firstname", "lastname", "text", "creationdate", "status", "company", "jobtitle" },
      "received" },
    { LINKEDIN_RECOMMENDATIONS_GIVEN,
      4,
      { "firstname", "lastname", "text", "creationdate", "status", "company", "jobtitle" },
      "given" },
    { LINKEDIN_POSITIONS, 3, { "companyname", "title", "startedon", "finishedon" }, NULL },
    { LINKEDIN_EDUCATION, 2, { "schoolname", "startdate", "enddate", "degreename" }, NULL },
    { LINKEDIN_PROFILE, 3, { "firstname", "lastname", "headline", "geolocation" }, NULL },
    { LINKEDIN_EMAIL_ADDRESSES, 3, { "emailaddress", "confirmed", "primary" }, NULL },
    { LINKEDIN_CONTACTS,
      4,
      { "firstname", "lastname", "emails", "phonenumbers", "companies", "title", "fullname",
        "location", "profiles" },
      NULL },
};

/* The other files of a complete export, folded, without ".csv". */
static const char *const companions[] = {
    "adtargeting",
    "adsclicked",
    "causesyoucareabout",
    "certifications",
    "comments",
    "companyfollows",
    "courses",
    "events",
    "guidemessages",
    "hashtagfollows",
    "honors",
    "inferencesaboutyou",
    "instantreposts",
    "jobapplicantsavedanswers",
    "jobapplicantsavedscreeningquestionresponses",
    "jobapplications",
    "jobseekerpreferences",
    "languages",
    "learning",
    "learningcoachmessages",
    "learningroleplaymessages",
    "lanadsengagement",
    "logins",
    "memberfollows",
    "onlinejobpostings",
    "organizations",
    "patents",
    "phonenumbers",
    "privateidentityasset",
    "profilesummary",
    "projects",
    "providers",
    "publications",
    "reactions",
    "receipts",
    "receiptsv2",
    "registration",
    "richmedia",
    "savedarticles",
    "savedjobalerts",
    "saveditems",
    "savedjobs",
    "searchqueries",
    "securitychallenges",
    "services",
    "shares",
    "skills",
    "testscores",
    "verifications",
    "videos",
    "volunteering",
    "votes",
    "whatsappphonenumbers",
};

static gboolean
match_layout(const Layout *layout, const CsvRow *row, char **folded, LinkedinTable *out_table)
{
    LinkedinTable table = { .kind = layout->kind };

    for (unsigned column = 0; column < LINKEDIN_COLUMNS; column++) {
        table.place[column] = -1;
        if (layout->columns[column] == NULL)
            continue;
        for (unsigned field = 0; field < row->count && table.place[column] < 0; field++)
            if (strcmp(folded[field], layout->columns[column]) == 0)
                table.place[column] = (int) field;
        if (column >= layout->required)
            continue;
        if (table.place[column] < 0)
            return FALSE;
        table.least = MAX(table.least, (unsigned) table.place[column] + 1);
    }
    *out_table = table;
    return TRUE;
}

gboolean
linkedin_table_match(const CsvRow *row, const char *file, LinkedinTable *out_table)
{
    g_autofree char *base = g_path_get_basename(file);
    g_autofree char *name = csv_fold(base);
    g_auto(GStrv) folded = NULL;

    if (row->count > 64) /* no table of theirs is half as wide */
        return FALSE;
    folded = g_new0(char *, row->count + 1);
    for (unsigned i = 0; i < row->count; i++)
        folded[i] = csv_fold(row->fields[i]);
    for (unsigned i = 0; i < G_N_ELEMENTS(layouts); i++)
        if ((layouts[i].file == NULL || strstr(name, layouts[i].file) != NULL) &&
            match_layout(&layouts[i], row, folded, out_table))
            return TRUE;
    return FALSE;
}

const char *
linkedin_cell(const LinkedinTable *table, const CsvRow *row, int column)
{
    int place = table->place[column];

    return place >= 0 && (unsigned) place < row->count ? row->fields[place] : "";
}

static gboolean
is_listed(const char *name)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(companions); i++)
        if (strcmp(name, companions[i]) == 0)
            return TRUE;
    return FALSE;
}

gboolean
linkedin_is_companion(const char *file)
{
    g_autofree char *base = g_path_get_basename(file);
    g_autofree char *name = csv_fold(base);

    if (!g_str_has_suffix(name, "csv"))
        return FALSE;
    name[strlen(name) - 3] = '\0';
    if (is_listed(name))
        return TRUE;
    /* "Skills (1).csv", "PhoneNumbers_2.csv": the second download of the same file. */
    for (gsize length = strlen(name); length > 0 && g_ascii_isdigit(name[length - 1]); length--)
        name[length - 1] = '\0';
    return is_listed(name);
}
