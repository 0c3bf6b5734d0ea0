import type { Call, Reply } from "../http/call.ts";
import { audienceOf } from "../http/call.ts";
import type { Route } from "../http/route.ts";
import { route } from "../http/route.ts";
import { notFound, Problem } from "../problem.ts";

// Resources of which the sandbox keeps nothing. Of what is not there, every part is missing: 404, as the real service
// says of an id that it does not know.
const MISSING = `
  GET /authorized-apps/{app}
  GET PATCH DELETE /automations/{workflow}/emails/{email}
  POST /automations/{workflow}/emails/{email}/actions/pause
  POST /automations/{workflow}/emails/{email}/actions/start
  GET /automations/{workflow}/emails/{email}/queue
  GET /automations/{workflow}/emails/{email}/queue/{member}
  GET POST /automations/{workflow}/removed-subscribers
  GET /automations/{workflow}/removed-subscribers/{member}
  POST /automations/{workflow}/actions/archive
  POST /automations/{workflow}/actions/pause-all-emails
  POST /automations/{workflow}/actions/start-all-emails
  GET PATCH DELETE /campaign-folders/{folder}
  GET PATCH DELETE /campaigns/{campaign}/feedback/{feedback}
  GET DELETE /connected-sites/{site}
  POST /connected-sites/{site}/actions/verify-script-installation
  GET /conversations/{conversation}
  GET /conversations/{conversation}/messages
  GET /conversations/{conversation}/messages/{message}
  GET PATCH DELETE /ecommerce/stores/{store}
  GET POST /ecommerce/stores/{store}/carts
  GET PATCH DELETE /ecommerce/stores/{store}/carts/{cart}
  GET POST /ecommerce/stores/{store}/carts/{cart}/lines
  GET PATCH DELETE /ecommerce/stores/{store}/carts/{cart}/lines/{line}
  GET POST /ecommerce/stores/{store}/customers
  GET PUT PATCH DELETE /ecommerce/stores/{store}/customers/{customer}
  GET POST /ecommerce/stores/{store}/orders
  GET PUT PATCH DELETE /ecommerce/stores/{store}/orders/{order}
  GET POST /ecommerce/stores/{store}/orders/{order}/lines
  GET PATCH DELETE /ecommerce/stores/{store}/orders/{order}/lines/{line}
  GET POST /ecommerce/stores/{store}/products
  GET PUT PATCH DELETE /ecommerce/stores/{store}/products/{product}
  GET POST /ecommerce/stores/{store}/products/{product}/images
  GET PATCH DELETE /ecommerce/stores/{store}/products/{product}/images/{image}
  GET POST /ecommerce/stores/{store}/products/{product}/variants
  GET PUT PATCH DELETE /ecommerce/stores/{store}/products/{product}/variants/{variant}
  GET POST /ecommerce/stores/{store}/promo-rules
  GET PATCH DELETE /ecommerce/stores/{store}/promo-rules/{rule}
  GET POST /ecommerce/stores/{store}/promo-rules/{rule}/promo-codes
  GET PATCH DELETE /ecommerce/stores/{store}/promo-rules/{rule}/promo-codes/{code}
  GET /facebook-ads/{outreach}
  GET PATCH DELETE /file-manager/files/{file}
  GET PATCH DELETE /file-manager/folders/{folder}
  GET /file-manager/folders/{folder}/files
  GET PATCH DELETE /landing-pages/{page}
  GET /landing-pages/{page}/content
  POST /landing-pages/{page}/actions/publish
  POST /landing-pages/{page}/actions/unpublish
  GET /lists/{list}/abuse-reports/{report}
  GET /lists/{list}/surveys/{survey}
  POST /lists/{list}/surveys/{survey}/actions/publish
  POST /lists/{list}/surveys/{survey}/actions/unpublish
  POST /lists/{list}/surveys/{survey}/actions/create-email
  GET /reporting/facebook-ads/{outreach}
  GET /reporting/facebook-ads/{outreach}/ecommerce-product-activity
  GET /reporting/landing-pages/{outreach}
  GET /reporting/surveys/{survey}
  GET /reporting/surveys/{survey}/questions
  GET /reporting/surveys/{survey}/questions/{question}
  GET /reporting/surveys/{survey}/questions/{question}/answers
  GET /reporting/surveys/{survey}/responses
  GET /reporting/surveys/{survey}/responses/{response}
  GET /reports/{campaign}
  GET /reports/{campaign}/abuse-reports/{report}
  GET /reports/{campaign}/click-details/{link}
  GET /reports/{campaign}/click-details/{link}/members
  GET /reports/{campaign}/click-details/{link}/members/{member}
  GET /reports/{campaign}/eepurl
  GET /reports/{campaign}/email-activity/{member}
  GET /reports/{campaign}/open-details/{member}
  GET /reports/{campaign}/sent-to/{member}
  GET /reports/{campaign}/unsubscribed/{member}
  GET PATCH DELETE /template-folders/{folder}
  GET PATCH DELETE /templates/{template}
  GET /templates/{template}/default-content
  GET DELETE /verified-domains/{domain}
  POST /verified-domains/{domain}/actions/verify`;

// What the real service would do and the sandbox cannot: said plainly, so that nobody takes it for an answer of Mailchimp.
const UNDONE = `
  POST /automations
  POST /campaign-folders
  POST /campaigns/{campaign}/actions/cancel-send
  POST /campaigns/{campaign}/actions/create-resend
  POST /campaigns/{campaign}/actions/pause
  POST /campaigns/{campaign}/actions/replicate
  POST /campaigns/{campaign}/actions/resume
  POST /campaigns/{campaign}/actions/schedule
  POST /campaigns/{campaign}/actions/send
  POST /campaigns/{campaign}/actions/test
  POST /campaigns/{campaign}/actions/unschedule
  POST /campaigns/{campaign}/feedback
  POST /connected-sites
  POST /ecommerce/stores
  POST /file-manager/files
  POST /file-manager/folders
  POST /landing-pages
  POST /lists/{list}/preview-segment
  POST /lists/{list}/signup-forms
  POST /template-folders
  POST /templates
  POST /verified-domains`;

/** What the real service has and the sandbox does not: never "Invalid path", which would blame the client. */
export const untendedRoutes: readonly Route[] = [...declared(MISSING, missing), ...declared(UNDONE, undone)];

function declared(table: string, handler: Route["handler"]): Route[] {
  return table
    .trim()
    .split("\n")
    .flatMap((line) => {
      const words = line.trim().split(" ");
      const path = words.pop() ?? "";
      return words.map((method) => route(method, path, undefined, handler));
    });
}

function missing(call: Call): Reply {
  if (call.params["list"] !== undefined) audienceOf(call);
  throw notFound();
}

function undone(call: Call): Reply {
  if (call.params["list"] !== undefined) audienceOf(call);
  throw new Problem(
    501,
    "Not Implemented",
    `The sandbox does not emulate ${call.method} ${call.path}; Mailchimp does.`,
  );
}
