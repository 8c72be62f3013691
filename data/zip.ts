/** ZIP archives: written part by part, read part by part, never whole in memory. The only importer of `fflate`. */
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { strToU8, Zip, type ZipInputFile, zipSync } from 'fflate';
import { type Packed, packedEnd, packedPiece } from './packed.ts';
import { type Entry, listParts, UnsafeArchive, whereList } from './zip-guard.ts';

/** `stored`: already compressed, goes in as it is. Pieces may come packed. */
export type Part = { name: string; stored: boolean; content: AsyncIterable<Piece> | Iterable<Piece> };
type Piece = Uint8Array | Packed;

/** Sizes and offsets have 32 bits. */
const largest = 2 ** 32 - 2 ** 20;

/** Texts as one small archive; the same texts give the same bytes. */
export const zipWhole = (texts: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)])), {
    mtime: new Date(1980, 0, 1),
  });

/** The archive as it grows: nothing is asked of `parts` before what is there was taken. @throws RangeError beyond 4 GB */
export async function* writeZip(parts: AsyncIterable<Part>, at: Date): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = [];
  let sum = 0;
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    sum += piece.length;
    if (sum > largest) throw new RangeError('a ZIP archive of this kind holds 4 GB');
    pieces.push(piece);
  });
  const taken = (): Buffer => {
    const all = Buffer.concat(pieces);
    pieces = [];
    return all;
  };
  for await (const { name, stored, content } of parts) {
    const file: ZipInputFile = { filename: name, mtime: at, compression: stored ? 0 : 8, crc: 0, size: 0 };
    const take = (piece: Uint8Array, last: boolean) => file.ondata!(null, piece as Uint8Array<ArrayBuffer>, last);
    zip.add(file);
    for await (const piece of content) {
      const { bytes, crc, size } =
        'crc' in piece ? piece : stored ? asItIs(piece, file.crc) : packedPiece(piece, file.crc);
      file.crc = crc;
      file.size += size;
      if (file.size > largest) throw new RangeError('a part of a ZIP archive of this kind holds 4 GB');
      take(bytes, false);
      if (pieces.length) yield taken();
    }
    take(stored ? new Uint8Array(0) : packedEnd(), true);
  }
  zip.end();
  yield taken();
}

const asItIs = (bytes: Uint8Array, before: number): Packed => ({
  bytes,
  crc: crc32(bytes, before),
  size: bytes.length,
});

/** The parts that an archive lists. @throws UnsafeArchive when it is no ZIP or its list is damaged */
export async function zipParts(path: string): Promise<Entry[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const end = await tail(file, size, 65_557);
    const { at } = whereList(end, size - end.length);
    if (!(at >= 0 && at < size)) throw new UnsafeArchive('the list of parts is not where it should be');
    return listParts(await tail(file, size, size - at), at);
  } catch (cause) {
    if (cause instanceof RangeError) throw new UnsafeArchive('the list of parts is damaged', { cause });
    throw cause;
  } finally {
    await file.close();
  }
}

async function tail(file: FileHandle, size: number, bytes: number): Promise<Buffer> {
  const wanted = Math.min(size, bytes);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, size - wanted);
  return buffer.subarray(0, bytesRead);
}

/** The content of one part, unpacked as it is read. @throws UnsafeArchive for an unknown method or a part outside the file */
export async function zipContent(path: string, { name, method, offset, packed }: Entry): Promise<Readable> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(30);
    const { bytesRead } = await file.read(head, 0, 30, offset);
    if (bytesRead < 30) throw new UnsafeArchive(`part ${name} is cut off`);
    const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    if (start + packed > (await file.stat()).size) throw new UnsafeArchive(`part ${name} is cut off`);
    if (method !== 0 && method !== 8)
      throw new UnsafeArchive(`part ${name} is packed by an unknown method (${method})`);
    if (packed === 0) return Readable.from([]);
    const raw = createReadStream(path, { start, end: start + packed - 1 });
    if (method === 0) return raw;
    const inflate = createInflateRaw();
    raw.on('error', (error) => inflate.destroy(error));
    return raw.pipe(inflate);
  } finally {
    await file.close();
  }
}
