import { type CommandName, commands, type JourneySnapshot, laneKinds } from '#domain/journey/index.ts';

export const commandNames = Object.keys(commands) as CommandName[];

/**
 * A likely input for a command, from what is on this person's map.
 * @param picks six numbers that pick among what is there
 */
export function inputFor(snapshot: JourneySnapshot, command: CommandName, picks: readonly number[]): unknown {
	const pick = <T>(list: readonly T[], i: number): T | undefined =>
		list.length === 0 ? undefined : list[picks[i]! % list.length];
	const items = [...snapshot.touchpoints, ...snapshot.cards, ...snapshot.orphans.map((o) => o.record)];
	const [sceneId, laneId] = [pick(snapshot.scenes, 0)?.id, pick(snapshot.lanes, 1)?.id];
	const ids = [...new Set([pick(items, 2)?.id, pick(items, 3)?.id].filter((id) => id !== undefined))];
	const title = ['', 'a', 'Pay fast', '付款很慢', '😀👍', 'Queue at the till'][picks[4]! % 6]!;
	const index = picks[5]! % 5;
	switch (command) {
		case 'editJourney':
			return { fields: { title } };
		case 'addScene':
			return { title, index };
		case 'editScene':
			return { id: sceneId, fields: { title } };
		case 'moveScene':
			return { id: sceneId, index };
		case 'deleteScene':
		case 'duplicateScene':
			return { id: sceneId };
		case 'addLane':
			return { kind: pick(laneKinds, 3), title, index };
		case 'editLane':
			return { id: laneId, fields: { title, height: 100 + index } };
		case 'moveLane':
			return { id: laneId, index };
		case 'deleteLane':
			return { id: laneId };
		case 'addTouchpoint':
			return { sceneId, title, index };
		case 'editTouchpoint':
			return { id: pick(snapshot.touchpoints, 2)?.id, fields: { title, momentOfTruth: index > 2 } };
		case 'addCard':
			return { kind: 'note', sceneId, laneId, title, index };
		case 'editCard':
			return { id: pick(snapshot.cards, 2)?.id, fields: { title } };
		case 'moveCards':
			return { ids, sceneId, laneId, index };
		case 'deleteCards':
		case 'duplicateCards':
			return { ids };
		case 'pasteCards':
			return {
				sceneId,
				laneId,
				index,
				items: [
					{ kind: 'note', title },
					{ kind: 'action', title }
				]
			};
		case 'setExpectedEmotion':
			return { id: pick(snapshot.touchpoints, 2)?.id, value: index - 2 };
		case 'connect':
			return { fromId: pick(snapshot.touchpoints, 2)?.id, toId: pick(snapshot.touchpoints, 3)?.id };
		case 'editPath':
			return { id: pick(snapshot.paths, 2)?.id, fields: { label: title } };
		case 'disconnect':
			return { id: pick(snapshot.paths, 2)?.id };
		case 'addPersona':
			return { name: title, index };
		case 'editPersona':
			return { id: pick(snapshot.personas, 2)?.id, fields: { goals: title } };
		case 'deletePersona':
			return { id: pick(snapshot.personas, 2)?.id };
	}
}
