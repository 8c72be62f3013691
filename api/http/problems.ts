/** Errors as RFC 9457 problems: the only place that knows status codes. */
import type { FastifyInstance, FastifyReply, FastifyServerOptions } from 'fastify';
import { AppError, type ErrorCode, type ErrorKind } from '../../data/errors.ts';

const status: Record<ErrorKind, number> = { input: 400, not_found: 404, conflict: 409, unavailable: 503, bug: 500 };
/** Codes that HTTP has a status of their own for. */
const special: Partial<Record<ErrorCode, number>> = {
  unauthorised: 401,
  forbidden: 403,
  rate_limited: 429,
};
/** A write that was decided on an older state failed its own condition (412) if it stated one. */
const statusOf = ({ code, kind }: AppError, conditional: boolean): number =>
  code === 'ledger_conflict' && conditional ? 412 : (special[code] ?? status[kind]);

type Refused = { validation?: { instancePath: string; message?: string }[]; message: string; statusCode?: number };

/** Refused before any route is known: an address that cannot be read, a line that is no HTTP. */
const unreadable = (status: number, title: string) => ({
  type: 'urn:yuzhao:option_invalid',
  title,
  status,
  code: 'option_invalid',
  remedy: 'correct the request',
});

/** Fastify's own refusals in our words; they never pass the gate, so nothing of the request is repeated. */
export const refusals: Pick<FastifyServerOptions, 'frameworkErrors' | 'clientErrorHandler'> = {
  frameworkErrors: ({ statusCode = 400 }, _request, reply: FastifyReply) => {
    const title = statusCode === 414 ? 'a part of the address is too long' : 'the address cannot be read';
    return reply
      .code(statusCode)
      .header('x-content-type-options', 'nosniff')
      .type('application/problem+json')
      .send(unreadable(statusCode, title));
  },
  clientErrorHandler: (error, socket) => {
    const { code } = error as { code?: string };
    if (code === 'ECONNRESET' || !socket.writable) return socket.destroy();
    const [status, name, title] = lineErrors[code ?? ''] ?? [400, 'Bad Request', 'this is no HTTP request'];
    const body = JSON.stringify(unreadable(status, title));
    socket.end(
      `HTTP/1.1 ${status} ${name}\r\ncontent-type: application/problem+json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );
  },
};

/** Code → status, its name, what is wrong. */
const lineErrors: Record<string, [number, string, string]> = {
  HPE_INVALID_URL: [400, 'Bad Request', 'the address holds signs that must be percent-encoded (Chinese, spaces)'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'address and headers together are too long'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'the request took too long to arrive'],
};

/** What a browser shows when its session has ended; it says nothing about what was asked for. */
const closedPage = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>渝招 yuzhao</title>
<h1>请重新打开链接 · Please open the printed link again</h1>
<p>会话已失效或链接已使用过。有令牌的请<a href="/login/">登录</a>；本机用户请重新运行 <code>yuzhao serve</code>，打开新打印的链接。</p>
<p lang="en">The session has ended or the link was used. <a href="/login/?lang=en">Log in</a> with a token, or run <code>yuzhao serve</code> again and open the new link.</p></html>`;

export function problems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof AppError) {
      const code = statusOf(error, request.headers['if-match'] !== undefined);
      if (code === 401 && request.headers.accept?.includes('text/html'))
        return reply.code(code).type('text/html; charset=utf-8').send(closedPage);
      return reply
        .code(code)
        .type('application/problem+json')
        .send({
          type: `urn:yuzhao:${error.code}`,
          title: error.message,
          status: code,
          code: error.code,
          remedy: error.remedy,
        });
    }
    const { validation, message, statusCode } = error as Refused;
    // Beside a parameter that does not fit: a body that is no JSON, too long, of another type.
    if (validation || (statusCode !== undefined && statusCode >= 400 && statusCode < 500)) {
      const code = validation ? 400 : statusCode!;
      return reply
        .code(code)
        .type('application/problem+json')
        .send({
          type: 'urn:yuzhao:option_invalid',
          title: message,
          status: code,
          code: 'option_invalid',
          remedy: validation ? 'correct the parameter' : 'correct the request',
        });
    }
    // Whoever leaves stops what was done for them, wherever it was.
    if (!reply.raw.destroyed) process.stderr.write(`yuzhao serve: ${(error as Error).stack}\n`);
    return reply.code(500).type('application/problem+json').send({
      type: 'urn:yuzhao:bug',
      title: 'an unexpected error',
      status: 500,
      code: 'bug',
      remedy: 'report it with the time of the request',
    });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('application/problem+json').send({
      type: 'urn:yuzhao:not_found',
      title: 'there is nothing here',
      status: 404,
      code: 'not_found',
      remedy: 'open / for the pages',
    }),
  );
}
