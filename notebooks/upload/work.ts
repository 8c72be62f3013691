/** One file on its way: sent, previewed, corrected, confirmed or given up. */
import { send } from '../shell/api.ts';
import type { Confirmed, Preview } from './answers.ts';

export type Work = {
  library: string;
  asOf: string;
  /** Id of the upload; null before a file was sent and after it was given up. */
  upload: string | null;
  preview: Preview | null;
  /** Heading → field, null for a column to leave out. */
  corrections: Record<string, string | null>;
  confirmed: Confirmed | null;
  busy: boolean;
  problem: unknown;
};

export const newWork = (library: string, asOf: string): Work => ({
  library,
  asOf,
  upload: null,
  preview: null,
  corrections: {},
  confirmed: null,
  busy: false,
  problem: null,
});

const asked = (work: Work) => ({ as_of: work.asOf, corrections: work.corrections });

/** Sends a file and looks at it. */
export async function sendFile(work: Work, file: File): Promise<void> {
  const content = await base64(file);
  await giveUp(work);
  const { upload } = await send<{ upload: string }>('POST', 'uploads', {
    library: work.library,
    file: file.name,
    content,
  });
  Object.assign(work, { upload, corrections: {}, confirmed: null });
  await look(work);
}

/** What the file would become with the corrections so far. */
export async function look(work: Work): Promise<void> {
  if (work.upload) work.preview = await send<Preview>('POST', `uploads/${work.upload}/preview`, asked(work));
}

export async function confirm(work: Work): Promise<void> {
  if (work.upload) work.confirmed = await send<Confirmed>('POST', `uploads/${work.upload}/confirm`, asked(work));
}

export async function giveUp(work: Work): Promise<void> {
  const { upload, confirmed } = work;
  Object.assign(work, { upload: null, preview: null, corrections: {}, confirmed: null });
  if (upload && !confirmed) await send('DELETE', `uploads/${upload}`, {});
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}
