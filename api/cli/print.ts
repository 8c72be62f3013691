/** `yuzhao print`: a page as an A4 PDF, for a meeting or for a schedule of the operating system. */
import { writeFile } from 'node:fs/promises';
import { serve } from '../http/index.ts';
import { pagePdf } from '../print/pdf.ts';

export type PrintArguments = { store: string; json: boolean };

/** Serves the store on a free port of this machine for as long as the page takes. */
export async function printCommand(page: string, file: string, { store, json }: PrintArguments): Promise<void> {
  const serving = await serve({ store, port: 0 });
  try {
    const pdf = await pagePdf(serving.url, page);
    await writeFile(file, pdf);
    process.stdout.write(
      json ? `${JSON.stringify({ page, file, bytes: pdf.length })}\n` : `${file}  ${pdf.length} bytes\n`,
    );
  } finally {
    await serving.close();
  }
}
