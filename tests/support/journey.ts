import { uuidv7 } from '#domain/shared/ids.ts';
import type { NewId } from '#domain/shared/ids.ts';
import {
	commands,
	execute,
	type CommandName,
	instantiate,
	type JourneySnapshot,
	type Outcome
} from '#domain/journey/index.ts';

/** Ids that are the same in every run: a small generator (mulberry32) in the place of the cryptographic source. */
export function idsFrom(seed: number): NewId {
	let state = seed >>> 0;
	let now = 1_760_000_000_000;
	const random = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return (t ^ (t >>> 14)) >>> 0;
	};
	return () =>
		uuidv7(
			now++,
			Uint8Array.from({ length: 10 }, () => random() & 255)
		);
}

/** Runs a command that must succeed. */
export function run(snapshot: JourneySnapshot, name: CommandName, input: unknown, newId: NewId): Outcome {
	const result = execute(commands[name] as never, snapshot, input as never, { newId });
	if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.issues)}`);
	return result.value;
}

/** Codes of the issues that a command answers with. */
export function codes(snapshot: JourneySnapshot, name: CommandName, input: unknown): string[] {
	const result = execute(commands[name] as never, snapshot, input as never, { newId: idsFrom(99) });
	return result.ok ? [] : result.issues.map((i) => i.code);
}

export const retail = (newId: NewId = idsFrom(1)): JourneySnapshot => instantiate('retail', { locale: 'en', newId });

/** A retail journey grown to this many cards, spread over all text lanes and scenes. */
export function large(
	cards: number,
	newId: NewId = idsFrom(2)
): { snapshot: JourneySnapshot; changes: Outcome['changes'] } {
	const snapshot = retail(newId);
	const lanes = snapshot.lanes.filter((lane) => !['touchpoints', 'emotion'].includes(lane.kind));
	const kinds = {
		actions: 'action',
		'pain-points': 'pain-point',
		quotes: 'quote',
		opportunities: 'opportunity',
		backstage: 'backstage'
	} as Record<string, string>;
	const changes = Array.from({ length: cards }, (_, i) => {
		const lane = lanes[i % lanes.length]!;
		const scene = snapshot.scenes[Math.floor(i / lanes.length) % snapshot.scenes.length]!;
		return run(
			snapshot,
			'addCard',
			{ kind: kinds[lane.kind], sceneId: scene.id, laneId: lane.id, title: `Card ${i} with a title of some length` },
			newId
		).changes;
	}).flat();
	return { snapshot, changes };
}
