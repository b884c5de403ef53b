import type { AnswerColumn } from './find-questions.ts';
import { countNames, oneLine, placesOf, recognised, rolesBy, widthOf } from './build.ts';
import type { ColumnRole, Shape } from './shape.ts';

/** `序号` only counts the rows of the file, so it is no answer's number. */
const FIXED: Readonly<Record<string, ColumnRole>> = {
	...{ 序号: 'ignore', 提交答卷时间: 'time', 所用时间: 'duration', 来源: 'channel', 来源详情: 'ignore' },
	...{ 来自ip: 'ignore', 总分: 'ignore', 经纬度: 'ignore', 总得分: 'ignore' }
};
const NUMBERED = /^(\d+)、(.*)$/s;

/** 问卷星: six fixed columns, then `1、…`; of a group only the first column has the stem. */
export const wjx: Shape = {
	name: 'wjx',
	read(lines) {
		const [top = []] = lines;
		const places = placesOf(top);
		const known = countNames(places, ['序号', '提交答卷时间', '所用时间', '来源', '来源详情', '来自ip']);
		if (!places.has('提交答卷时间') || known < 4) return null;
		const width = widthOf([top]);
		const roles = rolesBy(places, FIXED);
		const answers: AnswerColumn[] = [];
		const numbers = top.map((cell) => NUMBERED.exec(oneLine(cell))?.[1]);
		const stems = new Map<string, string>();
		for (let at = 0; at < width; at++) {
			const [, number, rest] = NUMBERED.exec(oneLine(top[at])) ?? [];
			if (number === undefined || roles.has(at)) continue;
			const same = numbers.filter((one) => one === number).length > 1;
			const [, stem, item] = /^(.*?)[—–]+(.+)$/.exec(rest!) ?? [];
			if (stem !== undefined && same) stems.set(number, trimmed(stem));
			const ticked = /^[(（](.*)[)）]$/.exec(rest!)?.[1];
			answers.push({
				index: at,
				key: number,
				text: same ? (stems.get(number) ?? '') : trimmed(rest!),
				part: same ? trimmed(ticked ?? item ?? rest!) : null
			});
		}
		const unnamed = answers.some(({ text }) => text === '');
		return recognised({
			shape: 'wjx',
			sure: 0.99,
			headerRows: 1,
			lines,
			headers: Array.from({ length: width }, (_, at) => oneLine(top[at]) || `#${at + 1}`),
			roles,
			answers,
			joiners: ['┋', '→'],
			times: [places.get('提交答卷时间')],
			unknown: ['id', 'zone', ...(unnamed ? (['ticks_question'] as const) : [])]
		});
	}
};

const trimmed = (text: string): string => text.replace(/[：:\s]+$/, '').trim();
