import type * as v from 'valibot';
import { answerEvents } from './kinds/answers.ts';
import { channelEvents } from './kinds/channels.ts';
import { journeyEvents } from './kinds/journeys.ts';
import { peopleEvents } from './kinds/people.ts';
import { sharingEvents } from './kinds/sharing.ts';
import { surveyEvents } from './kinds/surveys.ts';
import { workspaceEvents } from './kinds/workspaces.ts';

/** Every kind of event, by its name; names never change. */
export const eventKinds = {
	...answerEvents,
	...channelEvents,
	...journeyEvents,
	...peopleEvents,
	...sharingEvents,
	...surveyEvents,
	...workspaceEvents
};

export type EventName = keyof typeof eventKinds;
export type EventPayload<Name extends EventName> = v.InferOutput<(typeof eventKinds)[Name]['payload']>;
