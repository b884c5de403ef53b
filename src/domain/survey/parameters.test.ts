import * as v from 'valibot';
import { expect, it } from 'vitest';
import { keptParameters, Parameters, type ParameterView } from './parameters.ts';

const order: ParameterView = { name: 'order', label: 'Order', kind: 'text', maxLength: 6 };
const table: ParameterView = { name: 'table', label: '桌号', kind: 'number', maxLength: 4 };

it.each([
	[
		{ order: ' A-17 ', table: '12' },
		{ order: 'A-17', table: '12' }
	],
	[{ staff: 'Li', __proto__: 'x' }, {}],
	// A part of it would be another order's.
	[{ order: 'A-170000' }, {}],
	[{ order: '订单一二三四' }, { order: '订单一二三四' }],
	[{ order: 'a\u0000b' }, {}],
	[{ order: '  ' }, {}],
	[{ table: 'twelve' }, {}],
	[{ table: '1,5' }, { table: '1,5' }],
	[{ table: '12345' }, {}]
])('%o: keeps %o', (given, kept) =>
	expect(keptParameters([order, table], given as Record<string, string>)).toEqual(kept)
);

it.each([
	[[order, table], true],
	[[], true],
	[[order, order], false],
	[[{ ...order, name: 'lang' }], false],
	[[{ ...order, name: 'P' }], false],
	[[{ ...order, name: '1st' }], false],
	[[{ ...order, name: 'a b' }], false],
	[[{ ...order, label: ' ' }], false],
	[[{ ...order, maxLength: 201 }], false],
	[[{ ...order, kind: 'date' }], false],
	[Array.from({ length: 11 }, (_, at) => ({ ...order, name: `o${at}` })), false]
])('declared %j: %s', (declared, fine) => expect(v.is(Parameters, declared)).toBe(fine));
