import { describe, expect, it } from 'vitest';
import { shownOf } from './demo-shown.ts';

describe('what the demo’s phone draws', () => {
	it.each([
		[
			{ kind: 'card', title: '请评价', text: '门店', url: 'https://s.example/s/a' },
			{ kind: 'card', title: '请评价', text: '门店', url: 'https://s.example/s/a' }
		],
		[
			{ kind: 'text', text: '谢谢' },
			{ kind: 'text', text: '谢谢' }
		],
		[
			{ kind: 'menu', head: '满意吗？', items: [{ id: '101', content: '满意' }] },
			{ kind: 'menu', head: '满意吗？', items: [{ id: '101', content: '满意' }], tail: '' }
		],
		[
			{
				kind: 'template',
				data: { thing1: { value: '售后' }, time2: { value: '2026-11-22' } },
				url: 'https://s.example'
			},
			{
				kind: 'template',
				title: '',
				fields: [
					{ name: 'thing1', value: '售后' },
					{ name: 'time2', value: '2026-11-22' }
				],
				url: 'https://s.example'
			}
		],
		[{ kind: 'out_of_order' }, { kind: 'out_of_order' }]
	])('%o', (message, shown) => expect(shownOf(message)).toEqual(shown));
});
