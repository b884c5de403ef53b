// `npm run db:new <purpose>`: a new, empty migration, dated now.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, Stop } from './common.mjs';

const template = `import { sql, type Kysely } from 'kysely';

/** Why this table or column exists. Every table starts its keys with workspace_id and is isolated. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql\`
		create table thing (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			primary key (workspace_id, id)
		)\`.execute(db);
	await sql\`call wayfelt_isolate('thing')\`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql\`drop table thing\`.execute(db);
}
`;

await run(() => {
	const purpose = process.argv.slice(2).join('-').toLowerCase();
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(purpose))
		throw new Stop('Say what it is for, in a few words: npm run db:new journey-tags');
	const time = new Date().toISOString().replace(/[-:]/g, '').slice(0, 13);
	const file = join('migrations', `${time}-${purpose}.ts`);
	writeFileSync(join(root, file), template, { flag: 'wx' });
	process.stdout.write(`${file}\n`);
});
