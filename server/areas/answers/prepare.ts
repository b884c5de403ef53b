import { createHash } from 'node:crypto';
import type { EventActor } from '#domain/events/index.ts';
import { bucketOf } from '#domain/metrics/index.ts';
import { canonical } from '#domain/shared/canonical.ts';
import {
	countedIn,
	hasText,
	type Answers,
	type CollectorLimits,
	type Store,
	type SurveyContent
} from '#domain/survey/index.ts';
import type { NewResponse } from './repo/answers.ts';
import { asksWhenCounted } from './within-limits.ts';
import type { OpenedCode } from '../surveys/repo/collectors.ts';
import type { Identity } from '../customers/repo/identities.ts';

/** A published version as answers need it. */
export interface LoadedVersion {
	readonly version: number;
	readonly content: SurveyContent;
	/** Definition id by question id. */
	readonly definitions: Readonly<Record<string, string>>;
}

/** Who answered, by every name that was given. */
export interface GivenCustomer {
	readonly identities: readonly Identity[];
	readonly name: string | null;
}

/** Where an imported answer comes from. */
export interface Imported {
	readonly runId: string;
	readonly look: string | undefined;
}

/** One caller's answer on its way into a batch. */
export interface AnswerJob {
	readonly row: NewResponse;
	readonly customer: GivenCustomer | null;
	/** What its collector takes, when that must be asked in the commit (within-limits.ts). */
	readonly limits?: CollectorLimits;
}

/** What of checked answers is stored beside them: what is counted, by definition, and whether anything was written. */
export function storedBeside(
	{ content, definitions }: Pick<LoadedVersion, 'content' | 'definitions'>,
	answers: Answers
): Pick<NewResponse, 'scores' | 'numbers' | 'hasText'> {
	const counted = (store: Store) =>
		Object.entries(countedIn(store, content, answers)).flatMap(([question, value]) => {
			const definition = definitions[question];
			return definition === undefined ? [] : [[definition, value] as const];
		});
	const numbers = counted('numbers').map(([definition, steps]) => [definition, [steps, bucketOf(steps)]]);
	return {
		scores: Object.fromEntries(counted('scores')),
		...(numbers.length > 0 && { numbers: Object.fromEntries(numbers) }),
		hasText: hasText(content, answers)
	};
}

/** Checked answers as a row: scores under their definitions, and a hash of what makes the answer this answer. */
export function prepare(from: {
	readonly opened: OpenedCode;
	readonly version: LoadedVersion;
	readonly id: string;
	readonly answers: Answers;
	/** Of questions that were hidden again. */
	readonly aside: Answers;
	readonly language: string;
	/** When the sender says it was answered; null: now. */
	readonly submittedAt: string | null;
	readonly now: Date;
	readonly customer: GivenCustomer | null;
	/** The import that brings it, and what its row looks like there. */
	readonly imported?: Imported | undefined;
	/** Broken off. */
	readonly partial?: boolean | undefined;
	readonly actor: EventActor;
}): AnswerJob {
	const { opened, version, answers, aside, now } = from;
	const isAside = Object.keys(aside).length > 0;
	const whole = isAside ? { answers, aside } : answers;
	const meant = [opened.collector_id, whole, from.submittedAt, from.customer?.identities ?? null];
	return {
		customer: from.customer,
		// What comes by file was given long ago.
		...(!from.imported && asksWhenCounted(opened.limits) && { limits: opened.limits }),
		row: {
			workspaceId: opened.workspace_id,
			id: from.id,
			surveyId: opened.survey_id,
			surveyVersion: version.version,
			collectorId: opened.collector_id,
			touchpointId: opened.touchpoint_id,
			channel: opened.channel,
			customerId: null,
			answers,
			...(isAside && { aside }),
			...storedBeside(version, answers),
			language: from.language,
			submittedAt: from.submittedAt ?? now.toISOString(),
			receivedAt: now.toISOString(),
			bodyHash: createHash('sha256').update(canonical(meant)).digest('hex'),
			...(from.imported && { importRunId: from.imported.runId }),
			...(from.imported?.look !== undefined && { importLook: from.imported.look }),
			...(from.partial && { partial: true as const }),
			mark: null,
			actor: from.actor
		}
	};
}
