import type { AnswerColumn } from './find-questions.ts';
import { countNames, oneLine, placesOf, recognised, widthOf } from './build.ts';
import type { ColumnRole, RowFate, Shape } from './shape.ts';

const FIXED: Readonly<Record<string, ColumnRole>> = {
	...{ id: 'id', submitdate: 'time', lastpage: 'status', startlanguage: 'language', seed: 'ignore', token: 'ignore' },
	...{ startdate: 'ignore', datestamp: 'time', ipaddr: 'ignore', refurl: 'ignore', interviewtime: 'duration' },
	...{ firstname: 'ignore', lastname: 'ignore', email: 'customer' }
};
/** The same where the export has texts for names, in English. */
const SPOKEN: Readonly<Record<string, string>> = {
	...{ responseid: 'id', datesubmitted: 'submitdate', lastpage: 'lastpage', startlanguage: 'startlanguage' },
	...{ seed: 'seed', datestarted: 'startdate', datelastaction: 'datestamp', ipaddress: 'ipaddr' },
	...{ referrerurl: 'refurl', totaltime: 'interviewtime' }
};
/** `used[SQ001]`, `used_SQ001`, `dual[SQ001][1]`, "used. Which did you use?" */
const CODE = /^([A-Za-z][A-Za-z0-9]*)((?:\[[^\]]*\])+|_[A-Za-z0-9_#]+)?(?:\. (.+))?$/s;
const TIMING = /^(groupTime|questionTime)\d+|(^|\s)time:|^(group|question) time/i;

/** LimeSurvey as CSV: one header row of codes, of texts, or of both. */
export const limesurvey: Shape = {
	name: 'limesurvey',
	read: (lines) => (hasCodes(lines[1]) ? null : read(lines, 0))
};

/** LimeSurvey's VV file: tabs, texts above codes, and braces for what would break a line. */
export const limesurveyVv: Shape = {
	name: 'limesurvey-vv',
	read: (lines) => (hasCodes(lines[1]) ? read(lines, 1) : null)
};

/** A row of codes: no answer has these words in these places. */
const hasCodes = (line: readonly string[] = []): boolean =>
	['id', 'lastpage', 'startlanguage'].every((code) => line.includes(code));

/** Fixed columns by code. */
function fixedIn(line: readonly string[]): ReadonlyMap<string, number> {
	const found = new Map<string, number>();
	for (const [name, at] of placesOf(line.map((cell) => cell.replace(/^([a-z]+)\. .*$/s, '$1')))) {
		const code = FIXED[name] ? name : SPOKEN[name];
		if (code !== undefined && !found.has(code)) found.set(code, at);
	}
	return found;
}

function read(lines: readonly (readonly string[])[], codes: 0 | 1): ReturnType<Shape['read']> {
	const line = lines[codes] ?? [];
	const fixed = fixedIn(line);
	const sure = countNames(fixed, ['id', 'submitdate', 'lastpage', 'startlanguage', 'seed', 'datestamp']);
	if (sure < 3 || !fixed.has('id') || !fixed.has('lastpage')) return null;
	const byColumn = new Map([...fixed].map(([name, at]) => [at, name]));
	const roles = new Map<number, ColumnRole>([...byColumn].map(([at, name]) => [at, FIXED[name]!]));
	const width = widthOf(lines.slice(0, codes + 1));
	const answers: AnswerColumn[] = [];
	for (let at = 0; at < width; at++) {
		const name = oneLine(line[at]);
		if (roles.has(at) || name === '' || TIMING.test(name)) continue;
		const [, code = name, sub, said] = CODE.exec(name) ?? [];
		const text = codes === 1 ? oneLine(lines[0]![at]) : (said ?? (CODE.test(name) ? '' : name));
		answers.push({ index: at, key: code, text, part: sub?.replace(/^[_[]|\]$/g, '').replaceAll('][', ' · ') ?? null });
	}
	const coded = answers.every(({ text }) => text === '');
	const place = (name: string): number => fixed.get(name) ?? -1;
	return recognised({
		shape: codes === 1 ? 'limesurvey-vv' : 'limesurvey',
		sure: sure >= 4 ? 0.98 : 0.85,
		headerRows: codes + 1,
		lines,
		headers: Array.from({ length: width }, (_, at) => oneLine(line[at]) || `#${at + 1}`),
		roles,
		// Without texts the code is better than nothing.
		answers: withRanks(answers).map((one) => (one.text === '' ? { ...one, text: one.key } : one)),
		times: [place('submitdate'), place('datestamp'), place('startdate')],
		unknown: ['zone', ...(coded ? (['question_texts'] as const) : [])],
		fate: fateBy(place('submitdate'), place('lastpage'), lines.slice(codes + 1)),
		...(codes === 1 ? { cell: decodeVv } : {})
	});
}

/** Places as columns, `rank[1]`, `rank[2]`: the cells are the items. */
const withRanks = (answers: readonly AnswerColumn[]): AnswerColumn[] =>
	answers.map((one) => {
		const parts = answers.filter(({ key }) => key === one.key).map(({ part }) => part);
		return parts.length > 1 && parts.every((part, at) => part === String(at + 1)) ? { ...one, found: 'rank' } : one;
	});

/** Unfinished answers have no time of submission. */
function fateBy(
	submitted: number,
	page: number,
	rows: readonly (readonly string[])[]
): (cells: readonly string[]) => RowFate {
	if (submitted >= 0) return (cells) => (decodeVv(cells[submitted] ?? '').trim() === '' ? 'partial' : 'complete');
	const last = rows.reduce((most, row) => Math.max(most, Number(row[page]) || 0), 0);
	return (cells) => (Number(cells[page]) < last ? 'partial' : 'complete');
}

/** `{tab}` and its kind as what they stand for; `{lbrace}` last, or `{lbrace}tab}` would become a tab. */
export const decodeVv = (text: string): string =>
	!text.includes('{')
		? text
		: text === '{question_not_shown}'
			? ''
			: text
					.replaceAll('{tab}', '\t')
					.replaceAll('{cr}', '\r')
					.replaceAll('{newline}', '\n')
					.replaceAll('{quote}', '"')
					.replaceAll('{lbrace}', '{');
