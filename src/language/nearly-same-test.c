/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/test-share.h"

typedef struct {
    const char *language, *one, *other;
} Pair;

static void
check_pairs(const Pair *pairs, gsize count, gboolean same)
{
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < count; i++) {
        g_test_message("%s: %s", pairs[i].language, pairs[i].one);
        g_assert_cmpint(
            texts_are_nearly_same(share, pairs[i].one, pairs[i].other, pairs[i].language), ==,
            same);
        /* The order of the two makes no difference. */
        g_assert_cmpint(
            texts_are_nearly_same(share, pairs[i].other, pairs[i].one, pairs[i].language), ==,
            same);
    }
}

static void
test_the_same_letter_to_two_people_is_seen(void)
{
    static const Pair pairs[] = {
        { "nb",
          "Hei Kari,\n\njeg leder driften ved fire sykehjem og leter etter måter å dempe falske "
          "alarmer på. Har du tjue minutter på telefon om hvordan dere gjorde det hos Enova?\n\n"
          "Hilsen\nOla",
          "Hei Nina,\n\njeg leder driften ved fire sykehjem og leter etter måter å dempe falske "
          "alarmer på. Har du tjue minutter på telefon om hvordan dere gjorde det hos Statkraft?"
          "\n\nMvh\nOla" },
        { "nb",
          "Hei Kari,\n\nvi har målt vannstanden i ni bekker og deler gjerne tallene. Kan vi ta en "
          "prat om flomvern i små bekker?",
          "Kjære Per,\n\nkan vi ta en prat om flomvern i små bekker? Tallene deler vi gjerne, vi "
          "har målt vannstanden i ni bekker." },
        { "da",
          "Kære Kari\n\nJeg leder driften på fire plejehjem og søger måder at dæmpe falske alarmer "
          "på. Har du tyve minutter i telefonen om, hvordan I gjorde?",
          "Kære Søren\n\nJeg leder driften på fire plejehjem og søger måder at dæmpe falske "
          "alarmer på. Har du tyve minutter i telefonen om, hvordan I greb det an?" },
        { "da",
          "Hej Kari\n\nVi har målt vandstanden i ni bække og deler gerne tallene. Må vi tale om "
          "værn mod oversvømmelse i små bække?",
          "Hej Nina\n\nMå vi tale om værn mod oversvømmelser i små bække? Tallene deler vi gerne; "
          "vi har målt vandstanden i ni bække." },
        { "sv",
          "Hej Kari,\n\njag leder driften på fyra äldreboenden och letar efter sätt att dämpa "
          "falska larm. Har du tjugo minuter på telefon om hur ni gjorde?",
          "Hej Nina,\n\njag leder driften på fyra äldreboenden och letar efter sätt att dämpa "
          "falska larm. Har du tjugo minuter på telefon om hur ni bar er åt?" },
        { "sv",
          "Hej Kari,\n\nvi har mätt vattenståndet i nio bäckar och delar gärna siffrorna. Kan vi "
          "prata om översvämningar i små bäckar?",
          "Hej Per,\n\nkan vi prata om översvämning i små bäckar? Siffrorna delar vi gärna, vi "
          "har mätt vattenståndet i nio bäckar." },
        { "en",
          "Dear Kari,\n\nI run four nursing homes and look for ways to cut false alarms at night. "
          "Could you spare twenty minutes on the phone about how you went about it at Enova?",
          "Dear Nina,\n\nI run four nursing homes and look for ways to cut false alarms at night. "
          "Could you spare twenty minutes on the phone about how you managed it at Statkraft?" },
        { "en",
          "Hi Kari,\n\nWe have measured the water level in nine streams and gladly share the "
          "figures. Could we talk about flooding in small streams?",
          "Hi Per,\n\nCould we talk about floods in small streams? We gladly share our figures: "
          "we measured water levels in nine streams." },
    };

    check_pairs(pairs, G_N_ELEMENTS(pairs), TRUE);
}

static void
test_two_letters_of_ones_own_are_not_the_same(void)
{
    static const Pair pairs[] = {
        { "nb",
          "Hei Kari,\n\nkronikken din om flomvern i små bekker ble lest høyt hos oss. Har du et "
          "kvarter på telefon til å fortelle hvordan dere fikk kommunen med?",
          "Hei Nina,\n\nforedraget ditt om nattvakter på sykehjem traff meg. Har du et kvarter på "
          "telefon til å fortelle hvordan dere la om turnusen?" },
        { "da",
          "Kære Kari\n\nDin klumme om regnvand i gårdhaver blev delt i vores forening. Har du tyve "
          "minutter i telefonen til at fortælle, hvordan I fik naboerne med?",
          "Kære Nina\n\nDit foredrag om nattevagter på plejehjem ramte mig. Har du tyve minutter i "
          "telefonen til at fortælle, hvordan I lagde vagtplanen om?" },
        { "sv",
          "Hej Kari,\n\ndin krönika om dagvatten på skolgårdar lästes högt hos oss. Har du en "
          "kvart "
          "på telefon att berätta hur ni fick med er kommunen?",
          "Hej Nina,\n\nditt föredrag om nattpass på äldreboenden träffade mig. Har du en kvart på "
          "telefon att berätta hur ni lade om schemat?" },
        { "en",
          "Dear Kari,\n\nYour column on rain gardens was read aloud at our office. Could you spare "
          "a quarter of an hour on the phone to tell me how you got the council on board?",
          "Dear Nina,\n\nYour talk on night shifts in nursing homes struck a chord with me. Could "
          "you spare a quarter of an hour on the phone to tell me how you changed the rota?" },
        { "nb", "Takk for sist, Kari.", "Vi ses på torsdag klokka ni utenfor biblioteket." },
        { "en", "", "Dear Kari, could we talk about rain gardens in back yards?" },
    };

    check_pairs(pairs, G_N_ELEMENTS(pairs), FALSE);
}

static void
test_names_and_greetings_do_not_count(void)
{
    static const Pair same[] = {
        { "en", "Hi Kari,\n\nPaul Osgood at Larch pollinated cherries by drone last spring.",
          "Dear Dr. Lind,\n\nMary Hill at Spruce pollinated cherries by drone last spring." },
    };

    check_pairs(same, G_N_ELEMENTS(same), TRUE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/nearly-same/T4/the-same-letter-to-two-people-is-seen",
                    test_the_same_letter_to_two_people_is_seen);
    g_test_add_func("/nearly-same/T4/two-letters-of-ones-own-are-not-the-same",
                    test_two_letters_of_ones_own_are_not_the_same);
    g_test_add_func("/nearly-same/T4/names-and-greetings-do-not-count",
                    test_names_and_greetings_do_not_count);
    return g_test_run();
}
