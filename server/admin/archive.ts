import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as v from 'valibot';
import { codeOf, reason, StartError } from '../platform/start-error.ts';

/**
 * A backup is a directory: `manifest.json` and, for each table, `<table>.ndjson.gz` with one row per line as
 * PostgreSQL's row_to_json writes it. Text all through, so it moves between versions of PostgreSQL.
 */
const ManifestSchema = v.object({
	format: v.literal('wayfelt backup 1'),
	at: v.string(),
	/** Migrations the data fits to. */
	migrations: v.array(v.string()),
	sequences: v.record(v.string(), v.number()),
	/** Events that consumers had not handled yet, in order: their queues are not in the backup, and are filled again. */
	unhandled: v.optional(v.array(v.object({ consumer: v.string(), workspaceId: v.string(), id: v.string() })), []),
	tables: v.array(
		v.object({ name: v.pipe(v.string(), v.regex(/^[a-z_][a-z0-9_]*$/)), rows: v.number(), sha256: v.string() })
	)
});

export type Manifest = v.InferOutput<typeof ManifestSchema>;
export type TableEntry = Manifest['tables'][number];

const dataFile = (directory: string, table: string): string => join(directory, `${table}.ndjson.gz`);

/** What every part of backup and restore compares: number of rows and hash of their lines. */
export function digest(): { add(line: string): void; result(): Omit<TableEntry, 'name'> } {
	const hash = createHash('sha256');
	let rows = 0;
	return {
		add: (line) => {
			hash.update(line).update('\n');
			rows++;
		},
		result: () => ({ rows, sha256: hash.digest('hex') })
	};
}

/** Writes one table; readable by the owner only, since it holds people's data. */
export async function writeTable(directory: string, name: string, lines: AsyncIterable<string>): Promise<TableEntry> {
	const sum = digest();
	async function* counted(): AsyncIterable<string> {
		for await (const line of lines) {
			sum.add(line);
			yield `${line}\n`;
		}
	}
	await pipeline(
		Readable.from(counted()),
		createGzip(),
		createWriteStream(dataFile(directory, name), { mode: 0o600, flags: 'wx' })
	);
	return { name, ...sum.result() };
}

/** Lines of one table, unpacked. */
export async function* readTable(directory: string, name: string): AsyncIterable<string> {
	const unpacked = createGunzip();
	const reading = pipeline(createReadStream(dataFile(directory, name)), unpacked);
	// Its failure reaches the reader below too; here it must only not be unhandled.
	reading.catch(() => undefined);
	for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) yield line;
	await reading;
}

/** Reads the manifest and compares every file with it, before anything is done with them. */
export async function verifyArchive(directory: string): Promise<Manifest> {
	const manifest = readManifest(directory);
	for (const table of manifest.tables) {
		const sum = digest();
		try {
			for await (const line of readTable(directory, table.name)) sum.add(line);
		} catch (error) {
			throw new StartError(
				`The backup is damaged: ${table.name} cannot be read (${reason(error)}). Nothing was changed.`,
				{ cause: error }
			);
		}
		const { rows, sha256 } = sum.result();
		if (rows !== table.rows || sha256 !== table.sha256) {
			throw new StartError(
				`The backup is damaged: ${table.name} is not what was written (${rows} rows of ${table.rows}). Nothing was changed.`
			);
		}
	}
	return manifest;
}

function readManifest(directory: string): Manifest {
	let text: string;
	try {
		text = readFileSync(join(directory, 'manifest.json'), 'utf8');
	} catch (error) {
		throw new StartError(`${directory} holds no complete backup (manifest.json: ${codeOf(error) ?? reason(error)}).`, {
			cause: error
		});
	}
	try {
		return v.parse(ManifestSchema, JSON.parse(text));
	} catch (error) {
		throw new StartError(`${directory}/manifest.json is not one this program understands (${reason(error)}).`, {
			cause: error
		});
	}
}
