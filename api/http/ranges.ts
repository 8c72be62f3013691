/** A file, or the part of it that a `Range` header asks for: what DuckDB, polars and pandas need to read Parquet over HTTP. */
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** One range; several at once are answered with the whole file, which RFC 9110 allows. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
  const { size } = statSync(path);
  reply.header('accept-ranges', 'bytes');
  const range = rangeOf(request.headers.range, size);
  if (range === 'beyond') return reply.code(416).header('content-range', `bytes */${size}`).send();
  const { from, to } = range ?? { from: 0, to: size - 1 };
  if (range) reply.code(206).header('content-range', `bytes ${from}-${to}/${size}`);
  reply.header('content-length', to - from + 1);
  return reply.send(request.method === 'HEAD' ? Readable.from([]) : createReadStream(path, { start: from, end: to }));
}

/** Both ends inclusive; null = the whole file. */
function rangeOf(header: string | undefined, size: number): { from: number; to: number } | 'beyond' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return null;
  const [start, end] = [found[1]!, found[2]!];
  if (start === '') return Number(end) === 0 ? 'beyond' : { from: Math.max(0, size - Number(end)), to: size - 1 };
  const to = end === '' ? size - 1 : Math.min(Number(end), size - 1);
  if (Number(start) >= size || Number(start) > to) return 'beyond';
  return { from: Number(start), to };
}
