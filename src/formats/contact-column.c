/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/contact-column.h"

#include "base/tk-text.h"

#include <string.h>

enum {
    FOLDED_MOST = 60, /* no column that we know has a longer name */
    NUMBER_MOST = 999,
    NUMBER_HOME = 1001, /* the home address, the work address: groups without a number */
    NUMBER_WORK,
    NUMBER_OTHER,
};

const char *const contact_field_words[CONTACT_FIELDS + 1] = {
    "ignore", "name",  "given",   "middle",   "family", "nickname", "organisation",
    "title",  "email", "phone",   "linkedin", "web",    "place",    "country",
    "note",   "tags",  "through", "label",    NULL,
};

typedef struct {
    const char *names; /* folded, a number as #, with spaces between them */
    ContactField field;
    ContactField of;
    unsigned number;
    const char *label;
} Entry;

static const Entry entries[] = {
    { "name fullname displayname contactname contact person navn fulltnavn fuldenavn visningsnavn "
      "namn fullstandigtnamn visningsnamn kontaktperson vollstandigername anzeigename",
      CONTACT_NAME, 0, 0, "" },
    { "firstname givenname first forename fornavn fornamn vorname", CONTACT_GIVEN, 0, 0, "" },
    { "middlename additionalname middle mellomnavn mellemnavn mellannamn weiterevornamen "
      "zweitervorname",
      CONTACT_MIDDLE, 0, 0, "" },
    { "lastname familyname surname last etternavn efternavn efternamn nachname familienname",
      CONTACT_FAMILY, 0, 0, "" },
    { "nickname kallenavn kaldenavn smeknamn spitzname", CONTACT_NICKNAME, 0, 0, "" },
    { "company companyname organization organisation organizationname organisationname "
      "organization#name employer currentcompany accountname workplace firma firmanavn bedrift "
      "selskap arbeidsgiver arbeidssted virksomhed virksomhet selskab arbejdsgiver arbejdsplads "
      "foretag foretagsnamn bolag arbetsgivare arbetsplats organisasjon unternehmen arbeitgeber",
      CONTACT_ORGANISATION, 0, 0, "" },
    { "jobtitle organizationtitle organization#title position role title headline currentposition "
      "stilling stillingstittel stillingsbetegnelse jobbtittel yrkestittel rolle jobtitel titel "
      "tittel befattning yrkestitel roll berufsbezeichnung",
      CONTACT_TITLE, 0, 0, "" },
    { "email emailaddress emailaddresses emails email# email#value email#address emailaddress# "
      "mail primaryemail primaryemailaddress secondaryemail alternateemail alternateemail# epost "
      "epost# epostadresse epostadresse# epost#adresse emailadresse emailadresse# email#adresse "
      "mailadresse epostadress epostadress# epost#adress mejl mejladress mejladresse",
      CONTACT_EMAIL, 0, 0, "" },
    { "emailwork workemail businessemail emailarbeid arbeidsepost jobbepost", CONTACT_EMAIL, 0, 0,
      "work" },
    { "emailhome homeemail personalemail emailpersonal privatepost", CONTACT_EMAIL, 0, 0, "home" },
    { "emailother otheremail", CONTACT_EMAIL, 0, 0, "other" },
    { "phone phone# phonenumber phonenumbers phone#value telephone telephonenumber tel "
      "primaryphone "
      "telefon telefonnummer telefonnr tlf tlfnr",
      CONTACT_PHONE, 0, 0, "" },
    { "mobile mobilephone mobilenumber cell cellphone mobil mobiltelefon mobilnummer mobilnr "
      "handy mobile#",
      CONTACT_PHONE, 0, 0, "cell" },
    { "businessphone businessphone# workphone phonework companymainphone arbejdstelefon "
      "telefonarbeid telefonarbete telefongeschaftlich telefonjobb",
      CONTACT_PHONE, 0, 0, "work" },
    { "homephone homephone# phonehome telefonprivat privattelefon telefonhjem telefonhem",
      CONTACT_PHONE, 0, 0, "home" },
    { "otherphone phoneother carphone", CONTACT_PHONE, 0, 0, "other" },
    { "faxnumber fax businessfax homefax otherfax", CONTACT_PHONE, 0, 0, "fax" },
    { "pager pagernumber", CONTACT_PHONE, 0, 0, "pager" },
    { "linkedin linkedinurl linkedinprofile linkedinprofileurl profileurl", CONTACT_LINKEDIN, 0, 0,
      "" },
    { "url website webpage webpage# website#value homepage web web# websites nettside nettsted "
      "hjemmeside hemsida webbplats webbsida webseite",
      CONTACT_WEB, 0, 0, "" },
    { "personalwebsite personalwebpage", CONTACT_WEB, 0, 0, "home" },
    { "businesswebsite companywebsite", CONTACT_WEB, 0, 0, "work" },
    { "city town place location address#city by sted poststed ort stad postort stadt wohnort",
      CONTACT_PLACE, 0, 0, "" },
    { "homecity", CONTACT_PLACE, 0, NUMBER_HOME, "" },
    { "businesscity workcity", CONTACT_PLACE, 0, NUMBER_WORK, "" },
    { "othercity", CONTACT_PLACE, 0, NUMBER_OTHER, "" },
    { "country countryregion address#country land landregion", CONTACT_COUNTRY, 0, 0, "" },
    { "homecountry homecountryregion", CONTACT_COUNTRY, 0, NUMBER_HOME, "" },
    { "businesscountry businesscountryregion workcountry", CONTACT_COUNTRY, 0, NUMBER_WORK, "" },
    { "othercountry othercountryregion", CONTACT_COUNTRY, 0, NUMBER_OTHER, "" },
    { "notes note comments comment background notat notater merknad merknader kommentar "
      "kommentarer noter bemarkninger bemarkning anteckning anteckningar notizen notiz anmerkungen",
      CONTACT_NOTE, 0, 0, "" },
    { "labels tags categories category groups group groupmembership kategorier kategori etiketter "
      "gruppe grupper grupp kategorien gruppen",
      CONTACT_TAGS, 0, 0, "" },
    { "firstmetthrough metthrough knownthrough introducedby referredby kjentgjennom kendtgennem "
      "kandgenom",
      CONTACT_THROUGH, 0, 0, "" },
    { "email#type email#label", CONTACT_LABEL, CONTACT_EMAIL, 0, "" },
    { "phone#type phone#label", CONTACT_LABEL, CONTACT_PHONE, 0, "" },
    { "website#type website#label", CONTACT_LABEL, CONTACT_WEB, 0, "" },
    /* Known, and nothing that we keep. */
    { "id nameprefix namesuffix suffix initials shortname maidenname birthday birthdate "
      "anniversary gender language photo mileage occupation hobby sensitivity priority subject "
      "department avdeling afdeling avdelning abteilung anrede fileas phoneticfirstname "
      "phoneticmiddlename phoneticlastname createdat updatedat created modified screenname "
      "emaildisplayname email#displayname emailtype manager spouse fodselsdag fodselsdato "
      "fodelsedag geburtstag adresse address street zip postalcode postnummer postnr",
      CONTACT_IGNORE, 0, 0, "" },
};

static const Entry yahoo_entries[] = {
    { "home", CONTACT_PHONE, 0, 0, "home" },   { "work", CONTACT_PHONE, 0, 0, "work" },
    { "mobile", CONTACT_PHONE, 0, 0, "cell" }, { "other yahoophone", CONTACT_PHONE, 0, 0, "other" },
    { "pager", CONTACT_PHONE, 0, 0, "pager" }, { "fax", CONTACT_PHONE, 0, 0, "fax" },
};

ContactField
contact_field_of_word(const char *word)
{
    for (unsigned field = 0; field < CONTACT_FIELDS; field++)
        if (strcmp(contact_field_words[field], word) == 0)
            return field;
    return CONTACT_FIELDS;
}

char *
contact_column_fold(const char *name)
{
    char *folded = tk_text_fold(name);
    char *to = folded;

    for (const char *from = folded; *from != '\0'; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    return folded;
}

/* Takes the first number out of a folded name: "email2value" -> "email#value", 2. */
static unsigned
take_number(const char *folded, char *out_name, gsize size)
{
    unsigned number = 0;
    gsize length = 0;
    const char *at = folded;

    while (*at != '\0' && !g_ascii_isdigit(*at) && length + 2 < size)
        out_name[length++] = *at++;
    if (g_ascii_isdigit(*at))
        out_name[length++] = '#';
    for (; g_ascii_isdigit(*at); at++) {
        number = number * 10 + (unsigned) (*at - '0');
        number = MIN(number, NUMBER_MOST);
    }
    out_name[length] = '\0';
    g_strlcat(out_name, at, size);
    return number;
}

static gboolean
has_word(const char *words, const char *word)
{
    gsize length = strlen(word);

    for (const char *at = words; (at = strstr(at, word)) != NULL; at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return TRUE;
    return FALSE;
}

static ContactColumn
find_name(const Entry *from, unsigned count, const char *name)
{
    g_autofree char *folded = contact_column_fold(name);
    char plain[FOLDED_MOST + 2];
    unsigned number = 0;

    if (*folded == '\0' || strlen(folded) > FOLDED_MOST)
        return (ContactColumn) { .label = "" };
    number = take_number(folded, plain, sizeof plain);
    for (unsigned i = 0; i < count; i++) {
        const Entry *entry = &from[i];

        if (!has_word(entry->names, plain))
            continue;
        return (ContactColumn) { .field = entry->field,
                                 .of = entry->of,
                                 .number = entry->number != 0 ? entry->number : number,
                                 .label = entry->label,
                                 .is_known = TRUE };
    }
    return (ContactColumn) { .label = "" };
}

ContactColumn
contact_column_of_name(const char *name)
{
    return find_name(entries, G_N_ELEMENTS(entries), name);
}

ContactColumn
contact_column_of_yahoo(const char *name)
{
    ContactColumn column = find_name(yahoo_entries, G_N_ELEMENTS(yahoo_entries), name);

    return column.is_known ? column : contact_column_of_name(name);
}

gboolean
contact_is_email(const char *value)
{
    const char *at = strchr(value, '@');

    return at != NULL && at != value && strchr(at + 1, '@') == NULL &&
           strpbrk(value, " \t\r\n,;") == NULL && strchr(at, '.') != NULL;
}

static gboolean
is_web(const char *value)
{
    return g_ascii_strncasecmp(value, "http://", 7) == 0 ||
           g_ascii_strncasecmp(value, "https://", 8) == 0 ||
           g_ascii_strncasecmp(value, "www.", 4) == 0;
}

static gboolean
is_linkedin(const char *value)
{
    g_autofree char *lower = g_ascii_strdown(value, -1);

    return strstr(lower, "linkedin.com/in/") != NULL || strstr(lower, "linkedin.com/pub/") != NULL;
}

/* At least six digits and nothing but what people put between them. A date has four in a row and
 * two signs, so a year at either end speaks against it. */
static gboolean
is_phone(const char *value)
{
    unsigned digits = 0;

    for (const char *at = value; *at != '\0'; at++) {
        if (g_ascii_isdigit(*at))
            digits++;
        else if (strchr("+-()./ x", *at) == NULL)
            return FALSE;
    }
    if (digits < 6 || digits > 20)
        return FALSE;
    return *value == '+' || *value == '(' || strchr(value, ' ') != NULL || digits >= 7
               ? strspn(value, "0123456789") != 4 || (value[4] != '-' && value[4] != '/')
               : FALSE;
}

/* Two to four words that begin with a capital, without a digit. */
static gboolean
is_name(const char *value)
{
    g_auto(GStrv) words = g_strsplit(value, " ", 6);
    unsigned count = g_strv_length(words);

    if (count < 2 || count > 4)
        return FALSE;
    for (unsigned i = 0; i < count; i++) {
        gunichar first = g_utf8_get_char(words[i]);

        if (!g_unichar_isupper(first) && !(i > 0 && i + 1 < count))
            return FALSE;
        if (strpbrk(words[i], "0123456789@/:;&") != NULL)
            return FALSE;
    }
    return TRUE;
}

ContactField
contact_column_of_values(const char *const *values, unsigned count)
{
    unsigned filled = 0, emails = 0, profiles = 0, pages = 0, phones = 0, names = 0;

    for (unsigned i = 0; i < count; i++) {
        if (*values[i] == '\0')
            continue;
        filled++;
        emails += contact_is_email(values[i]) ? 1 : 0;
        profiles += is_linkedin(values[i]) ? 1 : 0;
        pages += is_web(values[i]) ? 1 : 0;
        phones += is_phone(values[i]) ? 1 : 0;
        names += is_name(values[i]) ? 1 : 0;
    }
    if (filled == 0)
        return CONTACT_IGNORE;
    /* Two of three: some cells of a column are always something else. */
    if (emails * 3 >= filled * 2)
        return CONTACT_EMAIL;
    if (profiles * 3 >= filled * 2)
        return CONTACT_LINKEDIN;
    if (pages * 3 >= filled * 2)
        return CONTACT_WEB;
    if (phones * 3 >= filled * 2)
        return CONTACT_PHONE;
    if (names * 3 >= filled * 2)
        return CONTACT_NAME;
    return CONTACT_IGNORE;
}
