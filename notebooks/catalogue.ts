/** Every word of the pages that does not come from the data, in both languages; one file a page, in `catalogue/`. */
import { assess } from './catalogue/assess.ts';
import { company } from './catalogue/company.ts';
import { leadership } from './catalogue/leadership.ts';
import { login } from './catalogue/login.ts';
import { policy } from './catalogue/policy.ts';
import { projects } from './catalogue/projects.ts';
import { research } from './catalogue/research.ts';
import { shell } from './catalogue/shell.ts';
import { targets } from './catalogue/targets.ts';
import { upload } from './catalogue/upload.ts';

export const catalogue = {
  ...shell,
  ...targets,
  ...leadership,
  ...assess,
  ...projects,
  ...research,
  ...policy,
  ...upload,
  ...login,
  ...company,
} as const;
