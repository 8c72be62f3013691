import type { Page } from 'playwright-core';

/** What a page did that it should not: errors on its console, and requests to any host but 127.0.0.1. Filled as it happens. */
export type Watched = { errors: string[]; foreign: string[] };

/** Call before the page opens anything. Breaches of the CSP and failed loads are console errors too. */
export function watch(page: Page): Watched {
  const seen: Watched = { errors: [], foreign: [] };
  const visit = (address: string) => {
    const { protocol, hostname } = new URL(address);
    if (!['data:', 'blob:', 'about:'].includes(protocol) && hostname !== '127.0.0.1') seen.foreign.push(address);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') seen.errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('request', (request) => visit(request.url()));
  page.on('websocket', (socket) => visit(socket.url()));
  return seen;
}
