import { describe, expect, it } from 'vitest';
import { columnsOf, newWordings } from './strip.ts';

describe('the strip of a journey’s card', () => {
	it.each([
		[1, 1],
		[6, 6],
		[7, 4],
		[12, 6],
		[13, 5],
		[60, 6]
	])('%i scenes stand in rows of %i: no figure is cut', (scenes, columns) => expect(columnsOf(scenes)).toBe(columns));
});

describe('new wordings of a journey', () => {
	it('are said by day, the latest first, also of scenes that nobody has answered since', () =>
		expect(
			newWordings(
				[
					{ title: 'Book', since: '2015-03-01', n: 'n 3' },
					{ title: 'Fly', since: '2015-03-09', n: '' },
					{ title: 'Wait', since: null, n: 'n 9' },
					{ title: 'Arrive', since: '2015-03-01', n: 'n 12' }
				],
				'en'
			)
		).toEqual([
			'New wording since Mar 9, 2015: Fly (n 0)',
			'New wording since Mar 1, 2015: Book (n 3), Arrive (n 12)'
		]));
	it('are none where each question is worded as before', () =>
		expect(newWordings([{ title: 'Book', since: null, n: 'n 3' }], 'zh-CN')).toEqual([]));
});
