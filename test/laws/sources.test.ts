import fc from "fast-check";
import { expect, test } from "vitest";
import { CONFIG, partnerProgram } from "../support/partner-program.ts";
import { sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";

const row = fc.record({
  id: fc.constantFrom("p-1", "p-2", "p-3", ""),
  email: fc.constantFrom(
    "jane@harbor-coffee.dev",
    "JANE@harbor-coffee.dev",
    "omar@lantern-books.dev",
    "mei@kite.dev",
    "",
  ),
  status: fc.constantFrom("active", "pending"),
  // The last one makes a record that cannot be read whole.
  sales: fc.constantFrom("1", "12", "", "many"),
});

const member = fc.record({
  email: fc.constantFrom("jane@harbor-coffee.dev", "omar@lantern-books.dev", "mei@kite.dev", "ines@kite.dev"),
  status: fc.constantFrom("subscribed", "unsubscribed", "archived"),
  id: fc.constantFrom("p-1", "p-2", "p-3", "p-4"),
});

const IN_COMPANY = CONFIG.replace(
  "\nmergeFields:",
  "\n  customer: { type: csv, path: nobody.csv, email: email }\nmergeFields:",
);

// A sole source is evaluated while it is read, several once all of them are.
test(
  "a source with nobody in it changes nothing of what is planned for the people of another",
  async () => {
    const desk = await sandboxDesk();
    let planned = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.uniqueArray(member, { maxLength: 4, selector: ({ email }) => email }),
        fc.constantFrom("error", "first", "last"),
        async (rows, members, duplicates) => {
          desk.restart();
          partnerProgram(desk, { mergeFields: [{ tag: "PARTNER_ID", name: "Partner ID", type: "text" }] }).add(
            members.map(({ email, status, id }) => ({
              ...{ email, status, mergeFields: { PARTNER_ID: id } },
              ...(status === "archived" ? {} : { tags: ["partner", "tier:gold"] }),
            })),
          );
          const lines = rows.map(({ id, email, status, sales }) => `${id},${email},Somebody,${status},${sales},gold\n`);
          desk.file("people.csv", `id,Email,name,status,sales,tier\n${lines.join("")}`).file("nobody.csv", "email\n");
          const plan = async (config: string): Promise<unknown> => {
            desk.file("mailchimp.config.yaml", config.replace("sync:", `sync:\n  duplicates: ${duplicates}`));
            const { exit, stdout, stderr } = await desk.run(["plan", "--format", "json", "--show-pii"]);
            if (exit === 1) return stderr.slice(stderr.indexOf("error:"));
            planned++;
            return JSON.parse(stdout).contacts;
          };
          expect(await plan(IN_COMPANY)).toEqual(await plan(CONFIG));
        },
      ),
      depth(40),
    );
    expect(planned).toBeGreaterThan(0);
  },
  PATIENCE,
);
