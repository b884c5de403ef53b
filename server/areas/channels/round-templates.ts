import type { RoundPlanView } from '#contract/channel-rounds.ts';
import type { RoundWay } from '#domain/channels/rounds.ts';
import type { Outcome, Template } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Clients, Right } from './clients.ts';
import { keepTemplates, type ChannelRow } from './repo/channels.ts';

type Shown = Pick<RoundPlanView, 'templates' | 'templatesCode' | 'templatesAt'>;

/** Ways whose templates the platform names. */
const NAMED: Readonly<Partial<Record<RoundWay, Right>>> = {
	template: 'template',
	notice: 'notice',
	mini: 'mini_notice'
};
/** As old as that they are asked for again, also when nobody wants them anew. */
const DAY = 24 * 3_600_000;

const view = (list: readonly Template[], at: Date): Shown => ({
	templates: list.map(({ id, title, fields }) => ({ id, title, fields: [...fields] })),
	templatesCode: null,
	templatesAt: at.toISOString()
});
const none = (code: string | null): Shown => ({ templates: [], templatesCode: code, templatesAt: null });

/** The older subscription messages have one template, with two fields that are the same everywhere. */
const ofOnce = (row: ChannelRow): Shown => {
	const id = row.settings.onceTemplate;
	if (!id) return none('once_absent');
	const fields = [
		{ name: 'title', label: '标题' },
		{ name: 'content', label: '内容' }
	];
	return { templates: [{ id, title: '一次性订阅消息', fields }], templatesCode: null, templatesAt: null };
};

/**
 * Which templates there are to send by. What the platform told is kept for a day: a page that is opened ten times asks once, and
 * whoever has just added one asks anew.
 */
export function createRoundTemplates({ db, now, clients }: { db: Db; now: () => Date; clients: Clients }) {
	const told = (row: ChannelRow, way: RoundWay): Promise<Outcome<readonly Template[]>> => {
		// By no right: what is asked by one counts as a message of the day.
		if (way === 'mini') return clients.askMini(row, null, (api) => api.noticeTemplates());
		return clients.ask(row, null, (api) => (way === 'notice' ? api.noticeTemplates() : api.templates()));
	};

	/** @param how `anew`: whatever is kept; `none`: what it takes to ask is not set */
	return async (row: ChannelRow, way: RoundWay, how: 'kept' | 'anew' | 'none'): Promise<Shown> => {
		if (how === 'none') return none(null);
		if (way === 'once') return row.missing.includes('once') ? none('right_missing') : ofOnce(row);
		const right = NAMED[way];
		if (right === undefined) return none(null);
		if (row.missing.includes(right)) return none('right_missing');
		const kept = row.templates[way];
		const at = kept === undefined ? null : new Date(kept.at);
		if (how === 'kept' && at !== null && now().getTime() - at.getTime() < DAY) return view(kept!.list, at);
		const asked = await told(row, way);
		if (!asked.ok) return none(asked.code);
		await keepTemplates(db.system, row, way, { at: now().toISOString(), list: asked.value });
		return view(asked.value, now());
	};
}

export type RoundTemplates = ReturnType<typeof createRoundTemplates>;
