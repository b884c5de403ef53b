import { unescapeFormulas } from '../../shared/csv.ts';
import type { AnswerColumn } from './find-questions.ts';
import { countNames, oneLine, placesOf, recognised, rolesBy, widthOf } from './build.ts';
import type { ColumnRole, FoundKind, Shape } from './shape.ts';

const FIXED: Readonly<Record<string, ColumnRole>> = {
	...{ id: 'id', survey: 'ignore', surveyversion: 'ignore', touchpoint: 'touchpoint', touchpointid: 'ignore' },
	...{ channel: 'channel', code: 'place', language: 'language', customerid: 'ignore', mark: 'status' },
	...{ leftout: 'status', partial: 'status', parametersother: 'ignore' }
};
const TIME = /^submitted_at \(.+\)$/;
/** Ids that questions get in surveys made by their kind. */
const BY_ID: readonly (readonly [RegExp, FoundKind])[] = [
	[/^nps(_\d+)?$/, 'nps'],
	[/^csat(_\d+)?$/, 'csat'],
	[/^comment(_\d+)?$/, 'text'],
	[/^number(_\d+)?$/, 'number']
];

/** Our own export of answers: fixed columns, parameters, then one column a question by its id. */
export const wayfelt: Shape = {
	name: 'wayfelt',
	read(lines) {
		const [top = []] = lines;
		const places = placesOf(top);
		const time = top.findIndex((name) => TIME.test(name.trim()));
		if (time < 0 || countNames(places, ['id', 'surveyversion', 'touchpointid', 'channel', 'leftout']) < 4) return null;
		const width = widthOf([top]);
		const roles = rolesBy(places, FIXED).set(time, 'time');
		const answers: AnswerColumn[] = [];
		for (let at = 0; at < width; at++) {
			const name = oneLine(top[at]);
			if (roles.has(at) || name === '' || name.startsWith('parameter_')) continue;
			const found = BY_ID.find(([id]) => id.test(name))?.[1];
			answers.push({ index: at, key: name, text: name, part: null, ...(found ? { found } : {}) });
		}
		const [leftOut, mark, partial] = ['leftout', 'mark', 'partial'].map((name) => places.get(name) ?? -1);
		return recognised({
			shape: 'wayfelt',
			sure: 1,
			headerRows: 1,
			lines,
			headers: Array.from({ length: width }, (_, at) => oneLine(top[at]) || `#${at + 1}`),
			roles,
			answers,
			joiners: ['; '],
			times: [time],
			unknown: ['question_texts'],
			fate(cells) {
				if ((cells[mark!] ?? '').trim() === 'test') return 'test';
				if (/^yes$/i.test((cells[leftOut!] ?? '').trim())) return 'marked';
				return /^yes$/i.test((cells[partial!] ?? '').trim()) ? 'partial' : 'complete';
			},
			cell: unescapeFormulas
		});
	}
};
