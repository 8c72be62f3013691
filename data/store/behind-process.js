// What runs in a process of behind.ts: one statement. JavaScript, because Node 20 reads no TypeScript as the first file of a process.
import { setPriority } from 'node:os';

process.on('disconnect', () => process.exit()); // nobody waits for it any more
process.once('message', async ({ nice, path, sql, threads }) => {
  setPriority(nice); // before there are other threads: they take it over
  let failure = null;
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const settings = {
      access_mode: path === ':memory:' ? 'AUTOMATIC' : 'READ_ONLY',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      memory_limit: '2GB',
      threads: String(threads),
    };
    const connection = await (await DuckDBInstance.create(path, settings)).connect();
    await connection.run(sql);
  } catch (error) {
    failure = error.message;
  }
  process.send({ failure }, () => process.exit());
});
