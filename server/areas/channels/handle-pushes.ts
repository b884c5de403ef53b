import { defineConsumer, type Consumer } from '../../events/consumer.ts';
import type { Push } from '../../channels/index.ts';
import type { Seal } from '../../platform/seal.ts';
import { about } from './account.ts';
import { findPush, notePerson, pushHandled } from './repo/pushes.ts';

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
				const { person: name, trigger } = JSON.parse(text) as Pick<Push, 'person' | 'trigger'>;
				await notePerson(system, {
					workspace_id: workspaceId,
					channel_id: channelId,
					person: push.person,
					name: seal.close(name, about(key, `person ${push.person}`)),
					follows: trigger.kind !== 'leave',
					first_at: push.happened_at,
					last_at: push.happened_at,
					said_at: trigger.kind === 'said' ? push.happened_at : null
				});
			}
			await pushHandled(system, push, now());
		}
	});
