import type { RawFields, RecordDefinition } from './define-record.ts';
import type { Id } from './ids.ts';
import { type Issue, issue } from './result.ts';
import type { SchemaVersions, UpgradeReason } from './schema-versions.ts';

/** A whole document as plain data, before any validation. */
export interface RawDocument {
	readonly schema: SchemaVersions;
	readonly epoch: number;
	/** Collection → id → fields; a record that is the only one of its kind has the id ''. */
	readonly collections: Readonly<Record<string, Readonly<Record<Id, RawFields>>>>;
}

/** A schema: the definitions whose sequences it has, one for each kind of record, checked when it is built. */
export interface DocumentSchema {
	readonly current: SchemaVersions;
	readonly sequences: Readonly<Record<string, RecordDefinition>>;
}

export type RawUpgrade =
	| { readonly ok: true; readonly value: RawDocument; readonly changed: boolean }
	| { readonly ok: false; readonly reason: UpgradeReason; readonly issue: Issue };

/**
 * A schema from definitions. Gaps, duplicates and migrations that do not match the named versions are refused here,
 * i.e. when the program starts.
 */
export function defineSchema(definitions: readonly RecordDefinition[]): DocumentSchema {
	const sequences: Record<string, RecordDefinition> = {};
	for (const definition of definitions) {
		const { type, versions, migrations } = definition;
		if (sequences[type]) throw new Error(`Two record kinds are called "${type}".`);
		const names = Object.entries(versions).sort((a, b) => a[1] - b[1]);
		names.forEach(([name, number], i) => {
			if (number !== i + 1)
				throw new Error(
					`Version "${name}" of "${type}" is ${number}; expected ${i + 1}: number them from 1 without gaps.`
				);
		});
		const expected = names.slice(1).map(([name]) => name);
		const found = migrations.map((m) => m.to);
		if (expected.join() !== found.join())
			throw new Error(
				`Migrations of "${type}" lead to [${found.join(', ')}]; expected [${expected.join(', ')}], one for each version after the first, in order.`
			);
		sequences[type] = definition;
	}
	const current = Object.fromEntries(definitions.map((d) => [d.type, Object.keys(d.versions).length]));
	return { current, sequences };
}

/** Brings a document to the schema, purely: data in, result or reason out. */
export function upgradeRaw(raw: RawDocument, schema: DocumentSchema): RawUpgrade {
	for (const [sequence, version] of Object.entries(raw.schema)) {
		const definition = schema.sequences[sequence];
		if (!definition) return refuse('unknown_type', { sequence, version });
		if (version > schema.current[sequence]!)
			return refuse('too_new', { sequence, version, known: schema.current[sequence]! });
		if (version < 1 || !Number.isInteger(version)) return refuse('too_old', { sequence, version });
	}
	const collections: Record<string, Readonly<Record<Id, RawFields>>> = { ...raw.collections };
	let changed = false;
	for (const [sequence, { collection, migrations }] of Object.entries(schema.sequences)) {
		// A kind that came after the document was written: nothing to migrate, the document only learns its number.
		const from = raw.schema[sequence];
		changed ||= from !== schema.current[sequence];
		if (from === undefined) continue;
		for (const { to, up } of migrations.slice(from - 1)) {
			try {
				collections[collection] = Object.fromEntries(
					Object.entries(collections[collection] ?? {}).map(([id, fields]) => [id, up(fields, id)])
				);
			} catch (error) {
				return refuse('migration_failed', {
					sequence,
					to,
					message: error instanceof Error ? error.message : String(error)
				});
			}
		}
	}
	return { ok: true, changed, value: { ...raw, schema: schema.current, collections } };
}

const refuse = (reason: UpgradeReason, params: NonNullable<Issue['params']>): RawUpgrade => ({
	ok: false,
	reason,
	issue: issue(`document_${reason}`, undefined, params)
});
