/** The ingest room: from a file that someone sent to rows that we trust. */
import type { LibraryId } from '../data/schema/library.ts';
import { industryMap, restrictions } from './library/areas.ts';
import type { Library } from './library/declare.ts';
import { enterprises } from './library/enterprises.ts';
import { expertContacts, experts } from './library/experts.ts';
import { withForms } from './library/of-forms.ts';
import { parks } from './library/parks.ts';
import { policies } from './library/policies.ts';
import { policyTexts } from './library/policy-texts.ts';
import { applications, evaluations, leads } from './library/project-forms.ts';
import { events, projects } from './library/projects.ts';
import { relations, signals } from './library/relations.ts';
import { activities, funds, institutes, parcels } from './library/small.ts';
import { tasks } from './library/tasks.ts';

export { forkCleaningSession, openCleaningSession } from './clean/session.ts';
export type { Corrections } from './header.ts';
export type { Library } from './library/declare.ts';
export { type IngestOptions, type IngestResult, ingestFile } from './load.ts';
export { previewFile } from './preview.ts';
export { sendBack } from './send-back.ts';
export type { TrialOptions } from './trial.ts';
export {
  confirmUpload,
  dropUpload,
  keepUpload,
  largestUpload,
  previewUpload,
  returnedUpload,
  uploadOf,
} from './upload.ts';

/** Every library that can be loaded, by its id, with the headings of its forms. */
export const declared: Record<LibraryId, Library> = withForms({
  enterprises,
  projects,
  events,
  experts,
  expert_contacts: expertContacts,
  policies,
  policy_texts: policyTexts,
  parks,
  relations,
  signals,
  industry_map: industryMap,
  restrictions,
  applications,
  evaluations,
  leads,
  parcels,
  funds,
  institutes,
  activities,
  tasks,
});
export { type InputOutputFile, readInputOutput } from './read/input-output.ts';
export { type EventFile, readEventFile } from './read-events.ts';
export type { RefusedRow } from './read-list.ts';
export { type OutcomeLine, readOutcomeFile } from './read-outcomes.ts';
export { type Repeated, repeatedRows } from './repeated.ts';
export { type FoundCompany, findCompanies } from './resolve/find.ts';
export {
  companiesToReview,
  decideIdentity,
  identityLog,
  type LoggedDecision,
  type NewDecision,
  undoIdentity,
} from './resolve/identity/decide.ts';
export { type Resolved, resolveStore } from './resolve/identity/resolve-store.ts';
export { type LinkResult, linkRecords } from './resolve/linkage/link.ts';
export { clusterRecords, decidePair, undoDecision } from './resolve/linkage/merge-log.ts';
export { type MentionResult, resolveMentions } from './resolve/mentions.ts';
export { createNameIndex } from './resolve/name-index.ts';
export { parseName } from './resolve/name-parts.ts';
