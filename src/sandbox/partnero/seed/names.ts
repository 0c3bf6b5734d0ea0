/** Names of invented people who speak one language, and the endings of their addresses. */
export interface Tongue {
  readonly given: readonly Spelled[];
  readonly family: readonly Spelled[];
  readonly endings: readonly string[];
}

/** A name and how it is written in an address, where that is not the name without its accents. */
export interface Spelled {
  readonly name: string;
  readonly latin: string;
}

// Above its use: names are spelled while this file is read.
const LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  æ: "ae",
  ł: "l",
  ı: "i",
  ß: "ss",
  ð: "d",
  đ: "d",
  þ: "th",
  ä: "ae",
  ö: "oe",
  ü: "ue",
};

/** Whoever joins speaks one of these; English and German come more often than the others. */
export const TONGUES: readonly Tongue[] = [
  tongue("Grace, Hugo, Maeve, Siobhán, Theo", "Fraser, Murphy, O'Brien, Hartley, Smith-Jones", "co.uk, ie, co, dev"),
  tongue("Emily, Jack, Olivia, Noah, Ava", "Miller, Johnson, Williams, Baker, St. John", "com, co, io, shop"),
  tongue("Jörg, Anna, Jürgen, Sanne, Björn", "Müller, Schäfer, Weiß, von der Heide, Becker", "de, at, ch, studio"),
  tongue("Jonas, Käthe, Lukas, Mia, Zoë", "Fischer, Größ, Bauer, Weber, Köhler", "de, de, at, coffee"),
  tongue("Chloé, Béatrice, Léa, François, Renée", "Dupont, Moreau, Le Goff, D'Amboise, Lefèvre", "fr, be, ch, coffee"),
  tongue(
    "Lucía, José, María, Íñigo, Santiago",
    "García, Fernández, Muñoz, de la Torre, Ibáñez",
    "es, mx, com.ar, studio",
  ),
  tongue(
    "João, Conceição, Inês, Mateus, Luís",
    "Silva, Araújo, Gonçalves, dos Santos, Magalhães",
    "pt, com.br, com.br",
  ),
  tongue("Giulia, Paolo, Niccolò, Chiara, Dario", "Rossi, Bianchi, D'Angelo, Lo Presti, Marchetti", "it, it, studio"),
  tongue("Søren, Åse, Bjørn, Freya, Ægir", "Jensen, Ødegård, Hansen, Lindqvist, Þórsson", "dk, no, se, is"),
  tongue("Łukasz, Katarzyna, Zofia, Paweł, Agnieszka", "Kowalski, Dąbrowski, Wójcik, Żak, Śliwa", "pl, pl, dev"),
  tongue("Tomáš, Petra, Jiří, Žofie, Luboš", "Novák, Dvořák, Šťastný, Kučerová, Říha", "cz, sk, shop"),
  tongue("Gábor, Eszter, Ödön, Zsófia, Ákos", "Kovács, Szűcs, Nagy, Horváth, Tóth", "hu, hu, io"),
  tongue("Ștefan, Ioana, Măriuca, Andrei, Răzvan", "Popescu, Țurcanu, Ionescu, Bălan, Stoica", "ro, ro, md"),
  tongue("Elif, Yusuf, Çağla, Işıl, Ömer", "Yılmaz, Öztürk, Şahin, Güneş, Kaplan", "com.tr, com.tr, io"),
  tongue(
    "Amara, Oluwaseun, Chidi, Kwame, Thandiwe",
    "Adeyemi, Okafor, Mensah, Mahlangu, Ndiaye",
    "ng, co.za, com.gh, africa",
  ),
  tongue("Linh, Đặng, Hương, Minh, Tuấn", "Nguyễn, Trần, Phạm, Hoàng, Đỗ", "vn, com.vn"),
  tongue("Priya, Arjun, Ananya, Rohan, Kavya", "Iyer, Patel, Gupta, Singh, Krishnamurthy", "in, co.in, dev"),
  tongue(
    "Дмитрий=dmitri, Елена=elena, Андрій=andrii, Олена=olena",
    "Петренко=petrenko, Шевченко=shevchenko, Иванов=ivanov",
    "com.ua, ua, io",
  ),
  tongue("Ελένη=eleni, Γιώργος=giorgos, Νίκος=nikos", "Παπαδόπουλος=papadopoulos, Νικολάου=nikolaou", "gr, com.gr"),
  tongue("さくら=sakura, 健=ken, 陽子=yoko, 海斗=kaito", "田中=tanaka, 山田=yamada, 齊藤=saito", "jp, co.jp"),
  tongue(
    "伟=wei, 美玲=meiling, 家豪=jiahao, 梅=mei",
    "陈=chen, 张=zhang, 王=wang, 歐陽=ouyang",
    "com.hk, com.tw, asia",
  ),
  tongue("지우=jiwoo, 민준=minjun, 서연=seoyeon", "김=kim, 박=park, 이=lee", "kr, co.kr"),
  tongue("محمد=mohamed, ليلى=layla, يوسف=yousef", "الحداد=alhaddad, منصور=mansour, فاروق=farouk", "ae, com.eg, ma"),
  tongue("נועה=noa, אורי=uri", "כהן=cohen, לוי=levi", "co.il, co.il"),
];

function tongue(given: string, family: string, endings: string): Tongue {
  return { given: words(given).map(spelled), family: words(family).map(spelled), endings: words(endings) };
}

function spelled(word: string): Spelled {
  const [name = "", latin = plain(name)] = word.split("=");
  return { name, latin };
}

/** As people spell themselves in an address: without accents, spaces and apostrophes. */
function plain(name: string): string {
  const spelt = [...name.toLowerCase()].map((letter) => LETTERS[letter] ?? letter).join("");
  return spelt.normalize("NFD").replaceAll(/[^a-z-]/g, "");
}

/** What invented companies are put together from: `Paper Kite Studio`. */
export const COMPANY_WORDS = {
  first: words(`
    Amber, Birch, Blue Door, Bright, Cedar, Cobalt, Copper, Coral, Driftwood, Fern, Fox, Glass, Harbor, Hazel, Iron,
    Juniper, Lantern, Larch, Linen, Maple, Meadow, Mint, Moss, North, Olive, Orchard, Paper, Pine, Quiet, Rowan, Sable,
    Salt, Silver, Slate, Stone, Sun, Tidepool, Willow
  `),
  second: words("Kite, Mill, Yard, Loft, Lane, Field, Bridge, Works, House, Peak, Row, Harbour, Crane, Loom"),
  trade: words(`
    Coffee, Books, Yoga, Studio, Media, Design, Bikes, Ceramics, Consulting, Fitness, Bakery, Agency, Gardens, Pilates,
    Music, Print
  `),
} as const;

function words(text: string): readonly string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
