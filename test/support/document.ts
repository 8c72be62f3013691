/** The OpenAPI document as a client reads it: which requests it promises, and whether an answer keeps what it says. */
import { Agent, request } from 'node:http';
import { tableFromIPC } from 'apache-arrow';
import { Compile, type Validator } from 'typebox/schema';
import { readWorkbook } from '../../data/xlsx.ts';

export type Json = Record<string, unknown>;
export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Json };
export type Operation = {
  method: string;
  path: string;
  parameters: Parameter[];
  /** Schema of the JSON body, for writes. */
  body: Json | null;
  /** Media type → check of a JSON answer, or null where the document says nothing more. */
  content: Map<string, Validator | null>;
  /** Check of one row, for lists, and its columns. */
  row: Validator | null;
  columns: string[];
  access: Record<string, string>;
};
export type Document = { operations: Operation[]; problem: Validator };

export type Asked = { path: string; method?: string; headers?: Record<string, string>; body?: string };
export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; bytes: Buffer };

const agent = new Agent({ keepAlive: true, maxSockets: 12 });

/**
 * A request whose address goes out byte by byte: `fetch` would tidy `..` and strange characters away. A kept line that the
 * server closes in the moment in which it is used again says nothing about the request: that one goes out on a new line.
 */
export async function send(origin: string, asked: Asked): Promise<Answer> {
  try {
    return await once(origin, asked, agent);
  } catch (error) {
    const { code, reused } = error as { code?: string; reused?: boolean };
    if (!reused || code !== 'ECONNRESET') throw error;
    return once(origin, asked, false);
  }
}

const once = (
  origin: string,
  { path, method = 'GET', headers = {}, body }: Asked,
  by: Agent | false,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const sent = body === undefined ? headers : { 'content-type': 'application/json', ...headers };
    const asked = request({ agent: by, hostname, port, path, method, headers: sent }, async (response) => {
      try {
        const bytes = Buffer.concat(await response.toArray());
        resolve({ status: response.statusCode!, headers: response.headers, bytes });
      } catch (error) {
        reject(error);
      }
    });
    const broken = (error: Error & { code?: string }) => {
      const { message, code } = error;
      reject(
        Object.assign(new Error(`${method} ${path.slice(0, 300)}: ${message}`), { code, reused: asked.reusedSocket }),
      );
    };
    asked.on('error', broken).end(body);
  });

/** No object may carry a field that its schema does not name. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}

export function readDocument(document: Json): Document {
  const { schemas } = document.components as { schemas: { Problem: Json } };
  const operations = Object.entries(document.paths as Record<string, Record<string, Json>>).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, said]) => 'x-access' in said) // login and health stand outside the table: test/api/entry.test.ts
      .map(([method, said]) => operationOf(path, method.toUpperCase(), said)),
  );
  return { operations, problem: Compile(closed(schemas.Problem) as Json) };
}

function operationOf(path: string, method: string, said: Json): Operation {
  const content = (said.responses as { 200: { content: Record<string, { schema?: Json }> } })[200].content;
  const body = said.requestBody as { content: { 'application/json': { schema: Json } } } | undefined;
  const list = content['application/json']?.schema as { properties?: { rows?: { items: Json } } } | undefined;
  const { items } = list?.properties?.rows ?? {};
  const isList = 'application/x-ndjson' in content;
  return {
    method,
    path,
    parameters: said.parameters as Parameter[],
    body: body?.content['application/json'].schema ?? null,
    content: new Map(
      Object.entries(content).map(([type, { schema }]) => [type, schema ? Compile(closed(schema) as Json) : null]),
    ),
    row: isList ? Compile(closed(items) as Json) : null,
    columns: isList ? Object.keys(items!.properties as Json) : [],
    access: said['x-access'] as Record<string, string>,
  };
}

/** What is wrong with an answer, or null. */
export async function faultOf(operation: Operation, problem: Validator, answer: Answer): Promise<string | null> {
  const { status, bytes } = answer;
  const type = String(answer.headers['content-type'] ?? '').split(';')[0]!;
  if (status >= 500) return `status ${status}: ${bytes.toString('utf8').slice(0, 300)}`;
  if (status === 304) return null;
  if (status !== 200) return problemFault(problem, answer, type);
  const check = operation.content.get(type);
  if (check === undefined) return `media type ${type} is not in the document`;
  if (!answer.headers['x-yuzhao-snapshot']) return 'names no snapshot';
  if (check) return breach(check, JSON.parse(bytes.toString('utf8')));
  return operation.row ? listFault(operation.row, type, bytes) : null;
}

function problemFault(problem: Validator, { status, bytes }: Answer, type: string): string | null {
  const text = bytes.toString('utf8');
  // A browser that asks for a page gets one that leads to the login.
  if (status === 401 && type === 'text/html') return null;
  if (type !== 'application/problem+json') return `status ${status} as ${type}: ${text.slice(0, 300)}`;
  const told = JSON.parse(text) as { status: number };
  if (told.status !== status) return `status ${status} that calls itself ${told.status}`;
  // Nothing about the inside of the house: no file of ours, no stack, no statement.
  if (/node_modules|\bat \S+ \(|yuzhao-city-|root:x:/.test(text) || text.includes(process.cwd()))
    return `tells too much: ${text}`;
  return breach(problem, told);
}

function breach(check: Validator, value: unknown): string | null {
  if (check.Check(value)) return null;
  const [, errors] = check.Errors(value);
  return `breaks its schema: ${JSON.stringify(errors.slice(0, 2))}`;
}

async function listFault(row: Validator, type: string, bytes: Buffer): Promise<string | null> {
  if (type === 'application/x-ndjson') {
    const lines = bytes.toString('utf8').split('\n').filter(Boolean);
    return lines.reduce<string | null>((fault, line) => fault ?? breach(row, JSON.parse(line)), null);
  }
  if (type === 'text/csv') return bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? null : 'CSV without its mark';
  if (type.includes('arrow')) return tableFromIPC(bytes).schema.fields.length ? null : 'Arrow without columns';
  if (type.includes('parquet')) return /^PAR1.*PAR1$/s.test(bytes.toString('latin1')) ? null : 'no Parquet';
  if (type.includes('spreadsheet')) return (await readWorkbook(bytes)).length ? null : 'a workbook without sheets';
  return `no check for ${type}`;
}
