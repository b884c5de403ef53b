import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsFrom, retail, run } from '../../../tests/support/journey.ts';
import { commandNames, inputFor } from '../../../tests/support/likely-input.ts';
import { applyChanges, changesBetween, type CommandName, type JourneySnapshot, runCommand } from './index.ts';

const start = retail();
const newId = idsFrom(61);

/** What people see of it, and what hides. */
const said = ({ meta, quarantine: _, ...rest }: JourneySnapshot) => ({
	...rest,
	meta: { title: meta.title, description: meta.description, kind: meta.kind, personaIds: meta.personaIds }
});

describe('what makes one map out of another', () => {
	it('is nothing between a map and itself', () => {
		expect(changesBetween(start, start)).toEqual([]);
	});

	it('names the fields that differ, and nothing else', () => {
		const scene = start.scenes[0]!;
		const later = applyChanges(
			start,
			run(start, 'editScene', { id: scene.id, fields: { title: 'New' } }, newId).changes
		);
		expect(changesBetween(later, start)).toEqual([
			{ op: 'patch', type: 'scene', id: scene.id, fields: { title: scene.title } }
		]);
	});

	it('brings any map to any other one', () => {
		const edits = fc.array(
			fc.tuple(fc.constantFrom<CommandName>(...commandNames), fc.array(fc.nat(), { minLength: 6, maxLength: 6 })),
			{ maxLength: 12 }
		);
		const after = (list: readonly (readonly [CommandName, readonly number[]])[]): JourneySnapshot =>
			list.reduce((map, [command, picks]) => {
				const result = runCommand(map, command, inputFor(map, command, picks), { newId });
				return result.ok ? applyChanges(map, result.value.changes) : map;
			}, start);
		fc.assert(
			fc.property(edits, edits, (one, other) => {
				const [from, to] = [after(one), after(other)];
				expect(said(applyChanges(from, changesBetween(from, to)))).toEqual(said(to));
			}),
			{ numRuns: 100 }
		);
	});
});
