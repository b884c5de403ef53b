import { describe, expect, it } from 'vitest';
import type { ConnectionState, ReloadReason, StopReason } from '#document/client/connection-state.ts';
import { documentKinds } from '#document/kinds/all-kinds.ts';
import { asideKindOf } from '#lib/aside/aside-kinds.ts';
import { endingOf } from './state-words.ts';

const reloads: readonly ReloadReason[] = ['editor-too-old', 'replaced', 'client-id-taken', 'edit-refused'];
/** A wrong address is the page's, and asks it. */
const stops: readonly StopReason[] = ['signed-out', 'forbidden', 'not-found', 'full', 'refused'];
const ends: readonly ConnectionState[] = [
	...reloads.map((reason) => ({ status: 'reload-needed', pending: 1, kept: true, reason }) as const),
	...stops.map((reason) => ({ status: 'stopped', pending: 1, kept: true, reason }) as const),
	{ status: 'read-only', pending: 1, kept: true }
];

describe('why nothing is sent any more', () => {
	it.each(documentKinds.map(({ name }) => name))('is said of the document in hand: %s', (name) => {
		const { words } = asideKindOf(`${name}/1`)!;
		const texts = ends.map((state) => endingOf(state, words)!.text);
		expect(texts.every((text) => text.length > 10)).toBe(true);
		// A survey is no journey, and a journey is no survey.
		const others = documentKinds.filter((kind) => kind.name !== name).map((kind) => kind.name.split('-')[0]!);
		for (const text of texts) for (const other of others) expect(text.toLowerCase()).not.toContain(other);
	});

	it('leads to a way on', () => {
		const { words } = asideKindOf('survey-draft/1')!;
		const way = (reason: StopReason, pending: number) =>
			endingOf({ status: 'stopped', pending, kept: false, reason }, words)!.way;
		expect([way('full', 1), way('full', 0), way('forbidden', 0), way('signed-out', 0)]).toEqual([
			'discard',
			'home',
			'home',
			'reload'
		]);
		expect(endingOf({ status: 'saved', pending: 0 }, words)).toBeNull();
	});
});
