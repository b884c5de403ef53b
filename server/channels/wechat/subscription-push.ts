import type { Trigger } from '../port.ts';

/** What stands in the list of a push about subscription messages: one item, or several. */
interface Item {
	readonly TemplateId?: string;
	readonly SubscribeStatusString?: string;
	readonly MsgID?: string;
	readonly ErrorCode?: string;
	readonly ErrorStatus?: string;
}

const FIELD = /^SubscribeMsg\w+Event\.List(?:\.(\d+))?\.(\w+)$/;
const TEMPLATE = /^[\w-]{6,80}$/;

/** In their order. */
export function listIn(fields: Readonly<Record<string, string>>): Item[] {
	const items = new Map<number, Record<string, string>>();
	for (const [name, value] of Object.entries(fields)) {
		const [, place = '1', field] = FIELD.exec(name) ?? [];
		if (field === undefined) continue;
		const item = items.get(Number(place)) ?? {};
		items.set(Number(place), { ...item, [field]: value });
	}
	return [...items].sort(([a], [b]) => a - b).map(([, item]) => item);
}

const templatesOf = (items: readonly Item[], status: string): string[] => [
	...new Set(
		items.flatMap(({ TemplateId: id, SubscribeStatusString: said }) =>
			id !== undefined && said === status && TEMPLATE.test(id) ? [id] : []
		)
	)
];

/**
 * What people agree to, or take back, and what became of what they were sent. That somebody says no to one question takes back
 * nothing that they had agreed to; that they turn the messages off does.
 * @returns null for a push that is about none of it
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/SubscribeMessage/event.html
 */
export function subscriptionTrigger(
	event: string | undefined,
	fields: Readonly<Record<string, string>>
): Trigger | null {
	const items = listIn(fields);
	if (event === 'subscribe_msg_popup_event')
		return { kind: 'agreed', templates: templatesOf(items, 'accept'), ended: [] };
	if (event === 'subscribe_msg_change_event')
		return { kind: 'agreed', templates: [], ended: templatesOf(items, 'reject') };
	const [{ MsgID: message = '', ErrorCode: code = '', ErrorStatus: status = '' } = {}] = items;
	if (event !== 'subscribe_msg_sent_event' || !/^\w{1,40}$/.test(message)) return null;
	return { kind: 'receipt', of: 'subscription', message, why: code === '0' ? '' : status.slice(0, 60) || 'failed' };
}
