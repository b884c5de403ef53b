import type { AnswerColumn } from './find-questions.ts';
import { countNames, fieldRole, oneLine, placesOf, recognised, rolesBy, widthOf } from './build.ts';
import type { ColumnRole, Shape } from './shape.ts';

const FIXED: Readonly<Record<string, ColumnRole>> = {
	...{ no: 'ignore', responseid: 'id', timestamp: 'time', finished: 'status', surveyid: 'ignore' },
	...{ formbricksidinternal: 'ignore', userid: 'customer', tags: 'ignore', url: 'ignore', country: 'ignore' },
	...{ language: 'language', notes: 'ignore', source: 'channel' }
};
const NUMBERED = /^(\d+)\. (.*)$/s;

/** Formbricks: eight fixed columns, then `1. headline`; a matrix has a column for each row. */
export const formbricks: Shape = {
	name: 'formbricks',
	read(lines) {
		const [top = []] = lines;
		const places = placesOf(top);
		const known = countNames(places, [
			...['no', 'responseid', 'timestamp', 'finished', 'surveyid', 'formbricksidinternal', 'userid', 'tags']
		]);
		const own = places.has('formbricksidinternal');
		if (!places.has('responseid') || !places.has('finished') || known < (own ? 4 : 6)) return null;
		const width = widthOf([top]);
		const roles = rolesBy(places, FIXED);
		const answers: AnswerColumn[] = [];
		for (let at = 0; at < width; at++) {
			if (roles.has(at)) continue;
			const name = oneLine(top[at]);
			const [, number, text] = NUMBERED.exec(name) ?? [];
			if (number === undefined) roles.set(at, /^userAgent - /.test(name) ? 'ignore' : fieldRole(name));
			else if (/ - Option ID$/.test(text!)) roles.set(at, 'ignore');
			else answers.push({ index: at, key: number, text: text!, part: null });
		}
		const finished = places.get('finished')!;
		return recognised({
			shape: 'formbricks',
			sure: own ? 0.99 : 0.85,
			headerRows: 1,
			lines,
			headers: Array.from({ length: width }, (_, at) => oneLine(top[at]) || `#${at + 1}`),
			roles,
			answers: withRows(answers),
			joiners: ['; '],
			times: [places.get('timestamp')],
			unknown: ['zone', 'nps_base'],
			fate: (cells) => (/^(no|false|0|否)$/i.test((cells[finished] ?? '').trim()) ? 'partial' : 'complete'),
			cell: (text) => text.replace(/^'(?=[=+\-@])/, '')
		});
	}
};

/** `3. headline - row`: what a number's columns begin with alike is the headline. */
const withRows = (answers: readonly AnswerColumn[]): AnswerColumn[] =>
	answers.map((one) => {
		if (answers.filter(({ key }) => key === one.key).length < 2) return one;
		const cut = one.text.lastIndexOf(' - ');
		return cut < 0 ? one : { ...one, text: one.text.slice(0, cut), part: one.text.slice(cut + 3) };
	});
