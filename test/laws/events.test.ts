import fc from "fast-check";
import { expect, test } from "vitest";
import { sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { type EventPerson, eventPeople, eventsHeld, eventsOf, layEvents } from "./events-program.ts";
import { isEmpty, planned, resultOf } from "./plan-json.ts";

function expected(people: readonly EventPerson[]) {
  return Object.fromEntries(people.map((person) => [person.email, eventsOf(person).toSorted()]));
}

test(
  "each transition of a subscribed contact sends its event once, and the plan says so beforehand, requests included",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(eventPeople, async (people) => {
        layEvents(desk, people);
        const plan = await planned(desk);
        const due = people.flatMap(eventsOf);
        for (const name of ["first_sale", "tenth_sale", "more_sales", "upgraded"]) {
          expect(plan.contacts.events[name]).toBe(due.filter((one) => one === name).length);
        }
        const milestones = people.filter((person) => eventsOf(person).some((name) => name.endsWith("_sale")));
        expect(plan.contacts.automations["Milestones"]).toBe(milestones.length);
        expect(plan.contacts.automations["Welcome"]).toBe(0);

        const ran = await desk.run(["apply", "--yes", "--format", "json"]);
        expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
        expect(resultOf(ran)?.requests.sent ?? 0).toBe(plan.requests.write);
        expect(eventsHeld(desk, people)).toEqual(expected(people));

        // What an adopted contact holds beyond its record is cleared by the run after.
        await desk.run(["apply", "--yes"]);
        expect(eventsHeld(desk, people)).toEqual(expected(people));
        expect(isEmpty(await planned(desk))).toBe(true);
      }),
      depth(25),
    );
  },
  PATIENCE,
);

const DEATHS = ["lost", "cut", "lost-502", "502"];

test(
  "an event is sent once, wherever a run dies and whatever answer gets lost",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(eventPeople, fc.constantFrom(...DEATHS), async (people, death) => {
        layEvents(desk, people);
        const { requests } = await planned(desk);
        const last = requests.read + requests.write + 2;
        for (let step = 1; step <= last; step++) {
          layEvents(desk, people);
          // From this request on the run reaches nobody: as good as dead.
          const silence = Array.from({ length: 400 }, (_, index) => `cut:#${step + 1 + index}`);
          desk.faults([`${death}:#${step}`, ...silence].join(","));
          await desk.run(["apply", "--yes", "--concurrency", "2"]);
          desk.sandbox.faults.clear();
          const after = eventsHeld(desk, people);
          for (const [email, names] of Object.entries(after)) expect(new Set(names).size, email).toBe(names.length);
          const again = await desk.run(["apply", "--yes"]);
          expect(again.exit, again.stdout + again.stderr).toBe(0);
          expect(eventsHeld(desk, people)).toEqual(expected(people));
        }
      }),
      depth(8),
    );
  },
  PATIENCE,
);

const FAULTS = [
  "lost@POST:0.5",
  "lost-502@POST:0.4",
  "429:0.3",
  "cut:0.3",
  "500@POST:0.4",
  "truncated:0.3",
  "403-bare:0.3",
];

test(
  "a contact whose event failed is written only once its event is known to be there",
  async () => {
    const desk = await sandboxDesk();
    const faults = fc.uniqueArray(fc.constantFrom(...FAULTS), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(eventPeople, faults, fc.integer({ min: 1, max: 1000 }), async (people, rules, seed) => {
        layEvents(desk, people);
        for (let run = 1; run <= 3; run++) {
          desk.faults(rules.join(","), seed + run);
          await desk.run(["apply", "--yes"]);
          desk.sandbox.faults.clear();
          for (const names of Object.values(eventsHeld(desk, people))) expect(new Set(names).size).toBe(names.length);
        }
        for (let run = 1; run <= 3 && !isEmpty(await planned(desk)); run++) {
          const again = await desk.run(["apply", "--yes"]);
          expect(again.exit, again.stdout + again.stderr).toBe(0);
        }
        expect(eventsHeld(desk, people)).toEqual(expected(people));
      }),
      depth(15),
    );
  },
  PATIENCE,
);
