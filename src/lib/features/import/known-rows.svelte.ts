import type { KnownRow, KnownRun } from '#contract/imports.ts';
import { CHECK_CHUNK, type PlannedRow } from '#domain/imports/index.ts';
import type { AskKind } from '#domain/survey/index.ts';

export type CheckCall = (
	kind: AskKind,
	rows: readonly Omit<PlannedRow, 'customer' | 'restore'>[]
) => Promise<{ readonly results: readonly KnownRow[]; readonly runs: readonly KnownRun[] }>;

/** What is there already of the rows that are ready, asked part by part. A later question makes an earlier one void. */
export class KnownRows {
	status = $state<'idle' | 'looking' | 'done' | 'failed'>('idle');
	/** Rows that were looked up. */
	looked = $state(0);
	byRow = $state.raw<ReadonlyMap<number, KnownRow>>(new Map());
	runs = $state.raw<ReadonlyMap<string, KnownRun>>(new Map());

	readonly #call: CheckCall;
	#question = 0;

	constructor(call: CheckCall) {
		this.#call = call;
	}

	async look(kind: AskKind, rows: readonly PlannedRow[]): Promise<void> {
		const question = ++this.#question;
		this.status = rows.length === 0 ? 'idle' : 'looking';
		this.looked = 0;
		const byRow = new Map<number, KnownRow>();
		const runs = new Map<string, KnownRun>();
		try {
			for (let at = 0; at < rows.length; at += CHECK_CHUNK) {
				const part = rows.slice(at, at + CHECK_CHUNK).map(({ customer: _customer, restore: _restore, ...row }) => row);
				const answer = await this.#call(kind, part);
				if (question !== this.#question) return;
				for (const one of answer.results) byRow.set(one.row, one);
				for (const one of answer.runs) runs.set(one.id, one);
				this.looked = byRow.size;
			}
		} catch {
			// Said beside the preview; importing finds out row by row.
			if (question === this.#question) this.status = 'failed';
			return;
		}
		this.byRow = byRow;
		this.runs = runs;
		if (rows.length > 0) this.status = 'done';
	}
}

/** `same`: rows that say the same as answers of another file are those answers. `other`: they are further ones. */
export type Likeness = 'same' | 'other';

/** The rows of a file by what is there already. */
export interface SortedRows {
	readonly fresh: readonly PlannedRow[];
	/** The very answers, of which nothing but their content tells that they are the same. */
	readonly there: readonly PlannedRow[];
	readonly weak: number;
	readonly conflict: readonly PlannedRow[];
	readonly alike: readonly PlannedRow[];
	readonly deleted: readonly PlannedRow[];
	readonly erased: readonly PlannedRow[];
	/** What is likely, where a person has not said. */
	readonly likely: Likeness;
}

export function sortOut(rows: readonly PlannedRow[], known: Pick<KnownRows, 'byRow' | 'runs'>): SortedRows {
	const of = (status: KnownRow['status']) =>
		rows.filter((row) => (known.byRow.get(row.row)?.status ?? 'new') === status);
	const there = of('there');
	const alike = of('alike');
	return {
		fresh: of('new'),
		there,
		weak: there.filter((row) => !/^(copy\d+:)?(id|nr):/.test(row.key)).length,
		conflict: of('conflict'),
		alike,
		deleted: of('deleted'),
		erased: of('erased'),
		likely: likelyOf(rows, alike, known)
	};
}

/**
 * A time that is the same to the second tells that the answer is; so does a file that holds another one whole, unless its
 * rows say so little that they could be anybody's.
 */
function likelyOf(
	rows: readonly PlannedRow[],
	alike: readonly PlannedRow[],
	known: Pick<KnownRows, 'byRow' | 'runs'>
): Likeness {
	if (alike.length === 0 || alike.every((row) => row.submittedAt !== undefined)) return 'same';
	const different = new Set(rows.map((row) => row.look?.replace(/\.\d+$/, ''))).size;
	if (different < rows.length * 0.8) return 'other';
	const matched = new Map<string, number>();
	for (const row of rows) {
		const run = known.byRow.get(row.row)?.run;
		if (run !== undefined) matched.set(run, (matched.get(run) ?? 0) + 1);
	}
	const whole = [...matched].some(([run, count]) => count > 1 && count === known.runs.get(run)?.answers);
	return whole ? 'same' : 'other';
}
