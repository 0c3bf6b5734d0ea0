/**
 * audiencectl as a library: the pieces of the command line, without its printing, its questions and its exit codes.
 *
 * ```ts
 * const TEXT = { colour: false, width: 100 };
 * const config = await loadConfig({ cwd: process.cwd(), variables: process.env, unset: "error" });
 * const { desired, vocabulary } = config;
 * if (!desired || !vocabulary) throw new Error(diagnosticsText(config.diagnostics, TEXT));
 *
 * const found = endpoint({ apiKey: process.env.MAILCHIMP_API_KEY, baseUrl: undefined });
 * if (!isEndpoint(found)) throw new Error(found.detail);
 * const connection = connect(found);
 * const run = openRunFolder();
 * const { plan, diagnostics } = await makePlan({
 *   config: { ...config, desired, vocabulary },
 *   send: connection.send,
 *   sent: () => connection.requests().read,
 *   now: new Date(),
 *   selection: { scope: "all", only: [] },
 *   allowances: [],
 *   spools: run.spool,
 * });
 * if (plan) console.log(planText(planView(plan, { showPii: false }), TEXT));
 * connection.close();
 * run.close();
 * ```
 *
 * Nothing here prints, asks or ends the process. What was expected to fail comes back as diagnostics; what was not is
 * thrown. A plan reads its changes from the run's folder, so it is good until that folder is closed.
 */

export type { OpenSpool, Spool } from "./contacts/spool.ts";
export { openRunFolder, type RunFolder } from "./files/run-folder.ts";
export { type Endpoint, type EndpointWords, endpoint, isEndpoint } from "./mailchimp/base-url.ts";
export { type Account, type Connection, type ConnectionOptions, connect } from "./mailchimp/connection.ts";
export { type DiagnosisContext, diagnose } from "./mailchimp/diagnosis.ts";
export { type Address, formatAddress, type KindName, parseAddress } from "./model/address.ts";
export type { Allowance } from "./model/allowance.ts";
export type { Action, Change, FieldDiff, Spec, Step } from "./model/change.ts";
export type { ContactAction, ContactChange, LeftOut, MemberStatus, RefusedValue, SkipReason } from "./model/contact.ts";
export type { Desired, Vocabulary } from "./model/desired.ts";
export type { Diagnostic, Finding, Place, Severity } from "./model/diagnostic.ts";
export type { ExplainedPerson, PersonVerdict } from "./model/explained-person.ts";
export type { Json, JsonObject } from "./model/json.ts";
export type { LimitClassName } from "./model/limit-class.ts";
export type { Outcome, OutcomeStatus, Tally } from "./model/outcome.ts";
export type { ContactSummary, ContactsPlan, LimitCheck, Plan, Replayable, UndeclaredCount } from "./model/plan.ts";
export type { ApplyReport, ContactOutcome, ContactsReport } from "./model/report.ts";
export type { ReadyRequest, Send } from "./model/request.ts";
export type { Mismatch, RuleTestReport, RuleTestResult, UnprovenRule } from "./model/rule-test-report.ts";
export { SendFailure, type SendFailureFacts } from "./model/send-failure.ts";
export { planDigest } from "./plan/digest.ts";
export type { LiveSchema } from "./plan/live-schema.ts";
export type { Selection } from "./plan/selection.ts";
export { hasChanges, type PlanVerdict, planVerdict } from "./plan/verdict.ts";
export { type ApplyRequest, apply } from "./reconciler/apply.ts";
export { type ConfigRequest, DEFAULT_CONFIG, type LoadedConfig, loadConfig } from "./reconciler/config.ts";
export { type Explained, type ExplainRequest, explainPerson } from "./reconciler/explain.ts";
export {
  openPartnero,
  type PartneroAccess,
  type PartneroReading,
  type PartneroRequest,
} from "./reconciler/partnero.ts";
export { makePlan, type Planned, type PlanRequest } from "./reconciler/plan.ts";
export { testRules } from "./reconciler/test.ts";
export { diagnosticsText } from "./render/diagnostics.ts";
export { explainJson } from "./render/explain-json.ts";
export { explainText } from "./render/explain-text.ts";
export { type ExplainView, explainView } from "./render/explain-view.ts";
export { junit } from "./render/junit.ts";
export { type PlanJsonOptions, planJson } from "./render/plan-json.ts";
export { planText } from "./render/plan-text.ts";
export { type PlanView, planView, type ViewOptions } from "./render/plan-view.ts";
export { type ResultJsonOptions, resultJson } from "./render/result-json.ts";
export { resultText } from "./render/result-text.ts";
export { type ResultView, resultView } from "./render/result-view.ts";
export { testText } from "./render/test-text.ts";
export type { TextOptions } from "./render/text/page.ts";
