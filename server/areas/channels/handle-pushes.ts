import { defineConsumer, type Consumer, type ConsumerTools } from '../../events/consumer.ts';
import type { Push, Trigger } from '../../channels/index.ts';
import { consentWays } from '#domain/channels/rounds.ts';
import type { Seal } from '../../platform/seal.ts';
import { about } from './account.ts';
import { personOf } from './person-of.ts';
import type { Contact } from './contact.ts';
import { notePerson } from './repo/people.ts';
import { noteAgreement } from './agreements.ts';
import { noteReceipt } from './repo/messages.ts';
import { wantsNoMore } from './wants-no-more.ts';
import { findPush, pushHandled, type PushRow } from './repo/pushes.ts';

/** What follows from a push beside its reply: who is there, and whether they can be written to. May run twice. */
export const handlePushes = (seal: Seal, contact: Contact): Consumer =>
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
				const said = JSON.parse(text) as Pick<Push, 'person' | 'trigger' | 'of'>;
				if (said.trigger.kind === 'receipt') await noteOutcome(system, push, said.trigger);
				else if (said.trigger.kind === 'agreed') await noteAgreement(seal, system, push, said);
				// A report says nothing of where somebody is, and the mini program's people are none of the account's.
				else if (said.of !== 'mini') {
					await notePerson(system, personOf(seal, key, { ...said, happenedAt: push.happened_at }));
					const who = { workspaceId, channelId, person: push.person };
					if (wantsNoMore(said.trigger)) await contact.set(system, who, false, now());
				}
			}
			await pushHandled(system, push, now());
		}
	});

/** Of none of ours, another program of the account's has sent it. */
async function noteOutcome(
	system: ConsumerTools['system'],
	push: PushRow,
	{ message, why, of }: Extract<Trigger, { kind: 'receipt' }>
): Promise<void> {
	const where = { workspaceId: push.workspace_id, channelId: push.channel_id };
	const code = why === '' ? null : /block/.test(why) ? 'user_blocked' : 'platform_failed';
	// One that was stored by an earlier program says nothing of its kind: there was one.
	const kinds = of === 'subscription' ? consentWays : ['template'];
	await noteReceipt(system, where, { kinds, platformId: message, person: push.person, code, at: push.happened_at });
}
