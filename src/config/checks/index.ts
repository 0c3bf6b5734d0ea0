import { audienceNamedOnce } from "./audience.ts";
import { automationEventsKnown, automationNotQuiet, automationStartsOnce, automationTagKnown } from "./automations.ts";
import type { Check } from "./check.ts";
import {
  eventAgainUsable,
  eventFieldChanges,
  eventNameLegal,
  eventPropertiesLegal,
  eventsAreSynced,
} from "./events.ts";
import { valueFitsFamily, valueFitsField, valuesAreChoices } from "./field-value.ts";
import {
  groupsDistinct,
  groupsTrimmed,
  interestsDistinct,
  interestsFitAudience,
  interestsTellable,
} from "./group-name.ts";
import { identityAskable, identityDeclared, identityFit, identityPerSource, sourcesIdentified } from "./identity.ts";
import { ignoredNotDeclared, ignoredNotRemoved } from "./ignored.ts";
import { lastAddressDeclared, lastAddressFit } from "./last-address.ts";
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
import {
  familyWithoutLifeCycle,
  previouslyAnother,
  previouslyFree,
  previouslyKept,
  previouslyNames,
  previouslyOnce,
  previouslyTyped,
} from "./previously.ts";
import { consentOnTags, removedIsObject, removedNamesOne, removedNotDeclared, removedOnce } from "./removed.ts";
import { segmentSaysWho, segmentShort, segmentsDistinct, segmentTrimmed } from "./segment.ts";
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
import { familyHasValue, singleTagHasNoValue } from "./tag-rule.ts";
import { testGroupsCanPass, testGroupsKnown, testInterestsRuled } from "./test-groups.ts";
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
  singleTagHasNoValue,
  familyHasValue,
  valueFitsFamily,
  webhookUrlSafe,
  webhookUrlsDistinct,
  webhookLoopAllowed,
  webhookHasSomethingToTell,
  groupsTrimmed,
  groupsDistinct,
  interestsDistinct,
  interestsTellable,
  interestsFitAudience,
  segmentShort,
  segmentTrimmed,
  segmentsDistinct,
  segmentSaysWho,
  eventNameLegal,
  eventPropertiesLegal,
  eventAgainUsable,
  eventFieldChanges,
  eventsAreSynced,
  automationStartsOnce,
  automationTagKnown,
  automationEventsKnown,
  automationNotQuiet,
  syncHasSources,
  identityDeclared,
  identityFit,
  identityAskable,
  identityAskable,
  identityPerSource,
  sourcesIdentified,
  lastAddressDeclared,
  lastAddressFit,
  newContactsReachable,
  rulesAreSynced,
  limitClassKnown,
  limitKeyed,
  limitKeyDeclared,
  limitShareReal,
  previouslyAnother,
  previouslyFree,
  previouslyOnce,
  previouslyKept,
  previouslyTyped,
  previouslyNames,
  familyWithoutLifeCycle,
  ignoredNotDeclared,
  ignoredNotRemoved,
  removedNamesOne,
  removedIsObject,
  removedNotDeclared,
  removedOnce,
  consentOnTags,
  testSourcesKnown,
  testTagsKnown,
  testGroupsKnown,
  testInterestsRuled,
  testFieldsKnown,
  testGroupsCanPass,
  testsCanPass,
  testNamesDistinct,
];
