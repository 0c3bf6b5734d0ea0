import type { Finding } from "../../model/diagnostic.ts";
import { didYouMean } from "../../model/nearest-name.ts";
import { type MergeFieldEntry, namesOf } from "../draft.ts";
import { type Check, wrong } from "./check.ts";

const UNKNOWN = { code: "last-address-unknown", summary: "The last address is kept in no merge field" };
const UNFIT = { code: "last-address-unfit", summary: "Merge field cannot keep the last address" };

const PATH = ["sync", "lastAddress"];

/** The field that keeps the last address must be declared. */
export const lastAddressDeclared: Check = ({ sync, mergeFields }) => {
  const key = sync?.lastAddress;
  if (key === undefined || mergeFields.unknowable || namesOf(mergeFields).includes(key)) return [];
  const detail = `No merge field ${JSON.stringify(key)} is declared.${didYouMean(key, namesOf(mergeFields))}`;
  return [wrong(UNKNOWN, detail, PATH)];
};

/** Apply alone writes it, and contacts do not see it: a person who could change it could pass for somebody else. */
export const lastAddressFit: Check = ({ sync, mergeFields }): readonly Finding[] => {
  const field = mergeFields.entries.find(({ key }) => key === sync?.lastAddress);
  const reason = field === undefined ? undefined : unfit(field.entry);
  if (field === undefined || reason === undefined) return [];
  return [wrong(UNFIT, `\`${field.key}\` keeps the address that the source had, so it must be ${reason}.`, PATH)];
};

function unfit({ type, public: shown, value }: MergeFieldEntry): string | undefined {
  if (type === undefined) return "declared with `type: text`; here it has no type";
  if (type !== "text") return `of type "text", not ${JSON.stringify(type)}`;
  if (shown !== false) return "`public: false`: people on the list must not change it";
  return value === undefined ? undefined : "without a `value`: apply writes it";
}
