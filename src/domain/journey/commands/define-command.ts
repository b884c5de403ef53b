import type * as v from 'valibot';
import type { Id, NewId } from '#domain/shared/ids.ts';
import { parse } from '#domain/shared/parse.ts';
import { fail, issue, ok, type Result } from '#domain/shared/result.ts';
import type { Change } from '../changes.ts';
import { indexOf } from '../queries.ts';
import type { JourneyRecord, RecordOf, RecordType } from '../records/all-records.ts';
import type { JourneySnapshot } from '../snapshot.ts';

export interface CommandContext {
	/** Ids of new records; also the source of the jitter of their order keys. */
	readonly newId: NewId;
}

/** What a command wants done. Empty `changes`: everything is already so. */
export interface Outcome {
	readonly changes: readonly Change[];
	/** Ids of new records that a person asked for, to select or to edit next. */
	readonly created: readonly Id[];
	/** Everything that goes, with what hangs on it: for "deleted 1 scene and 12 cards". */
	readonly removed: readonly JourneyRecord[];
	/** Titles that others wrote meanwhile and that could not be merged into this person's: they stand nowhere now. */
	readonly replaced: readonly string[];
}

/** One way to change a journey. Pure: snapshot + input → changes, or what is wrong with the input. */
export interface Command<N extends string = string, S extends v.GenericSchema = v.GenericSchema> {
	readonly name: N;
	/** Strict: an unknown key is an error. */
	readonly input: S;
	run(snapshot: JourneySnapshot, input: v.InferOutput<S>, context: CommandContext): Result<Outcome>;
}

export const defineCommand = <const N extends string, S extends v.GenericSchema>(
	command: Command<N, S>
): Command<N, S> => command;

/** Checks the input and runs the command. */
export function execute<N extends string, S extends v.GenericSchema>(
	command: Command<N, S>,
	snapshot: JourneySnapshot,
	input: v.InferInput<S>,
	context: CommandContext
): Result<Outcome> {
	const parsed = parse(command.input, input);
	return parsed.ok ? command.run(snapshot, parsed.value, context) : parsed;
}

export const outcome = (changes: readonly Change[], extra: Partial<Omit<Outcome, 'changes'>> = {}): Result<Outcome> =>
	ok({ changes, created: [], removed: [], replaced: [], ...extra });

/** The record of this type, or the issue that it is gone. Orphans count as there. */
export function find<T extends RecordType>(
	snapshot: JourneySnapshot,
	type: T,
	id: Id,
	path = 'id'
): Result<RecordOf<T>> {
	const record = indexOf(snapshot).byId.get(id);
	return record?.type === type ? ok(record as RecordOf<T>) : fail(issue(`${type}_not_found`, [path], { id }));
}
