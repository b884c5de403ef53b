import { describe, expect, it } from 'vitest';
import type { OtherOnBoard } from '#document/kinds/journey/index.ts';
import { People } from './people.svelte.ts';

const other = (clientId: number, over: Partial<OtherOnBoard> = {}): OtherOnBoard => ({
	clientId,
	user: { id: `u${clientId}`, name: `N${clientId}` },
	cursor: null,
	selection: [],
	dragging: null,
	editing: null,
	...over
});

describe('People', () => {
	it('tells who came and who went, once each', () => {
		const people = new People({ say: () => {} });
		const log: string[] = [];
		people.onjoin = (person) => log.push(`+${person.name}`);
		people.onleave = (person) => log.push(`-${person.name}`);
		people.take([other(1), other(2)]);
		people.take([other(2), other(3)]);
		expect(log).toEqual(['+N1', '+N2', '+N3', '-N1']);
	});

	it('shows a person with two tabs once, and nobody whom the server has not named', () => {
		const people = new People({ say: () => {} });
		people.take([other(1), other(2, { user: { id: 'u1', name: 'N1' } }), other(3, { user: undefined })]);
		expect(people.others).toEqual([{ id: 'u1', name: 'N1' }]);
	});

	it('knows who holds what', () => {
		const people = new People({ say: () => {} });
		people.take([other(1, { selection: ['x'] }), other(2, { selection: ['x', 'y'] })]);
		expect(people.holding('x').map((person) => person.name)).toEqual(['N1', 'N2']);
		expect(people.holding('z')).toEqual([]);
	});
});
