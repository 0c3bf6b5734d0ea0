import { describe, expect, it } from "vitest";
import { says, shows } from "../support/doctor.ts";
import { CONFIG, PEOPLE, partnerProgram } from "../support/partner-program.ts";
import { sandboxDesk } from "../support/sandbox-desk.ts";

describe("A source", () => {
  const HEADER = "id,Email,name,status,sales,tier\n";

  async function source(people: string, config = CONFIG) {
    const here = await sandboxDesk();
    partnerProgram(here).audience.touchSchema();
    here.file("people.csv", people).file("mailchimp.config.yaml", config);
    return (await says(here, "source"))[0];
  }

  it("is counted: its records, who is let in, and who has no usable address", async () => {
    const rest = "p-4,,Ines,active,1,\np-5,nowhere,Noor,active,1,\n";
    const config = CONFIG.replace("  newContacts", "  include: { partner.status: active }\n  newContacts");
    expect(await source(`${PEOPLE}${rest}`, config)).toMatchObject({
      verdict: "ok",
      summary: "csv, people.csv: 5 records, 2 people let in, 1 without an address, 1 with an invalid address",
    });
  });

  it("is a problem where two records stand for one person, unless the file says which counts", async () => {
    const twice = `${PEOPLE}p-4,Jane@harbor-coffee.dev,Jane,active,1,\n`;
    expect(await source(twice)).toMatchObject({ verdict: "problem", wayOut: expect.stringContaining("duplicates") });
    const first = CONFIG.replace("  newContacts", "  duplicates: first\n  newContacts");
    expect(await source(twice, first)).toMatchObject({
      verdict: "ok",
      summary: "csv, people.csv: 4 records, 3 people let in, 1 with an address that another one has too",
    });
  });

  it("is a problem where more than one record in a hundred is broken", async () => {
    const many = Array.from({ length: 200 }, (_, index) => `q-${index},q${index}@tidepool-yoga.dev,Q,active,1,\n`);
    const broken = "p-9,omar@lantern-books.dev,Omar,active,many,\n";
    expect(await source(`${HEADER}${many.join("")}${broken}`)).toMatchObject({
      verdict: "warning",
      summary: "csv, people.csv: 201 records, 200 people let in, 1 that cannot be read whole",
    });
    expect(await source(`${PEOPLE}${broken}`)).toMatchObject({ verdict: "problem" });
  });

  it("is doubtful where it gives nobody", async () => {
    expect(await source(HEADER)).toMatchObject({
      verdict: "warning",
      summary: "csv, people.csv: 0 records, 0 people let in",
    });
    const nobody = CONFIG.replace("  newContacts", "  include: { partner.status: gone }\n  newContacts");
    expect(await source(PEOPLE, nobody)).toMatchObject({
      verdict: "warning",
      detail: expect.stringContaining("leaver"),
    });
    expect(await source(`${HEADER}p-1,,A,active,1,\np-2,,B,active,1,\n`)).toMatchObject({ verdict: "warning" });
  });

  it("that is not there is named, and the others are read", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    const two = CONFIG.replace(
      "mergeFields:",
      "  customer: { type: csv, path: customers.csv, email: Email }\nmergeFields:",
    );
    here.file("mailchimp.config.yaml", two);
    await shows("source-missing", here, 1);
  });

  it("on standard input is left for plan and apply", async () => {
    expect(await source(PEOPLE, CONFIG.replace("path: people.csv", 'path: "-"'))).toMatchObject({ verdict: "skipped" });
  });
});
