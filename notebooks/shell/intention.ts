/** Writing once: the same words keep their idempotency key until the server has answered them, so that trying again writes nothing twice. */
export class Intention {
  private held: { text: string; key: string } | null = null;

  /** The key of this body: the one of the last try where that had no answer and the body is the same, else a new one. */
  keyOf(body: unknown): string {
    const text = JSON.stringify(body);
    if (this.held?.text !== text) this.held = { text, key: crypto.randomUUID() };
    return this.held.key;
  }

  /** The server has spoken: whatever is sent next is a new intention. */
  answered(): void {
    this.held = null;
  }
}
