import { parse } from '#domain/shared/parse.ts';
import { fail, issue, type Result } from '#domain/shared/result.ts';
import type { JourneySnapshot } from '../snapshot.ts';
import type { Command, CommandContext, Outcome } from './define-command.ts';
import { editJourney } from './edit-journey.ts';
import { addCard, editCard } from './cards.ts';
import { deleteCards, duplicateCards, moveCards, setExpectedEmotion } from './items.ts';
import { duplicateScene } from './duplicate-scene.ts';
import { addLane, deleteLane, editLane, moveLane } from './lanes.ts';
import { pasteCards } from './paste.ts';
import { connect, disconnect, editPath } from './paths.ts';
import { addPersona, deletePersona, editPersona } from './personas.ts';
import { addScene, deleteScene, editScene, moveScene } from './scenes.ts';
import { addTouchpoint, editTouchpoint } from './touchpoints.ts';

/** Every way to change a journey, by name: for the board, the keyboard and the API alike. */
export const commands = {
	editJourney,
	addScene,
	editScene,
	moveScene,
	deleteScene,
	duplicateScene,
	addLane,
	editLane,
	moveLane,
	deleteLane,
	addTouchpoint,
	editTouchpoint,
	addCard,
	editCard,
	moveCards,
	deleteCards,
	duplicateCards,
	pasteCards,
	setExpectedEmotion,
	connect,
	editPath,
	disconnect,
	addPersona,
	editPersona,
	deletePersona
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;

/** Runs a command that arrives as data: `{ name: 'addScene', input: { title: 'After' } }`. */
export function runCommand(
	snapshot: JourneySnapshot,
	name: string,
	input: unknown,
	context: CommandContext
): Result<Outcome> {
	if (!Object.hasOwn(commands, name)) return fail(issue('unknown_command', ['name'], { name }));
	const command = commands[name as CommandName] as unknown as Command;
	const parsed = parse(command.input, input);
	return parsed.ok ? command.run(snapshot, parsed.value, context) : parsed;
}
