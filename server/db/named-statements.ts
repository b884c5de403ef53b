import type { CompiledQuery } from 'kysely';

/**
 * Runs a statement under a name, so that each connection parses and plans it once: two thirds of the time of the
 * statement that counts an answer were spent on planning it again. Only for the few that run all the time.
 */
export interface NamedStatements {
	/** @param name one name, one text */
	query(text: string, values: unknown[], name: string): Promise<{ rows: unknown[] }>;
}

export async function runNamed<Row>(via: NamedStatements, name: string, query: CompiledQuery<Row>): Promise<Row[]> {
	return (await via.query(query.sql, [...query.parameters], name)).rows as Row[];
}
