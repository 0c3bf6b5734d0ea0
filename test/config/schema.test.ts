import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { configFileText, schemaText } from "../../scripts/schema-text.ts";
import { CONFIG_SCHEMA } from "../../src/config/config-schema.ts";
import { isJsonObject, type Json } from "../../src/model/json.ts";

const ROOT = new URL("../../", import.meta.url);

describe("the published schema", () => {
  test("is the one that this code has; if not, run `npm run schema`", () => {
    expect(readFileSync(new URL("schema/config.v1.schema.json", ROOT), "utf8")).toBe(schemaText());
  });

  test("and so are the types made from it", async () => {
    expect(readFileSync(new URL("src/config/config-file.ts", ROOT), "utf8")).toBe(await configFileText());
  });

  test("describes every key that an editor can complete", () => {
    expect(undescribed(CONFIG_SCHEMA, "file")).toEqual([]);
  });

  test("has a sound file as an editor sees it", () => {
    const text = readFileSync(new URL("good/partner-program.yaml", import.meta.url), "utf8");
    const quoted = text.replaceAll(/\$\{\w+\}/g, (variable) => `"${variable}"`);
    const validate = new Ajv2020({ strictRequired: false, strictTypes: false, logger: false }).compile(CONFIG_SCHEMA);
    expect([validate(parse(quoted)), validate.errors]).toEqual([true, null]);
  });

  test("has examples that it allows itself", () => {
    const ajv = new Ajv2020({ strictRequired: false, strictTypes: false, logger: false });
    ajv.addSchema(CONFIG_SCHEMA, "config");
    const refused = examples(CONFIG_SCHEMA, "#").filter(
      ({ at, value }) => !ajv.validate({ $ref: `config${at}` }, value),
    );
    expect(refused).toEqual([]);
  });
});

/** The properties without a description, by their path. */
function undescribed(schema: Json, at: string): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((one, index) => undescribed(one, `${at}[${index}]`));
  if (!isJsonObject(schema)) return [];
  const { properties, allOf: _conditions, ...rest } = schema;
  const own = isJsonObject(properties) ? Object.entries(properties) : [];
  return [
    ...own
      .filter(([, one]) => isJsonObject(one) && typeof one["description"] !== "string")
      .map(([name]) => `${at}.${name}`),
    ...own.flatMap(([name, one]) => undescribed(one, `${at}.${name}`)),
    ...Object.entries(rest).flatMap(([name, one]) => (name === "examples" ? [] : undescribed(one, `${at}/${name}`))),
  ];
}

function examples(schema: Json, at: string): readonly { readonly at: string; readonly value: Json }[] {
  if (Array.isArray(schema)) return schema.flatMap((one, index) => examples(one, `${at}/${index}`));
  if (!isJsonObject(schema)) return [];
  const own = Array.isArray(schema["examples"]) ? schema["examples"].map((value: Json) => ({ at, value })) : [];
  const deeper = Object.entries(schema).filter(([key]) => key !== "examples");
  return [...own, ...deeper.flatMap(([key, one]) => examples(one, `${at}/${key}`))];
}
