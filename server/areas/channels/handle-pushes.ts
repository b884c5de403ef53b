import { defineConsumer, type Consumer } from '../../events/consumer.ts';
import type { Push } from '../../channels/index.ts';
import type { Seal } from '../../platform/seal.ts';
import { about } from './account.ts';
import { personOf } from './person-of.ts';
import { notePerson } from './repo/people.ts';
import { findPush, pushHandled } from './repo/pushes.ts';

/** What follows from a push beside its reply: who is there, and whether they can be written to. May run twice. */
export const handlePushes = (seal: Seal): Consumer =>
	defineConsumer({
		name: 'handle-pushes',
		events: ['channel.pushed'],
		async handle({ workspaceId, subject: channelId, payload }, { system, now }) {
			const push = await findPush(system, workspaceId, channelId, payload.pushId);
			// The channel was disconnected since.
			if (!push) return;
			const key = { workspace_id: workspaceId, id: channelId };
			const text = seal.open(push.content, about(key, 'push'));
			// Sealed under another secret of the installation: nobody can read it any more, and nobody has to.
			if (text !== null) {
				const said = JSON.parse(text) as Pick<Push, 'person' | 'trigger'>;
				await notePerson(system, personOf(seal, key, { ...said, happenedAt: push.happened_at }));
			}
			await pushHandled(system, push, now());
		}
	});
