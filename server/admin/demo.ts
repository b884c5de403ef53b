import type { Actor } from '#domain/access/index.ts';
import { templates } from '#domain/journey/index.ts';
import { kindOf } from '#domain/survey/index.ts';
import type { App } from '../app.ts';
import { isAppError } from '../platform/errors.ts';
import { demoAnswers } from './demo-answers.ts';
import { demoCustomers } from './demo-customers.ts';
import { giveTouchpoints } from './demo-departments.ts';
import { fillVisits } from './demo-visits.ts';
import {
	demoColleagues,
	demoDepartments,
	demoJourneys,
	demoOwner,
	demoShops,
	demoWorkspace,
	type DemoAsk,
	type DemoJourney
} from './demo-content.ts';

export interface DemoFilled {
	readonly workspaceId: string;
	readonly owner: Actor;
	/** Answers that were not there before. */
	readonly created: number;
	readonly answers: number;
}

const BATCH = 1000;

/**
 * A workspace to look around in: people, two journeys, surveys on their touchpoints and three months of answers, all made by
 * the services. Doing it again adds what is missing – the days since, at most – and nothing twice.
 */
export async function fillDemo(app: App, now: Date = new Date()): Promise<DemoFilled> {
	const owner = await ownerOf(app);
	const departments = await fillPeople(app, owner);
	let created = 0;
	let answers = 0;
	const ours = new Set<string>();
	for (const journey of demoJourneys) {
		const { id, touchpoints } = await journeyOf(app, owner, journey, departments);
		const asked = journey.asks.flatMap((ask) => {
			const touchpointId = touchpoints.get(ask.at);
			// Somebody renamed or deleted it: then it is theirs.
			if (touchpointId === undefined) return [];
			const place = `${owner.workspaceId}/${touchpointId}`;
			return [{ ask, touchpointId, answers: demoAnswers(ask, place, now, demoWorkspace.timeZone) }];
		});
		const customers = demoCustomers(journey.template, asked, journey.customersAWeek);
		for (const { ask, touchpointId, answers: given } of asked) {
			const codes = await codesOf(app, owner, id, touchpointId, ask);
			for (const code of codes.values()) ours.add(code);
			await fillWechat(app, owner, touchpointId, ask);
			const rows = given.map((answer) => ({
				id: answer.id,
				collectorCode: codes.get(answer.shop ?? answer.channel ?? null)!,
				submittedAt: answer.submittedAt,
				language: answer.language,
				answers: {
					[kindOf(ask.kind).defaultId]: answer.score,
					...(answer.comment === undefined ? {} : { comment: answer.comment })
				},
				...(customers.has(answer.id) && { customer: { externalId: customers.get(answer.id) } })
			}));
			answers += rows.length;
			created += await record(app, owner, rows);
		}
	}
	await fillVisits(app, owner.workspaceId, { codes: ours, timeZone: demoWorkspace.timeZone, now });
	return { workspaceId: owner.workspaceId, owner, created, answers };
}

async function ownerOf(app: App): Promise<Actor> {
	try {
		await app.workspaces.add({ ...demoOwner, workspaceName: demoWorkspace.name, timeZone: demoWorkspace.timeZone });
	} catch (error) {
		if (!isAppError(error) || error.code !== 'email_taken') throw error;
	}
	const user = await app.db.system
		.selectFrom('user')
		.select('id')
		.where('email', '=', demoOwner.email)
		.executeTakeFirstOrThrow();
	const actor = await app.members.actorOf(user.id);
	if (actor === null) throw new Error(`${demoOwner.email} belongs to no workspace any more`);
	return actor;
}

/** @returns departments by name */
async function fillPeople(app: App, owner: Actor): Promise<ReadonlyMap<string, string>> {
	const departments = new Map((await app.workspaces.listDepartments(owner)).map((one) => [one.name, one.id]));
	for (const name of demoDepartments) {
		if (!departments.has(name)) departments.set(name, (await app.workspaces.createDepartment(owner, { name })).id);
	}
	const known = new Set((await app.members.list(owner)).map((member) => member.email));
	for (const { name, email, role, department, locale } of demoColleagues) {
		if (known.has(email)) continue;
		const { id, token } = await app.invitations.create(owner, { role, departmentId: departments.get(department)! });
		try {
			await app.invitations.accept(token, { name, email, password: demoOwner.password, locale });
		} catch (error) {
			// Has an account, but was taken out of this workspace: that is how somebody wants it.
			if (!isAppError(error) || error.code !== 'email_taken') throw error;
			await app.invitations.revoke(owner, id);
		}
	}
	return departments;
}

/** The journey by its title, made if it is not there, with the ids of its touchpoints by the template's names. */
async function journeyOf(
	app: App,
	owner: Actor,
	{ title, template, locale, owners }: DemoJourney,
	departments: ReadonlyMap<string, string>
): Promise<{ id: string; touchpoints: Map<string, string> }> {
	const found = await app.journeys.list(owner, { q: title, limit: 200 });
	const there = found.items.find((one) => one.title === title);
	if (!there) {
		const made = await app.journeys.create(owner, { title, template, locale });
		const owned = Object.entries(owners).flatMap(([name, keys]) =>
			keys.map((key) => [made.touchpoints[key]!, departments.get(name)!] as const)
		);
		await giveTouchpoints(app, owner, made.id, new Map(owned));
		return { id: made.id, touchpoints: new Map(Object.entries(made.touchpoints)) };
	}
	const map = await app.journeys.get(owner, there.id);
	const byTitle = new Map(map.touchpoints.map((touchpoint) => [touchpoint.title, touchpoint.id]));
	const named = templates[template].scenes.flatMap((scene) => scene.touchpoints ?? []);
	const touchpoints = named.flatMap(({ key, title: words }) => {
		const id = byTitle.get(words[locale]);
		return id === undefined ? [] : [[key, id] as const];
	});
	return { id: there.id, touchpoints: new Map(touchpoints) };
}

/** By shop or channel, those beside the code that asking made; null: where it is asked in one way. */
async function codesOf(
	app: App,
	owner: Actor,
	journeyId: string,
	touchpointId: string,
	{ kind, inShops, ways }: DemoAsk
): Promise<ReadonlyMap<string | null, string>> {
	const there = (await app.collectors.list(owner, { touchpointId })).filter(({ surveyKind }) => surveyKind === kind);
	const first = there.at(-1) ?? (await app.surveys.ask(owner, { journeyId, touchpointId, kind })).collector;
	const codes = new Map<string | null, string>();
	if (ways) {
		for (const { channel } of ways) {
			const { surveyId } = first;
			const code =
				[...there, first].findLast((one) => one.channel === channel) ??
				(await app.collectors.create(owner, { surveyId, touchpointId, channel }));
			codes.set(channel, code.code);
		}
		return codes;
	}
	if (!inShops) return codes.set(null, first.code);
	for (const { name } of demoShops) {
		const { surveyId, channel } = first;
		const code =
			there.findLast((one) => one.name === name && one.channel === channel) ??
			(await app.collectors.create(owner, { surveyId, touchpointId, channel, name }));
		codes.set(name, code.code);
	}
	return codes;
}

/** Codes into the chat of the demo's official account, beside those that open the page. */
async function fillWechat(app: App, owner: Actor, touchpointId: string, { kind, inWechat }: DemoAsk): Promise<void> {
	const there = (await app.collectors.list(owner, { touchpointId })).filter(({ surveyKind }) => surveyKind === kind);
	const surveyId = there.at(-1)!.surveyId;
	for (const place of inWechat ?? []) {
		if (there.some((one) => one.channel === 'wechat' && one.name === place)) continue;
		await app.collectors.create(owner, { surveyId, touchpointId, channel: 'wechat', ...(place && { name: place }) });
	}
}

async function record(app: App, owner: Actor, rows: readonly object[]): Promise<number> {
	let created = 0;
	for (let at = 0; at < rows.length; at += BATCH) {
		const { results } = await app.responses.recordBatch(owner, rows.slice(at, at + BATCH));
		created += results.filter((result) => result.status === 'created').length;
		const wrong = results.find((result) => result.status === 'invalid' || result.status === 'failed');
		if (wrong) throw new Error(`a demo answer was not taken: ${JSON.stringify(wrong)}`);
	}
	return created;
}
