import type { ResponseDetailView, ResponseFacets, ResponsesSummaryView } from '#contract/response-desk.ts';
import { can, type Actor } from '#domain/access/index.ts';
import type { MetricDefinition } from '#domain/metrics/index.ts';
import { isId } from '#domain/shared/ids.ts';
import type { Locale } from '#domain/shared/locale.ts';
import { NewerResponses, reached, SumUpResponses, type Answers, type SurveyContent } from '#domain/survey/index.ts';
import { correctionsOf, allTags, listViews } from '../answers/repo/notes.ts';
import { findResponse, listResponses, type ResponseRow } from '../answers/repo/responses.ts';
import { byDay, howMany, ledgerParts, newerThan } from '../answers/repo/sum-up.ts';
import { responseViews } from '../answers/response-view.ts';
import { findCustomer } from '../customers/repo/profile.ts';
import { memberNames } from '../people/repo/members.ts';
import { contentsOfAnswers } from '../surveys/contents.ts';
import { namesOfPlaces } from '../surveys/repo/collectors.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import { titlesOf, versionsOf } from '../surveys/repo/surveys.ts';
import { notFound } from '../../platform/errors.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { authorize, checked } from '../shared/guard.ts';
import { workspaceRules } from '../shared/repo/workspace-rules.ts';
import { answerTexts } from './answer-texts.ts';
import type { ResponseDesk } from './desk.ts';
import { ledgerOf } from './ledger.ts';

/** Names of places and tags that are offered to choose from. */
const MOST_OFFERED = 1000;
/** Answers of the same customer beside one. */
const OF_CUSTOMER = 8;
const DAYS = 60;
const MOST_NEWER = 1000;

type Reads = Pick<ResponseDesk, 'facets' | 'summary' | 'newer' | 'find'>;

export function createDeskReads({ db }: { readonly db: Db }): Reads {
	return {
		async facets(actor) {
			authorize(actor, 'response.view');
			return db.inWorkspace(actor.workspaceId, (trx) => facetsOf(trx, actor.workspaceId));
		},

		async summary(actor, input): Promise<ResponsesSummaryView> {
			authorize(actor, 'response.view');
			const { asOf, ...filters } = checked(SumUpResponses, input);
			const { workspaceId } = actor;
			const of = { filters, asOf };
			return db.inWorkspace(workspaceId, async (trx) => {
				const parts = await ledgerParts(trx, workspaceId, of);
				const ids = [...new Set(parts.map(({ definitionId }) => definitionId))];
				const { min_n: minN, rank_n: rankN } = await workspaceRules(trx, workspaceId);
				return {
					...(await howMany(trx, workspaceId, of)),
					days: await byDay(trx, workspaceId, of, DAYS),
					ledger: ledgerOf(parts, await definitionsById(trx, workspaceId, ids), { minN, rankN })
				};
			});
		},

		async newer(actor, input) {
			authorize(actor, 'response.view');
			const { after, ...filters } = checked(NewerResponses, input);
			return db.inWorkspace(actor.workspaceId, async (trx) => ({
				n: await newerThan(trx, actor.workspaceId, filters, after, MOST_NEWER)
			}));
		},

		async find(actor, id, locale) {
			authorize(actor, 'response.view');
			const { workspaceId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => {
				const row = isId(id) ? await findResponse(trx, workspaceId, id) : undefined;
				if (row === undefined) throw notFound();
				return detailOf(trx, actor, row, locale);
			});
		}
	};
}

async function facetsOf(trx: Trx, workspaceId: string): Promise<ResponseFacets> {
	const { surveys, touchpoints } = await titlesOf(trx, workspaceId);
	const versions = Map.groupBy(await versionsOf(trx, workspaceId, undefined), (row) => row.survey_id);
	const definitionIds = [...versions.values()].flat().flatMap((row) => Object.values(row.definitions));
	const definitions = await definitionsById(trx, workspaceId, [...new Set(definitionIds)]);
	const byTitle = <T extends { readonly title: string }>(some: T[]): T[] =>
		some.sort((a, b) => a.title.localeCompare(b.title));
	return {
		surveys: byTitle(
			[...surveys].map(([id, title]) => ({
				id,
				title,
				versions: (versions.get(id) ?? []).map(({ version }) => version)
			}))
		),
		touchpoints: byTitle([...touchpoints].map(([id, title]) => ({ id, title }))),
		places: await namesOfPlaces(trx, workspaceId, MOST_OFFERED),
		tags: await allTags(trx, workspaceId, MOST_OFFERED),
		views: (await listViews(trx, workspaceId)).map(({ id, name, query }) => ({ id, name, query })),
		timeZone: (await workspaceRules(trx, workspaceId)).time_zone,
		metrics: Object.fromEntries([...definitions].map(([id, { metric }]) => [id, metric]))
	};
}

async function detailOf(trx: Trx, actor: Actor, row: ResponseRow, locale: Locale): Promise<ResponseDetailView> {
	const { workspaceId } = actor;
	const [response] = await responseViews(trx, workspaceId, [row]);
	const content = (await contentsOfAnswers(trx, workspaceId, [row]))(row);
	const titles = await titlesOf(trx, workspaceId);
	const others =
		row.customer_id === null || !can(actor, 'customer.view')
			? []
			: await listResponses(trx, workspaceId, { customerId: row.customer_id }, OF_CUSTOMER, undefined);
	const scored = [...new Set([row, ...others].flatMap(({ scores }) => Object.keys(scores)))];
	const definitions = await definitionsById(trx, workspaceId, scored);
	const customer =
		row.customer_id === null || !can(actor, 'customer.view')
			? undefined
			: await findCustomer(trx, workspaceId, row.customer_id);
	const corrections = await correctionsOf(trx, workspaceId, row.id);
	const people = corrections.map(({ made_by: by }) => by);
	const names = await memberNames(trx, workspaceId, [...new Set(people)]);
	const undone = new Set(corrections.map(({ undoes }) => undoes));
	return {
		response: response!,
		survey: titles.surveys.get(row.survey_id) ?? null,
		touchpoint: titles.touchpoints.get(row.touchpoint_id) ?? null,
		code: titles.codes.get(row.collector_id) ?? null,
		questions: content === undefined ? [] : questionsOf(content, row.answers, locale),
		customer: customer
			? {
					id: customer.id,
					name: customer.name,
					identities: [...customer.identities],
					answers: others.map((one) => ({
						id: one.id,
						submittedAt: one.submitted_at.toISOString(),
						scores: metricScores(one, definitions)
					}))
				}
			: null,
		scores: Object.entries(row.scores).flatMap(([definition, score]) => {
			const metric = definitions.get(definition)?.metric;
			return metric === undefined ? [] : [{ definition, metric, score }];
		}),
		decidedBy: corrections.find(({ change }) => change !== 'answers')
			? (names.get(corrections.find(({ change }) => change !== 'answers')!.made_by) ?? null)
			: null,
		corrections: corrections.map((one, at) => ({
			id: one.id,
			change: one.change,
			why: one.why,
			by: names.get(one.made_by) ?? null,
			at: one.made_at.toISOString(),
			undoes: one.undoes,
			changed: content === undefined ? [] : changedBetween(content, one.before ?? {}, one.after ?? {}, locale),
			// Of corrected answers only the latest leads back to what stands beside it.
			undoable:
				one.change === 'answers' &&
				!undone.has(one.id) &&
				corrections.findIndex(({ change }) => change === 'answers') === at
		}))
	};
}

const metricScores = ({ scores }: ResponseRow, definitions: ReadonlyMap<string, MetricDefinition>) =>
	Object.entries(scores).flatMap(([definition, score]) => {
		const metric = definitions.get(definition)?.metric;
		return metric === undefined ? [] : [{ metric, score }];
	});

function questionsOf(content: SurveyContent, answers: Answers, locale: Locale): ResponseDetailView['questions'] {
	const texts = answerTexts(content, answers, locale);
	const way = new Set(reached(content, answers).map(({ id }) => id));
	return content.questions.flatMap((question) => {
		const { id, kind, text } = question;
		if (kind === 'statement') return [];
		const options = kind === 'single-choice' || kind === 'multiple-choice' ? question.options : null;
		return [
			{
				id,
				kind,
				text: { ...text },
				options: options?.map((one) => ({ id: one.id, text: { ...one.text }, other: one.other === true })) ?? null,
				answer: texts.get(id) ?? null,
				value: Object.hasOwn(answers, id) ? answers[id]! : null,
				asked: way.has(id)
			}
		];
	});
}

/** Questions that were answered differently, by their ids. */
function changedBetween(content: SurveyContent, before: Answers, after: Answers, locale: Locale) {
	const [was, became] = [answerTexts(content, before, locale), answerTexts(content, after, locale)];
	return content.questions
		.filter(({ id }) => was.get(id) !== became.get(id))
		.map(({ id }) => ({ question: id, before: was.get(id) ?? null, after: became.get(id) ?? null }));
}
