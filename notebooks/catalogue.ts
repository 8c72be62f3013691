/** Every word of the pages that does not come from the data, in both languages; one file a page, in `catalogue/`. */
import { allocation } from './catalogue/allocation.ts';
import { assess } from './catalogue/assess.ts';
import { brief } from './catalogue/brief.ts';
import { chain } from './catalogue/chain.ts';
import { company } from './catalogue/company.ts';
import { leadership } from './catalogue/leadership.ts';
import { login } from './catalogue/login.ts';
import { policy } from './catalogue/policy.ts';
import { problems } from './catalogue/problems.ts';
import { projects } from './catalogue/projects.ts';
import { research } from './catalogue/research.ts';
import { shell } from './catalogue/shell.ts';
import { shortlist } from './catalogue/shortlist.ts';
import { targets } from './catalogue/targets.ts';
import { upload } from './catalogue/upload.ts';

export const catalogue = {
  ...shell,
  ...problems,
  ...targets,
  ...company,
  ...shortlist,
  ...brief,
  ...chain,
  ...allocation,
  ...leadership,
  ...assess,
  ...projects,
  ...research,
  ...policy,
  ...upload,
  ...login,
} as const;
