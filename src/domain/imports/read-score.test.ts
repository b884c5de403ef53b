import { describe, expect, it } from 'vitest';
import { LEAVE_OUT, marksNoComment, planRows, proposedScore, scoreForWord, type Mapping } from './index.ts';

describe('what a value of the score’s column counts as', () => {
	it.each([
		...(
			[
				'Extremely likely - 10',
				'10 (very likely)',
				'10=极有可能',
				'10：极有可能',
				'10 out of 10',
				'10/10',
				' 10.0 '
			] as const
		).map((text) => [text, 10] as const),
		...['9分', '９分', '9 分', '9.0', '9,0', '9', '9分（满分10分）', 'Score: 9', '9 points'].map(
			(text) => [text, 9] as const
		),
		['Not at all likely – 0', 0],
		['★★★★', 4],
		['满意（4分）', 4],
		['5、非常满意', 5]
	] as [string, number][])('%s is %i', (text, score) => expect(proposedScore(text, 'nps')).toBe(score));

	it.each([
		...[
			'',
			' ',
			'N/A',
			'n.a.',
			'-',
			'—',
			'未填',
			'(跳过)',
			'（空）',
			'(空)',
			'#N/A',
			'Not applicable',
			'Don’t know',
			'无'
		],
		...['-99', '-3', '-2', '−2', '-1', '-99.0', '{question_not_shown}', '[skipped]']
	])('%j is left out', (text) => expect(proposedScore(text, 'nps')).toBe(LEAVE_OUT));

	it.each([
		'A1',
		'0-6',
		'5 minutes',
		'9分钟',
		'3星期',
		'11',
		'4.5',
		'4,5',
		'2024',
		'1st',
		'hello',
		'4/5',
		'Promoter',
		'80%'
	])('%s is nothing that could be known', (text) => expect(proposedScore(text, 'nps')).toBeUndefined());

	it('is on the scale of what is measured', () => {
		expect(proposedScore('4/5', 'csat')).toBe(4);
		expect(proposedScore('9分', 'csat')).toBeUndefined();
		expect(proposedScore('0', 'csat')).toBeUndefined();
	});

	it.each([
		...['五分', '五', '五星', '五星好评', '５分', '٥', '५', '5级', '5点'].map((text) => [text, 5] as const),
		['四颗星', 4],
		['零分', 0],
		['十分', 10],
		['十', 10],
		['10_非常愿意', 10],
		['非常满意_5', 5]
	] as [string, number][])('%s is %i: figures of other scripts', (text, score) =>
		expect(proposedScore(text, 'nps')).toBe(score)
	);

	it.each([
		...['#REF!', '#DIV/0!', '#WERT!', '#NV', '#¿NOMBRE?', '\\N', '*', '- -', '— —', 'Don’t know / not applicable'],
		...[
			'無',
			'跳過',
			'未填寫',
			'無法評價',
			'不適用',
			'弃答',
			'不评价',
			'未使用',
			'k.A.',
			'Keine Angabe',
			'n.v.t.',
			'Sans réponse'
		]
	])('%j is left out in any office language', (text) => expect(proposedScore(text, 'nps')).toBe(LEAVE_OUT));

	it.each([
		['ces-ease7', 'Very difficult|Difficult|Neither easy nor difficult|Easy|Very easy', [1, 3, 4, 6, 7]],
		['ces-ease7', '非常困难|困难|一般|容易|非常容易', [1, 3, 4, 6, 7]],
		['ces-effort5', 'Very low effort|Low effort|Moderate|High effort|Very high effort', [1, 2, 3, 4, 5]],
		['csat', '非常不滿意|不滿意|普通|滿意|非常滿意😊', [1, 2, 3, 4, 5]],
		['csat', '特别不满意|不太满意|还行|基本满意|特别满意', [1, 2, 3, 4, 5]],
		// Seven words are not read as five: each has a number of its own.
		[
			'ces-ease7',
			'Strongly disagree|Disagree|Somewhat disagree|Neither agree nor disagree|Somewhat agree|Agree|Strongly agree',
			[1, 2, 3, 4, 5, 6, 7]
		],
		['ces-ease7', '非常不同意|不同意|比较不同意|一般|比较同意|同意|非常同意', [1, 2, 3, 4, 5, 6, 7]]
	] as const)('%s: %s', (kind, text, expected) => {
		const words = text.split('|');
		expect(words.map((word) => proposedScore(word, kind, words))).toEqual(expected);
	});

	it('knows words for good and bad, whichever way the scale goes', () => {
		expect(
			['negative', 'neutral', 'positive', '差评', '满意', 'hello'].map((word) => scoreForWord(word, 'csat'))
		).toEqual([2, 3, 5, 2, 5, null]);
		expect(scoreForWord('positive', 'ces-effort5')).toBe(1);
		expect(scoreForWord('neutral', 'nps')).toBe(5);
		// Beside "very good", good is not the best.
		const words = ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'];
		expect(words.map((word) => scoreForWord(word, 'csat', words))).toEqual([1, 2, 3, 4, 5]);
	});
});

describe('a comment that nobody wrote', () => {
	it.each(['(空)', '(跳过)', '〈未填〉', 'N/A', '-', '-99', 'null', '未作答', 'not answered', '[none]'])(
		'%s is a mark of the export',
		(cell) => expect(marksNoComment(cell)).toBe(true)
	);
	it.each(['none', '没有', '无', '不知道', 'Don’t know', 'no', '5', 'skipped the queue', '空调坏了'])(
		'%s may be what a person typed',
		(cell) => expect(marksNoComment(cell)).toBe(false)
	);
});

describe('numbers beside words', () => {
	const mapping = (values: Mapping['score']['values']): Mapping => ({
		kind: 'nps',
		score: { column: 0, values },
		touchpoint: { id: '00000000-0000-7000-8000-000000000001' },
		time: null,
		comment: null,
		customer: null,
		externalId: null,
		language: 'en'
	});
	const plan = (cells: string[], values: Mapping['score']['values']) =>
		planRows(
			cells.map((cell) => [cell]),
			mapping(values),
			{ timeZone: 'UTC', fileKey: 'f' }
		).map((row) => (row.status === 'ready' ? row.row.score : row.status));

	it('keep meaning themselves', () => {
		expect(plan(['9', 'N/A', '3', 'great', '10.0'], { 'n/a': null, great: 10 })).toEqual([9, 'left_out', 3, 10, 10]);
		expect(plan(['9', 'what', '11', '-99'], { 'n/a': null })).toEqual([9, 'wrong', 'wrong', 'wrong']);
	});

	it('can be given another meaning by a person', () =>
		expect(plan(['9', '0'], { '0': null })).toEqual([9, 'left_out']));
});
