import { valueKey } from './mapping.ts';

const MOST_VALUES = 60;
/** Columns that say what sort of row it is. */
const NAMED =
	/status|response ?type|kind|mode|channel|source|test|preview|env(?:ironment)?$|umgebung|环境|状态|类型|来源|渠道|测试|预览/i;
const IS_TRIAL =
	/(^|[\s_-])(preview|test|tests|testing|spam|dummy|sandbox|staging)($|[\s_-])|预览|测试|试答|试填|垃圾|vorschau/i;
const IS_YES = /^(1|true|yes|y|是|对|x|✓)$/i;
/** Kinds of answers that Qualtrics writes as numbers: bits for previews (1), tests (2) and spam (8). */
const TRIAL_BITS = 1 | 2 | 8;

/**
 * Rows that nobody meant as answers – previews, tests, spam – by the column that tells them.
 * @param header names of the columns
 * @returns the column and those of its values (as `valueKey` writes them) that are proposed to be left out; null when there are none
 */
export function rowsToLeaveOut(
	header: readonly string[],
	rows: readonly (readonly string[])[]
): { column: number; values: string[] } | null {
	for (let column = 0; column < header.length; column++) {
		const title = header[column]!;
		if (!NAMED.test(title)) continue;
		const values = new Set<string>();
		for (const row of rows) {
			values.add(valueKey(row[column]));
			if (values.size > MOST_VALUES) break;
		}
		if (values.size > MOST_VALUES) continue;
		const trial = [...values].filter((value) => isTrial(value, title, [...values]));
		// When all of them are trials, somebody tries the import itself.
		if (trial.length > 0 && trial.length < [...values].filter((value) => value !== '').length)
			return { column, values: trial };
	}
	return null;
}

function isTrial(value: string, title: string, all: readonly string[]): boolean {
	if (IS_TRIAL.test(value)) return true;
	if (/test|preview|测试|预览/i.test(title) && IS_YES.test(value)) return true;
	const numbered = /^(status|response type)($|[\s·])/i.test(title) && all.every((one) => /^\d{0,2}$/.test(one));
	return numbered && all.includes('0') && (Number(value) & TRIAL_BITS) !== 0;
}
