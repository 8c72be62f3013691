/** One piece of work at a time; of those asked for meanwhile only the newest is done, so that what moves is followed and never queued. */
export class Newest {
  private running = false;
  private next: (() => Promise<void>) | null = null;

  async ask(work: () => Promise<void>): Promise<void> {
    this.next = work;
    if (this.running) return;
    this.running = true;
    try {
      while (this.next) {
        const now: () => Promise<void> = this.next;
        this.next = null;
        await now();
      }
    } finally {
      this.running = false;
    }
  }
}
