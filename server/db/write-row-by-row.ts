import { sql } from 'kysely';
import { codeOf } from '../platform/start-error.ts';
import type { Trx } from './scope.ts';

/** A row that the database refused for what it holds. */
export interface RefusedRow {
	readonly id: string;
	readonly error: unknown;
}

/** Rows a statement: one of any size ends within the time that a statement has. */
const AT_ONCE = 2_000;

/**
 * Writes rows together, and where the database refuses their data, in halves, until only the refused ones are left out.
 * Anything else that fails (no connection, a lock, a full disk) is thrown, with the transaction's other work.
 * @param write one statement for all the rows it is given
 * @returns the rows that could not be written
 */
export async function writeRowByRow<Row extends { readonly id: string }>(
	trx: Trx,
	rows: readonly Row[],
	write: (some: readonly Row[]) => Promise<unknown>
): Promise<RefusedRow[]> {
	const refused: RefusedRow[] = [];
	for (let at = 0; at < rows.length; at += AT_ONCE) refused.push(...(await attempt(rows.slice(at, at + AT_ONCE))));
	return refused;

	async function attempt(some: readonly Row[]): Promise<RefusedRow[]> {
		await sql`savepoint some_rows`.execute(trx);
		try {
			await write(some);
			await sql`release savepoint some_rows`.execute(trx);
			return [];
		} catch (error) {
			if (!isDataRefused(error)) throw error;
			await sql`rollback to savepoint some_rows`.execute(trx);
			await sql`release savepoint some_rows`.execute(trx);
			if (some.length === 1) return [{ id: some[0]!.id, error }];
			const half = Math.ceil(some.length / 2);
			return [...(await attempt(some.slice(0, half))), ...(await attempt(some.slice(half)))];
		}
	}
}

/** 22…: data that a type cannot hold; 23…: a constraint; 54…: larger than the database's limits; 21000: twice in one statement. */
const isDataRefused = (error: unknown): boolean => /^(21|22|23|54)/.test(codeOf(error) ?? '');
