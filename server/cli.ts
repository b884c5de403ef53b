/** `npm run admin -- <command>`: works beside a running program, on the same database. */
const { runCli } = await import('./admin/cli.ts');
process.exitCode = await runCli(process.argv.slice(2));
