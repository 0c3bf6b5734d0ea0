import { EDITOR_SCHEMA } from "../config/config-schema.ts";

/** A file to start from: valid as it stands, with what comes next in comments. */
export const STARTER = `# yaml-language-server: $schema=${EDITOR_SCHEMA}
# An audience as code: this file says what it must look like, \`audiencectl plan\` shows what would change, \`audiencectl apply\` does it.
version: 1

audience:
  id: \${MAILCHIMP_AUDIENCE_ID}      # Mailchimp: Audience, Settings, Audience name and defaults
  # expect: { name: Acme Partners }  # a wrong id stops here

# Merge fields that you declare are created and kept as declared; others are left alone.
mergeFields:
  STATUS: { name: Partner status, type: dropdown, choices: [active, pending, archived] }

# Tags. With \`when\` a contact bears one exactly while the condition holds; without, it is only made.
tags:
  partner: {}

# Where the people come from. The name is what rules call a record.
# sources:
#   partner: { type: csv, path: data/partners.csv, email: email, columns: { total_sales: number } }
#
# Who becomes a contact, and with which status; the identity field marks a contact as ours:
#   mergeFields:  PARTNER_ID: { name: Partner ID, type: text, public: false, value: partner.id }
#   tags:         active: { when: { partner.status: active } }
# sync:
#   identity: [PARTNER_ID]
#   newContacts: pending             # subscribed | pending (double opt-in) | transactional | skip
`;
