import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
	answerTypes,
	defaultContent,
	kindOf,
	publishIssues,
	questionKindNames,
	translate,
	type SurveyContent
} from '#domain/survey/index.ts';
import type * as registry from '#domain/survey/questions/all-questions.ts';
import { ResponseSchema } from '#contract/responses.ts';
import { receivedFrom } from '../../../server/areas/answers/http/answer-form.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

/** The one line that the registry would have. */
vi.mock('../../../src/domain/survey/questions/all-questions.ts', async (original) => {
	const real = await original<typeof registry>();
	const { ticks } = await import('../../support/ticks-kind.ts');
	const questionKinds = { ...real.questionKinds, ticks };
	return {
		...real,
		questionKinds,
		questionKindNames: Object.keys(questionKinds),
		kindOf: (name: keyof typeof questionKinds) => questionKinds[name],
		scaleOf: (one: Parameters<typeof registry.scaleOf>[0]) =>
			one.kind === ('ticks' as never) ? null : real.scaleOf(one),
		answerTypes: [...real.answerTypes, ticks.answer]
	};
});

const question = (): SurveyContent['questions'][number] => kindOf('ticks' as 'nps').defaults() as never;
const content = (): SurveyContent => {
	const nps = defaultContent('nps');
	return { ...nps, questions: [...nps.questions, question()] };
};

describe('a content with a question of another kind', () => {
	it('has the kind among the others', () => {
		expect(questionKindNames).toContain('ticks');
		expect(answerTypes.map(({ type }) => type)).toContain('ticks');
	});

	it('is shown in one language, the kind’s own texts too', () => {
		expect(translate(content(), 'zh-CN', { touchpoint: null }).questions.at(-1)!.rendering).toEqual({
			control: 'ticks',
			options: [
				{ name: 'price', text: '价格' },
				{ name: 'staff', text: '员工' }
			]
		});
	});

	it('is not published while a text of its own is missing', () => {
		const half = { ...question(), options: [{ name: 'price', text: { en: 'Price' } }] } as never;
		expect(publishIssues({ ...content(), questions: [...defaultContent('nps').questions, half] })).toEqual([
			{ code: 'missing_text', path: ['questions', 2, 'options', 0, 'text', 'zh-CN'] }
		]);
	});
});

describe.each(testDatabases())('answers of another kind ($name)', (engine) => {
	let db: TestDb;
	let services: AnswerServices;
	let person: Person;
	let code: string;
	let touchpointId: string;
	let journeyId: string;

	beforeAll(async () => {
		db = await openTestDb(engine);
		services = createAnswerServices(db.db);
		person = (await createPeople(db.db).workspace()).owner;
		const placed = await placeJourney(db.db, person.actor.workspaceId);
		({ touchpointId, journeyId } = placed);
		const survey = await services.surveys.create(person.actor, {
			title: 'Why',
			kind: 'custom',
			definition: content()
		});
		await services.surveys.publish(person.actor, survey.id);
		({ code } = await services.collectors.create(person.actor, {
			surveyId: survey.id,
			touchpointId,
			channel: 'link'
		}));
	});
	afterAll(() => db.close());

	const send = (fields: readonly (readonly [string, string])[], id = newId()) => {
		const { answers } = receivedFrom(fields);
		return services.responses.submit({ code, responseId: id, language: 'en', answers });
	};
	const listed = async () => (await services.responses.list(person.actor, {})).items;
	const answersOf = async (id: string) => (await listed()).find((one) => one.id === id)?.answers;

	it('come from a form, of which one name stands for several fields', async () => {
		const [both, one, none] = [newId(), newId(), newId()];
		expect(
			await send(
				[
					['nps', '9'],
					['ticks', 'staff'],
					['ticks', 'price']
				],
				both
			)
		).toEqual({ status: 'created' });
		expect(
			await send(
				[
					['nps', '3'],
					['comment', 'slow'],
					['ticks', 'staff']
				],
				one
			)
		).toEqual({ status: 'created' });
		expect(await send([['nps', '7']], none)).toEqual({ status: 'created' });
		expect(await answersOf(both)).toEqual({ nps: 9, ticks: ['price', 'staff'] });
		expect(await answersOf(one)).toEqual({ nps: 3, comment: 'slow', ticks: ['staff'] });
		expect(await answersOf(none)).toEqual({ nps: 7 });
	});

	it('are refused by their kind, and so are several of what there is one of', async () => {
		expect(
			await send([
				['nps', '9'],
				['ticks', 'shoes'],
				['ticks', 'price']
			])
		).toEqual({
			status: 'invalid',
			issues: [{ code: 'not_an_option', path: ['ticks'] }]
		});
		expect(
			await send([
				['nps', '9'],
				['nps', '3']
			])
		).toMatchObject({
			status: 'invalid',
			issues: [{ code: 'not_on_scale', path: ['nps'] }]
		});
	});

	it('come from a program and are given as it sent them', async () => {
		const id = newId();
		const row = { id, collectorCode: code, answers: { nps: 10, ticks: ['price'], comment: null } };
		const refused = { collectorCode: code, answers: { nps: 10, ticks: { price: true } } };
		const { results } = await services.responses.recordBatch(person.actor, [row, row, refused]);
		expect(results.map(({ status }) => status)).toEqual(['created', 'duplicate', 'invalid']);
		const view = (await listed()).find((one) => one.id === id)!;
		expect(v.is(ResponseSchema, view)).toBe(true);
		expect(view.answers).toEqual({ nps: 10, ticks: ['price'] });
		expect(Object.values(view.scores)).toEqual([10]);
	});

	it('are no scores and no words', async () => {
		for (let at = 0; at < 5; at++)
			await send([
				['nps', '8'],
				['ticks', 'price']
			]);
		const results = await services.results.forJourney(person.actor, journeyId, {});
		expect(results.touchpoints[touchpointId]!.map(({ metric, n }) => ({ metric, n }))).toEqual([
			{ metric: 'nps', n: 9 }
		]);
		const { items } = await services.results.comments(person.actor, touchpointId, {});
		expect(items.map(({ text }) => text)).toEqual(['slow']);
	});

	it('fill the columns of their kind in an export', async () => {
		let file = '';
		for await (const part of services.responses.exportCsv(person.actor, {})) file += part;
		const [header, ...lines] = file
			.trim()
			.split('\r\n')
			.map((line) => line.split(','));
		// Behind them stand the tags.
		expect(header!.slice(-5, -1)).toEqual(['nps', 'comment', 'ticks.price', 'ticks.staff']);
		expect(lines.map((line) => line.slice(-5, -1))).toContainEqual(['3', 'slow', '', 'yes']);
		expect(lines.map((line) => line.slice(-5, -1))).toContainEqual(['9', '', 'yes', 'yes']);
	});

	it('leave with their person what their kind says', async () => {
		const customer = { externalId: 'c-1' };
		const answers = { nps: 2, ticks: ['staff'], comment: 'my name is Kim' };
		await services.responses.record(person.actor, { collectorCode: code, answers, customer });
		const [found] = await services.customers.find('c-1', person.actor.workspaceId);
		expect(await services.customers.erase(person.actor.workspaceId, found!.id, 'keep')).toMatchObject({ kept: 1 });
		const left = (await listed()).filter((one) => one.answers.nps === 2);
		expect(left.map((one) => one.answers)).toEqual([{ nps: 2, ticks: ['staff'] }]);
	});
});

describe.each(testDatabases())('a question that becomes one of another kind ($name)', (engine) => {
	it('leaves answers of earlier versions as they were in the export', async () => {
		const db = await openTestDb(engine);
		try {
			const services = createAnswerServices(db.db);
			const { owner: person } = await createPeople(db.db).workspace();
			const { survey, page } = await asked(db.db, services, person, 'nps');
			await services.responses.submit(page({ nps: 9, comment: 'fine' }));
			const nps = defaultContent('nps');
			const changed = { ...nps, questions: [nps.questions[0]!, { ...question(), id: 'comment' }] };
			await services.surveys.updateDraft(person.actor, survey.id, { content: changed });
			await services.surveys.publish(person.actor, survey.id);
			await services.responses.submit(page({ nps: 3, comment: 'staff' }));
			let file = '';
			for await (const part of services.responses.exportCsv(person.actor, {})) file += part;
			const [header, ...lines] = file
				.trim()
				.split('\r\n')
				.map((line) => line.split(','));
			expect(header!.slice(-5, -1)).toEqual(['nps', 'comment', 'comment.price', 'comment.staff']);
			expect(lines.map((line) => line.slice(-5, -1)).sort()).toEqual([
				['3', '', '', 'yes'],
				['9', 'fine', '', '']
			]);
		} finally {
			await db.close();
		}
	});
});
