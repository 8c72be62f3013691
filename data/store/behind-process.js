// The process of behind.ts: statements, each on a database that is open for it alone. JavaScript, because Node 20 reads no TypeScript
// as the first file of a process. Usage: node behind-process.js <nice> <threads>
import { setPriority } from 'node:os';

const [nice, threads] = process.argv.slice(2);
setPriority(Number(nice)); // before there are other threads: they take it over
process.on('disconnect', () => process.exit()); // nobody waits for it any more
const loaded = import('@duckdb/node-api');

process.on('message', async ({ id, path, sql }) => {
  let failure = null;
  try {
    await run(path, sql);
  } catch (error) {
    failure = error.message;
  }
  process.send({ id, failure });
});

async function run(path, sql) {
  const { DuckDBInstance } = await loaded;
  const instance = await DuckDBInstance.create(path, {
    access_mode: path === ':memory:' ? 'AUTOMATIC' : 'READ_ONLY',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: '2GB',
    threads,
  });
  try {
    await (await instance.connect()).run(sql);
  } finally {
    instance.closeSync();
  }
}
