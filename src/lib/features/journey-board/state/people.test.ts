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

	it('a pointer that moves changes nothing for whoever only asks who holds what, and who is here', () => {
		const people = new People({ say: () => {} });
		const at = (x: number) => ({ sceneId: 's', laneId: 'l', x, y: 0 }) as never;
		people.take([other(1, { selection: ['x'], cursor: at(1) })]);
		const [holding, others, dragging] = [people.holding('x'), people.others, people.dragging];
		people.take([other(1, { selection: ['x'], cursor: at(2) })]);
		expect(people.list[0]!.cursor).toEqual(at(2));
		expect(people.holding('x')).toBe(holding);
		expect(people.others).toBe(others);
		expect(people.dragging).toBe(dragging);
		people.take([other(1, { selection: ['x'], editing: { id: 'x', field: 'title' } })]);
		expect(people.holding('x')[0]!.editing).toBe('x');
	});

	it('knows which cards are in other hands, until they are put down', () => {
		const people = new People({ say: () => {} });
		const dragging = { ids: ['x'], at: { sceneId: 's', laneId: 'l', x: 0, y: 0 }, cell: null } as never;
		people.take([other(1, { dragging }), other(2)]);
		expect(people.dragging).toEqual([dragging]);
		people.take([other(1), other(2)]);
		expect(people.dragging).toEqual([]);
	});
});
