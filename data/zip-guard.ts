/** Looks through a ZIP archive before anybody unpacks it: sizes as they really are, checksums, no entry outside the file. */
import { crc32, inflateRawSync } from 'node:zlib';

const centralHeader = 0x02014b50;
const endOfCentral = 0x06054b50;
const endOfCentral64 = 0x06064b50;
const locator64 = 0x07064b50;
const overflow32 = 0xffffffff;

/** One part of an archive as its list states it: bytes, offset of its local header. `method` 0 = stored, 8 = deflated. */
export type Entry = { name: string; method: number; crc: number; packed: number; unpacked: number; offset: number };

/** The archive cannot be unpacked safely; `message` says why in one sentence. */
export class UnsafeArchive extends Error {}

/**
 * Every part of an archive, unpacked within `maxBytes` (their sum) and held against its checksum. Declared sizes are not believed.
 * @throws UnsafeArchive when it is no ZIP, is damaged, or would unpack to more
 */
export function unzip(bytes: Uint8Array, maxBytes: number): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  let room = maxBytes;
  eachEntry(bytes, (view, entry) => {
    const data = unpacked(view, entry, room);
    room -= data.length;
    parts.set(entry.name, data);
  });
  return parts;
}

/**
 * Unpacks every entry within `maxBytes` (sum of all unpacked bytes) and checks it against its checksum, keeping nothing.
 * Declared sizes are not believed. @returns the sum of unpacked bytes
 * @throws UnsafeArchive when it is no ZIP, is damaged, or would unpack to more
 */
export function inspectZip(bytes: Uint8Array, maxBytes: number): number {
  let sum = 0;
  eachEntry(bytes, (view, entry) => {
    sum += unpacked(view, entry, maxBytes - sum).length;
  });
  return sum;
}

function eachEntry(bytes: Uint8Array, visit: (view: Buffer, entry: Entry) => void): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (const entry of listParts(view)) visit(view, entry);
  } catch (cause) {
    if (cause instanceof UnsafeArchive) throw cause;
    throw new UnsafeArchive('the ZIP structure is damaged', { cause });
  }
}

function unpacked(view: Buffer, entry: Entry, room: number): Buffer {
  const nameEnd = entry.offset + 30 + view.readUInt16LE(entry.offset + 26);
  if (view.toString('utf8', entry.offset + 30, nameEnd) !== entry.name)
    throw new UnsafeArchive(`part ${entry.name} has two names`);
  const start = nameEnd + view.readUInt16LE(entry.offset + 28);
  if (start + entry.packed > view.length) throw new UnsafeArchive(`part ${entry.name} is cut off`);
  const packed = view.subarray(start, start + entry.packed);
  const data = entry.method === 0 ? packed : inflateWithin(packed, entry, room);
  if (data.length > room) throw new UnsafeArchive(`unpacked, it is larger than the limit (part ${entry.name})`);
  if (crc32(data) !== entry.crc) throw new UnsafeArchive(`part ${entry.name} is damaged (checksum)`);
  return data;
}

function inflateWithin(packed: Buffer, entry: Entry, room: number): Buffer {
  if (entry.method !== 8)
    throw new UnsafeArchive(`part ${entry.name} is packed by an unknown method (${entry.method})`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, room) });
  } catch (cause) {
    const tooLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const what = tooLarge
      ? `unpacked, it is larger than the limit (part ${entry.name})`
      : `part ${entry.name} is damaged`;
    throw new UnsafeArchive(what, { cause });
  }
}

/** @param view the archive, or its end from byte `base` on, with the whole list of parts in it. @throws UnsafeArchive */
export function listParts(view: Buffer, base = 0): Entry[] {
  let { count, at, end } = whereList(view, base);
  at -= base;
  end -= base;
  if (at < 0) throw new UnsafeArchive('the list of parts is not at its end');
  const entries: Entry[] = [];
  for (; count > 0; count--) {
    if (view.readUInt32LE(at) !== centralHeader) throw new UnsafeArchive('the list of parts is damaged');
    const name = view.readUInt16LE(at + 28);
    const extra = view.readUInt16LE(at + 30);
    entries.push({
      name: view.toString('utf8', at + 46, at + 46 + name),
      method: view.readUInt16LE(at + 10),
      crc: view.readUInt32LE(at + 16),
      ...sizes(view, at, at + 46 + name, extra),
    });
    at += 46 + name + extra + view.readUInt16LE(at + 32);
  }
  if (at !== end) throw new UnsafeArchive('the list of parts is longer or shorter than stated');
  return entries;
}

/** Sizes and offset; those that overflow 32 bits stand in extra field 1, in this order. */
function sizes(view: Buffer, at: number, extraAt: number, extraLength: number) {
  const result = {
    unpacked: view.readUInt32LE(at + 24),
    packed: view.readUInt32LE(at + 20),
    offset: view.readUInt32LE(at + 42),
  };
  let p = extraAt;
  while (p + 4 <= extraAt + extraLength && view.readUInt16LE(p) !== 1) p += 4 + view.readUInt16LE(p + 2);
  p += 4;
  for (const key of ['unpacked', 'packed', 'offset'] as const) {
    if (result[key] !== overflow32) continue;
    result[key] = Number(view.readBigUInt64LE(p));
    p += 8;
  }
  return result;
}

/** How many parts there are, and where in the archive their list starts and ends. @throws UnsafeArchive */
export function whereList(view: Buffer, base = 0): { count: number; at: number; end: number } {
  for (let i = view.length - 22; i >= Math.max(0, view.length - 22 - 65_535); i--) {
    if (view.readUInt32LE(i) !== endOfCentral) continue;
    const far = i >= 20 && view.readUInt32LE(i - 20) === locator64 ? Number(view.readBigUInt64LE(i - 12)) - base : -1;
    const is64 = far >= 0 && view.readUInt32LE(far) === endOfCentral64;
    const count = is64 ? Number(view.readBigUInt64LE(far + 32)) : view.readUInt16LE(i + 10);
    const size = is64 ? Number(view.readBigUInt64LE(far + 40)) : view.readUInt32LE(i + 12);
    const at = is64 ? Number(view.readBigUInt64LE(far + 48)) : view.readUInt32LE(i + 16);
    return { count, at, end: at + size };
  }
  throw new UnsafeArchive('it is not a ZIP archive, or its end is missing');
}
