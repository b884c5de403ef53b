/**
 * What a document is written in: sequence → version. A sequence is a kind of record (or the document itself) whose stored
 * form changes by itself; versions count from 1 without gaps.
 */
export type SchemaVersions = Readonly<Record<string, number>>;

/** One number for a whole schema: every migration and every new sequence makes it one more. */
export const schemaNumberOf = (versions: SchemaVersions): number =>
	Object.values(versions).reduce((sum, version) => sum + version, 0);

/**
 * Why a document cannot be brought to this program's schema:
 * - `too_new`: written by a newer program; reload (the server was updated).
 * - `too_old`: its sequence starts below what this program still knows.
 * - `unknown_type`: it has a sequence that this program does not know.
 * - `migration_failed`: a migration threw; nothing was changed.
 */
export type UpgradeReason = 'too_new' | 'too_old' | 'unknown_type' | 'migration_failed';
