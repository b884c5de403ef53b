import { parse } from '../shared/parse.ts';
import { fail, issue, ok, type Issue, type Result } from '../shared/result.ts';
import { cut, storable } from '../shared/storable.ts';
import { kindOf } from '../survey/index.ts';
import { RowKeys } from './identity.ts';
import { PLACE_LENGTH, rowIssues, RowToPlan } from './inputs.ts';
import { LEAVE_OUT, valueKey, type CustomerName, type Mapping } from './mapping.ts';
import { isNumeric, marksNoComment, plainScore, saysNothing } from './read-score.ts';
import { readTime } from './read-time.ts';
import { isAnswer } from './shapes/build.ts';
import type { FurtherAnswers } from './shapes/answers-of.ts';
import type { RowFate } from './shapes/shape.ts';
import { zoneClock, type ZoneClock } from './zone.ts';

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
	readonly place?: string;
	/** To further questions of the survey that its file was made a survey of. */
	readonly answers?: FurtherAnswers;
	/** Broken off: what was answered counts, and there is no more. */
	readonly partial?: boolean;
	/** What makes this answer this answer, whenever its file is read again (`RowKeys.key`). */
	readonly key: string;
	/** What the row says, to find it among answers that came with another file (`RowKeys.look`). */
	readonly look?: string;
	/** It was deleted once, and a person wants it back. */
	readonly restore?: boolean;
}

export type Planned =
	| { readonly status: 'ready'; readonly row: PlannedRow }
	/**
	 * `header`: the header again, between answers; `row_kind`: a preview or a test; `value`: its score or touchpoint is left
	 * out; `partial`: broken off, where only whole answers are wanted.
	 */
	| { readonly status: 'left_out'; readonly row: number; readonly because: 'header' | 'row_kind' | 'value' | 'partial' }
	| { readonly status: 'wrong'; readonly row: number; readonly issues: readonly Issue[] };

export interface Planning {
	readonly timeZone: string;
	/**
	 * What tells this file from others. Rows that carry neither a time nor a number of their own look alike in two
	 * files, so for them the file is part of the key.
	 */
	readonly fileKey: string;
	/** Names of the columns; tells which only count rows. */
	readonly header?: readonly string[];
	/** Rows above the answers as they stand in the file: found again between answers, they are left out. */
	readonly above?: readonly (readonly string[])[];
	/** More than 0: these are other answers than those that are there already, though nothing tells them apart. */
	readonly copy?: number;
	/** What a row of a recognised file is. */
	readonly fate?: (cells: readonly string[]) => RowFate;
	/** What a row says to further questions. */
	readonly answers?: (cells: readonly string[]) => FurtherAnswers;
	/** Answers that were broken off are left out. */
	readonly wholeOnly?: boolean;
	/** The present: later answers are wrong. */
	readonly now?: Date;
}

/** Every row of a table under a mapping, in order. Pure: the preview shows exactly what the import will send. */
export function planRows(rows: readonly (readonly string[])[], mapping: Mapping, planning: Planning): Planned[] {
	const keys = new RowKeys(rows, mapping, planning);
	const clock = zoneClock(mapping.time?.zone ?? planning.timeZone);
	const above = new Set((planning.above ?? []).map((line) => JSON.stringify(line.map(valueKey))));
	const out = new Set(mapping.leaveOut?.values);
	return rows.map((cells, at) => {
		const row = at + 1;
		if (above.size > 0 && above.has(JSON.stringify(cells.map(valueKey))))
			return { status: 'left_out', row, because: 'header' };
		if (mapping.leaveOut && out.has(valueKey(cells[mapping.leaveOut.column])))
			return { status: 'left_out', row, because: 'row_kind' };
		const fate = planning.fate?.(cells) ?? 'complete';
		if (fate === 'header') return { status: 'left_out', row, because: 'header' };
		if (!isAnswer(fate)) return { status: 'left_out', row, because: 'row_kind' };
		if (fate === 'partial' && planning.wholeOnly) return { status: 'left_out', row, because: 'partial' };
		const touchpoint = touchpointOf(cells, mapping);
		const score = scoreOf(cells, mapping);
		// What is left out need not be right in its other columns.
		if ((touchpoint.ok && touchpoint.value === LEAVE_OUT) || (score.ok && score.value === LEAVE_OUT))
			return { status: 'left_out', row, because: 'value' };
		const time = timeOf(cells, mapping, clock);
		const issues = [touchpoint, score, time].flatMap((part) => (part.ok ? [] : part.issues));
		if (!touchpoint.ok || !score.ok || !time.ok) return { status: 'wrong', row, issues };
		const comment = textOf(cells, mapping.comment);
		const customer = textOf(cells, mapping.customer?.column ?? null);
		const place = textOf(cells, mapping.place ?? null).replace(/\s+/g, ' ');
		const planned: PlannedRow = {
			row,
			touchpointId: touchpoint.value!,
			score: score.value!,
			key: keys.key(cells, time.value),
			look: keys.look(cells, time.value),
			...(time.value ? { submittedAt: time.value.toISOString() } : {}),
			...(comment === '' || marksNoComment(comment) ? {} : { comment }),
			...(customer === '' || saysNothing(customer) ? {} : { customer: { [mapping.customer!.as]: unquoted(customer) } }),
			...(planning.answers ? { answers: planning.answers(cells) } : {}),
			...(fate === 'partial' ? { partial: true } : {}),
			...(place === '' || saysNothing(place) ? {} : { place: cut(place, PLACE_LENGTH).trim() })
		};
		const read = parse(RowToPlan, planned);
		const wrong = read.ok ? rowIssues(read.value, planning.now) : read.issues;
		return wrong.length > 0 ? { status: 'wrong', row, issues: wrong } : { status: 'ready', row: planned };
	});
}

const textOf = (cells: readonly string[], column: number | null): string =>
	column === null ? '' : storable(cells[column] ?? '').trim();

/** Exports put a mark before what a spreadsheet would take for a formula: '+86139… */
const unquoted = (text: string): string => text.replace(/^'(?=[+=@-])/, '');

function touchpointOf(cells: readonly string[], { touchpoint }: Mapping): Result<string | typeof LEAVE_OUT> {
	if ('id' in touchpoint) return ok(touchpoint.id);
	const cell = valueKey(cells[touchpoint.column]);
	const found = Object.hasOwn(touchpoint.values, cell) ? touchpoint.values[cell] : undefined;
	return found === undefined
		? fail(issue('unmapped', ['touchpoint'], { value: shown(cells[touchpoint.column]) }))
		: ok(found);
}

function scoreOf(cells: readonly string[], { kind, score }: Mapping): Result<number | typeof LEAVE_OUT> {
	const cell = cells[score.column] ?? '';
	const key = valueKey(cell);
	if (score.values !== null && Object.hasOwn(score.values, key)) return ok(score.values[key]!);
	const [min, max] = kindOf(kind).scale!;
	const number = plainScore(cell, [min, max]);
	if (number !== null) return ok(number);
	if (key === '') return fail(issue('empty', ['score']));
	return fail(
		score.values === null || isNumeric(cell)
			? issue('not_on_scale', ['score'], { value: shown(cell), min, max })
			: issue('unmapped', ['score'], { value: shown(cell) })
	);
}

function timeOf(cells: readonly string[], { time }: Mapping, clock: ZoneClock): Result<Date | null> {
	if (time === null) return ok(null);
	const column = [time.column, ...(time.orElse ?? [])].find((one) => !saysNothing(cells[one] ?? '')) ?? time.column;
	const cell = textOf(cells, column);
	const read = readTime(cell, time.order, clock);
	return read === null ? fail(issue('not_a_time', ['time'], { value: shown(cell) })) : ok(read);
}

/** A cell as the person knows it, for a sentence. */
function shown(cell = ''): string {
	const text = cell.trim();
	return text.length > 60 ? `${cut(text, 60)}…` : text;
}
