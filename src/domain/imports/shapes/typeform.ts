import type { AnswerColumn } from './find-questions.ts';
import { countNames, fieldRole, oneLine, placesOf, recognised, rolesBy, widthOf } from './build.ts';
import type { ColumnRole, Shape } from './shape.ts';

const FIXED: Readonly<Record<string, ColumnRole>> = {
	...{ '#': 'id', responsetype: 'status', startdateutc: 'ignore', stagedateutc: 'ignore', submitdateutc: 'time' },
	...{ networkid: 'ignore', tags: 'ignore', ending: 'ignore' }
};
const HIDDEN = /^[a-z][a-z0-9_-]{0,39}$/;

/** Typeform: `#` first, times in UTC behind the questions; ticks are columns that have only the option's label. */
export const typeform: Shape = {
	name: 'typeform',
	read(lines) {
		const [top = []] = lines;
		const places = placesOf(top);
		const known = countNames(places, ['startdateutc', 'submitdateutc', 'networkid', 'responsetype', 'stagedateutc']);
		if (places.get('#') !== 0 || known < 2) return null;
		const width = widthOf([top]);
		const roles = rolesBy(places, FIXED);
		const end = Math.min(...['responsetype', 'startdateutc'].flatMap((name) => places.get(name) ?? []));
		const rows = lines.slice(1, 2001);
		const answers: AnswerColumn[] = [];
		let ticks: number | null = null;
		for (let at = 1; at < end; at++) {
			const name = plainText(top[at]);
			const ticked = isTick(name, rows, at);
			const other: boolean = /^(other|其他|其它|autre|andere|otro)$/i.test(name) && ticks !== null;
			// An option that nobody ticked is empty, among the others.
			const unticked: boolean = ticks !== null && isEmpty(rows, at) && !/[?？]$/.test(name);
			ticks = ticked || other || unticked ? (ticks ?? at) : null;
			if (ticks !== null) answers.push({ index: at, key: `ticks${ticks}`, text: '', part: name, found: 'several' });
			else if (HIDDEN.test(name)) roles.set(at, fieldRole(name));
			else answers.push({ index: at, key: `q${at}`, text: name, part: null });
		}
		const place = (name: string): number => places.get(name) ?? -1;
		const type = place('responsetype');
		const submitted = place('submitdateutc');
		return recognised({
			shape: 'typeform',
			sure: 0.98,
			headerRows: 1,
			lines,
			headers: Array.from({ length: width }, (_, at) => oneLine(top[at]) || `#${at + 1}`),
			roles,
			answers,
			times: [submitted, place('stagedateutc'), place('startdateutc')],
			unknown: ['shown', ...(answers.some(({ found }) => found === 'several') ? (['ticks_question'] as const) : [])],
			fate: (cells) =>
				type < 0
					? (cells[submitted] ?? '').trim() === ''
						? 'partial'
						: 'complete'
					: /^(partial|started|incomplete)/i.test((cells[type] ?? '').trim())
						? 'partial'
						: 'complete'
		});
	}
};

/** Every filled cell of the column is its own header. */
function isTick(name: string, rows: readonly (readonly string[])[], at: number): boolean {
	const cells = rows.map((row) => plainText(row[at])).filter((cell) => cell !== '');
	return cells.length > 0 && cells.every((cell) => cell === name);
}

const isEmpty = (rows: readonly (readonly string[])[], at: number): boolean =>
	rows.every((row) => (row[at] ?? '').trim() === '');

/** Without bold and without answers that were recalled into the text. */
const plainText = (text: string | undefined): string =>
	oneLine(text)
		.replace(/\{\{(field|hidden|var|calc):[^}]*\}\}[,，]?\s*/g, '… ')
		.replace(/(^|[^\p{L}\p{N}])[*_]([^*_]+)[*_](?![\p{L}\p{N}])/gu, '$1$2')
		.trim();
