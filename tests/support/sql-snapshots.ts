import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
	Kysely,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	type DatabaseConnection,
	type Driver,
	type QueryResult
} from 'kysely';
import { describe, expect, it } from 'vitest';
import type { NamedStatements } from '../../server/db/named-statements.ts';
import type { Trx } from '../../server/db/scope.ts';
import { formatSql } from './format-sql.ts';

/** A database that is none: it notes what would be run, and answers what the call says. */
export interface Recording {
	readonly db: Trx;
	readonly via: NamedStatements;
	/** The rows that the next statements find, one list a statement; else each finds one row without columns. */
	finds(...answers: readonly (readonly object[])[]): void;
}

/** Calls a function with typical arguments; what it makes of the rows does not matter. */
export type Call = (recording: Recording) => unknown;

/** Several calls where arguments change the statement, each with a name; null: the function asks the database nothing. */
export type Calls<M> = {
	readonly [Name in keyof M as M[Name] extends (...args: never[]) => unknown ? Name : never]:
		Call | Readonly<Record<string, Call>> | null;
};

/**
 * Holds the statements of a file of queries against the snapshot beside it (`members.ts`, `members.sql`), so that a changed
 * query shows in the diff. A function without a call fails by its name. CONTRIBUTING ("Queries") says how to renew.
 * @param file as the test would import it: `./members.ts`
 */
export function keepsSql<M extends object>(file: `./${string}.ts`, module: M, calls: Calls<M>): void {
	describe(`the statements of ${file.slice(2)}`, () => {
		it('are all called', () => expect(uncalled(module, calls)).toEqual([]));

		const snapshot = file.replace(/\.ts$/, '.sql');
		it('have a snapshot', () => {
			const there = existsSync(join(dirname(expect.getState().testPath!), snapshot));
			expect(there, `${snapshot} was missing and is written now: read it and commit it`).toBe(true);
		});

		it('are those of the snapshot', async () => {
			const parts: string[] = [];
			/** Who asked the same before; told once. */
			const told = new Map<string, string>();
			for (const [name, which, call] of cases(calls)) {
				const statements = await statementsOf(call);
				expect(statements, `${name} asks the database nothing`).not.toEqual([]);
				const text = statements.map((sql) => `${sql};\n`).join('\n');
				const title = which === '' ? name : `${name}, ${which}`;
				const same = told.get(text);
				parts.push(same === undefined ? `-- ${title}\n${text}` : `-- ${title}\n-- The same as ${same}\n`);
				if (same === undefined) told.set(text, title);
			}
			await expect(parts.join('\n')).toMatchFileSnapshot(snapshot);
		});
	});
}

function* cases(calls: object): Generator<[name: string, which: string, call: Call]> {
	for (const [name, call] of Object.entries(calls) as [string, Call | Readonly<Record<string, Call>> | null][]) {
		if (typeof call === 'function') yield [name, '', call];
		else for (const [which, one] of Object.entries(call ?? {})) yield [name, which, one];
	}
}

/** Functions that a file of queries exports and no call is written for. */
export const uncalled = (module: object, calls: object): string[] =>
	Object.entries(module)
		.filter(([name, value]) => typeof value === 'function' && !isBuilder(value) && !Object.hasOwn(calls, name))
		.map(([name]) => name);

/** A piece of SQL is no function of its own, whatever it is built as. */
const isBuilder = (value: object): boolean => 'toOperationNode' in value;

/** What a call would run, in order. */
export async function statementsOf(call: Call): Promise<string[]> {
	const statements: string[] = [];
	let answers: readonly (readonly object[])[] = [];
	const run = (text: string): QueryResult<never> => {
		const rows = answers[statements.length] ?? [{}];
		const formatted = formatSql(text);
		if (bare(formatted) !== bare(text)) throw new Error(`more than white space was changed:\n${text}\n${formatted}`);
		statements.push(formatted);
		return { rows: rows as never[], numAffectedRows: BigInt(rows.length) };
	};
	const connection: DatabaseConnection = {
		executeQuery: async (query) => run(query.sql),
		streamQuery(): never {
			throw new Error('no query streams');
		}
	};
	const driver: Driver = {
		init: async () => {},
		acquireConnection: async () => connection,
		beginTransaction: async () => {},
		commitTransaction: async () => {},
		rollbackTransaction: async () => {},
		releaseConnection: async () => {},
		destroy: async () => {}
	};
	const db = new Kysely({
		dialect: {
			createAdapter: () => new PostgresAdapter(),
			createDriver: () => driver,
			createIntrospector: (any) => new PostgresIntrospector(any),
			createQueryCompiler: () => new PostgresQueryCompiler()
		}
	}) as unknown as Trx;
	await call({ db, via: { query: async (text) => run(text) }, finds: (...given) => void (answers = given) });
	return statements;
}

const bare = (text: string): string => text.replaceAll(/\s/g, '');
