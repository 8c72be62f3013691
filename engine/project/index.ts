/** Projects: where each stands, what became of it, what is entered about it. */

export { type NewExit, recordExit } from './exit.ts';

export { type FiledLead, fileLead } from './file-lead.ts';

export { idleCauses, type RegisterQuestion, registerSelect, stuckCauses, stuckProjects } from './lists.ts';
export { recordEvents } from './record-events.ts';
export { type ProjectTimeline, projectTimeline, type TimelineEvent } from './timeline.ts';
