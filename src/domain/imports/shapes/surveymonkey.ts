import type { AnswerColumn } from './find-questions.ts';
import { countNames, oneLine, placesOf, recognised, rolesBy, widthOf } from './build.ts';
import type { ColumnRole, Shape } from './shape.ts';

const FIXED: Readonly<Record<string, ColumnRole>> = {
	...{ respondentid: 'id', collectorid: 'ignore', startdate: 'ignore', enddate: 'time', datecreated: 'ignore' },
	...{ datemodified: 'time', ipaddress: 'ignore', emailaddress: 'customer', firstname: 'ignore', lastname: 'ignore' },
	...{ customdata1: 'ignore', customdata: 'ignore', collectortitle: 'channel' }
};
/** What stands below a question of one column. */
const SUB =
	/^(response|open-ended response|point|antwort|offene antwort|réponse|respuesta|resposta|risposta|回复|答复|回答|自由回答|开放式回答)$/i;

/** SurveyMonkey: a question's text stands over its first column only; below it an option, row or field. */
export const surveymonkey: Shape = {
	name: 'surveymonkey',
	read(lines) {
		const [top = [], below = []] = lines;
		const places = placesOf(top);
		const id = places.get('respondentid');
		const dates = countNames(places, ['startdate', 'enddate', 'datecreated', 'datemodified']);
		if (id === undefined || (!places.has('collectorid') && dates === 0) || lines.length < 2) return null;
		const roles = rolesBy(places, FIXED);
		for (const [name, at] of places) if (/^customdata\d*$/.test(name)) roles.set(at, 'ignore');
		const isFixed = (at: number): boolean => roles.has(at);
		// In the second row nothing stands below the fixed columns, and something below questions.
		if ([...roles.keys()].some((at) => (below[at] ?? '').trim() !== '')) return null;
		if (!below.some((cell) => cell.trim() !== '')) return null;
		const width = widthOf([top, below]);
		const answers: AnswerColumn[] = [];
		let text = '';
		let key = '';
		for (let at = 0; at < width; at++) {
			if (isFixed(at)) continue;
			const stem = oneLine(top[at]);
			if (stem !== '') [text, key] = [stem, `q${at}`];
			const part = oneLine(below[at]);
			answers.push({ index: at, key, text, part: part === '' || SUB.test(part) ? null : part });
		}
		const place = (...names: string[]): number | undefined => {
			const found = names.find((name) => places.has(name));
			return found === undefined ? undefined : places.get(found);
		};
		return recognised({
			shape: 'surveymonkey',
			sure: places.has('collectorid') && dates > 0 ? 0.98 : 0.8,
			headerRows: 2,
			lines,
			headers: Array.from({ length: width }, (_, at) => {
				const one = answers.find(({ index }) => index === at);
				return one ? [one.text, one.part].filter(Boolean).join(' · ') : oneLine(top[at]);
			}),
			roles,
			answers,
			joiners: [', '],
			times: [place('enddate', 'datemodified'), place('startdate', 'datecreated')],
			unknown: ['partial', 'zone', 'shown']
		});
	}
};
