import { createHash } from 'node:crypto';
import { addDays, dayIn, type Day } from '#domain/shared/days.ts';
import { uuidv8 } from '#domain/shared/ids.ts';
import { readTime, zoneClock, type ZoneClock } from '#domain/imports/index.ts';
import { kindOf } from '#domain/survey/index.ts';
import type { ChannelName } from '#domain/survey/index.ts';
import { demoShops, type DemoAsk, type DemoKind, type DemoWay, type Mood } from './demo-content.ts';

/** How far back the answers go. */
export const DEMO_DAYS = 90;
const LATELY_DAYS = 30;
const DAY_MS = 86_400_000;

export interface DemoAnswer {
	readonly id: string;
	readonly submittedAt: string;
	readonly score: number;
	readonly comment?: string;
	readonly language: 'zh-CN' | 'en';
	/** In which shop, where it was asked in several. */
	readonly shop?: string;
	/** By which way, where it was asked in several. */
	readonly channel?: ChannelName;
}

/**
 * Answers of the last ninety whole days. Every day is made from its own date, so filling in again later adds the new days and
 * leaves the old ones as they are.
 * @param place workspace and touchpoint: the ids are theirs. The content is not: every demo reads the same on the same day.
 */
export function demoAnswers(ask: DemoAsk, place: string, now: Date, timeZone: string): DemoAnswer[] {
	const today = dayIn(timeZone, now);
	const clock = zoneClock(timeZone);
	return Array.from({ length: DEMO_DAYS }, (_, at) => DEMO_DAYS - at).flatMap((ago) =>
		answersOf(ask, place, addDays(today, -ago), ago <= LATELY_DAYS, clock)
	);
}

function answersOf(ask: DemoAsk, place: string, day: Day, lately: boolean, clock: ZoneClock): DemoAnswer[] {
	const random = randomOf(`${ask.at}/${ask.kind}/${day}`);
	// Numbers of their own: with or without shops the answers are the same.
	const shopDraw = randomOf(`${ask.at}/${ask.kind}/${day}/shops`);
	const wayDraw = randomOf(`${ask.at}/${ask.kind}/${day}/ways`);
	const count = countOn(day, ask.perDay, random());
	return Array.from({ length: count }, (_, at) => {
		const way = ask.ways && wayOf(ask.ways, lately, wayDraw());
		const fell = lately && ask.latelyIn ? shopThatFell(ask.latelyIn, shopDraw()) : undefined;
		const score = scoreOf(ask.kind, way?.mood ?? moodOf(ask, lately, fell), random());
		const comment = random() < 0.3 ? commentOf(ask, score, random()) : undefined;
		return {
			id: idOf(`${place}/${day}/${at}`),
			submittedAt: momentOf(day, random(), random(), clock),
			score,
			...(ask.inShops && { shop: fell ?? shopOf(ask, lately, score, shopDraw()) }),
			...(way && { channel: way.channel }),
			language:
				comment !== undefined && /\p{Script=Han}/u.test(comment)
					? 'zh-CN'
					: comment === undefined && random() < 0.6
						? 'zh-CN'
						: 'en',
			...(comment === undefined ? {} : { comment })
		};
	});
}

/** More on weekends. Where hardly anybody answers, somebody does every so many days: then it stays below what is shown. */
function countOn(day: Day, perDay: number, draw: number): number {
	const noon = new Date(`${day}T12:00:00Z`);
	if (perDay < 0.5) return Math.floor(noon.getTime() / DAY_MS) % Math.round(1 / perDay) === 0 ? 1 : 0;
	const expected = perDay * ([0, 6].includes(noon.getUTCDay()) ? 1.5 : 0.85);
	return Math.floor(expected) + (draw < expected % 1 ? 1 : 0);
}

/** Weight of each of five steps from worst to best. */
const moods: Readonly<Record<Mood, readonly number[]>> = {
	great: [1, 2, 6, 29, 62],
	good: [3, 5, 10, 40, 42],
	fair: [9, 12, 21, 34, 24],
	poor: [20, 23, 22, 22, 13],
	bad: [34, 26, 18, 14, 8],
	awful: [60, 26, 8, 4, 2]
};

/** Scores of each kind that belong to a step; steps of a long scale hold more than one. */
const steps: Readonly<Record<DemoKind, readonly (readonly number[])[]>> = {
	nps: [[0, 1, 2, 3], [4, 5, 6], [7], [8, 9], [9, 10, 10]],
	csat: [[1], [2], [3], [4], [5]],
	'ces-ease7': [[1, 2], [3], [4, 5], [6], [7]],
	'ces-effort5': [[5], [4], [3], [2], [1]]
};

function scoreOf(kind: DemoKind, mood: Mood, draw: number): number {
	let rest = draw * 100;
	const step = moods[mood].findIndex((weight) => (rest -= weight) < 0);
	const scores = steps[kind][step < 0 ? 4 : step]!;
	// What is left of the draw chooses within the step: no second number is needed.
	return scores[Math.floor(Math.abs(rest) * 7) % scores.length]!;
}

function isGood(kind: DemoKind, score: number): boolean {
	const [min, max] = kindOf(kind).scale!;
	const share = (score - min) / (max - min);
	return (kind === 'ces-effort5' ? 1 - share : share) > 0.6;
}

/** Where something changed in some shops only, their part of the answers is theirs whatever these say; null: of another. */
function shopThatFell(names: readonly string[], draw: number): string | null {
	let rest = draw * sum(demoShops.map(({ share }) => share));
	const { name } = demoShops.find(({ share }) => (rest -= share) < 0) ?? demoShops[0]!;
	return names.includes(name) ? name : null;
}

function moodOf({ mood, lately }: DemoAsk, isLately: boolean, fell: string | null | undefined): Mood {
	return isLately && lately && fell !== null ? lately : mood;
}

/** Shops differ in what part of the good and of the other answers is theirs; all of them together stay what they are. */
function shopOf({ kind, latelyIn = [] }: DemoAsk, lately: boolean, score: number, draw: number): string {
	const sign = isGood(kind, score) ? 1 : -1;
	const shops = lately ? demoShops.filter(({ name }) => !latelyIn.includes(name)) : demoShops;
	const weights = shops.map(({ share, better }) => share * (1 + sign * better));
	let rest = draw * sum(weights);
	return (shops.find((_, at) => (rest -= weights[at]!) < 0) ?? shops[0]!).name;
}

function wayOf(ways: readonly DemoWay[], lately: boolean, draw: number): DemoWay {
	let rest = draw * sum(ways.map((way) => (lately ? way.lately : way.share)));
	return ways.find((way) => (rest -= lately ? way.lately : way.share) < 0) ?? ways[0]!;
}

const sum = (some: readonly number[]): number => some.reduce((all, one) => all + one, 0);

function commentOf({ kind, comments }: DemoAsk, score: number, draw: number): string {
	const list = isGood(kind, score) ? comments.good : comments.bad;
	return list[Math.floor(draw * list.length)]!;
}

/** Shops are busy at noon and after work. */
function momentOf(day: Day, hourDraw: number, minuteDraw: number, clock: ZoneClock): string {
	const hours = [10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 18, 19, 19, 20, 21];
	const hour = hours[Math.floor(hourDraw * hours.length)]!;
	const seconds = Math.floor(minuteDraw * 3600);
	const wall = [hour, Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
	return readTime(`${day} ${wall}`, 'ymd', clock)!.toISOString();
}

/** The same answer has the same id in every run. */
const idOf = (name: string): string => uuidv8(createHash('sha256').update(name).digest());

/** Numbers from 0 to below 1 that follow from a name (mulberry32 on its hash). */
export function randomOf(name: string): () => number {
	let state = createHash('sha256').update(name).digest().readUInt32BE(0);
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
