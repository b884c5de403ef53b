import { describe, expect, it } from 'vitest';
import { applyChanges, commands, execute } from '#domain/journey/index.ts';
import { aBoard, ids } from './board.fixture.ts';

const { s1, touch, a, p } = ids;

type Made = ReturnType<typeof aBoard>;
/** Each of the things that have a title: how this person writes it, how somebody else does, and what it says. */
const titled = {
	journey: {
		mine: ({ board }: Made, title: string, seen: string) =>
			void board.run(commands.editJourney, { fields: { title }, seen: { title: seen } }),
		of: ({ board }: Made) => board.map.meta,
		theirs: (title: string) => [commands.editJourney, { fields: { title } }] as const
	},
	...Object.fromEntries(
		(
			[
				['scene', s1, commands.editScene],
				['lane', touch, commands.editLane],
				['touchpoint', a, commands.editTouchpoint],
				['card', p, commands.editCard]
			] as const
		).map(([what, id, command]) => [
			what,
			{
				mine: ({ board }: Made, title: string, seen: string) => board.rename(board.record(id)!, title, seen),
				of: ({ board }: Made) => board.record(id) as { title: string },
				theirs: (title: string) => [command, { id, fields: { title } }] as const
			}
		])
	)
};

describe.each(Object.entries(titled))('two people rename one %s', (_, { mine, of, theirs }) => {
	const begun = (title: string) => {
		const made = aBoard();
		const say = (next: string) => {
			const [command, input] = theirs(next);
			const done = execute(
				command as unknown as typeof commands.editScene,
				made.source.snapshot,
				input as { id: string; fields: object },
				{
					newId: () => ''
				}
			);
			if (!done.ok) throw new Error(JSON.stringify(done.issues));
			made.source.theirs(applyChanges(made.source.snapshot, done.value.changes));
		};
		say(title);
		return { made, say };
	};

	it.each([
		['at the end, the other at the start', 'Till', 'Till in the shop', 'The Till', 'The Till in the shop'],
		['at the start, the other at the end', 'Till', 'The Till', 'Till in the shop', 'The Till in the shop'],
		['in Chinese', '门店结账', '门店扫码结账', '线下门店结账', '线下门店扫码结账']
	])('%s: both stand', (_, seen, own, other, expected) => {
		const { made, say } = begun(seen);
		say(other);
		mine(made, own, seen);
		expect(of(made).title).toBe(expected);
		expect(made.homeless).toEqual([]);
	});

	it.each([
		['the same place', 'Till', 'Till A', 'Till B'],
		['another name', 'Till', 'Store front', 'Boutique'],
		['too long together', 'Till', `Till ${'x'.repeat(195)}`, `${'y'.repeat(100)} Till`]
	])('%s: the later stands, and the other is given back', (_, seen, own, other) => {
		const { made, say } = begun(seen);
		say(other);
		mine(made, own, seen);
		expect(of(made).title).toBe(own);
		expect(made.homeless).toEqual([other]);
		expect(made.reasons).toEqual(['replaced']);
	});

	it('who goes on typing after it was kept goes on from what they kept', () => {
		const { made, say } = begun('Till');
		say('The Till');
		mine(made, 'Till in', 'Till');
		mine(made, 'Till in the shop', 'Till in');
		expect(of(made).title).toBe('The Till in the shop');
		expect(made.homeless).toEqual([]);
	});

	describe('at the same moment, and theirs stands', () => {
		const overruled = (seen: string, mine: string, standing: string) => {
			const { made, say } = begun(seen);
			say(standing);
			const { type, id } = { type: 'journey', id: '', ...of(made) } as { type: 'journey'; id: string };
			made.source.onoverruled!({ type, id, field: 'title', seen, mine });
			return made;
		};

		it('what both changed stands', () => {
			const made = overruled('Till', 'Till in the shop', 'The Till');
			expect(of(made).title).toBe('The Till in the shop');
			expect(made.homeless).toEqual([]);
			expect(made.board.take('undo')).toBe(true);
			expect(of(made).title).toBe('The Till');
		});

		it.each([
			['the same place', 'Till', 'Till A', 'Till B'],
			['too long together', 'Till', `Till ${'x'.repeat(195)}`, `${'y'.repeat(100)} Till`]
		])('%s: theirs stays, and mine is given back', (_, seen, own, other) => {
			const made = overruled(seen, own, other);
			expect(of(made).title).toBe(other);
			expect(made.homeless).toEqual([own]);
			expect(made.reasons).toEqual(['overruled']);
		});

		it('both wrote the same: nothing is written or said', () => {
			const made = overruled('Till', 'Desk', 'Desk');
			expect(made.board.steps).toBe(0);
			expect(made.homeless).toEqual([]);
		});
	});

	it('first mine stands, then a third one’s: both are said of the same thing', () => {
		const { made, say } = begun('Till');
		say('Desk');
		mine(made, 'Counter', 'Till');
		say('Kiosk');
		const { type, id } = { type: 'journey', id: '', ...of(made) } as { type: 'journey'; id: string };
		made.source.onoverruled!({ type, id, field: 'title', seen: 'Desk', mine: 'Counter' });
		expect(made.reasons).toEqual(['replaced', 'overruled']);
		expect(made.abouts[0]).toBeDefined();
		expect(made.abouts[1]).toBe(made.abouts[0]);
	});

	it('nobody changed it but me: nothing is said', () => {
		const { made } = begun('Till');
		mine(made, 'Desk', 'Till');
		expect(of(made).title).toBe('Desk');
		expect(made.homeless).toEqual([]);
	});
});

it('of a card that somebody deleted under the hands the text is given back, and nothing else is said', () => {
	const { board, source, homeless, reasons, refusals } = aBoard();
	const card = board.record(a)!;
	const done = execute(commands.deleteCards, source.snapshot, { ids: [a] }, { newId: () => '' });
	source.theirs(applyChanges(source.snapshot, done.ok ? done.value.changes : []));
	board.rename(card, 'Typed meanwhile', 'Before');
	expect([homeless, reasons, refusals]).toEqual([['Typed meanwhile'], ['map-gone'], []]);
});
