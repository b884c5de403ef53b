import { describe, expect, it } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { idsFrom } from '../../../../tests/support/journey.ts';
import { othersPresent } from '../../core/others-present.ts';
import { sendable } from './board-presence.ts';
import { journeyKind } from './index.ts';

const newId = idsFrom(1);

function pair(): [Awareness, Awareness, () => void] {
	const [a, b] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())];
	return [a, b, () => applyAwarenessUpdate(b, encodeAwarenessUpdate(a, [a.clientID]), 'wire')];
}

describe('presence', () => {
	it('shows the others, not oneself, with what they left out', () => {
		const [a, b, send] = pair();
		const id = newId();
		a.setLocalState({ user: { id: 'u', name: '李' }, cursor: { x: 1, y: 2 }, selection: [id] });
		send();
		expect(othersPresent(journeyKind, b)).toEqual([
			{
				clientId: a.clientID,
				user: { id: 'u', name: '李' },
				cursor: { x: 1, y: 2 },
				selection: [id],
				dragging: null,
				editing: null
			}
		]);
		a.destroy();
		b.destroy();
	});

	it('leaves out states that make no sense', () => {
		const [a, b, send] = pair();
		a.setLocalState({ cursor: 'here' });
		send();
		expect(othersPresent(journeyKind, b)).toEqual([]);
		a.destroy();
		b.destroy();
	});

	it('stays within what the server takes, however much is selected', () => {
		const many = Array.from({ length: 500 }, newId);
		const state = sendable({
			selection: many,
			dragging: { ids: many.slice(0, 10), at: { x: 1.5, y: 2.5 }, cell: { sceneId: newId(), laneId: newId() } }
		});
		expect(JSON.stringify(state).length).toBeLessThan(4096);
		expect(state.selection).toHaveLength(60);
	});
});
