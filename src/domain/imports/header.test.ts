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

	it.each([
		['Report|May 2026\nExported|2026-05-04', 2],
		['Exported on|2026-05-04 10:00', 1],
		['导出时间|2026-05-04 10:00:00\n问卷|门店\n答卷数|3', 3],
		['Responses|120|', 1],
		['Survey|Store visit\nOwner|Marketing', 2],
		['Report of May||', 1],
		['a|1\nb|2\nc|3\nd|4\ne|5\nf|6\ng|7', 7]
	])('what is said about the file is in no name of a column: %s', (preamble, rows) => {
		const lines = cells(`${preamble}\ndate|score|comment\n2026-05-01|5|a\n2026-05-02|4|b\n2026-05-03|4|b`);
		expect(headerOf(lines)).toEqual({ rows: rows + 1, names: ['date', 'score', 'comment'] });
		// Also where a person says how many rows there are.
		expect(headerOf(lines, rows + 1).names).toEqual(['date', 'score', 'comment']);
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

	it('letters before a count make it no identity either, and numbers of people and places are none', () => {
		for (const ids of ['A001|A003|A002', '答卷1|答卷2|答卷3', 'R-3|R-2|R-1']) {
			const rows = ids.split('|').map((id) => [id, '5']);
			expect(guess(['编号', '评分'], rows), ids).toMatchObject({ externalId: null, score: 1 });
		}
		// Some are missing, or the count goes on: a system gave them.
		for (const ids of ['A001|A003|A007', 'A101|A102|A103']) {
			const rows = ids.split('|').map((id) => [id, '5']);
			expect(guess(['编号', '评分'], rows), ids).toMatchObject({ externalId: 0 });
		}
		for (const name of ['客户编号', '会员编号', 'Customer ID', 'user_id', 'Contact ID'])
			expect(guess([name, '评分'], cells('1000001|5\n1000077|4\n1000005|5')), name).toMatchObject({
				externalId: null,
				customer: 0,
				customerAs: 'externalId'
			});
		for (const name of ['门店编号', 'store_id', 'Product ID'])
			expect(guess([name, '评分'], cells('BJ01|5\nSH07|4\nGZ05|5')), name).toMatchObject({ externalId: null });
		expect(guess(['Respondent ID', 'score'], cells('118000001|5\n118000007|4'))).toMatchObject({ externalId: 0 });
	});

	it('knows columns in the languages of form makers', () => {
		expect(
			guess(
				['Zeitstempel', 'Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?', 'Anmerkungen'],
				cells('14.03.2024 19:05:40|10|ja\n15.03.2024 19:05:40|2|nein')
			)
		).toMatchObject({ time: 0, order: 'dmy', score: 1, kind: 'nps', comment: 2 });
		expect(
			guess(
				['Marca temporal', '¿Qué tan probable es que nos recomiende?', 'Comentarios'],
				cells('14/03/2024 19:05:40|10|sí\n15/03/2024 9:05:40|8|no')
			)
		).toMatchObject({ time: 0, score: 1, kind: 'nps', comment: 2 });
		expect(
			guess(['タイムスタンプ', '満足度', 'ご意見'], cells('2024/03/14 19:05:40|5|良い\n2024/03/15 19:05:40|4|普通'))
		).toMatchObject({ time: 0, score: 1, kind: 'csat', comment: 2 });
		expect(
			guess(
				['타임스탬프', '만족도', '의견'],
				cells('2024. 3. 14 오후 7:05:40|5|좋아요\n2024. 3. 15 오후 7:05:40|4|싫어요')
			)
		).toMatchObject({ time: 0, score: 1, kind: 'csat', comment: 2 });
		expect(guess(['date', 'How easy was it?'], cells('2024-03-01|Very easy\n2024-03-02|Difficult'))).toMatchObject({
			score: 1,
			kind: 'ces-ease7'
		});
		expect(guess(['date', 'score', 'environment'], cells('2024-03-01|9|test\n2024-03-02|8|production'))).toMatchObject({
			leaveOut: { column: 2, values: ['test'] }
		});
	});

	it('a table without a header loses no answer, and lines about the file are no answers', () => {
		const bare = cells('2024-03-14|9|good\n2024-03-15|8|ok\n2024-03-16|3|bad');
		expect(headerOf(bare)).toEqual({ rows: 0, names: ['#1', '#2', '#3'] });
		expect(guess(['#1', '#2', '#3'], bare)).toMatchObject({ time: 0, score: 1, kind: 'nps' });
		expect(headerRowsOf(cells('5\n4\n3'))).toBe(0);
		expect(headerRowsOf(cells('date|2023|2024\nx|5|4\ny|3|4\nz|3|4'))).toBe(1);
		expect(
			headerRowsOf(cells('Report|NPS Q1\nGenerated|2024-04-01\ndate|score\n2024-03-14|9\n2024-03-15|8\n2024-03-16|3'))
		).toBe(3);
	});
});
