/** Asks light questions one after another, in a process that does nothing else: `begin`, then `end` tells how long each took, in ms. Usage: tsx light-caller.ts <origin> <cookie> */
import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const [origin, cookie] = process.argv.slice(2) as [string, string];
const agent = new Agent({ keepAlive: true });
let asked = 0;
let times: number[] = [];
let asking: Promise<void> | null = null;
let over = false;

/** Each is a question of its own: kept answers would tell nothing. */
const ask = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const from = performance.now();
    get(`${origin}/api/districts?limit=${1 + (asked++ % 9999)}`, { agent, headers: { cookie } }, (response) => {
      response.resume().on('end', () => resolve(performance.now() - from));
    }).on('error', reject);
  });

async function askOn(): Promise<void> {
  while (!over) {
    times.push(await ask());
    await pause(5);
  }
}

process.on('message', async (word) => {
  if (word === 'begin') {
    [over, times] = [false, []];
    asking = askOn();
  } else {
    over = true;
    await asking;
    process.send!(times);
  }
});
