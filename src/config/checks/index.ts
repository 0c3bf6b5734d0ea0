import { audienceNamedOnce } from "./audience.ts";
import type { Check } from "./check.ts";
import { valueFitsFamily, valueFitsField, valuesAreChoices } from "./field-value.ts";
import { identityDeclared, identityFit, identityPerSource, sourcesIdentified } from "./identity.ts";
import { limitClassKnown, limitKeyDeclared, limitKeyed, limitShareReal } from "./limits.ts";
import {
  choicesDistinct,
  choicesGiven,
  dateFormatFitsType,
  definitionHasType,
  mergeFieldsFitAudience,
  optionsFitType,
  writtenFieldHasValue,
} from "./merge-field-option.ts";
import { mergeFieldKeyLegal, mergeTagFree, mergeTagLegal, mergeTagShort, mergeTagUnique } from "./merge-tag.ts";
import { sourceNameIsNoField, sourceNameLegal, sourceNameReserved } from "./source-name.ts";
import { newContactsReachable, rulesAreSynced, syncHasSources } from "./sync.ts";
import {
  familiesApart,
  familyWellFormed,
  tagOutsideFamilies,
  tagShort,
  tagsDistinct,
  tagTrimmed,
  tagWithoutComma,
} from "./tag-name.ts";
import { familyHasValue, tagHasRule } from "./tag-rule.ts";
import { testFieldsKnown, testNamesDistinct, testSourcesKnown, testsCanPass, testTagsKnown } from "./tests.ts";

import { webhookHasSomethingToTell, webhookLoopAllowed, webhookUrlSafe, webhookUrlsDistinct } from "./webhooks.ts";

/** Every named check, in the order of the file's sections. */
export const CHECKS: readonly Check[] = [
  audienceNamedOnce,
  sourceNameReserved,
  sourceNameLegal,
  sourceNameIsNoField,
  mergeFieldKeyLegal,
  mergeTagShort,
  mergeTagLegal,
  mergeTagFree,
  mergeTagUnique,
  mergeFieldsFitAudience,
  choicesGiven,
  choicesDistinct,
  optionsFitType,
  dateFormatFitsType,
  definitionHasType,
  writtenFieldHasValue,
  valueFitsField,
  valuesAreChoices,
  tagShort,
  tagWithoutComma,
  tagTrimmed,
  tagsDistinct,
  familyWellFormed,
  tagOutsideFamilies,
  familiesApart,
  tagHasRule,
  familyHasValue,
  valueFitsFamily,
  webhookUrlSafe,
  webhookUrlsDistinct,
  webhookLoopAllowed,
  webhookHasSomethingToTell,
  syncHasSources,
  identityDeclared,
  identityFit,
  identityPerSource,
  sourcesIdentified,
  newContactsReachable,
  rulesAreSynced,
  limitClassKnown,
  limitKeyed,
  limitKeyDeclared,
  limitShareReal,
  testSourcesKnown,
  testTagsKnown,
  testFieldsKnown,
  testsCanPass,
  testNamesDistinct,
];
