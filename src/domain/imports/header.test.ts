import { describe, expect, it } from 'vitest';
import { guess, headerOf, headerRowsOf } from './index.ts';

const cells = (text: string): string[][] => text.split('\n').map((line) => line.split('|'));

const QUALTRICS = cells(
	[
		'StartDate|EndDate|Status|ResponseId|Q1_NPS_GROUP|Q1|Q4',
		'Start Date|End Date|Response Type|Response ID|Tell a friend? - Group|Would you tell a friend?|What should we do better?',
		'{"ImportId":"startDate","timeZone":"Asia/Shanghai"}|{"ImportId":"endDate","timeZone":"Asia/Shanghai"}|{"ImportId":"status"}|{"ImportId":"_recordId"}|{"ImportId":"QID1_NPS_GROUP"}|{"ImportId":"QID1"}|{"ImportId":"QID4_TEXT"}',
		'2026-01-15 09:10:00|2026-01-15 09:12:30|IP Address|R_a|3|10|Quick desk',
		'2026-01-15 09:11:00|2026-01-15 09:13:30|Survey Preview|R_b|1|3|Noise',
		'2026-01-15 09:12:00|2026-01-15 09:14:30|IP Address|R_c|2|8|'
	].join('\n')
);
const SURVEYMONKEY = cells(
	[
		'Respondent ID|Start Date|End Date|How was it?||How likely are you to recommend us?|Anything else?',
		'|||Response|Other|Response|Open-Ended Response',
		'118000000000|01/15/2026 09:10:05 AM|01/15/2026 09:20:40 AM|Good||10|fine',
		'118000000001|01/16/2026 09:10:05 AM|01/16/2026 09:20:40 AM|Fair||9|ok',
		'118000000002|01/17/2026 09:10:05 AM|01/17/2026 09:20:40 AM||Mixed|8|'
	].join('\n')
);

describe('header rows', () => {
	it('recognises the three of Qualtrics, the two of SurveyMonkey, and titles above a table', () => {
		expect(headerRowsOf(QUALTRICS)).toBe(3);
		expect(headerRowsOf(SURVEYMONKEY)).toBe(2);
		expect(
			headerRowsOf(cells('Report of May||\ndate|score|text\n2026-05-01|5|a\n2026-05-02|4|b\n2026-05-03|4|b'))
		).toBe(2);
		expect(headerRowsOf(cells('日期|评分\ndate|score\n2026-05-01|5\n2026-05-02|4\n2026-05-03|4'))).toBe(2);
	});

	it('leaves a first answer alone, however it looks', () => {
		for (const first of ['2026-05-01|N/A', '|9', '2026-05-01|Extremely likely - 10', 'soon|9', '|'])
			expect(headerRowsOf(cells(`date|nps\n${first}\n2026-05-02|4\n2026-05-03|4`)), first).toBe(1);
		expect(headerRowsOf(cells('评分|评论\n好评|不错\n5|很好\n4|可以'))).toBe(1);
		expect(headerRowsOf(cells('score|text\n5|a'))).toBe(1);
		expect(headerRowsOf(cells('a\n1\n2'))).toBe(1);
	});

	it('names columns after all of their header rows', () => {
		expect(headerOf(QUALTRICS).names).toEqual([
			'Start Date',
			'End Date',
			'Status · Response Type',
			'Response ID',
			'Q1_NPS_GROUP · Tell a friend? - Group',
			'Q1 · Would you tell a friend?',
			'Q4 · What should we do better?'
		]);
		expect(headerOf(SURVEYMONKEY).names.slice(3)).toEqual([
			'How was it?',
			'How was it? · Other',
			'How likely are you to recommend us?',
			'Anything else?'
		]);
		expect(headerOf(cells('a\nb|c'), 1).names).toEqual(['a', '#2']);
	});
});

describe('guesses about exports of tools', () => {
	const guessed = (lines: string[][]) => {
		const { rows, names } = headerOf(lines);
		return { names, ...guess(names, lines.slice(rows)) };
	};

	it('the group of an NPS is no score, and previews are left out', () => {
		expect(guessed(QUALTRICS)).toMatchObject({
			kind: 'nps',
			score: 5,
			time: 1,
			comment: 6,
			externalId: 3,
			leaveOut: { column: 2, values: ['survey preview'] }
		});
		const numbered = QUALTRICS.map((line) =>
			line.map((cell) => cell.replace('IP Address', '0').replace('Survey Preview', '1'))
		);
		expect(guessed(numbered).leaveOut).toEqual({ column: 2, values: ['1'] });
	});

	it('the end is the time of an answer, and its order is judged', () => {
		expect(guessed(SURVEYMONKEY)).toMatchObject({ kind: 'nps', score: 5, time: 2, order: 'mdy', externalId: 0 });
	});

	it('words beside numbers do not hide a score', () => {
		expect(guess(['date', 'nps'], cells('2024-03-01|9\n2024-03-02|N/A\n2024-03-03|3'))).toMatchObject({
			kind: 'nps',
			score: 1
		});
		expect(guess(['打分', '意见'], cells('9分|好\n(跳过)|差\n10分|好'))).toMatchObject({
			kind: 'nps',
			score: 0,
			comment: 1
		});
	});

	it('a number that only counts is no identity', () => {
		for (const name of ['编号', 'id', '序号', 'No.'])
			expect(guess([name, '评分'], cells('1|5\n2|4\n3|5')), name).toMatchObject({ externalId: null, score: 1 });
		expect(guess(['单号', '评分'], cells('A-1|5\nA-2|4'))).toMatchObject({ externalId: 0 });
	});
});
