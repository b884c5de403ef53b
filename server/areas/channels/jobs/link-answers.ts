import { randomBytes } from 'node:crypto';
import { uuidv7 } from '#domain/shared/ids.ts';
import type { JobHandler } from '../../../jobs/handler.ts';
import { introduce } from '../../answers/introduce.ts';
import { givenAnswers, linkAnswer } from '../repo/answers.ts';

const AT_ONCE = 500;

/**
 * Says whose answers are that came by a channel, where the workspace wants to know. Beside the way of an answer: that one
 * stays as short as it is, and waits for nobody.
 */
export const linkChannelAnswers: JobHandler = {
	name: 'link-channel-answers',
	cron: '* * * * *',
	async run({ system, now }) {
		let linked = 0;
		for (const one of await givenAnswers(system, AT_ONCE)) {
			const identity = { workspaceId: one.workspaceId, kind: 'channel', value: one.person } as const;
			const newId = (): string => uuidv7(now().getTime(), randomBytes(10));
			const isLinked = await system.transaction().execute(async (trx) => {
				const [customerId] = await introduce(trx, [{ identities: [identity], name: null }], newId);
				return linkAnswer(trx, one, customerId!);
			});
			if (isLinked) linked++;
		}
		return linked;
	}
};
