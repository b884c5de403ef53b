import { documentKinds } from '#document/kinds/all-kinds.ts';
import { keepVersions } from '../documents/jobs/keep-versions.ts';
import type { JobHandler } from '../jobs/handler.ts';
import { purgeEvents } from '../events/jobs/purge-events.ts';
import { purgeIdempotencyKeys } from './shared/jobs/purge-idempotency-keys.ts';
import { purgeInvitations } from './people/jobs/purge-invitations.ts';
import { purgeSessions } from './people/jobs/purge-sessions.ts';
import { purgeRateLimits } from './people/jobs/purge-rate-limits.ts';
import { foldOldMonths } from './answers/jobs/fold-months.ts';
import { linkChannelAnswers } from './channels/jobs/link-answers.ts';
import { purgeChannelPushes } from './channels/jobs/purge-pushes.ts';
import { purgeOldVisits } from './answers/jobs/purge-visits.ts';
import { recountDays } from './answers/jobs/recount-days.ts';

/** Every job of every area. */
export const handlers: readonly JobHandler[] = [
	keepVersions(documentKinds),
	purgeEvents,
	purgeIdempotencyKeys,
	purgeInvitations,
	purgeSessions,
	purgeRateLimits,
	purgeChannelPushes,
	linkChannelAnswers,
	purgeOldVisits,
	recountDays,
	foldOldMonths
];
