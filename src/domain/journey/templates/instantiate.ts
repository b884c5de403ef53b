import type { Id, NewId } from '#domain/shared/ids.ts';
import type { Locale } from '#domain/shared/locale.ts';
import { ordersBetween } from '#domain/shared/order.ts';
import { assemble, storeOf } from '../assemble.ts';
import type { CardKind } from '../cards/all-cards.ts';
import { laneDefinition, type LaneKind } from '../lanes/all-lanes.ts';
import { type Card, createCard } from '../records/card.ts';
import { createJourneyFields } from '../records/journey.ts';
import { createLane, type Lane } from '../records/lane.ts';
import { createPath, type Path } from '../records/path.ts';
import { createPersona } from '../records/persona.ts';
import { createScene, type Scene } from '../records/scene.ts';
import { createTouchpoint, type Touchpoint } from '../records/touchpoint.ts';
import { journeySchema } from '../schema.ts';
import type { JourneySnapshot } from '../snapshot.ts';
import { type Both, type Template, type TemplateScene } from './define-template.ts';

export interface Instance {
	readonly snapshot: JourneySnapshot;
	/** Ids of the touchpoints by the template's keys: for whoever imports data onto them. */
	readonly touchpoints: Readonly<Record<string, Id>>;
}

export interface InstanceOptions {
	readonly locale: Locale;
	readonly newId: NewId;
	/** Left out: the template's own. */
	readonly title?: string;
}

/** A new journey from a template's content, in one language, with ids of its own. */
export function instanceOf(template: Template, { locale, newId, title }: InstanceOptions): Instance {
	const say = (text: Both | undefined): string => text?.[locale] ?? '';
	const lanes = inRow(template.lanes, newId, (kind, id, order) =>
		createLane({ id, order, kind, title: say(laneDefinition(kind).title) })
	);
	const scenes = inRow(template.scenes, newId, (scene, id, order) =>
		createScene({
			id,
			order,
			title: say(scene.title),
			description: say(scene.description),
			expectedEmotion: scene.expectedEmotion ?? null
		})
	);
	const personas = inRow(template.personas, newId, (persona, id, order) =>
		createPersona({
			id,
			order,
			name: say(persona.name),
			description: say(persona.description),
			goals: say(persona.goals),
			frustrations: say(persona.frustrations)
		})
	);

	const keys: Record<string, Id> = {};
	const touchpoints: Touchpoint[] = [];
	const cards: Card[] = [];
	template.scenes.forEach((content, i) => {
		touchpoints.push(...touchpointsIn(content, scenes[i]!, laneOf(lanes, 'touchpoints'), newId, say, keys));
		cards.push(...cardsIn(content, scenes[i]!, lanes, newId, say));
	});
	const paths = pathsOf(template, keys, newId);

	const store = storeOf([...scenes, ...lanes, ...touchpoints, ...cards, ...paths, ...personas]);
	const fields = createJourneyFields({
		title: title ?? say(template.title),
		description: template.describes ? say(template.text) : ''
	});
	return { snapshot: assemble({ ...fields, schema: journeySchema.current, epoch: 1 }, store), touchpoints: keys };
}

type Say = (text: Both | undefined) => string;

function inRow<T, R>(list: readonly T[], newId: NewId, make: (item: T, id: Id, order: string) => R): R[] {
	const ids = list.map(newId);
	const orders = ordersBetween(null, null, ids);
	return list.map((item, i) => make(item, ids[i]!, orders[i]!));
}

const laneOf = (lanes: readonly Lane[], kind: LaneKind): Lane | undefined => lanes.find((lane) => lane.kind === kind);

function touchpointsIn(
	content: TemplateScene,
	scene: Scene,
	lane: Lane | undefined,
	newId: NewId,
	say: Say,
	keys: Record<string, Id>
): Touchpoint[] {
	const list = content.touchpoints ?? [];
	if (!lane) return missing(list, 'touchpoints');
	return inRow(list, newId, (touchpoint, id, order) => {
		if (keys[touchpoint.key]) throw new Error(`Two touchpoints of the template are called "${touchpoint.key}".`);
		keys[touchpoint.key] = id;
		return createTouchpoint({
			id,
			order,
			sceneId: scene.id,
			laneId: lane.id,
			title: say(touchpoint.title),
			description: say(touchpoint.description),
			channel: touchpoint.channel,
			momentOfTruth: touchpoint.momentOfTruth ?? false,
			expectedEmotion: touchpoint.expectedEmotion ?? null
		});
	});
}

function cardsIn(content: TemplateScene, scene: Scene, lanes: readonly Lane[], newId: NewId, say: Say): Card[] {
	const make = <T>(
		laneKind: LaneKind,
		kind: CardKind,
		list: readonly T[] | undefined,
		own: (item: T) => Partial<Card>
	): Card[] => {
		const lane = laneOf(lanes, laneKind);
		if (!lane) return missing(list ?? [], laneKind);
		return inRow(list ?? [], newId, (item, id, order) =>
			createCard({ id, order, kind, sceneId: scene.id, laneId: lane.id, ...own(item) })
		);
	};
	const titled = (text: Both): Partial<Card> => ({ title: say(text) });
	return [
		...make('actions', 'action', content.actions, titled),
		...make('pain-points', 'pain-point', content.pains, ([severity, text]) => ({ title: say(text), severity })),
		...make('opportunities', 'opportunity', content.opportunities, titled),
		...make('quotes', 'quote', content.quotes, ([text, source]) => ({ title: say(text), source: say(source) })),
		...make('backstage', 'backstage', content.backstage, titled),
		...make('notes', 'note', content.notes, titled)
	];
}

function missing(list: readonly unknown[], lane: LaneKind): [] {
	if (list.length > 0) throw new Error(`The template has content for a lane of kind "${lane}" but no such lane.`);
	return [];
}

function pathsOf(template: Template, keys: Readonly<Record<string, Id>>, newId: NewId): Path[] {
	const paths = new Map<string, Path>();
	for (const way of template.ways)
		way.slice(1).forEach((to, i) => {
			const from = way[i]!;
			if (!keys[from] || !keys[to])
				throw new Error(`A way of the template leads from "${from}" to "${to}"; one of them is no touchpoint.`);
			const both = `${from} ${to}`;
			if (!paths.has(both)) paths.set(both, createPath({ id: newId(), fromId: keys[from], toId: keys[to] }));
		});
	return [...paths.values()];
}
