/** Packed pieces of one stream. A thread reads this file: it imports no library. */
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** `crc` of the stream up to the end of this piece, `size` of this piece, both before it was packed. */
export type Packed = { bytes: Uint8Array; crc: number; size: number };

/** A third of the time that the usual level takes, for a quarter more bytes. */
const level = 1;

/** Pieces that are packed one by one and put together are one stream once `packedEnd` has come. @param crc of all pieces before */
export const packedPiece = (piece: Uint8Array, crc: number): Packed => ({
  bytes: deflateRawSync(piece, { level, finishFlush: constants.Z_SYNC_FLUSH }),
  crc: crc32(piece, crc),
  size: piece.length,
});

export const packedEnd = (): Uint8Array => deflateRawSync(new Uint8Array(0));
