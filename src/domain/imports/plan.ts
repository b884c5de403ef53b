import { fail, issue, ok, type Issue, type Result } from '../shared/result.ts';
import { cut, storable } from '../shared/storable.ts';
import { kindOf } from '../survey/index.ts';
import { LEAVE_OUT, valueKey, type CustomerName, type Mapping } from './mapping.ts';
import { readTime, zoneClock, type ZoneClock } from './read-time.ts';

/** A row of a table as the answer it will be. */
export interface PlannedRow {
	/** Line of the file it came from, 1 for the first below the header. */
	readonly row: number;
	readonly touchpointId: string;
	readonly score: number;
	/** ISO instant; absent: the moment of the import. */
	readonly submittedAt?: string;
	readonly comment?: string;
	readonly customer?: Partial<Record<CustomerName, string>>;
	/**
	 * What makes this answer this answer, whenever the file is read again: the answer's own number, else the row's
	 * cells and which of the equal rows it is.
	 */
	readonly key: string;
}

export type Planned =
	| { readonly status: 'ready'; readonly row: PlannedRow }
	| { readonly status: 'left_out'; readonly row: number }
	| { readonly status: 'wrong'; readonly row: number; readonly issues: readonly Issue[] };

export interface Planning {
	readonly timeZone: string;
	/**
	 * What tells this file from others. Rows that carry neither a time nor a number of their own look alike in two
	 * files, so for them the file is part of the key.
	 */
	readonly fileKey: string;
}

/** Longest comment that is taken over; the rest is cut off by nobody silently: such a row is wrong. */
export const MAX_COMMENT = 5000;
const MAX_KEY = 2000;

/** Every row of a table under a mapping, in order. Pure: the preview shows exactly what the import will send. */
export function planRows(rows: readonly (readonly string[])[], mapping: Mapping, planning: Planning): Planned[] {
	const seen = new Map<string, number>();
	const clock = zoneClock(planning.timeZone);
	return rows.map((cells, at) => {
		const row = at + 1;
		const touchpoint = touchpointOf(cells, mapping);
		const score = scoreOf(cells, mapping);
		const time = timeOf(cells, mapping, clock);
		const comment = textOf(cells, mapping.comment);
		const issues = [touchpoint, score, time].flatMap((part) => (part.ok ? [] : part.issues));
		if (comment.length > MAX_COMMENT) issues.push(issue('too_long', ['comment'], { max: MAX_COMMENT }));
		if (!touchpoint.ok || !score.ok || !time.ok || issues.length > 0) return { status: 'wrong', row, issues };
		if (touchpoint.value === LEAVE_OUT || score.value === LEAVE_OUT) return { status: 'left_out', row };
		const customer = textOf(cells, mapping.customer?.column ?? null);
		return {
			status: 'ready',
			row: {
				row,
				touchpointId: touchpoint.value,
				score: score.value,
				key: keyOf(cells, mapping, planning, seen),
				...(time.value ? { submittedAt: time.value.toISOString() } : {}),
				...(comment === '' ? {} : { comment }),
				...(customer === '' ? {} : { customer: { [mapping.customer!.as]: customer } })
			}
		};
	});
}

const textOf = (cells: readonly string[], column: number | null): string =>
	column === null ? '' : storable(cells[column] ?? '').trim();

function touchpointOf(cells: readonly string[], { touchpoint }: Mapping): Result<string | typeof LEAVE_OUT> {
	if ('id' in touchpoint) return ok(touchpoint.id);
	const cell = valueKey(cells[touchpoint.column]);
	const found = Object.hasOwn(touchpoint.values, cell) ? touchpoint.values[cell] : undefined;
	return found === undefined
		? fail(issue('unmapped', ['touchpoint'], { value: shown(cells[touchpoint.column]) }))
		: ok(found);
}

function scoreOf(cells: readonly string[], { kind, score }: Mapping): Result<number | typeof LEAVE_OUT> {
	const cell = valueKey(cells[score.column]);
	if (score.values !== null) {
		const found = Object.hasOwn(score.values, cell) ? score.values[cell] : undefined;
		return found === undefined ? fail(issue('unmapped', ['score'], { value: shown(cells[score.column]) })) : ok(found);
	}
	if (cell === '') return fail(issue('empty', ['score']));
	const [min, max] = kindOf(kind).scale!;
	// Exports write whole numbers as 4.0 too; 4.5 is no answer anybody could have given.
	const number = /^\d+(?:\.0+)?$/.test(cell) ? Number(cell) : NaN;
	if (number >= min && number <= max) return ok(number);
	return fail(issue('not_on_scale', ['score'], { value: shown(cell), min, max }));
}

function timeOf(cells: readonly string[], { time }: Mapping, clock: ZoneClock): Result<Date | null> {
	if (time === null) return ok(null);
	const cell = textOf(cells, time.column);
	const read = readTime(cell, time.order, clock);
	return read === null ? fail(issue('not_a_time', ['time'], { value: shown(cell) })) : ok(read);
}

/** The score is no part of it: the same answer scored in another way is a conflict to report, not a second answer. */
function keyOf(cells: readonly string[], mapping: Mapping, { fileKey }: Planning, seen: Map<string, number>): string {
	const own = textOf(cells, mapping.externalId);
	if (own !== '') return clip(`id:${own}`);
	const text = JSON.stringify(mapping.time === null ? [fileKey, ...cells] : cells);
	const count = (seen.get(text) ?? 0) + 1;
	seen.set(text, count);
	return clip(`row:${count}:${text}`);
}

/** Keeps both ends and the length: two long rows that differ only in the middle are told apart by a checksum of it. */
const clip = (key: string): string =>
	key.length <= MAX_KEY ? key : `${cut(key, MAX_KEY - 40)}…${key.length}:${checksum(key)}`;

/** A cell as the person knows it, for a sentence. */
function shown(cell = ''): string {
	const text = cell.trim();
	return text.length > 60 ? `${cut(text, 60)}…` : text;
}

/** 106 bits that differ when texts differ by accident; not a signature. (Two rounds of a multiply-and-mix hash.) */
export function checksum(text: string): string {
	return [0x9e3779b9, 0x85ebca6b].map((seed) => mix(text, seed).toString(36)).join('-');
}

function mix(text: string, seed: number): number {
	let one = 0xdeadbeef ^ seed;
	let two = 0x41c6ce57 ^ seed;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		one = Math.imul(one ^ code, 2_654_435_761);
		two = Math.imul(two ^ code, 1_597_334_677);
	}
	one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
	two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
	return 4_294_967_296 * (2_097_151 & two) + (one >>> 0);
}
