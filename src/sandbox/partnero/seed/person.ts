import type { Chance } from "./chance.ts";
import { COMPANY_WORDS, type Spelled, TONGUES } from "./names.ts";

/** An invented person at an invented company. */
export interface Person {
  readonly name: string;
  readonly surname: string;
  readonly company: string;
  readonly email: string;
  /** The name in plain letters, as keys and links are made of it. */
  readonly latin: string;
}

/** Invents people; no two of them have one address. */
export function people(chance: Chance): () => Person {
  const taken = new Set<string>();
  const next = (): Person => {
    const tongue = chance.oneOf(TONGUES);
    const [given, family] = [chance.oneOf(tongue.given), chance.oneOf(tongue.family)];
    const company = companyName(chance);
    const domain = `${company.toLowerCase().replaceAll(" ", "-")}.${chance.oneOf(tongue.endings)}`;
    const email = `${mailbox(chance, given, family)}@${domain}`;
    if (taken.has(email)) return next();
    taken.add(email);
    return { name: given.name, surname: family.name, company, email, latin: `${given.latin}-${family.latin}` };
  };
  return next;
}

function companyName(chance: Chance): string {
  const { first, second, trade } = COMPANY_WORDS;
  return `${chance.oneOf(first)} ${chance.oneOf(second)} ${chance.oneOf(trade)}`;
}

function mailbox(chance: Chance, given: Spelled, family: Spelled): string {
  return chance.oneOf([
    given.latin,
    `${given.latin}.${family.latin}`,
    `${given.latin.slice(0, 1)}.${family.latin}`,
    "hello",
  ]);
}
