/** Policy text as a document of the text models. */
import type { Document } from '../text/company-document.ts';
import { fold } from '../text/placement-scope.ts';

export const documentOf = (text: string): Document => [{ text: fold(text), weight: 1 }];
