/** `npm run admin -- <command>`: works beside a running program, on the same database. */
import { loadEnvFile } from './platform/env-file.ts';

loadEnvFile();
const { runCli } = await import('./admin/cli.ts');
process.exitCode = await runCli(process.argv.slice(2));
