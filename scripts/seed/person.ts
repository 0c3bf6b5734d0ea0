import type { Chance } from "./chance.ts";
import { COMPANY_WORDS, DOMAIN_ENDINGS, FAMILY_NAMES, GIVEN_NAMES } from "./names.ts";

/** An invented person at an invented company. */
export interface Person {
  readonly name: string;
  readonly surname: string;
  readonly company: string;
  readonly email: string;
}

/** Invents people; no two of them have one address. */
export function people(chance: Chance): () => Person {
  const taken = new Set<string>();
  const next = (): Person => {
    const [name, surname] = [chance.oneOf(GIVEN_NAMES), chance.oneOf(FAMILY_NAMES)];
    const company = companyName(chance);
    const email = addressOf(chance, name, surname, company);
    if (taken.has(email)) return next();
    taken.add(email);
    return { name, surname, company, email };
  };
  return next;
}

function companyName(chance: Chance): string {
  const { first, second, trade } = COMPANY_WORDS;
  return `${chance.oneOf(first)} ${chance.oneOf(second)} ${chance.oneOf(trade)}`;
}

function addressOf(chance: Chance, name: string, surname: string, company: string): string {
  const [given, family] = [plainLetters(name), plainLetters(surname)];
  const box = chance.oneOf([given, `${given}.${family}`, `${given.slice(0, 1)}.${family}`]);
  return `${box}@${company.toLowerCase().replaceAll(" ", "-")}.${chance.oneOf(DOMAIN_ENDINGS)}`;
}

/** As people spell themselves in an address: without accents, spaces and apostrophes. */
function plainLetters(text: string): string {
  const spelled = text.toLowerCase().replaceAll("ø", "o").replaceAll("ł", "l").replaceAll("ı", "i");
  return spelled.normalize("NFD").replaceAll(/[^a-z-]/g, "");
}
