/** Given names of invented people, from several languages so that accents, hyphens and apostrophes are met. */
export const GIVEN_NAMES = words(`
  Amara, André, Anna, Arjun, Aylin, Béatrice, Bjørn, Camila, Chidi, Chloé, Clara, Dalia, Daniel,
  Dmitri, Elif, Elena, Emeka, Esteban, Farah, Femi, Freya, Gábor, Giulia, Grace, Hana, Hiroshi, Hugo,
  Ibrahim, Ines, Ingrid, Isabel, Jae-Won, Jamal, Jana, João, Jonas, José, Kaito, Katarzyna, Kofi,
  Kwame, Laila, Lars, Léa, Linh, Lucía, Łukasz, Maeve, Malik, Marek, María, Mateo, Mei, Milena,
  Mohamed, Naomi, Niamh, Noor, Oluwaseun, Omar, Paolo, Pavel, Petra, Priya, Quentin, Rafael, Rania,
  Renée, Rosa, Sakura, Samir, Sanne, Santiago, Siobhán, Søren, Sofia, Tariq, Thandiwe, Theo, Tomáš,
  Uma, Valentina, Viktor, Wanjiru, Wei, Xavier, Yara, Yusuf, Zoë, Zofia
`);

/** Family names of invented people. */
export const FAMILY_NAMES = words(`
  Abebe, Adeyemi, Almeida, Andersson, Antonelli, Baptiste, Bauer, Becker, Bergström, Bianchi, Castro,
  Chen, Cohen, Costa, Dąbrowski, D'Angelo, de Vries, Diallo, Dupont, Eriksen, Farouk, Fernández,
  Fischer, Fraser, García, Gupta, Haddad, Hansen, Hernández, Hoang, Horváth, Iyer, Jansen, Jensen,
  Kang, Kaplan, Kim, Kovács, Kowalski, Laurent, Le Goff, Lindqvist, López, Mahlangu, Marchetti,
  Martínez, Mbeki, Mensah, Moreau, Müller, Murphy, Nakamura, Ndiaye, Nguyễn, Novák, Nowak, O'Brien,
  Okafor, Olsen, Öztürk, Papadopoulos, Patel, Pereira, Petrov, Popescu, Quispe, Rahman, Ramírez, Reyes,
  Rossi, Saito, Santos, Schäfer, Silva, Singh, Tanaka, Torres, Van den Berg, Vasquez, Virtanen, Weber,
  Wójcik, Yılmaz, Zhang
`);

const FIRST_WORDS = words(`
  Amber, Birch, Blue Door, Bright, Cedar, Cobalt, Copper, Coral, Driftwood, Fern, Fox, Glass, Harbor,
  Hazel, Iron, Juniper, Lantern, Larch, Linen, Maple, Meadow, Mint, Moss, North, Olive, Orchard, Paper,
  Pine, Quiet, Rowan, Sable, Salt, Silver, Slate, Stone, Sun, Tidepool, Willow
`);

const SECOND_WORDS = words(`
  Kite, Mill, Yard, Loft, Lane, Field, Bridge, Works, House, Peak, Row, Harbour, Crane, Loom
`);

const TRADES = words(`
  Coffee, Books, Yoga, Studio, Media, Design, Bikes, Ceramics, Consulting, Fitness, Bakery, Agency,
  Gardens, Pilates, Music, Print
`);

/** What invented companies are put together from: `Paper Kite Studio`. */
export const COMPANY_WORDS = { first: FIRST_WORDS, second: SECOND_WORDS, trade: TRADES } as const;

export const DOMAIN_ENDINGS = words(`
  dev, studio, shop, co, io, coffee, fr, de, se, com.br
`);

function words(text: string): readonly string[] {
  return text.split(",").map((word) => word.trim());
}
