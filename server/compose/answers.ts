import type { App } from '../app.ts';
import { createPersonalLinks } from '../areas/answers/personal-links.ts';
import { createResponses } from '../areas/answers/responses.ts';
import type { Clients } from '../areas/channels/clients.ts';
import { createMarks as createChannelMarks } from '../areas/channels/channel-marks.ts';
import { createLacksOfChannel } from '../areas/channels/lacks.ts';
import { createMiniProgram } from '../areas/channels/mini-ways.ts';
import { createSceneAddress } from '../areas/channels/scene-address.ts';
import { customerSeal } from '../areas/customers/customer-seal.ts';
import { createResponseDesk } from '../areas/desk/desk.ts';
import { createKnownCustomers } from '../areas/customers/known-customers.ts';
import { createCustomers } from '../areas/erasure/erasure.ts';
import { createImports } from '../areas/imports/imports.ts';
import { createLive } from '../areas/results/live.ts';
import { createMarks } from '../areas/results/marked-answers.ts';
import { createPulse } from '../areas/results/pulse.ts';
import { createResults } from '../areas/results/results.ts';
import { createMetricSettings } from '../areas/results/settings.ts';
import { createTargets } from '../areas/results/targets.ts';
import { newCode } from '../areas/surveys/collector-code.ts';
import { createCollectors } from '../areas/surveys/collectors.ts';
import type { Drafts } from '../areas/surveys/drafts.ts';
import { createSurveys } from '../areas/surveys/surveys.ts';
import type { DocumentKey } from '../documents/store.ts';
import type { Base } from './base.ts';
import { channelSeal } from './channels.ts';

type Answers = Pick<
	App,
	| 'surveys'
	| 'collectors'
	| 'responses'
	| 'responseDesk'
	| 'personalLinks'
	| 'imports'
	| 'results'
	| 'targets'
	| 'metricSettings'
	| 'live'
	| 'pulse'
	| 'marks'
	| 'customers'
	| 'knownCustomers'
>;

/** Surveys, their answers, and the numbers that these make. */
export function composeAnswers(
	{ config, db, bus, now, newId, log }: Base,
	{
		drafts,
		projectNow,
		clients
	}: {
		readonly drafts: Drafts;
		readonly projectNow: (key: DocumentKey) => Promise<void>;
		readonly clients: Clients;
	}
): Answers {
	const { origin, secret } = config;
	const surveys = createSurveys({
		db,
		drafts,
		newId,
		now,
		newCode,
		origin,
		projectNow: (workspaceId, documentId) => projectNow({ workspaceId, documentId })
	});
	const responses = createResponses({ db, newId, now, secret });
	const results = createResults({ db, now });
	return {
		surveys,
		collectors: createCollectors({
			db,
			newId,
			now,
			newCode,
			origin,
			addressInChat: createSceneAddress({ db, clients, now }),
			lacksOfChannel: createLacksOfChannel({ db, seal: channelSeal(secret) }),
			miniProgram: createMiniProgram({ db, seal: channelSeal(secret), now, clients })
		}),
		responses,
		responseDesk: createResponseDesk({ db, newId, now }),
		personalLinks: createPersonalLinks({ db, newId, now, secret }),
		imports: createImports({ db, newId, now, newCode, origin, surveys, responses }),
		results,
		targets: createTargets({ db, newId, now }),
		metricSettings: createMetricSettings({ db, now }),
		live: createLive({ db, bus, results, log, newId }),
		pulse: createPulse({ bus }),
		marks: createMarks({ db, now }),
		knownCustomers: createKnownCustomers({ db, newId, now, seal: customerSeal(secret) }),
		customers: createCustomers({ db, now, marks: createChannelMarks({ db, seal: channelSeal(secret) }) })
	};
}
