import { describe, expect, it } from 'vitest';
import { readLinkList } from './personal-links.ts';

const table = (text: string) => text.split('\n').map((line) => line.split(','));

describe('a list of people', () => {
	it('one a line: addresses and customer ids', () => {
		expect(readLinkList(table('C-1\n\n a@b.example \n张三@\nC-2'))).toEqual({
			rows: [{ externalId: 'C-1' }, { email: 'a@b.example' }, { externalId: 'C-2' }],
			parameters: [],
			ignored: [],
			bad: [{ line: 4, why: 'email' }]
		});
	});

	it('with headings in both languages, and columns of its own', () => {
		const text = '客户编号,姓名,E-Mail,place,<b>\n1,张三,,Shop 1,x\n,李四,,Shop 2,\n,,WANG@B.example,,\n2,,nobody,,';
		expect(readLinkList(table(text))).toEqual({
			rows: [{ externalId: '1', name: '张三', parameters: { place: 'Shop 1' } }, { email: 'wang@b.example' }],
			parameters: ['place'],
			ignored: ['<b>'],
			bad: [
				{ line: 3, why: 'nobody' },
				{ line: 5, why: 'email' }
			]
		});
	});

	it('takes along ten columns of its own at most, and names the others', () => {
		const names = Array.from({ length: 12 }, (_, at) => `p${at}`);
		const { parameters, ignored } = readLinkList([['id', ...names], ['1']]);
		expect([parameters.length, ignored]).toEqual([10, ['p10', 'p11']]);
	});

	it('nothing makes nothing', () => {
		expect(readLinkList([])).toEqual({ rows: [], parameters: [], ignored: [], bad: [] });
		expect(readLinkList([['']]).rows).toEqual([]);
	});

	it('a line that is too long is said, and loses nothing of the others', () => {
		const { rows, bad } = readLinkList([['id'], ['x'.repeat(201)], ['ok']]);
		expect([rows, bad]).toEqual([[{ externalId: 'ok' }], [{ line: 2, why: 'too_long' }]]);
	});
});
